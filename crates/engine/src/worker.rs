//! Jobs: work that was promised in a transaction and is done after it, at least once.

use std::collections::HashMap;
use std::sync::Arc;

use kith_store::Lane;
use kith_store::jobs::{self, JobRow};

use crate::{Error, Result, Workspace};

/// A kind of job.
pub trait Job: Send + Sync {
    /// The name under which it is enqueued.
    fn name(&self) -> &'static str;

    /// Does the work. Runs on a thread that may wait; may be run again after a crash, so it must bear repetition.
    ///
    /// # Errors
    /// Puts the job back for a later try, with growing pauses.
    fn run(&self, ws: &Workspace, payload: &serde_json::Value) -> Result<()>;
}

/// The kinds of jobs that this process can do.
#[derive(Clone, Default)]
pub struct Jobs(HashMap<&'static str, Arc<dyn Job>>);

impl Jobs {
    /// Adds a kind.
    #[must_use]
    pub fn with(mut self, job: impl Job + 'static) -> Self {
        self.0.insert(job.name(), Arc::new(job));
        self
    }
}

/// How long a claimed job may go without a sign of life before another worker takes it, in milliseconds.
const LEASE: i64 = 5 * 60 * 1_000;
/// How often a job is tried before it is left for a person to look at.
const TRIES: i64 = 12;

/// Does jobs until the store closes.
pub async fn work(ws: Workspace, jobs: Jobs) {
    let mut changed = ws.store().changed();
    loop {
        let (task, kinds) = (ws.clone(), jobs.clone());
        let done = tokio::task::spawn_blocking(move || run_one(&task, &kinds)).await;
        match done {
            Ok(Ok(true)) => continue,
            Ok(Ok(false)) => {}
            Ok(Err(error)) => tracing::warn!(%error, "jobs could not be fetched; trying again"),
            Err(error) => tracing::error!(%error, "a job panicked"),
        }
        let woken = tokio::time::timeout(std::time::Duration::from_secs(1), changed.changed()).await;
        if matches!(woken, Ok(Err(_))) {
            return;
        }
    }
}

/// Does one due job. False when there is none.
///
/// # Errors
/// When the store fails; a job that fails is put back and is no error here.
pub fn run_one(ws: &Workspace, kinds: &Jobs) -> Result<bool> {
    let now = ws.clock().now().as_millisecond();
    let names: Vec<String> = kinds.0.keys().map(|name| (*name).to_owned()).collect();
    let Some(job) = ws.store().write_blocking(Lane::Bulk, move |conn| {
        Ok::<_, Error>(jobs::claim(conn, &names, now, now + LEASE)?)
    })?
    else {
        return Ok(false);
    };
    let Some(kind) = kinds.0.get(job.name.as_str()) else { return Ok(false) };
    let outcome = kind.run(ws, &job.payload);
    settle(ws, job, outcome)?;
    Ok(true)
}

fn settle(ws: &Workspace, job: JobRow, outcome: Result<()>) -> Result<()> {
    let now = ws.clock().now().as_millisecond();
    if let Err(error) = &outcome {
        tracing::warn!(job = job.name, id = %job.id, tries = job.tries, %error, "a job failed");
    }
    let error = outcome.err().map(|error| error.to_string());
    ws.store().write_blocking(Lane::Bulk, move |conn| -> Result<()> {
        match &error {
            None => jobs::done(conn, job.id)?,
            Some(error) if job.tries >= TRIES => jobs::give_up(conn, job.id, error, now)?,
            Some(error) => jobs::retry(conn, job.id, error, now + pause(job.tries))?,
        }
        Ok(())
    })
}

/// The pause before the next try in milliseconds: a second, doubled each time, an hour at most.
fn pause(tries: i64) -> i64 {
    (1_000_i64 << tries.clamp(0, 12)).min(3_600_000)
}

