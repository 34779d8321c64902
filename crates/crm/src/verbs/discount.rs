//! `deal.request_discount`, `deal.approve_discount`, `deal.refuse_discount`: what goes beyond somebody's limit is asked for.

use kith_catalogue::{Currency, Kind, ParseCx, Problem, Value};
use kith_engine::{Error, Record, Result, Tx};
use rust_decimal::Decimal;
use serde_json::Value as Json;
use uuid::Uuid;

use super::params::Params;
use crate::prices::approval::{self, Request};

/// The longest remark.
const MAX_NOTE: usize = 2_000;

pub(super) fn request(tx: &mut Tx<'_>, id: Uuid, params: &mut Params) -> Result<Record> {
    let version = params.version()?;
    let whole = params.take("discount").map(|json| percent(&json, "discount")).transpose()?;
    let lines = match params.take("lines") {
        None => Vec::new(),
        Some(Json::Array(lines)) => lines
            .iter()
            .enumerate()
            .map(|(at, line)| self::line(line, &format!("lines[{at}]")))
            .collect::<Result<Vec<_>>>()?,
        Some(other) => return Err(Error::Invalid(vec![Problem::wrong_type("array", &other).at("lines")])),
    };
    let note = note(params)?;
    params.end()?;
    approval::request(tx, id, version, &Request { whole, lines, note })
}

pub(super) fn approve(tx: &mut Tx<'_>, id: Uuid, params: &mut Params) -> Result<Record> {
    let (version, note) = (params.version()?, note(params)?);
    params.end()?;
    approval::approve(tx, id, version, note)
}

pub(super) fn refuse(tx: &mut Tx<'_>, id: Uuid, params: &mut Params) -> Result<Record> {
    let (version, note) = (params.version()?, note(params)?);
    params.end()?;
    approval::refuse(tx, id, version, note)
}

fn line(json: &Json, at: &str) -> Result<(Uuid, Decimal)> {
    let Json::Object(line) = json else {
        return Err(Error::Invalid(vec![Problem::wrong_type("object", json).at(at)]));
    };
    if let Some(key) = line.keys().find(|key| !matches!(key.as_str(), "id" | "discount")) {
        return Err(Error::Invalid(vec![Problem::unknown_key(key).at(key).at(at)]));
    }
    let id = line.get("id").and_then(Json::as_str).and_then(|id| Uuid::parse_str(id).ok());
    let id = id.ok_or_else(|| Error::field(&format!("{at}.id"), "not_found"))?;
    let place = format!("{at}.discount");
    let discount = line.get("discount").ok_or_else(|| Error::field(&place, "required"))?;
    Ok((id, percent(discount, &place)?))
}

fn percent(json: &Json, at: &str) -> Result<Decimal> {
    let cx = ParseCx { country: "", currency: Currency::EUR, zone: &jiff::tz::TimeZone::UTC };
    let kind = Kind::Number { scale: 2 };
    let parsed = kind.parse(json, &cx).map_err(|problem| Error::Invalid(vec![problem.at(at)]))?;
    match parsed {
        Value::Number(percent) if (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&percent) => Ok(percent),
        Value::Number(_) => {
            Err(Error::Invalid(vec![Problem::new("out_of_range").at(at).with("min", "0").with("max", "100")]))
        }
        _ => Err(Error::field(at, "required")),
    }
}

fn note(params: &mut Params) -> Result<Option<String>> {
    match params.take("note") {
        None => Ok(None),
        Some(Json::String(note)) if note.chars().count() <= MAX_NOTE => {
            Ok(Some(note.trim().to_owned()).filter(|note| !note.is_empty()))
        }
        Some(Json::String(_)) => Err(Error::Invalid(vec![Problem::new("too_long").with("max", MAX_NOTE).at("note")])),
        Some(other) => Err(Error::Invalid(vec![Problem::wrong_type("string", &other).at("note")])),
    }
}
