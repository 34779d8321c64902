//! How else a question may be spelled: in the other script, or meant for the other layout of the keyboard.
//!
//! Names are written over in several ways. Latin from Cyrillic: ICAO Doc 9303, the usual one with `y`, and the scientific one
//! (ISO 9) that Czech uses; Cyrillic from Latin: what English and what Czech and German spelling means. Where a spelling
//! leaves an ending open (`-sky`, `-y`), it is left out: parts of words are found.

use kith_catalogue::text::fold;

use super::ask::telephone;

/// Longer questions are sentences, not names.
const LONGEST: usize = 60;
/// Fewer letters are too few to mean the same in another spelling.
const SHORTEST: usize = 3;

/// So many last digits of a telephone number say whose it is, whether it was kept with the prefix of a country, with that of
/// another one, or with what is dialled inside of it.
const SUBSCRIBER: usize = 9;

/// Other spellings of a question, the likeliest first; none of what has no letters of one script only.
pub(super) fn others(question: &str) -> Vec<String> {
    let question = question.trim().to_lowercase();
    if !(SHORTEST..=LONGEST).contains(&question.chars().count()) || question.contains('@') {
        return Vec::new();
    }
    if let Some(digits) = telephone(&question).filter(|digits| digits.len() > SUBSCRIBER) {
        return vec![digits[digits.len() - SUBSCRIBER..].to_owned()];
    }
    let (latin, cyrillic) = (question.chars().any(is_latin), question.chars().any(is_cyrillic));
    let written: Vec<String> = match (latin, cyrillic) {
        (true, false) => [ENGLISH, CZECH].iter().map(|table| in_cyrillic(&question, table)).collect(),
        (false, true) => [ICAO, USUAL, SCIENTIFIC].iter().map(|table| in_latin(&question, table)).collect(),
        _ => Vec::new(),
    };
    let mut distinct = Vec::new();
    for other in written {
        if !distinct.contains(&other) && fold(&other) != fold(&question) {
            distinct.push(other);
        }
    }
    distinct
}

/// The question as it was meant if the keyboard stood on the other layout (ЙЦУКЕН, QWERTY).
pub(super) fn other_layout(question: &str) -> Option<String> {
    let question = question.trim().to_lowercase();
    if !(SHORTEST..=LONGEST).contains(&question.chars().count()) || question.contains('@') {
        return None;
    }
    let cyrillic = question.chars().any(is_cyrillic);
    if !cyrillic && !question.chars().any(is_latin) {
        return None;
    }
    let (from, to) = if cyrillic { (RUSSIAN_KEYS, LATIN_KEYS) } else { (LATIN_KEYS, RUSSIAN_KEYS) };
    let swap = |c: char| from.chars().position(|key| key == c).and_then(|at| to.chars().nth(at)).unwrap_or(c);
    Some(question.chars().map(swap).collect())
}

const LATIN_KEYS: &str = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const RUSSIAN_KEYS: &str = "йцукенгшщзхъфывапролджэячсмитьбюё";

fn is_latin(c: char) -> bool {
    c.is_ascii_lowercase() || ('\u{df}'..='\u{24f}').contains(&c)
}

fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{4ff}').contains(&c)
}

/// The pairs of a table.
fn pairs(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.split_whitespace().filter_map(|pair| pair.split_once(':'))
}

/// Endings that several Cyrillic ones are written as.
const OPEN: &str = "skiy:sk skij:sk skyi:sk sky:sk ski:sk y:";

/// What letters and groups of letters mean, longer groups before shorter ones.
const ENGLISH: &str = "shch:щ sch:щ zh:ж kh:х ts:ц tz:ц ch:ч sh:ш ck:к ph:ф th:т iya:ия ia:ия yu:ю iu:ю ju:ю ya:я ja:я yo:е \
    jo:е ye:е ay:ай ey:ей oy:ой uy:уй iy:ий x:кс y:ы c:к h:х";

