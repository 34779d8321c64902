//! Notes: what people write down about a record. A note has the rights of its record: whoever may edit the record may
//! add one, whoever may see the record may read it. Its author changes and removes it, and so may an administrator.

use std::collections::HashMap;

use kith_catalogue::Problem;
use kith_engine::events::{EventRow, FieldChange};
use kith_engine::search::Beside;
use kith_engine::timeline::{Entry, NOTE_FIELD};
use kith_engine::{Conn, Error, Record, Result, Row, Sql, Tx};
use kith_policy::Action;
use serde::Serialize;
use uuid::Uuid;

use crate::log;
use crate::mentions::{self, Mentioned};

/// The field of an event about a note that holds whom the note calls.
pub(crate) const MENTIONS_FIELD: &str = "mentions";

/// The field of an event about a copied note that holds which one it is of.
const COPY_FIELD: &str = "copy_of";
/// The verb of the event that tells that there is a note.
const NOTED: &str = "noted";
/// The verb of the event that tells that a note is gone.
pub(crate) const WITHDRAWN: &str = "note_withdrawn";
/// The verb of the event that tells that it stands again, where the first one told of it.
pub(crate) const RETURNED: &str = "note_returned";

/// The longest note, in characters.
pub const MAX_TEXT: usize = 50_000;

/// A note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// Its identity.
    pub id: Uuid,
    /// The object of the record that it is about.
    pub object: String,
    /// The record that it is about.
    pub record: Uuid,
    /// What it says.
    pub text: String,
    /// Who wrote it; none when it was the program.
    pub author: Option<Uuid>,
    /// When, in milliseconds UTC.
    pub created_at: i64,
    /// When it was last changed.
    pub updated_at: i64,
}

const COLUMNS: &str =
    "SELECT id, object, record, text, author, created_at, updated_at FROM note WHERE deleted_at IS NULL AND ";

fn note_of(row: &Row) -> Result<Note> {
    Ok(Note {
        id: row.uuid(0)?,
        object: row.text(1)?.to_owned(),
        record: row.uuid(2)?,
        text: row.text(3)?.to_owned(),
        author: row.opt_uuid(4)?,
        created_at: row.int(5)?,
        updated_at: row.int(6)?,
    })
}

/// A note that has been written, and whom it calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The note.
    pub note: Note,
    /// The event that tells of it; none when only its text has changed.
    pub event: Option<Uuid>,
    /// Whom it calls.
    pub mentioned: Mentioned,
}

/// Writes a note about a record.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`], [`Error::Invalid`] for an empty or too long text.
pub fn add(tx: &mut Tx<'_>, object: &str, record: Uuid, text: &str) -> Result<Written> {
    let text = clean(text)?;
    let record = alive(tx, object, record)?;
    let now = tx.ctx.now.as_millisecond();
    let note = Note {
        id: tx.new_id(),
        object: record.object.key.to_string(),
        record: record.id,
        text,
        author: tx.ctx.user_id(),
        created_at: now,
        updated_at: now,
    };
    let mut sql = Sql::new("INSERT INTO note (id, object, record, text, author, created_at, updated_at) VALUES (");
    sql.arg(note.id).add(", ").arg(&note.object).add(", ").arg(note.record).add(", ").arg(&note.text).add(", ");
    sql.arg(note.author).add(", ").arg(now).add(", ").arg(now).add(")");
    tx.sql().exec(&sql)?;
    Beside::Notes.add(tx.sql(), &note.object, note.id, &note.text)?;
    let mentioned = mentions::follow(tx, &record, &note.text)?;
    let event = log::about_record(tx, &record, NOTED, told(&note, &mentioned.reached))?;
    Ok(Written { note, event: Some(event), mentioned })
}

/// Changes what a note says. People whom it did not call before are told.
///
/// # Errors
/// [`Error::NotFound`] for a note on a record that the actor may not see, [`Error::Forbidden`] for somebody else's,
/// [`Error::Invalid`].
pub fn edit(tx: &mut Tx<'_>, id: Uuid, text: &str) -> Result<Written> {
    let text = clean(text)?;
    let mut note = mine(tx, id)?;
    let called_before = mentions::parse(&note.text);
    note.text = text;
    note.updated_at = tx.ctx.now.as_millisecond();
    let sql = Sql::new("UPDATE note SET text = ")
        .bind(&note.text)
        .push(", updated_at = ")
        .bind(note.updated_at)
        .push(" WHERE id = ")
        .bind(id);
    tx.sql().exec(&sql)?;
    Beside::Notes.refresh(tx.sql(), &note.object, note.id, &note.text)?;
    let record = tx.find_any(&note.object, note.record)?.ok_or(Error::NotFound)?;
    let mentioned = mentions::follow(tx, &record, &note.text)?;
    let new: Vec<Uuid> = mentioned.reached.iter().copied().filter(|user| !called_before.contains(user)).collect();
    if !new.is_empty() {
        log::about_record(tx, &record, "mentioned", told(&note, &new))?;
    }
    Ok(Written { note, event: None, mentioned })
}

