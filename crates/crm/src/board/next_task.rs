//! What is next to do about each of many records, asked at once.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use kith_catalogue::filter::{Expr, Test};
use kith_catalogue::sort::{Dir, Sort};
use kith_catalogue::standard::task::{self, ABOUT, DONE_AT, DUE_AT, TITLE};
use kith_catalogue::{Cell, Part};
use kith_engine::query::{ListQuery, Paging};
use kith_engine::{Error, Reader, Result, wire};
use serde::Serialize;
use uuid::Uuid;

/// How urgent a task is, by the days of whoever asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskState {
    /// Was due on a day that has passed.
    Overdue,
    /// Due today.
    Today,
    /// Due later, or at no stated time.
    Planned,
}

/// The next thing to do about a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextTask {
    /// The task.
    pub id: Uuid,
    /// What is to be done.
    pub title: String,
    /// By when.
    pub due_at: Option<Timestamp>,
    /// How urgent it is.
    pub state: TaskState,
}

/// How urgent a task due then is at `now` for somebody who lives in `zone`.
pub(crate) fn state(due_at: Option<Timestamp>, now: Timestamp, zone: &TimeZone) -> TaskState {
    let day = |at: Timestamp| at.to_zoned(zone.clone()).date();
    match due_at.map(day) {
        Some(due) if due < day(now) => TaskState::Overdue,
        Some(due) if due == day(now) => TaskState::Today,
        _ => TaskState::Planned,
    }
}

/// The open task about each record that is due first, as far as the actor may see it.
pub(crate) fn of(reader: &mut Reader<'_>, records: &[Uuid]) -> Result<HashMap<Uuid, NextTask>> {
    let mut next = HashMap::new();
    let object = match reader.object(task::KEY) {
        Ok(object) => object,
        Err(Error::NotFound) => return Ok(next),
        Err(error) => return Err(error),
    };
    let access = Arc::clone(&reader.access);
    let access = access.object(&object);
    let [about, done_at, due_at, title] = [ABOUT, DONE_AT, DUE_AT, TITLE].map(|key| object.must(key));
    if records.is_empty() || ![about, done_at, due_at, title].iter().all(|&field| access.may_read(field)) {
        return Ok(next);
    }
    let zone = reader.zone();
    let mut open: HashSet<Uuid> = records.iter().copied().collect();
    let cells = records.iter().map(|id| Cell::Uuid(*id)).collect();
    let mut query = ListQuery::new(task::KEY);
    query.filter =
        Expr::term(about, Test::In { part: Part::Value, cells }).and(Expr::term(done_at, Test::Filled).negate());
    query.sort = vec![Sort::new(DUE_AT, Dir::Asc, &reader.cat, &object).map_err(Error::BadRequest)?];
    query.fields = Some(vec![title, due_at, about]);
    query.limit = 500;
    loop {
        let page = reader.list(&query)?;
        for raw in page.rows {
            let task = wire::record(&object, raw);
            let Some(about) = task.reference(ABOUT).filter(|about| open.remove(about)) else { continue };
            let due_at = task.value(DUE_AT).as_time();
            let state = state(due_at, reader.ctx.now, &zone);
            next.insert(about, NextTask { id: task.id, title: task.title(), due_at, state });
        }
        match page.next {
            Some(cursor) if !open.is_empty() => query.paging = Paging::Cursor(cursor),
            _ => return Ok(next),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_where_the_person_lives() {
        let at = |text: &str| text.parse::<Timestamp>().expect("a moment");
        let prague = TimeZone::get("Europe/Prague").expect("a zone");
        let now = at("2026-03-10T22:30:00Z");
        assert_eq!(state(Some(at("2026-03-10T23:30:00Z")), now, &TimeZone::UTC), TaskState::Today);
        assert_eq!(state(Some(at("2026-03-10T23:30:00Z")), now, &prague), TaskState::Planned);
        assert_eq!(state(Some(at("2026-03-10T06:00:00Z")), now, &prague), TaskState::Today);
        assert_eq!(state(Some(at("2026-03-09T22:59:00Z")), now, &prague), TaskState::Overdue);
        assert_eq!(state(None, now, &prague), TaskState::Planned);
    }
}
