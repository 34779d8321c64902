//! What changes, as it changes: the tail of the event log, for open screens.

use std::sync::Mutex;

use kith_store::Store;
use kith_store::events::{self, Position};
use tokio::sync::broadcast;
use uuid::Uuid;

use crate::{Result, Workspace};

/// How many events a slow listener may fall behind before it has to start over.
const BACKLOG: usize = 4_096;
/// How many events are read at once.
const PAGE: usize = 1_000;

/// One change, without its content: whoever listens asks for the record with his own rights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveEvent {
    /// The object's key.
    pub object: String,
    /// The record.
    pub record: Uuid,
    /// Its version after the change.
    pub version: i64,
    /// What happened.
    pub name: String,
}

/// The channel on which changes are told.
pub struct Live {
    sender: broadcast::Sender<LiveEvent>,
    position: Mutex<Position>,
}

impl Live {
    pub(crate) fn new(store: &Store) -> Result<Self> {
        let position = store.read_blocking(|conn| Ok::<_, crate::Error>(events::end(conn)?))?;
        Ok(Self { sender: broadcast::channel(BACKLOG).0, position: Mutex::new(position) })
    }

    /// Listens from now on.
    pub fn subscribe(&self) -> broadcast::Receiver<LiveEvent> {
        self.sender.subscribe()
    }
}

/// Follows the log until the store closes: wakes on commits of this process, on notifications of others, and every
/// second besides. Picks up a catalogue that another process has changed.
pub async fn follow(ws: Workspace) {
    let mut changed = ws.store().changed();
    loop {
        let woken = tokio::time::timeout(std::time::Duration::from_secs(1), changed.changed()).await;
        if matches!(woken, Ok(Err(_))) {
            return;
        }
        let task = ws.clone();
        match tokio::task::spawn_blocking(move || step(&task)).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "the event log could not be read; trying again"),
            Err(error) => tracing::error!(%error, "following the event log failed; trying again"),
        }
    }
}

/// Reads what is new and tells it on.
fn step(ws: &Workspace) -> Result<()> {
    ws.reload_if_changed()?;
    let live = ws.live();
    loop {
        let from = *live.position.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let rows =
            ws.store().read_blocking(move |conn| Ok::<_, crate::Error>(events::read_after(conn, from, PAGE)?))?;
        let Some(last) = rows.last() else { return Ok(()) };
        *live.position.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = last.position;
        let full = rows.len() == PAGE;
        for row in rows {
            // Nobody listening is no fault.
            let _ = live.sender.send(LiveEvent {
                object: row.object,
                record: row.record,
                version: row.version,
                name: row.name,
            });
        }
        if !full {
            return Ok(());
        }
    }
}
