//! One of several options, kept by its key. A retired option is no longer offered, but values that have it keep it and may
//! be put back (undo).

use serde_json::Value as Json;

use super::{Behaviour, CellCx, ParseCx, mixed_up, text};
use crate::filter::{Expr, Op, TestCx};
use crate::problem::short;
use crate::sort::SortBy;
use crate::{Cell, CellRef, Choice, ColumnType, Lang, Part, Problem, Value};

pub(super) struct OneOf<'a> {
    pub options: &'a [Choice],
}

pub(super) const OPERATORS: &[Op] = &[Op::Eq, Op::Ne, Op::In, Op::NotIn, Op::Empty, Op::NotEmpty];

impl Behaviour for OneOf<'_> {
    fn parts(&self) -> &'static [(Part, ColumnType)] {
        &[(Part::Value, ColumnType::Text)]
    }

    fn parse(&self, json: &Json, _cx: &ParseCx<'_>) -> Result<Value, Problem> {
        match json {
            Json::String(text) if text.trim().is_empty() => Ok(Value::Null),
            Json::String(text) => known(self.options, text.trim()).map(|key| Value::Option(key.to_owned())),
            other => Err(Problem::wrong_type("string", other)),
        }
    }

    fn cell(&self, value: &Value, _part: Part, _cx: &CellCx<'_>) -> Cell {
        match value {
            Value::Option(key) => Cell::Text(key.clone()),
            other => mixed_up("one_of", other),
        }
    }

    fn value(&self, cells: &[CellRef<'_>]) -> Value {
        match cells[0] {
            CellRef::Text(key) => Value::Option(key.to_owned()),
            _ => Value::Null,
        }
    }

    fn write_json(&self, cells: &[CellRef<'_>], out: &mut Vec<u8>) {
        text::write_json(cells, out);
    }

    fn to_json(&self, value: &Value) -> Json {
        text::to_json(value)
    }

    fn text(&self, value: &Value, lang: Lang) -> String {
        value.as_text().map(|key| label(self.options, key, lang).to_owned()).unwrap_or_default()
    }

    fn operators(&self) -> &'static [Op] {
        OPERATORS
    }

    fn test(&self, cx: &TestCx<'_>) -> Result<Expr, Problem> {
        let equal = |json: &Json| match json {
            Json::String(key) => Ok(cx.eq(Part::Value, Cell::from(known(self.options, key)?))),
            other => Err(Problem::wrong_type("string", other)),
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

/// The key, if it is one of the options.
pub(super) fn known<'a>(options: &[Choice], key: &'a str) -> Result<&'a str, Problem> {
    if options.iter().any(|option| option.key == key) {
        return Ok(key);
    }
    let offered: Vec<&str> =
        options.iter().filter(|option| !option.retired).map(|option| option.key.as_str()).collect();
    Err(Problem::new("unknown_option").with("option", short(key)).with("options", offered))
}

/// An option's label; its key where there is no such option any more.
pub(super) fn label<'a>(options: &'a [Choice], key: &'a str, lang: Lang) -> &'a str {
    options.iter().find(|option| option.key == key).map_or(key, |option| option.label.get(lang))
}
