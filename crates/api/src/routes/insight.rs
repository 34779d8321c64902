//! Figures.

use kith_catalogue::standard::deal;
use kith_insight::funnel::{self as figures, Figure, Funnel, GroupBy, Outcomes};
use serde_json::Value;

use super::boards::money;
use super::pipelines::stage_info;
use crate::asked;

use super::prelude::*;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().routes(routes!(funnel))
}

/// The funnel of a pipeline; every figure with the filter that finds its deals.
#[utoipa::path(
    post,
    path = "/insight/funnel",
    tag = "insight",
    request_body = FunnelQuery,
    responses((status = OK, description = "Done", body = FunnelAnswer))
)]
async fn funnel(call: Call, body: Body<FunnelQuery>) -> Answer {
    let FunnelQuery { pipeline, filter, period, group_by, time_zone } = body.value;
    let period = period.map(span).transpose()?;
    let group_by = group_by.map(|by| match by {
        FunnelGrouping::Owner => GroupBy::Owner,
        FunnelGrouping::Share => GroupBy::Share,
        FunnelGrouping::Manager => GroupBy::Manager,
        FunnelGrouping::Office => GroupBy::Office,
        FunnelGrouping::Product => GroupBy::Product,
        FunnelGrouping::Month => GroupBy::Month,
    });
    call.ask_slow(&body.bytes, move |r| {
        let object = r.object(deal::KEY)?;
        let zone = asked::zone(r, time_zone.as_deref())?;
        let query = figures::FunnelQuery {
            pipeline: pipeline.clone().unwrap_or_else(|| "default".to_owned()),
            filter: filter.clone().unwrap_or(Value::Null),
            selection: asked::filter_in(r, &object, filter.as_ref(), &zone)?,
            period,
            group_by,
            zone,
        };
        Reply::ok(&answer(figures::funnel(r, &query)?))
    })
    .await
}

pub(super) fn span(period: Period) -> Result<figures::Period, Problem> {
    let day = |key: &str, text: &str| {
        text.parse().map_err(|_| {
            Problem::invalid().field_with(key, "wrong_type", serde_json::json!({"expected": "YYYY-MM-DD"}))
        })
    };
    Ok(figures::Period {
        field: match period.field {
            PeriodField::ClosedAt => figures::PeriodField::ClosedAt,
            PeriodField::CreatedAt => figures::PeriodField::CreatedAt,
            PeriodField::EngagedOn => figures::PeriodField::EngagedOn,
        },
        from: day("period.from", &period.from)?,
        to: day("period.to", &period.to)?,
    })
}

fn answer(funnel: Funnel) -> FunnelAnswer {
    let stages = funnel.stages.into_iter().map(|stage| FunnelStage {
        stage: stage_info(stage.stage),
        count: stage.figure.count,
        sum: stage.figure.sum.map(money),
        weighted: stage.weighted.map(money),
        reached: stage.reached,
        reached_filter: stage.reached_filter,
        conversion: stage.conversion,
        filter: stage.figure.filter,
        time: stage.time.map(|time| StageTime {
            count: time.count,
            median_days: time.median_days,
            ninetieth_days: time.ninetieth_days,
        }),
    });
    let groups = funnel.groups.into_iter().map(|group| FunnelGroup {
        key: group.key,
        label: group.label,
        totals: totals(group.outcomes),
        filter: group.filter,
    });
    FunnelAnswer {
        stages: stages.collect(),
        groups: groups.collect(),
        pipeline: PipelineName { id: funnel.pipeline.id, name: funnel.pipeline.name },
        currency: funnel.currency.code().to_owned(),
        time_zone: funnel.zone.iana_name().unwrap_or("UTC").to_owned(),
        totals: totals(funnel.totals),
        unconverted: funnel.unconverted,
    }
}

fn totals(outcomes: Outcomes) -> FunnelTotals {
    FunnelTotals {
        open: figure(outcomes.open),
        won: figure(outcomes.won),
        lost: figure(outcomes.lost),
        win_rate: outcomes.win_rate,
        average_won: outcomes.average_won.map(money),
        cycle_days: outcomes.cycle_days,
    }
}

fn figure(figure: Figure) -> FunnelFigure {
    FunnelFigure { count: figure.count, sum: figure.sum.map(money), filter: figure.filter }
}
