//! A few words of a note or a file around what was searched for.

use kith_catalogue::text::{fold, without_ids};

/// So many characters before the first word found.
const BEFORE: usize = 40;
/// So many characters altogether.
const WHOLE: usize = 160;

/// The part of a text around the first of the words in it, in one line; cut at words, with dots where it is cut.
pub(super) fn excerpt(text: &str, words: &[String]) -> String {
    let plain = without_ids(text);
    let told: Vec<&str> = plain.split_whitespace().collect();
    let folded: Vec<String> = told.iter().map(|word| fold(word)).collect();
    let has = |word: &String| words.iter().any(|asked| word.contains(asked.as_str()));
    let found = folded.iter().position(has).unwrap_or(0);

    let mut start = found;
    let mut before = 0;
    while start > 0 && before + length(told[start - 1]) < BEFORE {
        start -= 1;
        before += length(told[start]) + 1;
    }
    let mut end = start;
    let mut whole = 0;
    while end < told.len() && (end <= found || whole + length(told[end]) < WHOLE) {
        whole += length(told[end]) + 1;
        end += 1;
    }
    let shown: Vec<String> = told[start..end].iter().map(|word| cut(word)).collect();
    let dots = |is_cut: bool| if is_cut { "…" } else { "" };
    format!("{}{}{}", dots(start > 0), shown.join(" "), dots(end < told.len()))
}

/// The name of a file, which is the first line of its text, and the part of its words around the first of those searched for;
/// only the name where none of them is in its words.
pub(super) fn excerpt_of_file(text: &str, words: &[String]) -> String {
    let (name, content) = text.split_once('\n').unwrap_or((text, ""));
    let folded = fold(content);
    if words.iter().any(|word| folded.contains(word.as_str())) {
        format!("{name}: {}", excerpt(content, words))
    } else {
        name.to_owned()
    }
}

fn length(word: &str) -> usize {
    word.chars().count()
}

/// A word that is too long to be shown (an address of a page) loses its end.
fn cut(word: &str) -> String {
    match word.char_indices().nth(WHOLE) {
        Some((at, _)) => format!("{}…", &word[..at]),
        None => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(text: &str, word: &str) -> String {
        excerpt(text, &[word.to_owned()])
    }

    #[test]
    fn the_words_around_what_was_found_are_shown() {
        assert_eq!(around("Call in\n\n  May", "may"), "Call in May");
        let long = format!("{}Žádá o slevu. {}", "před tím ".repeat(20), "potom ".repeat(60));
        let shown = around(&long, "slevu");
        assert!(shown.starts_with('…') && shown.ends_with('…') && shown.contains("Žádá o slevu."), "{shown}");
        assert!((100..200).contains(&shown.chars().count()), "{shown}");
        assert_eq!(around("nothing of it", "else"), "nothing of it");
        assert_eq!(around("", "else"), "");
    }

    #[test]
    fn of_a_file_its_name_is_told_and_what_it_says() {
        let told = |asked: &str| excerpt_of_file("Оферта 7.pdf\nЦена 5 000 Kč, dodání v květnu", &[asked.to_owned()]);
        assert_eq!(told("kvetnu"), "Оферта 7.pdf: Цена 5 000 Kč, dodání v květnu");
        assert_eq!(told("оферта"), "Оферта 7.pdf");
        assert_eq!(excerpt_of_file("plan.png", &["plan".to_owned()]), "plan.png");
    }

    #[test]
    fn names_of_people_stand_without_their_ids_and_endless_words_are_cut() {
        let id = uuid::Uuid::from_u128(7);
        assert_eq!(around(&format!("Ask @[Анна Ёлкина](user:{id}) first"), "елкина"), "Ask @Анна Ёлкина first");
        let shown = around(&format!("{} end", "x".repeat(5_000)), "end");
        assert_eq!(shown, "…end");
        assert_eq!(around(&"x".repeat(5_000), "xxx").chars().count(), WHOLE + 1);
    }
}
