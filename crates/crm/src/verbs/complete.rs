//! `task.complete`: done, with its result, and the next step planned in the same breath.

use kith_catalogue::standard::task::{self, ABOUT, ASSIGNEE, DONE_AT, RESULT};
use kith_catalogue::{Kind, Problem, Value};
use kith_engine::{CreateOptions, Error, Fields, Record, Result, Tx};
use uuid::Uuid;

use super::params::{Params, fields};

pub(super) fn perform(tx: &mut Tx<'_>, id: Uuid, params: &mut Params) -> Result<Record> {
    let version = params.version()?;
    let result = params.take("result");
    let next = params.fields("next")?;
    let done_at = params.take("done_at").unwrap_or_else(|| tx.ctx.now.to_string().into());
    params.end()?;
    let record = tx.load(task::KEY, id)?;
    if !record.value(DONE_AT).is_null() {
        return Err(Error::refused("already_done"));
    }
    if let Some(next) = next {
        plan_next(tx, &record, next)?;
    }
    tx.update(task::KEY, id, version, &fields([(DONE_AT, Some(done_at)), (RESULT, result)]))
}

/// The next task is about the same thing and for the same person unless it says otherwise. Both changes are one batch,
/// so that they are taken back together.
fn plan_next(tx: &mut Tx<'_>, done: &Record, mut next: Fields) -> Result<()> {
    if tx.ctx.batch.is_none() {
        tx.ctx.batch = Some(tx.new_id());
    }
    for key in [ABOUT, ASSIGNEE] {
        let Some(field) = done.object.get(key) else { continue };
        if !next.contains_key(key) && !done.value(key).is_null() {
            next.insert(key.to_owned(), wire(done.value(key), &field.kind));
        }
    }
    match tx.create(task::KEY, &next, CreateOptions::default()) {
        Ok(_) => Ok(()),
        Err(Error::Invalid(problems)) => {
            Err(Error::Invalid(problems.into_iter().map(|problem: Problem| problem.at("next")).collect()))
        }
        Err(error) => Err(error),
    }
}

/// A value as it would come from outside. A link among several objects names its object.
fn wire(value: &Value, kind: &Kind) -> serde_json::Value {
    match value {
        Value::Link(link) => serde_json::json!({ "object": &*link.object, "id": link.id }),
        other => other.to_json(kind),
    }
}
