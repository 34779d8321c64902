//! Figures.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::boards::PipelineName;
use super::common::{FilterNode, Money};
use super::pipelines::{PipelineObject, StageInfo};

/// By what the deals of a period are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum PeriodField {
    ClosedAt,
    CreatedAt,
    EngagedOn,
}

/// A span of days, both included.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// Which date counts.
    pub field: PeriodField,
    /// The first day.
    #[schema(format = Date)]
    pub from: String,
    /// The last day.
    #[schema(format = Date)]
    pub to: String,
}

/// By what the funnel is broken down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum FunnelGrouping {
    Owner,
    Share,
    Manager,
    Team,
    Office,
    Source,
    Product,
    Month,
}

/// What the funnel is asked for.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FunnelQuery {
    /// A pipeline's id, or `default`.
    pub pipeline: Option<String>,
    /// Whose `default` is meant; that of deals when left out.
    pub object: Option<PipelineObject>,
    /// Which deals; all that one may see when left out.
    #[schema(value_type = Option<FilterNode>)]
    pub filter: Option<Value>,
    /// Only deals of a span of time.
    pub period: Option<Period>,
    /// A breakdown.
    pub group_by: Option<FunnelGrouping>,
    /// The zone in which moments become days; the workspace's when left out.
    pub time_zone: Option<String>,
}

/// A number of deals, what they add up to, and the filter that finds them.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct FunnelFigure {
    /// How many.
    pub count: u64,
    /// What they add up to; null when amounts are hidden from the caller.
    pub sum: Option<Money>,
    /// Finds these very deals.
    #[schema(value_type = FilterNode)]
    pub filter: Value,
}

/// A stage of the funnel.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct FunnelStage {
    /// The stage.
    pub stage: StageInfo,
    /// How many deals stand in it.
    pub count: u64,
    /// What they add up to; null when amounts are hidden from the caller.
    pub sum: Option<Money>,
    /// The same weighted by probability.
    pub weighted: Option<Money>,
    /// How many deals have been in it or got beyond it; null when that is hidden from the caller.
    pub reached: Option<u64>,
    /// Finds those.
    #[schema(value_type = Option<FilterNode>)]
    pub reached_filter: Option<Value>,
    /// The share of those that reached the stage before, as a decimal; null for the first.
    pub conversion: Option<String>,
    /// Finds the deals that stand in it.
    #[schema(value_type = FilterNode)]
    pub filter: Value,
    /// How long they stayed in it; null when nobody has left it yet.
    pub time: Option<StageTime>,
}

/// How long deals stayed in a stage. Stays that have not ended do not count.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct StageTime {
    /// How many stays.
    pub count: u64,
    /// Half of them took no longer, in days, as a decimal.
    pub median_days: String,
    /// Nine of ten took no longer, in days, as a decimal.
    pub ninetieth_days: String,
    /// Finds the deals that stayed; one that came twice has two stays.
    #[schema(value_type = FilterNode)]
    pub filter: Value,
}

/// The whole.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct FunnelTotals {
    /// Under way.
    pub open: FunnelFigure,
    /// Won.
    pub won: FunnelFigure,
    /// Lost.
    pub lost: FunnelFigure,
    /// Won of all that ended, as a decimal.
    #[schema(example = "0.631535")]
    pub win_rate: Option<String>,
    /// What a won deal brings on average.
    pub average_won: Option<Money>,
    /// Days from the first contact to the day of winning, on average, as a decimal.
    pub cycle_days: Option<String>,
}

/// A line of the breakdown.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct FunnelGroup {
    /// The id of the owner, manager, team, office or product, the source, or the month (`2017-03`); null for deals
    /// without one.
    pub key: Option<String>,
    /// Its name.
    pub label: String,
    /// How its deals ended.
    #[serde(flatten)]
    pub totals: FunnelTotals,
    /// Finds all deals of this line.
    #[schema(value_type = FilterNode)]
    pub filter: Value,
}

/// The funnel of a pipeline.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct FunnelAnswer {
    /// The pipeline.
    pub pipeline: PipelineName,
    /// The currency of the sums.
    pub currency: String,
    /// The zone in which moments became days.
    pub time_zone: String,
    /// The stages in order.
    pub stages: Vec<FunnelStage>,
    /// The whole.
    pub totals: FunnelTotals,
    /// The breakdown, when asked for.
    pub groups: Vec<FunnelGroup>,
    /// How many amounts are left out of the sums because no rate is known.
    pub unconverted: u64,
}

/// What the conversion by cohort is asked for.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CohortQuery {
    /// A pipeline's id, or `default`.
    pub pipeline: Option<String>,
    /// Whose `default` is meant; that of deals when left out.
    pub object: Option<PipelineObject>,
    /// Which deals or leads; all that one may see when left out.
    #[schema(value_type = Option<FilterNode>)]
    pub filter: Option<Value>,
    /// The first day on which they entered a stage.
    #[schema(format = Date)]
    pub from: Option<String>,
    /// The last day.
    #[schema(format = Date)]
    pub to: Option<String>,
    /// A breakdown; by anything but the share or the month.
    pub group_by: Option<FunnelGrouping>,
    /// The zone in which moments become days; the workspace's when left out.
    pub time_zone: Option<String>,
}

