//! `task.complete`: done, with its result, and what follows in the same breath: the next task, the next stage of the deal
//! that it is about, or the outcome of that deal.

use kith_catalogue::Problem;
use kith_catalogue::standard::deal;
use kith_catalogue::standard::task::{self, DONE_AT, RESULT};
use kith_engine::{CreateOptions, Error, Fields, Record, Result, Tx};
use serde_json::Value as Json;
use uuid::Uuid;

use super::params::{Params, fields};
use crate::{next_step, series};

pub(super) fn perform(tx: &mut Tx<'_>, id: Uuid, params: &mut Params) -> Result<Record> {
    let version = params.version()?;
    let result = params.take("result");
    let (next, then) = (params.fields("next")?, Then::take(params)?);
    let done_at = params.take("done_at").unwrap_or_else(|| tx.ctx.now.to_string().into());
    params.end()?;
    let record = tx.load(task::KEY, id)?;
    if !record.value(DONE_AT).is_null() {
        return Err(Error::refused("already_done"));
    }
    if let Some(next) = next {
        plan_next(tx, &record, next)?;
    }
    if then.is_some() {
        begin_batch(tx);
    }
    let done = tx.update(task::KEY, id, version, &fields([(DONE_AT, Some(done_at)), (RESULT, result)]))?;
    if let Some(then) = then {
        then.perform(tx, &record)?;
    }
    Ok(done)
}

/// What becomes of the deal that a task is about.
struct Then {
    /// The parameter that asked for it.
    asked: &'static str,
    verb: &'static str,
    params: Fields,
}

impl Then {
    fn take(params: &mut Params) -> Result<Option<Self>> {
        let (stage, set, outcome) = (params.take("stage"), params.take("set"), params.fields("outcome")?);
        match (stage, outcome) {
            (Some(_), Some(_)) => Err(Error::field("outcome", "not_allowed")),
            (None, None) if set.is_some() => Err(Error::field("set", "not_allowed")),
            (None, None) => Ok(None),
            (Some(stage), None) => {
                let params = fields([("stage", Some(stage)), ("set", set)]);
                Ok(Some(Self { asked: "stage", verb: "move", params }))
            }
            (None, Some(outcome)) => {
                let one = if outcome.len() == 1 { outcome.into_iter().next() } else { None };
                let (verb, said) = match one {
                    Some((kind, said)) if kind == "won" => ("win", said),
                    Some((kind, said)) if kind == "lost" => ("lose", said),
                    _ => return Err(Error::field("outcome", "won_or_lost")),
                };
                let Json::Object(mut said) = said else { return Err(Error::field("outcome", "wrong_type")) };
                if let Some(set) = set {
                    said.insert("set".to_owned(), set);
                }
                Ok(Some(Self { asked: "outcome", verb, params: said }))
            }
        }
    }

    fn perform(self, tx: &mut Tx<'_>, done: &Record) -> Result<()> {
        let deal = next_step::deal_of(done).ok_or_else(|| Error::field(self.asked, "not_about_a_deal"))?;
        super::perform(tx, deal::KEY, deal, self.verb, &self.params).map(drop)
    }
}

fn begin_batch(tx: &mut Tx<'_>) {
    if tx.ctx.batch.is_none() {
        tx.ctx.batch = Some(tx.new_id());
    }
}

/// The next task is about the same thing and for the same person unless it says otherwise. Both changes are one batch,
/// so that they are taken back together.
fn plan_next(tx: &mut Tx<'_>, done: &Record, mut next: Fields) -> Result<()> {
    begin_batch(tx);
    for key in series::INHERITED {
        let Some(field) = done.object.get(key) else { continue };
        if !next.contains_key(key) && !done.value(key).is_null() {
            next.insert(key.to_owned(), series::wire(done.value(key), &field.kind));
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
