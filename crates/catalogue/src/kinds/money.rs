//! An exact amount with its currency: `{"amount": "1250.00", "currency": "EUR"}`; the amount alone is of the workspace's
//! currency. Three columns: minor units, currency, and the amount in the workspace's currency (NULL when no rate is
//! known). Filters compare the latter, unless the value names a currency: then the currency is equal and the amount
//! compared. Order and sums go by the workspace's currency.

use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::Value as Json;

use super::number::{OPERATORS, decimal, scaled};
use super::{Behaviour, CellCx, ParseCx, limits, mixed_up, write};
use crate::filter::{Expr, Op, TestCx};
use crate::sort::SortBy;
use crate::{Cell, CellRef, ColumnType, Currency, Lang, Money, Part, Problem, Value};

pub(super) struct MoneyKind;

impl Behaviour for MoneyKind {
    fn parts(&self) -> &'static [(Part, ColumnType)] {
        &[(Part::Value, ColumnType::Int), (Part::Currency, ColumnType::Text), (Part::Base, ColumnType::Int)]
    }

    fn width(&self) -> usize {
        2
    }

    fn parse(&self, json: &Json, cx: &ParseCx<'_>) -> Result<Value, Problem> {
        Ok(read(json, cx)?.map_or(Value::Null, |(money, _)| Value::Money(money)))
    }

    fn cell(&self, value: &Value, part: Part, cx: &CellCx<'_>) -> Cell {
        let Value::Money(money) = value else { return mixed_up("money", value) };
        match part {
            Part::Value => Cell::Int(money.minor),
            Part::Currency => Cell::Text(money.currency.code().to_owned()),
            Part::Base => base(*money, cx).map_or(Cell::Null, Cell::Int),
            _ => Cell::Null,
        }
    }

    fn value(&self, cells: &[CellRef<'_>]) -> Value {
        match (cells[0], cells[1]) {
            (CellRef::Int(minor), CellRef::Text(code)) => match Currency::parse(code) {
                Some(currency) => Value::Money(Money { minor, currency }),
                None => Value::Null,
            },
            _ => Value::Null,
        }
    }

    fn write_json(&self, cells: &[CellRef<'_>], out: &mut Vec<u8>) {
        let (CellRef::Int(minor), CellRef::Text(code)) = (cells[0], cells[1]) else {
            return out.extend_from_slice(b"null");
        };
        let Some(currency) = Currency::parse(code) else { return out.extend_from_slice(b"null") };
        out.extend_from_slice(b"{\"amount\":\"");
        write::scaled(minor, currency.digits(), out);
        out.extend_from_slice(b"\",\"currency\":\"");
        out.extend_from_slice(code.as_bytes());
        out.extend_from_slice(b"\"}");
    }

    fn to_json(&self, value: &Value) -> Json {
        let Some(money) = value.as_money() else { return Json::Null };
        serde_json::json!({
            "amount": write::text(|out| write::scaled(money.minor, money.currency.digits(), out)),
            "currency": money.currency.code(),
        })
    }

    fn text(&self, value: &Value, _lang: Lang) -> String {
        let Some(money) = value.as_money() else { return String::new() };
        write::text(|out| {
            write::scaled(money.minor, money.currency.digits(), out);
            out.push(b' ');
            out.extend_from_slice(money.currency.code().as_bytes());
        })
    }

    fn operators(&self) -> &'static [Op] {
        OPERATORS
    }

    fn test(&self, cx: &TestCx<'_>) -> Result<Expr, Problem> {
        let amount = |json: &Json| read(json, &cx.parse)?.ok_or_else(|| Problem::new("required"));
        let of_currency =
            |money: Money, test: Expr| cx.eq(Part::Currency, Cell::Text(money.currency.code().to_owned())).and(test);
        let part = |named: bool| if named { Part::Value } else { Part::Base };
        let equal = |json: &Json| {
            let (money, named) = amount(json)?;
            let test = cx.eq(part(named), Cell::Int(money.minor));
            Ok(if named { of_currency(money, test) } else { test })
        };
        if let Some(found) = cx.equality(equal) {
            return found;
        }
        if let Some(cmp) = cx.cmp() {
            let (money, named) = amount(cx.value)?;
            let test = cx.compare(part(named), cmp, money.minor);
            return Ok(if named { of_currency(money, test) } else { test });
        }
        let (from, to) = cx.pair()?;
        let ((from, from_named), (to, to_named)) = (amount(from)?, amount(to)?);
        if from_named != to_named || from.currency != to.currency {
            return Err(Problem::new("different_currencies"));
        }
        let test = cx.between(part(from_named), from.minor, to.minor);
        Ok(if from_named { of_currency(from, test) } else { test })
    }

    fn sort_by(&self) -> Option<SortBy> {
        Some(SortBy::Column(Part::Base))
    }
}

/// The amount, and whether its currency was named.
fn read(json: &Json, cx: &ParseCx<'_>) -> Result<Option<(Money, bool)>, Problem> {
    let (amount, currency) = match json {
        Json::String(_) | Json::Number(_) => (json, None),
        Json::Object(map) => {
            if let Some(key) = map.keys().find(|key| !matches!(key.as_str(), "amount" | "currency")) {
                return Err(Problem::unknown_key(key));
            }
            let currency = match map.get("currency") {
                None | Some(Json::Null) => None,
                Some(Json::String(code)) => Some(Currency::parse(code).ok_or_else(|| {
                    Problem::new("unknown_currency").with("currency", crate::problem::short(code)).at("currency")
                })?),
                Some(other) => return Err(Problem::wrong_type("string", other).at("currency")),
            };
            match map.get("amount") {
                None => return Err(Problem::new("required").at("amount")),
                Some(Json::Null) => return Ok(None),
                Some(amount) => (amount, currency),
            }
        }
        other => return Err(Problem::wrong_type("money", other)),
    };
    let at_amount = |problem: Problem| if json.is_object() { problem.at("amount") } else { problem };
    let named = currency.is_some();
    let currency = currency.unwrap_or(cx.currency);
    let number = decimal(amount, currency.digits(), limits::MONEY).map_err(at_amount)?;
    let Some(number) = number else { return Ok(None) };
    let minor = scaled(number, currency.digits(), limits::MONEY).map_err(at_amount)?;
    Ok(Some((Money { minor, currency }, named)))
}

/// In minor units of the workspace's currency, where a rate is known.
fn base(money: Money, cx: &CellCx<'_>) -> Option<i64> {
    if money.currency == cx.currency {
        return Some(money.minor);
    }
    let rate = (cx.rate)(money.currency)?;
    let converted = money.amount().checked_mul(rate)?;
    let digits = u32::from(cx.currency.digits());
    let rounded: Decimal = converted.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero);
    scaled(rounded, cx.currency.digits(), limits::MONEY).ok()
}