/// What the log keeps of a note: which one, and whom it calls.
fn told(note: &Note, mentioned: &[Uuid]) -> Vec<FieldChange> {
    let mut changes = vec![log::change(NOTE_FIELD, serde_json::Value::Null, note.id.to_string())];
    if !mentioned.is_empty() {
        let ids: Vec<String> = mentioned.iter().map(Uuid::to_string).collect();
        changes.push(log::change(MENTIONS_FIELD, serde_json::Value::Null, ids));
    }
    changes
}

/// Removes a note. That there was one stays on the timeline, what it said does not. Answers the event by which it comes back.
///
/// # Errors
/// As [`edit`].
pub fn delete(tx: &mut Tx<'_>, id: Uuid) -> Result<Uuid> {
    let note = mine(tx, id)?;
    let record = tx.find_any(&note.object, note.record)?.ok_or(Error::NotFound)?;
    set_deleted(tx, &record, id, true)?;
    let gone = log::change(NOTE_FIELD, id.to_string(), serde_json::Value::Null);
    log::about_record(tx, &record, WITHDRAWN, vec![gone])
}

/// Takes a note away or brings it back, for the search as well.
fn set_deleted(tx: &mut Tx<'_>, record: &Record, id: Uuid, deleted: bool) -> Result<()> {
    let at = deleted.then(|| tx.ctx.now.as_millisecond());
    tx.sql().exec(&Sql::new("UPDATE note SET deleted_at = ").bind(at).push(" WHERE id = ").bind(id))?;
    if deleted {
        Beside::Notes.remove(tx.sql(), &record.object.key, id)?;
    } else if let Some(text) = texts(tx.sql(), &[id])?.remove(&id) {
        Beside::Notes.add(tx.sql(), &record.object.key, id, &text)?;
    }
    Ok(())
}

/// Copies the notes about a record to another that goes on where it ends, and answers which copy is of which. They keep
/// their author and time.
pub(crate) fn carry(tx: &mut Tx<'_>, from: &Record, to: &Record) -> Result<HashMap<Uuid, Uuid>> {
    let mut sql = Sql::new(COLUMNS).push("object = ").bind(&from.object.key).push(" AND record = ").bind(from.id);
    sql.add(" ORDER BY created_at, rid");
    let rows = tx.sql().query(&sql)?;
    let mut copies = HashMap::new();
    for row in &rows {
        let old = note_of(row)?;
        let note = Note { id: tx.new_id(), object: to.object.key.to_string(), record: to.id, ..old.clone() };
        let mut sql = Sql::new("INSERT INTO note (id, object, record, text, author, created_at, updated_at) VALUES (");
        sql.arg(note.id).add(", ").arg(&note.object).add(", ").arg(note.record).add(", ").arg(&note.text).add(", ");
        sql.arg(note.author).add(", ").arg(note.created_at).add(", ").arg(note.updated_at).add(")");
        tx.sql().exec(&sql)?;
        Beside::Notes.add(tx.sql(), &note.object, note.id, &note.text)?;
        let mut changes = told(&note, &[]);
        changes.push(log::change(COPY_FIELD, serde_json::Value::Null, old.id.to_string()));
        log::about_record(tx, to, NOTED, changes)?;
        copies.insert(old.id, note.id);
    }
    Ok(copies)
}

