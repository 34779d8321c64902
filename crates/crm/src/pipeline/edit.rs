//! Making and changing pipelines. The right to manage pipelines is asked of the actor each time.

use kith_catalogue::Problem;
use kith_catalogue::standard::{deal, lead};
use kith_catalogue::text::fold;
use kith_engine::events::FieldChange;
use kith_engine::settings::{self, keys};
use kith_engine::{Error, Result, Sql, Tx};
use serde::Deserialize;
use serde_json::{Map, Value as Json};
use uuid::Uuid;

use super::check::{check_shape, clean_name, free_key, refuse_same_name};
use super::stages::{NewStage, insert_stage, json, kept};
use super::{Pipeline, PipelineRules, archive, check_rules, rules};
pub(super) use crate::arranged::permit;
use crate::log;

/// The most pipelines that an object has in use.
const MAX_PIPELINES: usize = 100;

/// What goes through pipelines.
pub const OBJECTS: [&str; 2] = [deal::KEY, lead::KEY];

fn deals() -> String {
    deal::KEY.to_owned()
}

/// A pipeline to be made.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewPipeline {
    /// A stable key for programs; made from the name when left out.
    #[serde(default)]
    pub key: Option<String>,
    /// What people call it.
    pub name: String,
    /// The object whose records pass through it.
    #[serde(default = "deals")]
    pub object: String,
    /// Its stages in order; the usual ones when left out.
    #[serde(default)]
    pub stages: Option<Vec<NewStage>>,
    /// Make it the one for records that name none.
    #[serde(default)]
    pub is_default: bool,
    /// Members of its rules.
    #[serde(default)]
    pub rules: Map<String, Json>,
}

/// What is to change about a pipeline. What is left out stays.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PipelineChange {
    /// What people call it.
    #[serde(default)]
    pub name: Option<String>,
    /// Its place among the pipelines of its object.
    #[serde(default)]
    pub position: Option<usize>,
    /// Make it the one for records that name none.
    #[serde(default)]
    pub is_default: Option<bool>,
    /// Put it away, or take it into use again.
    #[serde(default)]
    pub archived: Option<bool>,
    /// The order of its stages: the ids of all that are in use.
    #[serde(default)]
    pub stages: Option<Vec<Uuid>>,
    /// Members of its rules to be replaced; null for none.
    #[serde(default)]
    pub rules: Option<Map<String, Json>>,
}

/// Makes a pipeline. Without stages it gets the usual ones in the workspace's language.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::Invalid`].
pub fn create(tx: &mut Tx<'_>, new: NewPipeline) -> Result<Pipeline> {
    permit(tx)?;
    if !OBJECTS.contains(&new.object.as_str()) {
        return Err(Error::field("object", "unknown_option"));
    }
    let name = clean_name(&new.name)?;
    let all = super::list(tx.sql())?;
    let alike = |pipeline: &&Pipeline| !pipeline.archived && pipeline.object == new.object;
    let in_use: Vec<&Pipeline> = all.iter().filter(alike).collect();
    if in_use.len() >= MAX_PIPELINES {
        return Err(Error::Invalid(vec![Problem::new("too_many").at("name").with("max", MAX_PIPELINES)]));
    }
    refuse_same_name(&name, in_use.iter().map(|pipeline| pipeline.name.as_str()))?;
    let usual = || super::defaults::first_stages(&new.object, tx.cat.language);
    let stages = new.stages.unwrap_or_else(usual);
    check_shape(&stages)?;
    let key = free_key(new.key.as_deref(), &all);
    let is_first = !in_use.iter().any(|pipeline| pipeline.is_default);
    let mut own = rules::replaced(&PipelineRules::default(), &new.rules)?;
    check_rules::pipeline(tx, &new.object, &mut own)?;
    let id = tx.new_id();
    let mut sql = Sql::new(
        "INSERT INTO pipeline (id, key, name, name_f, name_s, object, position, is_default, rules, created_at, \
         updated_at) VALUES (",
    );
    sql.arg(id).add(", ").arg(key).add(", ");
    sql.arg(&name).add(", ").arg(fold(&name)).add(", ").arg(tx.cat.collator().key(&name)).add(", ");
    sql.arg(&new.object).add(", ").arg(in_use.len() as i64).add(", ").arg(is_first).add(", ");
    sql.arg(kept(&own)?).add(", ");
    sql.arg(tx.ctx.now).add(", ").arg(tx.ctx.now).add(")");
    tx.sql().exec(&sql)?;
    if new.is_default && !is_first {
        make_default(tx, &new.object, id)?;
    }
    for stage in stages {
        insert_stage(tx, id, stage)?;
    }
    changed(tx, "pipeline", "created", id, vec![log::change("name", Json::Null, name)])?;
    super::find(tx.sql(), id)
}

