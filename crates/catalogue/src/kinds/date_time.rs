//! A moment, kept as milliseconds UTC, years 1 to 9999. RFC 3339 on the wire. A time without an offset is in the
//! workspace's zone; a bare date is that day's noon there. In a filter a bare date is the whole day in the asker's zone:
//! `eq` within it, `lt` before it begins, `gt` after it ends.

use jiff::{Timestamp, civil};
use serde_json::Value as Json;

use super::date::{self, OPERATORS};
use super::{Behaviour, CellCx, ParseCx, mixed_up, write};
use crate::filter::{Cmp, Expr, Op, TestCx};
use crate::sort::SortBy;
use crate::{Cell, CellRef, ColumnType, Lang, Part, Problem, Value};

pub(super) struct DateTime;

/// The first millisecond of year 1 and the last that the calendar of zones can name (in year 9999).
const RANGE: std::ops::RangeInclusive<i64> = -62_135_596_800_000..=253_402_207_200_999;

impl Behaviour for DateTime {
    fn parts(&self) -> &'static [(Part, ColumnType)] {
        &[(Part::Value, ColumnType::Int)]
    }

    fn parse(&self, json: &Json, cx: &ParseCx<'_>) -> Result<Value, Problem> {
        let text = match json {
            Json::String(text) if text.trim().is_empty() => return Ok(Value::Null),
            Json::String(text) => text.trim(),
            other => return Err(Problem::wrong_type("string", other)),
        };
        let ms = match read(text)? {
            Read::Moment(moment) => moment.as_millisecond(),
            Read::Local(local) => in_zone(local, cx.zone)?,
            Read::Day(day) => in_zone(day.at(12, 0, 0, 0), cx.zone)?,
        };
        if !RANGE.contains(&ms) {
            return Err(Problem::new("out_of_range"));
        }
        Timestamp::from_millisecond(ms).map(Value::DateTime).map_err(|_| Problem::new("out_of_range"))
    }

    fn cell(&self, value: &Value, _part: Part, _cx: &CellCx<'_>) -> Cell {
        value.as_time().map_or_else(|| mixed_up("date_time", value), |time| Cell::Int(time.as_millisecond()))
    }

    fn value(&self, cells: &[CellRef<'_>]) -> Value {
        match cells[0] {
            CellRef::Int(ms) => Timestamp::from_millisecond(ms).map_or(Value::Null, Value::DateTime),
            _ => Value::Null,
        }
    }

    fn write_json(&self, cells: &[CellRef<'_>], out: &mut Vec<u8>) {
        let CellRef::Int(ms) = cells[0] else { return out.extend_from_slice(b"null") };
        out.push(b'"');
        write::moment(ms, out);
        out.push(b'"');
    }

    fn to_json(&self, value: &Value) -> Json {
        Json::String(self.text(value, Lang::En))
    }

    fn text(&self, value: &Value, _lang: Lang) -> String {
        value.as_time().map(|time| write::text(|out| write::moment(time.as_millisecond(), out))).unwrap_or_default()
    }

    fn operators(&self) -> &'static [Op] {
        OPERATORS
    }

    fn test(&self, cx: &TestCx<'_>) -> Result<Expr, Problem> {
        let span = |json: &Json| span(json, cx);
        let equal = |json: &Json| {
            let (from, to) = span(json)?;
            Ok(if from == to { cx.eq(Part::Value, Cell::Int(from)) } else { cx.between(Part::Value, from, to) })
        };
        if let Some(found) = cx.equality(equal) {
            return found;
        }
        if let Some(cmp) = cx.cmp() {
            let (from, to) = span(cx.value)?;
            let bound = if matches!(cmp, Cmp::Lt | Cmp::Gte) { from } else { to };
            return Ok(cx.compare(Part::Value, cmp, bound));
        }
        let (from, to) = if cx.op == Op::Within {
            let (first, last) = cx.asker.period(cx.value)?;
            (cx.asker.day(first).0, cx.asker.day(last).1)
        } else {
            let (from, to) = cx.pair()?;
            (span(from)?.0, span(to)?.1)
        };
        Ok(cx.between(Part::Value, from, to))
    }

    fn sort_by(&self) -> Option<SortBy> {
        Some(SortBy::Column(Part::Value))
    }

    fn is_groupable(&self) -> bool {
        true
    }
}

/// First and last millisecond of what a filter's value names: a moment or a day.
pub(super) fn span(json: &Json, cx: &TestCx<'_>) -> Result<(i64, i64), Problem> {
    let Json::String(text) = json else { return Err(Problem::wrong_type("string", json)) };
    let moment = |ms: i64| Ok((ms, ms));
    match text.trim() {
        "@now" => moment(cx.asker.now.as_millisecond()),
        "@today" => Ok(cx.asker.day(cx.asker.today())),
        text => match read(text)? {
            Read::Moment(time) => moment(time.as_millisecond()),
            Read::Local(local) => moment(in_zone(local, cx.asker.zone)?),
            Read::Day(day) => Ok(cx.asker.day(day)),
        },
    }
}

enum Read {
    Moment(Timestamp),
    Local(civil::DateTime),
    Day(civil::Date),
}

fn read(text: &str) -> Result<Read, Problem> {
    let wrong = || Problem::new("wrong_format").with("expected", "2026-01-31T14:30:00Z");
    if text.len() == 10 {
        return date::read(text).map(Read::Day).map_err(
            |problem| {
                if problem.code == "wrong_format" { wrong() } else { problem }
            },
        );
    }
    if text.len() > 64 || !text.starts_with(|c: char| c.is_ascii_digit()) || text.contains('[') || is_a_day_off(text) {
        return Err(wrong());
    }
    if let Ok(time) = text.parse::<Timestamp>() {
        return Ok(Read::Moment(time));
    }
    if let Ok(local) = text.parse::<civil::DateTime>() {
        return Ok(Read::Local(local));
    }
    // The last days of the calendar can be written, but not in every zone.
    let written = text.get(..19).and_then(|start| start.parse::<civil::DateTime>().ok());
    Err(if written.is_some_and(|local| local.year() == 9999) { Problem::new("out_of_range") } else { wrong() })
}

/// Whether a time says that it is a whole day and more away from UTC: RFC 3339 ends at 23:59.
fn is_a_day_off(text: &str) -> bool {
    let offset = text.get(10..).and_then(|time| time.rsplit_once(['+', '-'])).and_then(|(_, offset)| offset.get(..2));
    offset.and_then(|hours| hours.parse::<u8>().ok()).is_some_and(|hours| hours > 23)
}

fn in_zone(local: civil::DateTime, zone: &jiff::tz::TimeZone) -> Result<i64, Problem> {
    let zoned = local.to_zoned(zone.clone()).map_err(|_| Problem::new("out_of_range"))?;
    Ok(zoned.timestamp().as_millisecond())
}
