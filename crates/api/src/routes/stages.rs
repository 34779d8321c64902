//! Stages.

use kith_crm::pipeline::{archive, stages};

use super::pipelines::{place, stage_with_rules};

use super::prelude::*;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().routes(routes!(update_stage, remove_stage))
}

/// Change a stage.
#[utoipa::path(
    patch,
    path = "/stages/{id}",
    tag = "pipelines",
    params(("id" = Uuid, Path, description = "The stage's id")),
    request_body = UpdateStage,
    responses((status = OK, description = "Done", body = StageInfo))
)]
async fn update_stage(call: Call, Pathed(id): Ident, body: Body<UpdateStage>) -> Answer {
    let UpdateStage { name, probability, tone, position, status, rules } = body.value;
    let tone = tone.map(|tone| tone.as_str().to_owned());
    let status = status.map(|status| status.as_str().to_owned());
    let change = stages::StageChange { name, probability, tone, position: position.map(place), status, rules };
    let reply = call
        .write(&body.bytes, Lane::Interactive, move |tx| {
            Reply::ok(&stage_with_rules(stages::change_stage(tx, id, &change)?)?)
        })
        .await?;
    call.reload().await?;
    Ok(reply)
}

/// Remove a stage; its deals or leads move to another.
#[utoipa::path(
    delete,
    path = "/stages/{id}",
    tag = "pipelines",
    params(("id" = Uuid, Path, description = "The stage's id")),
    request_body = RemoveStage,
    responses((status = NO_CONTENT, description = "Done"))
)]
async fn remove_stage(call: Call, Pathed(id): Ident, body: Body<RemoveStage>) -> Answer {
    let move_to = body.value.move_to;
    let reply = call
        .write(&body.bytes, Lane::Bulk, move |tx| {
            let (_, batch) = archive::remove_stage(tx, id, move_to)?;
            Ok(Reply { batch, ..Reply::done() })
        })
        .await?;
    call.reload().await?;
    Ok(reply)
}
