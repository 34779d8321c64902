//! People as a trading company meets them: their names, the notation of their telephones, their e-mail addresses.

mod czech;
mod english;
mod russian;

use crate::random::{Dice, Weights};

/// The tongue of a person or a company.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    /// Russian.
    Russian,
    /// Czech.
    Czech,
    /// English (and whoever else writes Latin letters).
    English,
}

/// A person's name and place of work.
pub struct Person {
    /// Given name.
    pub given: String,
    /// Patronymic, when the tongue has one and the card was filled in.
    pub middle: Option<String>,
    /// Family name.
    pub family: String,
    /// Position held.
    pub position: &'static str,
}

/// Draws people; built once, since the weights are tables.
pub struct People {
    tongues: Weights,
    russian: [Weights; 4],
    czech: [Weights; 3],
    english: [Weights; 3],
}

impl People {
    /// The mix of a Russian trader with a Czech subsidiary: 55 % Russian, 30 % Czech, 15 % others.
    pub fn new() -> Self {
        let list = |count: usize| Weights::zipf(count, 0.72);
        Self {
            tongues: Weights::new([0.55, 0.30, 0.15]),
            russian: [russian::SURNAMES, russian::MEN, russian::WOMEN, russian::FATHERS].map(|l| list(l.len())),
            czech: [czech::SURNAMES.len(), czech::MEN.len(), czech::WOMEN.len()].map(list),
            english: [english::SURNAMES, english::MEN, english::WOMEN].map(|l| list(l.len())),
        }
    }

    /// Draws a tongue.
    pub fn tongue(&self, dice: &mut Dice) -> Tongue {
        [Tongue::Russian, Tongue::Czech, Tongue::English][self.tongues.draw(dice)]
    }

    /// Draws a person of a tongue.
    pub fn person(&self, tongue: Tongue, dice: &mut Dice) -> Person {
        let woman = dice.chance(0.46);
        match tongue {
            Tongue::Russian => {
                let surname = russian::SURNAMES[self.russian[0].draw(dice)];
                let father = russian::FATHERS[self.russian[3].draw(dice)];
                let (given, family, ending) = if woman {
                    (russian::WOMEN[self.russian[2].draw(dice)], russian::feminine(surname), "на")
                } else {
                    (russian::MEN[self.russian[1].draw(dice)], surname.to_owned(), "ич")
                };
                Person {
                    given: given.to_owned(),
                    middle: dice.chance(0.6).then(|| format!("{father}{ending}")),
                    family,
                    position: dice.pick(russian::POSITIONS),
                }
            }
            Tongue::Czech => {
                let (man, lady) = czech::SURNAMES[self.czech[0].draw(dice)];
                let (given, family) = if woman {
                    (czech::WOMEN[self.czech[2].draw(dice)], lady)
                } else {
                    (czech::MEN[self.czech[1].draw(dice)], man)
                };
                Person {
                    given: given.to_owned(),
                    middle: None,
                    family: family.to_owned(),
                    position: dice.pick(czech::POSITIONS),
                }
            }
            Tongue::English => {
                let given = if woman {
                    english::WOMEN[self.english[2].draw(dice)]
                } else {
                    english::MEN[self.english[1].draw(dice)]
                };
                Person {
                    given: given.to_owned(),
                    middle: None,
                    family: english::SURNAMES[self.english[0].draw(dice)].to_owned(),
                    position: dice.pick(english::POSITIONS),
                }
            }
        }
    }
}

impl Default for People {
    fn default() -> Self {
        Self::new()
    }
}

/// A telephone as somebody typed it: every office has its own notation.
pub fn phone(tongue: Tongue, dice: &mut Dice) -> String {
    let digits =
        |dice: &mut Dice, count: u32| format!("{:0width$}", dice.below(10usize.pow(count)), width = count as usize);
    match tongue {
        Tongue::Russian => {
            let code = dice.pick(&[
                "903", "905", "909", "910", "912", "916", "919", "921", "926", "950", "961", "981", "495", "812", "343",
            ]);
            let (a, b, c) = (digits(dice, 3), digits(dice, 2), digits(dice, 2));
            match dice.below(5) {
                0 => format!("8 ({code}) {a}-{b}-{c}"),
                1 => format!("+7 {code} {a}-{b}-{c}"),
                2 => format!("8{code}{a}{b}{c}"),
                3 => format!("+7 ({code}) {a} {b} {c}"),
                _ => format!("8-{code}-{a}-{b}-{c}"),
            }
        }
        Tongue::Czech => {
            let code = dice.pick(&[
                "601", "602", "603", "604", "605", "606", "607", "608", "721", "723", "731", "736", "774", "777",
            ]);
            let (a, b) = (digits(dice, 3), digits(dice, 3));
            if dice.chance(0.7) { format!("+420 {code} {a} {b}") } else { format!("00420{code}{a}{b}") }
        }
        Tongue::English => {
            let code = dice.pick(&["7400", "7500", "7700", "7711", "7801", "7911", "7970"]);
            format!("+44 {code} {}", digits(dice, 6))
        }
    }
}

