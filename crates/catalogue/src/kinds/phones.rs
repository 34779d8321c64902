//! Telephone numbers: what was typed, its international form, its type. What cannot be understood is kept and marked with
//! `"valid": false`. `eq` and `in` compare the international form or, failing that, the digits; `contains` and `starts`
//! look for the digits of what is asked.

use serde_json::Value as Json;

use super::{Behaviour, CellCx, ParseCx, limits, list, mixed_up, text};
use crate::filter::{Expr, Op, TestCx};
use crate::phone::{self, digits};
use crate::{Cell, CellRef, ColumnType, Lang, Part, Phone, Problem, Value};

pub(super) struct Phones;

pub(super) const TYPES: &[&str] = &["mobile", "work", "home", "main", "fax", "other"];

const KEYS: &[&str] = &["value", "e164", "type", "primary", "valid", "opt_out", "invalid"];

fn entry(json: &Json, cx: &ParseCx<'_>) -> Result<Option<Phone>, Problem> {
    let (value, kind, primary, opt_out, invalid) = match json {
        Json::String(_) => (text::line(json, limits::PART)?, None, false, false, false),
        Json::Object(map) => {
            list::only(map, KEYS)?;
            (
                list::part(map, "value")?.or(list::part(map, "e164")?),
                list::kind(map, TYPES)?,
                list::flag(map, "primary")?,
                list::flag(map, "opt_out")?,
                list::flag(map, "invalid")?,
            )
        }
        other => return Err(Problem::wrong_type("phone", other)),
    };
    let Some(value) = value else { return Ok(None) };
    let found = phone::read(&value, cx.country);
    Ok(Some(Phone { value, e164: found.e164, kind, primary, valid: found.valid, opt_out, invalid }))
}

impl Behaviour for Phones {
    fn parts(&self) -> &'static [(Part, ColumnType)] {
        &[(Part::Value, ColumnType::Text), (Part::Fold, ColumnType::Text)]
    }

    fn parse(&self, json: &Json, cx: &ParseCx<'_>) -> Result<Value, Problem> {
        let mut phones: Vec<Phone> = Vec::new();
        for phone in list::each(json, |item| entry(item, cx))? {
            let same = |other: &&mut Phone| match (&other.e164, &phone.e164) {
                (Some(a), Some(b)) => a == b,
                _ => other.value == phone.value,
            };
            match phones.iter_mut().find(same) {
                Some(other) => other.primary |= phone.primary,
                None => phones.push(phone),
            }
        }
        list::one_primary(&mut phones, |phone| &mut phone.primary);
        Ok(if phones.is_empty() { Value::Null } else { Value::Phones(phones) })
    }

    fn cell(&self, value: &Value, part: Part, _cx: &CellCx<'_>) -> Cell {
        let Value::Phones(phones) = value else { return mixed_up("phones", value) };
        match part {
            Part::Value => list::stored(phones),
            Part::Fold => Cell::Text(self.search_text(value)),
            _ => Cell::Null,
        }
    }

    fn value(&self, cells: &[CellRef<'_>]) -> Value {
        list::read_stored(cells).map_or(Value::Null, Value::Phones)
    }

    fn write_json(&self, cells: &[CellRef<'_>], out: &mut Vec<u8>) {
        list::write_stored(cells, out);
    }

    fn to_json(&self, value: &Value) -> Json {
        match value {
            Value::Phones(phones) => serde_json::to_value(phones).unwrap_or_default(),
            _ => Json::Null,
        }
    }

    fn text(&self, value: &Value, _lang: Lang) -> String {
        let Value::Phones(phones) = value else { return String::new() };
        let shown: Vec<&str> = phones.iter().map(|phone| phone.value.as_str()).collect();
        shown.join("; ")
    }

    fn operators(&self) -> &'static [Op] {
        super::text::OPERATORS
    }

    fn test(&self, cx: &TestCx<'_>) -> Result<Expr, Problem> {
        let equal = |json: &Json| match json {
            Json::String(text) if !text.trim().is_empty() => {
                text::check(text, limits::PART)?;
                Ok(cx.lookup(phone::keys(&phone::read(text, cx.parse.country), text)))
            }
            Json::String(_) => Err(Problem::new("required")),
            other => Err(Problem::wrong_type("string", other)),
        };
        match cx.equality(equal) {
            Some(found) => found,
            None => Ok(list::search(cx, &digits(list::needle(cx)?))),
        }
    }

    fn has_lookup_keys(&self) -> bool {
        true
    }

    fn lookup_keys(&self, value: &Value) -> Vec<String> {
        let Value::Phones(phones) = value else { return Vec::new() };
        let mut keys = Vec::new();
        for phone in phones {
            for key in phone::keys_of(phone) {
                if !keys.contains(&key) {
                    keys.push(key);
                }
            }
        }
        keys
    }

    /// The digits: of the international form, and of what was typed where they are others.
    fn search_text(&self, value: &Value) -> String {
        let mut words: Vec<String> = Vec::new();
        for key in self.lookup_keys(value) {
            let word = key.trim_start_matches('+').to_owned();
            if !words.contains(&word) {
                words.push(word);
            }
        }
        words.join(" ")
    }
}
