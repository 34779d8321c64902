//! Dates and times as people write them, in the order that the column proves.

use super::months::month;
use jiff::civil::{Date, DateTime, Time};
use serde::{Deserialize, Serialize};

/// Which number comes first where both could be a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// `31.12.2017`, `31/12/2017`
    #[default]
    Dmy,
    /// `12/31/2017`
    Mdy,
}

impl Order {
    /// What is usual in a country.
    pub fn of_country(country: &str) -> Self {
        if matches!(country, "US" | "us" | "PH" | "ph") { Self::Mdy } else { Self::Dmy }
    }
}

/// A date, perhaps with a time and the distance from UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parsed {
    /// The day.
    pub date: Date,
    /// The time, if one was written.
    pub time: Option<Time>,
    /// Seconds east of UTC, if written.
    pub offset: Option<i32>,
}

impl Parsed {
    /// The day and time; midnight where no time was written.
    pub fn datetime(&self) -> DateTime {
        self.date.to_datetime(self.time.unwrap_or(Time::midnight()))
    }
}

/// Whether a text is a date in some order.
pub fn is_date(text: &str) -> bool {
    parse(text, Order::Dmy).or_else(|| parse(text, Order::Mdy)).is_some()
}

/// Reads a date; `order` decides what is doubtful. A date impossible in that order is not a date.
pub fn parse(text: &str, order: Order) -> Option<Parsed> {
    let text = text.trim();
    if text.len() < 6 || text.len() > 80 || !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let (date, rest) = numeric(text, order).or_else(|| named(text))?;
    let rest = rest.trim_start_matches(',').trim();
    let rest = rest.strip_prefix(['T', 't']).unwrap_or(rest).trim();
    let rest = rest.trim_end_matches("г.").trim_end_matches('г').trim();
    if rest.is_empty() {
        return Some(Parsed { date, time: None, offset: None });
    }
    let (time, offset) = time(rest)?;
    Some(Parsed { date, time: Some(time), offset })
}

/// What a column says about the order of day and month.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Cells that are dates at all.
    pub dates: u64,
    /// Cells that are dates only with the day first.
    pub dmy: u64,
    /// Cells that are dates only with the month first.
    pub mdy: u64,
    /// Cells with a time.
    pub times: u64,
}

impl Evidence {
    /// Takes one more cell into account; says whether it is a date.
    pub fn observe(&mut self, text: &str) -> bool {
        let first = text.trim_start().as_bytes().first().copied().unwrap_or(b' ');
        if !first.is_ascii_digit() && text.len() > 40 {
            return false;
        }
        let (day, month) = (parse(text, Order::Dmy), parse(text, Order::Mdy));
        match (&day, &month) {
            (None, None) => return false,
            (Some(_), None) => self.dmy += 1,
            (None, Some(_)) => self.mdy += 1,
            _ => {}
        }
        self.dates += 1;
        self.times += u64::from(day.or(month).is_some_and(|parsed| parsed.time.is_some()));
        true
    }

    /// The order the column speaks for, if it does.
    pub fn order(&self) -> Option<Order> {
        match self.dmy.cmp(&self.mdy) {
            std::cmp::Ordering::Greater => Some(Order::Dmy),
            std::cmp::Ordering::Less => Some(Order::Mdy),
            std::cmp::Ordering::Equal => None,
        }
    }

    /// Adds what another column says.
    pub fn add(&mut self, other: &Self) {
        self.dates += other.dates;
        self.dmy += other.dmy;
        self.mdy += other.mdy;
        self.times += other.times;
    }
}