/// Takes back that a note was written, copied or removed, and that this was taken back: the event that did it, or nothing
/// where an event tells of something else. A note that a person has written stays when a batch is taken back that it is of.
///
/// # Errors
/// [`Error::Refused`] with `undo_collision` where a copy has been rewritten since, and the usual refusals of rights.
pub(crate) fn take_back(tx: &mut Tx<'_>, event: &EventRow) -> Result<Option<Uuid>> {
    let verb = event.name.rsplit('.').next().unwrap_or_default();
    if ![NOTED, WITHDRAWN, RETURNED].contains(&verb) {
        return Ok(None);
    }
    let of = |field: &str| event.changes.iter().find(|change| change.field == field);
    let Some(note) = of(NOTE_FIELD) else { return Ok(None) };
    let copy = of(COPY_FIELD);
    if copy.is_none() && event.batch.is_some() {
        return Ok(None);
    }
    let id = note.after.as_ref().or(note.before.as_ref()).and_then(serde_json::Value::as_str);
    let Some(id) = id.and_then(|id| Uuid::parse_str(id).ok()) else { return Ok(None) };
    let withdraw = verb != WITHDRAWN;
    let state = Sql::new("SELECT deleted_at, updated_at, author FROM note WHERE id = ").bind(id);
    let Some(state) = tx.sql().one(&state)? else { return Ok(None) };
    if state.opt_int(0)?.is_some() == withdraw {
        return Ok(None);
    }
    let record = tx.load(&event.object, event.record)?;
    let (me, author) = (tx.ctx.user_id(), state.opt_uuid(2)?);
    if copy.is_none() {
        if !is_mine(tx, author) {
            return Err(Error::forbidden("others_note"));
        }
    } else {
        if withdraw && state.int(1)? > event.at {
            let problem = Problem::new("changed_since").at(NOTE_FIELD).with("event", event.id.to_string());
            return Err(Error::Refused { code: "undo_collision", problems: vec![problem] });
        }
        if event.actor.is_none() || event.actor != me {
            tx.permit(&record, Action::Edit)?;
        }
    }
    set_deleted(tx, &record, id, withdraw)?;
    let back = [Some(note), copy].into_iter().flatten().map(change_back).collect();
    log::about_record(tx, &record, if withdraw { WITHDRAWN } else { RETURNED }, back).map(Some)
}

fn change_back(change: &FieldChange) -> FieldChange {
    FieldChange { field: change.field.clone(), before: change.after.clone(), after: change.before.clone() }
}

/// Forgets the notes about a record that is destroyed for good.
pub(crate) fn forget(tx: &mut Tx<'_>, record: &Record) -> Result<()> {
    Beside::Notes.remove_all(tx.sql(), &record.object.key, record.id)?;
    let sql = Sql::new("DELETE FROM note WHERE record = ").bind(record.id);
    tx.sql().exec(&sql.push(" AND object = ").bind(&record.object.key))?;
    Ok(())
}

/// The texts of notes that entries of a timeline tell of. Whoever made the timeline has left out what the actor may
/// not see.
///
/// # Errors
/// When the store fails.
pub fn fill(conn: &mut Conn, entries: &mut [Entry]) -> Result<()> {
    let ids: Vec<Uuid> = entries.iter().filter_map(|entry| entry.note).collect();
    let mut texts = texts(conn, &ids)?;
    for entry in entries {
        entry.text = entry.note.and_then(|note| texts.remove(&note));
    }
    Ok(())
}

/// What notes say that have not been removed. Whoever asks has made sure that the actor may see their records.
pub(crate) fn texts(conn: &mut Conn, ids: &[Uuid]) -> Result<HashMap<Uuid, String>> {
    let mut texts = HashMap::new();
    for some in ids.chunks(500) {
        let mut sql = Sql::new(COLUMNS).push("id IN ");
        sql.list(some);
        for row in conn.query(&sql)? {
            let note = note_of(&row)?;
            texts.insert(note.id, note.text);
        }
    }
    Ok(texts)
}

/// A note that has not been removed. Whoever asks has made sure that the actor may see its record.
pub(crate) fn find(conn: &mut Conn, id: Uuid) -> Result<Option<Note>> {
    conn.one(&Sql::new(COLUMNS).push("id = ").bind(id))?.map(|row| note_of(&row)).transpose()
}

fn alive(tx: &mut Tx<'_>, object: &str, record: Uuid) -> Result<Record> {
    let record = tx.load_for(object, record, Action::Edit)?;
    if record.deleted_at.is_some() { Err(Error::refused("deleted")) } else { Ok(record) }
}

/// A note that the actor may change.
fn mine(tx: &mut Tx<'_>, id: Uuid) -> Result<Note> {
    let note = find(tx.sql(), id)?.ok_or(Error::NotFound)?;
    tx.find_any(&note.object, note.record)?.ok_or(Error::NotFound)?;
    if is_mine(tx, note.author) { Ok(note) } else { Err(Error::forbidden("others_note")) }
}

/// Whether the actor may change and remove a note of this author.
fn is_mine(tx: &Tx<'_>, author: Option<Uuid>) -> bool {
    (author.is_some() && author == tx.ctx.user_id()) || tx.access.is_admin()
}

fn clean(text: &str) -> Result<String> {
    if text.contains('\0') {
        return Err(Error::Invalid(vec![Problem::new("bad_character").at("text").with("character", "U+0000")]));
    }
    let text = text.trim();
    if text.is_empty() {
        return Err(Error::field("text", "required"));
    }
    if text.chars().count() > MAX_TEXT {
        return Err(Error::Invalid(vec![Problem::new("too_long").at("text").with("max", MAX_TEXT)]));
    }
    Ok(text.to_owned())
}
