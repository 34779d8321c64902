//! Threads with names, and their end.

use std::thread::{self, JoinHandle};

use crate::error::{Result, StoreError};

pub(crate) fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>> {
    thread::Builder::new()
        .name(name.to_owned())
        .spawn(work)
        .map_err(|e| StoreError::Backend(format!("a thread cannot be started: {e}")))
}

pub(crate) fn join_all(threads: &mut Vec<JoinHandle<()>>) {
    for thread in threads.drain(..) {
        // The last clone of a store may go away inside of a closure on one of its own threads.
        if thread.thread().id() != thread::current().id() {
            let _ = thread.join();
        }
    }
}
