//! A series that moves to other days takes its rule along.

use jiff::{SignedDuration, Span, civil};

use super::{Rule, Until};

const WEEKDAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
/// Every month has so many days.
const SHORTEST: i64 = 28;

impl Rule {
    /// The rule so many days later, its end and what it leaves out included. Nothing where the days that it names cannot be
    /// shifted: the second Tuesday of a month is not the day after the second Monday.
    pub fn shifted(&self, days: i64) -> Option<Self> {
        if days == 0 {
            return Some(self.clone());
        }
        let value = |wanted: &str| {
            let mut parts = self.parts.split(';').filter_map(|part| part.split_once('='));
            parts.find(|(key, _)| *key == wanted).map(|(_, value)| value)
        };
        let by_weeks = matches!(value("FREQ"), Some("DAILY" | "WEEKLY"));
        let is_each = value("INTERVAL").is_none_or(|n| n == "1");
        let parts = self.parts.split(';').map(|part| {
            let (key, value) = part.split_once('=')?;
            Some(match key {
                "BYDAY" if by_weeks => format!("{key}={}", weekdays(value, days, is_each)?),
                "BYMONTHDAY" => format!("{key}={}", month_day(value, days)?),
                "FREQ" | "INTERVAL" | "WKST" => part.to_owned(),
                _ => return None,
            })
        });
        let parts: Vec<String> = parts.collect::<Option<_>>()?;
        let until = match self.until {
            Some(Until::Day(day)) => Some(Until::Day(later(day, days)?)),
            Some(Until::Moment(at)) => Some(Until::Moment(at.checked_add(SignedDuration::from_hours(24 * days)).ok()?)),
            None => None,
        };
        let left_out = self.left_out.iter().map(|day| later(*day, days)).collect::<Option<_>>()?;
        Some(Self { parts: parts.join(";"), count: self.count, until, left_out })
    }
}

fn later(day: civil::Date, days: i64) -> Option<civil::Date> {
    day.checked_add(Span::new().try_days(days).ok()?).ok()
}

/// Weekdays so many days later, in the order of the week.
fn weekdays(value: &str, days: i64, is_each: bool) -> Option<String> {
    let places = value.split(',').map(|day| WEEKDAYS.iter().position(|one| *one == day)?.try_into().ok());
    let moved: Vec<i64> = places.map(|place| place.map(|place: i64| place + days)).collect::<Option<_>>()?;
    // Of every second week it matters in which week a day falls.
    let week = |place: &i64| place.div_euclid(7);
    if !is_each && moved.iter().any(|place| week(place) != week(&moved[0])) {
        return None;
    }
    let mut places: Vec<usize> = moved.iter().filter_map(|place| usize::try_from(place.rem_euclid(7)).ok()).collect();
    places.sort_unstable();
    Some(places.into_iter().map(|place| WEEKDAYS[place]).collect::<Vec<_>>().join(","))
}

/// A day that every month has, before and after.
fn month_day(value: &str, days: i64) -> Option<i64> {
    let day: i64 = value.parse().ok()?;
    let fits = |day: i64| (1..=SHORTEST).contains(&day);
    (fits(day) && fits(day + days)).then_some(day + days)
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;

    fn shifted(rule: &str, days: i64) -> Option<String> {
        Rule::parse(rule, &TimeZone::UTC).unwrap().shifted(days).map(|rule| rule.to_string())
    }

    #[test]
    fn a_rule_that_follows_its_first_day_stays_and_named_days_go_along() {
        for (rule, days, expected) in [
            ("FREQ=MONTHLY", 3, "FREQ=MONTHLY"),
            ("FREQ=WEEKLY;BYDAY=MO", 1, "FREQ=WEEKLY;BYDAY=TU"),
            ("FREQ=WEEKLY;BYDAY=MO,FR", 2, "FREQ=WEEKLY;BYDAY=WE,SU"),
            ("FREQ=WEEKLY;BYDAY=MO", -1, "FREQ=WEEKLY;BYDAY=SU"),
            ("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", 3, "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"),
            ("FREQ=MONTHLY;BYMONTHDAY=15", -5, "FREQ=MONTHLY;BYMONTHDAY=10"),
            ("FREQ=DAILY;UNTIL=20260331", 1, "FREQ=DAILY;UNTIL=20260401"),
            ("FREQ=DAILY;UNTIL=20260331T235959Z", 1, "FREQ=DAILY;UNTIL=20260401T235959Z"),
            ("FREQ=DAILY;COUNT=3;EXDATE=20260331", -1, "FREQ=DAILY;COUNT=3;EXDATE=20260330"),
            ("FREQ=MONTHLY;BYDAY=2MO", 0, "FREQ=MONTHLY;BYDAY=2MO"),
        ] {
            assert_eq!(shifted(rule, days).as_deref(), Some(expected), "{rule} {days}");
        }
    }

    #[test]
    fn what_cannot_be_shifted_is_not() {
        for (rule, days) in [
            ("FREQ=MONTHLY;BYDAY=2MO", 1),
            ("FREQ=MONTHLY;BYMONTHDAY=-1", 1),
            ("FREQ=MONTHLY;BYMONTHDAY=28", 1),
            ("FREQ=MONTHLY;BYMONTHDAY=31", -5),
            ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1", 1),
            ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU", 1),
        ] {
            assert_eq!(shifted(rule, days), None, "{rule} {days}");
        }
    }
}
