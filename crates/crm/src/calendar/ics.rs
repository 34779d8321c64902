//! The text of a calendar, RFC 5545: lines folded at 75 octets, text escaped, moments in UTC. Only what repeats is told in
//! the reader's zone, with the zone's own rules beside it: in UTC it would shift with summer time.

use std::fmt::Write as _;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// Octets in a line.
const LINE: usize = 75;
/// For how long the changes of a zone are told, in days: from a year ago for six years.
const TOLD: (i64, i64) = (366, 5 * 366);

/// When an entry takes place.
#[derive(Debug, Clone)]
pub(super) enum When {
    Day(Date),
    Moment { from: Timestamp, minutes: i64 },
}

/// An entry of a calendar.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub uid: Uuid,
    pub changed: Timestamp,
    pub sequence: i64,
    pub title: String,
    pub words: String,
    pub url: Option<String>,
    pub rule: Option<String>,
    /// When it would take place by the rule, but does not.
    pub left_out: Vec<Timestamp>,
    /// Minutes from the beginning at which to remind; before it when negative.
    pub remind: Option<i64>,
    pub when: When,
}

/// A calendar being written.
pub(super) struct Calendar {
    zone: TimeZone,
    now: Timestamp,
    entries: String,
    repeats: bool,
}

impl Calendar {
    pub fn new(zone: &TimeZone, now: Timestamp) -> Self {
        Self { zone: zone.clone(), now, entries: String::new(), repeats: false }
    }

    pub fn add(&mut self, entry: &Entry) {
        let mut entries = std::mem::take(&mut self.entries);
        let out = &mut entries;
        line(out, "BEGIN:VEVENT");
        line(out, &format!("UID:{}@kith", entry.uid));
        line(out, &format!("DTSTAMP:{}", utc(entry.changed)));
        line(out, &format!("SEQUENCE:{}", entry.sequence.max(0)));
        line(out, &format!("SUMMARY:{}", escaped(&entry.title)));
        if !entry.words.is_empty() {
            line(out, &format!("DESCRIPTION:{}", escaped(&entry.words)));
        }
        if let Some(url) = &entry.url {
            line(out, &format!("URL:{}", plain(url)));
        }
        match &entry.when {
            When::Day(day) => {
                line(out, &format!("DTSTART;VALUE=DATE:{}", day.strftime("%Y%m%d")));
                line(out, "DURATION:P1D");
            }
            When::Moment { from, minutes } => {
                line(out, &format!("DTSTART{}", self.moment(*from, entry.rule.is_some())));
                self.repeats |= entry.rule.is_some();
                line(out, &format!("DURATION:PT{minutes}M"));
            }
        }
        if let Some(rule) = &entry.rule {
            line(out, &format!("RRULE:{}", plain(rule)));
            for at in &entry.left_out {
                let at = match entry.when {
                    When::Day(_) => format!(";VALUE=DATE:{}", at.to_zoned(self.zone.clone()).strftime("%Y%m%d")),
                    When::Moment { .. } => self.moment(*at, true),
                };
                line(out, &format!("EXDATE{at}"));
            }
        }
        if let Some(minutes) = entry.remind {
            let sign = if minutes < 0 { "-" } else { "" };
            line(out, "BEGIN:VALARM");
            line(out, "ACTION:DISPLAY");
            line(out, &format!("DESCRIPTION:{}", escaped(&entry.title)));
            line(out, &format!("TRIGGER:{sign}PT{}M", minutes.abs()));
            line(out, "END:VALARM");
        }
        line(out, "END:VEVENT");
        self.entries = entries;
    }

    /// A moment as the value of a property; what repeats is told in the zone.
    fn moment(&self, at: Timestamp, repeats: bool) -> String {
        match self.zone.iana_name() {
            Some(name) if repeats && name != "UTC" => {
                format!(";TZID={name}:{}", at.to_zoned(self.zone.clone()).strftime("%Y%m%dT%H%M%S"))
            }
            _ => format!(":{}", utc(at)),
        }
    }

    pub fn finish(self) -> String {
        let mut out = String::with_capacity(self.entries.len() + 1_024);
        for head in
            ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kith//Tasks//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
        {
            line(&mut out, head);
        }
        line(&mut out, "X-WR-CALNAME:Kith");
        line(&mut out, "REFRESH-INTERVAL;VALUE=DURATION:PT15M");
        if self.repeats {
            write_zone(&mut out, &self.zone, self.now);
        }
        out.push_str(&self.entries);
        line(&mut out, "END:VCALENDAR");
        out
    }
}

/// What a zone's clocks show, change by change.
fn write_zone(out: &mut String, zone: &TimeZone, now: Timestamp) {
    let Some(name) = zone.iana_name() else { return };
    let days = |n: i64| SignedDuration::from_hours(24 * n);
    let (first, last) = (now - days(TOLD.0), now + days(TOLD.1));
    line(out, "BEGIN:VTIMEZONE");
    line(out, &format!("TZID:{name}"));
    let mut before = zone.to_offset(first);
    observance(out, false, first, before, before);
    for change in zone.following(first).take_while(|change| change.timestamp() < last) {
        observance(out, change.dst().is_dst(), change.timestamp(), before, change.offset());
        before = change.offset();
    }
    line(out, "END:VTIMEZONE");
}

