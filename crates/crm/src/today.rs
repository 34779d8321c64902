//! What the day holds for a person: his tasks, and those he takes part in, that are overdue, due today and in the days to
//! come, his deals that nothing is planned for, and new leads.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use kith_catalogue::Filter;
use kith_catalogue::sort::Sort;
use kith_catalogue::standard::{CREATED_AT, deal, lead, task};
use kith_engine::query::{ListQuery, Paging};
use kith_engine::{Error, Reader, Record, Result, wire};
use serde::Serialize;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::board::next_task;

/// How many days are to come.
const DAYS: i64 = 7;
/// Open deals of one person beyond this are not looked at.
const MOST_DEALS: usize = 5_000;

/// How much there is of each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Open tasks that were due on a day that has passed.
    pub overdue: u64,
    /// Open tasks that are due today.
    pub today: u64,
    /// Open tasks that are due in the seven days after.
    pub upcoming: u64,
    /// Open deals without an open task.
    pub no_next_step: u64,
    /// New leads that are the actor's or nobody's.
    pub new_leads: u64,
}

impl Counts {
    /// Whether there is nothing to do.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// What the day holds.
#[derive(Debug, Clone, Default)]
pub struct Today {
    /// How much in all.
    pub counts: Counts,
    /// The first tasks that are overdue, oldest first.
    pub overdue: Vec<Record>,
    /// The first tasks of today.
    pub today: Vec<Record>,
    /// The first tasks to come.
    pub upcoming: Vec<Record>,
    /// The first deals that nothing is planned for, soonest to close first.
    pub no_next_step: Vec<Record>,
    /// The first new leads, newest first.
    pub new_leads: Vec<Record>,
}

/// What the day holds for the actor, with the first `limit` of each.
///
/// # Errors
/// When the store fails.
pub fn today(reader: &mut Reader<'_>, limit: usize) -> Result<Today> {
    let zone = reader.zone();
    let day = |days: i64| day(reader.ctx.now, days, &zone);
    let (begins, ends, horizon) = (day(0)?, day(1)?, day(1 + DAYS)?);
    let before = |at: &str| json!({"field": task::DUE_AT, "op": "lt", "value": at});
    let from = |at: &str| json!({"field": task::DUE_AT, "op": "gte", "value": at});
    let mut found = Today::default();
    (found.overdue, found.counts.overdue) = tasks(reader, vec![before(&begins)], limit)?;
    (found.today, found.counts.today) = tasks(reader, vec![from(&begins), before(&ends)], limit)?;
    (found.upcoming, found.counts.upcoming) = tasks(reader, vec![from(&ends), before(&horizon)], limit)?;
    (found.no_next_step, found.counts.no_next_step) = without_next_step(reader, limit)?;
    (found.new_leads, found.counts.new_leads) = new_leads(reader, limit)?;
    Ok(found)
}

/// The beginning of the day so many days after today.
fn day(now: Timestamp, days: i64, zone: &TimeZone) -> Result<String> {
    let date = now.to_zoned(zone.clone()).date().checked_add(jiff::Span::new().days(days));
    let begins = date.and_then(|date| date.to_zoned(zone.clone())).map_err(Error::internal)?;
    Ok(begins.timestamp().to_string())
}

/// Open tasks that the actor is to do or takes part in: two questions, each of which an index answers.
fn tasks(reader: &mut Reader<'_>, due: Vec<Json>, limit: usize) -> Result<(Vec<Record>, u64)> {
    let mine = [json!({"field": task::ASSIGNEE, "op": "eq", "value": "@me"})];
    let with_me = [
        json!({"field": task::PARTICIPANTS, "op": "contains", "value": "@me"}),
        json!({"field": task::ASSIGNEE, "op": "ne", "value": "@me"}),
    ];
    let (mut found, mut count) = (Vec::new(), 0);
    for whose in [&mine[..], &with_me[..]] {
        let mut terms = whose.to_vec();
        terms.push(json!({"field": task::DONE_AT, "op": "empty"}));
        terms.extend(due.iter().cloned());
        let (some, number) = first(reader, task::KEY, &json!({"and": terms}), task::DUE_AT, limit)?;
        found.extend(some);
        count += number;
    }
    found.sort_by_key(|task| task.value(task::DUE_AT).as_time());
    found.truncate(limit);
    Ok((found, count))
}

/// New leads that wait for the actor: his own, and those that are nobody's as far as he may see them.
fn new_leads(reader: &mut Reader<'_>, limit: usize) -> Result<(Vec<Record>, u64)> {
    let filter = json!({"and": [
        {"field": lead::STATUS, "op": "eq", "value": lead::NEW},
        {"or": [
            {"field": lead::OWNER, "op": "eq", "value": "@me"},
            {"field": lead::OWNER, "op": "empty"},
        ]},
    ]});
    first(reader, lead::KEY, &filter, &format!("-{CREATED_AT}"), limit)
}

/// The first records that fit, and how many there are; none when the actor may not read what is asked by.
fn first(reader: &mut Reader<'_>, key: &str, filter: &Json, sort: &str, limit: usize) -> Result<(Vec<Record>, u64)> {
    let Some(mut query) = question(reader, key, filter, sort)? else { return Ok((Vec::new(), 0)) };
    query.limit = limit;
    query.count = true;
    let page = reader.list(&query)?;
    let object = reader.object(key)?;
    let count = page.count.unwrap_or(0);
    Ok((page.rows.into_iter().map(|raw| wire::record(&object, raw)).collect(), count))
}

/// A question about records of an object; none when the actor may not read what it asks by.
fn question(reader: &Reader<'_>, key: &str, filter: &Json, sort: &str) -> Result<Option<ListQuery>> {
    let seen = reader.seen();
    let Some(object) = seen.object(key) else { return Ok(None) };
    let Ok(filter) = Filter::parse(filter, &seen, object, &reader.filter_cx(&seen.zone)) else { return Ok(None) };
    let mut query = ListQuery::new(key);
    query.filter = filter;
    query.sort = Sort::parse(sort, &seen, object).unwrap_or_default();
    Ok(Some(query))
}

/// The actor's open deals without an open task that he may see.
fn without_next_step(reader: &mut Reader<'_>, limit: usize) -> Result<(Vec<Record>, u64)> {
    let open = json!({"and": [
        {"field": deal::OWNER, "op": "eq", "value": "@me"},
        {"field": format!("{}.kind", deal::STAGE), "op": "eq", "value": "open"},
    ]});
    let Some(mut query) = question(reader, deal::KEY, &open, deal::EXPECTED_CLOSE)? else {
        return Ok((Vec::new(), 0));
    };
    let object = reader.object(deal::KEY)?;
    query.fields = Some(vec![object.title]);
    query.limit = 500;
    let (mut first, mut count, mut looked_at) = (Vec::new(), 0, 0);
    loop {
        let page = reader.list(&query)?;
        let ids: Vec<Uuid> = page.rows.iter().map(|row| row.id).collect();
        let planned = next_task::of(reader, &ids)?;
        looked_at += ids.len();
        for id in ids.into_iter().filter(|id| !planned.contains_key(id)) {
            count += 1;
            if first.len() < limit {
                first.push(id);
            }
        }
        match page.next {
            Some(next) if looked_at < MOST_DEALS => query.paging = Paging::Cursor(next),
            _ => break,
        }
    }
    let mut records: HashMap<Uuid, Record> =
        reader.find_many(deal::KEY, &first)?.into_iter().map(|record| (record.id, record)).collect();
    Ok((first.iter().filter_map(|id| records.remove(id)).collect(), count))
}
