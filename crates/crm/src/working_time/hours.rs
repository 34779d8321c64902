//! The hours of a week and of days that differ from it.

use std::fmt;

use jiff::civil::{Date, Weekday};
use kith_catalogue::Problem;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The last minute of a day, as the end of a span.
pub(super) const MIDNIGHT: u16 = 24 * 60;
/// The most spans of one day.
const MOST: usize = 8;

/// A part of a day in minutes since midnight, by the clock on the wall: `{"from": "09:00", "to": "18:00"}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// When it begins.
    #[serde(serialize_with = "write", deserialize_with = "read")]
    pub from: u16,
    /// When it ends; `24:00` at the end of the day.
    #[serde(serialize_with = "write", deserialize_with = "read")]
    pub to: u16,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn write<S: Serializer>(minute: &u16, out: S) -> Result<S::Ok, S::Error> {
    out.collect_str(&Clock(*minute))
}

fn read<'de, D: Deserializer<'de>>(from: D) -> Result<u16, D::Error> {
    let text = String::deserialize(from)?;
    minute_of(&text).ok_or_else(|| D::Error::custom("a time of the day is written as HH:MM"))
}

struct Clock(u16);

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

fn minute_of(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let digits = |part: &str| (part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok());
    let (hour, minute): (u16, u16) = (digits(hour)??, digits(minute)??);
    let at = hour * 60 + minute;
    (minute < 60 && at <= MIDNIGHT).then_some(at)
}

/// The hours of a week; a day without any is a day off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Week {
    #[serde(default)]
    pub monday: Vec<Span>,
    #[serde(default)]
    pub tuesday: Vec<Span>,
    #[serde(default)]
    pub wednesday: Vec<Span>,
    #[serde(default)]
    pub thursday: Vec<Span>,
    #[serde(default)]
    pub friday: Vec<Span>,
    #[serde(default)]
    pub saturday: Vec<Span>,
    #[serde(default)]
    pub sunday: Vec<Span>,
}

impl Default for Week {
    /// Monday to Friday, nine to six.
    fn default() -> Self {
        let day = || vec![Span { from: 9 * 60, to: 18 * 60 }];
        Self {
            monday: day(),
            tuesday: day(),
            wednesday: day(),
            thursday: day(),
            friday: day(),
            saturday: Vec::new(),
            sunday: Vec::new(),
        }
    }
}

impl Week {
    /// The hours of a day of the week.
    pub fn of(&self, day: Weekday) -> &[Span] {
        match day {
            Weekday::Monday => &self.monday,
            Weekday::Tuesday => &self.tuesday,
            Weekday::Wednesday => &self.wednesday,
            Weekday::Thursday => &self.thursday,
            Weekday::Friday => &self.friday,
            Weekday::Saturday => &self.saturday,
            Weekday::Sunday => &self.sunday,
        }
    }

    fn days(&self) -> [(&'static str, &[Span]); 7] {
        [
            ("monday", &self.monday),
            ("tuesday", &self.tuesday),
            ("wednesday", &self.wednesday),
            ("thursday", &self.thursday),
            ("friday", &self.friday),
            ("saturday", &self.saturday),
            ("sunday", &self.sunday),
        ]
    }

    /// What is wrong with it.
    pub(super) fn problems(&self) -> Vec<Problem> {
        let days = self.days().into_iter();
        days.filter_map(|(name, spans)| Some(wrong(spans)?.at(name).at("week"))).collect()
    }
}

/// A day that differs from the week: a holiday, or a day on which people work although it is none of work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpecialDay {
    /// Which day.
    pub day: Date,
    /// What it is called.
    #[serde(default)]
    pub name: String,
    /// Its hours; a day off without any.
    #[serde(default)]
    pub hours: Vec<Span>,
}

/// What is wrong with the hours of a day: they follow each other and do not touch.
pub(super) fn wrong(spans: &[Span]) -> Option<Problem> {
    if spans.len() > MOST {
        return Some(Problem::new("too_many").with("max", MOST));
    }
    let mut end = None;
    for span in spans {
        if span.from >= span.to || span.to > MIDNIGHT || end.is_some_and(|end| span.from < end) {
            return Some(Problem::new("wrong_hours"));
        }
        end = Some(span.to);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_written_as_people_write_them() {
        let span: Span = serde_json::from_str(r#"{"from":"09:05","to":"24:00"}"#).unwrap();
        assert_eq!(span, Span { from: 545, to: MIDNIGHT });
        assert_eq!(serde_json::to_string(&span).unwrap(), r#"{"from":"09:05","to":"24:00"}"#);
        for bad in ["9:00", "24:01", "09:60", "0900", "", "09:00:00", "-1:00"] {
            assert_eq!(minute_of(bad), None, "{bad}");
        }
    }

    #[test]
    fn hours_of_a_day_follow_each_other() {
        let day = |spans: &[(u16, u16)]| {
            let spans: Vec<Span> = spans.iter().map(|&(from, to)| Span { from, to }).collect();
            wrong(&spans).map(|problem| problem.code)
        };
        assert_eq!(day(&[]), None);
        assert_eq!(day(&[(540, 720), (780, 1_080)]), None);
        assert_eq!(day(&[(540, 720), (700, 1_080)]), Some("wrong_hours"));
        assert_eq!(day(&[(720, 720)]), Some("wrong_hours"));
        assert_eq!(
            day(&[(0, 1), (2, 3), (4, 5), (6, 7), (8, 9), (10, 11), (12, 13), (14, 15), (16, 17)]),
            Some("too_many")
        );
    }
}
