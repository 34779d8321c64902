//! One live stream: changes as they happen, as far as the caller may see them at that moment.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::time::Duration;

use axum::body::Bytes;
use futures_util::{Stream, StreamExt as _};
use kith_crm::{notify, views};
use kith_engine::live::{Frame, LiveEvent, Told};
use kith_engine::{Conn, Ctx, Error, Reader, Result, events};
use serde::Serialize;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};
use tokio::sync::{OwnedSemaphorePermit, watch};
use tokio::time::{Interval, interval};
use uuid::Uuid;

use crate::app::AppState;
use crate::auth::{Caller, Proof, session, token};
use crate::model::notifications::LiveNotification;
use crate::model::timeline::{LiveCatalogue, LiveChange};
use crate::model::views::LiveView;

/// How often a quiet stream says that it is alive; its session is looked at each time.
const PING: Duration = Duration::from_secs(15);
/// How many changes are looked at together.
const TOGETHER: usize = 500;

struct Open {
    app: AppState,
    proof: Proof,
    events: Receiver<LiveEvent>,
    words: Receiver<Told>,
    frame: watch::Receiver<Frame>,
    ping: Interval,
    begun: bool,
    _place: OwnedSemaphorePermit,
}

/// What a stream has to say next.
enum Next {
    Changes(Vec<LiveEvent>),
    /// Something that is not in the log.
    Word(Told),
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
    let live = app.ws.live();
    let (events, words, frame) = (live.subscribe(), live.words(), live.frame());
    let mut ping = interval(PING);
    ping.reset();
    let open = Open { app, proof: caller.proof.clone(), events, words, frame, ping, begun: false, _place: place };
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
            let text = match next {
                Next::Ping => Ok(": ping\n\n".to_owned()),
                Next::Lost => Ok("event: reset\ndata: {}\n\n".to_owned()),
                Next::Frame(frame) => told("catalogue", &LiveCatalogue { version: frame.catalogue }),
                Next::Word(word) => self.pass_on(caller, word).await,
                Next::Changes(events) => self.tell(caller, events).await,
                Next::End => return None,
            };
            match text {
                Ok(text) if text.is_empty() => {}
                Ok(text) => return Some(text),
                Err(error) => {
                    tracing::warn!(%error, "a live stream could not tell what happened");
                    return None;
                }
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
            word = self.words.recv() => match word {
                Ok(word) => Next::Word(word),
                Err(RecvError::Lagged(_)) => Next::Lost,
                Err(RecvError::Closed) => Next::End,
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
        let mut views = Vec::new();
        for event in events {
            if event.object == views::VIEW {
                views.push(event.event);
                continue;
            }
            let ids = touched.entry(event.object).or_default();
            if !ids.contains(&event.record) {
                ids.push(event.record);
            }
        }
        self.ask(caller, move |r| {
            let mut text = String::new();
            for (object, ids) in &touched {
                match r.find_many(object, ids) {
                    Ok(records) => {
                        for record in records {
                            let change = LiveChange { object: object.clone(), id: record.id, version: record.version };
                            text.push_str(&told("change", &change)?);
                        }
                    }
                    Err(Error::NotFound) => {}
                    Err(error) => return Err(error),
                }
            }
            for object in views_of(r, &views)? {
                text.push_str(&told("view", &LiveView { object })?);
            }
            Ok(text)
        })
        .await
    }

    /// A word that is not in the log, if it is for the caller.
    async fn pass_on(&self, caller: Caller, word: Told) -> Result<String> {
        match word {
            Told::Presence(place) => {
                self.ask(caller, move |r| {
                    let sees = r.exists(&place.object, place.id)?;
                    if sees { told("presence", &place) } else { Ok(String::new()) }
                })
                .await
            }
            Told::Word { topic, text } if topic == notify::TOPIC => {
                let word: notify::Word = serde_json::from_str(&text).map_err(Error::internal)?;
                if word.user == caller.user.id {
                    told("notification", &LiveNotification { id: word.id })
                } else {
                    Ok(String::new())
                }
            }
            Told::Word { .. } => Ok(String::new()),
        }
    }

    async fn ask<T, F>(&self, caller: Caller, question: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnMut(&mut Reader<'_>) -> Result<T> + Send + 'static,
    {
        let ctx = Ctx::new(caller.actor, caller.origin, self.app.ws.clock().now());
        self.app.ws.read(ctx, question).await
    }
}

/// The objects whose views have changed for the caller.
fn views_of(r: &mut Reader<'_>, events: &[Uuid]) -> Result<BTreeSet<String>> {
    let mut objects = BTreeSet::new();
    for event in events {
        if let Some(event) = events::by_id(r.conn(), *event)? {
            objects.extend(views::heard(r, &event)?);
        }
    }
    Ok(objects)
}

/// An event of the stream.
fn told(name: &str, data: &impl Serialize) -> Result<String> {
    let data = serde_json::to_string(data).map_err(Error::internal)?;
    Ok(format!("event: {name}\ndata: {data}\n\n"))
}
