//! Reader threads: each closure sees one snapshot.

use std::time::Duration;

use crossbeam_channel::Receiver;

use crate::conn::{Conn, Inner, Tx};
use crate::error::Result;
use crate::readers::ReadJob;

pub(crate) fn run(mut conn: Conn, jobs: &Receiver<ReadJob>) {
    while let Ok(job) = jobs.recv() {
        if job.is_abandoned() {
            continue;
        }
        let opened = begin(&mut conn, job.limit);
        // The caller gets its answer before the snapshot is closed: it need not wait for that.
        match opened {
            Ok(()) => (job.run)(Ok(&mut conn)),
            Err(e) => (job.run)(Err(e)),
        }
        if let Inner::Postgres(raw) = &mut conn.inner
            && !raw.is_lost()
        {
            let _ = raw.batch("ROLLBACK");
        }
    }
}

fn begin(conn: &mut Conn, limit: Option<Duration>) -> Result<()> {
    let limit = limit.map_or(0, |limit| limit.as_millis().max(1));
    let text = format!("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = {limit}");
    let Inner::Postgres(raw) = &mut conn.inner else { return Ok(()) };
    conn.tx = Tx::default();
    raw.ready()?;
    match raw.batch(&text) {
        // The server may have been restarted since the last use: nothing was done yet, so once more.
        Err(_) if raw.is_lost() => {
            raw.ready()?;
            raw.batch(&text)
        }
        result => result,
    }
}
