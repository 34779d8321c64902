//! The one writer: takes what waits and commits it together, each closure in a savepoint of its own; slow work alone.

use std::time::{Duration, Instant};

use super::checkpoint::Wal;
use crate::conn::{Conn, Inner, Tx};
use crate::error::{Result, StoreError};
use crate::queue::{Entry, Lane, Popped, Queue};

/// At most so many closures share one commit …
const GROUP: usize = 128;
/// … and none is added after this long.
const GROUP_TIME: Duration = Duration::from_millis(5);

pub(crate) fn run(mut conn: Conn, queue: &Queue, wal: &Wal) {
    loop {
        match queue.pop(Duration::from_secs(60)) {
            Popped::Closed => return,
            Popped::Idle => {}
            Popped::Entry(entry) => {
                let slow = entry.lane != Lane::Interactive;
                group(&mut conn, entry, queue);
                wal.committed();
                if slow {
                    if let Inner::Sqlite(raw) = &conn.inner {
                        wal.empty_if_full(raw);
                    }
                    queue.slow_done();
                }
            }
        }
    }
}

/// Runs a closure and those that queued up behind it, commits, and only then answers them all.
fn group(conn: &mut Conn, first: Entry, queue: &Queue) {
    conn.tx = Tx::default();
    if let Err(e) = conn.word("BEGIN IMMEDIATE") {
        first.job.finish(Err(e));
        return;
    }
    let start = Instant::now();
    let alone = first.lane != Lane::Interactive;
    let mut done: Vec<Entry> = Vec::new();
    let mut next = Some(first);
    let mut lost: Option<StoreError> = None;
    let mut any = false;
    let mut wrote = false;
    let mut signals = Vec::new();
    while let Some(mut entry) = next.take() {
        if entry.job.is_abandoned() {
            entry.job.finish(Err(StoreError::Interrupted("nobody waits for it")));
        } else {
            match one(conn, &mut entry, alone) {
                Ok(fine) => {
                    any |= fine;
                    wrote |= fine && conn.tx.wrote;
                    if fine {
                        signals.append(&mut conn.tx.signals);
                    }
                    done.push(entry);
                }
                Err(e) => {
                    done.push(entry);
                    lost = Some(e);
                    break;
                }
            }
        }
        if !alone && done.len() < GROUP && start.elapsed() < GROUP_TIME {
            next = queue.pop_more();
        }
    }
    conn.tx = Tx::default();
    let outcome = match lost {
        Some(e) => Err(e),
        None => conn.word(if any { "COMMIT" } else { "ROLLBACK" }),
    };
    if outcome.is_err() {
        rollback(conn);
    }
    let error = outcome.as_ref().err().map(ToString::to_string);
    // Work that changed nothing wakes nobody: a worker that looks for jobs would wake itself for ever.
    if error.is_none() && wrote {
        conn.shared.wake.committed();
    }
    if error.is_none() {
        signals.into_iter().for_each(|signal| conn.shared.signals.tell(signal));
    }
    let mut outcome = Some(outcome);
    for entry in done {
        // The first gets the error itself, the others its text.
        let own = match (&error, outcome.take()) {
            (None, _) => Ok(()),
            (Some(_), Some(outcome)) => outcome,
            (Some(text), None) => Err(StoreError::Storage(text.clone())),
        };
        entry.job.finish(own);
    }
}

/// Runs one closure, in a savepoint if others share its transaction. An error means that the whole transaction is lost.
///
/// What is alone has none: the pages that a savepoint keeps are a list that each savepoint within it walks from the start,
/// so that ten thousand records changed one by one would take the square of their time.
fn one(conn: &mut Conn, entry: &mut Entry, alone: bool) -> Result<bool> {
    conn.tx = Tx::default();
    if !alone {
        conn.word("SAVEPOINT job")?;
    }
    let fine = entry.job.run(conn);
    conn.tx.failed = None;
    let Inner::Sqlite(raw) = &conn.inner else { return Ok(fine) };
    if raw.raw.is_autocommit() {
        // A full disk and the like make SQLite roll back everything by itself.
        return Err(StoreError::Storage("the transaction was rolled back by the database".to_owned()));
    }
    if !alone {
        if !fine {
            conn.word("ROLLBACK TO job")?;
        }
        conn.word("RELEASE job")?;
    }
    Ok(fine)
}

fn rollback(conn: &mut Conn) {
    if let Inner::Sqlite(raw) = &mut conn.inner
        && !raw.raw.is_autocommit()
        && let Err(e) = raw.batch("ROLLBACK")
    {
        tracing::error!(error = %e, "a transaction could not be rolled back");
    }
    conn.tx = Tx::default();
}
