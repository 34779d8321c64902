//! Taking back: the reverse of an event or of a whole batch, itself recorded as events.

use kith_catalogue::{ParseCx, Problem, Value};
use kith_policy::Action;
use kith_store::events::{self, EventRow};
use serde::Serialize;
use uuid::Uuid;

use crate::ctx::Cause;
use crate::{Change, Error, Record, Result, Tx, apply};

/// What is to be taken back.
#[derive(Debug, Clone, Copy)]
pub enum Target {
    /// One event.
    Event(Uuid),
    /// All events of a batch.
    Batch(Uuid),
}

/// What was taken back.
#[derive(Debug, Clone, Serialize)]
pub struct Undone {
    /// How many changes.
    pub undone: usize,
    /// The event that did it, for a single change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<Uuid>,
    /// The batch that did it, for several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub batch: Option<Uuid>,
}

/// Reverses an event or a batch, newest change first.
///
/// # Errors
/// [`Error::NotFound`] for what the actor may not see: an event about a record, or about nothing but fields, that are hidden
/// from him; a batch of nothing else. [`Error::Forbidden`] without the right to make
/// the reverse change, [`Error::Refused`] with `undo_collision` where later changes stand in the way; nothing is taken
/// back then.
pub fn run(tx: &mut Tx<'_>, target: Target) -> Result<Undone> {
    let rows = match target {
        Target::Event(id) => events::by_id(tx.sql(), id)?.into_iter().collect::<Vec<_>>(),
        Target::Batch(id) => events::by_batch(tx.sql(), id)?,
    };
    let mut sees = false;
    for row in &rows {
        sees = sees || is_seen(tx, row)?;
    }
    if !sees {
        return Err(Error::NotFound);
    }
    let batch = matches!(target, Target::Batch(_)).then(|| tx.new_id());
    if batch.is_some() {
        tx.ctx.batch = batch;
    }
    let mut undone = 0;
    for row in rows.iter().rev() {
        undone += usize::from(reverse(tx, row).map_err(collided)?);
    }
    tx.settle().map_err(collided)?;
    if undone == 0 {
        return Err(Error::refused("nothing_to_undo"));
    }
    // Taking back one change may lead to others, which then are one batch with it.
    let batch = tx.ctx.batch;
    let event = if batch.is_none() { tx.last_event() } else { None };
    Ok(Undone { undone, event, batch })
}

/// What does not hold any more (what a link led to is gone) stands in the way as a later change does: nobody has given a
/// value that he could give better.
fn collided(error: Error) -> Error {
    match error {
        Error::Invalid(problems) => Error::Refused { code: "undo_collision", problems },
        other => other,
    }
}

/// Whether an event of this name is of a kind that can be taken back at all.
pub fn is_reversible(event: &str) -> bool {
    !event.ends_with(".noted")
        && !event.ends_with(".note_withdrawn")
        && !event.ends_with(".note_returned")
        && !event.ends_with(".mentioned")
        && !event.ends_with(".talked")
        && !event.ends_with(".reckoned")
        && !event.ends_with(".rules_broken")
        && !event.ends_with(".destroyed")
}

/// Whether the actor may know of an event, as a timeline tells it. What he has done himself he knows.
fn is_seen(tx: &mut Tx<'_>, event: &EventRow) -> Result<bool> {
    let record = match tx.find_any(&event.object, event.record) {
        Ok(Some(record)) => record,
        Ok(None) | Err(Error::NotFound) => return Ok(false),
        Err(error) => return Err(error),
    };
    let own = event.actor.is_some() && event.actor == tx.ctx.user_id();
    let access = tx.access.object(&record.object);
    let tells = |field: &str| record.object.field(field).is_none_or(|ix| access.may_read(ix));
    let is_bare = event.version == 1 || event.changes.is_empty();
    Ok(own || is_bare || event.changes.iter().any(|change| tells(&change.field)))
}

