//! A decimal with a fixed number of digits after the point, kept as an integer in units of its last digit. A JSON number
//! on the wire; a string with the same digits is taken as well.

use rust_decimal::Decimal;
use serde_json::Value as Json;

use super::{Behaviour, CellCx, ParseCx, limits, mixed_up, write};
use crate::filter::{Expr, Op, TestCx};
use crate::sort::SortBy;
use crate::{Cell, CellRef, ColumnType, Lang, Part, Problem, Value};

pub(super) struct Number {
    pub scale: u8,
}

pub(super) const OPERATORS: &[Op] =
    &[Op::Eq, Op::Ne, Op::Lt, Op::Lte, Op::Gt, Op::Gte, Op::Between, Op::In, Op::NotIn, Op::Empty, Op::NotEmpty];

impl Number {
    fn scaled(&self, number: Decimal) -> Result<i64, Problem> {
        scaled(number, self.scale, limits::NUMBER)
    }
}

impl Behaviour for Number {
    fn parts(&self) -> &'static [(Part, ColumnType)] {
        &[(Part::Value, ColumnType::Int)]
    }

    fn parse(&self, json: &Json, _cx: &ParseCx<'_>) -> Result<Value, Problem> {
        let Some(number) = decimal(json, self.scale, limits::NUMBER)? else { return Ok(Value::Null) };
        let scaled = self.scaled(number)?;
        Ok(Value::Number(Decimal::new(scaled, u32::from(self.scale)).normalize()))
    }

    fn cell(&self, value: &Value, part: Part, _cx: &CellCx<'_>) -> Cell {
        let Value::Number(number) = value else { return mixed_up("number", value) };
        match (part, self.scaled(*number)) {
            (Part::Value, Ok(scaled)) => Cell::Int(scaled),
            _ => Cell::Null,
        }
    }

    fn value(&self, cells: &[CellRef<'_>]) -> Value {
        match cells[0] {
            CellRef::Int(n) => Value::Number(Decimal::new(n, u32::from(self.scale)).normalize()),
            _ => Value::Null,
        }
    }

    fn write_json(&self, cells: &[CellRef<'_>], out: &mut Vec<u8>) {
        let CellRef::Int(n) = cells[0] else { return out.extend_from_slice(b"null") };
        let start = out.len();
        write::scaled(n, self.scale, out);
        if out[start..].contains(&b'.') {
            while out.last() == Some(&b'0') {
                out.pop();
            }
            if out.last() == Some(&b'.') {
                out.pop();
            }
        }
    }

    fn to_json(&self, value: &Value) -> Json {
        let Some(number) = value.as_number() else { return Json::Null };
        let plain = number.normalize();
        if plain.scale() == 0 {
            return i64::try_from(plain.mantissa()).map_or(Json::Null, Json::from);
        }
        // Fifteen digits go through a double unharmed.
        plain.to_string().parse::<f64>().map_or(Json::Null, Json::from)
    }

    fn text(&self, value: &Value, _lang: Lang) -> String {
        value.as_number().map(|number| number.normalize().to_string()).unwrap_or_default()
    }

    fn operators(&self) -> &'static [Op] {
        OPERATORS
    }

    fn test(&self, cx: &TestCx<'_>) -> Result<Expr, Problem> {
        let number = |json: &Json| match decimal(json, self.scale, limits::NUMBER)? {
            Some(number) => self.scaled(number),
            None => Err(Problem::new("required")),
        };
        if let Some(found) = cx.equality(|json| Ok(cx.eq(Part::Value, Cell::Int(number(json)?)))) {
            return found;
        }
        if let Some(cmp) = cx.cmp() {
            return Ok(cx.compare(Part::Value, cmp, number(cx.value)?));
        }
        let (from, to) = cx.pair()?;
        Ok(cx.between(Part::Value, number(from)?, number(to)?))
    }

    fn sort_by(&self) -> Option<SortBy> {
        Some(SortBy::Column(Part::Value))
    }

    fn is_groupable(&self) -> bool {
        true
    }

    fn search_text(&self, value: &Value) -> String {
        self.text(value, Lang::En)
    }
}

fn out_of_range(digits: u8, limit: i64) -> Problem {
    Problem::new("out_of_range")
        .with("min", Decimal::new(-limit, u32::from(digits)).to_string())
        .with("max", Decimal::new(limit, u32::from(digits)).to_string())
}

/// In units of the last digit, if that is exact and within the limit.
pub(super) fn scaled(number: Decimal, digits: u8, limit: i64) -> Result<i64, Problem> {
    let out_of_range = || out_of_range(digits, limit);
    let plain = number.normalize();
    if plain.scale() > u32::from(digits) {
        return Err(Problem::new("too_precise").with("digits", digits));
    }
    let factor = 10_i128.pow(u32::from(digits) - plain.scale());
    let scaled = plain.mantissa().checked_mul(factor).ok_or_else(out_of_range)?;
    match i64::try_from(scaled) {
        Ok(n) if n.abs() <= limit => Ok(n),
        _ => Err(out_of_range()),
    }
}

/// So many digits go through a double and back unharmed.
const SURE_DIGITS: i32 = 15;

/// A decimal from a JSON number, or from a string of digits with at most one point; nothing from a blank string. A number
/// with a fraction has come through a double: it is taken by its shortest text as long as a double of that size tells
/// apart whatever has so many digits after the point, and refused beyond.
pub(super) fn decimal(json: &Json, digits: u8, limit: i64) -> Result<Option<Decimal>, Problem> {
    match json {
        Json::Number(number) => {
            if let Some(size) = number.as_f64().filter(|_| number.is_f64()).map(f64::abs) {
                let unit = 10_f64.powi(i32::from(digits));
                if size > limit as f64 / unit {
                    return Err(out_of_range(digits, limit));
                }
                if size >= 10_f64.powi(SURE_DIGITS - i32::from(digits)) {
                    return Err(Problem::new("inexact_number").with("expected", "string").with("example", "1250.00"));
                }
            }
            let text = number.to_string();
            let found = if text.contains(['e', 'E']) {
                Decimal::from_scientific(&text).map_err(|_| Problem::new("out_of_range"))
            } else {
                plain_decimal(&text)
            };
            found.map(Some)
        }
        Json::String(text) if text.trim().is_empty() => Ok(None),
        Json::String(text) => plain_decimal(text.trim()).map(Some),
        other => Err(Problem::wrong_type("number", other)),
    }
}

fn plain_decimal(text: &str) -> Result<Decimal, Problem> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction) {
        return Err(Problem::new("wrong_format").with("expected", "1250.00"));
    }
    let fraction = fraction.trim_end_matches('0');
    let whole = whole.trim_start_matches('0');
    if whole.len() + fraction.len() > 28 {
        return Err(Problem::new(if whole.len() > 18 { "out_of_range" } else { "too_precise" }));
    }
    let sign = if text.starts_with('-') { "-" } else { "" };
    let whole = if whole.is_empty() { "0" } else { whole };
    let plain = if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") };
    plain.parse().map_err(|_| Problem::new("out_of_range"))
}
