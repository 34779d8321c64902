//! The one write path, from a checked intention to rows and one event.
//!
//! The order is the rule: rights on the state before (by the caller, who loaded the record in this transaction), values
//! parsed and derived, then here: validated, rights on the state after, rows, event, and what the domain keeps in step.

use std::collections::BTreeSet;

use kith_catalogue::{CellCx, FieldIx, Value};
use kith_policy::Action;
use kith_store::events::FieldChange;
use kith_store::records;

use crate::log::About;
use crate::timeline::WHY_FIELD;
use crate::{Change, Error, Record, Result, Tx, fields};

/// Writes a new record.
pub(crate) fn insert(tx: &mut Tx<'_>, change: Change) -> Result<Record> {
    let mut change = check_new(tx, change)?;
    let cells = cells(tx, &change.after, &all_fields(&change.after));
    let (object, id) = (change.after.object.clone(), change.after.id);
    change.after.rid = records::insert(tx.sql(), &object, id, &cells)?;
    let changes = differences(&change);
    finish(tx, change, changes)
}

/// A new record that holds and that the actor may leave so; nothing is written yet.
pub(crate) fn check_new(tx: &mut Tx<'_>, mut change: Change) -> Result<Change> {
    stamp(tx, &mut change.after, true);
    let all = all_fields(&change.after);
    fields::validate(tx, &mut change.after, &all)?;
    permit_after(tx, &change, Action::Create)?;
    change.after.version = 1;
    Ok(change)
}

/// Writes new records of one object that have been checked: rows, events and what the domain keeps, in few statements.
pub(crate) fn insert_many(tx: &mut Tx<'_>, mut changes: Vec<Change>) -> Result<Vec<Record>> {
    let Some(first) = changes.first() else { return Ok(Vec::new()) };
    let object = first.after.object.clone();
    let all = all_fields(&first.after);
    let rows: Vec<records::NewRecord> = changes
        .iter()
        .map(|change| records::NewRecord { id: change.after.id, fields: cells(tx, &change.after, &all) })
        .collect();
    let rids = records::insert_many(tx.sql(), &object, &rows)?;
    let mut drafts = Vec::with_capacity(changes.len());
    for (change, rid) in changes.iter_mut().zip(rids) {
        change.after.rid = rid;
        drafts.push(tx.event(&change.event, About::record(&change.after), differences(change)));
    }
    kith_store::events::append_many(tx.sql(), &drafts)?;
    let domain = tx.workspace().domain();
    let mut made = Vec::with_capacity(changes.len());
    for (change, draft) in changes.into_iter().zip(drafts) {
        domain.after(tx, &change, draft.id)?;
        tx.note_event(draft.id);
        let mut written = change.after;
        tx.show_kept(&mut written);
        made.push(written);
    }
    Ok(made)
}

fn all_fields(record: &Record) -> BTreeSet<FieldIx> {
    (0..record.values.len()).collect()
}

/// Writes the difference between a record before and after. Without any, nothing happens: no event, no new version.
pub(crate) fn update(tx: &mut Tx<'_>, mut change: Change) -> Result<Record> {
    let Some(before) = change.before.clone() else { return Err(Error::internal("update without a state before")) };
    let touched = changed_fields(&before, &change.after);
    if touched.iter().all(|&ix| kith_catalogue::standard::is_reckoned(&before.object.fields[ix].key)) {
        return Ok(before);
    }
    fields::validate(tx, &mut change.after, &touched)?;
    let touched = changed_fields(&before, &change.after);
    if touched.is_empty() {
        return Ok(before);
    }
    permit_after(tx, &change, Action::Edit)?;
    if before.object.owner.is_some_and(|owner| touched.contains(&owner)) && !tx.may_assign(&before)? {
        return Err(Error::forbidden("assign"));
    }
    let changes = differences(&change);
    stamp(tx, &mut change.after, false);
    change.after.version = before.version + 1;
    let written = changed_fields(&before, &change.after);
    let cells = cells(tx, &change.after, &written);
    let object = change.after.object.clone();
    records::update(tx.sql(), &object, before.rid, before.version, &cells)?;
    finish(tx, change, changes)
}

