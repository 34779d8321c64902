//! What a script says. Kept as JSON, in the form in which the API takes and gives it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use uuid::Uuid;

/// For what a script is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Kind {
    #[default]
    Call,
    Meeting,
}

impl Kind {
    /// The name in the table and on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Meeting => "meeting",
        }
    }

    pub(super) fn parse(text: &str) -> Self {
        if text == "meeting" { Self::Meeting } else { Self::Call }
    }
}

/// Where a script is offered, and its steps.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// For talks about which objects.
    pub objects: Vec<String>,
    /// Deals and leads of which pipelines; all of an object when none of its own is named.
    #[serde(default)]
    pub pipelines: Vec<Uuid>,
    /// Deals and leads in which stages; likewise.
    #[serde(default)]
    pub stages: Vec<Uuid>,
    /// The first step.
    pub start: String,
    /// The steps.
    pub nodes: Vec<Node>,
}

impl Definition {
    /// A step by its id.
    pub fn node(&self, id: &str) -> Option<&Node> {
        self.nodes.iter().find(|node| node.id == id)
    }
}

/// A step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Node {
    /// What the others call it.
    pub id: String,
    /// What it is.
    pub kind: NodeKind,
    /// What the manager says or asks; `{contact.name}` stands for what the record knows.
    pub text: String,
    /// What comes then, after something said or filled in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// What the customer may answer to a question.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Branch>,
    /// The field that what is filled in goes into; without one it is kept with the talk only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Whether it has to be filled in.
    #[serde(default)]
    pub required: bool,
}

impl Node {
    /// The steps that may come next.
    pub fn ways(&self) -> impl Iterator<Item = &str> {
        self.next.as_deref().into_iter().chain(self.answers.iter().map(|answer| answer.next.as_str()))
    }
}

/// What a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NodeKind {
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Branch {
    /// What the customer says.
    pub label: String,
    /// What comes then.
    pub next: String,
    /// What it says of the record.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub set: BTreeMap<String, Json>,
}
