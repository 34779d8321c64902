//! `task.skip`: this time it is left out; the task moves on to its next occurrence.

use kith_catalogue::standard::task::{self, DONE_AT, DUE_AT, RECURRENCE};
use kith_engine::{Error, Record, Result, Tx};
use uuid::Uuid;

use super::params::{Params, fields};
use crate::series;

pub(super) fn perform(tx: &mut Tx<'_>, id: Uuid, params: &mut Params) -> Result<Record> {
    let version = params.version()?;
    params.end()?;
    let record = tx.load(task::KEY, id)?;
    if !record.value(DONE_AT).is_null() {
        return Err(Error::refused("already_done"));
    }
    let Some(rule) = record.value(RECURRENCE).as_text() else { return Err(Error::refused("not_recurring")) };
    let now = tx.ctx.now;
    let step = series::step(tx, &record, now)?.ok_or_else(|| Error::refused("no_next_occurrence"))?;
    let left = step.rule.to_string();
    let rule = (left != rule).then(|| left.into());
    let given = fields([(DUE_AT, Some(step.at.to_string().into())), (RECURRENCE, rule)]);
    tx.update_as(task::KEY, id, version, &given, Some("task.skipped"))
}
