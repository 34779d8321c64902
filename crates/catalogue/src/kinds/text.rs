//! One line of text. Compared (`eq`, `in`) and searched (`contains`, `starts`) by its folded form, ordered by its
//! collation key. White space at the ends is dropped; line breaks and other control characters become spaces.

use serde_json::Value as Json;

use super::{Behaviour, CellCx, ParseCx, limits, mixed_up, write};
use crate::filter::{Expr, Op, Step, TestCx, UserField};
use crate::sort::SortBy;
use crate::text::fold;
use crate::{Cell, CellRef, ColumnType, Lang, Part, Problem, Value};

pub(super) struct Text;

pub(super) const OPERATORS: &[Op] =
    &[Op::Eq, Op::Ne, Op::In, Op::NotIn, Op::Contains, Op::Starts, Op::Empty, Op::NotEmpty];

impl Behaviour for Text {
    fn parts(&self) -> &'static [(Part, ColumnType)] {
        &[(Part::Value, ColumnType::Text), (Part::Fold, ColumnType::Text), (Part::Sort, ColumnType::Bytes)]
    }

    fn parse(&self, json: &Json, _cx: &ParseCx<'_>) -> Result<Value, Problem> {
        Ok(line(json, limits::TEXT)?.map_or(Value::Null, Value::Text))
    }

    fn cell(&self, value: &Value, part: Part, cx: &CellCx<'_>) -> Cell {
        let Value::Text(text) = value else { return mixed_up("text", value) };
        match part {
            Part::Value => Cell::Text(text.clone()),
            Part::Fold => Cell::Text(fold(text)),
            Part::Sort => Cell::Bytes(cx.collator.key(text)),
            _ => Cell::Null,
        }
    }

    fn value(&self, cells: &[CellRef<'_>]) -> Value {
        value(cells)
    }

    fn write_json(&self, cells: &[CellRef<'_>], out: &mut Vec<u8>) {
        write_json(cells, out);
    }

    fn to_json(&self, value: &Value) -> Json {
        to_json(value)
    }

    fn text(&self, value: &Value, _lang: Lang) -> String {
        value.as_text().unwrap_or_default().to_owned()
    }

    fn operators(&self) -> &'static [Op] {
        OPERATORS
    }

    fn test(&self, cx: &TestCx<'_>) -> Result<Expr, Problem> {
        test(cx)
    }

    fn sort_by(&self) -> Option<SortBy> {
        Some(SortBy::Column(Part::Sort))
    }

    fn is_groupable(&self) -> bool {
        true
    }

    fn search_text(&self, value: &Value) -> String {
        value.as_text().map(fold).unwrap_or_default()
    }
}

pub(super) fn value(cells: &[CellRef<'_>]) -> Value {
    match cells[0] {
        CellRef::Text(text) => Value::Text(text.to_owned()),
        _ => Value::Null,
    }
}

pub(super) fn write_json(cells: &[CellRef<'_>], out: &mut Vec<u8>) {
    match cells[0] {
        CellRef::Text(text) => write::string(text, out),
        _ => out.extend_from_slice(b"null"),
    }
}

pub(super) fn to_json(value: &Value) -> Json {
    value.as_text().map_or(Json::Null, Json::from)
}

/// The tests of text: the same for one line and for several. Of users' e-mail addresses there is no folded column but the
/// address itself, in lower case.
pub(super) fn test(cx: &TestCx<'_>) -> Result<Expr, Problem> {
    let fold = match cx.path.step {
        Some(Step::User(UserField::Email)) => |text: &str| text.trim().to_lowercase(),
        _ => fold,
    };
    let equal = |json: &Json| match json {
        Json::String(text) if text.trim().is_empty() => Ok(cx.filled().negate()),
        Json::String(text) => {
            check(text, limits::TEXT)?;
            Ok(cx.eq(Part::Fold, Cell::Text(fold(text))))
        }
        other => Err(Problem::wrong_type("string", other)),
    };
    if let Some(found) = cx.equality(equal) {
        return found;
    }
    let needle = cx.needle()?;
    if needle.trim().is_empty() {
        return Err(Problem::new("required"));
    }
    let folded = fold(needle);
    Ok(match cx.op {
        _ if folded.is_empty() => Expr::False,
        Op::Starts => cx.starts(Part::Fold, folded),
        _ => cx.contains(Part::Fold, folded),
    })
}

/// A cleaned line; nothing when it is blank.
pub(super) fn line(json: &Json, max: usize) -> Result<Option<String>, Problem> {
    match json {
        Json::String(text) => clean_line(text, max),
        other => Err(Problem::wrong_type("string", other)),
    }
}

pub(crate) fn clean_line(text: &str, max: usize) -> Result<Option<String>, Problem> {
    check(text, max)?;
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Ok(None);
    }
    if trimmed.chars().any(char::is_control) {
        let spaced: String =
            trimmed.replace("\r\n", " ").chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let trimmed = spaced.trim();
        return Ok((!trimmed.is_empty()).then(|| trimmed.to_owned()));
    }
    Ok(Some(trimmed.to_owned()))
}

/// Refuses what is too long, and NUL, which databases cannot keep.
pub(super) fn check(text: &str, max: usize) -> Result<(), Problem> {
    if text.len() > max {
        let length = text.chars().count();
        if length > max {
            return Err(Problem::new("too_long").with("max", max).with("length", length));
        }
    }
    if text.contains('\0') {
        return Err(Problem::new("bad_character").with("character", "U+0000"));
    }
    Ok(())
}
