//! The next step: the open task about a deal that is due first. Deals carry it, kept in the transaction of whatever
//! changes it; and where a pipeline enforces it, no open deal is without one when a command ends.
//!
//! A deal that comes to be open (made, reopened, restored, brought from another pipeline) gets its stage's first task. A
//! task that is the last one can only be taken away together with what follows it: that is looked at when the command
//! ends, since in between it may be so.
//!
//! A deal that a lead becomes gets the lead's tasks. What somebody is still to do of them is its next step, so that no first
//! task is made besides; the activity plan of its stage is made as for any deal that enters it, but for what is among them.

mod plan;

use std::collections::{BTreeMap, BTreeSet};

use kith_catalogue::filter::{Expr, Test};
use kith_catalogue::sort::{Dir, Sort};
use kith_catalogue::standard::deal::{self, OWNER, PIPELINE, STAGE};
use kith_catalogue::standard::lead;
use kith_catalogue::standard::task::{self, ABOUT, ASSIGNEE, DONE_AT, DUE_AT};
use kith_catalogue::standard::{NEXT_TASK, NEXT_TASK_AT};
use kith_catalogue::{LinkRef, Part, Problem, Value};
use kith_engine::query::ListQuery;
use kith_engine::{Change, Error, Origin, Record, Result, Tx};
use kith_policy::{Action, Actor};
use uuid::Uuid;

use crate::pipeline::{self, NextStep, Pipeline, Stage, StageKind};

pub(crate) use plan::{Planned, make_one, zone_of};

/// The code of a refusal.
const CODE: &str = "next_step_required";

/// The last open task that is somebody's is gone: something else has to be there when the command ends.
const GONE: u32 = 1;
/// The deal has come to be open: if nothing is there when the command ends, the first task is made.
const CAME: u32 = 2;
/// Nobody is to do a task any more that somebody was to do.
const NOBODY: u32 = 4;
/// The deal was made of a lead whose tasks come along: its stage plans when the command ends what is not among them.
const PLAN: u32 = 32;

/// Keeps next steps in step with a change that has just been written.
pub(crate) fn follow(tx: &mut Tx<'_>, change: &Change) -> Result<()> {
    match change.object() {
        task::KEY => follow_task(tx, change),
        deal::KEY | lead::KEY => follow_record(tx, change),
        _ => Ok(()),
    }
}

/// The deal that a task is about.
pub(crate) fn deal_of(task: &Record) -> Option<Uuid> {
    match task.value(ABOUT) {
        Value::Link(link) if &*link.object == deal::KEY => Some(link.id),
        _ => None,
    }
}

fn is_open(task: &Record) -> bool {
    task.deleted_at.is_none() && task.value(DONE_AT).is_null()
}

fn follow_task(tx: &mut Tx<'_>, change: &Change) -> Result<()> {
    let was = change.before.as_ref().filter(|task| is_open(task)).and_then(deal_of);
    let is = Some(&change.after).filter(|task| is_open(task)).and_then(deal_of);
    if was == is && !change.changes(DUE_AT) && !change.changes(ASSIGNEE) {
        return Ok(());
    }
    for deal in BTreeSet::from_iter(was.into_iter().chain(is)) {
        let next = refresh(tx, deal)?;
        let is_somebodys = next.is_some_and(|task| !task.value(ASSIGNEE).is_null());
        if was == Some(deal) && is != was && !is_somebodys {
            tx.defer(deal, GONE);
        }
    }
    if let Some(deal) = is.filter(|_| was == is && change.changes(ASSIGNEE) && change.after.value(ASSIGNEE).is_null()) {
        tx.defer(deal, NOBODY);
    }
    Ok(())
}

/// Writes the next step of a deal anew, and answers it.
pub(crate) fn refresh(tx: &mut Tx<'_>, deal: Uuid) -> Result<Option<Record>> {
    tx.as_program(|tx| {
        let next = first_open(tx, deal, false)?;
        if let Some(deal) = tx.find_any(deal::KEY, deal)? {
            let at = next.as_ref().map_or(Value::Null, |task| task.value(DUE_AT).clone());
            let link = |task: &Record| Value::Link(LinkRef { object: task.object.key.clone(), id: task.id });
            tx.keep(&deal, &[(NEXT_TASK, next.as_ref().map_or(Value::Null, link)), (NEXT_TASK_AT, at)])?;
        }
        Ok(next)
    })
}

/// The open task about a deal (or anything else) that is due first; only those that somebody is to do, if so wanted.
pub(crate) fn first_open(tx: &mut Tx<'_>, deal: Uuid, assigned: bool) -> Result<Option<Record>> {
    let object = tx.object(task::KEY)?;
    let mut query = ListQuery::new(task::KEY);
    query.filter =
        Expr::eq(object.must(ABOUT), Part::Value, deal).and(Expr::term(object.must(DONE_AT), Test::Filled).negate());
    if assigned {
        query.filter = query.filter.and(Expr::term(object.must(ASSIGNEE), Test::Filled));
    }
    query.sort = vec![Sort::new(DUE_AT, Dir::Asc, &tx.cat, &object).map_err(Error::BadRequest)?];
    query.fields = Some(vec![object.title, object.must(DUE_AT), object.must(ASSIGNEE)]);
    query.limit = 1;
    let row = tx.list(&query)?.rows.into_iter().next();
    Ok(row.map(|raw| kith_engine::wire::record(&object, raw)))
}

