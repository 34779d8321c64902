//! Events about what is not a record's fields: notes, pipelines, stages.

use kith_engine::events::FieldChange;
use kith_engine::log::About;
use kith_engine::{Record, Result, Tx};
use serde_json::Value as Json;
use uuid::Uuid;

/// A value that came to be, went, or changed.
pub(crate) fn change(field: &str, before: impl Into<Json>, after: impl Into<Json>) -> FieldChange {
    let kept = |json: Json| (!json.is_null()).then_some(json);
    FieldChange { field: field.to_owned(), before: kept(before.into()), after: kept(after.into()) }
}

/// Appends an event about a record that leaves its fields as they are.
pub(crate) fn about_record(tx: &mut Tx<'_>, record: &Record, verb: &str, changes: Vec<FieldChange>) -> Result<Uuid> {
    let name = format!("{}.{verb}", record.object.key);
    tx.tell(&name, About::record(record), changes)
}

/// Appends an event of that name about what hangs on a record: a file.
pub(crate) fn about_part(tx: &mut Tx<'_>, record: &Record, name: &str, changes: Vec<FieldChange>) -> Result<Uuid> {
    tx.tell(name, About::record(record), changes)
}

/// Appends an event about a row of a hand-written table.
pub(crate) fn about_row(tx: &mut Tx<'_>, table: &str, verb: &str, id: Uuid, changes: Vec<FieldChange>) -> Result<Uuid> {
    let changes = changes.into_iter().filter(|change| change.before != change.after).collect();
    tx.tell(&format!("{table}.{verb}"), About::row(table, id), changes)
}
