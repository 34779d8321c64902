//! What pipelines and stages ask of their deals. Members that are left out of a change stay; null takes one back.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// What a stage asks of the deals that enter, and tells about them.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct StageRules {
    /// Fields that must be filled to enter: of the deal, its company or its contact.
    #[schema(example = json!(["amount", "company.website"]))]
    pub required: Vec<String>,
    /// The stages that a deal may go on to; null for all.
    pub next: Option<Vec<Uuid>>,
    /// The roles that may move a deal in; null for all.
    pub enter_roles: Option<Vec<Uuid>>,
    /// The roles that may move a deal out; null for all.
    pub leave_roles: Option<Vec<Uuid>>,
    /// What is to be done here; a deal names what is done in its field `checklist`.
    pub checklist: Vec<ChecklistItem>,
    /// What to do here, for whoever works on the deal.
    pub guidance: Option<String>,
    /// Fields to have at hand.
    pub key_fields: Vec<String>,
    /// After how many days here a deal counts as rotting.
    pub rotting_days: Option<u32>,
    /// The tasks that are made when a deal enters.
    pub plan: Vec<PlannedTask>,
}

/// Something to be done in a stage.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChecklistItem {
    /// What.
    pub text: String,
    /// Whether a deal may not go on without it.
    #[serde(default)]
    pub required: bool,
}

/// A task of a plan.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlannedTask {
    /// What is to be done.
    pub title: String,
    /// Its type.
    #[serde(rename = "type", default)]
    pub kind: Option<String>,
    /// By when; the next working day when left out.
    #[serde(default)]
    pub due: Option<Due>,
    /// Who is to do it; the deal's owner when left out.
    #[serde(default)]
    pub assignee: Option<Uuid>,
}

/// So long after the deal entered.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Due {
    /// How many.
    #[serde(rename = "in")]
    pub after: u32,
    /// Of what; working days when left out.
    #[serde(default)]
    pub unit: DueUnit,
}

/// What such spans are counted in.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DueUnit {
    /// Hours of the clock.
    Hour,
    /// Hours of work, by the working time of whoever is to do it.
    WorkingHour,
    /// Days of the calendar.
    Day,
    /// Days of work.
    #[default]
    WorkingDay,
}

/// What a pipeline asks of its deals.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PipelineRules {
    /// The teams whose people, and those of teams below, may bring deals into it; null for everybody.
    pub teams: Option<Vec<Uuid>>,
    /// Whether open deals must have a task to be done.
    pub next_step: NextStepRule,
    /// How deals are won.
    pub won: OutcomeRules,
    /// How deals are lost.
    pub lost: OutcomeRules,
}

/// Whether open deals must have a task to be done.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NextStepRule {
    /// Nobody asks.
    #[default]
    Off,
    /// Screens show those without.
    Warn,
    /// There is none without.
    Enforce,
}

/// What a deal that ends has to say.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
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
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// In words.
    pub name: String,
    /// Whether it has to be explained in `outcome_note`.
    #[serde(default)]
    pub note_required: bool,
}

/// What a stage is called across pipelines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum StageStatus {
    New,
    Qualified,
    Proposal,
    Negotiation,
    Won,
    Lost,
}

impl StageStatus {
    /// The name on the wire and in the store.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Qualified => "qualified",
            Self::Proposal => "proposal",
            Self::Negotiation => "negotiation",
            Self::Won => "won",
            Self::Lost => "lost",
        }
    }

    /// The status of that name.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::New, Self::Qualified, Self::Proposal, Self::Negotiation, Self::Won, Self::Lost]
            .into_iter()
            .find(|status| status.as_str() == name)
    }
}
