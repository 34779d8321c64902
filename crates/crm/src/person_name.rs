//! Names of people: one line to show, and the parts it is made of.
//!
//! A contact keeps both. Whoever gives only the parts gets the line composed; whoever gives only the line
//! gets it split. Splitting is a guess by the shape of the words: a patronymic tells the Russian order
//! (family, given, patronymic), particles such as *van* or *de la* belong to the family name, titles before
//! and after the name belong to nobody.

/// The parts of a person's name. An absent part is an empty string.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NameParts {
    /// The given name.
    pub given: String,
    /// The middle name or patronymic.
    pub middle: String,
    /// The family name with its particles.
    pub family: String,
}

impl NameParts {
    /// Whether no part is known.
    pub fn is_empty(&self) -> bool {
        self.given.is_empty() && self.middle.is_empty() && self.family.is_empty()
    }
}

const PARTICLES: &[&str] = &[
    "van", "von", "der", "den", "de", "da", "del", "della", "di", "du", "dos", "la", "le", "ter", "ten", "zu", "af",
    "bin", "ibn", "al", "el", "ван", "фон", "дер", "де", "ла", "аль", "бен",
];

const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "miss", "dr", "prof", "sir", "ing", "mgr", "bc", "judr", "mudr", "mvdr", "phdr", "rndr",
    "paeddr", "doc", "г-н", "г-жа", "гн", "проф", "др",
];

const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv", "phd", "csc", "drsc", "mba", "dis", "esq", "мл", "ст"];

/// Given names that end like Russian family names.
const GIVEN_LIKE_FAMILY: &[&str] = &[
    "лев",
    "яков",
    "мартин",
    "константин",
    "валентин",
    "августин",
    "вениамин",
    "марин",
    "марина",
    "ирина",
    "галина",
    "нина",
    "алина",
    "полина",
    "екатерина",
    "катерина",
    "кристина",
    "регина",
    "ангелина",
    "валентина",
    "карина",
    "зарина",
    "дина",
    "инна",
    "арина",
    "сабина",
    "эвелина",
    "каролина",
    "антонина",
    "альбина",
    "фаина",
    "мадина",
    "амина",
    "василина",
    "ева",
    "янина",
    "эльвира",
    "иван",
    "степан",
    "роман",
    "руслан",
    "богдан",
    "севастьян",
    "демьян",
    "ульян",
    "юлиан",
    "данко",
    "марко",
];

const FAMILY_ENDINGS: &[&str] = &[
    "ов",
    "ев",
    "ёв",
    "ин",
    "ын",
    "ский",
    "цкий",
    "ской",
    "цкой",
    "ова",
    "ева",
    "ёва",
    "ина",
    "ына",
    "ская",
    "цкая",
    "енко",
    "чук",
    "щук",
    "юк",
    "швили",
    "дзе",
    "ян",
    "янц",
    "их",
    "ых",
];

const PATRONYMIC_ENDINGS: &[&str] = &[
    "ович",
    "евич",
    "овна",
    "евна",
    "ична",
    "инична",
    "ильич",
    "кузьмич",
    "лукич",
    "фомич",
    "никитич",
    "саввич",
    "ovich",
    "evich",
    "ovna",
    "evna",
    "ichna",
];

/// Whether a word has the shape of a patronymic ("Петрович", "Сергеевна", "Ильинична").
pub fn is_patronymic(word: &str) -> bool {
    let word = word.to_lowercase();
    PATRONYMIC_ENDINGS.iter().any(|ending| word.ends_with(ending) && word.chars().count() > ending.chars().count())
        || ["ильич", "кузьмич", "лукич", "фомич", "никитич", "саввич"].contains(&word.as_str())
}

fn looks_like_family(word: &str) -> bool {
    let word = word.to_lowercase();
    !GIVEN_LIKE_FAMILY.contains(&word.as_str()) && FAMILY_ENDINGS.iter().any(|ending| word.ends_with(ending))
}

fn is_cyrillic(word: &str) -> bool {
    word.chars().any(|c| ('\u{0400}'..='\u{04ff}').contains(&c))
}

fn bare(word: &str) -> String {
    word.trim_end_matches(',').chars().filter(|c| *c != '.').collect::<String>().to_lowercase()
}

/// The line to show for the parts: "Given Middle Family", or, where the middle name is a patronymic,
/// "Family Given Patronymic".
pub fn compose(parts: &NameParts) -> String {
    let order = if is_patronymic(&parts.middle) {
        [&parts.family, &parts.given, &parts.middle]
    } else {
        [&parts.given, &parts.middle, &parts.family]
    };
    let mut name = String::new();
    for part in order.into_iter().map(|part| part.trim()).filter(|part| !part.is_empty()) {
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(part);
    }
    name
}

