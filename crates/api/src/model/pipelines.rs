//! Pipelines, stages and rates of exchange.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use kith_catalogue::standard::{deal, lead};

use super::rules::{PipelineRules, StageRules, StageStatus};

/// What a stage means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StageKind {
    /// Under way.
    Open,
    /// Ended well.
    Won,
    /// Ended badly.
    Lost,
}

/// The colour of a stage or an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ToneName {
    Gray,
    Blue,
    Violet,
    Amber,
    Green,
    Red,
}

impl ToneName {
    /// The name on the wire and in the store.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Gray => "gray",
            Self::Blue => "blue",
            Self::Violet => "violet",
            Self::Amber => "amber",
            Self::Green => "green",
            Self::Red => "red",
        }
    }

    /// The colour of that name.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Gray, Self::Blue, Self::Violet, Self::Amber, Self::Green, Self::Red]
            .into_iter()
            .find(|tone| tone.as_str() == name)
    }
}

/// What goes through a pipeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PipelineObject {
    /// Deals.
    #[default]
    Deal,
    /// Leads.
    Lead,
}

impl PipelineObject {
    /// The key of the object.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Deal => deal::KEY,
            Self::Lead => lead::KEY,
        }
    }
}

/// Which pipelines to list.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PipelineParams {
    /// What goes through them; deals when left out.
    pub object: Option<PipelineObject>,
}

/// A stage.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct StageInfo {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// What it means.
    pub kind: StageKind,
    /// Per cent.
    pub probability: i64,
    /// Its colour.
    pub tone: Option<ToneName>,
    /// Its place, from 0.
    pub position: i64,
    /// What it is called across pipelines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<StageStatus>,
    /// What it asks of the records that enter; left out where stages are only named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rules: Option<StageRules>,
}

/// A pipeline with its stages.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PipelineInfo {
    /// Its id.
    pub id: Uuid,
    /// A stable key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What moves through it.
    pub object: String,
    /// Whether new records that name none go here.
    pub is_default: bool,
    /// Whether it is put away.
    pub archived: bool,
    /// Whether the caller may bring records into it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_use: Option<bool>,
    /// What it asks of its records.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rules: Option<PipelineRules>,
    /// Its stages in order.
    pub stages: Vec<StageInfo>,
}

/// Pipelines.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PipelineList {
    /// The pipelines in order.
    pub pipelines: Vec<PipelineInfo>,
}

/// A new stage.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewStage {
    /// Its name.
    pub name: String,
    /// What it means.
    pub kind: StageKind,
    /// Per cent, 0 to 100; 100 for won and 0 for lost when left out.
    pub probability: Option<i64>,
    /// Its colour.
    pub tone: Option<ToneName>,
    /// Its place; at the end when left out.
    pub position: Option<u32>,
    /// What it is called across pipelines; when left out, what fits its kind and probability.
    pub status: Option<StageStatus>,
    /// What it asks of the records that enter.
    #[schema(value_type = Option<StageRules>)]
    pub rules: Option<serde_json::Map<String, serde_json::Value>>,
}

/// A new pipeline.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPipeline {
    /// Its name.
    pub name: String,
    /// What goes through it: deals, or leads. Leads have no next step to be enforced and no reasons of outcome.
    #[serde(default)]
    pub object: PipelineObject,
    /// Its stages in order; one open, one won and one lost at least. The usual ones when left out.
    pub stages: Option<Vec<NewStage>>,
    /// Whether new deals go here.
    #[serde(default)]
    pub is_default: bool,
    /// What it asks of its deals.
    #[schema(value_type = Option<PipelineRules>)]
    pub rules: Option<serde_json::Map<String, serde_json::Value>>,
}

/// A change of a pipeline.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdatePipeline {
    /// Its name.
    pub name: Option<String>,
    /// Its place among those of its object.
    pub position: Option<u32>,
    /// Whether new deals go here.
    pub is_default: Option<bool>,
    /// Whether it is put away.
    pub archived: Option<bool>,
    /// The order of its stages: all that are in use.
    pub stages: Option<Vec<Uuid>>,
    /// Rules to replace; the others stay, null takes one back.
    #[schema(value_type = Option<PipelineRules>)]
    pub rules: Option<serde_json::Map<String, serde_json::Value>>,
}

/// A change of a stage.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateStage {
    /// Its name.
    pub name: Option<String>,
    /// Per cent, 0 to 100.
    pub probability: Option<i64>,
    /// Its colour.
    pub tone: Option<ToneName>,
    /// Its place.
    pub position: Option<u32>,
    /// What it is called across pipelines.
    pub status: Option<StageStatus>,
    /// Rules to replace; the others stay, null takes one back.
    #[schema(value_type = Option<StageRules>)]
    pub rules: Option<serde_json::Map<String, serde_json::Value>>,
}

/// Where the records of a stage go that is removed.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RemoveStage {
    /// The stage that takes them; needed when it has any.
    pub move_to: Option<Uuid>,
}

/// A rate: one unit of `currency` in the workspace's currency from that day on.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    /// The day from which it holds.
    #[schema(format = Date, example = "2026-01-31")]
    pub date: String,
    /// The currency.
    #[schema(example = "USD")]
    pub currency: String,
    /// A positive decimal.
    #[schema(example = "0.9215")]
    pub rate: String,
}

/// Rates, newest first.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RateList {
    /// The workspace's currency.
    pub currency: String,
    /// The rates.
    pub rates: Vec<Rate>,
}

/// Which rates to list.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RateParams {
    /// Only this currency.
    pub currency: Option<String>,
}
