//! Ids that a record has in other systems, by source: `{"crm": "A-17"}`; a text or number alone is of the source
//! `default`. `eq` and `in` take `{"source": "id"}`, `"source:id"`, or the id alone (of `default`).

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::{Behaviour, CellCx, ParseCx, limits, list, mixed_up, text};
use crate::filter::{Expr, Op, TestCx};
use crate::text::fold;
use crate::{Cell, CellRef, ColumnType, Lang, Part, Problem, Value};

pub(super) struct ExternalIds;

const DEFAULT: &str = "default";

fn id(json: &Json) -> Result<Option<String>, Problem> {
    match json {
        Json::Null => Ok(None),
        Json::Number(number) => Ok(Some(number.to_string())),
        json => text::line(json, limits::PART),
    }
}

fn read(json: &Json) -> Result<BTreeMap<String, String>, Problem> {
    let mut ids = BTreeMap::new();
    match json {
        Json::Object(map) => {
            if map.len() > limits::LIST {
                return Err(Problem::new("too_many").with("max", limits::LIST));
            }
            for (source, json) in map {
                let name =
                    text::clean_line(source, limits::PART)?.ok_or_else(|| Problem::new("required").at("source"))?;
                if name.contains(':') {
                    return Err(Problem::new("bad_character").with("character", ":").at(&name));
                }
                if let Some(id) = id(json).map_err(|problem| problem.at(&name))? {
                    ids.insert(name, id);
                }
            }
        }
        Json::String(_) | Json::Number(_) => ids.extend(id(json)?.map(|id| (DEFAULT.to_owned(), id))),
        other => return Err(Problem::wrong_type("object", other)),
    }
    Ok(ids)
}

impl Behaviour for ExternalIds {
    fn parts(&self) -> &'static [(Part, ColumnType)] {
        &[(Part::Value, ColumnType::Text), (Part::Fold, ColumnType::Text)]
    }

    fn parse(&self, json: &Json, _cx: &ParseCx<'_>) -> Result<Value, Problem> {
        let ids = read(json)?;
        Ok(if ids.is_empty() { Value::Null } else { Value::ExternalIds(ids) })
    }

    fn cell(&self, value: &Value, part: Part, _cx: &CellCx<'_>) -> Cell {
        let Value::ExternalIds(ids) = value else { return mixed_up("external_ids", value) };
        match part {
            Part::Value => list::stored(ids),
            Part::Fold => Cell::Text(self.search_text(value)),
            _ => Cell::Null,
        }
    }

    fn value(&self, cells: &[CellRef<'_>]) -> Value {
        list::read_stored(cells).map_or(Value::Null, Value::ExternalIds)
    }

    fn write_json(&self, cells: &[CellRef<'_>], out: &mut Vec<u8>) {
        list::write_stored(cells, out);
    }

    fn to_json(&self, value: &Value) -> Json {
        match value {
            Value::ExternalIds(ids) => serde_json::to_value(ids).unwrap_or_default(),
            _ => Json::Null,
        }
    }

    fn text(&self, value: &Value, _lang: Lang) -> String {
        self.lookup_keys(value).join("; ")
    }

    fn operators(&self) -> &'static [Op] {
        text::OPERATORS
    }

    fn test(&self, cx: &TestCx<'_>) -> Result<Expr, Problem> {
        let equal = |json: &Json| {
            let mut keys: Vec<String> = read(json)?.iter().map(|(source, id)| format!("{source}:{id}")).collect();
            if let Json::String(text) = json
                && text.contains(':')
            {
                keys.push(text.trim().to_owned());
            }
            if keys.is_empty() { Err(Problem::new("required")) } else { Ok(cx.lookup(keys)) }
        };
        match cx.equality(equal) {
            Some(found) => found,
            None => Ok(list::search(cx, &fold(list::needle(cx)?))),
        }
    }

    fn has_lookup_keys(&self) -> bool {
        true
    }

    fn lookup_keys(&self, value: &Value) -> Vec<String> {
        match value {
            Value::ExternalIds(ids) => ids.iter().map(|(source, id)| format!("{source}:{id}")).collect(),
            _ => Vec::new(),
        }
    }

    fn search_text(&self, value: &Value) -> String {
        let Value::ExternalIds(ids) = value else { return String::new() };
        let words: Vec<&str> = ids.values().map(String::as_str).collect();
        fold(&words.join(" "))
    }
}
