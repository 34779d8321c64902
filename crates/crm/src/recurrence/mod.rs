//! How a task repeats: a rule of RFC 5545 (`FREQ=WEEKLY;BYDAY=MO`), counted from the moment when the task is due, in the
//! zone of whoever is to do it, so that nine o'clock stays nine o'clock when the clocks change.
//!
//! Only rules of whole days are taken: the hour is that of the task. How often and until when are counted here, since the
//! rule moves on from one task to the next; everything else is left to the `rrule` crate.
//!
//! Days that are left out stand behind the rule (`EXDATE=20261130`), so that they go along with it and are taken back with
//! it. They are days, not moments: a series that moves to another hour still leaves them out.

mod shift;

use jiff::civil;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use kith_catalogue::Problem;
use rrule::RRuleSet;

/// How many occurrences are looked at when the next one is searched for: more than ten years of days.
const MOST: usize = 5_000;
/// How many days a rule may leave out.
const MOST_LEFT_OUT: usize = 90;
/// The greatest interval and count.
const GREATEST: u32 = 9_999;

/// A rule that has been understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The parts but for `COUNT`, `UNTIL` and `EXDATE`, as they are written.
    parts: String,
    count: Option<u32>,
    until: Option<Until>,
    /// The days that are left out, in order.
    left_out: Vec<civil::Date>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Until {
    Day(civil::Date),
    Moment(Timestamp),
}

/// Where a rule leads next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// When.
    pub at: Timestamp,
    /// The rule as it goes on from there.
    pub rule: Rule,
}

