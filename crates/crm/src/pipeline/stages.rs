//! Making and changing stages.

use kith_catalogue::Problem;
use kith_catalogue::text::fold;
use kith_engine::{Error, Result, Sql, Tx};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use uuid::Uuid;

use super::check::{clean_name, clean_probability, clean_tone, refuse_same_name};
use super::edit::{changed, number, permit, put_at, rename};
use super::{Stage, StageKind, StageRules, check_rules, rules};
use crate::log;

/// The most stages that a pipeline has in use.
const MAX_STAGES: usize = 50;

/// A stage to be made.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewStage {
    /// What people call it.
    pub name: String,
    /// What it means.
    #[serde(default = "open")]
    pub kind: StageKind,
    /// In percent; when left out, between that of its neighbours.
    #[serde(default)]
    pub probability: Option<i64>,
    /// Its colour; when left out, one that fits the kind.
    #[serde(default)]
    pub tone: Option<String>,
    /// Its place; when left out, after the last stage of its kind.
    #[serde(default)]
    pub position: Option<usize>,
    /// What it is called across pipelines; when left out, what fits kind and probability.
    #[serde(default)]
    pub status: Option<String>,
    /// Members of its rules.
    #[serde(default)]
    pub rules: Map<String, Json>,
}

fn open() -> StageKind {
    StageKind::Open
}

/// What is to change about a stage. What is left out stays; a stage never changes its kind, for that would rewrite
/// the outcome of everything that has been there.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StageChange {
    /// What people call it.
    #[serde(default)]
    pub name: Option<String>,
    /// In percent.
    #[serde(default)]
    pub probability: Option<i64>,
    /// Its colour.
    #[serde(default)]
    pub tone: Option<String>,
    /// Its place.
    #[serde(default)]
    pub position: Option<usize>,
    /// What it is called across pipelines.
    #[serde(default)]
    pub status: Option<String>,
    /// Members of its rules to be replaced; null for none.
    #[serde(default)]
    pub rules: Option<Map<String, Json>>,
}

/// Adds a stage to a pipeline.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`], [`Error::Invalid`].
pub fn add_stage(tx: &mut Tx<'_>, pipeline: Uuid, new: NewStage) -> Result<Stage> {
    permit(tx)?;
    let id = insert_stage(tx, pipeline, new)?;
    let stage = super::stage(tx.sql(), id)?;
    changed(tx, "stage", "created", id, vec![log::change("name", Json::Null, stage.name.as_str())])?;
    Ok(stage)
}

pub(super) fn insert_stage(tx: &mut Tx<'_>, pipeline: Uuid, new: NewStage) -> Result<Uuid> {
    let pipeline = super::find(tx.sql(), pipeline)?;
    let name = clean_name(&new.name)?;
    refuse_same_name(&name, pipeline.in_use().map(|stage| stage.name.as_str()))?;
    let in_use: Vec<&Stage> = pipeline.in_use().collect();
    if in_use.len() >= MAX_STAGES {
        return Err(Error::Invalid(vec![Problem::new("too_many").at("name").with("max", MAX_STAGES)]));
    }
    let place = new.position.unwrap_or_else(|| after_the_last(&in_use, new.kind)).min(in_use.len());
    let probability = match (new.kind.certain_probability(), new.probability) {
        (Some(certain), _) => certain,
        (None, Some(given)) => clean_probability(given)?,
        (None, None) => between_neighbours(&in_use, place),
    };
    let tone = match &new.tone {
        Some(tone) => clean_tone(tone)?,
        None => usual_tone(new.kind, place),
    };
    let status = match &new.status {
        Some(status) => clean_status(new.kind, status)?,
        None => rules::usual_status(new.kind, probability).to_owned(),
    };
    let mut own = rules::replaced(&StageRules::default(), &new.rules)?;
    check_rules::stage(tx, &pipeline.object, &mut own)?;
    let id = tx.new_id();
    let mut sql = Sql::new(
        "INSERT INTO stage (id, pipeline, name, name_f, name_s, kind, probability, tone, position, status, rules, \
         created_at, updated_at) VALUES (",
    );
    sql.arg(id).add(", ").arg(pipeline.id).add(", ");
    sql.arg(&name).add(", ").arg(fold(&name)).add(", ").arg(tx.cat.collator().key(&name)).add(", ");
    sql.arg(new.kind.as_str()).add(", ").arg(probability).add(", ").arg(tone).add(", ").arg(place as i64).add(", ");
    sql.arg(status).add(", ").arg(kept(&own)?).add(", ");
    sql.arg(tx.ctx.now).add(", ").arg(tx.ctx.now).add(")");
    tx.sql().exec(&sql)?;
    let mut order: Vec<Uuid> = in_use.iter().map(|stage| stage.id).collect();
    order.insert(place, id);
    number(tx, "stage", &order)?;
    Ok(id)
}

