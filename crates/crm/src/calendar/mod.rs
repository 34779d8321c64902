//! Somebody's tasks as a calendar that other programs read, behind an address that only he knows. What is in it is what he
//! may see when it is read: rights that are taken away, or his leaving, count at once.

mod ics;
mod repeats;

pub use repeats::{Occurrence, ToCome, to_come};

use jiff::{SignedDuration, Timestamp};
use kith_catalogue::filter::{Cmp, Expr, Test};
use kith_catalogue::standard::task::{
    self, ABOUT, ALL_DAY, ASSIGNEE, DONE_AT, DUE_AT, DURATION, PARTICIPANTS, RECURRENCE, REMIND_BEFORE, RESULT, TITLE,
};
use kith_catalogue::{Cell, Part, Value};
use kith_engine::query::ListQuery;
use kith_engine::{Conn, Error, Reader, Record, Result, Sql, Tx, wire};
use rust_decimal::prelude::ToPrimitive as _;
use uuid::Uuid;

use crate::derive::task_zone;
use crate::recurrence::Rule;
use ics::{Calendar, Entry, When};

/// How far back a calendar reaches.
const BACK: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How many tasks a calendar holds.
const MOST: usize = 2_000;
const PAGE: usize = 500;
/// How long a task takes that does not say, in minutes.
const USUAL: i64 = 30;

/// Since when somebody's calendar can be read, if at all.
///
/// # Errors
/// When the store fails.
pub fn since(conn: &mut Conn, user: Uuid) -> Result<Option<i64>> {
    let row = conn.one(&Sql::new("SELECT created_at FROM calendar_feed WHERE user_id = ").bind(user))?;
    Ok(row.map(|row| row.int(0)).transpose()?)
}

/// Opens one's calendar at a new address, of which only the hash is kept; the one before is dead.
///
/// # Errors
/// [`Error::Forbidden`] for whoever is no person.
pub fn open(tx: &mut Tx<'_>, hash: &[u8; 32]) -> Result<()> {
    let me = tx.ctx.user_id().ok_or_else(|| Error::forbidden("calendar"))?;
    close(tx)?;
    let mut sql = Sql::new("INSERT INTO calendar_feed (user_id, hash, created_at) VALUES (");
    sql.arg(me).add(", ").arg(&hash[..]).add(", ").arg(tx.ctx.now).add(")");
    tx.sql().exec(&sql)?;
    Ok(())
}

/// Closes one's calendar.
///
/// # Errors
/// When the store fails.
pub fn close(tx: &mut Tx<'_>) -> Result<()> {
    let Some(me) = tx.ctx.user_id() else { return Ok(()) };
    tx.sql().exec(&Sql::new("DELETE FROM calendar_feed WHERE user_id = ").bind(me))?;
    Ok(())
}

/// Whose calendar is read at the address of this hash.
///
/// # Errors
/// When the store fails.
pub fn owner(conn: &mut Conn, hash: &[u8; 32]) -> Result<Option<Uuid>> {
    let row = conn.one(&Sql::new("SELECT user_id FROM calendar_feed WHERE hash = ").bind(&hash[..]))?;
    Ok(row.map(|row| row.uuid(0)).transpose()?)
}

/// The calendar of whoever reads: his tasks from thirty days ago on, those that he takes part in included.
///
/// # Errors
/// When the store fails.
pub fn write(reader: &mut Reader<'_>, public_url: Option<&str>) -> Result<String> {
    let zone = reader.zone();
    let mut calendar = Calendar::new(&zone, reader.ctx.now);
    for task in tasks(reader)? {
        let about = about(reader, &task)?;
        let left_out = left_out(reader, &task)?;
        if let Some(entry) = entry(reader, &task, about, left_out, public_url) {
            calendar.add(&entry);
        }
    }
    Ok(calendar.finish())
}

