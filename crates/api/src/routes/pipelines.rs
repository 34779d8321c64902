//! Pipelines.

use kith_crm::pipeline::{self, Pipeline, Stage, edit, stages};
use kith_engine::Reader;

use super::prelude::*;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list_pipelines, create_pipeline))
        .routes(routes!(update_pipeline))
        .routes(routes!(add_stage))
}

/// The pipelines of deals, or of leads, with their stages.
#[utoipa::path(
    get,
    path = "/pipelines",
    tag = "pipelines",
    params(PipelineParams),
    responses((status = OK, description = "Done", body = PipelineList))
)]
async fn list_pipelines(call: Call, Params(params): Params<PipelineParams>) -> Answer {
    let object = params.object.unwrap_or_default().as_str();
    call.read(move |r| {
        let mut pipelines = visible(r)?;
        pipelines.retain(|pipeline| pipeline.object == object);
        Reply::ok(&PipelineList { pipelines })
    })
    .await
}

/// Make a pipeline.
#[utoipa::path(
    post,
    path = "/pipelines",
    tag = "pipelines",
    request_body = NewPipeline,
    responses((status = CREATED, description = "Made", body = PipelineInfo))
)]
async fn create_pipeline(call: Call, body: Body<NewPipeline>) -> Answer {
    let NewPipeline { name, object, stages, is_default, rules } = body.value;
    let stages = stages.map(|stages| stages.into_iter().map(new_stage).collect());
    let new = edit::NewPipeline {
        key: None,
        name,
        object: object.as_str().to_owned(),
        stages,
        is_default,
        rules: rules.unwrap_or_default(),
    };
    let reply = call
        .write(&body.bytes, Lane::Interactive, move |tx| Reply::created(&info(edit::create(tx, new.clone())?)?))
        .await?;
    call.reload().await?;
    Ok(reply)
}

/// Change a pipeline.
#[utoipa::path(
    patch,
    path = "/pipelines/{id}",
    tag = "pipelines",
    params(("id" = Uuid, Path, description = "The pipeline's id")),
    request_body = UpdatePipeline,
    responses((status = OK, description = "Done", body = PipelineInfo))
)]
async fn update_pipeline(call: Call, Pathed(id): Ident, body: Body<UpdatePipeline>) -> Answer {
    let UpdatePipeline { name, position, is_default, archived, stages, rules } = body.value;
    let change = edit::PipelineChange { name, position: position.map(place), is_default, archived, stages, rules };
    let reply = call
        .write(&body.bytes, Lane::Interactive, move |tx| Reply::ok(&info(edit::change(tx, id, change.clone())?)?))
        .await?;
    call.reload().await?;
    Ok(reply)
}

/// Add a stage.
#[utoipa::path(
    post,
    path = "/pipelines/{id}/stages",
    tag = "pipelines",
    params(("id" = Uuid, Path, description = "The pipeline's id")),
    request_body = NewStage,
    responses((status = CREATED, description = "Made", body = StageInfo))
)]
async fn add_stage(call: Call, Pathed(id): Ident, body: Body<NewStage>) -> Answer {
    let new = new_stage(body.value);
    let reply = call
        .write(&body.bytes, Lane::Interactive, move |tx| {
            Reply::created(&stage_with_rules(stages::add_stage(tx, id, new.clone())?)?)
        })
        .await?;
    call.reload().await?;
    Ok(reply)
}

/// The pipelines of objects that the caller may see.
pub(super) fn visible(r: &mut Reader<'_>) -> kith_engine::Result<Vec<PipelineInfo>> {
    let all = pipeline::list(r.conn())?;
    let mut seen = Vec::new();
    for pipeline in all.into_iter().filter(|pipeline| r.object(&pipeline.object).is_ok()).collect::<Vec<_>>() {
        let can_use = pipeline::may_use(r, &pipeline)?;
        seen.push(PipelineInfo { can_use: Some(can_use), ..info(pipeline)? });
    }
    Ok(seen)
}

pub(super) fn info(pipeline: Pipeline) -> kith_engine::Result<PipelineInfo> {
    let stages = pipeline.stages.into_iter().filter(|stage| !stage.archived).map(stage_with_rules);
    Ok(PipelineInfo {
        id: pipeline.id,
        key: pipeline.key,
        name: pipeline.name,
        object: pipeline.object,
        is_default: pipeline.is_default,
        archived: pipeline.archived,
        can_use: None,
        rules: Some(same(&pipeline.rules)?),
        stages: stages.collect::<kith_engine::Result<_>>()?,
    })
}

/// A stage with what it asks for.
pub(super) fn stage_with_rules(stage: Stage) -> kith_engine::Result<StageInfo> {
    let rules = same(&stage.rules)?;
    Ok(StageInfo { rules: Some(rules), ..stage_info(stage) })
}

pub(super) fn stage_info(stage: Stage) -> StageInfo {
    StageInfo {
        id: stage.id,
        name: stage.name,
        kind: match stage.kind {
            pipeline::StageKind::Open => StageKind::Open,
            pipeline::StageKind::Won => StageKind::Won,
            pipeline::StageKind::Lost => StageKind::Lost,
        },
        probability: stage.probability,
        tone: ToneName::parse(&stage.tone),
        position: stage.position,
        status: StageStatus::parse(&stage.status),
        rules: None,
    }
}

fn new_stage(new: NewStage) -> stages::NewStage {
    stages::NewStage {
        name: new.name,
        kind: match new.kind {
            StageKind::Open => pipeline::StageKind::Open,
            StageKind::Won => pipeline::StageKind::Won,
            StageKind::Lost => pipeline::StageKind::Lost,
        },
        probability: new.probability,
        tone: new.tone.map(|tone| tone.as_str().to_owned()),
        position: new.position.map(place),
        status: new.status.map(|status| status.as_str().to_owned()),
        rules: new.rules.unwrap_or_default(),
    }
}

/// A place that is not negative; what is beyond the end is the end.
pub(super) fn place(position: u32) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}