/// Changes a stage.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`], [`Error::Invalid`].
pub fn change_stage(tx: &mut Tx<'_>, id: Uuid, change: &StageChange) -> Result<Stage> {
    permit(tx)?;
    let stage = super::stage(tx.sql(), id)?;
    let pipeline = super::find(tx.sql(), stage.pipeline)?;
    if let Some(name) = &change.name {
        let name = clean_name(name)?;
        refuse_same_name(&name, pipeline.in_use().filter(|other| other.id != id).map(|other| other.name.as_str()))?;
        rename(tx, "stage", id, &name)?;
    }
    if let Some(probability) = change.probability {
        let probability = clean_probability(probability)?;
        if stage.kind.certain_probability().is_some_and(|certain| certain != probability) {
            return Err(Error::field("probability", "follows_the_kind"));
        }
        tx.sql().exec(&Sql::new("UPDATE stage SET probability = ").bind(probability).push(" WHERE id = ").bind(id))?;
    }
    if let Some(tone) = &change.tone {
        let tone = clean_tone(tone)?;
        tx.sql().exec(&Sql::new("UPDATE stage SET tone = ").bind(tone).push(" WHERE id = ").bind(id))?;
    }
    if let Some(status) = &change.status {
        let status = clean_status(stage.kind, status)?;
        tx.sql().exec(&Sql::new("UPDATE stage SET status = ").bind(status).push(" WHERE id = ").bind(id))?;
    }
    if let Some(given) = &change.rules {
        let mut own = rules::replaced(&stage.rules, given)?;
        check_rules::stage(tx, &pipeline.object, &mut own)?;
        let sql = Sql::new("UPDATE stage SET rules = ").bind(kept(&own)?).push(" WHERE id = ").bind(id);
        tx.sql().exec(&sql)?;
    }
    if let Some(to) = change.position {
        let mut order: Vec<Uuid> = pipeline.in_use().map(|stage| stage.id).collect();
        put_at(&mut order, id, to);
        number(tx, "stage", &order)?;
        crate::furthest::recompute(tx, pipeline.id)?;
    }
    let after = super::stage(tx.sql(), id)?;
    let changes = vec![
        log::change("name", stage.name, after.name.as_str()),
        log::change("probability", stage.probability, after.probability),
        log::change("tone", stage.tone, after.tone.as_str()),
        log::change("position", stage.position, after.position),
        log::change("status", stage.status, after.status.as_str()),
        log::change("rules", json(&stage.rules)?, json(&after.rules)?),
    ];
    changed(tx, "stage", "updated", id, changes)?;
    Ok(after)
}

/// Rules as they are kept: nothing where nothing is asked for.
pub(super) fn kept<T: Serialize + Default + PartialEq>(rules: &T) -> Result<Option<String>> {
    if *rules == T::default() {
        return Ok(None);
    }
    serde_json::to_string(rules).map(Some).map_err(Error::internal)
}

pub(super) fn json<T: Serialize>(rules: &T) -> Result<Json> {
    serde_json::to_value(rules).map_err(Error::internal)
}

fn clean_status(kind: StageKind, status: &str) -> Result<String> {
    let fits = match kind {
        StageKind::Open => !matches!(status, "won" | "lost") && rules::STATUSES.contains(&status),
        closed => status == closed.as_str(),
    };
    if fits { Ok(status.to_owned()) } else { Err(Error::field("status", "unknown_option")) }
}

fn after_the_last(stages: &[&Stage], kind: StageKind) -> usize {
    let last_alike = stages.iter().rposition(|stage| stage.kind == kind);
    match (last_alike, kind) {
        (Some(at), _) => at + 1,
        (None, StageKind::Open) => stages.iter().position(|stage| stage.kind.is_closed()).unwrap_or(stages.len()),
        (None, _) => stages.len(),
    }
}

fn between_neighbours(stages: &[&Stage], place: usize) -> i64 {
    let open = |stage: &&&Stage| stage.kind == StageKind::Open;
    let before = stages[..place].iter().rfind(open).map_or(0, |stage| stage.probability);
    let after = stages[place..].iter().find(open).map_or(100, |stage| stage.probability);
    (before + after) / 2
}

fn usual_tone(kind: StageKind, place: usize) -> String {
    const OPEN: [&str; 4] = ["gray", "blue", "violet", "amber"];
    match kind {
        StageKind::Open => OPEN[place % OPEN.len()],
        StageKind::Won => "green",
        StageKind::Lost => "red",
    }
    .to_owned()
}
