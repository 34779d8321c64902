//! Yes or no, kept as 0 and 1. A field that was never filled is neither.

use serde_json::Value as Json;

use super::{Behaviour, CellCx, ParseCx, mixed_up};
use crate::filter::{Expr, Op, TestCx};
use crate::sort::SortBy;
use crate::{Cell, CellRef, ColumnType, Lang, Part, Problem, Value};

pub(super) struct Boolean;

impl Behaviour for Boolean {
    fn parts(&self) -> &'static [(Part, ColumnType)] {
        &[(Part::Value, ColumnType::Int)]
    }

    fn parse(&self, json: &Json, _cx: &ParseCx<'_>) -> Result<Value, Problem> {
        json.as_bool().map(Value::Boolean).ok_or_else(|| Problem::wrong_type("boolean", json))
    }

    fn cell(&self, value: &Value, _part: Part, _cx: &CellCx<'_>) -> Cell {
        value.as_bool().map_or_else(|| mixed_up("boolean", value), Cell::from)
    }

    fn value(&self, cells: &[CellRef<'_>]) -> Value {
        match cells[0] {
            CellRef::Int(n) => Value::Boolean(n != 0),
            _ => Value::Null,
        }
    }

    fn write_json(&self, cells: &[CellRef<'_>], out: &mut Vec<u8>) {
        out.extend_from_slice(match cells[0] {
            CellRef::Int(0) => b"false".as_slice(),
            CellRef::Int(_) => b"true",
            _ => b"null",
        });
    }

    fn to_json(&self, value: &Value) -> Json {
        value.as_bool().map_or(Json::Null, Json::Bool)
    }

    fn text(&self, value: &Value, lang: Lang) -> String {
        let yes = value.as_bool().unwrap_or_default();
        match (lang, yes) {
            (Lang::En, true) => "yes",
            (Lang::En, false) => "no",
            (Lang::Ru, true) => "да",
            (Lang::Ru, false) => "нет",
            (Lang::Cs, true) => "ano",
            (Lang::Cs, false) => "ne",
        }
        .to_owned()
    }

    fn operators(&self) -> &'static [Op] {
        &[Op::Eq, Op::Ne, Op::In, Op::NotIn, Op::Empty, Op::NotEmpty]
    }

    fn test(&self, cx: &TestCx<'_>) -> Result<Expr, Problem> {
        let equal = |json: &Json| match json {
            Json::Bool(yes) => Ok(cx.eq(Part::Value, Cell::from(*yes))),
            other => Err(Problem::wrong_type("boolean", other)),
        };
        cx.equality(equal).unwrap_or_else(|| Err(Problem::new("unknown_operator")))
    }

    fn sort_by(&self) -> Option<SortBy> {
        Some(SortBy::Column(Part::Value))
    }

    fn is_groupable(&self) -> bool {
        true
    }
}
