//! Reminders: what follows from the clock. Each person has one job, which looks at his open tasks as he sees them, tells
//! what has come due since it last looked, and says when it wants to look again. The tasks are the truth: a job that comes
//! too early finds nothing, one that comes late makes up for it.

use std::collections::BTreeMap;

use jiff::{Span, Timestamp};
use kith_catalogue::Part;
use kith_catalogue::filter::{Expr, Test};
use kith_catalogue::sort::{Dir, Sort};
use kith_catalogue::standard::task::{self, ASSIGNEE, DONE_AT, DUE_AT, REMIND_BEFORE};
use kith_engine::events::EventRow;
use kith_engine::query::{ListQuery, Paging};
use kith_engine::worker::JobKind;
use kith_engine::{Conn, Error, Lane, NewJob, Reader, Record, Result, Sql, Workspace, jobs, wire};
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::post::{Draft, post};
use super::{Kind, settings, times};
use crate::today;

const NAME: &str = "remind";
/// How far ahead a job looks for reminders: none is set longer before its task.
const AHEAD: i64 = 31;
/// What came due longer ago than this is not told of any more, if somebody has never been reminded before.
const GRACE: i64 = 15 * 60 * 1_000;
/// A digest that could not be told for so long is left out.
const LATE: i64 = 12 * 60 * 60 * 1_000;
/// More reminders of one moment than this become one.
const SINGLY: usize = 5;
/// So many new leads are named in a digest.
const NAMED: usize = 5;
/// The most tasks that are looked at.
const MOST: usize = 5_000;

/// Promises to look after a person's reminders by a moment at the latest.
pub(super) fn by(conn: &mut Conn, user: Uuid, at: Timestamp, now: Timestamp) -> Result<()> {
    let job = NewJob {
        kind: NAME.to_owned(),
        payload: json!({ "user": user }).to_string(),
        run_at: at,
        max_attempts: 10,
        dedup: Some(format!("{NAME}:{user}")),
        event: None,
    };
    Ok(jobs::enqueue_by(conn, &job, now)?)
}

/// Whose reminders have to be looked after because of events, and by when.
pub(super) fn called_for(reader: &mut Reader<'_>, events: &[EventRow]) -> Result<BTreeMap<Uuid, Timestamp>> {
    let now = reader.ctx.now;
    let mut people: BTreeMap<Uuid, Timestamp> = BTreeMap::new();
    people.extend(events.iter().filter(|event| event.object == "user").map(|event| (event.record, now)));
    let mut tasks: Vec<Uuid> =
        events.iter().filter(|event| event.object == task::KEY).map(|event| event.record).collect();
    tasks.sort_unstable();
    tasks.dedup();
    for record in reader.find_many(task::KEY, &tasks)? {
        let open = record.deleted_at.is_none() && record.value(DONE_AT).is_null();
        let (Some(user), Some(due), true) = (record.owner(), record.value(DUE_AT).as_time(), open) else { continue };
        let first = reminder(&record, due).map_or(due, |reminder| reminder.min(due)).max(now);
        people.entry(user).and_modify(|at| *at = first.min(*at)).or_insert(first);
    }
    Ok(people)
}

/// When a task's people are reminded of it; none when they do not want to be.
fn reminder(task: &Record, due: Timestamp) -> Option<Timestamp> {
    let minutes = task.value(REMIND_BEFORE).as_number()?.to_i64()?;
    due.checked_sub(Span::new().try_minutes(minutes).ok()?).ok()
}

/// The job.
#[derive(Debug, Clone, Copy, Default)]
pub struct Remind;

impl JobKind for Remind {
    fn name(&self) -> &'static str {
        NAME
    }

    fn run(&self, ws: &Workspace, payload: &Json) -> Result<()> {
        let user = payload.get("user").and_then(Json::as_str).and_then(|id| id.parse().ok());
        let user: Uuid = user.ok_or_else(|| Error::internal("a reminder for nobody"))?;
        let task = ws.clone();
        let look = ws.read_blocking(ws.system_ctx(), move |reader| {
            let Some(actor) = task.actors().get(reader.conn(), user, None)? else { return Ok(None) };
            look(&mut reader.as_seen_by(actor), user).map(Some)
        })?;
        // Whoever has been shut out is looked after again when he is let in.
        let Some(look) = look else { return Ok(()) };
        ws.write_blocking(ws.system_ctx(), Lane::Bulk, move |tx| {
            if upto(tx.sql(), user)? == look.from {
                post(tx, &look.drafts)?;
                let mut sql = Sql::new("INSERT INTO reminded (user_id, upto) VALUES (");
                sql.arg(user).add(", ").arg(look.upto);
                sql.add(") ON CONFLICT (user_id) DO UPDATE SET upto = excluded.upto");
                tx.sql().exec(&sql)?;
            }
            let now = tx.ctx.now;
            look.next.map_or(Ok(()), |next| by(tx.sql(), user, next, now))
        })
    }
}

