//! What is still to come of tasks that repeat. There is always one task to be done; the ones after it are made when it is
//! done, and until then they are told from its rule.

use std::collections::HashMap;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use kith_catalogue::filter::{Cmp, Expr, Test};
use kith_catalogue::standard::task::{self, ASSIGNEE, DONE_AT, DUE_AT, RECURRENCE};
use kith_catalogue::{Part, Problem};
use kith_engine::query::ListQuery;
use kith_engine::{Error, Reader, Record, Result, wire};
use uuid::Uuid;

use crate::derive::task_zone;
use crate::recurrence::Rule;

/// How long a stretch of time may be asked for: a year and a day.
const LONGEST: SignedDuration = SignedDuration::from_hours(367 * 24);
/// How many tasks that repeat are looked at.
const TASKS: usize = 500;
/// How many occurrences of one task are told, and of all together.
const EACH: usize = 366;
const ALL: usize = 2_000;

/// An occurrence that is no task yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occurrence {
    /// The task that repeats.
    pub task: Uuid,
    /// When.
    pub at: Timestamp,
}

/// What is to come in a stretch of time.
#[derive(Debug, Clone, Default)]
pub struct ToCome {
    /// The tasks that repeat.
    pub tasks: Vec<Record>,
    /// Their occurrences, soonest first.
    pub occurrences: Vec<Occurrence>,
    /// Whether there is more than is told.
    pub more: bool,
}

/// The occurrences from one moment to another of the open tasks that fit the filter, as far as the actor may see them.
/// What has passed is not among them: the series goes over it.
///
/// # Errors
/// For a stretch that is too long; when the store fails.
pub fn to_come(reader: &mut Reader<'_>, from: Timestamp, to: Timestamp, filter: Expr) -> Result<ToCome> {
    if to.duration_since(from) > LONGEST {
        return Err(Error::Invalid(vec![Problem::new("out_of_range").at("to").with("max", "366 days")]));
    }
    let Ok(object) = reader.object(task::KEY) else { return Ok(ToCome::default()) };
    let access = reader.access.clone();
    let access = access.object(&object);
    if ![DUE_AT, DONE_AT, RECURRENCE].iter().all(|key| access.may_read(object.must(key))) {
        return Ok(ToCome::default());
    }
    let before = Test::Compare { part: Part::Value, cmp: Cmp::Lt, to: to.as_millisecond() };
    let mut query = ListQuery::new(task::KEY);
    query.filter = Expr::all([
        Expr::term(object.must(RECURRENCE), Test::Filled),
        Expr::term(object.must(DUE_AT), before),
        Expr::term(object.must(DONE_AT), Test::Filled).negate(),
        filter,
    ]);
    query.limit = TASKS;
    let page = reader.list(&query)?;
    let mut found = ToCome { more: page.next.is_some(), ..ToCome::default() };
    let mut zones: HashMap<Option<Uuid>, TimeZone> = HashMap::new();
    for task in page.rows.into_iter().map(|raw| wire::record(&object, raw)) {
        let zone = match zones.get(&task.reference(ASSIGNEE)) {
            Some(zone) => zone.clone(),
            // Whose it is does not show by when it comes to whoever may not know.
            None if !access.may_read(object.must(ASSIGNEE)) => reader.cat.zone.clone(),
            None => task_zone(reader, &task)?,
        };
        zones.insert(task.reference(ASSIGNEE), zone.clone());
        let occurrences = occurrences(&task, reader.ctx.now.max(from - SignedDuration::from_millis(1)), to, &zone);
        if occurrences.is_empty() {
            continue;
        }
        found.more |= occurrences.len() == EACH;
        found.occurrences.extend(occurrences.into_iter().map(|at| Occurrence { task: task.id, at }));
        found.tasks.push(task);
    }
    found.occurrences.sort_by_key(|one| (one.at, one.task));
    found.more |= found.occurrences.len() > ALL;
    found.occurrences.truncate(ALL);
    Ok(found)
}

/// A rule that cannot be understood any more has no occurrences.
fn occurrences(task: &Record, after: Timestamp, end: Timestamp, zone: &TimeZone) -> Vec<Timestamp> {
    let (Some(rule), Some(due)) = (task.value(RECURRENCE).as_text(), task.value(DUE_AT).as_time()) else {
        return Vec::new();
    };
    let found = Rule::parse(rule, zone).and_then(|rule| rule.between(due, after, end, zone, EACH));
    found.unwrap_or_default()
}
