//! Reader threads: each closure sees one snapshot.

use std::time::Duration;

use crossbeam_channel::Receiver;

use crate::conn::{Conn, Inner, Tx};
use crate::readers::ReadJob;

pub(crate) fn run(mut conn: Conn, jobs: &Receiver<ReadJob>) {
    while let Ok(job) = jobs.recv() {
        if !job.is_abandoned() {
            read(&mut conn, job);
        }
    }
}

fn read(conn: &mut Conn, job: ReadJob) {
    conn.tx = Tx::default();
    if let Err(e) = conn.word("BEGIN") {
        (job.run)(Err(e));
        return;
    }
    arm(conn, job.limit, job.gone);
    (job.run)(Ok(conn));
    if let Inner::Sqlite(raw) = &mut conn.inner {
        raw.guard.disarm();
        if !raw.raw.is_autocommit()
            && let Err(e) = raw.word("ROLLBACK")
        {
            tracing::error!(error = %e, "a snapshot could not be closed");
        }
    }
}

fn arm(conn: &Conn, limit: Option<Duration>, gone: Option<std::sync::Arc<std::sync::atomic::AtomicBool>>) {
    if let Inner::Sqlite(raw) = &conn.inner {
        raw.guard.arm(limit, gone);
    }
}
