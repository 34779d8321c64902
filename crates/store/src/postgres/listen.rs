//! Hears of commits in other processes.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use postgres::fallible_iterator::FallibleIterator;
use postgres::{Client, Notification};

use super::Connector;
use crate::signal::{self, Signal};
use crate::store::Shared;
use crate::wake::CATALOGUE_VERSION;

/// Without a word for this long, the catalogue's version is looked at all the same.
const POLL: Duration = Duration::from_secs(1);

pub(crate) fn run(connector: &Connector, shared: &Arc<Shared>, stop: &AtomicBool) {
    let mut pause = Duration::from_millis(100);
    while !stop.load(Ordering::Relaxed) {
        let client = connector.once().and_then(|mut client| {
            client.batch_execute("LISTEN kith; LISTEN kith_told")?;
            Ok(client)
        });
        match client {
            Ok(mut client) => {
                pause = Duration::from_millis(100);
                // Something may have been missed while nobody listened.
                shared.wake.committed();
                while !stop.load(Ordering::Relaxed) && hear(&mut client, shared).is_ok() {}
            }
            Err(e) => {
                tracing::debug!(error = %e, "no connection to listen on");
                std::thread::sleep(pause);
                pause = (pause * 2).min(Duration::from_secs(2));
            }
        }
    }
}

/// Passes a word on; true when it was no word but the news of a commit.
fn take(heard: &Notification, shared: &Shared) -> bool {
    if heard.channel() != signal::CHANNEL {
        return true;
    }
    if let Some(signal) = Signal::parse(heard.payload()) {
        shared.signals.tell(signal);
    }
    false
}

fn hear(client: &mut Client, shared: &Shared) -> Result<(), postgres::Error> {
    let first = client.notifications().timeout_iter(POLL).next()?;
    if let Some(first) = first {
        let mut commits = take(&first, shared);
        // Several may have come at once; one pulse is enough.
        while let Some(next) = client.notifications().iter().next()? {
            commits |= take(&next, shared);
        }
        if commits {
            shared.wake.committed();
        }
    } else if client.is_closed() {
        client.check_connection()?;
        client.batch_execute("SELECT 1")?;
    }
    match client.query_opt(CATALOGUE_VERSION, &[]) {
        Ok(Some(row)) => shared.wake.catalogue(row.try_get(0).unwrap_or_default()),
        Ok(None) => {}
        // Before the first migration there is no such table.
        Err(e) if e.as_db_error().is_some() => {}
        Err(e) => return Err(e),
    }
    Ok(())
}
