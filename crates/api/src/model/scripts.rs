//! Scripts of calls and meetings, and talks by them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::records::Record;

/// Which scripts to list.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ScriptParams {
    /// The object of a record: only scripts that fit it.
    #[param(example = "deal")]
    pub object: Option<String>,
    /// The record.
    pub record: Option<Uuid>,
}

/// For what a script is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ScriptKind {
    #[default]
    Call,
    Meeting,
}

/// What a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ScriptNodeKind {
    /// Something to say.
    Say,
    /// A question with answers to choose from.
    Choice,
    /// A question whose answer is filled in.
    Input,
    /// The end of the talk.
    End,
}

/// An answer to choose.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScriptBranch {
    /// What the customer says.
    #[schema(min_length = 1, max_length = 200)]
    pub label: String,
    /// The step that comes then.
    pub next: String,
    /// What it says of the record: values by fields (`source`; of a deal also `company.website`, `contact.position`).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub set: BTreeMap<String, Value>,
}

/// A step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScriptNode {
    /// What the others call it.
    #[schema(min_length = 1, max_length = 200)]
    pub id: String,
    /// What it is.
    pub kind: ScriptNodeKind,
    /// What the manager says or asks. `{contact.name}` stands for what the record knows, `{me.name}` for whoever talks.
    #[schema(min_length = 1, max_length = 10000)]
    pub text: String,
    /// The step that comes then: of `say` and `input`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// The answers of a `choice`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 20)]
    pub answers: Vec<ScriptBranch>,
    /// The field that an `input` goes into; without one it is kept with the talk only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Whether an `input` has to be filled in.
    #[serde(default)]
    pub required: bool,
}

/// Where a script is offered, and its steps.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScriptDefinition {
    /// For talks about which of `lead`, `deal`, `contact`, `company`.
    pub objects: Vec<String>,
    /// Deals and leads of which pipelines; all of an object when none of its own is named.
    #[serde(default)]
    pub pipelines: Vec<Uuid>,
    /// Deals and leads in which stages; likewise.
    #[serde(default)]
    pub stages: Vec<Uuid>,
    /// The first step.
    pub start: String,
    /// The steps. Every one can be reached, and leads to an end.
    #[schema(max_items = 200)]
    pub nodes: Vec<ScriptNode>,
}

/// A script.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Script {
    /// Its id.
    pub id: Uuid,
    /// What people call it.
    pub name: String,
    /// For what it is.
    pub kind: ScriptKind,
    /// Its place among the others.
    pub position: i64,
    /// Whether it is offered.
    pub active: bool,
    /// What it says.
    #[serde(flatten)]
    pub definition: ScriptDefinition,
    /// Counts its changes; send it with a change to be told of a conflict.
    pub version: i64,
}

/// A script that fits a record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct OfferedScript {
    /// Its id.
    pub id: Uuid,
    /// What people call it.
    pub name: String,
    /// For what it is.
    pub kind: ScriptKind,
    /// The talk by it that the caller has begun and not finished.
    pub run: Option<Uuid>,
    /// How many steps of it he has taken.
    pub steps: u64,
}

/// Scripts in order.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ScriptList {
    /// All scripts, for those who write them; empty where a record was asked for.
    pub scripts: Vec<Script>,
    /// The scripts that fit the record asked for.
    pub offered: Vec<OfferedScript>,
}

/// A script to be made; it comes after the others.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewScript {
    /// What people call it.
    #[schema(min_length = 1, max_length = 200)]
    pub name: String,
    /// For what it is; a call when left out.
    #[serde(default)]
    pub kind: ScriptKind,
    /// Whether it is offered; yes when left out.
    #[serde(default)]
    pub active: Option<bool>,
    /// What it says.
    pub script: ScriptDefinition,
}

/// A change of a script; what is left out stays.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateScript {
    /// What people call it.
    pub name: Option<String>,
    /// For what it is.
    pub kind: Option<ScriptKind>,
    /// Whether it is offered.
    pub active: Option<bool>,
    /// Its place, from 0.
    pub position: Option<u32>,
    /// What it says, as a whole.
    pub script: Option<ScriptDefinition>,
    /// The version the change was made on; 409 when the script has moved on.
    pub version: Option<i64>,
}

/// What a talk is about.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StartTalk {
    /// The object of the record.
    pub object: String,
    /// The record.
    pub record: Uuid,
    /// The task that the call or meeting is.
    #[serde(default)]
    pub task: Option<Uuid>,
}

/// A step that was taken.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TalkStep {
    /// The step of the script.
    pub node: String,
    /// Which answer of a `choice`, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<u32>,
    /// What was filled in at an `input`: what its field takes, else a text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
}

/// The way so far, as a whole.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveTalk {
    /// The steps, from the first.
    #[schema(max_items = 1000)]
    pub path: Vec<TalkStep>,
}

/// How a talk ends.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FinishTalk {
    /// The version of the record that the answers were given on.
    #[serde(default)]
    pub version: Option<i64>,
    /// Answers that are not to go into the record, by the fields that the script names.
    #[serde(default)]
    pub leave: Vec<String>,
}

/// An answer, as shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TalkAnswer {
    /// What the customer says.
    pub label: String,
    /// The step that comes then.
    pub next: String,
}

/// A step, as shown: what the record knows is put into its text as far as the caller may see it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TalkNode {
    /// What the others call it.
    pub id: String,
    /// What it is.
    pub kind: ScriptNodeKind,
    /// What to say or to ask.
    pub text: String,
    /// The step that comes then.
    pub next: Option<String>,
    /// The answers of a `choice`.
    pub answers: Vec<TalkAnswer>,
    /// The object whose field an `input` goes into; null where it is kept with the talk only.
    pub object: Option<String>,
    /// That field.
    pub field: Option<String>,
    /// Whether an `input` has to be filled in.
    pub required: bool,
}

/// A step that was taken, as shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TalkLine {
    /// What was said or asked.
    pub text: String,
    /// What was answered, as far as the caller may see it.
    pub answer: Option<String>,
}

/// A talk by a script.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Talk {
    /// Its id.
    pub id: Uuid,
    /// The script; null when it is gone.
    pub script: Option<Uuid>,
    /// What the script was called.
    pub name: String,
    /// What it was for.
    pub kind: ScriptKind,
    /// The object of the record that it is about.
    pub object: String,
    /// The record.
    pub record: Uuid,
    /// The task that the call or meeting is.
    pub task: Option<Uuid>,
    /// Who talks.
    pub author: Option<Uuid>,
    /// When it began, RFC 3339.
    #[schema(format = DateTime)]
    pub started_at: String,
    /// When it was over.
    #[schema(format = DateTime)]
    pub finished_at: Option<String>,
    /// The first step.
    pub start: String,
    /// The steps of the script as it was when the talk began; only while the caller's own talk goes on.
    pub nodes: Vec<TalkNode>,
    /// The steps taken; only while the caller's own talk goes on.
    pub path: Vec<TalkStep>,
    /// The way as a story.
    pub story: Vec<TalkLine>,
}

/// A talk that is over.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TalkEnd {
    /// The talk.
    pub talk: Talk,
    /// The record as it stands now.
    pub record: Record,
    /// The fields that were written, as the script names them.
    pub written: Vec<String>,
    /// The fields that were left as they are, because that was asked for or the caller may not write them.
    pub left: Vec<String>,
}
