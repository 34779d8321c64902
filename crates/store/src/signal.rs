//! Words from one part of the program to others, here and in other processes on the same database: what open screens are
//! told that is no event of the log. They are kept nowhere: whoever does not listen misses them.

use tokio::sync::broadcast;

use crate::conn::{Conn, Inner};
use crate::error::{Result, StoreError};
use crate::sql::Sql;

/// The channel of PostgreSQL that words go through.
pub(crate) const CHANNEL: &str = "kith_told";
/// How many words a slow listener may fall behind before it misses some.
const BACKLOG: usize = 4_096;
/// The longest word, in bytes: PostgreSQL carries a little less than 8,000.
const MAX_SIZE: usize = 7_000;

/// A word and what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signal {
    /// What it is about: a name without spaces.
    pub topic: String,
    /// What it says.
    pub text: String,
}

impl Signal {
    /// A word about something.
    pub fn new(topic: &str, text: impl Into<String>) -> Self {
        Self { topic: topic.to_owned(), text: text.into() }
    }

    /// Reads what came from another process.
    pub(crate) fn parse(payload: &str) -> Option<Self> {
        payload.split_once(' ').map(|(topic, text)| Self::new(topic, text))
    }

    fn payload(&self) -> Result<String> {
        let payload = format!("{} {}", self.topic, self.text);
        if payload.len() > MAX_SIZE {
            return Err(StoreError::Backend(format!("a word about {} is too long", self.topic)));
        }
        Ok(payload)
    }
}

/// Those who listen in this process.
#[derive(Debug)]
pub(crate) struct Signals(broadcast::Sender<Signal>);

impl Signals {
    pub(crate) fn new() -> Self {
        Self(broadcast::channel(BACKLOG).0)
    }

    pub(crate) fn tell(&self, signal: Signal) {
        // Nobody listening is no fault.
        let _ = self.0.send(signal);
    }

    pub(crate) fn subscribe(&self) -> broadcast::Receiver<Signal> {
        self.0.subscribe()
    }
}

impl Conn {
    /// Says a word to all processes when this transaction is committed, and not at all when it is not.
    pub fn signal(&mut self, signal: &Signal) -> Result<()> {
        let payload = signal.payload()?;
        match self.inner {
            Inner::Sqlite(_) => self.tx.signals.push(signal.clone()),
            Inner::Postgres(_) => {
                let sql = Sql::new("SELECT 1 FROM (SELECT pg_notify(").bind(CHANNEL).push(", ").bind(payload);
                self.one(&sql.push(")) AS told"))?;
            }
        }
        Ok(())
    }
}
