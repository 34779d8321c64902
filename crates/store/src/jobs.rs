//! Work for later, written in the transaction that calls for it: run at least once, retried with growing pauses.

use std::time::Duration;

use jiff::Timestamp;

use crate::conn::Conn;
use crate::error::{Result, StoreError};
use crate::sql::Sql;

/// A job to be done.
#[derive(Debug, Clone)]
pub struct NewJob {
    /// What kind of work.
    pub kind: String,
    /// What it needs to know, as JSON.
    pub payload: String,
    /// Not before this.
    pub run_at: Timestamp,
    /// After so many failures it is given up.
    pub max_attempts: u32,
    /// While a job with the same mark is waiting, no second one is made.
    pub dedup: Option<String>,
    /// The number of the event that called for it.
    pub event: Option<i64>,
}

/// A job taken by a worker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Its number, stable over all attempts.
    pub id: i64,
    /// What kind of work.
    pub kind: String,
    /// What it needs to know, as JSON.
    pub payload: String,
    /// The how-manieth attempt this is, from 1.
    pub attempt: u32,
    /// After so many failures it is given up.
    pub max_attempts: u32,
    /// The number of the event that called for it.
    pub event: Option<i64>,
}

/// How many jobs there are in which state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct JobCounts {
    /// Waiting for their time or for a worker.
    pub waiting: i64,
    /// Being worked on.
    pub running: i64,
    /// Given up.
    pub failed: i64,
}

/// The first pause after a failure; it doubles with each …
const FIRST_PAUSE: Duration = Duration::from_secs(10);
/// … up to this.
const LONGEST_PAUSE: Duration = Duration::from_secs(3_600);

/// Writes a job: its number, or nothing when one with the same mark is waiting already.
pub fn enqueue(conn: &mut Conn, job: &NewJob, now: Timestamp) -> Result<Option<i64>> {
    let mut sql =
        Sql::new("INSERT INTO job (kind, payload, dedup, state, run_at, max_attempts, event, created_at) VALUES (");
    sql.arg(&job.kind).add(", ").arg(&job.payload).add(", ").arg(job.dedup.as_ref()).add(", 'waiting', ");
    sql.arg(job.run_at).add(", ").arg(job.max_attempts).add(", ").arg(job.event).add(", ").arg(now);
    sql.add(") ON CONFLICT (dedup) WHERE state = 'waiting' AND dedup IS NOT NULL DO NOTHING RETURNING id");
    conn.wrote_events(None);
    conn.one(&sql)?.map(|row| row.int(0)).transpose()
}

/// Writes a job that is to be done by its moment at the latest: one with the same mark that waits for later is brought
/// forward instead.
pub fn enqueue_by(conn: &mut Conn, job: &NewJob, now: Timestamp) -> Result<()> {
    if enqueue(conn, job, now)?.is_none() {
        let mut sql = Sql::new("UPDATE job SET run_at = ");
        sql.arg(job.run_at).add(" WHERE state = 'waiting' AND dedup = ").arg(job.dedup.as_ref());
        sql.add(" AND run_at > ").arg(job.run_at);
        conn.exec(&sql)?;
    }
    Ok(())
}

/// Takes up to `limit` due jobs of the kinds given (all kinds when none are given). A job that its worker did not finish
/// within `lease` is taken again: that worker is thought dead.
pub fn claim(
    conn: &mut Conn,
    kinds: &[&str],
    worker: &str,
    now: Timestamp,
    lease: Duration,
    limit: usize,
) -> Result<Vec<Job>> {
    let dead = now.as_millisecond().saturating_sub(lease.as_millis() as i64);
    let mut sql = Sql::new("UPDATE job SET state = 'running', attempts = attempts + 1, started_at = ");
    sql.arg(now).add(", worker = ").arg(worker).add(" WHERE id IN (SELECT id FROM (SELECT id FROM job WHERE ");
    let of_kind = |sql: &mut Sql| {
        if !kinds.is_empty() {
            sql.add(" AND kind IN ").list(kinds.iter().copied());
        }
    };
    let locked = conn.dialect().pick("", " FOR UPDATE SKIP LOCKED");
    sql.add("state = 'waiting' AND run_at <= ").arg(now);
    of_kind(&mut sql);
    sql.add(" ORDER BY run_at, id LIMIT ").number(limit as i64).add(locked).add(") due");
    sql.add(" UNION ALL SELECT id FROM (SELECT id FROM job WHERE state = 'running' AND started_at <= ").arg(dead);
    of_kind(&mut sql);
    sql.add(" ORDER BY started_at LIMIT ").number(limit as i64).add(locked).add(") dead");
    sql.add(") RETURNING id, kind, payload, attempts, max_attempts, event");
    let mut jobs = Vec::new();
    conn.query_each(&sql, |row| {
        jobs.push(Job {
            id: row.int(0)?,
            kind: row.text(1)?.to_owned(),
            payload: row.text(2)?.to_owned(),
            attempt: row.int(3)?.try_into().unwrap_or(u32::MAX),
            max_attempts: row.int(4)?.try_into().unwrap_or(u32::MAX),
            event: row.opt_int(5)?,
        });
        Ok::<_, StoreError>(())
    })?;
    jobs.sort_by_key(|job| job.id);
    Ok(jobs)
}

