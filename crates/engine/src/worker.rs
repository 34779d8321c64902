//! Jobs: work that was promised in a transaction and is done after it, at least once.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

use kith_store::Lane;
use kith_store::jobs::{self, Job};

use crate::woken::woken;
use crate::{Error, Result, Workspace};

/// A kind of job.
pub trait JobKind: Send + Sync {
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
pub struct Jobs(HashMap<&'static str, Arc<dyn JobKind>>);

impl Jobs {
    /// Adds a kind.
    #[must_use]
    pub fn with(mut self, job: impl JobKind + 'static) -> Self {
        self.0.insert(job.name(), Arc::new(job));
        self
    }
}

/// How long a worker may give no sign of life before another takes its job over.
const LEASE: Duration = Duration::from_secs(90);
/// How often it gives one.
const SIGN_OF_LIFE: Duration = Duration::from_secs(20);

/// Jobs of commits so close together are fetched together: who writes one thing after the other does not wake the worker
/// each time.
const TOGETHER: Duration = Duration::from_millis(20);

/// Does jobs until the store closes.
pub async fn work(ws: Workspace, jobs: Jobs) {
    let mut changed = ws.store().changed();
    if ws.store().dialect().is_sqlite() {
        // One process works on an embedded database: what runs at its start was left by one that died.
        let now = ws.clock().now();
        let put_back = ws.store().write(Lane::Interactive, move |conn| Ok::<_, Error>(jobs::release_all(conn, now)?));
        if let Err(error) = put_back.await {
            tracing::warn!(%error, "jobs of an earlier run could not be put back");
        }
    }
    loop {
        let (task, kinds) = (ws.clone(), jobs.clone());
        let done = tokio::task::spawn_blocking(move || run_one(&task, &kinds)).await;
        match done {
            Ok(Ok(true)) => continue,
            Ok(Ok(false)) => {}
            Ok(Err(error)) => tracing::warn!(%error, "jobs could not be fetched; trying again"),
            // The program stops; what the job has not finished is taken up at the next start.
            Err(error) if error.is_cancelled() => return,
            Err(error) => tracing::error!(%error, "a job panicked"),
        }
        if !woken(&mut changed, TOGETHER).await {
            return;
        }
    }
}

/// Does one due job. False when there is none.
///
/// # Errors
/// When the store fails; a job that fails is put back and is no error here.
pub fn run_one(ws: &Workspace, kinds: &Jobs) -> Result<bool> {
    let now = ws.clock().now();
    // Looking first keeps an idle worker from writing: a claim that finds nothing would wake everybody who waits for
    // changes, this worker among them.
    let is_due = ws.store().read_blocking(move |conn| {
        let due = jobs::next_due(conn)?.is_some_and(|due| due <= now);
        Ok::<_, Error>(due || jobs::has_abandoned(conn, now, LEASE)?)
    })?;
    if !is_due {
        return Ok(false);
    }
    let names: Vec<&'static str> = kinds.0.keys().copied().collect();
    let worker = worker_name(ws);
    let name = worker.clone();
    let claimed = ws.store().write_blocking(Lane::Interactive, move |conn| {
        Ok::<_, Error>(jobs::claim(conn, &names, &name, now, LEASE, 1)?)
    })?;
    let Some(job) = claimed.into_iter().next() else { return Ok(false) };
    let Some(kind) = kinds.0.get(job.kind.as_str()) else { return Ok(false) };
    let outcome = match serde_json::from_str(&job.payload) {
        Ok(payload) => alive(ws, &job, &worker, || kind.run(ws, &payload)),
        Err(error) => Err(Error::internal(error)),
    };
    settle(ws, job, worker, outcome)?;
    Ok(true)
}

/// Runs `work` while another thread tells that the worker lives.
fn alive(ws: &Workspace, job: &Job, worker: &str, work: impl FnOnce() -> Result<()>) -> Result<()> {
    let (done, ended) = std::sync::mpsc::channel::<()>();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            while ended.recv_timeout(SIGN_OF_LIFE) == Err(RecvTimeoutError::Timeout) {
                let (id, worker, now) = (job.id, worker.to_owned(), ws.clock().now());
                let told = ws.store().write_blocking(Lane::Interactive, move |conn| {
                    Ok::<_, Error>(jobs::still_running(conn, id, &worker, now)?)
                });
                if let Err(error) = told {
                    tracing::warn!(%error, "a worker could not tell that it lives");
                }
            }
        });
        let outcome = work();
        drop(done);
        outcome
    })
}

fn settle(ws: &Workspace, job: Job, worker: String, outcome: Result<()>) -> Result<()> {
    let now = ws.clock().now();
    if let Err(error) = &outcome {
        tracing::warn!(job = job.kind, id = job.id, attempt = job.attempt, %error, "a job failed");
    }
    let error = outcome.err().map(|error| error.to_string());
    ws.store().write_blocking(Lane::Interactive, move |conn| -> Result<()> {
        match &error {
            None => drop(jobs::done(conn, &job, &worker, now)?),
            Some(error) => drop(jobs::fail(conn, &job, &worker, error, now)?),
        }
        Ok(())
    })
}

/// Tells workers apart, also those of several processes.
fn worker_name(ws: &Workspace) -> String {
    let mark = ws.randomness().bytes::<8>();
    format!("{}-{}", std::process::id(), u64::from_be_bytes(mark))
}
