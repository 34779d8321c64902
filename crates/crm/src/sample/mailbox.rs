//! Names as they stand in e-mail addresses.

use kith_catalogue::text::fold;

/// Cyrillic letters as passports spell them.
const LETTERS: &[(char, &str)] = &[
    ('а', "a"),
    ('б', "b"),
    ('в', "v"),
    ('г', "g"),
    ('д', "d"),
    ('е', "e"),
    ('ж', "zh"),
    ('з', "z"),
    ('и', "i"),
    ('й', "y"),
    ('к', "k"),
    ('л', "l"),
    ('м', "m"),
    ('н', "n"),
    ('о', "o"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s"),
    ('т', "t"),
    ('у', "u"),
    ('ф', "f"),
    ('х', "kh"),
    ('ц', "ts"),
    ('ч', "ch"),
    ('ш', "sh"),
    ('щ', "shch"),
    ('ы', "y"),
    ('э', "e"),
    ('ю', "yu"),
    ('я', "ya"),
];

/// "Zoë O'Brien" becomes "z.obrien", "Анна Жукова" becomes "a.zhukova".
pub(super) fn mailbox(given: &str, family: &str) -> String {
    let (given, family) = (latin(given), latin(family));
    match given.chars().next() {
        Some(initial) => format!("{initial}.{family}"),
        None => family,
    }
}

fn latin(text: &str) -> String {
    let mut spelt = String::new();
    for letter in fold(text).chars() {
        if letter.is_ascii_alphanumeric() {
            spelt.push(letter);
        } else if let Some((_, latin)) = LETTERS.iter().find(|(cyrillic, _)| *cyrillic == letter) {
            spelt.push_str(latin);
        }
    }
    spelt
}

#[cfg(test)]
mod tests {
    use super::mailbox;

    #[test]
    fn names_of_both_scripts_become_plain_letters() {
        assert_eq!(mailbox("Zoë", "O'Brien"), "z.obrien");
        assert_eq!(mailbox("Юлия", "Королёва"), "y.koroleva");
        assert_eq!(mailbox("Řehoř", "Šťastný"), "r.stastny");
    }
}
