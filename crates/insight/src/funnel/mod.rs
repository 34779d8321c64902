//! The funnel of a pipeline: how many deals stand where and what they add up to, how far they got, how they ended, and
//! the same by owner, manager, team, office, source, product or month of closing. Leads have a funnel like that of deals, but
//! for what they do not say: probabilities and days of closing; their month is that in which they came.
//!
//! Everything is asked of the records under the rights of whoever asks, and every figure carries the filter that opens
//! the very rows it was counted from. A figure that is made of fields which he may not read is left out.

mod groups;
mod shares;
mod tally;

use std::collections::HashMap;
use std::sync::Arc;

use jiff::tz::TimeZone;
use kith_catalogue::filter::{Expr, Path};
use kith_catalogue::standard::deal::{AMOUNT, FURTHEST_STAGE, PROBABILITY, STAGE};
use kith_catalogue::{Cell, Currency, Money, Object, Part};
use kith_crm::pipeline::{self, Pipeline, Stage, StageKind};
use kith_engine::query::{AggregateQuery, Figure as Computed, Group, StayQuery};
use kith_engine::{Error, Reader, Result};
use serde_json::Value as Json;
use uuid::Uuid;

pub use crate::period::{Period, PeriodField};
pub use groups::FunnelGroup;
use tally::Tally;

pub use crate::grouping::GroupBy;
use crate::{decimal, filters};

/// What a funnel is asked for.
#[derive(Debug, Clone)]
pub struct FunnelQuery {
    /// The pipeline's id, or `default`: that for deals.
    pub pipeline: String,
    /// Which deals (or leads), as JSON: it becomes a part of the filter of every figure. Null is all.
    pub filter: Json,
    /// The same, read.
    pub selection: Expr,
    /// Only deals of a span of time.
    pub period: Option<Period>,
    /// A breakdown.
    pub group_by: Option<GroupBy>,
    /// The zone in which moments become days and months.
    pub zone: TimeZone,
}

/// A number of deals, what they add up to, and the filter that finds them.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// How many.
    pub count: u64,
    /// What they add up to in the workspace's currency; none when the actor may not read amounts.
    pub sum: Option<Money>,
    /// Finds these very deals.
    pub filter: Json,
}

/// How deals ended, and how long it took.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcomes {
    /// Under way.
    pub open: Figure,
    /// Won.
    pub won: Figure,
    /// Lost.
    pub lost: Figure,
    /// Won of all that ended, as a decimal; none when nothing has ended.
    pub win_rate: Option<String>,
    /// What a won deal with an amount brings on average.
    pub average_won: Option<Money>,
    /// Days from the first work on a won deal (or its creation) to its end, on average, as a decimal.
    pub cycle_days: Option<String>,
}

/// A stage of the funnel.
#[derive(Debug, Clone, PartialEq)]
pub struct FunnelStage {
    /// The stage.
    pub stage: Stage,
    /// The deals that stand in it.
    pub figure: Figure,
    /// Their amounts weighted by probability.
    pub weighted: Option<Money>,
    /// The deals that have been in it or got beyond it; for a lost stage those that stand in it. None when the actor
    /// may not read how far deals got.
    pub reached: Option<u64>,
    /// Finds those.
    pub reached_filter: Option<Json>,
    /// The share of those that reached the stage before, as a decimal; none for the first stage and for lost ones.
    pub conversion: Option<String>,
    /// How long they stayed in it; none when nobody has left it yet.
    pub time: Option<StageTime>,
}

/// How long deals stayed in a stage. Stays that have not ended do not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageTime {
    /// How many stays.
    pub count: u64,
    /// Half of them took no longer, in days, as a decimal.
    pub median_days: String,
    /// Nine of ten took no longer.
    pub ninetieth_days: String,
    /// Finds the deals that stayed; one that came twice has two stays.
    pub filter: Json,
}

/// The funnel of a pipeline.
#[derive(Debug, Clone)]
pub struct Funnel {
    /// The pipeline.
    pub pipeline: Pipeline,
    /// The currency of the sums.
    pub currency: Currency,
    /// The zone in which moments became days and months.
    pub zone: TimeZone,
    /// The stages in use, in order.
    pub stages: Vec<FunnelStage>,
    /// The whole.
    pub totals: Outcomes,
    /// The breakdown, when asked for.
    pub groups: Vec<FunnelGroup>,
    /// How many amounts are left out of the sums because no rate is known.
    pub unconverted: u64,
}