/// What a look at a person's tasks found.
struct Look {
    /// Where the look before ended.
    from: Option<i64>,
    upto: Timestamp,
    drafts: Vec<Draft>,
    /// When to look again.
    next: Option<Timestamp>,
}

fn upto(conn: &mut Conn, user: Uuid) -> Result<Option<i64>> {
    let row = conn.one(&Sql::new("SELECT upto FROM reminded WHERE user_id = ").bind(user))?;
    Ok(row.map(|row| row.int(0)).transpose()?)
}

fn look(reader: &mut Reader<'_>, user: Uuid) -> Result<Look> {
    let now = reader.ctx.now;
    let zone = reader.zone();
    let wanted = settings::settings(reader.conn(), user)?;
    let from = upto(reader.conn(), user)?;
    let since = from.unwrap_or(now.as_millisecond() - GRACE);
    let is_new = |at: Timestamp| since < at.as_millisecond() && at <= now;
    let mut next: Vec<Timestamp> = Vec::new();
    let (mut due_soon, mut overdue) = (Vec::new(), Vec::new());
    for task in open_tasks(reader, user, since)? {
        let Some(due) = task.value(DUE_AT).as_time() else { continue };
        for (at, list) in [(reminder(&task, due), &mut due_soon), (times::day_after(due, &zone), &mut overdue)] {
            match at {
                Some(at) if is_new(at) => list.push((at, task.id)),
                Some(at) if at > now => next.push(at),
                _ => {}
            }
        }
    }
    let mut drafts = Vec::new();
    let merge_due = (due_soon.len() > SINGLY).then(|| format!("due {now}"));
    let day = now.to_zoned(zone.clone()).date();
    for (kind, found, merge) in
        [(Kind::TaskDue, due_soon, merge_due), (Kind::TaskOverdue, overdue, Some(format!("overdue {day}")))]
    {
        if wanted.wants(kind) {
            drafts.extend(found.into_iter().map(|(at, id)| draft(user, kind, at, Some(id), merge.clone())));
        }
    }
    let (last, coming) = times::digest(&wanted.digest, now, &zone);
    next.extend(coming);
    let late = |at: Timestamp| now.as_millisecond() - at.as_millisecond() > LATE;
    if let Some(at) = last.filter(|at| is_new(*at) && !late(*at) && wanted.wants(Kind::Digest)) {
        let holds = today::today(reader, NAMED)?;
        if !holds.counts.is_nothing() {
            let leads: Vec<Uuid> = holds.new_leads.iter().map(|lead| lead.id).collect();
            let text = json!({ "counts": holds.counts, "leads": leads }).to_string();
            drafts.push(Draft { text: Some(text), ..draft(user, Kind::Digest, at, None, Some(format!("day {day}"))) });
        }
    }
    Ok(Look { from, upto: now, drafts, next: next.into_iter().min() })
}

fn draft(user: Uuid, kind: Kind, at: Timestamp, task: Option<Uuid>, merge: Option<String>) -> Draft {
    Draft {
        user,
        kind,
        at: at.as_millisecond(),
        actor: None,
        record: task.map(|id| (task::KEY.to_owned(), id)),
        event: None,
        note: None,
        text: None,
        merge,
    }
}

/// A person's open tasks whose time is near, as he sees them.
fn open_tasks(reader: &mut Reader<'_>, user: Uuid, since: i64) -> Result<Vec<Record>> {
    let object = match reader.object(task::KEY) {
        Ok(object) => object,
        Err(Error::NotFound) => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let [assignee, done_at, due_at] = [ASSIGNEE, DONE_AT, DUE_AT].map(|key| object.must(key));
    let readable = |field: &usize| reader.access.object(&object).may_read(*field);
    if ![assignee, done_at, due_at].iter().all(readable) {
        return Ok(Vec::new());
    }
    let day = 86_400_000;
    let (from, to) = (since - 2 * day, reader.ctx.now.as_millisecond() + AHEAD * day);
    let mut query = ListQuery::new(task::KEY);
    query.filter = Expr::eq(assignee, Part::Value, user)
        .and(Expr::term(done_at, Test::Filled).negate())
        .and(Expr::term(due_at, Test::Between { part: Part::Value, from, to }));
    query.sort = vec![Sort::new(DUE_AT, Dir::Asc, &reader.cat, &object).map_err(Error::BadRequest)?];
    query.fields = Some([due_at].into_iter().chain(object.field(REMIND_BEFORE).filter(readable)).collect());
    query.limit = 500;
    let mut found = Vec::new();
    loop {
        let page = reader.list(&query)?;
        found.extend(page.rows.into_iter().map(|raw| wire::record(&object, raw)));
        match page.next {
            Some(next) if found.len() < MOST => query.paging = Paging::Cursor(next),
            _ => return Ok(found),
        }
    }
}
