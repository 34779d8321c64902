//! Yes and no in the languages people keep their tables in.

const YES: &[&str] = &["true", "yes", "y", "1", "on", "x", "✓", "✔", "да", "д", "истина", "вкл", "ano", "a", "pravda"];
const NO: &[&str] = &["false", "no", "n", "0", "off", "нет", "н", "ложь", "выкл", "ne", "nepravda", "-"];

/// Reads yes or no; nothing when it is neither.
pub fn parse(text: &str) -> Option<bool> {
    let folded = text.trim().to_lowercase();
    if YES.contains(&folded.as_str()) {
        Some(true)
    } else if NO.contains(&folded.as_str()) {
        Some(false)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_yes_and_no_are_known_in_three_languages() {
        for text in ["TRUE", "yes", "Да", " ano ", "1", "x"] {
            assert_eq!(parse(text), Some(true), "{text}");
        }
        for text in ["False", "no", "нет", "ne", "0"] {
            assert_eq!(parse(text), Some(false), "{text}");
        }
        assert_eq!(parse("maybe"), None);
    }
}
