//! Text of several lines. Compared and searched by its folded form; not ordered by. Line breaks are kept (as `\n`), other
//! control characters but the tab become spaces.

use serde_json::Value as Json;

use super::{Behaviour, CellCx, ParseCx, limits, mixed_up, text};
use crate::filter::{Expr, Op, TestCx};
use crate::text::fold;
use crate::{Cell, CellRef, ColumnType, Lang, Part, Problem, Value};

pub(super) struct LongText;

impl Behaviour for LongText {
    fn parts(&self) -> &'static [(Part, ColumnType)] {
        &[(Part::Value, ColumnType::Text), (Part::Fold, ColumnType::Text)]
    }

    fn parse(&self, json: &Json, _cx: &ParseCx<'_>) -> Result<Value, Problem> {
        let Json::String(raw) = json else { return Err(Problem::wrong_type("string", json)) };
        text::check(raw, limits::LONG_TEXT)?;
        let clean: String = raw
            .replace("\r\n", "\n")
            .chars()
            .map(|c| match c {
                '\r' | '\n' => '\n',
                '\t' => '\t',
                c if c.is_control() => ' ',
                c => c,
            })
            .collect();
        let clean = clean.trim_end().trim_start_matches('\n');
        Ok(if clean.trim().is_empty() { Value::Null } else { Value::Text(clean.to_owned()) })
    }

    fn cell(&self, value: &Value, part: Part, _cx: &CellCx<'_>) -> Cell {
        let Value::Text(text) = value else { return mixed_up("long_text", value) };
        match part {
            Part::Value => Cell::Text(text.clone()),
            Part::Fold => Cell::Text(fold(text)),
            _ => Cell::Null,
        }
    }

    fn value(&self, cells: &[CellRef<'_>]) -> Value {
        text::value(cells)
    }

    fn write_json(&self, cells: &[CellRef<'_>], out: &mut Vec<u8>) {
        text::write_json(cells, out);
    }

    fn to_json(&self, value: &Value) -> Json {
        text::to_json(value)
    }

    fn text(&self, value: &Value, _lang: Lang) -> String {
        value.as_text().unwrap_or_default().to_owned()
    }

    fn operators(&self) -> &'static [Op] {
        text::OPERATORS
    }

    fn test(&self, cx: &TestCx<'_>) -> Result<Expr, Problem> {
        text::test(cx)
    }

    fn search_text(&self, value: &Value) -> String {
        value.as_text().map(fold).unwrap_or_default()
    }
}
