//! A user, pipeline or stage (and, at the end of paths, a team), by its id. Against a user `"@me"` is the asker and
//! `"@my_team"` anyone of his team and those below it; against a team `"@my_team"` is the asker's.

use serde_json::Value as Json;
use uuid::Uuid;

use super::{Behaviour, CellCx, ParseCx, mixed_up, write};
use crate::filter::{Expr, Op, TestCx};
use crate::sort::SortBy;
use crate::{Cell, CellRef, ColumnType, Lang, Part, Problem, Value};

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Reference {
    User,
    Team,
    Pipeline,
    Stage,
}

impl Behaviour for Reference {
    fn parts(&self) -> &'static [(Part, ColumnType)] {
        &[(Part::Value, ColumnType::Uuid)]
    }

    fn parse(&self, json: &Json, _cx: &ParseCx<'_>) -> Result<Value, Problem> {
        Ok(id(json)?.map_or(Value::Null, Value::Ref))
    }

    fn cell(&self, value: &Value, _part: Part, _cx: &CellCx<'_>) -> Cell {
        match value {
            Value::Ref(id) => Cell::Uuid(*id),
            other => mixed_up("reference", other),
        }
    }

    fn value(&self, cells: &[CellRef<'_>]) -> Value {
        match cells[0] {
            CellRef::Uuid(id) => Value::Ref(id),
            _ => Value::Null,
        }
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
        let cells = |ids: &[Uuid]| ids.iter().copied().map(Cell::Uuid).collect();
        let nobody = || Problem::new("no_person");
        let equal = |json: &Json| match (self, json) {
            (Reference::User, Json::String(text)) if text == "@me" => {
                Ok(cx.eq(Part::Value, Cell::Uuid(cx.asker.me.ok_or_else(nobody)?)))
            }
            (Reference::User, Json::String(text)) if text == "@my_team" => {
                cx.asker.me.ok_or_else(nobody)?;
                Ok(cx.one_of(Part::Value, cells(cx.asker.team)))
            }
            (Reference::Team, Json::String(text)) if text == "@my_team" => {
                cx.asker.me.ok_or_else(nobody)?;
                Ok(cx.one_of(Part::Value, cells(cx.asker.my_team.as_slice())))
            }
            _ => match id(json)? {
                Some(id) => Ok(cx.eq(Part::Value, Cell::Uuid(id))),
                None => Err(Problem::new("required")),
            },
        };
        cx.equality(equal).unwrap_or_else(|| Err(Problem::new("unknown_operator")))
    }

    fn sort_by(&self) -> Option<SortBy> {
        match self {
            Reference::User => Some(SortBy::UserName),
            Reference::Stage => Some(SortBy::StagePosition),
            Reference::Pipeline => Some(SortBy::PipelineName),
            Reference::Team => None,
        }
    }

    fn is_groupable(&self) -> bool {
        true
    }
}

/// An id from its JSON; nothing from a blank.
pub(super) fn id(json: &Json) -> Result<Option<Uuid>, Problem> {
    match json {
        Json::String(text) if text.trim().is_empty() => Ok(None),
        Json::String(text) => match Uuid::try_parse(text.trim()) {
            Ok(id) => Ok(Some(id)),
            Err(_) => Err(Problem::new("wrong_format").with("expected", "id")),
        },
        other => Err(Problem::wrong_type("id", other)),
    }
}

pub(super) fn write_id(cells: &[CellRef<'_>], out: &mut Vec<u8>) {
    match cells[0] {
        CellRef::Uuid(id) => write::uuid(id, out),
        _ => out.extend_from_slice(b"null"),
    }
}
