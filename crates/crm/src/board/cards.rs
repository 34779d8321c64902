//! The cards of a board's columns.

use kith_catalogue::filter::Expr;
use kith_catalogue::sort::{Dir, Sort};
use kith_catalogue::standard::CREATED_AT;
use kith_catalogue::standard::deal::EXPECTED_CLOSE;
use kith_catalogue::{Object, Part};
use kith_engine::query::{ListQuery, Paging};
use kith_engine::{Error, Reader, Result};
use uuid::Uuid;

use super::figures::Total;
use super::{Board, BoardQuery, Card, Column, Month, Place, Slot, next_task};
use crate::stay;

/// The most cards of a column in one answer.
pub const MAX_CARDS: usize = 100;

/// A column without cards.
pub(super) fn column(place: Place, total: Total) -> Column {
    Column {
        place,
        count: total.count,
        sum: total.sum,
        weighted: total.weighted,
        unconverted: total.unconverted,
        tasks: None,
        cards: Vec::new(),
        next: None,
    }
}

/// A column with its first cards, or with those after the cursor.
pub(super) fn filled(
    reader: &mut Reader<'_>,
    object: &Object,
    slot: Slot,
    total: Total,
    filter: &Expr,
    asked: &BoardQuery,
) -> Result<Column> {
    let mut column = column(slot.place, total);
    if column.count == 0 {
        return Ok(column);
    }
    let mut query = ListQuery::new(&*object.key);
    query.filter = slot.filter.and(filter.clone());
    query.limit = asked.limit.clamp(1, MAX_CARDS);
    query.sort = order(reader, object, &column.place)?;
    if let Some(cursor) = &asked.cursor {
        query.paging = Paging::Cursor(cursor.clone());
    }
    let page = reader.list(&query)?;
    column.cards = page.rows.into_iter().map(|raw| Card { raw, next_task: None, days_in_stage: None }).collect();
    column.next = page.next;
    Ok(column)
}

fn order(reader: &Reader<'_>, object: &Object, place: &Place) -> Result<Vec<Sort>> {
    let (key, dir) = match place {
        Place::Month(month) if *month != Month::None => (EXPECTED_CLOSE, Dir::Asc),
        _ => (CREATED_AT, Dir::Desc),
    };
    if !reader.access.object(object).may_read(object.must(key)) {
        return Ok(Vec::new());
    }
    Ok(vec![Sort::new(key, dir, &reader.cat, object).map_err(Error::BadRequest)?])
}

/// The same column for the records of one owner.
pub(super) fn owned(slot: &Slot, owner: usize, whose: Option<Uuid>) -> Slot {
    let is_his = match whose {
        Some(user) => Expr::eq(owner, Part::Value, user),
        None => Expr::term(owner, kith_catalogue::filter::Test::Filled).negate(),
    };
    Slot { place: slot.place.clone(), filter: slot.filter.clone().and(is_his) }
}

/// Adds to all cards at once what is next to do and how long they have been in their stage.
pub(super) fn dress(reader: &mut Reader<'_>, board: &mut Board) -> Result<()> {
    let lanes = board.lanes.iter_mut().flatten().flat_map(|lane| &mut lane.columns);
    let mut cards: Vec<&mut Card> =
        board.columns.iter_mut().chain(lanes).flat_map(|column| &mut column.cards).collect();
    let ids: Vec<Uuid> = cards.iter().map(|card| card.raw.id).collect();
    let mut tasks = next_task::of(reader, &ids)?;
    let entered = stay::entered(reader.conn(), &ids)?;
    let now = reader.ctx.now.as_millisecond();
    for card in &mut cards {
        card.next_task = tasks.remove(&card.raw.id);
        card.days_in_stage = entered.get(&card.raw.id).map(|at| (now - at).max(0) / 86_400_000);
    }
    Ok(())
}
