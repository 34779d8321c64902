//! What a set-up knows of talks and of prices: scripts, objections with answers, calculations.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Map, Value as Json};

use super::Text;
use crate::scripts::{Kind, NodeKind};

/// A script of calls or meetings.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Script {
    /// What the file calls it.
    pub key: String,
    /// What people call it.
    pub name: Text,
    /// For what it is.
    #[serde(default)]
    pub kind: Kind,
    /// For talks about which objects.
    pub objects: Vec<String>,
    /// Deals of which pipelines, as the file calls them; all when empty.
    #[serde(default)]
    pub pipelines: Vec<String>,
    /// Deals in which stages, as `pipeline.stage`; all when empty.
    #[serde(default)]
    pub stages: Vec<String>,
    /// The steps; the first one is where it begins.
    pub nodes: Vec<Node>,
}

/// A step of a script.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Node {
    /// What the others call it.
    pub id: String,
    /// What it is.
    pub kind: NodeKind,
    /// What is said or asked.
    pub text: Text,
    /// What comes then.
    #[serde(default)]
    pub next: Option<String>,
    /// What the customer may answer.
    #[serde(default)]
    pub answers: Vec<Branch>,
    /// The field that what is filled in goes into.
    #[serde(default)]
    pub field: Option<String>,
    /// Whether it has to be filled in.
    #[serde(default)]
    pub required: bool,
}

/// An answer to choose.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Branch {
    /// What the customer says.
    pub label: Text,
    /// What comes then.
    pub next: String,
    /// What it says of the record.
    #[serde(default)]
    pub set: BTreeMap<String, Json>,
}

/// An objection with its answers.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Objection {
    /// What the customer says.
    pub title: Text,
    /// Its sort; a plain objection when none.
    #[serde(default)]
    pub kind: Option<String>,
    /// What is behind it.
    #[serde(default)]
    pub text: Option<Text>,
    /// What to answer.
    pub answers: Vec<Answer>,
}

/// An answer to an objection.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// In a few words.
    pub title: Text,
    /// Word for word.
    pub text: Text,
}

/// What something costs by its parameters. Its formula goes by `price`, so that it holds in any currency.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calculation {
    /// What products name it by.
    pub key: String,
    /// What people call it.
    pub name: Text,
    /// What it asks for.
    pub parameters: Vec<Parameter>,
    /// What one costs.
    pub formula: String,
    /// Cases that have to come out.
    pub cases: Vec<Case>,
}

/// Something that a price depends on: a number, or one of several where it has options.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// Its name in the formula.
    pub key: String,
    /// What people call it.
    pub label: Text,
    /// What a number is counted in.
    #[serde(default)]
    pub unit: Option<Text>,
    /// The least.
    #[serde(default)]
    pub min: Option<Decimal>,
    /// The most.
    #[serde(default)]
    pub max: Option<Decimal>,
    /// What it is when nothing is said.
    #[serde(default)]
    pub default: Option<Json>,
    /// What may be chosen.
    #[serde(default)]
    pub options: Vec<ParameterChoice>,
}

/// One of several.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParameterChoice {
    /// Its text in the formula.
    pub key: String,
    /// What people call it.
    pub label: Text,
}

/// A case that has to come out.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// The parameters.
    pub parameters: Map<String, Json>,
    /// What the catalogue asks for one.
    pub price: Decimal,
    /// The price that is expected.
    pub expected: Decimal,
}