/// How many, and the filter that finds them.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Counted {
    /// How many.
    pub count: u64,
    /// Finds these very records.
    #[schema(value_type = FilterNode)]
    pub filter: Value,
}

/// What became of the deals that entered a stage; those that advanced, were lost and wait add up to them.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CohortStage {
    /// The stage: an open one or one that wins.
    pub stage: StageInfo,
    /// Those that entered it within the span.
    pub entered: Counted,
    /// Of these, those that have entered a stage further on the way since the span began.
    pub advanced: Counted,
    /// Of the others, those that stand in a stage that loses.
    pub lost: Counted,
    /// The rest: they have yet to move.
    pub waiting: Counted,
    /// How many of those that entered have advanced, as a decimal; null when none entered, and for the end of the way.
    #[schema(example = "0.631535")]
    pub conversion: Option<String>,
}

/// A line of the breakdown.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CohortGroup {
    /// The id of the owner, manager, team, office or product, or the source; null for deals without one.
    pub key: Option<String>,
    /// Its name.
    pub label: String,
    /// Its stages, as those of the whole.
    pub stages: Vec<CohortStage>,
}

/// Conversion from stage to stage by cohort.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CohortAnswer {
    /// The pipeline.
    pub pipeline: PipelineName,
    /// The zone in which moments became days.
    pub time_zone: String,
    /// The stages on the way to an order.
    pub stages: Vec<CohortStage>,
    /// The breakdown, when asked for.
    pub groups: Vec<CohortGroup>,
}

/// What the reaction times are asked for.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReactionQuery {
    /// Which leads; all that one may see when left out.
    #[schema(value_type = Option<FilterNode>)]
    pub filter: Option<Value>,
    /// The first day on which they came.
    #[schema(format = Date)]
    pub from: Option<String>,
    /// The last day.
    #[schema(format = Date)]
    pub to: Option<String>,
    /// A breakdown; by anything but the share or the month.
    pub group_by: Option<FunnelGrouping>,
    /// The zone in which moments become days; the workspace's when left out.
    pub time_zone: Option<String>,
}

/// How soon some leads were answered.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Reactions {
    /// All of them.
    pub inquiries: Counted,
    /// Those that somebody has reacted to.
    pub reacted: Counted,
    /// Of these, those that had a target and kept it.
    pub in_time: Counted,
    /// And those that had one and did not.
    pub late: Counted,
    /// Those that nobody has looked at yet.
    pub waiting: Counted,
    /// Of these, those whose target has passed.
    pub overdue: Counted,
    /// In time of all that had a target, as a decimal; null when none had.
    #[schema(example = "0.9")]
    pub in_time_rate: Option<String>,
    /// Half of those reacted to took no more minutes of work.
    pub median_minutes: Option<u64>,
    /// Nine of ten took no more.
    pub ninetieth_minutes: Option<u64>,
}

/// A line of the breakdown.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ReactionGroup {
    /// The id of the owner, manager, team, office or product, or the source; null for leads without one.
    pub key: Option<String>,
    /// Its name.
    pub label: String,
    /// Its figures.
    #[serde(flatten)]
    pub reactions: Reactions,
}

/// How soon inquiries are answered.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ReactionAnswer {
    /// The zone in which moments became days.
    pub time_zone: String,
    /// The whole.
    pub totals: Reactions,
    /// The breakdown, when asked for.
    pub groups: Vec<ReactionGroup>,
}

/// How many days of engagement are asked for.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct EngagementParams {
    /// How many days, today the last of them; 28 when left out, at most 92.
    pub days: Option<i64>,
}

/// What a person has done himself. A command counts once, however many records it changed; imports do not count.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Worked {
    /// Who.
    pub user: Uuid,
    /// When he last used the program, as far as it is known.
    #[schema(format = DateTime)]
    pub last_seen: Option<String>,
    /// On how many days he did anything.
    pub active_days: usize,
    /// Commands of any sort.
    pub commands: u64,
    /// Those that made records.
    pub created: u64,
    /// Tasks done.
    pub completed: u64,
    /// Notes written.
    pub noted: u64,
    /// Commands of each day, the first day first.
    pub by_day: Vec<u64>,
}

/// How much people work in the program themselves.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct EngagementAnswer {
    /// The first day.
    #[schema(format = Date)]
    pub from: String,
    /// The last day.
    #[schema(format = Date)]
    pub to: String,
    /// The zone in which moments became days.
    pub time_zone: String,
    /// Those whom one may look at, by name.
    pub people: Vec<Worked>,
}
