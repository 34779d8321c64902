//! The channel in front of reader threads.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crossbeam_channel::{Receiver, Sender, TrySendError};

use crate::conn::Conn;
use crate::error::StoreError;

type Run = Box<dyn FnOnce(Result<&mut Conn, StoreError>) + Send>;

/// A closure on its way to a reader. It answers its caller itself.
pub(crate) struct ReadJob {
    pub(crate) run: Run,
    pub(crate) limit: Option<Duration>,
    pub(crate) gone: Option<Arc<AtomicBool>>,
}

impl ReadJob {
    pub(crate) fn is_abandoned(&self) -> bool {
        self.gone.as_ref().is_some_and(|gone| gone.load(Ordering::Relaxed))
    }
}

/// More than this many waiting: the caller is told that the database is busy.
const CAPACITY: usize = 2_048;

pub(crate) struct Readers {
    sender: Mutex<Option<Sender<ReadJob>>>,
    receiver: Receiver<ReadJob>,
}

impl Readers {
    pub(crate) fn new() -> Self {
        let (sender, receiver) = crossbeam_channel::bounded(CAPACITY);
        Self { sender: Mutex::new(Some(sender)), receiver }
    }

    pub(crate) fn receiver(&self) -> Receiver<ReadJob> {
        self.receiver.clone()
    }

    pub(crate) fn push(&self, job: ReadJob) {
        let sender = self.sender.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let Some(sender) = sender else {
            return (job.run)(Err(StoreError::Busy("the store is closed".to_owned())));
        };
        match sender.try_send(job) {
            Ok(()) => {}
            Err(TrySendError::Full(job)) => {
                (job.run)(Err(StoreError::Busy("too many queries are waiting".to_owned())));
            }
            Err(TrySendError::Disconnected(job)) => {
                (job.run)(Err(StoreError::Busy("the store is closed".to_owned())));
            }
        }
    }

    /// Threads end when what waits is done.
    pub(crate) fn close(&self) {
        self.sender.lock().unwrap_or_else(PoisonError::into_inner).take();
    }
}