/// A date of digits at the start of a text, and what follows it.
fn numeric(text: &str, order: Order) -> Option<(Date, &str)> {
    let (first, rest) = digits(text)?;
    if first.len() == 8 && !rest.starts_with(['.', '/', '-']) {
        let day = make(&first[..4], &first[4..6], &first[6..])?;
        return (1800..=2200).contains(&day.year()).then_some((day, rest));
    }
    let mark = rest.chars().next().filter(|c| matches!(c, '.' | '/' | '-'))?;
    let (second, rest) = digits(rest[1..].trim_start())?;
    let rest = rest.strip_prefix(mark)?;
    let (third, rest) = digits(rest.trim_start())?;
    if first.len() == 4 && second.len() <= 2 && third.len() <= 2 {
        return Some((make(first, second, third)?, rest));
    }
    if first.len() > 2 || second.len() > 2 || !matches!(third.len(), 2 | 4) {
        return None;
    }
    // Points are written where the day comes first, whatever the country of the reader.
    let (day, month) = match (order, mark) {
        (Order::Mdy, '/' | '-') => (second, first),
        _ => (first, second),
    };
    Some((make(third, month, day)?, rest))
}

fn digits(text: &str) -> Option<(&str, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=8).contains(&length).then(|| text.split_at(length))
}

fn make(year: &str, month: &str, day: &str) -> Option<Date> {
    Date::new(full_year(year)?, month.parse().ok()?, day.parse().ok()?).ok()
}

fn full_year(year: &str) -> Option<i16> {
    let number: i16 = year.parse().ok()?;
    Some(match year.len() {
        2 if number < 69 => 2000 + number,
        2 => 1900 + number,
        _ => number,
    })
}

/// A date with the name of its month: `12 Jan 2017`, `Jan 12, 2017`, `12. ledna 2017`, `12 января 2017 г.`
fn named(text: &str) -> Option<(Date, &str)> {
    let (mut day, mut name, mut year) = (None, None, None);
    let mut rest = text;
    for _ in 0..5 {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '-' | '/'));
        let length =
            rest.find(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '-' | '/' | ':')).unwrap_or(rest.len());
        let (word, after) = rest.split_at(length);
        let word_digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        if let Some(found) = month(word).filter(|_| name.is_none()) {
            name = Some(found);
        } else if word.bytes().all(|b| b.is_ascii_digit()) && word.len() == 4 && year.is_none() {
            year = Some(word);
        } else if day.is_none()
            && matches!(word_digits.len(), 1 | 2)
            && word_digits.bytes().all(|b| b.is_ascii_digit())
            && matches!(&word[word_digits.len()..], "" | "st" | "nd" | "rd" | "th")
        {
            day = Some(word_digits);
        } else if !(is_weekday(word) && day.is_none() && name.is_none()) {
            return None;
        }
        rest = after;
        if let (Some(day), Some(month), Some(year)) = (day, name, year) {
            let date = Date::new(full_year(year)?, month, day.parse().ok()?).ok()?;
            return Some((date, rest));
        }
    }
    None
}

fn is_weekday(word: &str) -> bool {
    let start: String = word.chars().flat_map(char::to_lowercase).take(3).collect();
    ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].contains(&start.as_str())
}

/// `9:05`, `09:05:30.25`, `5:30 PM`, each perhaps with `Z` or `+02:00`.
fn time(text: &str) -> Option<(Time, Option<i32>)> {
    let (hour, rest) = digits(text)?;
    let rest = rest.strip_prefix([':', '.'])?;
    let (minute, mut rest) = digits(rest)?;
    let mut second = "0";
    let mut nanos = 0_i32;
    if let Some((found, after)) = rest.strip_prefix([':', '.']).and_then(digits) {
        second = found;
        rest = after;
        if let Some(after) = rest.strip_prefix(['.', ',']) {
            let length = after.bytes().take_while(u8::is_ascii_digit).count();
            let fraction: String = after[..length].chars().chain("000000000".chars()).take(9).collect();
            nanos = fraction.parse().ok()?;
            rest = &after[length..];
        }
    }
    let rest = rest.trim();
    let lower = rest.to_ascii_lowercase();
    let mut hour: i8 = hour.parse().ok()?;
    let mut rest = lower.as_str();
    if let Some(after) = rest.strip_prefix("am").or_else(|| rest.strip_prefix("a.m.")) {
        hour = if hour == 12 { 0 } else { hour };
        rest = after;
    } else if let Some(after) = rest.strip_prefix("pm").or_else(|| rest.strip_prefix("p.m.")) {
        hour = if hour == 12 { 12 } else { hour.checked_add(12)? };
        rest = after;
    }
    let time = Time::new(hour, minute.parse().ok()?, second.parse().ok()?, nanos).ok()?;
    Some((time, offset(rest.trim())?))
}

