//! Moves pages from the write-ahead log into the database, away from the writer, and watches for other processes.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded};

use super::{SqliteConn, error};
use crate::error::Result;
use crate::sql::Sql;
use crate::store::{Shared, SqliteConfig};
use crate::threads::spawn;

/// How full the write-ahead log is.
#[derive(Debug, Default)]
pub(crate) struct Wal {
    pages: AtomicU64,
    commits: AtomicU64,
}

impl Wal {
    pub(crate) fn watch(self: &Arc<Self>, conn: &mut SqliteConn) -> Result<()> {
        let wal = Arc::clone(self);
        conn.raw
            .wal_hook(Some(move |_: &mut rusqlite::hooks::Wal, pages: i32| {
                wal.pages.store(pages.max(0) as u64, Ordering::Relaxed);
                Ok(())
            }))
            .map_err(error)
    }

    pub(crate) fn committed(&self) {
        self.commits.fetch_add(1, Ordering::Relaxed);
    }

    /// To be called by the writer between two transactions of long work. One follows so closely on the other then that the
    /// checkpointer never gets hold of the log, which would grow as long as the work goes on, and slow everybody down.
    pub(super) fn empty_if_full(&self, conn: &SqliteConn) {
        if self.pages.load(Ordering::Relaxed) < TRUNCATE {
            return;
        }
        if truncate(conn, super::conn::PATIENCE) {
            self.pages.store(0, Ordering::Relaxed);
        }
    }
}

const PAGE: u64 = 4_096;
/// From here on the log is moved into the database, without waiting for anybody.
const PASSIVE: u64 = (16 << 20) / PAGE;
/// From here on the log is emptied, waiting for readers.
const TRUNCATE: u64 = (256 << 20) / PAGE;
/// After this long without a write the log is emptied.
const IDLE: Duration = Duration::from_secs(5);
/// Emptying waits for readers with the writer shut out, so it gives up after this long …
const BRIEFLY: Duration = Duration::from_millis(20);
/// … and leaves a long reader (a report, a backup of another process) in peace for so long.
const PATIENCE: Duration = Duration::from_secs(10);
/// What else it does may wait longer.
const BUSY: Duration = Duration::from_secs(1);

pub(crate) struct Checkpointer {
    stop: Sender<()>,
    thread: JoinHandle<()>,
}

struct Watch {
    conn: SqliteConn,
    wal: Arc<Wal>,
    shared: Arc<Shared>,
    /// Commits seen at the last look, and when that number last grew.
    commits: u64,
    changed: Instant,
    /// Pages that are in the database already.
    moved: u64,
    emptied: bool,
    /// When emptying failed.
    in_vain: Option<Instant>,
    optimized: bool,
    version: Option<i64>,
}

impl Checkpointer {
    pub(crate) fn start(config: &SqliteConfig, wal: Arc<Wal>, shared: Arc<Shared>) -> Result<Self> {
        let conn = SqliteConn::writer(config)?;
        conn.raw.busy_timeout(BUSY).map_err(error)?;
        let (stop, stopped) = bounded(1);
        let mut watch = Watch {
            conn,
            wal,
            shared,
            commits: 0,
            changed: Instant::now(),
            moved: 0,
            emptied: false,
            in_vain: None,
            optimized: false,
            version: None,
        };
        let thread = spawn("kith-checkpoint", move || watch.run(&stopped))?;
        Ok(Self { stop, thread })
    }

    /// Empties the log a last time; the writer must have stopped.
    pub(crate) fn stop(self) {
        let _ = self.stop.send(());
        let _ = self.thread.join();
    }
}

impl Watch {
    fn run(&mut self, stopped: &Receiver<()>) {
        let mut ticks = 0_u32;
        while matches!(stopped.recv_timeout(Duration::from_millis(100)), Err(RecvTimeoutError::Timeout)) {
            self.checkpoint();
            ticks += 1;
            if ticks.is_multiple_of(10) {
                self.look_outside();
            }
        }
        self.empty();
    }

    fn checkpoint(&mut self) {
        let commits = self.wal.commits.load(Ordering::Relaxed);
        if commits != self.commits {
            self.commits = commits;
            self.changed = Instant::now();
            self.emptied = false;
        }
        let pages = self.wal.pages.load(Ordering::Relaxed);
        let waiting = if pages < self.moved { pages } else { pages - self.moved };
        let hopeless = self.in_vain.is_some_and(|then| then.elapsed() < PATIENCE);
        if !hopeless && (pages >= TRUNCATE || (!self.emptied && self.changed.elapsed() > IDLE)) {
            if self.empty() {
                self.wal.pages.store(0, Ordering::Relaxed);
                self.moved = 0;
                self.emptied = true;
                if !self.optimized {
                    self.optimized = true;
                    pragma(&self.conn, "optimize");
                }
            } else {
                // Readers were in the way; what could be moved was moved.
                self.moved = pages;
                self.in_vain = Some(Instant::now());
            }
        } else if waiting >= PASSIVE {
            pragma(&self.conn, "wal_checkpoint(PASSIVE)");
            self.moved = pages;
        }
    }

    /// Empties the log if no reader is in the way. Most of it is moved first, while others write.
    fn empty(&mut self) -> bool {
        pragma(&self.conn, "wal_checkpoint(PASSIVE)");
        truncate(&self.conn, BUSY)
    }

    /// Commits of other processes (and our own) change the data version.
    fn look_outside(&mut self) {
        let version = self.conn.raw.query_row("PRAGMA data_version", [], |row| row.get::<_, i64>(0)).ok();
        if version == self.version {
            return;
        }
        let first = self.version.is_none();
        self.version = version;
        if !first {
            self.shared.wake.committed();
        }
        let mut catalogue = None;
        let seen = self.conn.each(&Sql::new(crate::wake::CATALOGUE_VERSION), &mut |row| {
            catalogue = Some(row.int(0)?);
            Ok::<_, crate::error::StoreError>(())
        });
        if let (Ok(()), Some(catalogue)) = (seen, catalogue) {
            self.shared.wake.catalogue(catalogue);
        }
    }
}

/// Moves what is left of the log and empties it, if no reader is in the way; afterwards the connection has `patience`.
fn truncate(conn: &SqliteConn, patience: Duration) -> bool {
    let _ = conn.raw.busy_timeout(BRIEFLY);
    let emptied = pragma(conn, "wal_checkpoint(TRUNCATE)");
    let _ = conn.raw.busy_timeout(patience);
    emptied
}

/// True when the pragma was not held up by another connection.
fn pragma(conn: &SqliteConn, text: &str) -> bool {
    let busy = conn.raw.query_row(&format!("PRAGMA {text}"), [], |row| row.get::<_, i64>(0));
    match busy {
        Ok(busy) => busy == 0,
        Err(rusqlite::Error::QueryReturnedNoRows) => true,
        Err(e) => {
            tracing::debug!(error = %e, pragma = text, "maintenance was put off");
            false
        }
    }
}
