//! Cells that a spreadsheet program would take for a formula.

use std::borrow::Cow;

/// The text with an apostrophe before it where it begins like a formula. Plain numbers and telephone numbers, in which
/// there is nothing to compute, stay as they are.
pub fn neutral(text: &str) -> Cow<'_, str> {
    match text.chars().next() {
        Some('=' | '@' | '\t' | '\r' | '\n') => Cow::Owned(format!("'{text}")),
        Some('+' | '-') if !is_harmless(&text[1..]) => Cow::Owned(format!("'{text}")),
        _ => Cow::Borrowed(text),
    }
}

/// The text as it was before [`neutral`], for reading back what was exported.
pub fn without_neutral(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if matches!(neutral(rest), Cow::Owned(_)) => rest,
        _ => text,
    }
}

/// Digits with at most one point or comma, or with spaces and parentheses between them.
fn is_harmless(rest: &str) -> bool {
    let marks = rest.chars().filter(|c| matches!(c, '.' | ',')).count();
    rest.starts_with(|c: char| c.is_ascii_digit() || c == '(')
        && marks <= 1
        && rest.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\u{A0}' | '(' | ')'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_neutralised_and_read_back() {
        for text in
            ["=1+1", "+1+1", "-1-1", "@SUM(A1)", "\t=1", "\r=1", "+cmd|' /C calc'!A0", "-", "=", "--5", "+420-601"]
        {
            let safe = neutral(text);
            assert_eq!(safe, format!("'{text}"));
            assert_eq!(without_neutral(&safe), text);
        }
    }

    #[test]
    fn numbers_telephones_and_plain_text_stay() {
        for text in ["", "Ann", "-12.50", "+420 601 123 456", "+7 (912) 345", "'quoted'", "a=b"] {
            assert_eq!(neutral(text), text);
            assert_eq!(without_neutral(text), text);
        }
    }
}
