//! Stops statements that run too long or that nobody waits for any more.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Shared between a connection's progress handler and the thread that owns the connection.
#[derive(Debug)]
pub(crate) struct Guard {
    born: Instant,
    /// Milliseconds after `born`; 0 means no limit.
    deadline: AtomicU64,
    cancelled: Mutex<Option<Arc<AtomicBool>>>,
}

/// How many steps of SQLite's machine pass between two looks at the clock.
const STEPS: i32 = 20_000;

impl Guard {
    pub(crate) fn install(conn: &mut rusqlite::Connection) -> rusqlite::Result<Arc<Self>> {
        let guard = Arc::new(Self { born: Instant::now(), deadline: AtomicU64::new(0), cancelled: Mutex::new(None) });
        let seen = Arc::clone(&guard);
        conn.progress_handler(STEPS, Some(move || seen.is_over()))?;
        Ok(guard)
    }

    /// From now on statements are stopped after `limit` or when `cancelled` becomes true.
    pub(crate) fn arm(&self, limit: Option<Duration>, cancelled: Option<Arc<AtomicBool>>) {
        let deadline = limit.map_or(0, |limit| (self.born.elapsed() + limit).as_millis().max(1) as u64);
        self.deadline.store(deadline, Ordering::Relaxed);
        *self.cancelled.lock().unwrap_or_else(PoisonError::into_inner) = cancelled;
    }

    /// Statements run as long as they like.
    pub(crate) fn disarm(&self) {
        self.arm(None, None);
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