const CZECH: &str = "shch:щ sch:ш šč:щ ch:х ja:я ju:ю je:е jo:е ij:ий ý:ы š:ш č:ч ž:ж ř:рж x:кс y:ы c:ц h:г";

/// Letters that mean the same in all of them.
const SIMPLE: &str = "a:а b:б d:д e:е f:ф g:г i:и j:й k:к l:л m:м n:н o:о p:п q:к r:р s:с t:т u:у v:в w:в z:з";

const ICAO: &str = "ж:zh й:i х:kh ц:ts ч:ch ш:sh щ:shch ю:iu я:ia";
const USUAL: &str = "ж:zh й:y х:kh ц:ts ч:ch ш:sh щ:shch ю:yu я:ya";
const SCIENTIFIC: &str = "ж:z й:j х:ch ц:c ч:c ш:s щ:sc ю:ju я:ja";
const PLAIN: &str = "а:a б:b в:v г:g д:d е:e ё:e з:z и:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f ы:y э:e ъ: ь: і:i ї:i \
    є:ie ґ:g ў:u";

fn in_cyrillic(question: &str, table: &'static str) -> String {
    let words = question.split(' ').map(|word| {
        let open = pairs(OPEN).find_map(|(ending, kept)| {
            let stem = word.strip_suffix(ending)?;
            // After a vowel it is й.
            let closed = ending == "y" && stem.ends_with(['a', 'e', 'i', 'o', 'u']);
            (!closed).then(|| format!("{stem}{kept}"))
        });
        // Of a short word the ending is most of it.
        match open.filter(|_| word.chars().count() >= 5) {
            Some(word) => written(&word, table, SIMPLE),
            None => written(word, table, SIMPLE),
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

fn in_latin(question: &str, table: &'static str) -> String {
    written(question, table, PLAIN)
}

fn written(word: &str, table: &'static str, simple: &'static str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let known = pairs(table).chain(pairs(simple)).find_map(|(from, to)| Some((rest.strip_prefix(from)?, to)));
        if let Some((after, to)) = known {
            out.push_str(to);
            rest = after;
            continue;
        }
        // A letter with a mark that means nothing here is read without it.
        let bare = fold(&rest[..first.len_utf8()]);
        match pairs(simple).find(|(from, _)| *from == bare) {
            Some((_, to)) => out.push_str(to),
            None => out.push(first),
        }
        rest = &rest[first.len_utf8()..];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_over_into_the_other_script() {
        for (asked, meant) in [
            ("shcherbakov", "щербаков"),
            ("scherbakov", "щербаков"),
            ("ščerbakov", "щербаков"),
            ("Schmidt", "шмидт"),
            ("Zelensky", "зеленск"),
            ("Chekhov", "чехов"),
            ("Čechov", "чехов"),
            ("romashka", "ромашка"),
            ("Yulia Maria", "юлия мария"),
            ("Andrej", "андрей"),
            ("Sergey", "сергей"),
            ("Щербаков", "shcherbakov"),
            ("Щербаков", "scerbakov"),
            ("Стастны", "stastny"),
            ("Юлия", "yuliya"),
            ("Андрей", "andrei"),
            ("Королёв", "korolev"),
            ("+7 916 123-45-67", "161234567"),
        ] {
            assert!(others(asked).iter().any(|other| other == meant), "{asked}: {:?}", others(asked));
        }
    }

    #[test]
    fn what_is_no_name_in_one_script_has_no_other_spelling() {
        for asked in ["", "602 123 456", "42", "ivan@example.com", "Acme Ромашка"] {
            assert_eq!(others(asked), Vec::<String>::new(), "{asked}");
        }
    }

    #[test]
    fn the_other_layout_is_read_key_by_key() {
        assert_eq!(other_layout("cltkrf").as_deref(), Some("сделка"));
        assert_eq!(other_layout("Фсьу").as_deref(), Some("acme"));
        assert_eq!(other_layout("123"), None);
    }
}