/// An e-mail address: at the company's domain, or at one of the free ones.
pub fn email(person: &Person, tongue: Tongue, domain: Option<&str>, dice: &mut Dice) -> String {
    let (given, family) = (latin(&person.given), latin(&person.family));
    let initial = &given[..given.chars().next().map_or(0, char::len_utf8)];
    let local = match dice.below(4) {
        0 => format!("{given}.{family}"),
        1 => format!("{initial}.{family}"),
        2 => format!("{family}{}", dice.between(60, 99)),
        _ => format!("{family}.{initial}"),
    };
    match domain {
        Some(domain) if dice.chance(0.75) => format!("{local}@{domain}"),
        _ => {
            let free: &[&str] = match tongue {
                Tongue::Russian => &["mail.example", "inbox.example", "pochta.example"],
                Tongue::Czech => &["posta.example", "schranka.example"],
                Tongue::English => &["webmail.example", "letters.example"],
            };
            format!("{local}{}@{}", dice.below(10_000), dice.pick(free))
        }
    }
}

/// Lower-case Latin letters and digits of a name, as in addresses.
pub fn latin(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        let replaced = match c {
            'а' => "a",
            'б' => "b",
            'в' => "v",
            'г' => "g",
            'д' => "d",
            'е' | 'ё' | 'э' => "e",
            'ж' => "zh",
            'з' => "z",
            'и' | 'й' | 'ы' => "i",
            'к' => "k",
            'л' => "l",
            'м' => "m",
            'н' => "n",
            'о' => "o",
            'п' => "p",
            'р' => "r",
            'с' => "s",
            'т' => "t",
            'у' => "u",
            'ф' => "f",
            'х' => "kh",
            'ц' => "ts",
            'ч' => "ch",
            'ш' => "sh",
            'щ' => "shch",
            'ю' => "yu",
            'я' => "ya",
            'ъ' | 'ь' => "",
            'á' => "a",
            'č' => "c",
            'ď' => "d",
            'é' | 'ě' | 'ë' => "e",
            'í' => "i",
            'ň' | 'ñ' | 'ń' => "n",
            'ó' | 'ø' | 'ö' => "o",
            'ř' => "r",
            'š' => "s",
            'ť' => "t",
            'ú' | 'ů' | 'ü' => "u",
            'ý' => "y",
            'ž' | 'ź' | 'ż' => "z",
            'ł' => "l",
            _ => "",
        };
        if replaced.is_empty() && c.is_ascii_alphanumeric() {
            out.push(c);
        } else {
            out.push_str(replaced);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feminine_surnames_follow_the_masculine_ones() {
        for (man, lady) in [
            ("Иванов", "Иванова"),
            ("Чайковский", "Чайковская"),
            ("Толстой", "Толстая"),
            ("Ким", "Ким"),
            ("Цой", "Цой"),
        ] {
            assert_eq!(russian::feminine(man), lady);
        }
    }

    #[test]
    fn addresses_are_plain_latin() {
        let (people, mut dice) = (People::new(), Dice::new(5));
        for _ in 0..2_000 {
            let tongue = people.tongue(&mut dice);
            let person = people.person(tongue, &mut dice);
            let address = email(&person, tongue, Some("firma.example"), &mut dice);
            assert!(address.is_ascii() && !address.starts_with('@') && !address.contains(' '), "{address}");
        }
    }

    #[test]
    fn transliteration_keeps_letters() {
        assert_eq!(latin("Щербаков"), "shcherbakov");
        assert_eq!(latin("Šťastná"), "stastna");
        assert_eq!(latin("O'Brien"), "obrien");
    }
}
