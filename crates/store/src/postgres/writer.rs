//! Writer threads: each closure is a serializable transaction, run again when it collides with another.

use std::time::Duration;

use super::PgConn;
use crate::conn::{Conn, Inner, Tx};
use crate::error::{Result, StoreError};
use crate::queue::{Entry, Lane, Popped, Queue};
use crate::sql::Sql;

/// So often a closure is tried beside others; then it locks them out and runs alone, so that it surely gets through.
const TOGETHER: u32 = 4;
/// So often in all.
const ATTEMPTS: u32 = 8;

pub(crate) fn run(mut conn: Conn, queue: &Queue) {
    loop {
        match queue.pop(Duration::from_secs(60)) {
            Popped::Closed => return,
            Popped::Idle => {}
            Popped::Entry(entry) => {
                let slow = entry.lane != Lane::Interactive;
                work(&mut conn, entry);
                if slow {
                    queue.slow_done();
                }
            }
        }
    }
}

fn work(conn: &mut Conn, mut entry: Entry) {
    let mut attempt = 0;
    let outcome = loop {
        if entry.job.is_abandoned() {
            break Err(StoreError::Interrupted("nobody waits for it"));
        }
        attempt += 1;
        match once(conn, &mut entry, attempt) {
            Ok(Done::Committed) => {
                // Work that changed nothing wakes nobody: a worker that looks for jobs would wake itself for ever.
                if conn.tx.wrote {
                    conn.shared.wake.committed();
                }
                break Ok(());
            }
            Ok(Done::RolledBack) => break Ok(()),
            Ok(Done::Again(e)) | Err(e) if attempt >= ATTEMPTS => break Err(e),
            Ok(Done::Again(_)) => {
                // Threads that collided must not do so again in step.
                let spread = u64::from(std::process::id().wrapping_mul(31).wrapping_add(attempt * 7) % 5);
                std::thread::sleep(Duration::from_millis(u64::from(attempt) + spread));
            }
            Err(e) => break Err(e),
        }
    };
    entry.job.finish(outcome);
}

enum Done {
    Committed,
    /// The closure itself gave an error.
    RolledBack,
    Again(StoreError),
}

fn once(conn: &mut Conn, entry: &mut Entry, attempt: u32) -> Result<Done> {
    conn.tx = Tx::default();
    pg(conn)?.ready()?;
    if let Err(e) = begin(conn, entry.lane, attempt) {
        let lost = pg(conn)?.is_lost();
        rollback(conn);
        return if lost || conn.tx.again { Ok(Done::Again(e)) } else { Err(e) };
    }
    let fine = entry.job.run(conn);
    let (again, lost) = (conn.tx.again, pg(conn)?.is_lost());
    if !fine {
        rollback(conn);
        if again || lost {
            return Ok(Done::Again(StoreError::Busy("the transaction collided with others".to_owned())));
        }
        return Ok(Done::RolledBack);
    }
    commit(conn)
}

fn begin(conn: &mut Conn, lane: Lane, attempt: u32) -> Result<()> {
    // Changes of tables run alone, so they need no guard against others, but must see what was done before they got the
    // lock. All other work is serializable: what a check read still holds when the change is saved.
    let (level, limit, lock) = match lane {
        Lane::Interactive => ("SERIALIZABLE", "15s", "10s"),
        Lane::Bulk => ("SERIALIZABLE", "2min", "20s"),
        Lane::Schema => ("READ COMMITTED", "15min", "2s"),
    };
    // A lock of a table is the one thing that waits without taking a snapshot first.
    let gate = if lane == Lane::Schema || attempt > TOGETHER { "EXCLUSIVE" } else { "ROW SHARE" };
    let gate = if conn.shared.gate.load(std::sync::atomic::Ordering::Relaxed) {
        format!("; LOCK TABLE write_gate IN {gate} MODE")
    } else {
        String::new()
    };
    // All that a change asks is answered by an index. PostgreSQL would not believe it of a table that a long change is
    // filling, for what is not committed does not count in its statistics; and a look at a whole table would also
    // make a serializable change collide with every other one to it.
    let plans = if lane == Lane::Schema { "" } else { "; SET LOCAL enable_seqscan = off" };
    conn.word(&format!(
        "BEGIN ISOLATION LEVEL {level} READ WRITE; SET LOCAL statement_timeout = '{limit}'; \
         SET LOCAL lock_timeout = '{lock}'{plans}{gate}"
    ))
}

fn commit(conn: &mut Conn) -> Result<Done> {
    let txid = conn.tx.txid;
    let text = if conn.tx.events { "NOTIFY kith; COMMIT" } else { "COMMIT" };
    let Err(e) = conn.word(text) else {
        return Ok(Done::Committed);
    };
    if conn.tx.again {
        rollback(conn);
        return Ok(Done::Again(e));
    }
    if !pg(conn)?.is_lost() {
        rollback(conn);
        return Err(e);
    }
    // The commit was on its way when the connection broke: ask the server what became of it.
    let Some(txid) = txid else {
        return Err(StoreError::Uncertain);
    };
    pg(conn)?.ready()?;
    let wrote = conn.tx.wrote;
    conn.tx = Tx { wrote, ..Tx::default() };
    let status = conn.one(&Sql::new("SELECT pg_xact_status((").bind(txid.to_string()).push("::text)::xid8)"));
    match status.ok().flatten().and_then(|row| row.opt_text(0).ok().flatten().map(str::to_owned)).as_deref() {
        Some("committed") => Ok(Done::Committed),
        Some("aborted") => Ok(Done::Again(e)),
        _ => Err(StoreError::Uncertain),
    }
}

fn rollback(conn: &mut Conn) {
    let again = conn.tx.again;
    if let Inner::Postgres(raw) = &mut conn.inner
        && !raw.is_lost()
    {
        let _ = raw.batch("ROLLBACK");
    }
    conn.tx = Tx { again, ..Tx::default() };
}

fn pg(conn: &mut Conn) -> Result<&mut PgConn> {
    match &mut conn.inner {
        Inner::Postgres(raw) => Ok(raw),
        Inner::Sqlite(_) => Err(StoreError::Backend("not a PostgreSQL connection".to_owned())),
    }
}
