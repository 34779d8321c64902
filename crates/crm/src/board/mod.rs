//! The board of a pipeline: its stages as columns with their sums, and the first cards of each with what is next to do.
//!
//! One question for all sums, one a column for its cards, one for all tasks, one for all stays: never one a card.

mod next_task;

use std::sync::Arc;

use kith_catalogue::filter::{Expr, Path};
use kith_catalogue::sort::{Dir, Sort};
use kith_catalogue::standard::CREATED_AT;
use kith_catalogue::standard::deal::{self, AMOUNT, PROBABILITY, STAGE};
use kith_catalogue::{Cell, Money, Object, Part};
use kith_engine::query::{AggregateQuery, Figure, Function, Group, ListQuery, Measure, Measured, Paging, RawRecord};
use kith_engine::{Error, Reader, Result};
use kith_policy::{Action, RowRule};
use uuid::Uuid;

use crate::pipeline::{self, Pipeline, Stage};
use crate::stay;
pub use next_task::{NextTask, TaskState};

/// The most cards of a column in one answer.
pub const MAX_CARDS: usize = 100;

/// What a board is asked for.
#[derive(Debug, Clone)]
pub struct BoardQuery {
    /// The pipeline's id, or `default`.
    pub pipeline: String,
    /// Which deals.
    pub filter: Expr,
    /// How many cards a column.
    pub limit: usize,
    /// Only this stage's column.
    pub stage: Option<Uuid>,
    /// Where that column's cards go on.
    pub cursor: Option<String>,
}

/// A deal on the board.
#[derive(Debug, Clone)]
pub struct Card {
    /// The deal as it is stored, the fields that the actor may read.
    pub raw: RawRecord,
    /// Its next open task, as far as the actor may see it.
    pub next_task: Option<NextTask>,
    /// Whole days since it entered its stage.
    pub days_in_stage: Option<i64>,
}

/// A stage of the board.
#[derive(Debug, Clone)]
pub struct Column {
    /// The stage.
    pub stage: Stage,
    /// How many deals stand in it.
    pub count: u64,
    /// What they add up to, in the workspace's currency; none when the actor may not read amounts.
    pub sum: Option<Money>,
    /// The same, each amount weighted by its deal's probability.
    pub weighted: Option<Money>,
    /// How many amounts are left out because no rate is known.
    pub unconverted: u64,
    /// The first cards, newest first.
    pub cards: Vec<Card>,
    /// Where the next cards begin.
    pub next: Option<String>,
}

/// A pipeline's stages with their deals.
#[derive(Debug, Clone)]
pub struct Board {
    /// The pipeline.
    pub pipeline: Pipeline,
    /// Its stages in order.
    pub columns: Vec<Column>,
    /// Whether the actor may move deals at all.
    pub can_edit: bool,
}

/// The board that a query asks for.
///
/// # Errors
/// [`Error::NotFound`] for an unknown pipeline or stage, and for whoever may not see deals or their stages;
/// [`Error::BadRequest`] for a bad cursor.
pub fn board(reader: &mut Reader<'_>, query: &BoardQuery) -> Result<Board> {
    let object = reader.object(deal::KEY)?;
    let stage_field = object.must(STAGE);
    let access = Arc::clone(&reader.access);
    let access = access.object(&object);
    if !access.may_read(stage_field) {
        return Err(Error::NotFound);
    }
    let can_edit = access.may_write(stage_field) && *access.row(Action::Edit) != RowRule::None;
    let pipeline = pipeline::named(reader.conn(), deal::KEY, &query.pipeline)?;
    let stages: Vec<Stage> =
        pipeline.in_use().filter(|stage| query.stage.is_none_or(|only| only == stage.id)).cloned().collect();
    if stages.is_empty() {
        return Err(Error::NotFound);
    }
    let totals = totals(reader, &object, &stages, &query.filter)?;
    let mut columns = Vec::with_capacity(stages.len());
    for (stage, total) in stages.into_iter().zip(totals) {
        columns.push(column(reader, &object, stage, total, query)?);
    }
    dress(reader, &mut columns)?;
    Ok(Board { pipeline, columns, can_edit })
}

/// What a column adds up to.
#[derive(Clone, Default)]
struct Total {
    count: u64,
    sum: Option<Money>,
    weighted: Option<Money>,
    unconverted: u64,
}

