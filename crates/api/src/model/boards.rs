//! The board of a pipeline.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::common::{Money, Refs};
use super::pipelines::StageInfo;
use super::records::Record;

/// What a board is asked for.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct BoardParams {
    /// A filter as JSON.
    pub filter: Option<String>,
    /// Cards a column, 20 when left out, at most 100.
    pub limit: Option<u32>,
    /// Only this stage's column, for its next cards.
    pub stage: Option<Uuid>,
    /// `next` of that column.
    pub cursor: Option<String>,
}

/// How urgent a card's next task is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TaskState {
    /// Should have been done.
    Overdue,
    /// Due today.
    Today,
    /// Due later, or at no stated time.
    Planned,
}

/// The next thing to do about a card.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct NextTask {
    /// The task.
    pub id: Uuid,
    /// Its title.
    pub title: String,
    /// When it is due.
    #[schema(format = DateTime)]
    pub due_at: Option<String>,
    /// How urgent it is.
    pub state: TaskState,
}

/// A deal on the board.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Card {
    /// The deal.
    #[serde(flatten)]
    pub record: Record,
    /// Its next open task.
    pub next_task: Option<NextTask>,
    /// Whole days in its present stage.
    pub days_in_stage: Option<i64>,
}

/// A column of the board.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct BoardColumn {
    /// The stage.
    pub stage: StageInfo,
    /// How many deals stand in it.
    pub count: u64,
    /// What they add up to, in the workspace's currency; null when amounts are hidden from the caller.
    pub sum: Option<Money>,
    /// The same weighted by probability.
    pub weighted: Option<Money>,
    /// How many amounts are left out of the sums because no rate is known.
    pub unconverted: u64,
    /// The first cards.
    pub records: Vec<Card>,
    /// Where the next cards begin.
    pub next: Option<String>,
}

/// A pipeline by name.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PipelineName {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
}

/// A pipeline's stages with their deals.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Board {
    /// The pipeline.
    pub pipeline: PipelineName,
    /// Its stages in order.
    pub columns: Vec<BoardColumn>,
    /// Labels of what the cards link to.
    pub refs: Refs,
    /// Whether the caller may move deals at all.
    pub can_edit: bool,
}
