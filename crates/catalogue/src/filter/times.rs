//! Days and periods: what `"@today"` and `within` mean.
//!
//! Periods are whole days in the asker's zone, today included. `{"last": n, "unit": u}` ends today and `{"next": n, "unit":
//! u}` begins today, each n units long (the last 7 days are today and the six before; the last month begins the day after
//! this day of last month). `{"this": u}` is the whole current day, week (from Monday), month, quarter or year, and
//! `{"this": u, "offset": n}` the one n units after it: −1 is the last, 1 the next.

use jiff::{Span, ToSpan, civil::Date};
use serde_json::Value as Json;

use super::FilterCx;
use crate::Problem;

/// More units than this are refused.
const MAX_COUNT: i64 = 10_000;
/// Farther than this from the current unit is refused.
const MAX_OFFSET: i64 = 1_000;

#[derive(Clone, Copy)]
enum Unit {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

impl Unit {
    fn parse(json: &Json) -> Result<Unit, Problem> {
        Ok(match json {
            Json::String(name) => match name.as_str() {
                "day" => Unit::Day,
                "week" => Unit::Week,
                "month" => Unit::Month,
                "quarter" => Unit::Quarter,
                "year" => Unit::Year,
                other => return Err(Problem::new("unknown_unit").with("unit", crate::problem::short(other))),
            },
            other => return Err(Problem::wrong_type("string", other)),
        })
    }

    fn times(self, n: i64) -> Span {
        match self {
            Unit::Day => n.days(),
            Unit::Week => n.weeks(),
            Unit::Month => n.months(),
            Unit::Quarter => (3 * n).months(),
            Unit::Year => n.years(),
        }
    }

    /// First day of the unit that a day is in.
    fn start(self, day: Date) -> Date {
        match self {
            Unit::Day => day,
            Unit::Week => day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days()),
            Unit::Month => day.first_of_month(),
            Unit::Quarter => {
                let month = (day.month() - 1) / 3 * 3 + 1;
                Date::new(day.year(), month, 1).unwrap_or(day)
            }
            Unit::Year => day.first_of_year(),
        }
    }
}

impl FilterCx<'_> {
    /// The day in the asker's zone.
    pub fn today(&self) -> Date {
        self.now.to_zoned(self.zone.clone()).date()
    }

    /// First and last millisecond of a day in the asker's zone.
    pub fn day(&self, day: Date) -> (i64, i64) {
        let start = |day: Date| day.to_zoned(self.zone.clone()).map(|zoned| zoned.timestamp().as_millisecond());
        let from = start(day).unwrap_or(i64::MAX);
        let to = day.tomorrow().and_then(start).map_or(i64::MAX, |next| next - 1);
        (from, to)
    }

    /// First and last day of a `within` period.
    pub(crate) fn period(&self, json: &Json) -> Result<(Date, Date), Problem> {
        let Json::Object(map) = json else { return Err(Problem::wrong_type("period", json)) };
        if let Some(key) = map.keys().find(|key| !matches!(key.as_str(), "last" | "this" | "next" | "unit" | "offset"))
        {
            return Err(Problem::unknown_key(key));
        }
        let today = self.today();
        if map.contains_key("offset") && !map.contains_key("this") {
            return Err(Problem::unknown_key("offset"));
        }
        match (map.get("last"), map.get("this"), map.get("next"), map.get("unit")) {
            (None, Some(unit), None, None) => {
                let unit = Unit::parse(unit).map_err(|problem| problem.at("this"))?;
                let from = unit.start(today).saturating_add(unit.times(offset(map.get("offset"))?));
                Ok((from, from.saturating_add(unit.times(1)).saturating_sub(1.day())))
            }
            (Some(n), None, None, unit) => {
                let span = span(n, "last", unit)?;
                Ok((today.saturating_sub(span).saturating_add(1.day()), today))
            }
            (None, None, Some(n), unit) => {
                let span = span(n, "next", unit)?;
                Ok((today, today.saturating_add(span).saturating_sub(1.day())))
            }
            _ => Err(Problem::new("wrong_format")
                .with("expected", r#"{"last": 30, "unit": "day"} or {"this": "month", "offset": -1}"#)),
        }
    }
}

/// How many units after the current one.
fn offset(json: Option<&Json>) -> Result<i64, Problem> {
    let Some(json) = json else { return Ok(0) };
    let units = json.as_i64().ok_or_else(|| Problem::wrong_type("number", json).at("offset"))?;
    if !(-MAX_OFFSET..=MAX_OFFSET).contains(&units) {
        return Err(Problem::new("out_of_range").with("min", -MAX_OFFSET).with("max", MAX_OFFSET).at("offset"));
    }
    Ok(units)
}

fn span(n: &Json, key: &str, unit: Option<&Json>) -> Result<Span, Problem> {
    let count = n.as_i64().ok_or_else(|| Problem::wrong_type("number", n).at(key))?;
    if !(1..=MAX_COUNT).contains(&count) {
        return Err(Problem::new("out_of_range").with("min", 1).with("max", MAX_COUNT).at(key));
    }
    let unit = unit.ok_or_else(|| Problem::new("required").at("unit"))?;
    Ok(Unit::parse(unit).map_err(|problem| problem.at("unit"))?.times(count))
}
