//! Numbers as people write them: `1 234,56`, `1,234.56`, `(12.50)`, `€ 99,-`, `15 %`.

use serde::{Deserialize, Serialize};

/// Which mark separates the fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Style {
    /// `1,234.56`
    #[default]
    Point,
    /// `1.234,56`
    Comma,
}

/// A number, and what stood beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// Plain decimal notation: `-1234.56`.
    pub plain: String,
    /// The currency that stood beside it, as an ISO code.
    pub currency: Option<&'static str>,
    /// A percent sign stood beside it.
    pub percent: bool,
}

/// Reads a number; `style` decides where a single mark could mean either thing.
pub fn parse(text: &str, style: Style) -> Option<Parsed> {
    let shape = Shape::of(text)?;
    let decimal = match shape.says() {
        Says::Nothing => None,
        Says::Decimal(mark) => Some(mark),
        Says::Grouping => None,
        Says::Either(mark) => match (mark, style) {
            ('.', Style::Point) | (',', Style::Comma) => Some(mark),
            _ => None,
        },
    };
    let mut plain = String::with_capacity(shape.body.len() + 1);
    if shape.negative {
        plain.push('-');
    }
    let last = decimal.and_then(|mark| shape.body.rfind(mark));
    let (whole, fraction) = match last {
        Some(at) => (&shape.body[..at], &shape.body[at + 1..]),
        None => (shape.body.as_str(), ""),
    };
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_start_matches('0');
    plain.push_str(if digits.is_empty() { "0" } else { digits });
    if !fraction.is_empty() {
        plain.push('.');
        plain.push_str(fraction);
    }
    if plain == "-0" {
        plain.remove(0);
    }
    Some(Parsed { plain, currency: shape.currency, percent: shape.percent })
}

/// What a column says about its marks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Cells that are numbers at all.
    pub numbers: u64,
    /// Cells in which a comma can only separate the fraction.
    pub comma: u64,
    /// Cells in which a point can only separate the fraction.
    pub point: u64,
}

impl Evidence {
    /// Takes one more cell into account; says whether it is a number.
    pub fn observe(&mut self, text: &str) -> bool {
        let Some(shape) = Shape::of(text) else { return false };
        self.numbers += 1;
        match shape.says() {
            Says::Decimal(',') => self.comma += 1,
            Says::Decimal(_) => self.point += 1,
            Says::Grouping if shape.body.contains(',') => self.point += 1,
            Says::Grouping => self.comma += u64::from(shape.body.contains('.')),
            _ => {}
        }
        true
    }

    /// The style the column speaks for, if it does.
    pub fn style(&self) -> Option<Style> {
        match self.comma.cmp(&self.point) {
            std::cmp::Ordering::Greater => Some(Style::Comma),
            std::cmp::Ordering::Less => Some(Style::Point),
            std::cmp::Ordering::Equal => None,
        }
    }

    /// Adds what another column says.
    pub fn add(&mut self, other: &Self) {
        self.numbers += other.numbers;
        self.comma += other.comma;
        self.point += other.point;
    }
}

/// The ISO code of a currency written as a sign, a word or a code.
pub fn currency(text: &str) -> Option<&'static str> {
    let text = text.trim().trim_end_matches('.');
    let same = |sign: &str| sign.trim_end_matches('.').to_lowercase() == text.to_lowercase();
    CURRENCIES.iter().find(|(sign, _)| same(sign)).map(|(_, code)| *code)
}

enum Says {
    Nothing,
    Decimal(char),
    Grouping,
    Either(char),
}

struct Shape {
    negative: bool,
    /// Digits with points and commas between them.
    body: String,
    currency: Option<&'static str>,
    percent: bool,
}