/// Changes a pipeline.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`], [`Error::Invalid`].
pub fn change(tx: &mut Tx<'_>, id: Uuid, change: PipelineChange) -> Result<Pipeline> {
    permit(tx)?;
    let pipeline = super::find(tx.sql(), id)?;
    if let Some(name) = &change.name {
        let name = clean_name(name)?;
        let all = super::list_of(tx.sql(), &pipeline.object)?;
        refuse_same_name(&name, all.iter().filter(|p| !p.archived && p.id != id).map(|p| p.name.as_str()))?;
        rename(tx, "pipeline", id, &name)?;
    }
    match change.archived {
        Some(true) if !pipeline.archived => archive::put_away(tx, &pipeline)?,
        Some(false) if pipeline.archived => archive::take_back(tx, &pipeline)?,
        _ => {}
    }
    match change.is_default {
        Some(true) if change.archived.unwrap_or(pipeline.archived) => {
            return Err(Error::field("is_default", "archived"));
        }
        Some(true) => make_default(tx, &pipeline.object, id)?,
        Some(false) if pipeline.is_default => return Err(Error::field("is_default", "one_must_be_default")),
        _ => {}
    }
    if let Some(to) = change.position {
        let all = super::list_of(tx.sql(), &pipeline.object)?;
        let mut order: Vec<Uuid> = all.iter().filter(|p| !p.archived).map(|p| p.id).collect();
        put_at(&mut order, id, to);
        number(tx, "pipeline", &order)?;
    }
    if let Some(order) = change.stages {
        let mut have: Vec<Uuid> = pipeline.in_use().map(|stage| stage.id).collect();
        let mut want = order.clone();
        have.sort();
        want.sort();
        if have != want {
            return Err(Error::field("stages", "not_all_stages"));
        }
        number(tx, "stage", &order)?;
        crate::furthest::recompute(tx, id)?;
    }
    if let Some(given) = &change.rules {
        let mut own = rules::replaced(&pipeline.rules, given)?;
        check_rules::pipeline(tx, &pipeline.object, &mut own)?;
        let sql = Sql::new("UPDATE pipeline SET rules = ").bind(kept(&own)?).push(" WHERE id = ").bind(id);
        tx.sql().exec(&sql)?;
    }
    let after = super::find(tx.sql(), id)?;
    let order = |pipeline: &Pipeline| pipeline.in_use().map(|stage| stage.id.to_string()).collect::<Vec<_>>();
    let changes = vec![
        log::change("name", pipeline.name.as_str(), after.name.as_str()),
        log::change("position", pipeline.position, after.position),
        log::change("is_default", pipeline.is_default, after.is_default),
        log::change("archived", pipeline.archived, after.archived),
        log::change("stages", order(&pipeline), order(&after)),
        log::change("rules", json(&pipeline.rules)?, json(&after.rules)?),
    ];
    changed(tx, "pipeline", "updated", id, changes)?;
    Ok(after)
}

fn make_default(tx: &mut Tx<'_>, object: &str, id: Uuid) -> Result<()> {
    tx.sql().exec(&Sql::new("UPDATE pipeline SET is_default = 0 WHERE object = ").bind(object))?;
    tx.sql().exec(&Sql::new("UPDATE pipeline SET is_default = 1 WHERE id = ").bind(id))?;
    Ok(())
}

/// Gives a row of `pipeline` or `stage` another name.
pub(super) fn rename(tx: &mut Tx<'_>, table: &str, id: Uuid, name: &str) -> Result<()> {
    let mut sql = Sql::new("UPDATE ");
    sql.add(table).add(" SET name = ").arg(name).add(", name_f = ").arg(fold(name)).add(", name_s = ");
    sql.arg(tx.cat.collator().key(name)).add(", updated_at = ").arg(tx.ctx.now).add(" WHERE id = ").arg(id);
    tx.sql().exec(&sql)?;
    Ok(())
}

/// Tells the log, and every process, that what the catalogue answers has changed.
pub(super) fn changed(tx: &mut Tx<'_>, table: &str, verb: &str, id: Uuid, changes: Vec<FieldChange>) -> Result<()> {
    log::about_row(tx, table, verb, id, changes)?;
    settings::bump(tx.sql(), keys::CATALOGUE_VERSION)?;
    Ok(())
}

/// Writes positions 0, 1, 2 … in the order given.
pub(super) fn number(tx: &mut Tx<'_>, table: &str, order: &[Uuid]) -> Result<()> {
    for (position, id) in order.iter().enumerate() {
        let sql = Sql::new("UPDATE ")
            .push(table)
            .push(" SET position = ")
            .bind(position as i64)
            .push(" WHERE id = ")
            .bind(id);
        tx.sql().exec(&sql)?;
    }
    Ok(())
}

pub(super) fn put_at(order: &mut Vec<Uuid>, id: Uuid, to: usize) {
    order.retain(|other| *other != id);
    order.insert(to.min(order.len()), id);
}
