//! Spans of working time: Monday to Friday, nine to six, where the person lives who is to do it.

use jiff::civil::{Date, Time, Weekday, time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

use crate::pipeline::rules::{Due, DueUnit};

const BEGINS: Time = time(9, 0, 0, 0);
const ENDS: Time = time(18, 0, 0, 0);
/// A day's work, in minutes.
const DAY: i64 = 9 * 60;

/// The moment so long after another. What cannot be counted so far is now.
pub(super) fn after(from: Timestamp, due: Due, zone: &TimeZone) -> Timestamp {
    counted(from, due, zone).unwrap_or(from)
}

fn counted(from: Timestamp, due: Due, zone: &TimeZone) -> Option<Timestamp> {
    let n = i64::from(due.after);
    let local = from.to_zoned(zone.clone());
    match due.unit {
        DueUnit::Hour => from.checked_add(n.hours()).ok(),
        DueUnit::Day => local.checked_add(n.days()).ok().map(|at| at.timestamp()),
        DueUnit::WorkingDay => {
            let day = working_days_after(local.date(), n)?;
            at(day, local.time().clamp(BEGINS, ENDS), zone)
        }
        DueUnit::WorkingHour => {
            let (mut day, mut begins) = (local.date(), local.time().max(BEGINS));
            if !is_working(day) || begins >= ENDS {
                (day, begins) = (working_days_after(day, 1)?, BEGINS);
            }
            // Minutes since this day's work began; what ends with a day's work is due in the evening.
            let minutes = minute_of(begins) - minute_of(BEGINS) + n * 60;
            let days = if minutes == 0 { 0 } else { (minutes - 1) / DAY };
            let due = minute_of(BEGINS) + minutes - days * DAY;
            let due = Time::new(i8::try_from(due / 60).ok()?, i8::try_from(due % 60).ok()?, 0, 0).ok()?;
            at(working_days_after(day, days)?, due, zone)
        }
    }
}

fn minute_of(time: Time) -> i64 {
    i64::from(time.hour()) * 60 + i64::from(time.minute())
}

fn is_working(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// The working day so many after this one; from a day off, counted from the working day that follows it.
fn working_days_after(day: Date, n: i64) -> Option<Date> {
    let mut day = day;
    let mut left = n;
    if !is_working(day) {
        while !is_working(day) {
            day = day.tomorrow().ok()?;
        }
        left = (left - 1).max(0);
    }
    day = day.checked_add((left / 5).weeks()).ok()?;
    for _ in 0..left % 5 {
        day = day.tomorrow().ok()?;
        while !is_working(day) {
            day = day.tomorrow().ok()?;
        }
    }
    Some(day)
}

fn at(day: Date, time: Time, zone: &TimeZone) -> Option<Timestamp> {
    day.to_datetime(time).to_zoned(zone.clone()).ok().map(|at| at.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn due(from: &str, n: u32, unit: DueUnit) -> String {
        let prague = TimeZone::get("Europe/Prague").expect("a zone");
        let from: Timestamp = from.parse().expect("a moment");
        after(from, Due { after: n, unit }, &prague).to_zoned(prague).strftime("%a %F %H:%M").to_string()
    }

    #[test]
    fn working_days_leave_weekends_out() {
        // 2026-03-06 is a Friday.
        assert_eq!(due("2026-03-06T10:30:00Z", 1, DueUnit::WorkingDay), "Mon 2026-03-09 11:30");
        assert_eq!(due("2026-03-06T10:30:00Z", 5, DueUnit::WorkingDay), "Fri 2026-03-13 11:30");
        assert_eq!(due("2026-03-07T10:30:00Z", 1, DueUnit::WorkingDay), "Mon 2026-03-09 11:30");
        assert_eq!(due("2026-03-07T10:30:00Z", 2, DueUnit::WorkingDay), "Tue 2026-03-10 11:30");
        assert_eq!(due("2026-03-05T03:00:00Z", 0, DueUnit::WorkingDay), "Thu 2026-03-05 09:00");
        assert_eq!(due("2026-03-05T21:00:00Z", 1, DueUnit::WorkingDay), "Fri 2026-03-06 18:00");
    }

    #[test]
    fn working_hours_end_in_the_evening_and_go_on_in_the_morning() {
        assert_eq!(due("2026-03-05T10:00:00Z", 2, DueUnit::WorkingHour), "Thu 2026-03-05 13:00");
        assert_eq!(due("2026-03-06T16:00:00Z", 2, DueUnit::WorkingHour), "Mon 2026-03-09 10:00");
        assert_eq!(due("2026-03-06T19:30:00Z", 1, DueUnit::WorkingHour), "Mon 2026-03-09 10:00");
        assert_eq!(due("2026-03-07T08:00:00Z", 3, DueUnit::WorkingHour), "Mon 2026-03-09 12:00");
        assert_eq!(due("2026-03-05T10:00:00Z", 9, DueUnit::WorkingHour), "Fri 2026-03-06 11:00");
        assert_eq!(due("2026-03-05T16:30:00Z", 8, DueUnit::WorkingHour), "Fri 2026-03-06 16:30");
    }

    #[test]
    fn days_and_hours_of_the_calendar_follow_the_clock_on_the_wall() {
        assert_eq!(due("2026-03-06T10:30:00Z", 1, DueUnit::Day), "Sat 2026-03-07 11:30");
        // The clocks go forward on 29 March.
        assert_eq!(due("2026-03-28T10:30:00Z", 1, DueUnit::Day), "Sun 2026-03-29 11:30");
        assert_eq!(due("2026-03-28T10:30:00Z", 24, DueUnit::Hour), "Sun 2026-03-29 12:30");
    }
}
