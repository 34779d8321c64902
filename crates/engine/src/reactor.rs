//! Reactors: readers of the event log that make something follow from what happened: a notification, later a rule or a
//! message to another program. Whoever writes an event does not know who listens.
//!
//! A reactor looks at events in a snapshot and answers what is to be written. That is written in the transaction that
//! moves the reactor's cursor, which first makes sure that no other process has moved it: each event has its effect once,
//! however many processes share the database, and never again. See `docs/decisions/0014-reactors.md`.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use kith_store::Lane;
use kith_store::events::{self, EventRow, Position};

use crate::woken::woken;
use crate::{Error, Reader, Result, Tx, Workspace};

/// What a reactor wants written. May run more than once, each time from the start.
pub type Effect = Box<dyn FnMut(&mut Tx<'_>) -> Result<()> + Send>;

/// A reader of the log that makes something follow.
pub trait Reactor: Send + Sync {
    /// The name of its cursor.
    fn name(&self) -> &'static str;

    /// Begins its work in a workspace that it has never worked in: what is in the log by then is none of its business.
    /// Reads as the program itself.
    ///
    /// # Errors
    /// When the store fails.
    fn begin(&self, ws: &Workspace, reader: &mut Reader<'_>) -> Result<Option<Effect>>;

    /// Says what follows from events, given in the order of the log. Reads as the program itself; whatever is meant for
    /// a person asks for that person's rights.
    ///
    /// # Errors
    /// When the store fails.
    fn react(&self, ws: &Workspace, reader: &mut Reader<'_>, events: &[EventRow]) -> Result<Option<Effect>>;
}

/// The reactors of this process.
#[derive(Clone, Default)]
pub struct Reactors(Vec<Arc<dyn Reactor>>);

impl Reactors {
    /// Adds a reactor.
    #[must_use]
    pub fn with(mut self, reactor: impl Reactor + 'static) -> Self {
        self.0.push(Arc::new(reactor));
        self
    }
}

/// How many events are looked at together.
const PAGE: usize = 500;
/// What happens within this time is looked at together.
const TOGETHER: Duration = Duration::from_millis(100);
/// A cursor that has moved over events without effect is written down this often, in milliseconds, and not at each of
/// them: that would double the work of every change.
const WRITE_DOWN: i64 = 10_000;
/// So often an event is tried that makes a reactor fail; then it is passed over.
const PATIENCE: u32 = 5;

/// Where a reactor stands.
#[derive(Debug, Default)]
struct Standing {
    /// As the database has it; none when the reactor has never worked.
    kept: Option<Position>,
    /// How far this process has looked: further than that by events without effect.
    at: Position,
    /// When the cursor was last written, in milliseconds.
    kept_at: i64,
    /// How often the next events have failed.
    failures: u32,
    /// How many events are still to be looked at one by one, since one among them fails.
    careful: usize,
}

/// Lets reactors follow the log until the store closes.
pub async fn run(ws: Workspace, reactors: Reactors) {
    let mut changed = ws.store().changed();
    let mut standings: HashMap<&'static str, Standing> = HashMap::new();
    loop {
        for reactor in &reactors.0 {
            let (task, reactor) = (ws.clone(), Arc::clone(reactor));
            let name = reactor.name();
            let mut standing = standings.remove(name).unwrap_or_default();
            let done = tokio::task::spawn_blocking(move || {
                let outcome = follow(&task, &reactor, &mut standing);
                (standing, outcome)
            });
            match done.await {
                Ok((standing, outcome)) => {
                    standings.insert(name, standing);
                    if let Err(error) = outcome {
                        tracing::warn!(reactor = name, %error, "a reactor could not go on; trying again");
                    }
                }
                // The program stops.
                Err(error) if error.is_cancelled() => return,
                Err(error) => tracing::error!(reactor = name, %error, "a reactor panicked"),
            }
        }
        if !woken(&mut changed, TOGETHER).await {
            return;
        }
    }
}

/// Lets reactors deal with everything that is in the log now: for tests and for the command line.
///
/// # Errors
/// What a reactor fails with.
pub fn catch_up(ws: &Workspace, reactors: &Reactors) -> Result<()> {
    for reactor in &reactors.0 {
        follow(ws, reactor, &mut Standing::default())?;
    }
    Ok(())
}

fn follow(ws: &Workspace, reactor: &Arc<dyn Reactor>, standing: &mut Standing) -> Result<()> {
    while step(ws, reactor, standing)? {}
    Ok(())
}

/// What one look at the log found.
struct Look {
    /// Where the database has the cursor.
    kept: Option<Position>,
    /// How far the look went.
    upto: Position,
    /// What is to be written.
    effect: Option<Effect>,
    /// There may be more.
    full: bool,
}

/// Deals with the next events. True when there may be more.
fn step(ws: &Workspace, reactor: &Arc<dyn Reactor>, standing: &mut Standing) -> Result<bool> {
    let (name, now) = (reactor.name(), ws.clock().now().as_millisecond());
    let limit = if standing.careful == 0 { PAGE } else { 1 };
    let careful = standing.careful.saturating_sub(1);
    let look = match look(ws, reactor, standing, limit) {
        Ok(look) => look,
        Err(error) => return fail(standing, error),
    };
    standing.kept = look.kept;
    let unwritten = look.kept.is_some_and(|kept| look.upto > kept);
    let due = look.effect.is_some() || look.kept.is_none() || (unwritten && now - standing.kept_at >= WRITE_DOWN);
    let (upto, full) = (look.upto, look.full);
    if !due {
        (standing.at, standing.failures, standing.careful) = (upto, 0, careful);
        return Ok(full);
    }
    match write(ws, name, look, now) {
        Ok(true) => {
            *standing = Standing { kept: Some(upto), at: upto, kept_at: now, failures: 0, careful };
            Ok(full)
        }
        // Another process was faster: look where it stands.
        Ok(false) => {
            *standing = Standing { kept_at: standing.kept_at, ..Standing::default() };
            Ok(true)
        }
        Err(error) => fail(standing, error),
    }
}

fn look(ws: &Workspace, reactor: &Arc<dyn Reactor>, standing: &Standing, limit: usize) -> Result<Look> {
    let (at, failures) = (standing.at, standing.failures);
    let (task, reactor) = (ws.clone(), Arc::clone(reactor));
    ws.read_blocking(ws.system_ctx(), move |reader| {
        let Some(kept) = events::find_cursor(reader.conn(), reactor.name())? else {
            let upto = events::end(reader.conn())?;
            return Ok(Look { kept: None, upto, effect: reactor.begin(&task, reader)?, full: true });
        };
        let at = at.max(kept);
        let rows = events::read_after_with_changes(reader.conn(), at, limit)?;
        let Some(last) = rows.last() else { return Ok(Look { kept: Some(kept), upto: at, effect: None, full: false }) };
        let (upto, full) = (last.position, rows.len() == limit);
        if failures > PATIENCE {
            let (reactor, event) = (reactor.name(), last.id);
            tracing::error!(reactor, %event, "a reactor passes over an event that it cannot deal with");
            return Ok(Look { kept: Some(kept), upto, effect: None, full });
        }
        Ok(Look { kept: Some(kept), upto, effect: reactor.react(&task, reader, &rows)?, full })
    })
}

/// Writes what follows and moves the cursor, unless it is no longer where it was.
fn write(ws: &Workspace, name: &'static str, look: Look, now: i64) -> Result<bool> {
    let Look { kept, upto, mut effect, .. } = look;
    ws.write_blocking(ws.system_ctx(), Lane::Bulk, move |tx| {
        if events::find_cursor(tx.sql(), name)? != kept {
            return Ok(false);
        }
        if let Some(effect) = &mut effect {
            effect(tx)?;
        }
        events::move_cursor(tx.sql(), name, upto, now)?;
        Ok(true)
    })
}

/// Notes a failure of the reactor; the database's being busy is none.
fn fail(standing: &mut Standing, error: Error) -> Result<bool> {
    if !matches!(error, Error::Busy { .. }) {
        standing.failures += 1;
        standing.careful = PAGE;
    }
    Err(error)
}
