//! Figures.

use jiff::civil::Date;
use kith_catalogue::standard::lead;
use kith_crm::pipeline;
use kith_insight::engagement as staff;
use kith_insight::funnel::{self as figures, Figure, Funnel, Outcomes};
use kith_insight::{GroupBy, cohort, reaction};
use serde_json::Value;

use super::boards::money;
use super::pipelines::stage_info;
use crate::asked;

use super::prelude::*;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .routes(routes!(funnel))
        .routes(routes!(cohorts))
        .routes(routes!(reactions))
        .routes(routes!(engagement))
}

/// The funnel of a pipeline, of deals or of leads; every figure with the filter that finds its records.
#[utoipa::path(
    post,
    path = "/insight/funnel",
    tag = "insight",
    request_body = FunnelQuery,
    responses((status = OK, description = "Done", body = FunnelAnswer))
)]
async fn funnel(call: Call, body: Body<FunnelQuery>) -> Answer {
    let FunnelQuery { pipeline, object: whose, filter, period, group_by, time_zone } = body.value;
    let period = period.map(span).transpose()?;
    let group_by = group_by.map(grouping);
    call.ask_slow(&body.bytes, move |r| {
        let name = pipeline.clone().unwrap_or_else(|| "default".to_owned());
        let found = pipeline::asked(r.conn(), whose.map(PipelineObject::as_str), &name)?;
        let object = r.object(&found.object)?;
        let zone = asked::zone(r, time_zone.as_deref())?;
        let query = figures::FunnelQuery {
            pipeline: found.id.to_string(),
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

/// Of the deals (or leads) that entered each stage within a span of time, how many have gone further since, were lost, or
/// have yet to move; every figure with the filter that finds its records.
#[utoipa::path(
    post,
    path = "/insight/cohorts",
    tag = "insight",
    request_body = CohortQuery,
    responses((status = OK, description = "Done", body = CohortAnswer))
)]
async fn cohorts(call: Call, body: Body<CohortQuery>) -> Answer {
    let CohortQuery { pipeline, object: whose, filter, from, to, group_by, time_zone } = body.value;
    let (from, to) = (optional_day("from", from)?, optional_day("to", to)?);
    call.ask_slow(&body.bytes, move |r| {
        let name = pipeline.clone().unwrap_or_else(|| "default".to_owned());
        let found = pipeline::asked(r.conn(), whose.map(PipelineObject::as_str), &name)?;
        let object = r.object(&found.object)?;
        let zone = asked::zone(r, time_zone.as_deref())?;
        let query = cohort::CohortQuery {
            pipeline: found.id.to_string(),
            filter: filter.clone().unwrap_or(Value::Null),
            selection: asked::filter_in(r, &object, filter.as_ref(), &zone)?,
            from,
            to,
            group_by: group_by.map(grouping),
            zone,
        };
        let found = cohort::cohorts(r, &query)?;
        let groups = found.groups.into_iter().map(|group| CohortGroup {
            key: group.key,
            label: group.label,
            stages: group.stages.into_iter().map(cohort_stage).collect(),
        });
        Reply::ok(&CohortAnswer {
            groups: groups.collect(),
            stages: found.stages.into_iter().map(cohort_stage).collect(),
            pipeline: PipelineName { id: found.pipeline.id, name: found.pipeline.name },
            time_zone: found.zone.iana_name().unwrap_or("UTC").to_owned(),
        })
    })
    .await
}

/// How soon inquiries are answered, in minutes of work; every figure with the filter that finds its leads.
#[utoipa::path(
    post,
    path = "/insight/reactions",
    tag = "insight",
    request_body = ReactionQuery,
    responses((status = OK, description = "Done", body = ReactionAnswer))
)]
async fn reactions(call: Call, body: Body<ReactionQuery>) -> Answer {
    let ReactionQuery { filter, from, to, group_by, time_zone } = body.value;
    let (from, to) = (optional_day("from", from)?, optional_day("to", to)?);
    call.ask_slow(&body.bytes, move |r| {
        let object = r.object(lead::KEY)?;
        let zone = asked::zone(r, time_zone.as_deref())?;
        let query = reaction::ReactionQuery {
            filter: filter.clone().unwrap_or(Value::Null),
            selection: asked::filter_in(r, &object, filter.as_ref(), &zone)?,
            from,
            to,
            group_by: group_by.map(grouping),
            zone,
        };
        let found = reaction::reactions(r, &query)?;
        let groups = found.groups.into_iter().map(|group| ReactionGroup {
            key: group.key,
            label: group.label,
            reactions: told(group.reactions),
        });
        Reply::ok(&ReactionAnswer {
            time_zone: query.zone.iana_name().unwrap_or("UTC").to_owned(),
            totals: told(found.totals),
            groups: groups.collect(),
        })
    })
    .await
}

