//! What pipelines and stages ask of the deals in them. Kept as JSON beside them, in the form in which the API takes and
//! gives it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use uuid::Uuid;

use kith_catalogue::Problem;
use kith_engine::{Error, Result};

use super::StageKind;

/// What a stage is called across pipelines.
pub const STATUSES: [&str; 6] = ["new", "qualified", "proposal", "negotiation", "won", "lost"];

/// The status that a stage has when nobody has said otherwise.
pub(crate) fn usual_status(kind: StageKind, probability: i64) -> &'static str {
    match (kind, probability) {
        (StageKind::Won, _) => "won",
        (StageKind::Lost, _) => "lost",
        (StageKind::Open, ..20) => "new",
        (StageKind::Open, 20..45) => "qualified",
        (StageKind::Open, 45..70) => "proposal",
        (StageKind::Open, _) => "negotiation",
    }
}

/// What a stage asks for and tells.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StageRules {
    /// Fields that must be filled to enter it: of the deal, or of its company or contact (`company.website`).
    pub required: Vec<String>,
    /// The stages that a deal may go on to; all when there is no such list.
    pub next: Option<Vec<Uuid>>,
    /// The roles that may move a deal in; all when there is no such list.
    pub enter_roles: Option<Vec<Uuid>>,
    /// The roles that may move a deal out; all when there is no such list.
    pub leave_roles: Option<Vec<Uuid>>,
    /// What is to be done here.
    pub checklist: Vec<ChecklistItem>,
    /// What to do here, in words for the manager.
    pub guidance: Option<String>,
    /// Fields to have at hand here.
    pub key_fields: Vec<String>,
    /// After how many days here a deal counts as rotting.
    pub rotting_days: Option<u32>,
    /// The tasks that are made when a deal enters.
    pub plan: Vec<PlannedTask>,
}

/// Something to be done in a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChecklistItem {
    /// What; a deal's field `checklist` names it when it is done.
    pub text: String,
    /// Whether the deal may not go on without it.
    #[serde(default)]
    pub required: bool,
}

/// A task of an activity plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedTask {
    /// What is to be done.
    pub title: String,
    /// Its type; a to-do when left out.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// By when, counted from the moment the deal enters.
    #[serde(default)]
    pub due: Due,
    /// Who is to do it; the deal's owner when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignee: Option<Uuid>,
}

/// A span of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Due {
    /// How many.
    #[serde(rename = "in")]
    pub after: u32,
    /// Of what.
    #[serde(default)]
    pub unit: DueUnit,
}

impl Default for Due {
    fn default() -> Self {
        Self { after: 1, unit: DueUnit::WorkingDay }
    }
}

/// What spans of time are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DueUnit {
    /// Hours of the clock.
    Hour,
    /// Hours of work.
    WorkingHour,
    /// Days of the calendar.
    Day,
    /// Days of work.
    #[default]
    WorkingDay,
}

/// What a pipeline asks for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PipelineRules {
    /// The teams whose people, and those of teams below, may bring deals into it; everybody when there is no such list.
    pub teams: Option<Vec<Uuid>>,
    /// Whether open deals must have a next step.
    pub next_step: NextStep,
    /// How deals end well.
    pub won: OutcomeRules,
    /// How they end otherwise.
    pub lost: OutcomeRules,
}

/// Whether open deals must have a task to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NextStep {
    /// Nobody asks.
    #[default]
    Off,
    /// Those without are shown.
    Warn,
    /// There is none without.
    Enforce,
}

/// What a deal that ends has to say.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OutcomeRules {
    /// The reasons to choose from; any words when there are none.
    pub reasons: Vec<Reason>,
    /// Whether a reason has to be given.
    pub required: bool,
    /// Whether the amount has to be known.
    pub amount_required: bool,
}

/// A reason of an outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// In words.
    pub name: String,
    /// Whether it has to be explained (“other”).
    #[serde(default)]
    pub note_required: bool,
}

/// Rules as they are kept; what cannot be read is a fault of the program.
pub(super) fn read<T: Default + for<'de> Deserialize<'de>>(text: Option<&str>) -> Result<T> {
    match text {
        None => Ok(T::default()),
        Some(text) => serde_json::from_str(text).map_err(|error| Error::internal(format!("rules: {error}"))),
    }
}

/// Rules with some members replaced. A member that is null is what it was when nobody had said anything.
pub(super) fn replaced<T>(rules: &T, given: &Map<String, Json>) -> Result<T>
where
    T: Serialize + for<'de> Deserialize<'de>,
{
    let Json::Object(mut all) = serde_json::to_value(rules).map_err(Error::internal)? else {
        return Err(Error::internal("rules are an object"));
    };
    for (key, value) in given {
        if !all.contains_key(key) {
            return Err(Error::Invalid(vec![Problem::unknown_key(key).at(key).at("rules")]));
        }
        match value {
            Json::Null => {
                all.remove(key);
            }
            value => {
                all.insert(key.clone(), value.clone());
            }
        }
        // One by one, so that what does not hold can be named.
        if let Err(error) = serde_json::from_value::<T>(Json::Object(all.clone())) {
            let problem = Problem::new("wrong_format").with("reason", error.to_string());
            return Err(Error::Invalid(vec![problem.at(key).at("rules")]));
        }
    }
    serde_json::from_value(Json::Object(all)).map_err(Error::internal)
}
