//! The board of a pipeline.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::common::{Money, Refs};
use super::pipelines::{PipelineObject, StageInfo};
use super::records::Record;

/// What a board is asked for.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct BoardParams {
    /// Whose `default` pipeline is meant; that for deals when left out.
    pub object: Option<PipelineObject>,
    /// A filter as JSON.
    pub filter: Option<String>,
    /// Cards a column, 20 when left out, at most 100.
    pub limit: Option<u32>,
    /// What the columns are: stages, or months in which open deals should be won.
    pub by: Option<BoardBy>,
    /// `owner`: a lane for each owner.
    pub lanes: Option<BoardLanes>,
    /// Only deals whose next task stands so.
    pub task: Option<NextTaskState>,
    /// Whether to tell of each column how its deals' next tasks stand.
    pub tasks: Option<bool>,
    /// Only this stage's column, for its next cards.
    pub stage: Option<Uuid>,
    /// Only this month's column, for its next cards: as the column calls it.
    pub month: Option<String>,
    /// `next` of that column.
    pub cursor: Option<String>,
}

/// What the columns of a board are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BoardBy {
    /// Stages.
    Stage,
    /// Months of the expected closing.
    Month,
}

/// What the lanes of a board are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BoardLanes {
    /// Owners.
    Owner,
}

/// How a deal's next task stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NextTaskState {
    /// It should have been done.
    Overdue,
    /// It is due today.
    Today,
    /// It is due later, or at no stated time.
    Planned,
    /// There is none.
    None,
}

/// How many deals of a column have their next task overdue, today, planned, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NextTaskCounts {
    /// It should have been done.
    pub overdue: u64,
    /// It is due today.
    pub today: u64,
    /// It is due later, or at no stated time.
    pub planned: u64,
    /// There is none.
    pub none: u64,
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
    /// The stage; null on a board by month.
    pub stage: Option<StageInfo>,
    /// `overdue`, `2026-11` …, `later` or `none`; null on a board by stage.
    pub month: Option<String>,
    /// How the next tasks stand, whatever `task` narrows the cards to; null when not asked for.
    pub tasks: Option<NextTaskCounts>,
    /// How many deals stand in it.
    pub count: u64,
    /// What they add up to, in the workspace's currency; null when amounts are hidden from the caller.
    pub sum: Option<Money>,
    /// The same weighted by probability.
    pub weighted: Option<Money>,
    /// How many amounts are left out of the sums because no rate is known.
    pub unconverted: u64,
    /// The first cards: newest first, in a month those to be closed first.
    pub records: Vec<Card>,
    /// Where the next cards begin.
    pub next: Option<String>,
}

/// The deals of one owner.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct BoardLane {
    /// Whose; null for nobody's.
    pub owner: Option<Uuid>,
    /// The same columns as the board's, with cards.
    pub columns: Vec<BoardColumn>,
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
    /// Its columns in order; with lanes, the cards are there.
    pub columns: Vec<BoardColumn>,
    /// A lane for each owner who has deals here; left out without lanes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lanes: Option<Vec<BoardLane>>,
    /// Labels of what the cards link to.
    pub refs: Refs,
    /// Whether the caller may move deals at all.
    pub can_edit: bool,
}