impl Rule {
    /// Reads a rule, with or without `RRULE:` before it. Moments without a zone are those of `zone`.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str, zone: &TimeZone) -> Result<Self, Problem> {
        let text = text.trim().to_ascii_uppercase();
        let text = text.strip_prefix("RRULE:").unwrap_or(&text);
        let wrong =
            |part: &str| Problem::new("wrong_format").with("expected", "FREQ=WEEKLY;BYDAY=MO").with("part", part);
        let mut rule = Self { parts: String::new(), count: None, until: None, left_out: Vec::new() };
        let mut seen = Vec::new();
        for part in text.split(';') {
            let (key, value) = part.split_once('=').ok_or_else(|| wrong(part))?;
            if key == "COUNT" && value.parse() == Ok(0) {
                return Err(Problem::new("no_occurrence").with("part", part));
            }
            let good = match key {
                "FREQ" => matches!(value, "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY"),
                "INTERVAL" => number(value).is_some(),
                "COUNT" => {
                    rule.count = number(value);
                    rule.count.is_some()
                }
                "UNTIL" => {
                    rule.until = until(value, zone);
                    rule.until.is_some()
                }
                "EXDATE" => match value.split(',').map(|day| exdate(day, zone)).collect::<Option<_>>() {
                    Some(days) => {
                        rule.left_out = days;
                        true
                    }
                    None => false,
                },
                "BYDAY" | "BYMONTHDAY" | "BYMONTH" | "BYSETPOS" | "BYWEEKNO" | "BYYEARDAY" | "WKST" => plain(value),
                _ => false,
            };
            if !good || seen.contains(&key) {
                return Err(wrong(part));
            }
            seen.push(key);
            if !matches!(key, "COUNT" | "UNTIL" | "EXDATE") {
                rule.parts.push_str(if rule.parts.is_empty() { "" } else { ";" });
                rule.parts.push_str(part);
            }
        }
        if !seen.contains(&"FREQ") || (rule.count.is_some() && rule.until.is_some()) {
            return Err(wrong(text));
        }
        rule.keep_left_out()
    }

    /// Puts the days that are left out in order.
    fn keep_left_out(mut self) -> Result<Self, Problem> {
        self.left_out.sort_unstable();
        self.left_out.dedup();
        if self.left_out.len() > MOST_LEFT_OUT {
            return Err(Problem::new("too_many_values").with("max", MOST_LEFT_OUT));
        }
        Ok(self)
    }

    /// The days that are left out, in order.
    pub fn left_out(&self) -> &[civil::Date] {
        &self.left_out
    }

    /// The rule without that day.
    ///
    /// # Errors
    /// When it leaves out too many already.
    pub fn without(&self, day: civil::Date) -> Result<Self, Problem> {
        let mut rule = self.clone();
        rule.left_out.push(day);
        rule.keep_left_out()
    }

    /// Whether that moment is an occurrence after the one that it begins with.
    ///
    /// # Errors
    /// When there can be no such rule.
    pub fn has(&self, from: Timestamp, at: Timestamp, zone: &TimeZone) -> Result<bool, Problem> {
        let moment = SignedDuration::from_millis(1);
        Ok(!self.between(from, at - moment, at + moment, zone, 1)?.is_empty())
    }

    fn leaves_out(&self, at: Timestamp, zone: &TimeZone) -> bool {
        self.left_out.binary_search(&at.to_zoned(zone.clone()).date()).is_ok()
    }

    /// The occurrences after `after` and before `end`, at most so many, counted from the moment that it begins with.
    ///
    /// # Errors
    /// When there can be no such rule.
    pub fn between(
        &self,
        from: Timestamp,
        after: Timestamp,
        end: Timestamp,
        zone: &TimeZone,
        most: usize,
    ) -> Result<Vec<Timestamp>, Problem> {
        let (first, mut passed) = (from.as_millisecond(), 1);
        let mut found = Vec::new();
        for at in self.occurrences(from, zone)?.into_iter().take(MOST) {
            let at = at.timestamp_millis();
            if at <= first {
                continue;
            }
            let Ok(at) = Timestamp::from_millisecond(at) else { break };
            if at >= end || self.count.is_some_and(|count| count <= passed) || self.is_over(at, zone) {
                break;
            }
            passed += 1;
            if at > after && !self.leaves_out(at, zone) {
                found.push(at);
            }
            if found.len() == most {
                break;
            }
        }
        Ok(found)
    }

    /// The same without a last day.
    pub fn endless(&self) -> Self {
        Self { until: None, ..self.clone() }
    }

    /// Refuses a rule whose last day lies before its first.
    ///
    /// # Errors
    /// `no_occurrence`, with both days.
    pub fn check_end(&self, first: Timestamp, zone: &TimeZone) -> Result<(), Problem> {
        let day = |at: Timestamp| at.to_zoned(zone.clone()).date();
        let last = match self.until {
            Some(Until::Day(last)) => last,
            Some(Until::Moment(last)) => day(last),
            None => return Ok(()),
        };
        let first = day(first);
        if last >= first {
            return Ok(());
        }
        Err(Problem::new("no_occurrence").with("until", last.to_string()).with("first", first.to_string()))
    }

    fn is_over(&self, at: Timestamp, zone: &TimeZone) -> bool {
        match self.until {
            Some(Until::Moment(last)) => at > last,
            Some(Until::Day(last)) => at.to_zoned(zone.clone()).date() > last,
            None => false,
        }
    }

    /// The first occurrence after both moments, counted from the first of them; nothing when the rule has come to its end.
    ///
    /// # Errors
    /// When there can be no such rule.
    pub fn next(&self, from: Timestamp, after: Timestamp, zone: &TimeZone) -> Result<Option<Step>, Problem> {
        let set = self.occurrences(from, zone)?;
        let after = after.max(from).as_millisecond();
        // The moment that it begins with counts, whether the rule would have hit it or not.
        let mut passed = 1;
        for found in set.into_iter().take(MOST) {
            let at = found.timestamp_millis();
            if at <= from.as_millisecond() {
                continue;
            }
            let is_past = at <= after;
            let Ok(at) = Timestamp::from_millisecond(at) else { return Ok(None) };
            if is_past || self.leaves_out(at, zone) {
                passed += 1;
                continue;
            }
            let count = match self.count {
                Some(count) if count <= passed => return Ok(None),
                count => count.map(|count| count - passed),
            };
            let day = at.to_zoned(zone.clone()).date();
            let left_out = self.left_out.iter().copied().filter(|left| *left > day).collect();
            let rule = Self { count, left_out, ..self.clone() };
            return Ok((!self.is_over(at, zone)).then_some(Step { at, rule }));
        }
        Ok(None)
    }

    fn occurrences(&self, from: Timestamp, zone: &TimeZone) -> Result<RRuleSet, Problem> {
        let name = zone.iana_name().unwrap_or("UTC");
        let zone = if name == "UTC" { TimeZone::UTC } else { zone.clone() };
        let local = from.to_zoned(zone).strftime("%Y%m%dT%H%M%S").to_string();
        let text = format!("DTSTART;TZID={name}:{local}\nRRULE:{}", self.parts);
        let set: RRuleSet = text.parse().map_err(|error: rrule::RRuleError| {
            Problem::new("wrong_format").with("expected", "RFC 5545").with("reason", error.to_string())
        })?;
        Ok(set.limit())
    }

    /// The rule for a calendar, which is told apart from it what is left out; where the task belongs to a day, the end is a
    /// day as well.
    pub fn for_calendar(&self, zone: &TimeZone, all_day: bool) -> String {
        let until = self.until.map(|until| match until {
            Until::Day(day) if all_day => Until::Day(day),
            Until::Moment(at) if all_day => Until::Day(at.to_zoned(zone.clone()).date()),
            Until::Day(day) => {
                let last = day.at(23, 59, 59, 0).to_zoned(zone.clone());
                last.map_or(Until::Day(day), |last| Until::Moment(last.timestamp()))
            }
            moment @ Until::Moment(_) => moment,
        });
        Self { until, left_out: Vec::new(), ..self.clone() }.to_string()
    }
}

