//! A record of another object, by its id. With several possible targets a second column tells which; on the wire it is the
//! id alone, and `{"object": …, "id": …}` is taken as well.

use std::sync::Arc;

use serde_json::Value as Json;
use uuid::Uuid;

use super::reference::{id, write_id};
use super::{Behaviour, CellCx, ParseCx, mixed_up};
use crate::filter::{Expr, Op, TestCx};
use crate::problem::short;
use crate::sort::SortBy;
use crate::{Cell, CellRef, ColumnType, Lang, LinkRef, Part, Problem, Value};

pub(super) struct Link<'a> {
    pub targets: &'a [Arc<str>],
}

impl Link<'_> {
    /// The id; nothing from a blank.
    fn read(&self, json: &Json) -> Result<Option<LinkRef>, Problem> {
        let (json, object) = match json {
            Json::Object(map) => {
                if let Some(key) = map.keys().find(|key| !matches!(key.as_str(), "object" | "id")) {
                    return Err(Problem::unknown_key(key));
                }
                let object = match map.get("object") {
                    None | Some(Json::Null) => None,
                    Some(Json::String(object)) => Some(self.target(object).map_err(|problem| problem.at("object"))?),
                    Some(other) => return Err(Problem::wrong_type("string", other).at("object")),
                };
                (map.get("id").ok_or_else(|| Problem::new("required").at("id"))?, object)
            }
            json => (json, None),
        };
        let object = object.unwrap_or_else(|| match self.targets {
            [only] => only.clone(),
            _ => Arc::from(""),
        });
        Ok(id(json)?.map(|id| LinkRef { object, id }))
    }

    fn target(&self, object: &str) -> Result<Arc<str>, Problem> {
        self.targets.iter().find(|target| target.as_ref() == object).cloned().ok_or_else(|| {
            let targets: Vec<&str> = self.targets.iter().map(AsRef::as_ref).collect();
            Problem::new("wrong_target").with("object", short(object)).with("targets", targets)
        })
    }
}

impl Behaviour for Link<'_> {
    fn parts(&self) -> &'static [(Part, ColumnType)] {
        match self.targets.len() {
            0 | 1 => &[(Part::Value, ColumnType::Uuid)],
            _ => &[(Part::Value, ColumnType::Uuid), (Part::Object, ColumnType::Text)],
        }
    }

    fn width(&self) -> usize {
        self.parts().len()
    }

    fn parse(&self, json: &Json, _cx: &ParseCx<'_>) -> Result<Value, Problem> {
        Ok(self.read(json)?.map_or(Value::Null, Value::Link))
    }

    fn cell(&self, value: &Value, part: Part, _cx: &CellCx<'_>) -> Cell {
        let Value::Link(link) = value else { return mixed_up("link", value) };
        match part {
            Part::Value => Cell::Uuid(link.id),
            Part::Object if !link.object.is_empty() => Cell::Text(link.object.to_string()),
            _ => Cell::Null,
        }
    }

    fn value(&self, cells: &[CellRef<'_>]) -> Value {
        let CellRef::Uuid(id) = cells[0] else { return Value::Null };
        let object = match (self.targets, cells[1]) {
            ([only], _) => only.clone(),
            (targets, CellRef::Text(object)) => {
                targets.iter().find(|target| target.as_ref() == object).cloned().unwrap_or_else(|| Arc::from(object))
            }
            _ => Arc::from(""),
        };
        Value::Link(LinkRef { object, id })
    }

    fn write_json(&self, cells: &[CellRef<'_>], out: &mut Vec<u8>) {
        write_id(cells, out);
    }

    fn to_json(&self, value: &Value) -> Json {
        value.as_id().map_or(Json::Null, |id| Json::String(id.to_string()))
    }

    fn text(&self, value: &Value, _lang: Lang) -> String {
        value.as_id().as_ref().map(Uuid::to_string).unwrap_or_default()
    }

    fn operators(&self) -> &'static [Op] {
        super::one_of::OPERATORS
    }

    fn test(&self, cx: &TestCx<'_>) -> Result<Expr, Problem> {
        let equal = |json: &Json| match self.read(json)? {
            Some(link) => Ok(cx.eq(Part::Value, Cell::Uuid(link.id))),
            None => Err(Problem::new("required")),
        };
        cx.equality(equal).unwrap_or_else(|| Err(Problem::new("unknown_operator")))
    }

    fn sort_by(&self) -> Option<SortBy> {
        (self.targets.len() == 1).then_some(SortBy::TargetTitle)
    }

    fn is_groupable(&self) -> bool {
        true
    }
}
