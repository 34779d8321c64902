//! Hears of commits in other processes.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use postgres::Client;
use postgres::fallible_iterator::FallibleIterator;

use super::Connector;
use crate::store::Shared;
use crate::wake::CATALOGUE_VERSION;

/// Without a word for this long, the catalogue's version is looked at all the same.
const POLL: Duration = Duration::from_secs(1);

pub(crate) fn run(connector: &Connector, shared: &Arc<Shared>, stop: &AtomicBool) {
    let mut pause = Duration::from_millis(100);
    while !stop.load(Ordering::Relaxed) {
        let client = connector.once().and_then(|mut client| {
            client.batch_execute("LISTEN kith")?;
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

fn hear(client: &mut Client, shared: &Shared) -> Result<(), postgres::Error> {
    let heard = client.notifications().timeout_iter(POLL).next()?.is_some();
    if heard {
        // Several may have come at once; one pulse is enough.
        while client.notifications().iter().next()?.is_some() {}
        shared.wake.committed();
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
