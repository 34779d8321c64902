//! Reader threads: each closure sees one snapshot.

use crossbeam_channel::Receiver;

use super::Guard;
use crate::conn::{Conn, Inner, Tx};
use crate::error::Result;
use crate::readers::ReadJob;

pub(crate) fn run(mut conn: Conn, jobs: &Receiver<ReadJob>) {
    while let Ok(job) = jobs.recv() {
        if !job.is_abandoned() {
            read(&mut conn, job);
        }
    }
}

fn read(conn: &mut Conn, job: ReadJob) {
    let ReadJob { run, limit, gone } = job;
    // Whoever is refused a snapshot is told so.
    let mut run = Some(run);
    let done = within(
        conn,
        |guard| guard.arm(limit, gone),
        |conn| {
            if let Some(run) = run.take() {
                run(Ok(conn));
            }
        },
    );
    if let (Err(e), Some(run)) = (done, run) {
        run(Err(e));
    }
}

/// Runs a closure in a snapshot of its own, with the guard armed.
pub(super) fn within<R>(conn: &mut Conn, arm: impl FnOnce(&Guard), work: impl FnOnce(&mut Conn) -> R) -> Result<R> {
    conn.tx = Tx::default();
    conn.word("BEGIN")?;
    if let Inner::Sqlite(raw) = &conn.inner {
        arm(&raw.guard);
    }
    let result = work(conn);
    if let Inner::Sqlite(raw) = &mut conn.inner {
        raw.guard.disarm();
        if !raw.raw.is_autocommit()
            && let Err(e) = raw.word("ROLLBACK")
        {
            tracing::error!(error = %e, "a snapshot could not be closed");
        }
    }
    Ok(result)
}
