//! Any of several options, kept as `|a|b|`; tags are a many-of that is open: any short text will do. `eq`, `in` and
//! `contains` mean "has the option", `in` any of them.

use serde_json::Value as Json;

use super::one_of::{known, label};
use super::{Behaviour, CellCx, ParseCx, limits, mixed_up, text, write};
use crate::filter::{Expr, Op, Test, TestCx};
use crate::text::fold;
use crate::{Cell, CellRef, Choice, ColumnType, Lang, Part, Problem, Value};

pub(super) struct ManyOf<'a> {
    pub options: &'a [Choice],
    pub open: bool,
}

impl ManyOf<'_> {
    fn option(&self, json: &Json) -> Result<Option<String>, Problem> {
        let Some(option) = text::line(json, limits::PART)? else { return Ok(None) };
        if option.contains('|') {
            return Err(Problem::new("bad_character").with("character", "|"));
        }
        if !self.open {
            known(self.options, &option)?;
        }
        Ok(Some(option))
    }
}

impl Behaviour for ManyOf<'_> {
    fn parts(&self) -> &'static [(Part, ColumnType)] {
        &[(Part::Value, ColumnType::Text)]
    }

    fn parse(&self, json: &Json, _cx: &ParseCx<'_>) -> Result<Value, Problem> {
        let Json::Array(items) = json else { return Err(Problem::wrong_type("array", json)) };
        if items.len() > limits::LIST {
            return Err(Problem::new("too_many").with("max", limits::LIST));
        }
        let mut options: Vec<String> = Vec::with_capacity(items.len());
        let mut seen: Vec<String> = Vec::new();
        for (at, item) in items.iter().enumerate() {
            let Some(option) = self.option(item).map_err(|problem| problem.at(&format!("[{at}]")))? else { continue };
            let folded = if self.open { fold(&option) } else { option.clone() };
            if !seen.contains(&folded) {
                seen.push(folded);
                options.push(option);
            }
        }
        Ok(if options.is_empty() { Value::Null } else { Value::Options(options) })
    }

    fn cell(&self, value: &Value, _part: Part, _cx: &CellCx<'_>) -> Cell {
        match value {
            Value::Options(options) if options.is_empty() => Cell::Null,
            Value::Options(options) => Cell::Text(format!("|{}|", options.join("|"))),
            other => mixed_up("many_of", other),
        }
    }

    fn value(&self, cells: &[CellRef<'_>]) -> Value {
        match cells[0] {
            CellRef::Text(text) => Value::Options(split(text).map(str::to_owned).collect()),
            _ => Value::Null,
        }
    }

    fn write_json(&self, cells: &[CellRef<'_>], out: &mut Vec<u8>) {
        let CellRef::Text(text) = cells[0] else { return out.extend_from_slice(b"null") };
        out.push(b'[');
        for (at, option) in split(text).enumerate() {
            if at > 0 {
                out.push(b',');
            }
            write::string(option, out);
        }
        out.push(b']');
    }

    fn to_json(&self, value: &Value) -> Json {
        match value {
            Value::Options(options) => Json::from(options.as_slice()),
            _ => Json::Null,
        }
    }

    fn text(&self, value: &Value, lang: Lang) -> String {
        let Value::Options(options) = value else { return String::new() };
        let labels: Vec<&str> = options.iter().map(|key| label(self.options, key, lang)).collect();
        labels.join("; ")
    }

    fn operators(&self) -> &'static [Op] {
        &[Op::Eq, Op::Ne, Op::In, Op::NotIn, Op::Contains, Op::Empty, Op::NotEmpty]
    }

    fn test(&self, cx: &TestCx<'_>) -> Result<Expr, Problem> {
        let has = |json: &Json| match self.option(json)? {
            Some(option) => Ok(cx.term(Test::Has { option })),
            None => Err(Problem::new("required")),
        };
        match cx.equality(has) {
            Some(found) => found,
            None => has(cx.value),
        }
    }

    fn search_text(&self, value: &Value) -> String {
        match value {
            Value::Options(options) if self.open => fold(&options.join(" ")),
            _ => String::new(),
        }
    }
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split('|').filter(|option| !option.is_empty())
}