/// The funnel that a query asks for.
///
/// # Errors
/// [`Error::NotFound`] for an unknown pipeline, and for whoever may not see such records or their stages;
/// [`Error::BadRequest`] for a breakdown or period by a field that he may not read.
pub fn funnel(reader: &mut Reader<'_>, query: &FunnelQuery) -> Result<Funnel> {
    let pipeline = pipeline::asked(reader.conn(), None, &query.pipeline)?;
    let object = reader.object(&pipeline.object)?;
    if !reader.access.object(&object).may_read(object.must(STAGE)) {
        return Err(Error::NotFound);
    }
    let asked = Asked::new(reader, &object, query, &pipeline)?;
    let by_stage = asked.by_stage(reader)?;
    let furthest = asked.furthest(reader)?;
    let groups = match query.group_by {
        Some(by) => groups::break_down(reader, &asked, by)?,
        None => Vec::new(),
    };
    let currency = reader.cat.currency;
    let mut all = HashMap::new();
    for (stage, tally) in &by_stage {
        if let Some(stage) = pipeline.stage(*stage) {
            all.entry(stage.kind).or_insert_with(Tally::default).add(tally);
        }
    }
    let unconverted = by_stage.values().map(|tally| tally.unconverted).sum();
    let totals = asked.outcomes(&all, &Json::Null, currency);
    let times = asked.times(reader)?;
    let stages = asked.stages(&by_stage, furthest.as_ref(), &times, currency);
    Ok(Funnel { pipeline, currency, zone: query.zone.clone(), stages, totals, groups, unconverted })
}

/// A question that has been understood.
pub(crate) struct Asked<'a> {
    object: &'a Arc<Object>,
    query: &'a FunnelQuery,
    pipeline: &'a Pipeline,
    /// Which deals: what was asked for, within the period.
    pub(crate) selection: Expr,
    /// The same as JSON.
    pub(crate) base: Json,
    /// Whether the actor may read amounts: then also nothing adds up to zero.
    may_sum: bool,
    /// Whether he may read probabilities as well.
    may_weigh: bool,
}

impl<'a> Asked<'a> {
    pub(crate) fn new(
        reader: &Reader<'_>,
        object: &'a Arc<Object>,
        query: &'a FunnelQuery,
        pipeline: &'a Pipeline,
    ) -> Result<Self> {
        let (within, terms) = match &query.period {
            Some(period) => period.filter(object, &query.zone)?,
            None => (Expr::True, Json::Null),
        };
        let selection = query.selection.clone().and(within);
        let base = filters::all([query.filter.clone(), terms]);
        let access = reader.access.object(object);
        let readable = |key: &str| object.field(key).is_some_and(|field| access.may_read(field));
        let may_sum = readable(AMOUNT);
        let may_weigh = may_sum && readable(PROBABILITY);
        Ok(Self { object, query, pipeline, selection, base, may_sum, may_weigh })
    }

    /// The deals of the pipeline, and which of their stages count.
    pub(crate) fn in_stages(&self, field: &str, keep: impl Fn(&Stage) -> bool) -> Expr {
        let field = self.object.must(field);
        let stages = self.pipeline.stages.iter().filter(|stage| keep(stage));
        Expr::any(stages.map(|stage| Expr::eq(field, Part::Value, stage.id)))
    }

    /// The ids of stages as the filter of a figure names them.
    pub(crate) fn stages_json(&self, field: &str, keep: impl Fn(&Stage) -> bool) -> Json {
        let ids: Vec<String> =
            self.pipeline.stages.iter().filter(|stage| keep(stage)).map(|stage| stage.id.to_string()).collect();
        filters::term(field, "in", ids)
    }

    fn question(&self, stage_field: &str) -> AggregateQuery {
        let mut question = AggregateQuery::new(&*self.object.key);
        question.filter = self.in_stages(stage_field, |_| true).and(self.selection.clone());
        question.group = vec![Group { path: Path::field(self.object.must(stage_field)), bucket: None }];
        question.zone = self.query.zone.clone();
        question
    }

    /// What stands in each stage.
    pub(crate) fn by_stage(&self, reader: &mut Reader<'_>) -> Result<HashMap<Uuid, Tally>> {
        let mut question = self.question(STAGE);
        let plan = tally::Plan::new(reader, self.object);
        question.measures = plan.measures();
        let mut found = HashMap::new();
        for row in reader.aggregate(&question)? {
            if let Some(Cell::Uuid(stage)) = row.keys[0].first() {
                found.insert(*stage, plan.read(&row.figures));
            }
        }
        Ok(found)
    }

