//! A day without a zone, kept as the integer yyyymmdd, years 1 to 9999. `"@today"` (and `"@now"`) in a filter is the day
//! in the asker's zone.

use jiff::civil::Date;
use serde_json::Value as Json;

use super::number::OPERATORS as COMPARED;
use super::{Behaviour, CellCx, ParseCx, mixed_up, write};
use crate::filter::{Expr, Op, TestCx};
use crate::sort::SortBy;
use crate::{Cell, CellRef, ColumnType, Lang, Part, Problem, Value};

pub(super) struct DateKind;

pub(super) const OPERATORS: &[Op] = &with_within();

const fn with_within() -> [Op; 12] {
    let mut all = [Op::Within; 12];
    let mut at = 0;
    while at < COMPARED.len() {
        all[at] = COMPARED[at];
        at += 1;
    }
    all
}

impl Behaviour for DateKind {
    fn parts(&self) -> &'static [(Part, ColumnType)] {
        &[(Part::Value, ColumnType::Int)]
    }

    fn parse(&self, json: &Json, _cx: &ParseCx<'_>) -> Result<Value, Problem> {
        match json {
            Json::String(text) if text.trim().is_empty() => Ok(Value::Null),
            Json::String(text) => Ok(Value::Date(read(text.trim())?)),
            other => Err(Problem::wrong_type("string", other)),
        }
    }

    fn cell(&self, value: &Value, _part: Part, _cx: &CellCx<'_>) -> Cell {
        value.as_date().map_or_else(|| mixed_up("date", value), |date| Cell::Int(ymd(date)))
    }

    fn value(&self, cells: &[CellRef<'_>]) -> Value {
        match cells[0] {
            CellRef::Int(n) => from_ymd(n).map_or(Value::Null, Value::Date),
            _ => Value::Null,
        }
    }

    fn write_json(&self, cells: &[CellRef<'_>], out: &mut Vec<u8>) {
        let CellRef::Int(n) = cells[0] else { return out.extend_from_slice(b"null") };
        out.push(b'"');
        write::day(n, out);
        out.push(b'"');
    }

    fn to_json(&self, value: &Value) -> Json {
        value.as_date().map_or(Json::Null, |date| Json::String(write::text(|out| write::day(ymd(date), out))))
    }

    fn text(&self, value: &Value, _lang: Lang) -> String {
        value.as_date().map(|date| write::text(|out| write::day(ymd(date), out))).unwrap_or_default()
    }

    fn operators(&self) -> &'static [Op] {
        OPERATORS
    }

    fn test(&self, cx: &TestCx<'_>) -> Result<Expr, Problem> {
        let day = |json: &Json| match json {
            Json::String(text) if text == "@today" || text == "@now" => Ok(ymd(cx.asker.today())),
            Json::String(text) => read(text.trim()).map(ymd),
            other => Err(Problem::wrong_type("string", other)),
        };
        if let Some(found) = cx.equality(|json| Ok(cx.eq(Part::Value, Cell::Int(day(json)?)))) {
            return found;
        }
        if let Some(cmp) = cx.cmp() {
            return Ok(cx.compare(Part::Value, cmp, day(cx.value)?));
        }
        if cx.op == Op::Within {
            let (from, to) = cx.asker.period(cx.value)?;
            return Ok(cx.between(Part::Value, ymd(from), ymd(to)));
        }
        let (from, to) = cx.pair()?;
        Ok(cx.between(Part::Value, day(from)?, day(to)?))
    }

    fn sort_by(&self) -> Option<SortBy> {
        Some(SortBy::Column(Part::Value))
    }

    fn is_groupable(&self) -> bool {
        true
    }
}

/// `yyyy-mm-dd`, nothing else.
pub(super) fn read(text: &str) -> Result<Date, Problem> {
    let wrong = || Problem::new("wrong_format").with("expected", "2026-01-31");
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return Err(wrong());
    }
    let number = |from: usize, to: usize| -> Option<i64> {
        bytes[from..to]
            .iter()
            .try_fold(0_i64, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + i64::from(byte - b'0')))
    };
    let (Some(year), Some(month), Some(day)) = (number(0, 4), number(5, 7), number(8, 10)) else { return Err(wrong()) };
    from_ymd(year * 10_000 + month * 100 + day).ok_or_else(|| Problem::new("no_such_date"))
}

/// As stored.
pub(crate) fn ymd(date: Date) -> i64 {
    i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day())
}

/// From what is stored.
pub(crate) fn from_ymd(n: i64) -> Option<Date> {
    let year = i16::try_from(n / 10_000).ok().filter(|year| (1..=9999).contains(year))?;
    Date::new(year, i8::try_from(n / 100 % 100).ok()?, i8::try_from(n % 100).ok()?).ok()
}
