//! Connections for short reads on the thread that asks: nobody has to be woken for them, which on an idle machine takes
//! longer than the read itself.

use std::sync::{Mutex, PoisonError};

use super::{Guard, readers};
use crate::conn::{Conn, Inner};

/// Connections that wait for a short read.
pub(crate) struct AtHand(Mutex<Vec<Conn>>);

impl AtHand {
    pub(crate) fn new(conns: Vec<Conn>) -> Self {
        Self(Mutex::new(conns))
    }

    /// Runs a read here and now; none when no connection is free or the read turns out to be a long one, which is then to be
    /// run again elsewhere.
    pub(crate) fn read<R>(&self, work: impl FnOnce(&mut Conn) -> R) -> Option<R> {
        let mut conn = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop()?;
        let result = readers::within(&mut conn, Guard::arm_short, work);
        let stopped = matches!(&conn.inner, Inner::Sqlite(raw) if raw.guard.has_stopped());
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(conn);
        result.ok().filter(|_| !stopped)
    }

    /// Closes the connections that are not in use.
    pub(crate) fn close(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}
