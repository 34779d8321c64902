//! Counting working time. Everything goes by moments: a day of work on which clocks change is as long as it really was.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

use super::hours::{MIDNIGHT, Span, Week};

/// How far ahead working time is looked for, in days: beyond that there is none.
const FAR: usize = 366 * 12;

/// When somebody works: the hours of a week in a zone, days that differ, and days on which he is away.
#[derive(Debug, Clone)]
pub struct Calendar {
    zone: TimeZone,
    week: Week,
    days: BTreeMap<Date, Vec<Span>>,
    away: Vec<(Date, Date)>,
}

impl Calendar {
    /// A calendar of a week's hours.
    pub fn new(zone: TimeZone, week: Week) -> Self {
        Self { zone, week, days: BTreeMap::new(), away: Vec::new() }
    }

    /// With other hours on a day.
    #[must_use]
    pub fn with_day(mut self, day: Date, hours: Vec<Span>) -> Self {
        self.days.insert(day, hours);
        self
    }

    /// With somebody's being away from a day to another, both included.
    #[must_use]
    pub fn with_absence(mut self, from: Date, to: Date) -> Self {
        self.away.push((from, to));
        self
    }

    /// The zone that its days are of.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// Whether somebody is away on the day of a moment.
    pub fn is_away(&self, at: Timestamp) -> bool {
        self.is_away_on(at.to_zoned(self.zone.clone()).date())
    }

    fn is_away_on(&self, day: Date) -> bool {
        self.away.iter().any(|(from, to)| (*from..=*to).contains(&day))
    }

    /// The hours of a day.
    pub(super) fn hours(&self, day: Date) -> &[Span] {
        if self.is_away_on(day) {
            return &[];
        }
        self.days.get(&day).map_or_else(|| self.week.of(day.weekday()), Vec::as_slice)
    }

    /// The moment of a minute of a day.
    pub(super) fn at(&self, day: Date, minute: u16) -> Option<Timestamp> {
        let (day, minute) = if minute >= MIDNIGHT { (day.tomorrow().ok()?, 0) } else { (day, minute) };
        let (hour, minute) = (i8::try_from(minute / 60).ok()?, i8::try_from(minute % 60).ok()?);
        Some(day.at(hour, minute, 0, 0).to_zoned(self.zone.clone()).ok()?.timestamp())
    }