fn follow_record(tx: &mut Tx<'_>, change: &Change) -> Result<()> {
    let record = &change.after;
    let was_deleted = change.before.as_ref().is_some_and(|before| before.deleted_at.is_some());
    let restored = was_deleted && record.deleted_at.is_none();
    let moved = change.changes(STAGE);
    if record.deleted_at.is_some() || !(moved || restored) {
        return Ok(());
    }
    let Some((pipeline, stage)) = home(tx, record)? else { return Ok(()) };
    if stage.kind != StageKind::Open {
        return Ok(());
    }
    let carried_over = matches!(tx.ctx.origin, Origin::Import | Origin::Migration);
    let by_program = matches!(tx.ctx.actor, Actor::System);
    let enforced = pipeline.rules.next_step == NextStep::Enforce;
    let plans = moved && !change.undo && !carried_over && !by_program;
    if plans && tx.ctx.plans_follow {
        tx.defer(record.id, PLAN);
        return Ok(());
    }
    if plans {
        plan::make(tx, record, &stage)?;
    }
    if !enforced {
        return Ok(());
    }
    if change.undo || restored {
        tx.defer(record.id, CAME);
        return Ok(());
    }
    begin(tx, record, &stage, false)
}

/// Makes the first task of a deal that has none; none that somebody is to do, if `assigned`.
fn begin(tx: &mut Tx<'_>, deal: &Record, stage: &Stage, assigned: bool) -> Result<()> {
    let none = tx.as_program(|tx| Ok(first_open(tx, deal.id, assigned)?.is_none()))?;
    if none { plan::make_first(tx, deal, stage) } else { Ok(()) }
}

/// Makes the first task of an open deal that has none, whatever its pipeline asks for.
pub(crate) fn ensure_first(tx: &mut Tx<'_>, deal: Uuid) -> Result<()> {
    let Some(deal) = tx.find_any(deal::KEY, deal)? else { return Ok(()) };
    match home(tx, &deal)? {
        Some((_, stage)) if stage.kind == StageKind::Open => begin(tx, &deal, &stage, false),
        _ => Ok(()),
    }
}

/// Whether entering a stage makes tasks, so that the move is one of several changes.
pub(crate) fn makes_tasks(pipeline: &Pipeline, stage: &Stage) -> bool {
    stage.kind == StageKind::Open && (!stage.rules.plan.is_empty() || pipeline.rules.next_step == NextStep::Enforce)
}

fn home(tx: &mut Tx<'_>, deal: &Record) -> Result<Option<(Pipeline, Stage)>> {
    let Some(id) = deal.reference(STAGE) else { return Ok(None) };
    let pipeline = pipeline::of_stage(tx.sql(), id)?;
    let stage = pipeline.stage(id).cloned();
    Ok(stage.map(|stage| (pipeline, stage)))
}

/// Looks once more at deals whose tasks have changed, when a command is about to end.
pub(crate) fn settle(tx: &mut Tx<'_>, deferred: BTreeMap<Uuid, u32>) -> Result<()> {
    for (id, marks) in deferred.into_iter().filter(|(_, marks)| marks & (GONE | CAME | NOBODY | PLAN) != 0) {
        let Some(deal) = tx.as_program(|tx| tx.find_any(deal::KEY, id))? else { continue };
        if deal.deleted_at.is_some() {
            continue;
        }
        let Some((pipeline, stage)) = home(tx, &deal)? else { continue };
        if stage.kind != StageKind::Open {
            continue;
        }
        if marks & PLAN != 0 {
            plan::make(tx, &deal, &stage)?;
        }
        if pipeline.rules.next_step != NextStep::Enforce {
            continue;
        }
        if marks & (CAME | PLAN) != 0 {
            begin(tx, &deal, &stage, marks & PLAN != 0)?;
        }
        // One that nobody is to do is no step: what is left once another is gone, or given to nobody, has to be somebody's.
        let assigned = marks & (GONE | NOBODY) != 0;
        if tx.as_program(|tx| Ok(first_open(tx, id, assigned)?.is_none()))? {
            return Err(refusal(tx, &deal)?);
        }
    }
    Ok(())
}

fn refusal(tx: &mut Tx<'_>, deal: &Record) -> Result<Error> {
    let mut problem = Problem::new(CODE).at("next").with("deal", deal.id.to_string());
    if tx.may(deal, Action::Read)? {
        let pipeline = deal.reference(PIPELINE).map(|id| id.to_string());
        problem = problem.with("title", deal.title()).with("pipeline", pipeline);
    }
    Ok(Error::Refused { code: CODE, problems: vec![problem] })
}

/// Who is to do what follows from a deal: its owner, or whoever acts, as long as he is here.
pub(crate) fn usual_assignee(tx: &mut Tx<'_>, deal: &Record, wanted: Option<Uuid>) -> Result<Option<Uuid>> {
    for person in [wanted, deal.reference(OWNER), tx.ctx.user_id()].into_iter().flatten() {
        if kith_engine::people::users::find(tx.sql(), person)?.is_some_and(|person| person.active) {
            return Ok(Some(person));
        }
    }
    Ok(None)
}
