//! When somebody is to be reminded: in the zone that he lives in.

use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

use super::Digest;

/// The beginning of the day after a moment's.
pub(super) fn day_after(at: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
    let next = at.to_zoned(zone.clone()).date().tomorrow().ok()?;
    Some(next.to_zoned(zone.clone()).ok()?.timestamp())
}

/// When a digest is due: the last time up to a moment, and the first after it.
pub(super) fn digest(digest: &Digest, now: Timestamp, zone: &TimeZone) -> (Option<Timestamp>, Option<Timestamp>) {
    let Some(time) = digest.time().filter(|_| digest.enabled) else { return (None, None) };
    let today = now.to_zoned(zone.clone()).date();
    let moments: Vec<Timestamp> = (-7..=7)
        .filter_map(|days| today.checked_add(Span::new().days(days)).ok())
        .filter(|day| digest.is_on(day.weekday()))
        .filter_map(|day| Some(day.to_datetime(time).to_zoned(zone.clone()).ok()?.timestamp()))
        .collect();
    let last = moments.iter().copied().filter(|at| *at <= now).max();
    let next = moments.into_iter().filter(|at| *at > now).min();
    (last, next)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a moment")
    }

    #[test]
    fn a_digest_comes_in_the_morning_of_its_person_on_his_days() {
        let prague = TimeZone::get("Europe/Prague").expect("a zone");
        let tokyo = TimeZone::get("Asia/Tokyo").expect("a zone");
        let usual = Digest::default();
        // A Friday at noon.
        let (last, next) = digest(&usual, at("2026-03-06T11:00:00Z"), &prague);
        assert_eq!((last, next), (Some(at("2026-03-06T07:30:00Z")), Some(at("2026-03-09T07:30:00Z"))));
        let (last, _) = digest(&usual, at("2026-03-06T11:00:00Z"), &tokyo);
        assert_eq!(last, Some(at("2026-03-05T23:30:00Z")));
        let off = Digest { enabled: false, ..usual.clone() };
        assert_eq!(digest(&off, at("2026-03-06T11:00:00Z"), &prague), (None, None));
        // Summer time begins on Sunday, 29 March 2026.
        let (_, next) = digest(&usual, at("2026-03-27T20:00:00Z"), &prague);
        assert_eq!(next, Some(at("2026-03-30T06:30:00Z")));
    }

    #[test]
    fn the_day_after_begins_at_midnight_where_the_person_lives() {
        let prague = TimeZone::get("Europe/Prague").expect("a zone");
        assert_eq!(day_after(at("2026-03-06T22:30:00Z"), &prague), Some(at("2026-03-06T23:00:00Z")));
        assert_eq!(day_after(at("2026-03-06T23:00:00Z"), &prague), Some(at("2026-03-07T23:00:00Z")));
    }
}
