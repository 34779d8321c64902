//! Headers as people and programs write them, brought to a common form: words in lower case, numbering set apart.

use kith_catalogue::text::fold;

/// A header, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    /// Its words in folded form, separated by single spaces.
    pub(super) words: String,
    /// The number in it: `E-mail 2` is the second.
    pub(super) number: Option<u32>,
    /// It holds the type of another column: `Phone 1 - Type`.
    pub(super) is_type: bool,
}

impl Header {
    pub(super) fn read(name: &str) -> Self {
        let mut spaced = String::with_capacity(name.len() + 8);
        let mut before = ' ';
        for c in name.chars() {
            let border = before.is_lowercase() && c.is_uppercase() || before.is_ascii_digit() != c.is_ascii_digit();
            if border && c.is_alphanumeric() && before.is_alphanumeric() {
                spaced.push(' ');
            }
            spaced.push(if c.is_alphanumeric() { c } else { ' ' });
            before = c;
        }
        let folded = fold(&spaced);
        let mut number = None;
        let mut words: Vec<&str> = Vec::new();
        for word in folded.split(' ').filter(|word| !word.is_empty()) {
            match word.parse::<u32>() {
                Ok(found) if found < 100 && !words.is_empty() && number.is_none() => number = Some(found),
                _ => words.push(word),
            }
        }
        let is_type = number.is_some() && words.len() > 1 && words.last().is_some_and(|w| TYPE_WORDS.contains(w));
        if number.is_some() && words.len() > 1 && words.last().is_some_and(|w| TAIL_WORDS.contains(w)) {
            words.pop();
        }
        Self { words: words.join(" "), number, is_type }
    }

    /// Whether one of the words begins with one of these.
    pub(super) fn begins_any(&self, stems: &[&str]) -> bool {
        self.words.split(' ').any(|own| stems.iter().any(|stem| own.starts_with(stem)))
    }

    /// The type of phone, e-mail or address that the words speak of.
    pub(super) fn contact_type(&self) -> Option<&'static str> {
        if self.begins_any(&["mobil", "cell", "мобил", "сотов"]) {
            Some("mobile")
        } else if self.begins_any(&["fax", "факс"]) {
            Some("fax")
        } else if self.begins_any(&[
            "work",
            "business",
            "office",
            "рабоч",
            "служеб",
            "pracov",
            "firemn",
            "korpor",
            "корпор",
        ]) {
            Some("work")
        } else if self.begins_any(&["home", "private", "personal", "домаш", "личн", "domac", "domu", "soukrom"])
        {
            Some("home")
        } else if self.begins_any(&["main", "primary", "основн", "hlavni"]) {
            Some("main")
        } else if self.begins_any(&["other", "друг", "прочи", "jiny", "ostatni"]) {
            Some("other")
        } else {
            None
        }
    }
}

const TYPE_WORDS: &[&str] = &["type", "label", "тип", "typ"];
/// What Google and Outlook put behind the number.
const TAIL_WORDS: &[&str] = &["value", "type", "label", "address", "name", "тип", "typ", "hodnota", "значение"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_many_hands_come_to_the_same_words() {
        let words = |name: &str| Header::read(name).words;
        assert_eq!(words("office_location"), "office location");
        assert_eq!(words("firstName"), "first name");
        assert_eq!(words("  E-mail "), "e mail");
        assert_eq!(words("Název firmy*"), "nazev firmy");
        assert_eq!(words("Кол-во сотрудников"), "кол во сотрудников");
        assert_eq!(words("Organization 1 - Name"), "organization");
        assert_eq!(words("2016"), "2016");
    }

    #[test]
    fn numbers_and_types_are_set_apart() {
        let header = Header::read("Phone 2 - Type");
        assert_eq!((header.words.as_str(), header.number, header.is_type), ("phone", Some(2), true));
        let header = Header::read("E-mail 1 - Value");
        assert_eq!((header.words.as_str(), header.number, header.is_type), ("e mail", Some(1), false));
        assert_eq!(Header::read("Рабочий телефон").contact_type(), Some("work"));
        assert_eq!(Header::read("phone_home").contact_type(), Some("home"));
        assert!(!Header::read("Company Type").is_type);
    }
}
