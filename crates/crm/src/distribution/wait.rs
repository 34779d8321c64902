//! Leads that wait to be accepted by those to whom a rule gave them, or who look after the client. After the rule's time of work a lead goes to the next,
//! in the end to the head of whoever had it last. Each has a job that looks when its time is up; the lead is the truth: one
//! that has been accepted, or given to somebody by hand, is left alone.

use jiff::Timestamp;
use kith_catalogue::standard::lead::{self, NEW, STATUS};
use kith_engine::people::users;
use kith_engine::worker::JobKind;
use kith_engine::{Conn, Error, Lane, NewJob, Record, Result, Sql, Tx, Workspace};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::{Rule, assign, find as find_rule, pick};
use crate::working_time;

const NAME: &str = "lead.move_on";

/// The job.
#[derive(Debug, Clone, Copy, Default)]
pub struct MoveOn;

impl JobKind for MoveOn {
    fn name(&self) -> &'static str {
        NAME
    }

    fn run(&self, ws: &Workspace, payload: &Json) -> Result<()> {
        let lead = payload.get("lead").and_then(Json::as_str).and_then(|id| id.parse().ok());
        let lead: Uuid = lead.ok_or_else(|| Error::internal("a lead that waits without an id"))?;
        ws.write_blocking(ws.system_ctx(), Lane::Bulk, move |tx| look(tx, lead))
    }
}

/// What is kept of a lead that waits.
struct Wait {
    rule: Uuid,
    /// Who has had it, the present one last.
    had: Vec<Uuid>,
    until: Timestamp,
}

/// Lets a lead wait for the last of those who have had it.
pub(super) fn begin(tx: &mut Tx<'_>, lead: Uuid, rule: &Rule, had: Vec<Uuid>) -> Result<()> {
    let until = match (rule.definition.move_after, had.last()) {
        (Some(minutes), Some(user)) => {
            let calendar = working_time::calendar_of(tx, Some(*user))?;
            calendar.add_minutes(tx.ctx.now, minutes)
        }
        _ => None,
    };
    let Some(until) = until else { return forget(tx, lead) };
    let mut sql = Sql::new("INSERT INTO distribution_wait (record, rule, had, until) VALUES (");
    sql.arg(lead).add(", ").arg(rule.id).add(", ").arg(serde_json::to_string(&had).map_err(Error::internal)?);
    sql.add(", ").arg(until);
    sql.add(") ON CONFLICT (record) DO UPDATE SET rule = excluded.rule, had = excluded.had, until = excluded.until");
    tx.sql().exec(&sql)?;
    plan(tx, lead, until)
}

fn plan(tx: &mut Tx<'_>, lead: Uuid, at: Timestamp) -> Result<()> {
    tx.enqueue(&NewJob {
        kind: NAME.to_owned(),
        payload: json!({ "lead": lead }).to_string(),
        run_at: at,
        max_attempts: 10,
        dedup: Some(format!("{NAME}:{lead}:{}", at.as_millisecond())),
        event: None,
    })
}

/// Forgets that a lead waits.
pub(crate) fn forget(tx: &mut Tx<'_>, lead: Uuid) -> Result<()> {
    tx.sql().exec(&Sql::new("DELETE FROM distribution_wait WHERE record = ").bind(lead))?;
    Ok(())
}

fn find(conn: &mut Conn, lead: Uuid) -> Result<Option<Wait>> {
    let sql = Sql::new("SELECT rule, had, until FROM distribution_wait WHERE record = ").bind(lead);
    let Some(row) = conn.one(&sql)? else { return Ok(None) };
    let had = serde_json::from_str(row.text(1)?).map_err(Error::internal)?;
    Ok(Some(Wait {
        rule: row.uuid(0)?,
        had,
        until: Timestamp::from_millisecond(row.int(2)?).map_err(Error::internal)?,
    }))
}

/// Looks whether a lead's time is up, and gives it to the next.
fn look(tx: &mut Tx<'_>, id: Uuid) -> Result<()> {
    let Some(wait) = find(tx.sql(), id)? else { return Ok(()) };
    let lead = tx.find_any(lead::KEY, id)?.filter(|lead| waits(lead, &wait));
    let (Some(lead), Some(rule)) = (lead, find_rule(tx.sql(), wait.rule)?) else { return forget(tx, id) };
    if wait.until > tx.ctx.now {
        return Ok(());
    }
    let after = rule.definition.move_after;
    if wait.had.len() <= rule.definition.most_moves()
        && let Some(chosen) = pick::by_rule(tx, &lead, &rule, &wait.had, &mut Vec::new())?
    {
        let why = assign::why(&chosen, "moved_on", after);
        tx.hand_over(lead, chosen.user, why)?;
        let had = wait.had.into_iter().chain([chosen.user]).collect();
        return begin(tx, id, &rule, had);
    }
    forget(tx, id)?;
    let head = if rule.definition.escalate { head_of(tx, &lead)? } else { None };
    if let Some(head) = head {
        let why = json!({"reason": "escalated", "user": head, "rule": rule.id, "name": rule.name, "after": after});
        tx.hand_over(lead, head, why)?;
    }
    Ok(())
}

/// Whether nobody has accepted it or given it to somebody else.
fn waits(lead: &Record, wait: &Wait) -> bool {
    let is_new = lead.value(STATUS).as_text() == Some(NEW);
    lead.deleted_at.is_none() && is_new && lead.owner() == wait.had.last().copied()
}

/// The head of whoever has a lead; nobody where he is that himself.
fn head_of(tx: &mut Tx<'_>, lead: &Record) -> Result<Option<Uuid>> {
    let Some(owner) = lead.owner() else { return Ok(None) };
    let head = users::find(tx.sql(), owner)?.and_then(|person| person.manager).filter(|head| *head != owner);
    let Some(head) = head else { return Ok(None) };
    Ok(users::find(tx.sql(), head)?.filter(|person| person.active).map(|person| person.id))
}
