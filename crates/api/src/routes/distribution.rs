//! Rules of distribution.

use kith_crm::distribution as kept;
use kith_engine::Result as Outcome;
use kith_policy::Permission;

use super::prelude::*;
use crate::model::distribution::*;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list_rules, create_rule))
        .routes(routes!(update_rule, delete_rule))
        .routes(routes!(try_rules))
}

/// The rules of an object, for those who keep pipelines.
#[utoipa::path(
    get,
    path = "/distribution",
    tag = "pipelines",
    params(DistributionParams),
    responses((status = OK, description = "Done", body = DistributionList))
)]
async fn list_rules(call: Call, Params(params): Params<DistributionParams>) -> Answer {
    call.read(move |r| {
        // Filters tell of fields that not everybody may know.
        if !r.access.may(Permission::ManagePipelines) {
            return Err(Error::forbidden("manage_pipelines"));
        }
        let rules = kept::list(r.conn(), &params.object)?.iter().map(shown).collect::<Outcome<_>>()?;
        Reply::ok(&DistributionList { rules })
    })
    .await
}

/// Make a rule.
#[utoipa::path(
    post,
    path = "/distribution",
    tag = "pipelines",
    request_body = NewDistributionRule,
    responses((status = CREATED, description = "Made", body = DistributionRule))
)]
async fn create_rule(call: Call, body: Body<NewDistributionRule>) -> Answer {
    let NewDistributionRule { object, name, active, rule } = body.value;
    let new = kept::NewRule { object, name, active: active.unwrap_or(true), definition: same(&rule)? };
    call.write(&body.bytes, Lane::Interactive, move |tx| Reply::created(&shown(&kept::create(tx, &new)?)?)).await
}

/// Change a rule, or move it.
#[utoipa::path(
    patch,
    path = "/distribution/{id}",
    tag = "pipelines",
    params(("id" = Uuid, Path, description = "The rule's id")),
    request_body = UpdateDistributionRule,
    responses((status = OK, description = "Done", body = DistributionRule))
)]
async fn update_rule(call: Call, Pathed(id): Ident, body: Body<UpdateDistributionRule>) -> Answer {
    let UpdateDistributionRule { name, active, position, rule, version } = body.value;
    let change = kept::RuleChange {
        name,
        active,
        position: position.map(super::pipelines::place),
        definition: rule.as_ref().map(same).transpose()?,
        version,
    };
    call.write(&body.bytes, Lane::Interactive, move |tx| Reply::ok(&shown(&kept::change(tx, id, &change)?)?)).await
}

/// Remove a rule.
#[utoipa::path(
    delete,
    path = "/distribution/{id}",
    tag = "pipelines",
    params(("id" = Uuid, Path, description = "The rule's id")),
    responses((status = NO_CONTENT, description = "Done"))
)]
async fn delete_rule(call: Call, Pathed(id): Ident) -> Answer {
    call.write(b"", Lane::Interactive, move |tx| {
        kept::delete(tx, id)?;
        Ok(Reply::done())
    })
    .await
}

/// Who would get a record if it came now. Nothing is kept.
#[utoipa::path(
    post,
    path = "/distribution/try",
    tag = "pipelines",
    request_body = DistributionTrial,
    responses((status = OK, description = "Done", body = DistributionAnswer))
)]
async fn try_rules(call: Call, body: Body<DistributionTrial>) -> Answer {
    let DistributionTrial { object, fields } = body.value;
    let fields = fields.into_iter().collect();
    call.write(&body.bytes, Lane::Interactive, move |tx| {
        let trial = kept::attempt(tx, &object, &fields)?;
        let rules = trial.rules.into_iter().map(tried).collect::<Outcome<_>>()?;
        Reply::ok(&DistributionAnswer { user: trial.user, why: trial.why, rules })
    })
    .await
}

fn tried(one: kept::Tried) -> Outcome<DistributionTried> {
    let passed = |passed: kept::Passed| Ok(DistributionPassed { user: passed.user, because: same(&passed.because)? });
    let passed = one.passed.into_iter().map(passed).collect::<Outcome<_>>()?;
    Ok(DistributionTried { rule: one.rule, name: one.name, fits: one.fits, passed })
}

fn shown(rule: &kept::Rule) -> Outcome<DistributionRule> {
    Ok(DistributionRule {
        id: rule.id,
        object: rule.object.clone(),
        name: rule.name.clone(),
        position: rule.position,
        active: rule.active,
        definition: same(&rule.definition)?,
        version: rule.version,
    })
}
