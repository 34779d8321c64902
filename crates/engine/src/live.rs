//! What changes, as it changes: the tail of the event log, for open screens.

use std::sync::Mutex;

use kith_store::events::{self, Position};
use kith_store::{Conn, Store};
use tokio::sync::{broadcast, watch};
use uuid::Uuid;

use crate::settings::{self, keys};
use crate::{Result, Workspace, actors};

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

/// What every screen is built from. When it changes, screens ask for the catalogue and for their rights again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// The version of the catalogue, pipelines and settings included.
    pub catalogue: u64,
    /// The version of users, teams and roles.
    pub rights: i64,
}

impl Frame {
    fn read(conn: &mut Conn) -> Result<Self> {
        let catalogue = settings::get(conn, keys::CATALOGUE_VERSION)?.unwrap_or(0);
        Ok(Self { catalogue, rights: actors::rights_version(conn)? })
    }
}

/// The channels on which changes are told.
pub struct Live {
    sender: broadcast::Sender<LiveEvent>,
    frame: watch::Sender<Frame>,
    position: Mutex<Position>,
}

impl Live {
    pub(crate) fn new(store: &Store) -> Result<Self> {
        let (position, frame) =
            store.read_blocking(|conn| Ok::<_, crate::Error>((events::end(conn)?, Frame::read(conn)?)))?;
        Ok(Self {
            sender: broadcast::channel(BACKLOG).0,
            frame: watch::Sender::new(frame),
            position: Mutex::new(position),
        })
    }

    /// Listens from now on.
    pub fn subscribe(&self) -> broadcast::Receiver<LiveEvent> {
        self.sender.subscribe()
    }

    /// Watches what every screen is built from.
    pub fn frame(&self) -> watch::Receiver<Frame> {
        self.frame.subscribe()
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
            // The program stops.
            Err(error) if error.is_cancelled() => return,
            Err(error) => tracing::error!(%error, "following the event log failed; trying again"),
        }
    }
}

/// Reads what is new and tells it on.
fn step(ws: &Workspace) -> Result<()> {
    let live = ws.live();
    let frame = ws.store().read_blocking(Frame::read)?;
    if frame.catalogue != ws.catalogue().version {
        ws.reload()?;
    }
    // Told once this process answers with it.
    live.frame.send_if_modified(|known| std::mem::replace(known, frame) != frame);
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
