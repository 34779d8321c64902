//! `deal.move`, `lead.move`: to another stage, of the same pipeline or another, with what the stage asks for filled on the way,
//! and perhaps with what is to be done there.

use kith_catalogue::standard::task;
use kith_catalogue::standard::{PIPELINE, STAGE};
use kith_engine::{CreateOptions, Error, Fields, Record, Result, Tx};
use serde_json::json;
use uuid::Uuid;

use super::fill;
use super::params::{Params, fields};
use crate::leads::begin_batch;
use crate::next_step;

pub(super) fn perform(tx: &mut Tx<'_>, object: &str, id: Uuid, params: &mut Params) -> Result<Record> {
    let version = params.version()?;
    let (stage, pipeline) = (params.take("stage"), params.take("pipeline"));
    let (set, fill, next) = (params.fields("set")?, params.fields("fill")?, params.fields("next")?);
    params.end()?;
    if stage.is_none() && pipeline.is_none() {
        return Err(Error::field("stage", "required"));
    }
    let record = tx.load(object, id)?;
    let filled = fill::where_empty(tx, &record, fill, set)?;
    let mut given = fill::linked(tx, &record, filled)?;
    given.extend(fields([(STAGE, stage), (PIPELINE, pipeline)]));
    if let Some(next) = next {
        plan(tx, &record, next)?;
    }
    tx.update(object, id, version, &given)
}

/// Plans what is to be done about a record, for whoever usually does it. Both changes are one batch.
fn plan(tx: &mut Tx<'_>, record: &Record, mut next: Fields) -> Result<()> {
    begin_batch(tx);
    next.insert(task::ABOUT.to_owned(), json!({"object": &*record.object.key, "id": record.id}));
    if !next.contains_key(task::ASSIGNEE)
        && let Some(assignee) = next_step::usual_assignee(tx, record, None)?
    {
        next.insert(task::ASSIGNEE.to_owned(), assignee.to_string().into());
    }
    match tx.create(task::KEY, &next, CreateOptions::default()) {
        Err(Error::Invalid(problems)) => {
            Err(Error::Invalid(problems.into_iter().map(|problem| problem.at("next")).collect()))
        }
        planned => planned.map(drop),
    }
}