impl Shape {
    fn of(text: &str) -> Option<Self> {
        let text = text.trim();
        // Nothing that long is a number, and nothing without a digit.
        if text.len() > 64 || !text.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        let mut shape = Self { negative: false, body: String::new(), currency: None, percent: false };
        let mut rest = text;
        if let Some(inner) = text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
            shape.negative = true;
            rest = inner;
        }
        let start = rest.find(|c: char| c.is_ascii_digit())?;
        let start = if rest[..start].ends_with(['.', ',']) { start - 1 } else { start };
        let end = rest.rfind(|c: char| c.is_ascii_digit())? + 1;
        shape.side(&rest[..start], true)?;
        // `99,-` and `99.-` are round sums.
        let tail = rest[end..].trim_start();
        let tail = tail.strip_prefix([',', '.']).unwrap_or(tail);
        let tail = tail.strip_prefix(['-', '–', '—']).unwrap_or(tail);
        let trailing_minus = tail.is_empty() && rest[end..].trim() == "-";
        if trailing_minus {
            shape.negative = true;
        }
        shape.side(tail, false)?;
        shape.digits(&rest[start..end])?;
        Some(shape)
    }

    fn digits(&mut self, middle: &str) -> Option<()> {
        let mut group = 0_usize;
        let mut spaced = false;
        for c in middle.chars() {
            match c {
                '0'..='9' => {
                    self.body.push(c);
                    group += 1;
                }
                ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}' | '\'' | '’' | '_' => {
                    // A space groups by three, or it is not one number.
                    if spaced && group != 3 || group == 0 || group > 3 {
                        return None;
                    }
                    spaced = true;
                    group = 0;
                }
                '.' | ',' => {
                    if spaced && group != 3 {
                        return None;
                    }
                    spaced = false;
                    self.body.push(c);
                    group = 0;
                }
                _ => return None,
            }
        }
        if spaced && group != 3 {
            return None;
        }
        self.are_groups_sound().then_some(())
    }

    /// Marks that group must group by three; only the last mark may be another one.
    fn are_groups_sound(&self) -> bool {
        let marks: Vec<(usize, char)> = self.body.char_indices().filter(|(_, c)| !c.is_ascii_digit()).collect();
        let Some(((last_at, last), before)) = marks.split_last() else { return true };
        if before.is_empty() {
            return true;
        }
        let group_mark = before[0].1;
        if before.iter().any(|(_, mark)| *mark != group_mark) {
            return false;
        }
        let groups_end = if *last == group_mark { self.body.len() } else { *last_at };
        let mut pieces = self.body[..groups_end].split(group_mark);
        let first = pieces.next().unwrap_or_default();
        (1..=3).contains(&first.len()) && pieces.all(|piece| piece.len() == 3)
    }

    fn says(&self) -> Says {
        let mut marks = self.body.chars().filter(|c| !c.is_ascii_digit());
        let (Some(first), second) = (marks.next(), marks.next()) else { return Says::Nothing };
        match second {
            Some(_) => {
                let last = self.body.chars().rfind(|c| !c.is_ascii_digit()).unwrap_or(first);
                if last == first { Says::Grouping } else { Says::Decimal(last) }
            }
            None => {
                let (before, after) = self.body.split_once(first).unwrap_or_default();
                let could_group = after.len() == 3 && (1..=3).contains(&before.len()) && !before.starts_with('0');
                if could_group { Says::Either(first) } else { Says::Decimal(first) }
            }
        }
    }

    /// Signs, currencies and percent beside the digits; anything else means it is not a number.
    fn side(&mut self, side: &str, before: bool) -> Option<()> {
        let mut rest = side.trim_matches(|c: char| c.is_whitespace());
        while !rest.is_empty() {
            if let Some(next) = rest.strip_prefix(['-', '−', '–']).filter(|_| before) {
                self.negative = true;
                rest = next.trim_start();
            } else if let Some(next) = rest.strip_prefix('+').filter(|_| before) {
                rest = next.trim_start();
            } else if let Some(next) = rest.strip_prefix('%').filter(|_| !before) {
                self.percent = true;
                rest = next.trim_start();
            } else {
                let (sign, code) = CURRENCIES.iter().find(|(sign, _)| starts_with_fold(rest, sign))?;
                if self.currency.replace(code).is_some() {
                    return None;
                }
                let length: usize = rest.chars().take(sign.chars().count()).map(char::len_utf8).sum();
                rest = rest[length..].trim_start();
            }
        }
        Some(())
    }
}