/// Nothing, `z`, `utc`, `+02:00`, `+0200`, `+02`.
fn offset(text: &str) -> Option<Option<i32>> {
    if text.is_empty() {
        return Some(None);
    }
    if matches!(text, "z" | "utc" | "gmt") {
        return Some(Some(0));
    }
    let text = text.strip_prefix("utc").or_else(|| text.strip_prefix("gmt")).unwrap_or(text);
    let (sign, body) = match text.split_at_checked(1)? {
        ("+", body) => (1, body),
        ("-", body) => (-1, body),
        _ => return None,
    };
    let digits: String = body.chars().filter(|c| *c != ':').collect();
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes): (i32, i32) = match digits.len() {
        1 | 2 => (digits.parse().ok()?, 0),
        4 => (digits[..2].parse().ok()?, digits[2..].parse().ok()?),
        _ => return None,
    };
    (hours <= 14 && minutes < 60).then_some(Some(sign * (hours * 3600 + minutes * 60)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};

    fn day(text: &str, order: Order) -> Option<Date> {
        parse(text, order).map(|parsed| parsed.date)
    }

    #[test]
    fn dates_are_read_in_the_ways_people_write_them() {
        let expected = date(2017, 3, 1);
        for text in [
            "2017-03-01",
            "2017/3/1",
            "2017.03.01",
            "20170301",
            "01.03.2017",
            "1. 3. 2017",
            "1.3.17",
            "01/03/2017",
            "1-3-2017",
            "1 Mar 2017",
            "March 1, 2017",
            "1-Mar-2017",
            "1 марта 2017 г.",
            "1. března 2017",
            "Wed, 01 Mar 2017",
            "1st March 2017",
        ] {
            assert_eq!(day(text, Order::Dmy), Some(expected), "{text}");
        }
        assert_eq!(day("03/01/2017", Order::Mdy), Some(expected));
        assert_eq!(day("01.03.2017", Order::Mdy), Some(expected));
        assert_eq!(day("1. července 2017", Order::Dmy), Some(date(2017, 7, 1)));
        assert_eq!(day("1. června 2017", Order::Dmy), Some(date(2017, 6, 1)));
    }

    #[test]
    fn times_and_zones_follow_the_date() {
        let at = |text: &str| parse(text, Order::Mdy).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(at("2017-03-01T09:05:30Z").offset, Some(0));
        assert_eq!(at("2024-07-01T11:54:49.95+00:00").time, Some(time(11, 54, 49, 950_000_000)));
        assert_eq!(at("01.03.2017 9:05").time, Some(time(9, 5, 0, 0)));
        assert_eq!(at("12/31/2017 5:30 PM").time, Some(time(17, 30, 0, 0)));
        assert_eq!(at("12/31/2017, 12:00 am").time, Some(time(0, 0, 0, 0)));
        assert_eq!(at("2017-03-01 09:05 +0530").offset, Some(19_800));
    }

    #[test]
    fn the_column_decides_what_one_date_leaves_open() {
        let mut american = Evidence::default();
        for text in ["01/02/2017", "12/31/2017", "02/03/2017"] {
            assert!(american.observe(text));
        }
        assert_eq!(american.order(), Some(Order::Mdy));
        let mut silent = Evidence::default();
        silent.observe("01/02/2017");
        assert_eq!(silent.order(), None);
    }

    #[test]
    fn what_is_not_a_date_is_not_read_as_one() {
        for text in [
            "",
            "1.2.3",
            "2017",
            "31.02.2017",
            "99/99/9999",
            "12345678",
            "1100.04",
            "8 912 345-67-89",
            "10:30",
            "Mayer 12 2017",
            "2017-03-01 nonsense",
        ] {
            assert_eq!(day(text, Order::Dmy), None, "{text}");
        }
    }
}
