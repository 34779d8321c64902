//! The board of a pipeline, of deals or of leads: its stages, or the months in which deals should be won, as columns with their sums and the
//! first cards of each with what is next to do; in one row, or in a lane for each owner.
//!
//! One question for all sums, one a column for its cards, one for all tasks, one for all stays: never one a card.

mod cards;
mod figures;
mod lanes;
mod months;
pub(crate) mod next_task;
mod tasks;

use std::sync::Arc;

use kith_catalogue::filter::Expr;
use kith_catalogue::standard::STAGE;
use kith_catalogue::standard::deal::EXPECTED_CLOSE;
use kith_catalogue::{Money, Object, Part};
use kith_engine::query::RawRecord;
use kith_engine::{Error, Reader, Result};
use kith_policy::{Action, RowRule};
use uuid::Uuid;

use crate::pipeline::{self, Pipeline, Stage, StageKind};
pub use cards::MAX_CARDS;
pub use months::Month;
pub use next_task::{NextTask, TaskState};
pub use tasks::{NextIs, TaskCounts};

/// What the columns stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum By {
    /// How far they are.
    #[default]
    Stage,
    /// When open deals should be won; leads do not say.
    Month,
}

/// What a board is asked for.
#[derive(Debug, Clone)]
pub struct BoardQuery {
    /// The pipeline's id, or `default`: that for deals.
    pub pipeline: String,
    /// Which records.
    pub filter: Expr,
    /// What the columns stand for.
    pub by: By,
    /// Whether each owner has a lane of his own.
    pub lanes: bool,
    /// Only records whose next task stands so.
    pub task: Option<NextIs>,
    /// Whether to count, for each column, how the next tasks of its records stand.
    pub tasks: bool,
    /// How many cards a column.
    pub limit: usize,
    /// Only this stage's column.
    pub stage: Option<Uuid>,
    /// Only this month's column.
    pub month: Option<Month>,
    /// Where that column's cards go on.
    pub cursor: Option<String>,
}

impl BoardQuery {
    /// All records of a pipeline by stage, twenty cards a column.
    pub fn new(pipeline: impl Into<String>) -> Self {
        Self {
            pipeline: pipeline.into(),
            filter: Expr::True,
            by: By::Stage,
            lanes: false,
            task: None,
            tasks: false,
            limit: 20,
            stage: None,
            month: None,
            cursor: None,
        }
    }
}

/// A record on the board.
#[derive(Debug, Clone)]
pub struct Card {
    /// The record as it is stored, the fields that the actor may read.
    pub raw: RawRecord,
    /// Its next open task, as far as the actor may see it.
    pub next_task: Option<NextTask>,
    /// Whole days since it entered its stage.
    pub days_in_stage: Option<i64>,
}

/// What a column stands for.
#[derive(Debug, Clone)]
pub enum Place {
    /// A stage.
    Stage(Box<Stage>),
    /// A month of the expected closing.
    Month(Month),
}

/// A column of the board.
#[derive(Debug, Clone)]
pub struct Column {
    /// What it stands for.
    pub place: Place,
    /// How many records stand in it.
    pub count: u64,
    /// What they add up to, in the workspace's currency; none when the actor may not read amounts.
    pub sum: Option<Money>,
    /// The same, each amount weighted by its deal's probability; none for leads, which have none.
    pub weighted: Option<Money>,
    /// How many amounts are left out because no rate is known.
    pub unconverted: u64,
    /// How the next tasks stand, whatever the board is narrowed to; where that was asked.
    pub tasks: Option<TaskCounts>,
    /// The first cards: newest first, in a month those to be closed first.
    pub cards: Vec<Card>,
    /// Where the next cards begin.
    pub next: Option<String>,
}

impl Column {
    /// The stage that it stands for.
    pub fn stage(&self) -> Option<&Stage> {
        match &self.place {
            Place::Stage(stage) => Some(stage),
            Place::Month(_) => None,
        }
    }
}

