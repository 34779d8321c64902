//! What is searched for, taken apart.

use kith_catalogue::text::fold;

/// Characters of a question that count.
const LONGEST: usize = 200;
/// Words of a question that count.
const MOST: usize = 8;
/// From so many letters on the index of trigrams can be asked.
pub(super) const TRIGRAM: usize = 3;

/// A question: its words, folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ask {
    /// All of it, words apart by one space.
    pub(super) whole: String,
    /// Its words, each once.
    pub(super) terms: Vec<String>,
    /// The number that it is, if it is one.
    pub(super) number: Option<i64>,
}

impl Ask {
    /// Takes a question apart; nothing when there is nothing in it.
    pub(super) fn new(text: &str) -> Option<Self> {
        let short: String = text.chars().filter(|c| *c != '\0').take(LONGEST).collect();
        let folded = fold(&short);
        let mut terms: Vec<String> = folded.split_whitespace().map(str::to_owned).collect();
        if let Some(digits) = telephone(&folded) {
            terms = vec![digits];
        }
        terms.truncate(MOST);
        let whole = terms.join(" ");
        let mut seen = Vec::new();
        for term in terms {
            if !seen.contains(&term) {
                seen.push(term);
            }
        }
        let number = whole.parse().ok().filter(|_| whole.bytes().all(|b| b.is_ascii_digit()));
        (!whole.is_empty()).then_some(Self { whole, terms: seen, number })
    }

    /// The words that the index of trigrams can be asked for.
    pub(super) fn long_terms(&self) -> impl Iterator<Item = &String> {
        self.terms.iter().filter(|term| term.chars().count() >= TRIGRAM)
    }
}

/// The digits of a telephone number written with blanks and signs.
fn telephone(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let only = text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "+()-./\u{a0}".contains(c));
    (only && digits.len() >= TRIGRAM).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_taken_apart() {
        let ask = Ask::new("  Новáк  ёлка Новák ").unwrap();
        assert_eq!(ask.terms, ["новaк", "елка", "новak"]);
        assert_eq!(Ask::new(" \u{0} "), None);
        assert_eq!(Ask::new("+420 (777) 123-456").unwrap().terms, ["420777123456"]);
        assert_eq!(Ask::new("42").unwrap().number, Some(42));
    }
}