fn tasks(reader: &mut Reader<'_>) -> Result<Vec<Record>> {
    let Some(me) = reader.ctx.user_id() else { return Ok(Vec::new()) };
    let Ok(object) = reader.object(task::KEY) else { return Ok(Vec::new()) };
    let access = reader.access.clone();
    let access = access.object(&object);
    let may = |key: &str| access.may_read(object.must(key));
    if !may(DUE_AT) || !may(TITLE) {
        return Ok(Vec::new());
    }
    let from = (reader.ctx.now - BACK).as_millisecond();
    let mine = may(ASSIGNEE).then(|| Expr::eq(object.must(ASSIGNEE), Part::Value, Cell::Uuid(me)));
    let with_me =
        may(PARTICIPANTS).then(|| Expr::term(object.must(PARTICIPANTS), Test::Lookup { keys: vec![me.to_string()] }));
    let recent = Expr::term(object.must(DUE_AT), Test::Compare { part: Part::Value, cmp: Cmp::Gte, to: from });
    let mut found = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for whose in [mine, with_me].into_iter().flatten() {
        let mut query = ListQuery::new(task::KEY);
        query.filter = whose.and(recent.clone());
        query.limit = PAGE;
        loop {
            let page = reader.list(&query)?;
            let rows = page.rows.into_iter().map(|raw| wire::record(&object, raw));
            found.extend(rows.filter(|task| seen.insert(task.id)));
            match page.next {
                Some(next) if found.len() < MOST => query.paging = kith_engine::query::Paging::Cursor(next),
                _ => break,
            }
        }
    }
    found.truncate(MOST);
    Ok(found)
}

/// What the task is about, as far as the reader may see it.
fn about(reader: &mut Reader<'_>, task: &Record) -> Result<Option<String>> {
    let access = reader.access.clone();
    let readable = access.object(&task.object).may_read(task.object.must(ABOUT));
    match task.value(ABOUT) {
        Value::Link(link) if readable => match reader.labels(&link.object, &[link.id]) {
            Ok(mut labels) => Ok(labels.remove(&link.id)),
            Err(Error::NotFound) => Ok(None),
            Err(error) => Err(error),
        },
        _ => Ok(None),
    }
}

/// When the task would come by its rule, but does not: its days are those of whoever is to do it.
fn left_out(reader: &mut Reader<'_>, task: &Record) -> Result<Vec<Timestamp>> {
    let (Some(rule), Some(due)) = (task.value(RECURRENCE).as_text(), task.value(DUE_AT).as_time()) else {
        return Ok(Vec::new());
    };
    let zone = match reader.access.object(&task.object).may_read(task.object.must(ASSIGNEE)) {
        true => task_zone(reader, task)?,
        false => reader.cat.zone.clone(),
    };
    let Ok(rule) = Rule::parse(rule, &zone) else { return Ok(Vec::new()) };
    let hour = due.to_zoned(zone.clone()).time();
    let moments = rule.left_out().iter().map(|day| day.to_datetime(hour).to_zoned(zone.clone()));
    Ok(moments.filter_map(|at| at.ok().map(|at| at.timestamp())).collect())
}

fn entry(
    reader: &Reader<'_>,
    task: &Record,
    about: Option<String>,
    left_out: Vec<Timestamp>,
    public_url: Option<&str>,
) -> Option<Entry> {
    let access = reader.access.object(&task.object);
    let value = |key: &str| {
        let ix = task.object.must(key);
        if access.may_read(ix) { task.get(ix) } else { &Value::Null }
    };
    let minutes = |key: &str| value(key).as_number().and_then(|n| n.to_i64());
    let due = value(DUE_AT).as_time()?;
    let zone = reader.zone();
    let is_done = !value(DONE_AT).is_null();
    let all_day = value(ALL_DAY).as_bool() == Some(true);
    let remind = minutes(REMIND_BEFORE).filter(|_| !is_done);
    let when = if all_day {
        When::Day(due.to_zoned(zone.clone()).date())
    } else {
        When::Moment { from: due, minutes: minutes(DURATION).filter(|n| *n > 0).unwrap_or(USUAL) }
    };
    let rule = value(RECURRENCE).as_text().and_then(|text| Rule::parse(text, &zone).ok());
    let words: Vec<&str> = [about.as_deref(), value(RESULT).as_text()].into_iter().flatten().collect();
    Some(Entry {
        uid: task.id,
        changed: value("updated_at").as_time().unwrap_or(Timestamp::UNIX_EPOCH),
        sequence: task.version,
        title: format!("{}{}", if is_done { "✓ " } else { "" }, value(TITLE).as_text().unwrap_or_default()),
        words: words.join("\n"),
        url: public_url.map(|url| format!("{}/records/task/{}", url.trim_end_matches('/'), task.id)),
        rule: rule.map(|rule| rule.for_calendar(&zone, all_day)),
        left_out,
        // A task of a day is due at its last minute, its entry begins at the first.
        remind: remind.map(|n| if all_day { 24 * 60 - 1 - n } else { -n }),
        when,
    })
}
