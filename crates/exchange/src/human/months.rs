//! Names of months in English, Russian and Czech, long and short, in any case.

/// The month, from 1, that a word names.
pub(crate) fn month(word: &str) -> Option<i8> {
    let folded: String = word
        .trim_end_matches('.')
        .chars()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'á' => 'a',
            'é' | 'ě' => 'e',
            'í' => 'i',
            'ú' | 'ů' => 'u',
            'ř' => 'r',
            'č' => 'c',
            'š' => 's',
            'ž' => 'z',
            other => other,
        })
        .collect();
    let known = NAMES.iter().find(|(stem, forms, _)| {
        folded
            .strip_prefix(stem)
            .is_some_and(|end| forms.split(' ').any(|form| form == end || (form == "_" && end.is_empty())))
    });
    known.map(|(.., number)| *number)
}

/// A stem, its endings (`_` for none) and the month.
const NAMES: &[(&str, &str, i8)] = &[
    ("jan", "_ uary", 1),
    ("feb", "_ ruary", 2),
    ("mar", "_ ch", 3),
    ("apr", "_ il", 4),
    ("may", "_", 5),
    ("jun", "_ e", 6),
    ("jul", "_ y", 7),
    ("aug", "_ ust", 8),
    ("sep", "_ t tember", 9),
    ("oct", "_ ober", 10),
    ("nov", "_ ember", 11),
    ("dec", "_ ember", 12),
    ("янв", "_ аря арь", 1),
    ("фев", "_ р раля раль", 2),
    ("мар", "_ та т", 3),
    ("апр", "_ еля ель", 4),
    ("ма", "я й", 5),
    ("июн", "_ я ь", 6),
    ("июл", "_ я ь", 7),
    ("авг", "_ уста уст", 8),
    ("сен", "_ т тября тябрь", 9),
    ("окт", "_ ября ябрь", 10),
    ("ноя", "_ б бря брь", 11),
    ("дек", "_ абря абрь", 12),
    ("led", "_ en na", 1),
    ("uno", "r ra", 2),
    ("bre", "zen zna z", 3),
    ("dub", "_ en na", 4),
    ("kve", "ten tna t", 5),
    ("cerv", "en na", 6),
    ("cerven", "ec ce", 7),
    ("srp", "_ en na", 8),
    ("zar", "i", 9),
    ("rij", "en na", 10),
    ("lis", "topad topadu t", 11),
    ("pro", "sinec since s", 12),
];
