//! What phones, e-mails and addresses have in common: a JSON list of small objects kept as it is shown, one of which is
//! the primary one, and a folded column of words for searching.

use serde_json::{Map, Value as Json};

use super::{limits, text};
use crate::filter::{Expr, Op, TestCx};
use crate::{CellRef, Part, Problem};

/// The entries of a list: of an array, or the one thing that came alone.
pub(super) fn items(json: &Json) -> Result<&[Json], Problem> {
    match json {
        Json::Array(items) if items.len() > limits::LIST => Err(Problem::new("too_many").with("max", limits::LIST)),
        Json::Array(items) => Ok(items),
        one @ (Json::Object(_) | Json::String(_)) => Ok(std::slice::from_ref(one)),
        other => Err(Problem::wrong_type("array", other)),
    }
}

/// Reads every entry, naming the place of what is wrong.
pub(super) fn each<T>(json: &Json, read: impl Fn(&Json) -> Result<Option<T>, Problem>) -> Result<Vec<T>, Problem> {
    let mut found = Vec::new();
    for (at, item) in items(json)?.iter().enumerate() {
        if item.is_null() {
            continue;
        }
        found.extend(read(item).map_err(|problem| problem.at(&format!("[{at}]")))?);
    }
    Ok(found)
}

/// Refuses keys that an entry does not have.
pub(super) fn only(map: &Map<String, Json>, known: &[&str]) -> Result<(), Problem> {
    match map.keys().find(|key| !known.contains(&key.as_str())) {
        Some(key) => Err(Problem::unknown_key(key)),
        None => Ok(()),
    }
}

/// A short text of an entry.
pub(super) fn part(map: &Map<String, Json>, key: &str) -> Result<Option<String>, Problem> {
    match map.get(key) {
        None | Some(Json::Null) => Ok(None),
        Some(json) => text::line(json, limits::PART).map_err(|problem| problem.at(key)),
    }
}

/// A flag of an entry.
pub(super) fn flag(map: &Map<String, Json>, key: &str) -> Result<bool, Problem> {
    match map.get(key) {
        None | Some(Json::Null) => Ok(false),
        Some(Json::Bool(yes)) => Ok(*yes),
        Some(other) => Err(Problem::wrong_type("boolean", other).at(key)),
    }
}

/// The type of an entry: one of a closed set.
pub(super) fn kind(map: &Map<String, Json>, known: &[&str]) -> Result<Option<String>, Problem> {
    let Some(kind) = part(map, "type")? else { return Ok(None) };
    let kind = kind.to_lowercase();
    if known.contains(&kind.as_str()) {
        Ok(Some(kind))
    } else {
        Err(Problem::new("unknown_option")
            .with("option", crate::problem::short(&kind))
            .with("options", known.to_vec())
            .at("type"))
    }
}

/// Leaves exactly one entry primary: the first that says so, or else the first.
pub(super) fn one_primary<T>(items: &mut [T], primary: impl Fn(&mut T) -> &mut bool) {
    let chosen = items.iter_mut().position(|item| *primary(item)).unwrap_or(0);
    for (at, item) in items.iter_mut().enumerate() {
        *primary(item) = at == chosen;
    }
}

/// The stored JSON as it is.
pub(super) fn write_stored(cells: &[CellRef<'_>], out: &mut Vec<u8>) {
    match cells[0] {
        CellRef::Text(json) => out.extend_from_slice(json.as_bytes()),
        _ => out.extend_from_slice(b"null"),
    }
}

/// The stored JSON read back.
pub(super) fn read_stored<T: serde::de::DeserializeOwned>(cells: &[CellRef<'_>]) -> Option<T> {
    match cells[0] {
        CellRef::Text(json) => serde_json::from_str(json).ok(),
        _ => None,
    }
}

/// JSON text to store.
pub(super) fn stored<T: serde::Serialize>(value: &T) -> crate::Cell {
    serde_json::to_string(value).map_or(crate::Cell::Null, crate::Cell::Text)
}

/// `contains` (anywhere) and `starts` (where a word begins) on the folded column, and `empty`. The needle is folded by the
/// caller; an empty one finds nothing.
pub(super) fn search(cx: &TestCx<'_>, folded: &str) -> Expr {
    if folded.is_empty() {
        return Expr::False;
    }
    match cx.op {
        Op::Starts => {
            Expr::any([cx.starts(Part::Fold, folded.to_owned()), cx.contains(Part::Fold, format!(" {folded}"))])
        }
        _ => cx.contains(Part::Fold, folded.to_owned()),
    }
}

/// A needle that is not blank.
pub(super) fn needle<'a>(cx: &TestCx<'a>) -> Result<&'a str, Problem> {
    let needle = match cx.value {
        Json::String(_) => cx.needle()?.len(),
        other => return Err(Problem::wrong_type("string", other)),
    };
    match cx.value.as_str() {
        Some(text) if needle > 0 && !text.trim().is_empty() => Ok(text),
        _ => Err(Problem::new("required")),
    }
}
