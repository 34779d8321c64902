//! Objections in deals: figures.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::boards::PipelineName;
use super::common::FilterNode;
use super::insight::{Counted, Period};
use super::pipelines::StageInfo;

/// What the figures of objections are asked for.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ObjectionsQuery {
    /// The pipeline's id, or `default`.
    #[serde(default)]
    pub pipeline: Option<String>,
    /// Which deals.
    #[serde(default)]
    #[schema(value_type = Option<FilterNode>)]
    pub filter: Option<Value>,
    /// Only deals of a span of time.
    #[serde(default)]
    pub period: Option<Period>,
    /// The zone in which moments become days; the workspace's when left out.
    #[serde(default)]
    pub time_zone: Option<String>,
}

/// How deals ended; every filter finds deals.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct DealsEnded {
    /// Under way.
    pub open: Counted,
    /// Won.
    pub won: Counted,
    /// Lost.
    pub lost: Counted,
    /// Won of all that ended, as a decimal; null when nothing has ended.
    #[schema(example = "0.66")]
    pub win_rate: Option<String>,
}

/// An answer to an objection.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct AnswerFigures {
    /// The answer; null where none was given.
    pub id: Option<Uuid>,
    /// What it is called; empty for what the caller may not see.
    pub label: String,
    /// How often it was given; the filter finds records of `objection_met`.
    pub times: Counted,
    /// How often it helped, as far as somebody has said so; likewise.
    pub helped: Counted,
    /// The deals in which it was given.
    pub deals: DealsEnded,
}

/// An objection met in a stage.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct MetInStage {
    /// The stage in which the deals were then.
    pub stage: Uuid,
    /// Those deals.
    pub deals: Counted,
}

/// An objection.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ObjectionFigures {
    /// The objection.
    pub id: Uuid,
    /// What it is called; empty for what the caller may not see.
    pub label: String,
    /// How often it was met; the filter finds records of `objection_met`.
    pub times: Counted,
    /// The deals in which it was met.
    pub deals: DealsEnded,
    /// The deals in which it was not.
    pub without: DealsEnded,
    /// Its answers, those given most often first.
    pub answers: Vec<AnswerFigures>,
    /// Where it was met, in the order of the stages.
    pub stages: Vec<MetInStage>,
}

/// The objections in the deals of a pipeline.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ObjectionsAnswer {
    /// The pipeline.
    pub pipeline: PipelineName,
    /// Its stages.
    pub stages: Vec<StageInfo>,
    /// All deals.
    pub deals: DealsEnded,
    /// The deals in which some objection was met.
    pub with: DealsEnded,
    /// The deals in which none was.
    pub without: DealsEnded,
    /// Objections, those met most often first.
    pub objections: Vec<ObjectionFigures>,
    /// The zone in which moments became days.
    pub time_zone: String,
}
