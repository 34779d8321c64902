//! How far long work has come: a line that renews itself on a terminal, now and then a line elsewhere.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// A running account of one piece of work on standard error.
pub struct Progress {
    what: String,
    terminal: bool,
    said: Option<Instant>,
    shown: bool,
}

impl Progress {
    /// Begins an account.
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), terminal: std::io::stderr().is_terminal(), said: None, shown: false }
    }

    /// So much of so much is done.
    pub fn at(&mut self, done: u64, total: u64) {
        let pause = if self.terminal { Duration::from_millis(100) } else { Duration::from_secs(5) };
        let now = Instant::now();
        if self.said.is_some_and(|said| now.duration_since(said) < pause) || (self.said.is_none() && !self.terminal) {
            self.said.get_or_insert(now);
            return;
        }
        self.said = Some(now);
        self.shown = true;
        let percent = (done * 100).checked_div(total).unwrap_or(100);
        let mut err = std::io::stderr().lock();
        let _ = if self.terminal {
            write!(err, "\r\x1b[K{}: {done} of {total} ({percent} %)", self.what).and_then(|()| err.flush())
        } else {
            writeln!(err, "{}: {done} of {total} ({percent} %)", self.what)
        };
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown && self.terminal {
            let mut err = std::io::stderr().lock();
            let _ = write!(err, "\r\x1b[K").and_then(|()| err.flush());
        }
    }
}
