//! The library of objections, and the objections that were met: an answer belongs to its objection, and what was met in a
//! deal keeps where the deal stood then.

use kith_catalogue::standard::deal;
use kith_catalogue::standard::objection_met::{ABOUT, ANSWER, DEAL, NOTE, OBJECTION, PIPELINE, STAGE, UNKNOWN, WORKED};
use kith_catalogue::standard::{answer, objection};
use kith_catalogue::{LinkRef, Value};
use kith_engine::{Change, Error, Record, Result, Tx};
use uuid::Uuid;

use crate::notes;

/// An entry of the library: offered unless it is said otherwise.
pub(super) fn complete_entry(change: &mut Change) {
    if change.undo || !change.is_new() {
        return;
    }
    if change.after.value(objection::ACTIVE).is_null() {
        change.after.set(objection::ACTIVE, Value::Boolean(true));
    }
    if change.object() == objection::KEY && change.after.value(objection::SORT).is_null() {
        change.after.set(objection::SORT, Value::Option(objection::KEY.to_owned()));
    }
}

/// An objection that was met.
pub(super) fn complete_met(tx: &mut Tx<'_>, change: &mut Change) -> Result<()> {
    if change.undo {
        return Ok(());
    }
    if change.is_new() && change.after.value(WORKED).is_null() {
        change.after.set(WORKED, Value::Option(UNKNOWN.to_owned()));
    }
    if change.is_new() || change.changes(ABOUT) {
        place(tx, &mut change.after)?;
    }
    if change.changes(ABOUT) || change.changes(NOTE) {
        written(tx, change)?;
    }
    if change.changes(ANSWER) || change.changes(OBJECTION) {
        belongs(tx, &change.after)?;
    }
    Ok(())
}

/// Where in the pipeline it was met. Whoever may not read where deals stand leaves it with the mark all the same.
fn place(tx: &mut Tx<'_>, met: &mut Record) -> Result<()> {
    let found = match met.value(ABOUT) {
        Value::Link(link) if link.object.is_empty() || &*link.object == deal::KEY => seen(tx, deal::KEY, link.id)?,
        _ => None,
    };
    let Some(found) = found else {
        [DEAL, PIPELINE, STAGE].into_iter().for_each(|key| met.set(key, Value::Null));
        return Ok(());
    };
    met.set(ABOUT, Value::Link(LinkRef { object: deal::KEY.into(), id: found.id }));
    met.set(DEAL, Value::Link(LinkRef { object: deal::KEY.into(), id: found.id }));
    met.set(PIPELINE, found.value(deal::PIPELINE).clone());
    met.set(STAGE, found.value(deal::STAGE).clone());
    Ok(())
}

/// The note in which it was written down is one of the record that it is about. Where it goes over to another record, the
/// note stays behind.
fn written(tx: &mut Tx<'_>, change: &mut Change) -> Result<()> {
    let Some(text) = change.after.value(NOTE).as_text() else { return Ok(()) };
    let found = match Uuid::parse_str(text) {
        Ok(note) => notes::find(tx.sql(), note)?,
        Err(_) => None,
    };
    let about = change.after.reference(ABOUT);
    match found {
        Some(note) if Some(note.record) == about => {
            change.after.set(NOTE, Value::Text(note.id.to_string()));
            Ok(())
        }
        _ if change.changes(NOTE) => Err(Error::field(NOTE, "not_found")),
        _ => {
            change.after.set(NOTE, Value::Null);
            Ok(())
        }
    }
}

/// Refuses an answer to something else.
fn belongs(tx: &mut Tx<'_>, met: &Record) -> Result<()> {
    let Some(given) = met.reference(ANSWER) else { return Ok(()) };
    match seen(tx, answer::KEY, given)? {
        Some(given) if given.reference(answer::OBJECTION) != met.reference(OBJECTION) => {
            Err(Error::field(ANSWER, "answers_another"))
        }
        // What the actor may not see is refused with the other links.
        _ => Ok(()),
    }
}

fn seen(tx: &mut Tx<'_>, object: &str, id: Uuid) -> Result<Option<Record>> {
    match tx.find_any(object, id) {
        Err(Error::NotFound) => Ok(None),
        found => found,
    }
}
