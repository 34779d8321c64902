//! Tells the rest of the program that something was committed, here or in another process.

use tokio::sync::watch;

/// What watchers see: they read what they need themselves, so pulses may be merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pulse {
    /// Grows with every commit noticed.
    pub commits: u64,
    /// The version of the catalogue in the database, as far as it was noticed.
    pub catalogue: i64,
}

/// Reads the version of the catalogue; fails harmlessly before the first migration.
pub(crate) const CATALOGUE_VERSION: &str = "SELECT CAST(value AS bigint) FROM setting WHERE key = 'catalogue.version'";

#[derive(Debug)]
pub(crate) struct Wake(watch::Sender<Pulse>);

impl Wake {
    pub(crate) fn new() -> Self {
        Self(watch::Sender::new(Pulse::default()))
    }

    pub(crate) fn committed(&self) {
        self.0.send_modify(|pulse| pulse.commits += 1);
    }

    pub(crate) fn catalogue(&self, version: i64) {
        self.0.send_if_modified(|pulse| {
            let changed = pulse.catalogue != version;
            pulse.catalogue = version;
            if changed {
                pulse.commits += 1;
            }
            changed
        });
    }

    pub(crate) fn subscribe(&self) -> watch::Receiver<Pulse> {
        self.0.subscribe()
    }
}
