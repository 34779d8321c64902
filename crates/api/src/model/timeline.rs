//! What happened: timeline, notes, undo.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::common::{Person, Refs};
use super::files::FileInfo;

/// Where a page of a timeline begins.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TimelineParams {
    /// `next` of the page before.
    pub cursor: Option<String>,
    /// Entries on a page, 50 when left out, at most 200.
    pub limit: Option<u32>,
}

/// The record that an entry concerns.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TimelineRecord {
    /// Its object.
    pub object: String,
    /// Its id.
    pub id: Uuid,
    /// Its title.
    pub label: String,
}

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TimelineKind {
    /// A change of a record.
    Change,
    /// A note somebody wrote.
    Note,
    /// A task.
    Task,
    /// A file that came, went or got another name.
    File,
}

/// A field before and after.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct FieldChange {
    /// The field's key.
    pub field: String,
    /// Its value before.
    pub before: Value,
    /// Its value after.
    pub after: Value,
}

/// One thing that happened.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TimelineEntry {
    /// The event's or the note's id.
    pub id: Uuid,
    /// What it is.
    pub kind: TimelineKind,
    /// The event's name, for example `deal.moved`.
    pub name: String,
    /// When, RFC 3339 in UTC.
    #[schema(format = DateTime)]
    pub at: String,
    /// Who; null for the system.
    pub by: Option<Person>,
    /// Through which door: `ui`, `api`, `import`, `channel`, `rule`, `migration`, `cli`, `system`.
    pub origin: String,
    /// The record it concerns, which may be one that hangs on the one asked for.
    pub record: TimelineRecord,
    /// The batch it belongs to.
    pub batch: Option<Uuid>,
    /// The fields that changed, as far as the caller may see them.
    pub changes: Vec<FieldChange>,
    /// Why the record was given to whom it was given: `reason` (`rule`, `known_client`, `moved_on`, `escalated`), `user`,
    /// and of the rule `rule`, `name`, `method`, `team`, `after` (minutes of work without being accepted: after them it
    /// went on, or goes on from whoever looks after the client).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<Value>,
    /// The talk by a script that it tells of: `run`, the script's `name` and `kind`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub talk: Option<Value>,
    /// The note that it tells of, to change or remove it by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Uuid>,
    /// A note's text; missing when it has been removed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The files that came with a note, or the one that the entry tells of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileInfo>,
    /// The objections that were met in a note, as far as the caller may see them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objections: Vec<NoteObjection>,
    /// Whether the caller may take it back.
    pub can_undo: bool,
}

/// A page of what happened, newest first.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TimelineAnswer {
    /// The entries.
    pub entries: Vec<TimelineEntry>,
    /// Labels of what the changes mention.
    pub refs: Refs,
    /// Where the next page begins; null at the end.
    pub next: Option<String>,
}

/// A note to be written.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewNote {
    /// Plain text, at most 50,000 characters.
    #[schema(min_length = 1, max_length = 50000)]
    pub text: String,
    /// Files that were sent to the same record before and belong to the note.
    #[serde(default)]
    #[schema(max_items = 50)]
    pub files: Vec<Uuid>,
    /// What was met in it: each becomes a record of `objection_met` with this note.
    #[serde(default)]
    #[schema(max_items = 50)]
    pub objections: Vec<MetInNote>,
}

/// An objection that is marked with a note.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MetInNote {
    /// The objection, as the library has it.
    pub objection: Uuid,
    /// The answer that was given.
    pub answer: Option<Uuid>,
    /// Whether it helped: `yes`, `no`, `unknown`.
    pub worked: Option<String>,
    /// What the customer said.
    pub words: Option<String>,
}

/// An objection that was met in a note.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct NoteObjection {
    /// The record of `objection_met`.
    pub id: Uuid,
    /// The objection's name; empty where the caller may not see it.
    pub objection: String,
    /// The name of the answer that was given.
    pub answer: Option<String>,
    /// Whether it helped: `yes`, `no`, `unknown`.
    pub worked: Option<String>,
    /// What the customer said.
    pub words: Option<String>,
}

/// A note that has been written, as it stands on the timeline.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct NoteAnswer {
    /// The note.
    #[serde(flatten)]
    pub entry: TimelineEntry,
    /// The users whom it calls by `@[Name](user:<id>)`: they follow the record from now on and are told.
    pub mentions: Vec<Uuid>,
    /// The users whom it calls in vain, since they may not see the record.
    pub unreachable: Vec<Uuid>,
}

/// A note's text.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoteText {
    /// Plain text, at most 50,000 characters.
    #[schema(min_length = 1, max_length = 50000)]
    pub text: String,
}

/// What to take back: exactly one of the two.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Undo {
    /// One event.
    pub event: Option<Uuid>,
    /// All events of a batch.
    pub batch: Option<Uuid>,
}

/// What was taken back.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct UndoAnswer {
    /// How many events were reversed.
    pub undone: u64,
    /// The reverse event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<Uuid>,
    /// The batch of reverse events.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub batch: Option<Uuid>,
}

/// A change that the caller may see, as sent by the live stream.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct LiveChange {
    /// The record's object.
    pub object: String,
    /// The record.
    pub id: Uuid,
    /// Its version now.
    pub version: i64,
}

/// Sent by the live stream when the catalogue, pipelines, people or rights have changed: ask for them again.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct LiveCatalogue {
    /// The catalogue's version now.
    pub version: u64,
}
