//! Notes.

use kith_crm::notes::{self, Note, Written};
use kith_crm::objections;
use kith_engine::people::users;
use kith_engine::{Fields, Tx};

use super::prelude::*;
use super::timeline::met_in_note;

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
    request_body = NewNote,
    responses((status = CREATED, description = "Made", body = NoteAnswer))
)]
async fn add_note(call: Call, Pathed((object, id)): Pathed<(String, Uuid)>, body: Body<NewNote>) -> Answer {
    let NewNote { text, files, objections } = body.value;
    if objections.len() > objections::MOST {
        let most = serde_json::json!({ "max": objections::MOST });
        return Err(Problem::invalid().field_with("objections", "too_many", most));
    }
    let met: Vec<Fields> = objections.into_iter().map(fields_of).collect();
    call.write(&body.bytes, Lane::Interactive, move |tx| {
        let written = notes::add(tx, &object, id, &text)?;
        kith_crm::files::attach(tx, &written.note, &files)?;
        objections::mark(tx, &written.note, &met)?;
        let event = written.event;
        Ok(Reply { event, ..Reply::created(&answer(tx, written)?)? })
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
    responses((status = OK, description = "Done", body = NoteAnswer))
)]
async fn update_note(call: Call, Pathed(id): Ident, body: Body<NoteText>) -> Answer {
    let text = body.value.text;
    call.write(&body.bytes, Lane::Interactive, move |tx| {
        let written = notes::edit(tx, id, &text)?;
        Reply::ok(&answer(tx, written)?)
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
        let event = notes::delete(tx, id)?;
        Ok(Reply { event: Some(event), ..Reply::done() })
    })
    .await
}

fn answer(tx: &mut Tx<'_>, written: Written) -> kith_engine::Result<NoteAnswer> {
    let entry = entry(tx, written.note, written.event)?;
    Ok(NoteAnswer { entry, mentions: written.mentioned.reached, unreachable: written.mentioned.unreachable })
}

/// A note as it stands on the timeline.
fn entry(tx: &mut Tx<'_>, note: Note, event: Option<Uuid>) -> kith_engine::Result<TimelineEntry> {
    let files = kith_crm::files::of_note(tx.sql(), note.id)?;
    let met = objections::of_notes(tx, &[note.id])?.remove(&note.id).unwrap_or_default();
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
        why: None,
        talk: None,
        note: Some(note.id),
        text: Some(note.text),
        files: files.into_iter().map(FileInfo::from).collect(),
        objections: met.into_iter().map(met_in_note).collect(),
        can_undo: false,
    })
}

/// What is said of an objection met, as fields of its record.
fn fields_of(met: MetInNote) -> Fields {
    let MetInNote { objection, answer, worked, words } = met;
    let mut fields = Fields::new();
    fields.insert("objection".to_owned(), objection.to_string().into());
    let others = [("answer", answer.map(|id| id.to_string())), ("worked", worked), ("words", words)];
    for (key, value) in others.into_iter().filter_map(|(key, value)| Some((key, value?))) {
        fields.insert(key.to_owned(), value.into());
    }
    fields
}
