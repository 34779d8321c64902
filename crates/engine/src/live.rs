//! What changes, as it changes: the tail of the event log, for open screens.

use std::sync::Mutex;
use std::time::Duration;

use kith_store::events::{self, Position};
use kith_store::{Conn, Signal, Store};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, watch};
use uuid::Uuid;

use crate::presence::{self, Place, Sighting};
use crate::settings::{self, keys};
use crate::woken::woken;
use crate::{Result, Workspace, actors};

/// How many events a slow listener may fall behind before it has to start over.
const BACKLOG: usize = 4_096;
/// How often those are looked for who have left a record without a word.
const SWEEP: Duration = Duration::from_secs(5);
/// How many events are read at once.
const PAGE: usize = 1_000;
/// What is committed within this time is told together; nobody sees the difference.
const TOGETHER: std::time::Duration = std::time::Duration::from_millis(20);

/// One change, without its content: whoever listens asks for the record with his own rights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveEvent {
    /// The event.
    pub event: Uuid,
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

/// A word for open screens that is not in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// Who is at a record has changed.
    Presence(Place),
    /// What another room says, under its topic. Who may hear it is a matter of whoever passes it on.
    Word {
        /// What it is about.
        topic: String,
        /// What it says.
        text: String,
    },
}

/// The channels on which changes are told.
pub struct Live {
    sender: broadcast::Sender<LiveEvent>,
    told: broadcast::Sender<Told>,
    frame: watch::Sender<Frame>,
    position: Mutex<Position>,
}

impl Live {
    pub(crate) fn new(store: &Store) -> Result<Self> {
        let (position, frame) =
            store.read_blocking(|conn| Ok::<_, crate::Error>((events::end(conn)?, Frame::read(conn)?)))?;
        Ok(Self {
            sender: broadcast::channel(BACKLOG).0,
            told: broadcast::channel(BACKLOG).0,
            frame: watch::Sender::new(frame),
            position: Mutex::new(position),
        })
    }

    /// Listens from now on.
    pub fn subscribe(&self) -> broadcast::Receiver<LiveEvent> {
        self.sender.subscribe()
    }

    /// Listens from now on to what is not in the log.
    pub fn words(&self) -> broadcast::Receiver<Told> {
        self.told.subscribe()
    }

    pub(crate) fn tell(&self, told: Told) {
        // Nobody listening is no fault.
        let _ = self.told.send(told);
    }

    /// Watches what every screen is built from.
    pub fn frame(&self) -> watch::Receiver<Frame> {
        self.frame.subscribe()
    }
}

/// Follows the log until the store closes: wakes on commits of this process, on notifications of others, and every
/// second besides. Picks up a catalogue that another process has changed.
pub async fn follow(ws: Workspace) {
    tokio::join!(follow_log(&ws), pass_words_on(&ws));
}

/// Tells open screens what is said in this and in other processes, and who has left a record without a word.
async fn pass_words_on(ws: &Workspace) {
    let mut signals = ws.store().signals();
    let mut sweep = tokio::time::interval(SWEEP);
    loop {
        tokio::select! {
            heard = signals.recv() => match heard {
                Ok(signal) => pass_on(ws, signal),
                Err(RecvError::Lagged(missed)) => tracing::warn!(missed, "words for open screens were missed"),
                Err(RecvError::Closed) => return,
            },
            _ = sweep.tick() => {
                for place in ws.presence().forget(ws.clock().now()) {
                    ws.live().tell(Told::Presence(place));
                }
            }
        }
    }
}

fn pass_on(ws: &Workspace, signal: Signal) {
    if signal.topic != presence::TOPIC {
        ws.live().tell(Told::Word { topic: signal.topic, text: signal.text });
        return;
    }
    match serde_json::from_str::<Sighting>(&signal.text) {
        Ok(seen) => ws.hear_of(&seen),
        Err(error) => tracing::warn!(%error, "another process told of somebody in words of its own"),
    }
}

async fn follow_log(ws: &Workspace) {
    let mut changed = ws.store().changed();
    loop {
        if !woken(&mut changed, TOGETHER).await {
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
                event: row.id,
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