fn observance(out: &mut String, summer: bool, at: Timestamp, before: jiff::tz::Offset, after: jiff::tz::Offset) {
    let kind = if summer { "DAYLIGHT" } else { "STANDARD" };
    line(out, &format!("BEGIN:{kind}"));
    // The local time that the clocks showed before they were changed.
    line(out, &format!("DTSTART:{}", before.to_datetime(at).strftime("%Y%m%dT%H%M%S")));
    line(out, &format!("TZOFFSETFROM:{}", offset(before)));
    line(out, &format!("TZOFFSETTO:{}", offset(after)));
    line(out, &format!("END:{kind}"));
}

fn offset(offset: jiff::tz::Offset) -> String {
    let seconds = offset.seconds();
    let (sign, seconds) = if seconds < 0 { ('-', -seconds) } else { ('+', seconds) };
    format!("{sign}{:02}{:02}", seconds / 3_600, seconds / 60 % 60)
}

fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}

/// Writes a line, folded where it is long; letters are not cut in two.
fn line(out: &mut String, text: &str) {
    let mut left = LINE;
    for c in text.chars() {
        if c.len_utf8() > left {
            out.push_str("\r\n ");
            left = LINE - 1;
        }
        left -= c.len_utf8();
        out.push(c);
    }
    let _ = write!(out, "\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(when: When) -> Entry {
        Entry {
            uid: Uuid::from_u128(7),
            changed: "2026-03-02T09:00:00Z".parse().unwrap(),
            sequence: 3,
            title: "Call; ask, \\ then\nwait\r\nBEGIN:VALARM".to_owned(),
            words: String::new(),
            url: None,
            rule: None,
            left_out: Vec::new(),
            remind: None,
            when,
        }
    }

    fn calendar(entry: &Entry) -> String {
        let mut calendar =
            Calendar::new(&TimeZone::get("Europe/Prague").unwrap(), "2026-03-02T09:00:00Z".parse().unwrap());
        calendar.add(entry);
        calendar.finish()
    }

    #[test]
    fn text_cannot_add_lines_of_its_own() {
        let text = calendar(&entry(When::Moment { from: "2026-03-02T09:00:00Z".parse().unwrap(), minutes: 15 }));
        assert!(text.contains("SUMMARY:Call\\; ask\\, \\\\ then\\nwait\\nBEGIN:VALARM\r\n"), "{text}");
        assert_eq!(text.matches("\r\nBEGIN:").count(), 1);
        assert!(text.contains("\r\nDTSTART:20260302T090000Z\r\nDURATION:PT15M\r\n"));
        assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && text.ends_with("END:VCALENDAR\r\n"));
    }

    #[test]
    fn long_lines_are_folded_between_letters() {
        let text = calendar(&Entry { title: "ёж ".repeat(200), ..entry(When::Day(Date::constant(2026, 3, 2))) });
        assert!(text.split("\r\n").all(|line| line.len() <= 75));
        assert!(text.replace("\r\n ", "").contains(&format!("SUMMARY:{}", "ёж ".repeat(200))));
        assert!(text.contains("DTSTART;VALUE=DATE:20260302\r\nDURATION:P1D\r\n"));
    }

    #[test]
    fn what_repeats_is_told_in_its_zone_with_the_zone_beside_it() {
        let from = "2026-03-02T08:00:00Z".parse().unwrap();
        let when = When::Moment { from, minutes: 30 };
        let text = calendar(&Entry { rule: Some("FREQ=DAILY".to_owned()), remind: Some(-10), ..entry(when) });
        assert!(text.contains("DTSTART;TZID=Europe/Prague:20260302T090000\r\n"), "{text}");
        assert!(text.contains("RRULE:FREQ=DAILY\r\n") && text.contains("TRIGGER:-PT10M\r\n"));
        assert!(
            text.contains("BEGIN:DAYLIGHT\r\nDTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n")
        );
        assert!(
            text.contains("BEGIN:STANDARD\r\nDTSTART:20261025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n")
        );
        assert!(text.find("END:VTIMEZONE").unwrap() < text.find("BEGIN:VEVENT").unwrap());
    }

    #[test]
    fn what_is_left_out_is_told_in_the_form_of_the_beginning() {
        let rule = Some("FREQ=DAILY".to_owned());
        let left_out = vec!["2026-03-30T07:00:00Z".parse().unwrap(), "2026-03-31T07:00:00Z".parse().unwrap()];
        let hourly = When::Moment { from: "2026-03-02T08:00:00Z".parse().unwrap(), minutes: 30 };
        let text = calendar(&Entry { rule: rule.clone(), left_out: left_out.clone(), ..entry(hourly) });
        assert!(text.contains("\r\nRRULE:FREQ=DAILY\r\nEXDATE;TZID=Europe/Prague:20260330T090000\r\n"), "{text}");
        assert!(text.contains("\r\nEXDATE;TZID=Europe/Prague:20260331T090000\r\n"), "{text}");
        let text = calendar(&Entry { rule, left_out, ..entry(When::Day(Date::constant(2026, 3, 2))) });
        assert!(text.contains("\r\nEXDATE;VALUE=DATE:20260330\r\nEXDATE;VALUE=DATE:20260331\r\n"), "{text}");
    }
}