/// The records of one owner.
#[derive(Debug, Clone)]
pub struct Lane {
    /// Whose; none for nobody's.
    pub owner: Option<Uuid>,
    /// The same columns as the board's.
    pub columns: Vec<Column>,
}

/// A pipeline's columns with their records.
#[derive(Debug, Clone)]
pub struct Board {
    /// The pipeline.
    pub pipeline: Pipeline,
    /// Its columns in order; with lanes without cards.
    pub columns: Vec<Column>,
    /// The owners' lanes where they were asked for: of those who have any here.
    pub lanes: Option<Vec<Lane>>,
    /// Whether the actor may move them at all.
    pub can_edit: bool,
}

/// A column to be: what it stands for, and which records stand in it.
struct Slot {
    place: Place,
    filter: Expr,
}

/// The board that a query asks for.
///
/// # Errors
/// [`Error::NotFound`] for an unknown pipeline or stage, and for whoever may not see such records or their stages;
/// [`Error::Invalid`] for lanes or months by a field that he may not see; [`Error::BadRequest`] for a bad cursor.
pub fn board(reader: &mut Reader<'_>, query: &BoardQuery) -> Result<Board> {
    let pipeline = pipeline::asked(reader.conn(), None, &query.pipeline)?;
    let object = reader.object(&pipeline.object)?;
    let access = Arc::clone(&reader.access);
    let access = access.object(&object);
    if !access.may_read(object.must(STAGE)) {
        return Err(Error::NotFound);
    }
    let decides = object.field(if query.by == By::Month { EXPECTED_CLOSE } else { STAGE });
    let decides = decides.filter(|field| access.may_read(*field));
    let decides = decides.ok_or_else(|| Error::field("by", "unknown_field"))?;
    let can_edit = access.may_write(decides) && *access.row(Action::Edit) != RowRule::None;
    let slots = slots(reader, &object, &pipeline, query);
    if slots.is_empty() {
        return Err(Error::NotFound);
    }
    let narrowed = match query.task {
        None => query.filter.clone(),
        Some(task) => query.filter.clone().and(tasks::filter(reader, task)?),
    };
    let totals = figures::of_slots(reader, &object, &slots, &narrowed)?;
    let counts = if query.tasks { Some(tasks::count(reader, &object, &slots, &query.filter)?) } else { None };
    let lanes = if query.lanes { Some(lanes::lanes(reader, &object, &slots, &narrowed, query)?) } else { None };
    let mut columns = Vec::with_capacity(slots.len());
    for (at, (slot, total)) in slots.into_iter().zip(totals).enumerate() {
        let mut column = if lanes.is_some() {
            cards::column(slot.place, total)
        } else {
            cards::filled(reader, &object, slot, total, &narrowed, query)?
        };
        column.tasks = counts.as_ref().map(|counts| counts[at]);
        columns.push(column);
    }
    let mut board = Board { pipeline, columns, lanes, can_edit };
    cards::dress(reader, &mut board)?;
    Ok(board)
}

fn slots(reader: &Reader<'_>, object: &Object, pipeline: &Pipeline, query: &BoardQuery) -> Vec<Slot> {
    let stage = object.must(STAGE);
    let is = |id: Uuid| Expr::eq(stage, Part::Value, id);
    match query.by {
        By::Stage => pipeline
            .in_use()
            .filter(|stage| query.stage.is_none_or(|only| only == stage.id))
            .map(|stage| Slot { place: Place::Stage(Box::new(stage.clone())), filter: is(stage.id) })
            .collect(),
        By::Month => {
            let open = pipeline.in_use().filter(|stage| stage.kind == StageKind::Open);
            let open = Expr::any(open.map(|stage| is(stage.id)));
            let months = months::shown(reader).into_iter();
            months
                .filter(|month| query.month.is_none_or(|only| only == *month))
                .map(|month| Slot {
                    place: Place::Month(month),
                    filter: open.clone().and(months::filter(reader, object, month)),
                })
                .collect()
        }
    }
}
