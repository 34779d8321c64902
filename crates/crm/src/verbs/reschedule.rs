//! `task.reschedule`: a task that repeats takes place at another time, this once or from now on.
//!
//! Moved alone, an occurrence becomes a task of its own, and the series goes over it as if it were skipped. A whole series
//! is moved by as much as the occurrence that is named, and its rule goes along.

use jiff::{Span, Timestamp};
use kith_catalogue::Problem;
use kith_catalogue::standard::task::{self, DONE_AT, DUE_AT, RECURRENCE};
use kith_engine::{Error, Fields, Record, Result, Tx};
use kith_policy::Action;
use uuid::Uuid;

use super::params::{Params, fields};
use crate::derive::task_zone;
use crate::leads::begin_batch;
use crate::recurrence::Rule;
use crate::series;

pub(super) fn perform(tx: &mut Tx<'_>, id: Uuid, params: &mut Params) -> Result<Record> {
    let version = params.version()?;
    let occurrence = params.moment("occurrence")?;
    let to = params.moment(DUE_AT)?.ok_or_else(|| Error::field(DUE_AT, "required"))?;
    let is_all = params.flag("all")?;
    params.end()?;
    let record = tx.load_for(task::KEY, id, Action::Edit)?;
    if record.deleted_at.is_some() {
        return Err(Error::refused("deleted"));
    }
    if !record.value(DONE_AT).is_null() {
        return Err(Error::refused("already_done"));
    }
    let (Some(rule), Some(due)) = (record.value(RECURRENCE).as_text(), record.value(DUE_AT).as_time()) else {
        return Err(Error::refused("not_recurring"));
    };
    let wrong = |problem: Problem| Error::Invalid(vec![problem.at(RECURRENCE)]);
    let zone = task_zone(tx, &record)?;
    let rule = Rule::parse(rule, &zone).map_err(wrong)?;
    let at = occurrence.unwrap_or(due);
    if at != due && !rule.has(due, at, &zone).map_err(wrong)? {
        return Err(Error::field("occurrence", "not_found"));
    }
    let given = if is_all {
        let local = |at: Timestamp| at.to_zoned(zone.clone()).datetime();
        let days = local(to).date().since(local(at).date()).map_err(Error::internal)?.get_days();
        let moved = local(due).date().checked_add(Span::new().days(days)).map_err(Error::internal)?;
        let moved = moved.to_datetime(local(to).time()).to_zoned(zone.clone()).map_err(Error::internal)?;
        let rule = rule.shifted(days.into()).ok_or_else(|| Error::refused("series_fixed_days"))?;
        change(Some(moved.timestamp()), Some(&rule))
    } else {
        let now = tx.ctx.now;
        let rest = if at == due {
            series::step(tx, &record, now)?.map(|step| (Some(step.at), step.rule))
        } else {
            Some((None, rule.without(at.to_zoned(zone).date()).map_err(wrong)?))
        };
        match rest {
            Some((next, rule)) => {
                begin_batch(tx);
                let mut alone = series::like(tx, &record)?;
                alone.insert(DUE_AT.to_owned(), to.to_string().into());
                series::make(tx, &record, &alone)?;
                change(next, Some(&rule))
            }
            // Nothing follows it: it is the task of its own.
            None => change(Some(to), None),
        }
    };
    tx.update_as(task::KEY, id, version, &given, Some("task.rescheduled"))
}

/// What becomes of the series.
fn change(due: Option<Timestamp>, rule: Option<&Rule>) -> Fields {
    let mut given = fields([(DUE_AT, due.map(|due| due.to_string().into()))]);
    given.insert(RECURRENCE.to_owned(), rule.map(ToString::to_string).into());
    given
}
