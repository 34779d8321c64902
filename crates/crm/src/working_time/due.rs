//! When something is due that a plan says is to be done so long after.

use jiff::{Timestamp, ToSpan as _};

use super::Calendar;
use crate::pipeline::rules::{Due, DueUnit};

/// The moment so long after another. What cannot be counted so far is now.
pub(crate) fn after(from: Timestamp, due: Due, calendar: &Calendar) -> Timestamp {
    counted(from, due, calendar).unwrap_or(from)
}

fn counted(from: Timestamp, due: Due, calendar: &Calendar) -> Option<Timestamp> {
    let n = i64::from(due.after);
    let local = from.to_zoned(calendar.zone().clone());
    match due.unit {
        DueUnit::Hour => from.checked_add(n.hours()).ok(),
        DueUnit::Day => local.checked_add(n.days()).ok().map(|at| at.timestamp()),
        DueUnit::WorkingHour => calendar.add(from, n.checked_mul(3_600_000)?),
        // At the same time of the day, as far as that is within its hours.
        DueUnit::WorkingDay => {
            let day = calendar.day_after(local.date(), due.after)?;
            let (first, last) = (calendar.hours(day).first()?, calendar.hours(day).last()?);
            let minute = i64::from(local.hour()) * 60 + i64::from(local.minute());
            if minute < i64::from(first.from) {
                calendar.at(day, first.from)
            } else if minute >= i64::from(last.to) {
                calendar.at(day, last.to)
            } else {
                let at = day.to_datetime(local.time()).to_zoned(calendar.zone().clone());
                at.ok().map(|at| at.timestamp())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;
    use crate::working_time::Week;

    fn due(from: &str, n: u32, unit: DueUnit) -> String {
        let prague = TimeZone::get("Europe/Prague").expect("a zone");
        let from: Timestamp = from.parse().expect("a moment");
        after(from, Due { after: n, unit }, &Calendar::new(prague.clone(), Week::default()))
            .to_zoned(prague)
            .strftime("%a %F %H:%M")
            .to_string()
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