/// The sums of all columns, in the order of the stages.
fn totals(reader: &mut Reader<'_>, object: &Object, stages: &[Stage], filter: &Expr) -> Result<Vec<Total>> {
    let stage = object.must(STAGE);
    let mut query = AggregateQuery::new(deal::KEY);
    query.filter = in_stages(stage, stages.iter().map(|stage| stage.id)).and(filter.clone());
    query.group = vec![Group { path: Path::field(stage), bucket: None }];
    query.measures = measures(reader, object);
    let mut totals = vec![Total::default(); stages.len()];
    for row in reader.aggregate(&query)? {
        let at = stages.iter().position(|stage| row.keys[0].first() == Some(&Cell::Uuid(stage.id)));
        if let Some(total) = at.map(|at| &mut totals[at]) {
            *total = total_of(reader, &row.figures);
        }
    }
    if query.measures.len() > 1 {
        let nothing = Money { minor: 0, currency: reader.cat.currency };
        for total in &mut totals {
            total.sum.get_or_insert(nothing);
            total.weighted.get_or_insert(nothing);
        }
    }
    Ok(totals)
}

/// A count, and sums as far as the actor may read what they are made of.
fn measures(reader: &Reader<'_>, object: &Object) -> Vec<Measure> {
    let access = reader.access.object(object);
    let (amount, probability) = (object.must(AMOUNT), object.must(PROBABILITY));
    let mut measures = vec![Measure { function: Function::Count, path: None }];
    if access.may_read(amount) {
        let path = Some(Path::field(amount));
        measures.push(Measure { function: Function::Sum, path: path.clone() });
        if access.may_read(probability) {
            measures.push(Measure { function: Function::Weighted { by: Path::field(probability) }, path });
        }
    }
    measures
}

fn total_of(reader: &Reader<'_>, figures: &[Measured]) -> Total {
    let money = |at: usize| match figures.get(at).map(|measured| &measured.figure) {
        Some(Figure::Decimal(sum)) => Money::rounded(*sum, reader.cat.currency),
        _ => None,
    };
    let count = match figures.first().map(|measured| &measured.figure) {
        Some(Figure::Count(count)) => *count,
        _ => 0,
    };
    let unconverted = figures.get(1).map_or(0, |measured| measured.unconverted);
    Total { count, sum: money(1), weighted: money(2), unconverted }
}

fn in_stages(field: usize, stages: impl Iterator<Item = Uuid>) -> Expr {
    Expr::any(stages.map(|stage| Expr::eq(field, Part::Value, stage)))
}

fn column(reader: &mut Reader<'_>, object: &Object, stage: Stage, total: Total, asked: &BoardQuery) -> Result<Column> {
    let mut query = ListQuery::new(deal::KEY);
    query.filter = Expr::eq(object.must(STAGE), Part::Value, stage.id).and(asked.filter.clone());
    query.limit = asked.limit.clamp(1, MAX_CARDS);
    if reader.access.object(object).may_read(object.must(CREATED_AT)) {
        let newest_first = Sort::new(CREATED_AT, Dir::Desc, &reader.cat, object);
        query.sort = vec![newest_first.map_err(Error::BadRequest)?];
    }
    if let Some(cursor) = &asked.cursor {
        query.paging = Paging::Cursor(cursor.clone());
    }
    let (rows, next) = if total.count == 0 {
        (Vec::new(), None)
    } else {
        let page = reader.list(&query)?;
        (page.rows, page.next)
    };
    let card = |raw| Card { raw, next_task: None, days_in_stage: None };
    Ok(Column {
        stage,
        count: total.count,
        sum: total.sum,
        weighted: total.weighted,
        unconverted: total.unconverted,
        cards: rows.into_iter().map(card).collect(),
        next,
    })
}

/// Adds to all cards at once what is next to do and how long they have been in their stage.
fn dress(reader: &mut Reader<'_>, columns: &mut [Column]) -> Result<()> {
    let ids: Vec<Uuid> = columns.iter().flat_map(|column| &column.cards).map(|card| card.raw.id).collect();
    let mut tasks = next_task::of(reader, &ids)?;
    let entered = stay::entered(reader.conn(), &ids)?;
    let now = reader.ctx.now.as_millisecond();
    for card in columns.iter_mut().flat_map(|column| &mut column.cards) {
        card.next_task = tasks.remove(&card.raw.id);
        card.days_in_stage = entered.get(&card.raw.id).map(|at| (now - at).max(0) / 86_400_000);
    }
    Ok(())
}
