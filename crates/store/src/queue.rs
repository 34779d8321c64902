//! The queue in front of the writers, with three lanes.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::conn::Conn;
use crate::error::StoreError;

/// How urgent a write is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lane {
    /// Somebody waits for it: first.
    Interactive,
    /// A change of tables.
    Schema,
    /// A chunk of an import or bulk change: last, but not for ever.
    Bulk,
}

/// A closure on its way to a writer.
pub(crate) trait WriteJob: Send {
    /// Runs the closure; true when it succeeded. Never panics.
    fn run(&mut self, conn: &mut Conn) -> bool;
    /// Answers the caller: with the closure's own result when `outcome` is fine, else with that error.
    fn finish(self: Box<Self>, outcome: Result<(), StoreError>);
    /// Nobody waits for the answer any more.
    fn is_abandoned(&self) -> bool;
}

pub(crate) struct Entry {
    pub(crate) job: Box<dyn WriteJob>,
    pub(crate) lane: Lane,
    since: Instant,
}

pub(crate) enum Popped {
    Entry(Entry),
    Idle,
    Closed,
}

pub(crate) struct Queue {
    state: Mutex<State>,
    wake: Condvar,
    /// How many wait in the urgent lane, for work that would make room for them.
    urgent: Arc<AtomicUsize>,
    /// How many threads may work on the slow lanes at once.
    slow_limit: usize,
}

struct State {
    fast: VecDeque<Entry>,
    schema: VecDeque<Entry>,
    bulk: VecDeque<Entry>,
    slow_running: usize,
    /// The last job taken was of a slow lane, so now an urgent one has the first right.
    slow_last: bool,
    closed: bool,
}

/// More than this many waiting in a lane: the caller is told that the database is busy.
const CAPACITY: usize = 1_024;
/// A bulk chunk waits no longer than this for a quiet moment.
const PATIENCE: Duration = Duration::from_millis(250);

impl Queue {
    pub(crate) fn new(slow_limit: usize, urgent: Arc<AtomicUsize>) -> Self {
        let state = State {
            fast: VecDeque::new(),
            schema: VecDeque::new(),
            bulk: VecDeque::new(),
            slow_running: 0,
            slow_last: false,
            closed: false,
        };
        Self { state: Mutex::new(state), wake: Condvar::new(), urgent, slow_limit }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Queues a job; gives it an error at once when the queue is full or closed.
    pub(crate) fn push(&self, lane: Lane, job: Box<dyn WriteJob>) {
        let mut state = self.lock();
        let closed = state.closed;
        let waiting = match lane {
            Lane::Interactive => &mut state.fast,
            Lane::Schema => &mut state.schema,
            Lane::Bulk => &mut state.bulk,
        };
        if closed || waiting.len() >= CAPACITY {
            drop(state);
            let why = if closed { "the store is closed" } else { "too many changes are waiting" };
            job.finish(Err(StoreError::Busy(why.to_owned())));
            return;
        }
        waiting.push_back(Entry { job, lane, since: Instant::now() });
        self.urgent.store(state.fast.len(), Ordering::Relaxed);
        drop(state);
        self.wake.notify_one();
    }

    /// The next job; `Idle` when none came within `wait`.
    pub(crate) fn pop(&self, wait: Duration) -> Popped {
        let mut state = self.lock();
        loop {
            if let Some(entry) = self.take(&mut state) {
                return Popped::Entry(entry);
            }
            if state.closed && state.fast.is_empty() && state.schema.is_empty() && state.bulk.is_empty() {
                return Popped::Closed;
            }
            let (next, timeout) = self.wake.wait_timeout(state, wait).unwrap_or_else(PoisonError::into_inner);
            state = next;
            if timeout.timed_out() {
                return self.take(&mut state).map_or(Popped::Idle, Popped::Entry);
            }
        }
    }

    /// Another urgent job, if one waits: to be committed together with those before it.
    pub(crate) fn pop_more(&self) -> Option<Entry> {
        let mut state = self.lock();
        if state.slow_is_overdue() { None } else { self.pop_urgent(&mut state) }
    }

    /// To be called when a job of a slow lane is done.
    pub(crate) fn slow_done(&self) {
        self.lock().slow_running -= 1;
        self.wake.notify_all();
    }

    pub(crate) fn close(&self) {
        self.lock().closed = true;
        self.wake.notify_all();
    }

    fn pop_urgent(&self, state: &mut State) -> Option<Entry> {
        let entry = state.fast.pop_front();
        self.urgent.store(state.fast.len(), Ordering::Relaxed);
        entry
    }

    fn take(&self, state: &mut State) -> Option<Entry> {
        let free = state.slow_running < self.slow_limit;
        let slow_first = free && !state.slow_last && state.slow_is_overdue();
        if !slow_first && let Some(entry) = self.pop_urgent(state) {
            state.slow_last = false;
            return Some(entry);
        }
        if !free {
            return None;
        }
        let entry = state.schema.pop_front().or_else(|| state.bulk.pop_front())?;
        state.slow_running += 1;
        state.slow_last = true;
        Some(entry)
    }
}

impl State {
    fn slow_is_overdue(&self) -> bool {
        [&self.schema, &self.bulk].iter().any(|lane| lane.front().is_some_and(|e| e.since.elapsed() > PATIENCE))
    }
}