/// Notes that a job is done. False when another worker has taken it meanwhile.
pub fn done(conn: &mut Conn, job: &Job, worker: &str, now: Timestamp) -> Result<bool> {
    let mut sql = Sql::new("UPDATE job SET state = 'done', last_error = NULL, finished_at = ");
    sql.arg(now);
    mine(&mut sql, job, worker);
    Ok(conn.exec(&sql)? > 0)
}

/// Notes that an attempt failed: the moment of the next one, or nothing when the job is given up.
pub fn fail(conn: &mut Conn, job: &Job, worker: &str, error: &str, now: Timestamp) -> Result<Option<Timestamp>> {
    let error: String = error.chars().filter(|c| *c != '\0').take(2_000).collect();
    if job.attempt >= job.max_attempts {
        let mut sql = Sql::new("UPDATE job SET state = 'failed', last_error = ");
        sql.arg(error).add(", finished_at = ").arg(now);
        mine(&mut sql, job, worker);
        conn.exec(&sql)?;
        return Ok(None);
    }
    let pause = FIRST_PAUSE.saturating_mul(1_u32.checked_shl(job.attempt.saturating_sub(1)).unwrap_or(u32::MAX));
    let next = now.checked_add(pause.min(LONGEST_PAUSE)).unwrap_or(now);
    // A twin that was written meanwhile does the same work.
    let mut sql = Sql::new("UPDATE job SET dedup = NULL WHERE id = ");
    sql.arg(job.id).add(" AND EXISTS (SELECT 1 FROM job twin WHERE twin.dedup = job.dedup AND twin.state = 'waiting')");
    conn.exec(&sql)?;
    let mut sql = Sql::new("UPDATE job SET state = 'waiting', last_error = ");
    sql.arg(error).add(", run_at = ").arg(next);
    mine(&mut sql, job, worker);
    conn.exec(&sql)?;
    Ok(Some(next))
}

/// When the next job is due, so that a worker knows how long to sleep.
pub fn next_due(conn: &mut Conn) -> Result<Option<Timestamp>> {
    let row = conn.one(&Sql::new("SELECT min(run_at) FROM job WHERE state = 'waiting'"))?;
    let at = row.map(|row| row.opt_int(0)).transpose()?.flatten();
    Ok(at.and_then(|at| Timestamp::from_millisecond(at).ok()))
}

/// Tells that a worker is still at a job, so that nobody takes it for dead.
pub fn still_running(conn: &mut Conn, job: i64, worker: &str, now: Timestamp) -> Result<()> {
    let mut sql = Sql::new("UPDATE job SET started_at = ");
    sql.arg(now).add(" WHERE state = 'running' AND id = ").arg(job).add(" AND worker = ").arg(worker);
    conn.exec(&sql)?;
    Ok(())
}

/// Puts back what was running when the only process that may work on this database ended.
pub fn release_all(conn: &mut Conn, now: Timestamp) -> Result<u64> {
    let mut sql = Sql::new("UPDATE job SET state = 'waiting', dedup = NULL, run_at = ");
    sql.arg(now).add(" WHERE state = 'running'");
    conn.exec(&sql)
}

/// Whether a worker has left a job unfinished for longer than `lease`.
pub fn has_abandoned(conn: &mut Conn, now: Timestamp, lease: Duration) -> Result<bool> {
    let dead = now.as_millisecond().saturating_sub(lease.as_millis() as i64);
    let sql = Sql::new("SELECT 1 FROM job WHERE state = 'running' AND started_at <= ").bind(dead).push(" LIMIT 1");
    Ok(conn.one(&sql)?.is_some())
}

/// How many jobs there are in which state.
pub fn counts(conn: &mut Conn) -> Result<JobCounts> {
    let mut counts = JobCounts::default();
    for row in conn.query(&Sql::new("SELECT state, count(*) FROM job WHERE state <> 'done' GROUP BY state"))? {
        match row.text(0)? {
            "waiting" => counts.waiting = row.int(1)?,
            "running" => counts.running = row.int(1)?,
            "failed" => counts.failed = row.int(1)?,
            _ => {}
        }
    }
    Ok(counts)
}

/// Forgets jobs that were done before the moment given; those given up stay for people to see.
pub fn prune(conn: &mut Conn, before: Timestamp) -> Result<u64> {
    let mut sql = Sql::new("DELETE FROM job WHERE finished_at IS NOT NULL AND state = 'done' AND finished_at < ");
    sql.arg(before);
    conn.exec(&sql)
}

fn mine(sql: &mut Sql, job: &Job, worker: &str) {
    sql.add(" WHERE id = ").arg(job.id).add(" AND state = 'running' AND worker = ").arg(worker);
    sql.add(" AND attempts = ").arg(job.attempt);
}