fn reverse(tx: &mut Tx<'_>, event: &EventRow) -> Result<bool> {
    let record = tx.find_any(&event.object, event.record)?;
    tx.ctx.cause = Some(Cause { event: event.id, depth: event.depth + 1 });
    if record.is_some()
        && let Some(done) = tx.workspace().domain().take_back(tx, event)?
    {
        tx.note_event(done);
        return Ok(true);
    }
    if !is_reversible(&event.name) {
        return Ok(false);
    }
    let record = record.ok_or(Error::NotFound)?;
    match event.name.rsplit('.').next() {
        Some("deleted") => {
            if record.deleted_at.is_none() {
                return Err(collision(event, &record, "deleted_at"));
            }
            tx.permit(&record, Action::Delete)?;
            apply::set_deleted(tx, record, None, "restored")?;
        }
        Some("restored") => {
            if record.deleted_at.is_some() {
                return Err(collision(event, &record, "deleted_at"));
            }
            tx.permit(&record, Action::Delete)?;
            let now = tx.ctx.now.as_millisecond();
            apply::set_deleted(tx, record, Some(now), "deleted")?;
        }
        _ if event.version == 1 => take_back_creation(tx, event, record)?,
        _ => take_back_changes(tx, event, record)?,
    }
    Ok(true)
}

/// A record that only its maker has touched may be taken back by him even without the right to delete.
fn take_back_creation(tx: &mut Tx<'_>, event: &EventRow, record: Record) -> Result<()> {
    if record.deleted_at.is_some() {
        return Err(collision(event, &record, "deleted_at"));
    }
    let own = event.actor.is_some() && event.actor == tx.ctx.user_id();
    if record.version != event.version && !stands_as_made(event, &record) {
        return Err(collision(event, &record, "version"));
    }
    if !own {
        tx.permit(&record, Action::Delete)?;
    }
    let now = tx.ctx.now.as_millisecond();
    apply::set_deleted(tx, record, Some(now), "deleted")?;
    Ok(())
}

/// True when every later change of the record has been taken back, so that it stands as it was made.
fn stands_as_made(event: &EventRow, record: &Record) -> bool {
    let changes = &event.changes;
    for (ix, field) in record.object.fields.iter().enumerate() {
        if (field.system && &*field.key != "tags") || kith_catalogue::standard::is_kept(&field.key) {
            continue;
        }
        let made = changes.iter().find(|change| change.field == *field.key).and_then(|change| change.after.clone());
        let now = record.get(ix);
        let now = (!now.is_null()).then(|| now.to_json(&field.kind));
        if made != now {
            return false;
        }
    }
    true
}

fn take_back_changes(tx: &mut Tx<'_>, event: &EventRow, record: Record) -> Result<()> {
    if record.deleted_at.is_some() {
        return Err(collision(event, &record, "deleted_at"));
    }
    tx.permit(&record, Action::Edit)?;
    if let Some(whole) = record.object.parent
        && tx.whole_is_deleted(&record)?
    {
        return Err(collision(event, &record, &record.object.fields[whole].key));
    }
    let mut after = record.clone();
    let mut given = std::collections::BTreeSet::new();
    let mut problems = Vec::new();
    let cat = tx.cat.clone();
    let cx = ParseCx { country: &cat.country, currency: cat.currency, zone: &cat.zone };
    // What followed from one's own change (the cost that came with a product) goes back with it, also unseen.
    let own = event.actor.is_some() && event.actor == tx.ctx.user_id();
    for change in &event.changes {
        let Some(ix) = record.object.field(&change.field) else { continue };
        let field = &record.object.fields[ix];
        let access = tx.access.clone();
        let access = access.object(&record.object);
        if !(own || field.read_only || access.may_write(ix)) {
            return Err(Error::forbidden("edit"));
        }
        let now = record.get(ix);
        let now = (!now.is_null()).then(|| now.to_json(&field.kind));
        if now != change.after {
            problems.push(Problem::new("changed_since").at(&change.field));
            continue;
        }
        let value = match &change.before {
            None => Value::Null,
            Some(json) => field.kind.parse(json, &cx).map_err(|problem| Error::Refused {
                code: "undo_collision",
                problems: vec![problem.at(&change.field)],
            })?,
        };
        after.values[ix] = value;
        given.insert(ix);
    }
    if !problems.is_empty() {
        return Err(Error::Refused { code: "undo_collision", problems });
    }
    let name = format!("{}.undone", record.object.key);
    let mut change = Change { before: Some(record), after, given, event: name, undo: true, handed: None };
    tx.workspace().domain().before(tx, &mut change)?;
    apply::update(tx, change)?;
    Ok(())
}

fn collision(event: &EventRow, record: &Record, field: &str) -> Error {
    let problem = Problem::new("changed_since")
        .at(field)
        .with("record", record.id.to_string())
        .with("title", record.title())
        .with("event", event.id.to_string());
    Error::Refused { code: "undo_collision", problems: vec![problem] }
}