fn starts_with_fold(text: &str, sign: &str) -> bool {
    let mut chars = text.chars().flat_map(char::to_lowercase);
    sign.chars().flat_map(char::to_lowercase).all(|c| chars.next() == Some(c))
}

/// Longer spellings first.
const CURRENCIES: &[(&str, &str)] = &[
    ("рублей", "RUB"),
    ("руб.", "RUB"),
    ("руб", "RUB"),
    ("р.", "RUB"),
    ("₽", "RUB"),
    ("RUB", "RUB"),
    ("RUR", "RUB"),
    ("Kč", "CZK"),
    ("Kc", "CZK"),
    ("CZK", "CZK"),
    ("EUR", "EUR"),
    ("€", "EUR"),
    ("US$", "USD"),
    ("USD", "USD"),
    ("$", "USD"),
    ("GBP", "GBP"),
    ("£", "GBP"),
    ("грн.", "UAH"),
    ("грн", "UAH"),
    ("₴", "UAH"),
    ("UAH", "UAH"),
    ("zł", "PLN"),
    ("PLN", "PLN"),
    ("CHF", "CHF"),
    ("₸", "KZT"),
    ("KZT", "KZT"),
    ("BYN", "BYN"),
    ("HUF", "HUF"),
    ("CNY", "CNY"),
    ("JPY", "JPY"),
    ("¥", "JPY"),
    ("TRY", "TRY"),
    ("₺", "TRY"),
    ("SEK", "SEK"),
    ("NOK", "NOK"),
    ("DKK", "DKK"),
    ("CAD", "CAD"),
    ("AUD", "AUD"),
    ("INR", "INR"),
    ("₹", "INR"),
    ("BRL", "BRL"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str, style: Style) -> Option<String> {
        parse(text, style).map(|parsed| parsed.plain)
    }

    #[test]
    fn numbers_are_read_in_the_ways_people_write_them() {
        let cases = [
            ("1 234,56", "1234.56"),
            ("1\u{A0}234\u{A0}567,8", "1234567.8"),
            ("1,234.56", "1234.56"),
            ("1.234.567", "1234567"),
            ("1.234.567,89", "1234567.89"),
            ("0,125", "0.125"),
            ("(12.50)", "-12.50"),
            ("-7", "-7"),
            ("− 7", "-7"),
            ("12-", "-12"),
            ("1'234.50", "1234.50"),
            (".5", "0.5"),
            ("007", "7"),
            ("3762195", "3762195"),
        ];
        for (text, expected) in cases {
            assert_eq!(plain(text, Style::Point).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_single_mark_before_three_digits_follows_the_column() {
        assert_eq!(plain("1.234", Style::Point).as_deref(), Some("1.234"));
        assert_eq!(plain("1.234", Style::Comma).as_deref(), Some("1234"));
        assert_eq!(plain("1,234", Style::Point).as_deref(), Some("1234"));
        assert_eq!(plain("1,234", Style::Comma).as_deref(), Some("1.234"));
        let mut column = Evidence::default();
        for text in ["1,234", "12,5", "900"] {
            assert!(column.observe(text));
        }
        assert_eq!(column.style(), Some(Style::Comma));
    }

    #[test]
    fn currencies_and_percent_are_understood() {
        let cases = [
            ("€ 99,-", "99", Some("EUR")),
            ("1 250,50 Kč", "1250.50", Some("CZK")),
            ("15 000 руб.", "15000", Some("RUB")),
            ("-$5.20", "-5.20", Some("USD")),
            ("USD 12", "12", Some("USD")),
        ];
        for (text, expected, currency) in cases {
            let parsed = parse(text, Style::Point).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((parsed.plain.as_str(), parsed.currency), (expected, currency), "{text}");
        }
        assert!(parse("15 %", Style::Point).unwrap().percent);
    }

    #[test]
    fn what_is_not_a_number_is_not_read_as_one() {
        for text in ["", "abc", "12 monkeys", "1.2.3", "31.12.2017", "1,23,456", "12:30", "8 912 3", "5kg", "--", "1 2"]
        {
            assert_eq!(plain(text, Style::Point), None, "{text}");
        }
    }
}
