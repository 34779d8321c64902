//! What happened to a record, notes on it, and taking changes back.

use kith_crm::objections::{self, Met};
use kith_engine::timeline::{self as log, Entry};
use kith_engine::undo as back;
use serde_json::Value;

use super::prelude::*;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().routes(routes!(timeline)).routes(routes!(undo))
}

/// What happened, newest first.
#[utoipa::path(
    get,
    path = "/records/{object}/{id}/timeline",
    tag = "timeline",
    params(("object" = String, Path, description = "The object's key, for example `deal`"), ("id" = Uuid, Path, description = "The record's id"), TimelineParams),
    responses((status = OK, description = "Done", body = TimelineAnswer))
)]
async fn timeline(
    call: Call,
    Pathed((object, id)): Pathed<(String, Uuid)>,
    Params(params): Params<TimelineParams>,
) -> Answer {
    let limit = params.limit.unwrap_or(50);
    if !(1..=200).contains(&limit) {
        return Err(Problem::bad_request("out_of_range").field_with(
            "limit",
            "out_of_range",
            serde_json::json!({"min": 1, "max": 200}),
        ));
    }
    let limit = usize::try_from(limit).unwrap_or(50);
    call.read(move |r| {
        let mut page = log::page(r, &object, id, params.cursor.as_deref(), limit)?;
        kith_crm::notes::fill(r.conn(), &mut page.entries)?;
        let refs: Refs = serde_json::from_value(page.refs).map_err(Error::internal)?;
        let mut files = kith_crm::files::of_entries(r.conn(), &mut page.entries)?;
        let mut met = objections::of_entries(r, &page.entries)?;
        let shown = |entry: Entry| {
            let files = files.remove(&entry.id).unwrap_or_default();
            let met = entry.note.and_then(|note| met.remove(&note)).unwrap_or_default();
            shown(entry, files, met, &refs)
        };
        let entries = page.entries.into_iter().map(shown).collect();
        Reply::ok(&TimelineAnswer { entries, refs, next: page.next })
    })
    .await
}

/// Take back an event or a batch.
#[utoipa::path(
    post,
    path = "/undo",
    tag = "timeline",
    request_body = Undo,
    responses((status = OK, description = "Done", body = UndoAnswer))
)]
async fn undo(call: Call, body: Body<Undo>) -> Answer {
    let target = match (body.value.event, body.value.batch) {
        (Some(event), None) => back::Target::Event(event),
        (None, Some(batch)) => back::Target::Batch(batch),
        _ => return Err(Problem::invalid().field("event", "event_or_batch")),
    };
    let lane = if matches!(target, back::Target::Batch(_)) { Lane::Bulk } else { Lane::Interactive };
    call.write(&body.bytes, lane, move |tx| {
        let undone = back::run(tx, target)?;
        let answer = UndoAnswer { undone: undone.undone as u64, event: undone.event, batch: undone.batch };
        Ok(Reply { event: undone.event, batch: undone.batch, ..Reply::ok(&answer)? })
    })
    .await
}

fn shown(entry: Entry, files: Vec<kith_crm::files::File>, met: Vec<Met>, refs: &Refs) -> TimelineEntry {
    let name = |id: Uuid| refs.0.get("user").and_then(|users| users.get(&id.to_string())).cloned().unwrap_or_default();
    TimelineEntry {
        id: entry.id,
        kind: match entry.kind {
            "note" => TimelineKind::Note,
            "task" => TimelineKind::Task,
            "file" => TimelineKind::File,
            _ => TimelineKind::Change,
        },
        name: entry.name,
        at: entry.at,
        by: entry.by.map(|id| Person { id, name: name(id) }),
        origin: entry.origin,
        record: TimelineRecord { object: entry.record.object, id: entry.record.id, label: entry.record.label },
        batch: entry.batch,
        changes: entry.changes.into_iter().map(changed).collect(),
        why: entry.why,
        talk: entry.talk,
        note: entry.note,
        text: entry.text,
        files: files.into_iter().map(FileInfo::from).collect(),
        objections: met.into_iter().map(met_in_note).collect(),
        can_undo: entry.can_undo,
    }
}

/// An objection that was met in a note.
pub(super) fn met_in_note(met: Met) -> NoteObjection {
    NoteObjection { id: met.id, objection: met.objection, answer: met.answer, worked: met.worked, words: met.words }
}

fn changed(change: log::ChangeEntry) -> FieldChange {
    let (before, after): (Value, Value) = (change.before, change.after);
    FieldChange { field: change.field, before, after }
}
