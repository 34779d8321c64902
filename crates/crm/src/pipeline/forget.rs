//! Pipelines that were never worked with may go altogether; fields that go leave the rules of stages.

use kith_catalogue::{Expr, Kind, Part};
use kith_engine::query::{Deleted, ListQuery};
use kith_engine::{Error, Result, Sql, Tx};
use serde_json::Value as Json;
use uuid::Uuid;

use super::edit::{PipelineChange, change, changed, number, permit};
use super::stages::{json, kept};
use super::{Pipeline, StageRules};
use crate::log;

/// Takes a pipeline out of use that is empty and not the usual one. One that nothing has ever been in and that nothing
/// mentions is forgotten; of another the name stays, for history tells it. Whether it is gone.
///
/// # Errors
/// As [`change`].
pub(crate) fn clear_away(tx: &mut Tx<'_>, id: Uuid) -> Result<bool> {
    permit(tx)?;
    let pipeline = super::find(tx.sql(), id)?;
    change(tx, id, PipelineChange { archived: Some(true), ..PipelineChange::default() })?;
    let been = Sql::new("SELECT 1 FROM stage_stay WHERE pipeline = ").bind(id).push(" LIMIT 1");
    if tx.sql().one(&been)?.is_some() || is_mentioned(tx, &pipeline)? {
        return Ok(false);
    }
    tx.sql().exec(&Sql::new("DELETE FROM stage WHERE pipeline = ").bind(id))?;
    tx.sql().exec(&Sql::new("DELETE FROM pipeline WHERE id = ").bind(id))?;
    let rest: Vec<Uuid> =
        super::list_of(tx.sql(), &pipeline.object)?.iter().filter(|one| !one.archived).map(|one| one.id).collect();
    number(tx, "pipeline", &rest)?;
    changed(tx, "pipeline", "removed", id, vec![log::change("name", pipeline.name.as_str(), Json::Null)])?;
    Ok(true)
}

/// Whether something that people have set names the pipeline or one of its stages: rules of other stages, views, rules of
/// distribution, scripts and the talks that keep one, and records such as deals that recur and objections that were met there.
/// What keeps such a name anew is to be looked at here, unless it is a field: those are found by their kind.
fn is_mentioned(tx: &mut Tx<'_>, pipeline: &Pipeline) -> Result<bool> {
    let names: Vec<Uuid> = pipeline.stages.iter().map(|stage| stage.id).chain([pipeline.id]).collect();
    let texts = [
        Sql::new("SELECT rules FROM stage WHERE rules IS NOT NULL AND pipeline <> ").bind(pipeline.id),
        Sql::new("SELECT state FROM saved_view"),
        Sql::new("SELECT definition FROM distribution_rule"),
        Sql::new("SELECT definition FROM script"),
    ];
    for sql in texts {
        for row in tx.sql().query(&sql)? {
            let text = row.text(0)?;
            if names.iter().any(|name| text.contains(&name.to_string())) {
                return Ok(true);
            }
        }
    }
    for name in &names {
        // There may be many talks: the database looks through them.
        let talk =
            Sql::new("SELECT 1 FROM script_run WHERE definition LIKE ").bind(format!("%{name}%")).push(" LIMIT 1");
        if tx.sql().one(&talk)?.is_some() {
            return Ok(true);
        }
    }
    is_in_records(tx, &names)
}

/// Whether a record has one of these in a field for pipelines or stages, be it in the bin.
fn is_in_records(tx: &mut Tx<'_>, names: &[Uuid]) -> Result<bool> {
    let objects = tx.cat.objects.clone();
    for object in &objects {
        let of_kind = object.fields.iter().filter(|field| matches!(field.kind, Kind::Pipeline | Kind::Stage));
        for field in of_kind {
            let found = tx.as_program(|tx| {
                let any: Vec<Expr> =
                    names.iter().map(|name| Expr::eq(object.must(&field.key), Part::Value, *name)).collect();
                let mut query = ListQuery::new(object.key.clone());
                query.filter = Expr::any(any);
                query.deleted = Deleted::All;
                query.limit = 1;
                Ok(!tx.list(&query)?.rows.is_empty())
            })?;
            if found {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// Takes fields that are no more, given by object and key, out of the rules of all stages.
pub(crate) fn fields(tx: &mut Tx<'_>, gone: &[(String, String)]) -> Result<()> {
    let named = |object: &str, name: &String| {
        let (object, key) = name.split_once('.').unwrap_or((object, name));
        gone.iter().any(|(one, other)| one == object && other == key)
    };
    for pipeline in super::list(tx.sql())? {
        for stage in &pipeline.stages {
            let mut rules: StageRules = stage.rules.clone();
            rules.required.retain(|name| !named(&pipeline.object, name));
            rules.key_fields.retain(|name| !named(&pipeline.object, name));
            if rules == stage.rules {
                continue;
            }
            let sql = Sql::new("UPDATE stage SET rules = ").bind(kept(&rules)?).push(" WHERE id = ").bind(stage.id);
            tx.sql().exec(&sql)?;
            let said = vec![log::change("rules", json(&stage.rules)?, json(&rules)?)];
            changed(tx, "stage", "updated", stage.id, said)?;
        }
    }
    Ok(())
}

/// Makes sure that there is a usual pipeline besides those that are about to go: another one, or one as in a new workspace.
///
/// # Errors
/// [`Error::Forbidden`].
pub(crate) fn another_default(tx: &mut Tx<'_>, object: &str, going: &[Uuid]) -> Result<()> {
    let all = super::list_of(tx.sql(), object)?;
    let mut stay = all.iter().filter(|one| !one.archived && !going.contains(&one.id));
    let next = match stay.clone().find(|one| one.is_default).or_else(|| stay.next()) {
        Some(one) => one.id,
        None => {
            let mut first = super::first_pipeline(object, tx.cat.language);
            if all.iter().any(|one| !one.archived && one.name == first.name) {
                first.name.push_str(" 1");
            }
            super::edit::create(tx, first)?.id
        }
    };
    let usual = PipelineChange { is_default: Some(true), ..PipelineChange::default() };
    match super::find(tx.sql(), next)? {
        one if one.is_default => Ok(()),
        one => change(tx, one.id, usual).map(drop),
    }
}

/// Where a record goes that leaves a stage for another pipeline: a stage of the same kind, of the same status if there is one.
pub(crate) fn counterpart<'a>(stage: &super::Stage, target: &'a Pipeline) -> Result<&'a super::Stage> {
    let alike = || target.in_use().filter(|other| other.kind == stage.kind);
    let same = alike().find(|other| other.status == stage.status);
    same.or_else(|| alike().next()).ok_or_else(|| Error::field("deals", "other_kind"))
}
