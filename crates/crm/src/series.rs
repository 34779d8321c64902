//! Tasks that repeat: there is always one to be done, and the rule goes from it to the next. Whatever door a task is
//! completed through, its successor is made with it, in one batch, and both are taken back together.

use std::sync::Arc;

use jiff::Timestamp;
use kith_catalogue::standard::task::{self, ABOUT, ASSIGNEE, DONE_AT, DUE_AT, RECURRENCE, RESULT};
use kith_catalogue::{Field, Kind, Value};
use kith_engine::{Change, CreateOptions, Error, Fields, Record, Result, Tx};

use crate::derive::task_zone;
use crate::recurrence::{Rule, Step};

/// Where the series of a task leads after it: past what has gone by already.
pub(crate) fn step(tx: &mut Tx<'_>, task: &Record, now: Timestamp) -> Result<Option<Step>> {
    let (Some(rule), Some(due)) = (task.value(RECURRENCE).as_text(), task.value(DUE_AT).as_time()) else {
        return Ok(None);
    };
    let zone = task_zone(tx, task)?;
    let found = Rule::parse(rule, &zone).and_then(|rule| rule.next(due, now, &zone));
    found.map_err(|problem| Error::Invalid(vec![problem.at(RECURRENCE)]))
}

/// Makes the task that follows the one being completed, and leaves the rule to it.
pub(crate) fn go_on(tx: &mut Tx<'_>, change: &mut Change) -> Result<()> {
    let now = tx.ctx.now;
    let found = step(tx, &change.after, now)?;
    change.after.set(RECURRENCE, Value::Null);
    let Some(step) = found else { return Ok(()) };
    if tx.ctx.batch.is_none() {
        tx.ctx.batch = Some(tx.new_id());
    }
    let mut next = like(tx, &change.after)?;
    next.insert(DUE_AT.to_owned(), step.at.to_string().into());
    next.insert(RECURRENCE.to_owned(), step.rule.to_string().into());
    make(tx, &change.after, &next)
}

/// Makes a task that takes over what another one holds.
pub(crate) fn make(tx: &mut Tx<'_>, from: &Record, next: &Fields) -> Result<()> {
    if is_all_in_reach(tx, from, next) {
        match tx.attempt(|tx| tx.create(task::KEY, next, CreateOptions::default())) {
            // What the person may not do or see must not end the series.
            Err(Error::Forbidden { .. } | Error::Invalid(_) | Error::NotFound) => {}
            made => return made.map(drop),
        }
    }
    tx.as_program(|tx| tx.create(task::KEY, next, CreateOptions::default())).map(drop)
}

/// What another task takes over: all but when it is due and what came of this one, and whom or what there no longer is.
pub(crate) fn like(tx: &mut Tx<'_>, done: &Record) -> Result<Fields> {
    let object = Arc::clone(&done.object);
    let mut next = Fields::new();
    for field in &object.fields {
        let value = done.value(&field.key);
        let is_own = matches!(&*field.key, DONE_AT | RESULT | DUE_AT | RECURRENCE) || field.unique;
        let is_kept = !field.system || &*field.key == kith_catalogue::standard::TAGS;
        if value.is_null() || is_own || !is_kept || field.read_only || !is_there(tx, field, value)? {
            continue;
        }
        next.insert(field.key.to_string(), wire(value, &field.kind));
    }
    Ok(next)
}

fn is_there(tx: &mut Tx<'_>, field: &Field, value: &Value) -> Result<bool> {
    match (&field.kind, value) {
        (Kind::User, Value::Ref(id)) => {
            Ok(kith_engine::people::users::find(tx.sql(), *id)?.is_some_and(|person| person.active))
        }
        (Kind::Link { .. }, Value::Link(link)) => {
            let (object, id) = (Arc::clone(&link.object), link.id);
            tx.as_program(|tx| tx.exists(&object, id))
        }
        _ => Ok(true),
    }
}

/// Whether the actor may write all that is taken over himself.
fn is_all_in_reach(tx: &Tx<'_>, done: &Record, next: &Fields) -> bool {
    let access = tx.access.object(&done.object);
    next.keys().all(|key| done.object.field(key).is_some_and(|ix| access.may_read(ix) && access.may_write(ix)))
}

/// A value as it would come from outside. A link among several objects names its object.
pub(crate) fn wire(value: &Value, kind: &Kind) -> serde_json::Value {
    match value {
        Value::Link(link) => serde_json::json!({ "object": &*link.object, "id": link.id }),
        other => other.to_json(kind),
    }
}

/// The fields that a task planned by hand takes from the one before it.
pub(crate) const INHERITED: [&str; 2] = [ABOUT, ASSIGNEE];