impl std::fmt::Display for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.parts)?;
        if let Some(count) = self.count {
            write!(f, ";COUNT={count}")?;
        }
        match self.until {
            Some(Until::Day(day)) => write!(f, ";UNTIL={}", day.strftime("%Y%m%d"))?,
            Some(Until::Moment(at)) => write!(f, ";UNTIL={}", at.strftime("%Y%m%dT%H%M%SZ"))?,
            None => {}
        }
        for (at, day) in self.left_out.iter().enumerate() {
            write!(f, "{}{}", if at == 0 { ";EXDATE=" } else { "," }, day.strftime("%Y%m%d"))?;
        }
        Ok(())
    }
}

fn number(text: &str) -> Option<u32> {
    text.parse().ok().filter(|n| (1..=GREATEST).contains(n))
}

/// Days and numbers with commas between them, and nothing else.
fn plain(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || matches!(b, b',' | b'-' | b'+'))
}

/// A day that is left out; of a moment its day.
fn exdate(text: &str, zone: &TimeZone) -> Option<civil::Date> {
    match until(text, zone)? {
        Until::Day(day) => Some(day),
        Until::Moment(at) => Some(at.to_zoned(zone.clone()).date()),
    }
}

fn until(text: &str, zone: &TimeZone) -> Option<Until> {
    match text.strip_suffix('Z') {
        Some(moment) => {
            let at = civil::DateTime::strptime("%Y%m%dT%H%M%S", moment).ok()?;
            Some(Until::Moment(at.to_zoned(TimeZone::UTC).ok()?.timestamp()))
        }
        None if text.len() == 8 => Some(Until::Day(civil::Date::strptime("%Y%m%d", text).ok()?)),
        None => {
            let at = civil::DateTime::strptime("%Y%m%dT%H%M%S", text).ok()?;
            Some(Until::Moment(at.to_zoned(zone.clone()).ok()?.timestamp()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prague() -> TimeZone {
        TimeZone::get("Europe/Prague").unwrap()
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn steps(rule: &str, from: &str, most: usize) -> Vec<String> {
        let (mut rule, mut at) = (Rule::parse(rule, &prague()).unwrap(), at(from));
        let mut found = Vec::new();
        while let Some(step) = rule.next(at, at, &prague()).unwrap() {
            found.push(step.at.to_string());
            (rule, at) = (step.rule, step.at);
            if found.len() == most {
                break;
            }
        }
        found
    }

    #[test]
    fn nine_o_clock_stays_nine_o_clock_when_the_clocks_change() {
        let found = steps("FREQ=DAILY", "2026-03-27T08:00:00Z", 3);
        assert_eq!(found, ["2026-03-28T08:00:00Z", "2026-03-29T07:00:00Z", "2026-03-30T07:00:00Z"]);
    }

    #[test]
    fn an_hour_that_a_day_does_not_have_ends_nothing() {
        // 02:30 does not exist on 29 March in Prague.
        let found = steps("FREQ=DAILY", "2026-03-27T01:30:00Z", 3);
        assert_eq!(found.len(), 3);
        // Each task is counted from the one before: the hour that it was moved to stays.
        assert_eq!(found[1..], ["2026-03-29T01:30:00Z", "2026-03-30T01:30:00Z"]);
    }

    #[test]
    fn a_count_goes_down_from_task_to_task() {
        let found = steps("RRULE:freq=weekly;interval=2;byday=mo,we;count=4", "2026-03-02T09:00:00Z", 9);
        assert_eq!(found, ["2026-03-04T09:00:00Z", "2026-03-16T09:00:00Z", "2026-03-18T09:00:00Z"]);
        assert!(steps("FREQ=DAILY;COUNT=1", "2026-03-02T09:00:00Z", 9).is_empty());
    }

    #[test]
    fn an_end_is_kept_to_whether_day_or_moment() {
        let days = ["2026-03-03T09:00:00Z", "2026-03-04T09:00:00Z"];
        for end in ["20260304", "20260304T090000Z", "20260304T100000"] {
            assert_eq!(steps(&format!("FREQ=DAILY;UNTIL={end}"), "2026-03-02T09:00:00Z", 9), days, "{end}");
        }
    }

    #[test]
    fn what_was_missed_is_passed_over() {
        let rule = Rule::parse("FREQ=DAILY;COUNT=10", &prague()).unwrap();
        let step = rule.next(at("2026-03-02T09:00:00Z"), at("2026-03-05T12:00:00Z"), &prague()).unwrap().unwrap();
        assert_eq!((step.at, step.rule.to_string()), (at("2026-03-06T09:00:00Z"), "FREQ=DAILY;COUNT=6".to_owned()));
    }

    #[test]
    fn a_stretch_of_time_holds_what_comes_after_one_moment_and_before_another() {
        let days = |rule: &str, after: &str, end: &str, most: usize| -> Vec<String> {
            let rule = Rule::parse(rule, &prague()).unwrap();
            let found = rule.between(at("2026-03-27T08:00:00Z"), at(after), at(end), &prague(), most).unwrap();
            found.iter().map(ToString::to_string).collect()
        };
        let (early, late) = ("2026-03-01T00:00:00Z", "2026-04-02T00:00:00Z");
        assert_eq!(days("FREQ=DAILY", early, late, 2), ["2026-03-28T08:00:00Z", "2026-03-29T07:00:00Z"]);
        assert_eq!(days("FREQ=DAILY", "2026-03-31T07:00:00Z", late, 9), ["2026-04-01T07:00:00Z"]);
        assert_eq!(days("FREQ=DAILY;COUNT=3", early, late, 9).len(), 2, "the task itself is the first of the three");
        assert_eq!(days("FREQ=DAILY;UNTIL=20260328", early, late, 9), ["2026-03-28T08:00:00Z"]);
        assert!(days("FREQ=DAILY;COUNT=3", "2026-03-30T00:00:00Z", late, 9).is_empty());
        assert!(days("FREQ=YEARLY", early, late, 9).is_empty());
    }

    #[test]
    fn what_is_left_out_is_passed_over_and_counts() {
        let rule = "FREQ=DAILY;COUNT=5;EXDATE=20260304,20260303T090000Z,20260304";
        assert_eq!(Rule::parse(rule, &prague()).unwrap().to_string(), "FREQ=DAILY;COUNT=5;EXDATE=20260303,20260304");
        assert_eq!(steps(rule, "2026-03-02T09:00:00Z", 9), ["2026-03-05T09:00:00Z", "2026-03-06T09:00:00Z"]);
        let rule = Rule::parse(rule, &prague()).unwrap();
        let step = rule.next(at("2026-03-02T09:00:00Z"), Timestamp::MIN, &prague()).unwrap().unwrap();
        assert_eq!(step.rule.to_string(), "FREQ=DAILY;COUNT=2", "what has passed is not carried along");
        let from = at("2026-03-02T09:00:00Z");
        let days = rule.between(from, from, at("2026-04-01T00:00:00Z"), &prague(), 9).unwrap();
        assert_eq!(days, [at("2026-03-05T09:00:00Z"), at("2026-03-06T09:00:00Z")]);
        assert!(rule.has(from, days[0], &prague()).unwrap());
        assert!(!rule.has(from, at("2026-03-04T09:00:00Z"), &prague()).unwrap());
        assert!(!rule.has(from, at("2026-03-05T09:00:01Z"), &prague()).unwrap());
        // A day is a day at another hour, too, and begins where the assignee is.
        let later = steps("FREQ=DAILY;EXDATE=20260304", "2026-03-02T23:30:00Z", 2);
        assert_eq!(later, ["2026-03-04T23:30:00Z", "2026-03-05T23:30:00Z"]);
        assert_eq!(rule.for_calendar(&prague(), false), "FREQ=DAILY;COUNT=5");
    }

    #[test]
    fn so_many_days_are_left_out_and_no_more() {
        let mut rule = Rule::parse("FREQ=DAILY", &prague()).unwrap();
        for day in 0..MOST_LEFT_OUT {
            rule = rule.without(civil::date(2026, 3, 2).saturating_add(jiff::Span::new().days(day as i64))).unwrap();
        }
        assert!(rule.to_string().len() < 1_000, "it fits into its field");
        assert!(rule.without(civil::date(2027, 1, 1)).is_err());
    }

    #[test]
    fn what_is_no_rule_of_days_is_refused() {
        let zone = prague();
        for text in [
            "",
            "daily",
            "FREQ=HOURLY",
            "FREQ=DAILY;BYHOUR=9",
            "FREQ=DAILY;FREQ=DAILY",
            "INTERVAL=2",
            "FREQ=DAILY;INTERVAL=0",
            "FREQ=DAILY;COUNT=-1",
            "FREQ=DAILY;UNTIL=soon",
            "FREQ=DAILY;COUNT=2;UNTIL=20260101",
            "FREQ=DAILY\nDTSTART:20260101T000000Z",
            "FREQ=DAILY;BYDAY=MO\r\nX:1",
            "FREQ=DAILY;X-A=1",
            "FREQ=DAILY;EXDATE=",
            "FREQ=DAILY;EXDATE=tomorrow",
        ] {
            assert!(Rule::parse(text, &zone).is_err(), "{text:?}");
        }
        for text in ["FREQ=WEEKLY;BYDAY=XX", "FREQ=YEARLY;BYMONTH=13", "FREQ=MONTHLY;BYMONTHDAY=99"] {
            let rule = Rule::parse(text, &zone).unwrap();
            assert!(rule.next(at("2026-03-02T09:00:00Z"), Timestamp::MIN, &zone).is_err(), "{text:?}");
        }
    }

    #[test]
    fn a_day_that_never_comes_is_not_waited_for() {
        let rule = Rule::parse("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", &prague()).unwrap();
        let from = at("2026-03-02T09:00:00Z");
        assert_eq!(rule.next(from, from, &prague()).unwrap(), None);
    }

    #[test]
    fn a_calendar_is_told_the_end_in_its_own_form() {
        let rule = Rule::parse("FREQ=DAILY;UNTIL=20260304", &prague()).unwrap();
        assert_eq!(rule.for_calendar(&prague(), true), "FREQ=DAILY;UNTIL=20260304");
        assert_eq!(rule.for_calendar(&prague(), false), "FREQ=DAILY;UNTIL=20260304T225959Z");
    }
}
