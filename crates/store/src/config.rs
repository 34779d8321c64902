//! Where the database is and how it is used.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::error::{Result, StoreError};
use crate::store::SqliteConfig;

/// Where the database is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Location {
    Sqlite(PathBuf),
    Postgres(String),
}

/// How to open a [`crate::Store`].
#[derive(Debug, Clone)]
pub struct StoreConfig {
    pub(crate) location: Location,
    /// Threads that read, each with a connection.
    pub readers: usize,
    /// Connections for short reads on the thread that asks (SQLite).
    pub at_hand: usize,
    /// Threads that write (PostgreSQL; SQLite always has one).
    pub writers: usize,
    /// How much of the file SQLite maps into memory, per connection.
    pub mmap_bytes: u64,
    /// True (the default): an acknowledged write is on the disk. False: it may be lost at a power failure.
    pub full_sync: bool,
    /// How long an ordinary read may take.
    pub read_limit: Duration,
}

impl StoreConfig {
    /// An embedded database in this file; it is made when it is not there.
    pub fn sqlite(path: impl Into<PathBuf>) -> Self {
        Self::new(Location::Sqlite(path.into()))
    }

    /// A PostgreSQL database by its URL.
    pub fn postgres(url: impl Into<String>) -> Self {
        Self::new(Location::Postgres(url.into()))
    }

    /// By URL: `postgres://…`, `postgresql://…` or `sqlite:PATH`.
    pub fn from_url(url: &str) -> Result<Self> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Self::postgres(url));
        }
        if let Some(path) = url.strip_prefix("sqlite:") {
            return Ok(Self::sqlite(path.strip_prefix("//").unwrap_or(path)));
        }
        Err(StoreError::invalid("bad_database_url", "expected postgres://… or sqlite:PATH"))
    }

    fn new(location: Location) -> Self {
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        Self {
            location,
            readers: cores.clamp(2, 4),
            at_hand: cores.clamp(2, 4),
            writers: cores.clamp(2, 4),
            mmap_bytes: 256 << 20,
            full_sync: true,
            read_limit: Duration::from_secs(15),
        }
    }

    pub(crate) fn sqlite_settings(&self, path: &Path) -> SqliteConfig {
        SqliteConfig {
            path: path.to_owned(),
            readers: self.readers.max(1),
            at_hand: self.at_hand,
            mmap_bytes: self.mmap_bytes,
            cache_kib: 8_192,
            full_sync: self.full_sync,
        }
    }
}
