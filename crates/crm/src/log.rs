//! Events about what is not a record's fields: notes, pipelines, stages.

use kith_catalogue::{Kind, Value};
use kith_engine::events::{self, EventDraft, FieldChange};
use kith_engine::{Record, Result, Tx};
use serde_json::Value as Json;
use uuid::Uuid;

/// Who else hears of a record's events: what it links to.
fn subjects(record: &Record) -> Vec<(String, Uuid)> {
    let mut subjects = vec![(record.object.key.to_string(), record.id)];
    for (field, value) in record.object.fields.iter().zip(&record.values) {
        if let (Kind::Link { .. }, Value::Link(link)) = (&field.kind, value)
            && matches!(&*link.object, "company" | "contact" | "deal" | "lead")
        {
            subjects.push((link.object.to_string(), link.id));
        }
    }
    subjects
}

/// A value that came to be, went, or changed.
pub(crate) fn change(field: &str, before: impl Into<Json>, after: impl Into<Json>) -> FieldChange {
    let kept = |json: Json| (!json.is_null()).then_some(json);
    FieldChange { field: field.to_owned(), before: kept(before.into()), after: kept(after.into()) }
}

/// Appends an event about a record that leaves its fields as they are.
pub(crate) fn about_record(tx: &mut Tx<'_>, record: &Record, verb: &str, changes: Vec<FieldChange>) -> Result<Uuid> {
    let name = format!("{}.{verb}", record.object.key);
    let draft = draft(tx, name, &record.object.key, record.id, record.version, subjects(record), changes);
    append(tx, &draft)
}

/// Appends an event of that name about what hangs on a record: a file.
pub(crate) fn about_part(tx: &mut Tx<'_>, record: &Record, name: &str, changes: Vec<FieldChange>) -> Result<Uuid> {
    let (object, version) = (&record.object.key, record.version);
    let draft = draft(tx, name.to_owned(), object, record.id, version, subjects(record), changes);
    append(tx, &draft)
}

/// Appends an event about a row of a hand-written table.
pub(crate) fn about_row(tx: &mut Tx<'_>, table: &str, verb: &str, id: Uuid, changes: Vec<FieldChange>) -> Result<Uuid> {
    let changes = changes.into_iter().filter(|change| change.before != change.after).collect();
    let draft = draft(tx, format!("{table}.{verb}"), table, id, 0, vec![(table.to_owned(), id)], changes);
    append(tx, &draft)
}

fn append(tx: &mut Tx<'_>, draft: &EventDraft) -> Result<Uuid> {
    events::append(tx.sql(), draft)?;
    Ok(draft.id)
}

fn draft(
    tx: &Tx<'_>,
    name: String,
    object: &str,
    record: Uuid,
    version: i64,
    subjects: Vec<(String, Uuid)>,
    changes: Vec<FieldChange>,
) -> EventDraft {
    EventDraft {
        id: tx.new_id(),
        at: tx.ctx.now.as_millisecond(),
        name,
        object: object.to_owned(),
        record,
        version,
        actor: tx.ctx.user_id(),
        actor_kind: tx.ctx.actor.kind().to_owned(),
        origin: tx.ctx.origin.as_str().to_owned(),
        cause: tx.ctx.cause.map(|cause| cause.event),
        depth: tx.ctx.cause.map_or(0, |cause| cause.depth),
        batch: tx.ctx.batch,
        request_id: tx.ctx.request_id.clone(),
        subjects,
        changes,
    }
}
