//! Removing a set-up. What nobody has touched goes without a trace; what the company has made its own stays, or goes where
//! it is told to.

use kith_catalogue::standard::deal::{self, PIPELINE, STAGE};
use kith_catalogue::standard::{company, contact, lead, price_list, product, task};
use kith_catalogue::{Problem, Value};
use kith_engine::{Error, Result, Tx};
use serde_json::Value as Json;
use uuid::Uuid;

use super::leave::{self, Leaving};
use super::preview::Leave;
use super::{kept, permit, preview};
use crate::pipeline::{self, archive, forget};
use crate::{calculations, log, scripts, views};

/// What becomes of the company's own deals in the pipelines of the set-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Deals {
    /// Where there are any, removing is refused.
    #[default]
    Ask,
    /// Pipelines that have some stay, as the company's own.
    Keep,
    /// They go on in this pipeline.
    Move(Uuid),
}

/// What becomes of fields that the company itself has filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fields {
    /// They are retired like the others: no longer shown, their values kept in the database.
    #[default]
    Retire,
    /// They stay, as the company's own.
    Keep,
}

/// How a set-up is to be removed.
#[derive(Debug, Clone, Copy, Default)]
pub struct RemoveOptions {
    /// The company's own deals.
    pub deals: Deals,
    /// Fields that the company itself has filled.
    pub fields: Fields,
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Removed {
    /// Pipelines that are no longer in use.
    pub pipelines: usize,
    /// Pipelines that stay, as the company's own.
    pub pipelines_kept: usize,
    /// Deals of the company's own that were moved.
    pub deals_moved: usize,
    /// Fields that were retired.
    pub fields: usize,
    /// Fields that stay, as the company's own.
    pub fields_kept: usize,
    /// Views that are gone.
    pub views: usize,
    /// Sample records that are gone for good.
    pub destroyed: usize,
    /// Sample records that lie in the bin, for somebody has worked with them.
    pub binned: usize,
    /// Scripts that are gone, and those that stay as the company's own.
    pub scripts: Leave,
    /// Objections that are gone, and those that stay.
    pub objections: Leave,
    /// Calculations that are gone, and those that stay.
    pub calculations: Leave,
}

/// Removes a set-up.
///
/// The command runs on the schema lane, and the workspace is reloaded after its commit.
///
/// # Errors
/// [`Error::Forbidden`] for whoever is no administrator, [`Error::NotFound`] for one that was not added,
/// [`Error::Refused`] with `setup_has_deals`, naming the pipelines, [`Error::Invalid`] for a pipeline that does not fit.
pub fn remove(tx: &mut Tx<'_>, key: &str, options: RemoveOptions) -> Result<Removed> {
    permit(tx)?;
    let added = kept::find(tx.sql(), key)?.ok_or(Error::NotFound)?;
    let leaving = leave::look(tx, &added)?;
    let mut done = Removed::default();
    let going = pipelines_to_go(tx, &leaving, options.deals)?;
    done.pipelines_kept = leaving.pipelines.len() - going.len();
    let outer = tx.ctx.batch;
    tx.ctx.batch = Some(outer.unwrap_or_else(|| tx.new_id()));
    if let Deals::Move(target) = options.deals {
        for &id in &going {
            done.deals_moved += tx.as_program(|tx| move_on(tx, &leaving, id, target))?;
        }
    }
    put_samples_away(tx, &leaving, &mut done)?;
    put_library_away(tx, &leaving, &mut done)?;
    tx.ctx.batch = outer;
    for &id in &leaving.views {
        match views::delete(tx, id) {
            Ok(()) => done.views += 1,
            Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    if !going.is_empty() {
        forget::another_default(tx, deal::KEY, &going)?;
    }
    for id in going {
        forget::clear_away(tx, id)?;
        done.pipelines += 1;
    }
    retire(tx, &leaving, options.fields, &mut done)?;
    kept::forget(tx, key)?;
    log::about_row(tx, "setup", "removed", added.id, vec![log::change("key", key, Json::Null)])?;
    Ok(done)
}

/// Removes the sample records of a set-up; the rest of it stays.
///
/// # Errors
/// [`Error::Forbidden`] for whoever is no administrator, [`Error::NotFound`] for one that has none.
pub fn remove_sample(tx: &mut Tx<'_>, key: &str) -> Result<Removed> {
    permit(tx)?;
    let added = kept::find(tx.sql(), key)?.filter(|added| added.batch.is_some()).ok_or(Error::NotFound)?;
    let leaving = leave::look(tx, &added)?;
    let mut done = Removed::default();
    let outer = tx.ctx.batch;
    tx.ctx.batch = Some(outer.unwrap_or_else(|| tx.new_id()));
    put_samples_away(tx, &leaving, &mut done)?;
    tx.ctx.batch = outer;
    kept::forget_sample(tx, key)?;
    log::about_row(tx, "setup", "sample_removed", added.id, Vec::new())?;
    Ok(done)
}

/// The pipelines that do not stay.
fn pipelines_to_go(tx: &mut Tx<'_>, leaving: &Leaving, deals: Deals) -> Result<Vec<Uuid>> {
    if let Deals::Move(target) = deals {
        match pipeline::find(tx.sql(), target) {
            Ok(found) if !found.archived && found.object == deal::KEY && !leaving.pipelines.contains(&target) => {}
            Ok(_) | Err(Error::NotFound) => return Err(Error::field("deals", "not_found")),
            Err(error) => return Err(error),
        }
        return Ok(leaving.pipelines.clone());
    }
    let (mut going, mut problems) = (Vec::new(), Vec::new());
    for &id in &leaving.pipelines {
        match preview::own_deals(tx, leaving, id)? {
            0 => going.push(id),
            _ if deals == Deals::Keep => {}
            count => {
                let name = pipeline::find(tx.sql(), id)?.name;
                let problem = Problem::new("deals_in_pipeline").at("deals");
                problems.push(problem.with("pipeline", id.to_string()).with("name", name).with("count", count));
            }
        }
    }
    if problems.is_empty() { Ok(going) } else { Err(Error::Refused { code: "setup_has_deals", problems }) }
}

/// Moves the company's own deals from one pipeline to another, each to the stage that means the same.
fn move_on(tx: &mut Tx<'_>, leaving: &Leaving, from: Uuid, to: Uuid) -> Result<usize> {
    let (from, to) = (pipeline::find(tx.sql(), from)?, pipeline::find(tx.sql(), to)?);
    let ids = archive::records_where(tx, deal::KEY, PIPELINE, from.id, archive::MAX_MOVED + 1)?;
    if ids.len() > archive::MAX_MOVED {
        return Err(Error::Invalid(vec![Problem::new("too_many").at("deals").with("max", archive::MAX_MOVED)]));
    }
    let mut moved = 0;
    for id in ids.into_iter().filter(|&id| !leaving.has(id)) {
        let before = tx.load(deal::KEY, id)?;
        let stage = before.reference(STAGE).and_then(|id| from.stage(id));
        let stage = stage.ok_or_else(|| Error::internal("a deal outside of its pipeline"))?;
        let mut after = before.clone();
        after.set(PIPELINE, Value::Ref(to.id));
        after.set(STAGE, Value::Ref(forget::counterpart(stage, &to)?.id));
        tx.change(before, after, "deal.moved")?;
        moved += 1;
    }
    Ok(moved)
}

/// In which order sample records are destroyed, so that nothing has to let go of what goes after it.
const ORDER: [&str; 7] = [task::KEY, lead::KEY, deal::KEY, contact::KEY, company::KEY, price_list::KEY, product::KEY];

fn put_samples_away(tx: &mut Tx<'_>, leaving: &Leaving, done: &mut Removed) -> Result<()> {
    for record in leaving.wholes() {
        tx.delete(&record.object.key, record.id, None)?;
    }
    let place = |object: &str| ORDER.iter().position(|key| *key == object).unwrap_or(ORDER.len());
    let (mut gone, kept): (Vec<_>, Vec<_>) =
        leaving.wholes().partition(|record| leaving.untouched.contains(&record.id));
    gone.sort_by_key(|record| place(&record.object.key));
    for record in &gone {
        tx.destroy(&record.object.key, record.id, None)?;
    }
    (done.destroyed, done.binned) = (gone.len(), kept.len());
    Ok(())
}

/// Scripts, objections and calculations: what is as it was made goes, the rest stays as the company's own.
fn put_library_away(tx: &mut Tx<'_>, leaving: &Leaving, done: &mut Removed) -> Result<()> {
    for (id, _) in leaving.scripts.iter().filter(|(_, goes)| *goes) {
        scripts::delete(tx, *id)?;
    }
    for (record, _) in leaving.objections().filter(|(_, goes)| *goes) {
        tx.delete(&record.object.key, record.id, None)?;
        tx.destroy(&record.object.key, record.id, None)?;
    }
    for (key, _) in leaving.calculations.iter().filter(|(_, goes)| *goes) {
        calculations::delete(tx, key)?;
    }
    done.scripts = Leave::of(leaving.scripts.iter().map(|(_, goes)| *goes));
    done.objections = Leave::of(leaving.objections().map(|(_, goes)| goes));
    done.calculations = Leave::of(leaving.calculations.iter().map(|(_, goes)| *goes));
    Ok(())
}

fn retire(tx: &mut Tx<'_>, leaving: &Leaving, fields: Fields, done: &mut Removed) -> Result<()> {
    // The samples have gone: whatever is filled now is the company's own.
    let all = preview::fields(tx, &leaving.fields, &[])?;
    let (stay, go): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| fields == Fields::Keep && one.filled > 0);
    let go: Vec<(String, String)> = go.into_iter().map(|one| (one.object, one.key)).collect();
    if !go.is_empty() {
        forget::fields(tx, &go)?;
        tx.retire_fields(&go)?;
    }
    (done.fields, done.fields_kept) = (go.len(), stay.len());
    Ok(())
}
