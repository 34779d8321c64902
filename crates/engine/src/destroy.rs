//! Removing a record for good: a right of its own, only for what lies in the bin already, and not to be undone.

use std::sync::Arc;

use kith_catalogue::{Expr, FieldIx, Kind, Object, Part, Problem, Value};
use kith_policy::Action;
use kith_store::query::{Deleted, ListQuery, Paging};
use kith_store::{events, fixed, records};
use uuid::Uuid;

use crate::ctx::Cause;
use crate::log::About;
use crate::tx::check_version;
use crate::{Error, Reader, Record, Result, Tx};

/// The most records that may point to one that is destroyed.
pub const MAX_LINKED: usize = 10_000;

/// Destroys a record that lies in the bin.
///
/// What is a part of it (the lines of a deal) goes with it; other records that point to it stay, without the pointer.
/// The log keeps that it was there and who destroyed it, and forgets its values; so do answers kept for repeats.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`] without the right to destroy, [`Error::VersionConflict`],
/// [`Error::Refused`] with `not_in_bin`, or with `too_many_links` when more than [`MAX_LINKED`] records point to it.
pub(crate) fn run(tx: &mut Tx<'_>, object: &str, id: Uuid, version: Option<i64>) -> Result<()> {
    let record = tx.load_for(object, id, Action::Destroy)?;
    check_version(&record, version)?;
    if record.deleted_at.is_none() {
        return Err(Error::refused("not_in_bin"));
    }
    let event = announce(tx, &record)?;
    let outer = tx.ctx.cause;
    tx.ctx.cause = Some(Cause { event, depth: outer.map_or(1, |cause| cause.depth + 1) });
    tx.as_program(|tx| release(tx, &record))?;
    tx.ctx.cause = outer;
    wipe(tx, &record)?;
    tx.note_event(event);
    Ok(())
}

/// The records, in the bin or not, that point to this one, by object and id; at most so many.
///
/// # Errors
/// [`Error::Refused`] with `too_many_links` when there are more.
pub fn pointing_to(reader: &mut Reader<'_>, record: &Record, most: usize) -> Result<Vec<(Arc<str>, Uuid)>> {
    let mut found = Vec::new();
    for object in reader.cat.objects.clone() {
        for field in pointing(&object, &record.object) {
            let ids = linked(reader, &object, field, record.id, most - found.len())?;
            found.extend(ids.into_iter().map(|id| (Arc::clone(&object.key), id)));
        }
    }
    Ok(found)
}

fn announce(tx: &mut Tx<'_>, record: &Record) -> Result<Uuid> {
    let name = format!("{}.destroyed", record.object.key);
    tx.tell(&name, About::record(record), Vec::new())
}

/// Lets go of a record whatever points to it, whoever may see that.
fn release(tx: &mut Tx<'_>, record: &Record) -> Result<()> {
    let mut left = MAX_LINKED;
    for object in tx.cat.objects.clone() {
        for field in pointing(&object, &record.object) {
            let linked = linked(tx, &object, field, record.id, left)?;
            left -= linked.len();
            for id in linked {
                let found = tx.find_any(&object.key, id)?.ok_or(Error::NotFound)?;
                if object.parent == Some(field) || is_tied(&object, field) {
                    wipe_part(tx, &found)?;
                } else {
                    let mut after = found.clone();
                    after.values[field] = Value::Null;
                    let event = format!("{}.updated", object.key);
                    tx.change(found, after, &event)?;
                }
            }
        }
    }
    Ok(())
}

/// Whether a part stands for a connection with what the field points to, and is nothing without it.
fn is_tied(object: &Object, field: FieldIx) -> bool {
    object.parent.is_some() && object.fields[field].required && !object.fields[field].custom
}

/// The fields of an object that may point to records of another.
fn pointing(object: &Object, target: &Object) -> Vec<FieldIx> {
    let points = |kind: &Kind| matches!(kind, Kind::Link { targets } if targets.contains(&target.key));
    (0..object.fields.len()).filter(|&ix| points(&object.fields[ix].kind)).collect()
}

/// The records, in the bin or not, whose field points to this one.
fn linked(reader: &mut Reader<'_>, object: &Object, field: FieldIx, id: Uuid, most: usize) -> Result<Vec<Uuid>> {
    let mut ids = Vec::new();
    for deleted in [Deleted::Live, Deleted::Bin] {
        let mut query = ListQuery::new(Arc::clone(&object.key));
        query.filter = Expr::eq(field, Part::Value, id);
        query.fields = Some(vec![object.title]);
        query.limit = 500;
        query.deleted = deleted;
        loop {
            let page = reader.list(&query)?;
            ids.extend(page.rows.iter().map(|row| row.id));
            if ids.len() > most {
                let problem = Problem::new("too_many_links").with("object", object.key.to_string());
                return Err(Error::Refused { code: "too_many_links", problems: vec![problem] });
            }
            match page.next {
                Some(next) => query.paging = Paging::Cursor(next),
                None => break,
            }
        }
    }
    Ok(ids)
}

fn wipe_part(tx: &mut Tx<'_>, part: &Record) -> Result<()> {
    announce(tx, part)?;
    release(tx, part)?;
    wipe(tx, part)
}

fn wipe(tx: &mut Tx<'_>, record: &Record) -> Result<()> {
    tx.workspace().domain().destroyed(tx, record)?;
    events::forget_values(tx.sql(), &record.object.key, record.id)?;
    fixed::forget_answers(tx.sql(), record.id)?;
    Ok(records::destroy(tx.sql(), &record.object, record.rid, record.version)?)
}
