//! What is told in the event log. Every event is drafted here, so that all say alike who, when, whence, and on whose
//! timelines they stand.

use kith_catalogue::{Kind, Value};
use kith_store::events::{self, EventDraft, FieldChange};
use uuid::Uuid;

use crate::{Cause, Ctx, Origin, Record, Result, Tx};

/// Who tells, when, whence and because of what.
#[derive(Debug, Clone)]
pub struct Teller {
    /// The person.
    pub actor: Option<Uuid>,
    /// The sort of actor.
    pub kind: &'static str,
    /// The door.
    pub origin: Origin,
    /// When, in milliseconds UTC.
    pub at: i64,
    /// The event that led to it.
    pub cause: Option<Cause>,
    /// What it can be undone with.
    pub batch: Option<Uuid>,
    /// The request.
    pub request_id: String,
}

impl Teller {
    /// The one of a command.
    pub fn of(ctx: &Ctx) -> Self {
        Self {
            actor: ctx.user_id(),
            kind: ctx.actor.kind(),
            origin: ctx.origin,
            at: ctx.now.as_millisecond(),
            cause: ctx.cause,
            batch: ctx.batch,
            request_id: ctx.request_id.clone(),
        }
    }

    /// An event of that id and name.
    pub fn draft(self, id: Uuid, name: &str, about: About, changes: Vec<FieldChange>) -> EventDraft {
        EventDraft {
            id,
            at: self.at,
            name: name.to_owned(),
            object: about.object,
            record: about.id,
            version: about.version,
            actor: self.actor,
            actor_kind: self.kind.to_owned(),
            origin: self.origin.as_str().to_owned(),
            cause: self.cause.map(|cause| cause.event),
            depth: self.cause.map_or(0, |cause| cause.depth),
            batch: self.batch,
            request_id: self.request_id,
            subjects: about.subjects,
            changes,
        }
    }
}

/// What an event is about, and on whose timelines it stands.
#[derive(Debug, Clone)]
pub struct About {
    object: String,
    id: Uuid,
    version: i64,
    subjects: Vec<(String, Uuid)>,
}

impl About {
    /// A record; it stands also on the timelines of what it links to.
    pub fn record(record: &Record) -> Self {
        let (object, id) = (record.object.key.to_string(), record.id);
        Self { object, id, version: record.version, subjects: subjects(record) }
    }

    /// A row of a hand-written table.
    pub fn row(table: &str, id: Uuid) -> Self {
        Self { object: table.to_owned(), id, version: 0, subjects: vec![(table.to_owned(), id)] }
    }

    /// The same, also on the timelines of what the record linked to before.
    #[must_use]
    pub fn and_before(mut self, before: &Record) -> Self {
        self.subjects.extend(subjects(before));
        self.subjects.sort();
        self.subjects.dedup();
        self
    }
}

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

impl Tx<'_> {
    /// An event in the words of the current command, to be appended with others.
    pub(crate) fn event(&self, name: &str, about: About, changes: Vec<FieldChange>) -> EventDraft {
        Teller::of(&self.ctx).draft(self.new_id(), name, about, changes)
    }

    /// Appends an event in the words of the current command: its id.
    ///
    /// # Errors
    /// When the store fails.
    pub fn tell(&mut self, name: &str, about: About, changes: Vec<FieldChange>) -> Result<Uuid> {
        let draft = self.event(name, about, changes);
        events::append(self.sql(), &draft)?;
        Ok(draft.id)
    }
}