/// The parts that a line most probably consists of.
pub fn split(name: &str) -> NameParts {
    if let Some((family, rest)) = name.split_once(',') {
        let family = family.trim();
        let rest: Vec<&str> = rest.split_whitespace().filter(|word| !SUFFIXES.contains(&bare(word).as_str())).collect();
        if !family.is_empty() && !rest.is_empty() {
            return NameParts { given: rest[0].to_owned(), middle: rest[1..].join(" "), family: family.to_owned() };
        }
    }
    let mut words: Vec<&str> = name.split([' ', ',', '\t', '\u{a0}', '\n']).filter(|word| !word.is_empty()).collect();
    while words.len() > 1 && TITLES.contains(&bare(words[0]).as_str()) {
        words.remove(0);
    }
    while words.len() > 1 && SUFFIXES.contains(&bare(words[words.len() - 1]).as_str()) {
        words.pop();
    }
    match words.as_slice() {
        [] => NameParts::default(),
        [only] => NameParts { given: (*only).to_owned(), ..NameParts::default() },
        _ => split_words(&words),
    }
}

fn split_words(words: &[&str]) -> NameParts {
    if let Some(parts) = split_with_patronymic(words) {
        return parts;
    }
    if let [first, second] = words
        && is_cyrillic(first)
        && looks_like_family(first)
        && !looks_like_family(second)
    {
        return parts_of(second, "", first);
    }
    let mut family_from = words.len() - 1;
    while family_from > 1 && PARTICLES.contains(&words[family_from - 1].to_lowercase().as_str()) {
        family_from -= 1;
    }
    parts_of(words[0], &words[1..family_from].join(" "), &words[family_from..].join(" "))
}

fn split_with_patronymic(words: &[&str]) -> Option<NameParts> {
    match words {
        [given, patronymic] if is_patronymic(patronymic) && !looks_like_family(given) => {
            Some(parts_of(given, patronymic, ""))
        }
        [given, patronymic, family @ ..] if is_patronymic(patronymic) => {
            Some(parts_of(given, patronymic, &family.join(" ")))
        }
        [family, given, patronymic] if is_patronymic(patronymic) => Some(parts_of(given, patronymic, family)),
        [family, given, father, word] if ["оглы", "кызы", "оглу", "гызы"].contains(&word.to_lowercase().as_str()) => {
            Some(parts_of(given, &format!("{father} {word}"), family))
        }
        _ => None,
    }
}

fn parts_of(given: &str, middle: &str, family: &str) -> NameParts {
    NameParts { given: given.to_owned(), middle: middle.to_owned(), family: family.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, given: &str, middle: &str, family: &str) {
        assert_eq!(split(name), parts_of(given, middle, family), "{name}");
    }

    #[test]
    fn western_names_are_given_middle_family() {
        check("Grace Hopper", "Grace", "", "Hopper");
        check("Grace Brewster Murray Hopper", "Grace", "Brewster Murray", "Hopper");
        check("Jana Nováková", "Jana", "", "Nováková");
        check("Cher", "Cher", "", "");
        check("  ", "", "", "");
    }

    #[test]
    fn particles_belong_to_the_family_name() {
        check("Ludwig van Beethoven", "Ludwig", "", "van Beethoven");
        check("Anna Maria de la Cruz", "Anna", "Maria", "de la Cruz");
    }

    #[test]
    fn titles_and_suffixes_belong_to_nobody() {
        check("Ing. Petr Svoboda, Ph.D.", "Petr", "", "Svoboda");
        check("Dr. Martin King Jr.", "Martin", "", "King");
        check("Smith, Zoë Ann", "Zoë", "Ann", "Smith");
    }

    #[test]
    fn a_patronymic_tells_the_russian_order() {
        check("Иванов Пётр Сергеевич", "Пётр", "Сергеевич", "Иванов");
        check("Пётр Сергеевич Иванов", "Пётр", "Сергеевич", "Иванов");
        check("Роман Аркадьевич Абрамович", "Роман", "Аркадьевич", "Абрамович");
        check("Абрамович Роман Аркадьевич", "Роман", "Аркадьевич", "Абрамович");
        check("Мария Ильинична", "Мария", "Ильинична", "");
        check("Алиев Эльдар Рашид оглы", "Эльдар", "Рашид оглы", "Алиев");
        check("Ivanova Anna Petrovna", "Anna", "Petrovna", "Ivanova");
    }

    #[test]
    fn two_russian_words_are_ordered_by_their_endings() {
        check("Смирнов Олег", "Олег", "", "Смирнов");
        check("Олег Смирнов", "Олег", "", "Смирнов");
        check("Ирина Костина", "Ирина", "", "Костина");
        check("Костина Ирина", "Ирина", "", "Костина");
        check("Лев Толстой", "Лев", "", "Толстой");
    }

    #[test]
    fn composing_what_was_split_gives_the_usual_line() {
        for name in ["Grace Hopper", "Иванов Пётр Сергеевич", "Ludwig van Beethoven", "Cher", "Мария Ильинична"]
        {
            assert_eq!(compose(&split(name)), name);
        }
        assert_eq!(compose(&split("Пётр Сергеевич Иванов")), "Иванов Пётр Сергеевич");
    }
}
