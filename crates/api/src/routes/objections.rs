//! Figures of objections.

use kith_catalogue::standard::deal;
use kith_insight::{funnel, objections as figures};
use serde_json::Value;

use super::insight::{counted, span};
use super::pipelines::stage_info;
use super::prelude::*;
use crate::asked;
use crate::model::objections::*;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().routes(routes!(objections))
}

/// Which objections are met in the deals of a pipeline and where, and which answers go with deals that are won.
#[utoipa::path(
    post,
    path = "/insight/objections",
    tag = "insight",
    request_body = ObjectionsQuery,
    responses((status = OK, description = "Done", body = ObjectionsAnswer))
)]
async fn objections(call: Call, body: Body<ObjectionsQuery>) -> Answer {
    let ObjectionsQuery { pipeline, filter, period, time_zone } = body.value;
    let period = period.map(span).transpose()?;
    call.ask_slow(&body.bytes, move |r| {
        let object = r.object(deal::KEY)?;
        let zone = asked::zone(r, time_zone.as_deref())?;
        let query = funnel::FunnelQuery {
            pipeline: pipeline.clone().unwrap_or_else(|| "default".to_owned()),
            filter: filter.clone().unwrap_or(Value::Null),
            selection: asked::filter_in(r, &object, filter.as_ref(), &zone)?,
            period,
            group_by: None,
            zone,
        };
        Reply::ok(&answer(figures::objections(r, &query)?))
    })
    .await
}

fn answer(found: figures::Objections) -> ObjectionsAnswer {
    ObjectionsAnswer {
        pipeline: PipelineName { id: found.pipeline.id, name: found.pipeline.name },
        stages: found.stages.into_iter().map(stage_info).collect(),
        deals: ended(found.deals),
        with: ended(found.with),
        without: ended(found.without),
        objections: found.objections.into_iter().map(objection).collect(),
        time_zone: found.zone.iana_name().unwrap_or("UTC").to_owned(),
    }
}

fn objection(one: figures::ObjectionFigures) -> ObjectionFigures {
    let answer = |one: figures::AnswerFigures| AnswerFigures {
        id: one.id,
        label: one.label,
        times: counted(one.times),
        helped: counted(one.helped),
        deals: ended(one.deals),
    };
    ObjectionFigures {
        id: one.id,
        label: one.label,
        times: counted(one.times),
        deals: ended(one.deals),
        without: ended(one.without),
        answers: one.answers.into_iter().map(answer).collect(),
        stages: one.stages.into_iter().map(|met| MetInStage { stage: met.stage, deals: counted(met.deals) }).collect(),
    }
}

fn ended(deals: figures::Ended) -> DealsEnded {
    DealsEnded {
        open: counted(deals.open),
        won: counted(deals.won),
        lost: counted(deals.lost),
        win_rate: deals.win_rate,
    }
}
