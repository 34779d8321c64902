//! Putting stages and pipelines away. History keeps their names; nothing that lives may be left in them.

use kith_catalogue::standard::{PIPELINE, STAGE, deal};
use kith_catalogue::{Expr, Part, Problem, Value};
use kith_engine::query::{ListQuery, Paging};
use kith_engine::{Error, Reader, Result, Sql, Tx};
use serde_json::Value as Json;
use uuid::Uuid;

use super::edit::{changed, number, permit};
use super::{Pipeline, Stage, StageKind};
use crate::{furthest, log};

/// The most records that one removal of a stage moves.
pub(crate) const MAX_MOVED: usize = 50_000;

/// Takes a stage out of use. Its records go to `move_to`, in one batch; without it, a stage that has any stays.
///
/// Returns how many records were moved, and the batch under which that can be undone.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`], [`Error::Refused`] with `stage_not_empty` or `last_of_its_kind`,
/// [`Error::Invalid`] for a `move_to` that does not fit.
pub fn remove_stage(tx: &mut Tx<'_>, id: Uuid, move_to: Option<Uuid>) -> Result<(usize, Option<Uuid>)> {
    permit(tx)?;
    let stage = super::stage(tx.sql(), id)?;
    if stage.archived {
        return Ok((0, None));
    }
    let pipeline = super::find(tx.sql(), stage.pipeline)?;
    if pipeline.in_use().filter(|other| other.kind == stage.kind).count() < 2 {
        return Err(Error::refused("last_of_its_kind"));
    }
    let target = move_to.map(|target| fitting(&pipeline, &stage, target)).transpose()?;
    let moved = tx.as_program(|tx| empty(tx, &pipeline.object, &stage, target))?;
    tx.sql().exec(&Sql::new("UPDATE stage SET archived = 1 WHERE id = ").bind(id))?;
    let order: Vec<Uuid> = pipeline.in_use().map(|other| other.id).filter(|other| *other != id).collect();
    number(tx, "stage", &order)?;
    furthest::recompute(tx, pipeline.id)?;
    let changes = vec![
        log::change("archived", false, true),
        log::change("move_to", Json::Null, move_to.map(|id| id.to_string())),
    ];
    changed(tx, "stage", "archived", id, changes)?;
    Ok(moved)
}

fn fitting<'a>(pipeline: &'a Pipeline, stage: &Stage, target: Uuid) -> Result<&'a Stage> {
    let target = pipeline.in_use().find(|other| other.id == target && other.id != stage.id);
    let target = target.ok_or_else(|| Error::field("move_to", "not_in_pipeline"))?;
    if target.kind == stage.kind { Ok(target) } else { Err(Error::field("move_to", "other_kind")) }
}

/// Moves all records out of a stage. Whoever may manage pipelines may see only some of them: the program does it.
fn empty(tx: &mut Tx<'_>, object: &str, stage: &Stage, target: Option<&Stage>) -> Result<(usize, Option<Uuid>)> {
    let ids = records_where(tx, object, STAGE, stage.id, MAX_MOVED + 1)?;
    if ids.is_empty() {
        return Ok((0, None));
    }
    let Some(target) = target else {
        let problem = Problem::new(if object == deal::KEY { "deals_in_stage" } else { "leads_in_stage" })
            .at("move_to")
            .with("count", ids.len());
        return Err(Error::Refused { code: "stage_not_empty", problems: vec![problem] });
    };
    if ids.len() > MAX_MOVED {
        return Err(Error::Invalid(vec![Problem::new("too_many").at("move_to").with("max", MAX_MOVED)]));
    }
    let batch = tx.ctx.batch.unwrap_or_else(|| tx.new_id());
    let outer = tx.ctx.batch.replace(batch);
    for &id in &ids {
        let before = tx.load(object, id)?;
        let mut after = before.clone();
        after.set(STAGE, Value::Ref(target.id));
        tx.change(before, after, &format!("{object}.moved"))?;
    }
    tx.ctx.batch = outer;
    Ok((ids.len(), Some(batch)))
}

/// Takes a pipeline out of use; it must be empty and not the default.
pub(super) fn put_away(tx: &mut Tx<'_>, pipeline: &Pipeline) -> Result<()> {
    if pipeline.is_default {
        return Err(Error::refused("default_pipeline"));
    }
    if !tx.as_program(|tx| records_where(tx, &pipeline.object, PIPELINE, pipeline.id, 1))?.is_empty() {
        return Err(Error::refused("pipeline_not_empty"));
    }
    tx.sql().exec(&Sql::new("UPDATE pipeline SET archived = 1 WHERE id = ").bind(pipeline.id))?;
    Ok(())
}

/// Takes a pipeline into use again.
pub(super) fn take_back(tx: &mut Tx<'_>, pipeline: &Pipeline) -> Result<()> {
    tx.sql().exec(&Sql::new("UPDATE pipeline SET archived = 0 WHERE id = ").bind(pipeline.id))?;
    Ok(())
}

/// A record that comes back from the bin to where nothing may stand any more goes on: to another stage when its stage was
/// put away meanwhile, to the usual pipeline when its whole pipeline was.
pub(crate) fn house_restored(tx: &mut Tx<'_>, restored: &kith_engine::Record) -> Result<()> {
    let Some(stage) = restored.reference(STAGE) else { return Ok(()) };
    let stage = super::stage(tx.sql(), stage)?;
    let pipeline = super::find(tx.sql(), stage.pipeline)?;
    let next = match (pipeline.archived, stage.archived) {
        (false, false) => None,
        (false, true) => next_home(&pipeline, &stage),
        (true, _) => {
            let usual = super::default_for(tx.sql(), &restored.object.key)?;
            usual.first_of(stage.kind).or_else(|| usual.first_open()).map(|other| other.id)
        }
    };
    let Some(next) = next else { return Ok(()) };
    let mut after = restored.clone();
    after.set(STAGE, Value::Ref(next));
    tx.as_program(|tx| tx.change(restored.clone(), after.clone(), &format!("{}.moved", restored.object.key)))?;
    Ok(())
}

fn next_home(pipeline: &Pipeline, stage: &Stage) -> Option<Uuid> {
    let alike = |other: &&Stage| other.kind == stage.kind;
    let before = pipeline.in_use().filter(alike).filter(|other| other.position < stage.position).last();
    before.or_else(|| pipeline.first_of(stage.kind)).or_else(|| pipeline.first_of(StageKind::Open)).map(|s| s.id)
}

/// Live records whose field holds this id, at most so many.
pub(crate) fn records_where(
    reader: &mut Reader<'_>,
    object: &str,
    field: &str,
    id: Uuid,
    most: usize,
) -> Result<Vec<Uuid>> {
    let object = reader.object(object)?;
    let mut query = ListQuery::new(&*object.key);
    query.filter = Expr::eq(object.must(field), Part::Value, id);
    query.fields = Some(vec![object.title]);
    query.limit = most.min(500);
    let mut ids = Vec::new();
    loop {
        let page = reader.list(&query)?;
        ids.extend(page.rows.iter().map(|row| row.id));
        match page.next {
            Some(next) if ids.len() < most => query.paging = Paging::Cursor(next),
            _ => return Ok(ids),
        }
    }
}
