//! Notes.

use kith_crm::notes::{self, Note};
use kith_engine::Tx;
use kith_engine::people::users;

use super::prelude::*;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().routes(routes!(add_note)).routes(routes!(update_note, delete_note))
}

/// Write a note.
#[utoipa::path(
    post,
    path = "/records/{object}/{id}/notes",
    tag = "timeline",
    params(("object" = String, Path, description = "The object's key, for example `deal`"), ("id" = Uuid, Path, description = "The record's id")),
    request_body = NoteText,
    responses((status = CREATED, description = "Made", body = TimelineEntry))
)]
async fn add_note(call: Call, Pathed((object, id)): Pathed<(String, Uuid)>, body: Body<NoteText>) -> Answer {
    let text = body.value.text;
    call.write(&body.bytes, Lane::Interactive, move |tx| {
        let (note, event) = notes::add(tx, &object, id, &text)?;
        let entry = entry(tx, note, Some(event))?;
        Ok(Reply { event: Some(event), ..Reply::created(&entry)? })
    })
    .await
}

/// Change one's own note.
#[utoipa::path(
    patch,
    path = "/notes/{id}",
    tag = "timeline",
    params(("id" = Uuid, Path, description = "The note's id")),
    request_body = NoteText,
    responses((status = OK, description = "Done", body = TimelineEntry))
)]
async fn update_note(call: Call, Pathed(id): Ident, body: Body<NoteText>) -> Answer {
    let text = body.value.text;
    call.write(&body.bytes, Lane::Interactive, move |tx| {
        let note = notes::edit(tx, id, &text)?;
        Reply::ok(&entry(tx, note, None)?)
    })
    .await
}

/// Remove a note.
#[utoipa::path(
    delete,
    path = "/notes/{id}",
    tag = "timeline",
    params(("id" = Uuid, Path, description = "The note's id")),
    responses((status = NO_CONTENT, description = "Done"))
)]
async fn delete_note(call: Call, Pathed(id): Ident) -> Answer {
    call.write(b"", Lane::Interactive, move |tx| {
        notes::delete(tx, id)?;
        Ok(Reply::done())
    })
    .await
}

/// A note as it stands on the timeline.
fn entry(tx: &mut Tx<'_>, note: Note, event: Option<Uuid>) -> kith_engine::Result<TimelineEntry> {
    let label = tx.labels(&note.object, &[note.record])?.remove(&note.record).unwrap_or_default();
    let author = note.author.map(|id| users::find(tx.sql(), id)).transpose()?.flatten();
    let by = author.map(|author| Person { id: author.id, name: author.name });
    Ok(TimelineEntry {
        id: event.unwrap_or(note.id),
        kind: TimelineKind::Note,
        name: format!("{}.noted", note.object),
        at: moment(note.created_at),
        by,
        origin: tx.ctx.origin.as_str().to_owned(),
        record: TimelineRecord { object: note.object, id: note.record, label },
        batch: None,
        changes: Vec::new(),
        note: Some(note.id),
        text: Some(note.text),
        can_undo: false,
    })
}
