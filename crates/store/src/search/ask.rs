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
    /// Its words, each once; of a telephone number its digits.
    pub(super) terms: Vec<String>,
    /// Its words as they were written, each once: in running text a telephone number is not known as one.
    pub(super) words: Vec<String>,
    /// The number that it is, if it is one.
    pub(super) number: Option<i64>,
}

impl Ask {
    /// Takes a question apart; nothing when there is nothing in it.
    pub(super) fn new(text: &str) -> Option<Self> {
        let short: String = text.chars().filter(|c| *c != '\0').take(LONGEST).collect();
        let mut whole = fold(&short).split_whitespace().collect::<Vec<_>>().join(" ");
        let bare: Vec<&str> = short.split_whitespace().map(without_signs).filter(|word| !word.is_empty()).collect();
        let mut terms: Vec<String> = bare.iter().flat_map(|word| words(word)).collect();
        let words = distinct(terms.clone());
        let number = terms.concat().parse().ok().filter(|_| terms.len() == 1 && digits_only(&terms[0]));
        if let Some(digits) = telephone(&whole) {
            terms = vec![without_prefix(&digits).to_owned()];
            whole = digits;
        }
        let terms = distinct(terms);
        (!terms.is_empty()).then_some(Self { whole, terms, words, number })
    }

    /// The question put to running text.
    pub(super) fn of_running_text(&self) -> Self {
        Self { whole: self.words.join(" "), terms: self.words.clone(), words: self.words.clone(), number: None }
    }

    /// The words that the index of trigrams can be asked for.
    pub(super) fn long_terms(&self) -> impl Iterator<Item = &String> {
        self.terms.iter().filter(|term| term.chars().count() >= TRIGRAM)
    }
}

/// The first words that count, each once.
fn distinct(mut terms: Vec<String>) -> Vec<String> {
    terms.truncate(MOST);
    let mut seen = Vec::new();
    for term in terms {
        if !seen.contains(&term) {
            seen.push(term);
        }
    }
    seen
}

/// A word without the quotes and brackets around it and the sign of a number before it: they are written in many ways.
fn without_signs(word: &str) -> &str {
    let around = |c: char| "«»‹›\"'“”„‟‘’‚`()[]{}<>,;".contains(c);
    word.trim_matches(around).trim_start_matches(['#', '№'])
}

/// The words of a folded text: some letters stand for two words.
fn words(text: &str) -> Vec<String> {
    fold(text).split_whitespace().map(str::to_owned).collect()
}

fn digits_only(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A telephone number without what is dialled before it inside of a country (0, in Russia 8) or to leave it (00): the
/// same number may have been kept with the prefix of its country.
fn without_prefix(digits: &str) -> &str {
    if digits.len() <= TRIGRAM {
        return digits;
    }
    let rest = digits.strip_prefix("00").or_else(|| digits.strip_prefix(['0', '8'])).unwrap_or(digits);
    if rest.len() < TRIGRAM { digits } else { rest }
}

/// The digits of a telephone number written with blanks and signs.
pub(super) fn telephone(text: &str) -> Option<String> {
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
        for number in ["#42", "№42", "№ 42"] {
            let ask = Ask::new(number).unwrap();
            assert_eq!((ask.number, ask.terms), (Some(42), vec!["42".to_owned()]), "{number}");
        }
        assert_eq!(Ask::new("OOO «Oak, (Co)»").unwrap().terms, ["ooo", "oak", "co"]);
        assert_eq!(Ask::new("«\" ("), None);
    }

    #[test]
    fn a_telephone_number_is_asked_for_without_what_is_dialled_before_it() {
        for (asked, term) in [
            ("8 (916) 765-43-21", "9167654321"),
            ("00420 602 123 456", "420602123456"),
            ("0171 1234567", "1711234567"),
            ("+7 916", "7916"),
            ("8916", "916"),
            ("800", "800"),
        ] {
            assert_eq!(Ask::new(asked).unwrap().terms, [term], "{asked}");
        }
        assert_eq!(Ask::new("8916").unwrap().number, Some(8_916));
        assert_eq!(Ask::new("8916").unwrap().whole, "8916");
    }
}
