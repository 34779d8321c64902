//! Rules that say to whom leads and deals go.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::common::FilterNode;

/// Which rules to list.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DistributionParams {
    /// The object whose records they distribute: `lead` or `deal`.
    #[param(example = "lead")]
    pub object: String,
}

/// How one of several is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DistributionMethod {
    /// One after the other.
    RoundRobin,
    /// Whoever has the fewest open records.
    LeastLoaded,
    /// In turn, each as often as his weight says.
    Weighted,
    /// In turn among those who have the skill that the record asks for.
    Skill,
    /// The teams in turn; in a team, whoever has the fewest open records.
    Team,
    /// The first one named who is there.
    Person,
}

/// What working hours mean for a rule.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DistributionHours {
    /// Those who are at work go first; when nobody is, whoever comes to work first.
    #[default]
    Prefer,
    /// Only those who are at work.
    Only,
    /// They do not matter.
    Ignore,
}

/// Somebody to whom records go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DistributionTaker {
    /// Who.
    pub user: Uuid,
    /// How often, for the method `weighted`; once when left out.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 100)]
    pub weight: Option<u32>,
    /// How many open records he has at most.
    #[serde(default)]
    pub capacity: Option<u32>,
    /// What he can do, for the method `skill`.
    #[serde(default)]
    pub skills: Vec<String>,
}

/// Which records go to whom, and how.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DistributionDefinition {
    /// Which records; all when null.
    #[serde(default)]
    #[schema(value_type = Option<FilterNode>)]
    pub filter: Option<Value>,
    /// How one is chosen.
    pub method: DistributionMethod,
    /// The people among whom.
    #[serde(default)]
    pub people: Vec<DistributionTaker>,
    /// The teams among whose people, and those of the teams below.
    #[serde(default)]
    pub teams: Vec<Uuid>,
    /// The field that skills are compared with, for the method `skill`.
    #[serde(default)]
    pub skill_field: Option<String>,
    /// What working hours mean.
    #[serde(default)]
    pub hours: DistributionHours,
    /// How many open records of the object somebody has at most; a person's own goes before it.
    #[serde(default)]
    pub capacity: Option<u32>,
    /// In how many minutes of work somebody is to react to a lead; the team's target when null.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 43200)]
    pub react_within: Option<u32>,
    /// After how many minutes of work a lead that nobody has accepted goes to the next; never when null.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 43200)]
    pub move_after: Option<u32>,
    /// How often it goes on; three times when null.
    #[serde(default)]
    pub moves: Option<u32>,
    /// Whether it then goes to the head of whoever had it last.
    #[serde(default)]
    pub escalate: bool,
}

/// A rule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DistributionRule {
    /// Its id.
    pub id: Uuid,
    /// The object whose records it distributes.
    pub object: String,
    /// What people call it; the history names it.
    pub name: String,
    /// Its place: the first that fits and finds somebody decides.
    pub position: i64,
    /// Whether it is in force.
    pub active: bool,
    /// What it says.
    #[serde(flatten)]
    pub definition: DistributionDefinition,
    /// Counts its changes; send it with a change to be told of a conflict.
    pub version: i64,
}

/// Rules in order.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct DistributionList {
    /// The rules.
    pub rules: Vec<DistributionRule>,
}

/// A rule to be made; it comes after the others.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDistributionRule {
    /// The object whose records it distributes: `lead` or `deal`.
    pub object: String,
    /// What people call it.
    #[schema(min_length = 1, max_length = 200)]
    pub name: String,
    /// Whether it is in force; yes when left out.
    #[serde(default)]
    pub active: Option<bool>,
    /// What it says.
    pub rule: DistributionDefinition,
}

/// A change of a rule; what is left out stays.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateDistributionRule {
    /// What people call it.
    pub name: Option<String>,
    /// Whether it is in force.
    pub active: Option<bool>,
    /// Its place among the rules of its object, from 0.
    pub position: Option<u32>,
    /// What it says, as a whole.
    pub rule: Option<DistributionDefinition>,
    /// The version the change was made on; 409 when the rule has moved on.
    pub version: Option<i64>,
}

/// A record that might come.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DistributionTrial {
    /// `lead` or `deal`.
    pub object: String,
    /// What it says.
    #[serde(default)]
    pub fields: BTreeMap<String, Value>,
}

/// What keeps somebody from taking a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum DistributionObstacle {
    Away,
    OffHours,
    Full,
    Unskilled,
    NoAccess,
    HadIt,
}

/// Somebody who was passed over.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct DistributionPassed {
    /// Who.
    pub user: Uuid,
    /// Why.
    pub because: DistributionObstacle,
}

/// What became of one rule.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct DistributionTried {
    /// The rule.
    pub rule: Uuid,
    /// Its name.
    pub name: String,
    /// Whether the record passes its filter.
    pub fits: bool,
    /// Who could not take it.
    pub passed: Vec<DistributionPassed>,
}

/// Who would get it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct DistributionAnswer {
    /// He; null when no rule finds somebody.
    pub user: Option<Uuid>,
    /// Why, as the history would say it.
    pub why: Option<Value>,
    /// The rules that were looked at, in order.
    pub rules: Vec<DistributionTried>,
}
