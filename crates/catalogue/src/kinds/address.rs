//! Postal addresses. Searched (`contains` anywhere, `starts` where a word begins) in all their parts; a text alone is taken
//! as the street.

use serde_json::Value as Json;

use super::{Behaviour, CellCx, ParseCx, limits, list, mixed_up, text};
use crate::filter::{Expr, Op, TestCx};
use crate::text::fold;
use crate::{Address, Cell, CellRef, ColumnType, Lang, Part, Problem, Value};

pub(super) struct AddressKind;

const TYPES: &[&str] = &["main", "legal", "billing", "delivery", "work", "home", "other"];
const KEYS: &[&str] = &["type", "street", "city", "region", "postal_code", "country", "primary"];

fn entry(json: &Json) -> Result<Option<Address>, Problem> {
    let address = match json {
        Json::String(_) => Address { street: text::line(json, limits::PART)?, ..Address::default() },
        Json::Object(map) => {
            list::only(map, KEYS)?;
            Address {
                kind: list::kind(map, TYPES)?,
                street: list::part(map, "street")?,
                city: list::part(map, "city")?,
                region: list::part(map, "region")?,
                postal_code: list::part(map, "postal_code")?,
                country: list::part(map, "country")?,
                primary: list::flag(map, "primary")?,
            }
        }
        other => return Err(Problem::wrong_type("address", other)),
    };
    let is_filled = parts(&address).next().is_some();
    Ok(is_filled.then_some(address))
}

/// What is filled, in the order of writing on an envelope.
fn parts(address: &Address) -> impl Iterator<Item = &str> {
    [&address.street, &address.postal_code, &address.city, &address.region, &address.country]
        .into_iter()
        .filter_map(|part| part.as_deref())
}

impl Behaviour for AddressKind {
    fn parts(&self) -> &'static [(Part, ColumnType)] {
        &[(Part::Value, ColumnType::Text), (Part::Fold, ColumnType::Text)]
    }

    fn parse(&self, json: &Json, _cx: &ParseCx<'_>) -> Result<Value, Problem> {
        let mut addresses: Vec<Address> = Vec::new();
        for address in list::each(json, entry)? {
            if !addresses.contains(&address) {
                addresses.push(address);
            }
        }
        list::one_primary(&mut addresses, |address| &mut address.primary);
        Ok(if addresses.is_empty() { Value::Null } else { Value::Addresses(addresses) })
    }

    fn cell(&self, value: &Value, part: Part, _cx: &CellCx<'_>) -> Cell {
        let Value::Addresses(addresses) = value else { return mixed_up("address", value) };
        match part {
            Part::Value => list::stored(addresses),
            Part::Fold => Cell::Text(self.search_text(value)),
            _ => Cell::Null,
        }
    }

    fn value(&self, cells: &[CellRef<'_>]) -> Value {
        list::read_stored(cells).map_or(Value::Null, Value::Addresses)
    }

    fn write_json(&self, cells: &[CellRef<'_>], out: &mut Vec<u8>) {
        list::write_stored(cells, out);
    }

    fn to_json(&self, value: &Value) -> Json {
        match value {
            Value::Addresses(addresses) => serde_json::to_value(addresses).unwrap_or_default(),
            _ => Json::Null,
        }
    }

    fn text(&self, value: &Value, _lang: Lang) -> String {
        let Value::Addresses(addresses) = value else { return String::new() };
        let shown: Vec<String> = addresses.iter().map(|one| parts(one).collect::<Vec<_>>().join(", ")).collect();
        shown.join("; ")
    }

    fn operators(&self) -> &'static [Op] {
        &[Op::Contains, Op::Starts, Op::Empty, Op::NotEmpty]
    }

    fn test(&self, cx: &TestCx<'_>) -> Result<Expr, Problem> {
        match cx.op {
            Op::Empty => Ok(cx.filled().negate()),
            Op::NotEmpty => Ok(cx.filled()),
            _ => Ok(list::search(cx, &fold(list::needle(cx)?))),
        }
    }

    fn search_text(&self, value: &Value) -> String {
        let Value::Addresses(addresses) = value else { return String::new() };
        let words: Vec<&str> = addresses.iter().flat_map(parts).collect();
        fold(&words.join(" "))
    }
}