/// Moves a record into the bin or out of it.
pub(crate) fn set_deleted(tx: &mut Tx<'_>, before: Record, at: Option<i64>, verb: &str) -> Result<Record> {
    let mut after = before.clone();
    stamp(tx, &mut after, false);
    after.deleted_at = at;
    after.version = before.version + 1;
    let stamped = changed_fields(&before, &after);
    let cells = cells(tx, &after, &stamped);
    records::set_deleted(tx.sql(), &before.object, before.rid, before.version, at, &cells)?;
    let event = format!("{}.{verb}", before.object.key);
    let change = Change { before: Some(before), after, given: BTreeSet::new(), event, undo: false, handed: None };
    finish(tx, change, Vec::new())
}

/// Writes the columns of fields anew that follow from what is not in the record (rates of exchange). No value changes, so
/// there is neither an event nor a new version.
pub(crate) fn rewrite(tx: &mut Tx<'_>, record: &Record, fields: &BTreeSet<FieldIx>) -> Result<()> {
    let cells = cells(tx, record, fields);
    Ok(records::rewrite(tx.sql(), &record.object, record.rid, record.version, &cells)?)
}

/// Appends the event and lets the domain keep its tables in step.
fn finish(tx: &mut Tx<'_>, change: Change, changes: Vec<FieldChange>) -> Result<Record> {
    let mut about = About::record(&change.after);
    if let Some(before) = &change.before {
        about = about.and_before(before);
    }
    let event = tx.tell(&change.event, about, changes)?;
    tx.workspace().domain().after(tx, &change, event)?;
    // What followed from the change has events of its own; the one that the caller knows it by is this.
    tx.note_event(event);
    let mut written = change.after;
    tx.show_kept(&mut written);
    Ok(written)
}

/// What the actor leaves behind must be his to leave: he may do the action on it and still see it.
fn permit_after(tx: &mut Tx<'_>, change: &Change, action: Action) -> Result<()> {
    let mut left = change.after.clone();
    if let (Some(handed), Some(owner)) = (&change.handed, left.object.owner) {
        left.values[owner] = handed.left.clone();
    }
    tx.permit(&left, action)?;
    if tx.may(&left, Action::Read)? { Ok(()) } else { Err(Error::forbidden("would_hide")) }
}

fn stamp(tx: &Tx<'_>, record: &mut Record, new: bool) {
    let now = Value::DateTime(tx.ctx.now);
    let who = tx.ctx.user_id().map_or(Value::Null, Value::Ref);
    if new {
        record.set("created_at", now.clone());
        record.set("created_by", who.clone());
    }
    record.set("updated_at", now);
    record.set("updated_by", who);
}

fn changed_fields(before: &Record, after: &Record) -> BTreeSet<FieldIx> {
    (0..after.values.len()).filter(|&ix| before.get(ix) != after.get(ix)).collect()
}

fn cells(tx: &Tx<'_>, record: &Record, fields: &BTreeSet<FieldIx>) -> Vec<records::FieldCells> {
    let rates = tx.workspace().rates();
    let rate = |currency| rates.to_base(currency);
    let cx = CellCx { collator: tx.cat.collator(), currency: tx.cat.currency, rate: &rate };
    fields
        .iter()
        .map(|&field| {
            let (kind, value) = (&record.object.fields[field].kind, record.get(field));
            records::FieldCells { field, cells: kind.cells(value, &cx), lookup: kind.lookup_keys(value) }
        })
        .collect()
}

/// What the log keeps of a change: each field's value before and after, in wire form. Stamps are not news.
fn differences(change: &Change) -> Vec<FieldChange> {
    let object = &change.after.object;
    let mut changes = Vec::new();
    for (ix, field) in object.fields.iter().enumerate() {
        if matches!(&*field.key, "created_at" | "created_by" | "updated_at" | "updated_by") {
            continue;
        }
        if kith_catalogue::standard::is_reckoned(&field.key) {
            continue;
        }
        let after = change.after.get(ix);
        let before = change.before.as_ref().map_or(&Value::Null, |before| before.get(ix));
        if before == after {
            continue;
        }
        let wire = |value: &Value| (!value.is_null()).then(|| value.to_json(&field.kind));
        changes.push(FieldChange { field: field.key.to_string(), before: wire(before), after: wire(after) });
    }
    if let Some(handed) = &change.handed {
        changes.push(FieldChange { field: WHY_FIELD.to_owned(), before: None, after: Some(handed.why.clone()) });
    }
    changes
}