/// How much people work in Kith themselves: everybody for whoever keeps users, the people of their teams for heads, oneself
/// for others.
#[utoipa::path(
    get,
    path = "/insight/engagement",
    tag = "insight",
    params(EngagementParams),
    responses((status = OK, description = "Done", body = EngagementAnswer))
)]
async fn engagement(call: Call, Params(params): Params<EngagementParams>) -> Answer {
    let days = params.days.unwrap_or(28);
    call.read_slow(move |r| {
        let zone = asked::zone(r, None)?;
        let found = staff::engagement(r, days, &zone)?;
        let people = found.people.into_iter().map(|one| Worked {
            user: one.user,
            last_seen: one.last_seen.map(|at| at.to_string()),
            active_days: one.active_days(),
            commands: one.all(),
            created: one.created,
            completed: one.completed,
            noted: one.noted,
            by_day: one.days,
        });
        Reply::ok(&EngagementAnswer {
            from: found.from.to_string(),
            to: found.to.to_string(),
            time_zone: zone.iana_name().unwrap_or("UTC").to_owned(),
            people: people.collect(),
        })
    })
    .await
}

const fn grouping(by: FunnelGrouping) -> GroupBy {
    match by {
        FunnelGrouping::Owner => GroupBy::Owner,
        FunnelGrouping::Share => GroupBy::Share,
        FunnelGrouping::Manager => GroupBy::Manager,
        FunnelGrouping::Team => GroupBy::Team,
        FunnelGrouping::Office => GroupBy::Office,
        FunnelGrouping::Source => GroupBy::Source,
        FunnelGrouping::Product => GroupBy::Product,
        FunnelGrouping::Month => GroupBy::Month,
    }
}

fn cohort_stage(stage: cohort::CohortStage) -> CohortStage {
    CohortStage {
        stage: stage_info(stage.stage),
        entered: counted(stage.entered),
        advanced: counted(stage.advanced),
        lost: counted(stage.lost),
        waiting: counted(stage.waiting),
        conversion: stage.conversion,
    }
}

fn told(reactions: reaction::Reactions) -> Reactions {
    Reactions {
        inquiries: counted(reactions.inquiries),
        reacted: counted(reactions.reacted),
        in_time: counted(reactions.in_time),
        late: counted(reactions.late),
        waiting: counted(reactions.waiting),
        overdue: counted(reactions.overdue),
        in_time_rate: reactions.in_time_rate,
        median_minutes: reactions.median_minutes,
        ninetieth_minutes: reactions.ninetieth_minutes,
    }
}

pub(super) fn counted(counted: kith_insight::Counted) -> Counted {
    Counted { count: counted.count, filter: counted.filter }
}

fn day(key: &str, text: &str) -> Result<Date, Problem> {
    text.parse()
        .map_err(|_| Problem::invalid().field_with(key, "wrong_type", serde_json::json!({"expected": "YYYY-MM-DD"})))
}

fn optional_day(key: &str, text: Option<String>) -> Result<Option<Date>, Problem> {
    text.map(|text| day(key, &text)).transpose()
}

pub(super) fn span(period: Period) -> Result<figures::Period, Problem> {
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
            filter: time.filter,
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
