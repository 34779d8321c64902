//! A user, pipeline or stage (and, at the end of paths, a team), by its id. Against a user `"@me"` is the asker and
//! `"@my_team"` anyone of his team and those below it; against a team `"@my_team"` is the asker's.
//!
//! A stage also knows `entered` and `left`: has the record ever come to it, gone from it? The value is a stage, a list of
//! them, or `{"stages": […], "from": "2026-01-01", "to": "2026-01-31"}` for when: days in the asker's zone or moments,
//! both included, either left out.

use serde_json::Value as Json;
use uuid::Uuid;

use super::{Behaviour, CellCx, ParseCx, mixed_up, write};
use crate::filter::{Expr, MAX_LIST, Op, StayEnd, Test, TestCx};
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
        if *self == Reference::Stage { STAGE_OPERATORS } else { super::one_of::OPERATORS }
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
        match cx.op {
            Op::Entered => stayed(cx, StayEnd::Entered),
            Op::Left => stayed(cx, StayEnd::Left),
            _ => cx.equality(equal).unwrap_or_else(|| Err(Problem::new("unknown_operator"))),
        }
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

const STAGE_OPERATORS: &[Op] = &[Op::Eq, Op::Ne, Op::In, Op::NotIn, Op::Empty, Op::NotEmpty, Op::Entered, Op::Left];

/// Whether the record has been in a stage, read from a stage, several, or several with bounds.
fn stayed(cx: &TestCx<'_>, end: StayEnd) -> Result<Expr, Problem> {
    let one = |json: &Json| id(json)?.ok_or_else(|| Problem::new("required"));
    let list = |items: &[Json]| -> Result<Vec<Uuid>, Problem> {
        if items.len() > MAX_LIST {
            return Err(Problem::new("too_many").with("max", MAX_LIST));
        }
        let read = |(at, item)| one(item).map_err(|problem: Problem| problem.at(&format!("[{at}]")));
        items.iter().enumerate().map(read).collect()
    };
    let (stages, from, to) = match cx.value {
        Json::Array(items) => (list(items)?, None, None),
        Json::Object(map) => {
            if let Some(key) = map.keys().find(|key| !["stages", "from", "to"].contains(&key.as_str())) {
                return Err(Problem::unknown_key(key));
            }
            let stages = match map.get("stages") {
                Some(Json::Array(items)) => list(items),
                Some(other) => Err(Problem::wrong_type("array", other)),
                None => Err(Problem::new("required")),
            };
            let bound = |key: &str| match map.get(key) {
                None | Some(Json::Null) => Ok(None),
                Some(json) => super::date_time::span(json, cx).map(Some).map_err(|problem| problem.at(key)),
            };
            let stages = stages.map_err(|problem| problem.at("stages"))?;
            (stages, bound("from")?.map(|span| span.0), bound("to")?.map(|span| span.1))
        }
        other => (vec![one(other)?], None, None),
    };
    if stages.is_empty() {
        return Ok(Expr::False);
    }
    Ok(cx.term(Test::Stayed { end, stages, from, to }))
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
