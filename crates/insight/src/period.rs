//! Spans of time.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use kith_catalogue::filter::{Cmp, Expr, Test};
use kith_catalogue::standard::{CREATED_AT, deal};
use kith_catalogue::{Kind, Object, Part, Problem};
use kith_engine::{Error, Result};
use serde_json::Value as Json;

use crate::filters;

/// By what the deals of a span of time are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodField {
    /// When they ended.
    ClosedAt,
    /// When they were made.
    CreatedAt,
    /// When work on them began.
    EngagedOn,
}

impl PeriodField {
    const fn key(self) -> &'static str {
        match self {
            Self::ClosedAt => deal::CLOSED_AT,
            Self::CreatedAt => CREATED_AT,
            Self::EngagedOn => deal::ENGAGED_ON,
        }
    }
}

/// A span of days, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// Which date counts.
    pub field: PeriodField,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

impl Period {
    /// The deals of the span, as an expression and as JSON.
    pub(crate) fn filter(&self, object: &Object, zone: &TimeZone) -> Result<(Expr, Json)> {
        if self.from > self.to {
            return Err(Error::BadRequest(Problem::new("out_of_range").at("period.to")));
        }
        let key = self.field.key();
        let unknown = || Error::BadRequest(Problem::new("unknown_field").with("field", key).at("period.field"));
        let field = object.field(key).ok_or_else(unknown)?;
        if object.fields[field].kind == Kind::Date {
            let within = Test::Between { part: Part::Value, from: number(self.from), to: number(self.to) };
            let days = [self.from.to_string(), self.to.to_string()];
            return Ok((Expr::term(field, within), filters::term(key, "between", days.to_vec())));
        }
        let end = self
            .to
            .checked_add(1.day())
            .map_err(|_| Error::BadRequest(Problem::new("out_of_range").at("period.to")))?;
        between(field, key, beginning(self.from, zone)?, beginning(end, zone)?)
    }
}

/// Moments from one up to, but not including, another. The JSON names the moments themselves, so that it means the same
/// in every zone.
pub(crate) fn between(field: usize, key: &str, from: Timestamp, to: Timestamp) -> Result<(Expr, Json)> {
    let compare =
        |cmp, at: Timestamp| Expr::term(field, Test::Compare { part: Part::Value, cmp, to: at.as_millisecond() });
    let expr = compare(Cmp::Gte, from).and(compare(Cmp::Lt, to));
    let json = [filters::term(key, "gte", from.to_string()), filters::term(key, "lt", to.to_string())];
    Ok((expr, filters::all(json)))
}

/// When a day begins.
pub(crate) fn beginning(day: Date, zone: &TimeZone) -> Result<Timestamp> {
    let start = day.to_zoned(zone.clone()).map_err(|_| Error::BadRequest(Problem::new("out_of_range").at("period")))?;
    Ok(start.timestamp())
}

fn number(day: Date) -> i64 {
    i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day())
}
