//! One live stream: changes as they happen, as far as the caller may see them at that moment.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::time::Duration;

use axum::body::Bytes;
use futures_util::{Stream, StreamExt as _};
use kith_engine::live::{Frame, LiveEvent};
use kith_engine::{Conn, Ctx, Error, Result};
use serde::Serialize;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};
use tokio::sync::{OwnedSemaphorePermit, watch};
use tokio::time::{Interval, interval};
use uuid::Uuid;

use crate::app::AppState;
use crate::auth::{Caller, Proof, session, token};
use crate::model::timeline::{LiveCatalogue, LiveChange};

/// How often a quiet stream says that it is alive; its session is looked at each time.
const PING: Duration = Duration::from_secs(15);
/// How many changes are looked at together.
const TOGETHER: usize = 500;

struct Open {
    app: AppState,
    proof: Proof,
    events: Receiver<LiveEvent>,
    frame: watch::Receiver<Frame>,
    ping: Interval,
    begun: bool,
    _place: OwnedSemaphorePermit,
}

/// What a stream has to say next.
enum Next {
    Changes(Vec<LiveEvent>),
    /// The catalogue or somebody's rights have changed.
    Frame(Frame),
    /// So much has happened that some of it was lost: everything is to be fetched again.
    Lost,
    Ping,
    End,
}

/// The stream of a caller. It ends when his session or token no longer holds, and when the program stops.
pub fn stream(
    app: AppState,
    caller: &Caller,
    place: OwnedSemaphorePermit,
) -> impl Stream<Item = Result<Bytes, Infallible>> + use<> {
    let (events, frame) = (app.ws.live().subscribe(), app.ws.live().frame());
    let mut ping = interval(PING);
    ping.reset();
    let open = Open { app, proof: caller.proof.clone(), events, frame, ping, begun: false, _place: place };
    let told = futures_util::stream::unfold(open, |mut open| async move {
        let text = open.next_text().await?;
        Some((Ok(Bytes::from(text)), open))
    });
    told.fuse()
}

impl Open {
    async fn next_text(&mut self) -> Option<String> {
        if !self.begun {
            self.begun = true;
            return Some("retry: 3000\n: hello\n\n".to_owned());
        }
        loop {
            let next = self.wait().await;
            if matches!(next, Next::End) {
                return None;
            }
            let caller = match self.holder().await {
                Ok(caller) => caller?,
                Err(error) => {
                    tracing::warn!(%error, "a live stream could not look at its session");
                    return None;
                }
            };
            match next {
                Next::Ping => return Some(": ping\n\n".to_owned()),
                Next::Frame(frame) => match told("catalogue", &LiveCatalogue { version: frame.catalogue }) {
                    Ok(text) => return Some(text),
                    Err(error) => {
                        tracing::warn!(%error, "a live stream could not tell of the catalogue");
                        return None;
                    }
                },
                Next::Lost => return Some("event: reset\ndata: {}\n\n".to_owned()),
                Next::End => return None,
                Next::Changes(events) => match self.tell(caller, events).await {
                    Ok(text) if text.is_empty() => {}
                    Ok(text) => return Some(text),
                    Err(error) => {
                        tracing::warn!(%error, "a live stream could not look at changes");
                        return None;
                    }
                },
            }
        }
    }

    async fn wait(&mut self) -> Next {
        tokio::select! {
            () = self.app.closed() => Next::End,
            _ = self.ping.tick() => Next::Ping,
            changed = self.frame.changed() => match changed {
                Ok(()) => Next::Frame(*self.frame.borrow_and_update()),
                Err(_) => Next::End,
            },
            first = self.events.recv() => match first {
                Ok(first) => self.gather(first),
                Err(RecvError::Lagged(_)) => Next::Lost,
                Err(RecvError::Closed) => Next::End,
            },
        }
    }

    /// What else has happened already.
    fn gather(&mut self, first: LiveEvent) -> Next {
        let mut events = vec![first];
        while events.len() < TOGETHER {
            match self.events.try_recv() {
                Ok(event) => events.push(event),
                Err(TryRecvError::Lagged(_)) => return Next::Lost,
                Err(TryRecvError::Empty | TryRecvError::Closed) => break,
            }
        }
        Next::Changes(events)
    }

    /// Whoever holds the proof now; none when it no longer holds.
    async fn holder(&self) -> Result<Option<Caller>> {
        let (ws, proof) = (self.app.ws.clone(), self.proof.clone());
        let now = ws.clock().now().as_millisecond();
        self.app
            .ws
            .store()
            .read(move |conn: &mut Conn| match &proof {
                Proof::Session(hash) => Ok(session::look_up(&ws, conn, hash, now)?.map(|(caller, _)| caller)),
                Proof::Token { hash, .. } => Ok(token::look_up(&ws, conn, hash, now)?.map(|(caller, _)| caller)),
            })
            .await
    }

    /// The changes that the caller may see, one line a record.
    async fn tell(&self, caller: Caller, events: Vec<LiveEvent>) -> Result<String> {
        let mut touched: BTreeMap<String, Vec<Uuid>> = BTreeMap::new();
        for event in events {
            let ids = touched.entry(event.object).or_default();
            if !ids.contains(&event.record) {
                ids.push(event.record);
            }
        }
        let ctx = Ctx::new(caller.actor, caller.origin, self.app.ws.clock().now());
        let seen = self
            .app
            .ws
            .read(ctx, move |r| {
                let mut seen = Vec::new();
                for (object, ids) in &touched {
                    match r.find_many(object, ids) {
                        Ok(records) => seen.extend(records.into_iter().map(|record| LiveChange {
                            object: object.clone(),
                            id: record.id,
                            version: record.version,
                        })),
                        Err(Error::NotFound) => {}
                        Err(error) => return Err(error),
                    }
                }
                Ok(seen)
            })
            .await?;
        let mut text = String::new();
        for change in seen {
            text.push_str(&told("change", &change)?);
        }
        Ok(text)
    }
}

/// An event of the stream.
fn told(name: &str, data: &impl Serialize) -> Result<String> {
    let data = serde_json::to_string(data).map_err(Error::internal)?;
    Ok(format!("event: {name}\ndata: {data}\n\n"))
}
