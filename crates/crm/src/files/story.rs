//! What the log tells of files (`file.added`, `file.renamed`, `file.removed`), and taking it back.

use std::collections::HashMap;

use kith_catalogue::Problem;
use kith_engine::events::EventRow;
use kith_engine::events::FieldChange;
use kith_engine::timeline::{Entry, FILE_FIELD};
use kith_engine::{Conn, Error, Record, Result, Sql, Tx};
use serde_json::Value as Json;
use uuid::Uuid;

use super::{ALIVE, COLUMNS, File, alive, file_of, one, set_deleted, set_name};
use crate::log;

/// Writes an event about a file of a record.
pub(super) fn tell(
    tx: &mut Tx<'_>,
    record: &Record,
    verb: &str,
    file: Uuid,
    mut changes: Vec<FieldChange>,
) -> Result<Uuid> {
    let id = file.to_string();
    changes.insert(
        0,
        match verb {
            "added" => log::change(FILE_FIELD, Json::Null, id),
            "removed" => log::change(FILE_FIELD, id, Json::Null),
            _ => log::change(FILE_FIELD, id.clone(), id),
        },
    );
    log::about_part(tx, record, &format!("file.{verb}"), changes)
}

/// Takes back what an event tells of a file: the event that did it, or nothing where it tells of something else.
///
/// # Errors
/// [`Error::Refused`] with `undo_collision` where the file has gone on since, and the usual refusals of rights.
pub(crate) fn take_back(tx: &mut Tx<'_>, event: &EventRow) -> Result<Option<Uuid>> {
    let Some(verb) = event.name.strip_prefix("file.") else { return Ok(None) };
    let collision = || Error::Refused {
        code: "undo_collision",
        problems: vec![Problem::new("changed_since").at(FILE_FIELD).with("event", event.id.to_string())],
    };
    let change = event.changes.iter().find(|change| change.field == FILE_FIELD);
    let id = change.and_then(|change| change.after.as_ref().or(change.before.as_ref()));
    let id = id.and_then(Json::as_str).and_then(|id| Uuid::parse_str(id).ok()).ok_or(Error::NotFound)?;
    let removed = match one(tx.sql(), id, false) {
        Ok(_) => false,
        Err(Error::NotFound) => true,
        Err(error) => return Err(error),
    };
    let file = one(tx.sql(), id, true).map_err(|_| collision())?;
    // What one has brought oneself, as with a lead to a client whom one only sees, one may take away.
    let own = verb == "added" && event.actor.is_some() && event.actor == tx.ctx.user_id();
    let record = if own { seen(tx, &file)? } else { alive(tx, &file.object, file.record)? };
    match verb {
        "added" if !removed => {
            let now = tx.ctx.now.as_millisecond();
            set_deleted(tx, &file, Some(now))?;
            super::sweep::plan(tx, super::sweep::Left::Removed)?;
            tell(tx, &record, "removed", id, Vec::new()).map(Some)
        }
        "removed" if removed => {
            set_deleted(tx, &file, None)?;
            tell(tx, &record, "added", id, Vec::new()).map(Some)
        }
        "renamed" if !removed => {
            let name = event.changes.iter().find(|change| change.field == "name").ok_or(Error::NotFound)?;
            let text = |json: &Option<Json>| json.as_ref().and_then(Json::as_str).map(str::to_owned);
            let (before, after) = (text(&name.before), text(&name.after));
            let Some(before) = before.filter(|_| after.as_deref() == Some(&file.name)) else { return Err(collision()) };
            set_name(tx, &file, &before)?;
            let change = log::change("name", file.name.as_str(), before.as_str());
            tell(tx, &record, "renamed", id, vec![change]).map(Some)
        }
        _ => Err(collision()),
    }
}

/// The record of a file, if the actor may see it and it is not in the bin.
fn seen(tx: &mut Tx<'_>, file: &File) -> Result<Record> {
    let record = tx.load(&file.object, file.record)?;
    if record.deleted_at.is_some() { Err(Error::refused("deleted")) } else { Ok(record) }
}

/// The files that entries of a timeline tell of, by the entry: those of its note, or the one that came or went. Whoever
/// made the timeline has left out what the actor may not see. That a file came with a note is told by the note: such entries
/// are taken out.
///
/// # Errors
/// When the store fails.
pub fn of_entries(conn: &mut Conn, entries: &mut Vec<Entry>) -> Result<HashMap<Uuid, Vec<File>>> {
    let notes: Vec<Uuid> = entries.iter().filter_map(|entry| entry.note).collect();
    let files: Vec<Uuid> = entries.iter().filter_map(|entry| entry.file).collect();
    let mut by_note: HashMap<Uuid, Vec<File>> = HashMap::new();
    for file in some(conn, ALIVE, "note", notes)? {
        by_note.entry(file.note.unwrap_or_default()).or_default().push(file);
    }
    let by_id: HashMap<Uuid, File> = some(conn, "", "id", files)?.into_iter().map(|file| (file.id, file)).collect();
    let came_with_note = |entry: &Entry| {
        let file = entry.file.and_then(|file| by_id.get(&file));
        entry.name == "file.added" && file.is_some_and(|file| file.note.is_some())
    };
    entries.retain(|entry| !came_with_note(entry));
    let mut found = HashMap::new();
    for entry in &*entries {
        let files = match (entry.note, entry.file) {
            (Some(note), _) => by_note.remove(&note).unwrap_or_default(),
            (None, Some(file)) => by_id.get(&file).cloned().into_iter().collect(),
            (None, None) => continue,
        };
        found.insert(entry.id, files);
    }
    Ok(found)
}

/// The files that hang on a note.
///
/// # Errors
/// When the store fails.
pub fn of_note(conn: &mut Conn, note: Uuid) -> Result<Vec<File>> {
    some(conn, ALIVE, "note", vec![note])
}

fn some(conn: &mut Conn, alive: &str, column: &str, ids: Vec<Uuid>) -> Result<Vec<File>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(COLUMNS).push(alive).push(column).push(" IN ");
    sql.list(ids).add(" ORDER BY created_at, id");
    conn.query(&sql)?.iter().map(file_of).collect()
}