    /// How many got how far; none when the actor may not know.
    fn furthest(&self, reader: &mut Reader<'_>) -> Result<Option<HashMap<Uuid, u64>>> {
        let field = self.object.must(FURTHEST_STAGE);
        if !reader.access.object(self.object).may_read(field) {
            return Ok(None);
        }
        let mut found = HashMap::new();
        for row in reader.aggregate(&self.question(FURTHEST_STAGE))? {
            let count = match row.figures.first().map(|measured| &measured.figure) {
                Some(Computed::Count(count)) => *count,
                _ => 0,
            };
            if let Some(Cell::Uuid(stage)) = row.keys[0].first() {
                found.insert(*stage, count);
            }
        }
        Ok(Some(found))
    }

    /// How long these deals stayed in each stage.
    fn times(&self, reader: &mut Reader<'_>) -> Result<HashMap<Uuid, StageTime>> {
        let query = StayQuery {
            object: self.object.key.clone(),
            filter: self.in_stages(STAGE, |_| true).and(self.selection.clone()),
            stages: self.pipeline.in_use().map(|stage| stage.id).collect(),
        };
        let figures = reader.stays(&query)?.into_iter().map(|figure| {
            let time = StageTime {
                count: figure.count,
                median_days: decimal::days(figure.median),
                ninetieth_days: decimal::days(figure.ninetieth),
                filter: filters::all([
                    self.base.clone(),
                    self.stages_json(STAGE, |_| true),
                    filters::term(STAGE, "left", figure.stage.to_string()),
                ]),
            };
            (figure.stage, time)
        });
        Ok(figures.collect())
    }

    /// Open, won and lost deals of a part of all (`part` as JSON; null for all of them).
    fn outcomes(&self, of: &HashMap<StageKind, Tally>, part: &Json, currency: Currency) -> Outcomes {
        let figure = |kind: StageKind| {
            let tally = of.get(&kind).copied().unwrap_or_default();
            let stages = self.stages_json(STAGE, |stage| stage.kind == kind);
            tally.figure(filters::all([self.base.clone(), part.clone(), stages]), self.may_sum, currency)
        };
        let won = of.get(&StageKind::Won).copied().unwrap_or_default();
        let lost = of.get(&StageKind::Lost).map_or(0, |tally| tally.count);
        Outcomes {
            open: figure(StageKind::Open),
            won: figure(StageKind::Won),
            lost: figure(StageKind::Lost),
            win_rate: decimal::ratio(won.count, won.count + lost),
            average_won: won.average(currency),
            cycle_days: won.days.and_then(|days| decimal::mean_days(days, won.timed)),
        }
    }

    fn stages(
        &self,
        by_stage: &HashMap<Uuid, Tally>,
        furthest: Option<&HashMap<Uuid, u64>>,
        times: &HashMap<Uuid, StageTime>,
        currency: Currency,
    ) -> Vec<FunnelStage> {
        let way: Vec<&Stage> = self.way().collect();
        let mut before: Option<u64> = None;
        let mut stages = Vec::new();
        for stage in self.pipeline.in_use() {
            let tally = by_stage.get(&stage.id).copied().unwrap_or_default();
            let own = filters::all([self.base.clone(), filters::is(STAGE, Some(&stage.id.to_string()))]);
            let beyond = way.iter().position(|other| other.id == stage.id).map(|at| &way[at..]);
            let (reached, reached_filter, conversion) = match (beyond, furthest) {
                (_, None) => (None, None, None),
                (None, Some(_)) => (Some(tally.count), Some(own.clone()), None),
                (Some(beyond), Some(furthest)) => {
                    let reached = beyond.iter().filter_map(|stage| furthest.get(&stage.id)).sum();
                    let found = self.stages_json(FURTHEST_STAGE, |stage| beyond.iter().any(|b| b.id == stage.id));
                    let conversion = before.replace(reached).and_then(|before| decimal::ratio(reached, before));
                    (Some(reached), Some(filters::all([self.base.clone(), found])), conversion)
                }
            };
            stages.push(FunnelStage {
                stage: stage.clone(),
                figure: tally.figure(own, self.may_sum, currency),
                weighted: tally.weighted(self.may_weigh, currency),
                reached,
                reached_filter,
                conversion,
                time: times.get(&stage.id).cloned(),
            });
        }
        stages
    }

    /// The way to an order: open stages in their order, then won.
    fn way(&self) -> impl Iterator<Item = &Stage> {
        let open = self.pipeline.in_use().filter(|stage| stage.kind == StageKind::Open);
        open.chain(self.pipeline.in_use().filter(|stage| stage.kind == StageKind::Won))
    }
}
