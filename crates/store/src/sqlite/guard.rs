//! Stops statements that run too long or that nobody waits for any more.

use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Shared between a connection's progress handler and the thread that owns the connection.
#[derive(Debug)]
pub(crate) struct Guard {
    born: Instant,
    /// Milliseconds after `born`; 0 means no limit.
    deadline: AtomicU64,
    /// How many more looks are granted; 0 means no limit.
    looks: AtomicU32,
    cancelled: Mutex<Option<Arc<AtomicBool>>>,
    /// A statement has been stopped since a limit was set.
    stopped: AtomicBool,
}

/// How many steps of SQLite's machine pass between two looks.
const STEPS: i32 = 20_000;
/// How many looks a short read gets: 200,000 steps, some milliseconds of work. Counted in steps and not by the clock,
/// so that a machine that is busy does not take short reads for long ones.
const SHORT: u32 = 10;

impl Guard {
    pub(crate) fn install(conn: &mut rusqlite::Connection) -> rusqlite::Result<Arc<Self>> {
        let guard = Arc::new(Self {
            born: Instant::now(),
            deadline: AtomicU64::new(0),
            looks: AtomicU32::new(0),
            cancelled: Mutex::new(None),
            stopped: AtomicBool::new(false),
        });
        let seen = Arc::clone(&guard);
        conn.progress_handler(STEPS, Some(move || seen.look()))?;
        Ok(guard)
    }

    /// From now on statements are stopped after `limit` or when `cancelled` becomes true.
    pub(crate) fn arm(&self, limit: Option<Duration>, cancelled: Option<Arc<AtomicBool>>) {
        let deadline = limit.map_or(0, |limit| (self.born.elapsed() + limit).as_millis().max(1) as u64);
        self.deadline.store(deadline, Ordering::Relaxed);
        *self.cancelled.lock().unwrap_or_else(PoisonError::into_inner) = cancelled;
    }

    /// From now on statements are stopped when together they are no short read.
    pub(crate) fn arm_short(&self) {
        self.looks.store(SHORT, Ordering::Relaxed);
        self.stopped.store(false, Ordering::Relaxed);
    }

    /// Statements run as long as they like.
    pub(crate) fn disarm(&self) {
        self.looks.store(0, Ordering::Relaxed);
        self.arm(None, None);
    }

    /// A statement has been stopped since the guard was armed for a short read.
    pub(crate) fn has_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    fn look(&self) -> bool {
        let looks = self.looks.load(Ordering::Relaxed);
        if looks > 0 {
            // The last one is not given back: what was stopped once stays stopped.
            self.looks.store((looks - 1).max(1), Ordering::Relaxed);
            if looks == 1 {
                self.stopped.store(true, Ordering::Relaxed);
            }
            return looks == 1;
        }
        self.is_over()
    }

    fn is_over(&self) -> bool {
        let deadline = self.deadline.load(Ordering::Relaxed);
        if deadline == 0 {
            return false;
        }
        if self.born.elapsed().as_millis() as u64 >= deadline {
            return true;
        }
        let cancelled = self.cancelled.lock().unwrap_or_else(PoisonError::into_inner);
        cancelled.as_ref().is_some_and(|c| c.load(Ordering::Relaxed))
    }
}
