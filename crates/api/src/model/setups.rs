//! Ready-made set-ups.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::catalogue::LabelTexts;
use super::pipelines::{StageKind, ToneName};
use super::session::Language;

/// A set-up that a new workspace may begin with.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TradeInfo {
    /// Its key.
    pub key: String,
    /// What it is called.
    pub name: LabelTexts,
    /// For whom it is and what it brings.
    pub description: LabelTexts,
    /// The name of its icon.
    pub icon: String,
}

/// The set-ups that a new workspace may begin with.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TradeList {
    /// In the order in which they are offered.
    pub trades: Vec<TradeInfo>,
}

/// A ready-made set-up, in the language of whoever asks.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SetupInfo {
    /// Its key.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// For whom it is and what it brings.
    pub description: String,
    /// The name of its icon.
    pub icon: String,
    /// Its pipelines.
    pub pipelines: Vec<SetupPipeline>,
    /// Its fields.
    pub fields: Vec<SetupField>,
    /// The names of its views.
    pub views: Vec<String>,
    /// The names of its scripts.
    pub scripts: Vec<String>,
    /// The objections that it has answers to.
    pub objections: Vec<SetupObjection>,
    /// The names of its calculations.
    pub calculations: Vec<String>,
    /// How many sample records it has, by object.
    pub sample: BTreeMap<String, usize>,
    /// When and how it was added; null when it was not.
    pub added: Option<SetupAdded>,
}

/// A pipeline of a set-up.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SetupPipeline {
    /// What it is called.
    pub name: String,
    /// Its stages in order.
    pub stages: Vec<SetupStage>,
    /// The reasons for which deals are lost.
    pub lost: Vec<String>,
}

/// A stage of a set-up.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SetupStage {
    /// What it is called.
    pub name: String,
    /// What it means.
    pub kind: StageKind,
    /// Its colour.
    pub tone: ToneName,
    /// What to do there.
    pub guidance: Option<String>,
    /// What has to be done there.
    pub checklist: Vec<String>,
    /// The tasks that are made when a deal enters.
    pub plan: Vec<String>,
}

/// A field of a set-up.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SetupField {
    /// Whose it is.
    pub object: String,
    /// Its key.
    pub key: String,
    /// What it is called.
    pub label: String,
}

/// An objection of a set-up.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SetupObjection {
    /// What the customer says.
    pub title: String,
    /// The answers, in a few words.
    pub answers: Vec<String>,
}

/// That a set-up was added.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SetupAdded {
    /// When.
    pub at: String,
    /// In which language its pipelines, tasks and reasons are.
    pub language: Language,
    /// Whether with its sample records.
    pub sample: bool,
    /// Whether it lacks the scripts, objections and calculations that came to set-ups later: adding it again brings them.
    pub behind: bool,
}

/// All ready-made set-ups.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SetupList {
    /// In the order in which they are offered.
    pub setups: Vec<SetupInfo>,
}

/// How a set-up is to be added.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddSetup {
    /// With its sample records. For a set-up that is there without them, they are added.
    #[serde(default)]
    pub sample: bool,
    /// The language of its pipelines, tasks and reasons; that of the workspace when left out.
    pub language: Option<Language>,
}

/// What becomes of what the company has made its own.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RemoveSetup {
    /// The pipeline in which the company's own deals go on, each in the stage that means the same.
    pub move_to: Option<Uuid>,
    /// Pipelines with deals of the company's own stay.
    #[serde(default)]
    pub keep_pipelines: bool,
    /// Fields that the company itself has filled stay.
    #[serde(default)]
    pub keep_fields: bool,
}

/// What removing a set-up would do.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SetupRemoval {
    /// Its pipelines that are in use.
    pub pipelines: Vec<RemovalPipeline>,
    /// Its fields that are in force.
    pub fields: Vec<RemovalField>,
    /// How many views would go.
    pub views: usize,
    /// Sample records that would be gone for good, by object.
    pub destroyed: BTreeMap<String, usize>,
    /// Sample records that somebody has worked with, which would lie in the bin, by object.
    pub binned: BTreeMap<String, usize>,
    /// Its scripts.
    pub scripts: SetupLeave,
    /// Its objections, with their answers.
    pub objections: SetupLeave,
    /// Its calculations.
    pub calculations: SetupLeave,
}

/// How many of something go, and how many stay, for somebody has made them the company's own.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
pub struct SetupLeave {
    /// Those that are as they were made.
    pub going: usize,
    /// Those that were changed or are in use.
    pub staying: usize,
}

/// A pipeline that would go.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RemovalPipeline {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// The company's own deals in it.
    pub deals: u64,
}

/// A field that would go.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RemovalField {
    /// Whose it is.
    pub object: String,
    /// Its key.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// In how many of the company's own records it is filled.
    pub filled: u64,
}

/// What removing a set-up has done.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SetupRemoved {
    /// Pipelines that are no longer in use.
    pub pipelines: usize,
    /// Pipelines that stay.
    pub pipelines_kept: usize,
    /// Deals of the company's own that were moved.
    pub deals_moved: usize,
    /// Fields that were retired.
    pub fields: usize,
    /// Fields that stay.
    pub fields_kept: usize,
    /// Views that are gone.
    pub views: usize,
    /// Sample records that are gone for good.
    pub destroyed: usize,
    /// Sample records that lie in the bin.
    pub binned: usize,
    /// Its scripts.
    pub scripts: SetupLeave,
    /// Its objections, with their answers.
    pub objections: SetupLeave,
    /// Its calculations.
    pub calculations: SetupLeave,
}