    /// The stretches of work that end after a moment, in order, each cut to what comes after it.
    fn stretches(&self, from: Timestamp) -> impl Iterator<Item = (Timestamp, Timestamp)> + '_ {
        let first = from.to_zoned(self.zone.clone()).date();
        let mut after = from;
        let days = std::iter::successors(Some(first), |day| day.tomorrow().ok()).take(FAR);
        days.flat_map(move |day| self.hours(day).iter().map(move |span| (day, *span))).filter_map(move |(day, span)| {
            // Where the clocks are put forward, two spans may come to begin at once: nothing is counted twice.
            let (begins, ends) = (self.at(day, span.from)?.max(after), self.at(day, span.to)?);
            (begins < ends).then(|| {
                after = ends;
                (begins, ends)
            })
        })
    }

    /// The moment at which so many milliseconds of work have passed; without any, the next one at which work is done.
    /// None when there is not that much work in the years to come.
    pub fn add(&self, from: Timestamp, millis: i64) -> Option<Timestamp> {
        let mut left = millis.max(0);
        for (begins, ends) in self.stretches(from) {
            let length = ends.as_millisecond() - begins.as_millisecond();
            if left <= length {
                return begins.checked_add(left.milliseconds()).ok();
            }
            left -= length;
        }
        None
    }

    /// The moment at which so many minutes of work have passed.
    pub fn add_minutes(&self, from: Timestamp, minutes: u32) -> Option<Timestamp> {
        self.add(from, i64::from(minutes) * 60_000)
    }

    /// How many milliseconds of work there are between two moments.
    pub fn between(&self, from: Timestamp, to: Timestamp) -> i64 {
        let within = self.stretches(from).take_while(|(begins, _)| *begins < to);
        within.map(|(begins, ends)| ends.min(to).as_millisecond() - begins.as_millisecond()).sum()
    }

    /// How many whole minutes of work there are between two moments.
    pub fn minutes_between(&self, from: Timestamp, to: Timestamp) -> i64 {
        self.between(from, to) / 60_000
    }

    /// Whether work is done at a moment.
    pub fn is_open(&self, at: Timestamp) -> bool {
        self.stretches(at).next().is_some_and(|(begins, _)| begins <= at)
    }

    /// The day of work so many after another; from a day off, counted from the one that follows it.
    pub(super) fn day_after(&self, from: Date, n: u32) -> Option<Date> {
        let works = |day: &Date| !self.hours(*day).is_empty();
        let mut days = std::iter::successors(Some(from), |day| day.tomorrow().ok()).take(FAR).filter(works);
        let is_work = works(&from);
        let n = if is_work { n } else { n.saturating_sub(1) };
        days.nth(usize::try_from(n).ok()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn prague() -> TimeZone {
        TimeZone::get("Europe/Prague").expect("a zone")
    }

    fn moment(text: &str) -> Timestamp {
        text.parse().expect("a moment")
    }

    #[test]
    fn a_day_on_which_clocks_change_is_as_long_as_it_was() {
        let night = vec![Span { from: 60, to: 300 }];
        let week = Week { sunday: night, ..Week::default() };
        let calendar = Calendar::new(prague(), week);
        // 29 March 2026: two o'clock is three o'clock. 25 October: three is two again.
        let whole = |from: &str, to: &str| calendar.minutes_between(moment(from), moment(to));
        assert_eq!(whole("2026-03-28T22:00:00Z", "2026-03-29T12:00:00Z"), 180);
        assert_eq!(whole("2026-10-24T22:00:00Z", "2026-10-25T12:00:00Z"), 300);
        assert_eq!(whole("2026-06-06T22:00:00Z", "2026-06-07T12:00:00Z"), 240);
    }

    #[test]
    fn holidays_and_absences_are_left_out_and_extra_days_count() {
        let off: Date = "2026-03-03".parse().unwrap();
        let extra: Date = "2026-03-07".parse().unwrap();
        let calendar = Calendar::new(prague(), Week::default())
            .with_day(off, Vec::new())
            .with_day(extra, vec![Span { from: 600, to: 660 }])
            .with_absence("2026-03-04".parse().unwrap(), "2026-03-05".parse().unwrap());
        // Monday evening, five in the afternoon in Prague.
        let from = moment("2026-03-02T16:00:00Z");
        assert_eq!(calendar.add_minutes(from, 60), Some(moment("2026-03-02T17:00:00Z")));
        assert_eq!(calendar.add_minutes(from, 61), Some(moment("2026-03-06T08:01:00Z")));
        assert_eq!(calendar.add_minutes(from, 60 + 540 + 30), Some(moment("2026-03-07T09:30:00Z")));
        assert!(calendar.is_away(moment("2026-03-04T23:30:00Z")) && !calendar.is_away(moment("2026-03-05T23:30:00Z")));
        assert!(calendar.is_open(from) && !calendar.is_open(moment("2026-03-02T17:00:00Z")));
    }

    #[test]
    fn where_nobody_ever_works_nothing_is_ever_due() {
        let never = Week {
            monday: vec![],
            tuesday: vec![],
            wednesday: vec![],
            thursday: vec![],
            friday: vec![],
            ..Week::default()
        };
        let calendar = Calendar::new(prague(), never);
        assert_eq!(calendar.add_minutes(moment("2026-03-02T16:00:00Z"), 1), None);
        assert_eq!(calendar.minutes_between(moment("2026-03-02T16:00:00Z"), moment("2027-03-02T16:00:00Z")), 0);
    }

    fn spans() -> impl Strategy<Value = Vec<Span>> {
        prop::collection::btree_set(0_u16..=96, 0..6).prop_map(|marks| {
            let marks: Vec<u16> = marks.into_iter().map(|quarter| quarter * 15).collect();
            marks.chunks_exact(2).map(|pair| Span { from: pair[0], to: pair[1] }).collect()
        })
    }

    fn calendars() -> impl Strategy<Value = Calendar> {
        let zones = prop::sample::select(vec![
            "Europe/Prague",
            "America/New_York",
            "Asia/Kolkata",
            "Australia/Lord_Howe",
            "Asia/Beirut",
            "America/Havana",
        ]);
        let days = prop::collection::vec((0_i64..30, spans()), 0..4);
        let away = prop::collection::vec((0_i64..30, 0_i64..4), 0..3);
        (zones, prop::collection::vec(spans(), 7), days, away).prop_map(|(zone, week, days, away)| {
            let mut week = week.into_iter();
            let mut next = || week.next().expect("seven days");
            let mut week = Week {
                monday: next(),
                tuesday: next(),
                wednesday: next(),
                thursday: next(),
                friday: next(),
                saturday: next(),
                sunday: next(),
            };
            if week.wednesday.is_empty() {
                week.wednesday = vec![Span { from: 600, to: MIDNIGHT }];
            }
            let first: Date = "2026-03-15".parse().expect("a day");
            let day = |n: i64| first.checked_add(n.days()).expect("a day");
            let mut calendar = Calendar::new(TimeZone::get(zone).expect("a zone"), week);
            for (n, hours) in days {
                calendar = calendar.with_day(day(n), hours);
            }
            for (n, length) in away {
                calendar = calendar.with_absence(day(n), day(n + length));
            }
            calendar
        })
    }

    /// Moments around the days on which clocks change in spring.
    fn moments() -> impl Strategy<Value = Timestamp> {
        (0_i64..30 * 24 * 60)
            .prop_map(|minute| moment("2026-03-15T00:00:00Z").checked_add(minute.minutes()).expect("a moment"))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn what_is_added_lies_between(calendar in calendars(), from in moments(), minutes in 0_u32..3_000) {
            if let Some(to) = calendar.add_minutes(from, minutes) {
                prop_assert!(to >= from);
                prop_assert_eq!(calendar.minutes_between(from, to), i64::from(minutes));
            }
        }

        #[test]
        fn adding_twice_is_adding_the_sum(calendar in calendars(), from in moments(), a in 1_u32..900, b in 1_u32..900) {
            let twice = calendar.add_minutes(from, a).and_then(|at| calendar.add_minutes(at, b));
            prop_assert_eq!(twice, calendar.add_minutes(from, a + b));
        }

        #[test]
        fn parts_add_up_and_minutes_count_one_by_one(calendar in calendars(), a in moments(), length in 0_i64..2_000, cut in 0_i64..2_000) {
            let at = |n: i64| a.checked_add(n.minutes()).expect("a moment");
            let cut = cut.min(length);
            let whole = calendar.minutes_between(a, at(length));
            prop_assert_eq!(whole, calendar.minutes_between(a, at(cut)) + calendar.minutes_between(at(cut), at(length)));
            let counted = (0..length).filter(|n| calendar.is_open(at(*n))).count();
            prop_assert_eq!(whole, i64::try_from(counted).expect("few"));
        }
    }
}
