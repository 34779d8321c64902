//! Backup and restore, in one form for both databases: what was saved from SQLite can be restored into PostgreSQL and
//! back.
//!
//! A backup is a ZIP archive: one entry of JSON lines a table, and `manifest.json`, which names the tables, their columns
//! and types, how many rows there are, and the SHA-256 of each entry. Numbers are numbers, text is text, ids are written
//! with hyphens, bytes in base64. What is derived (search tables, indexes) is left out and made anew; so are sessions:
//! after a restore everybody signs in again, lest one that was ended meanwhile comes to life.
//!
//! [`write()`] reads one snapshot on a connection of its own while others go on writing. On SQLite the write-ahead log
//! cannot be emptied meanwhile and grows by what is written. On PostgreSQL the locks of a table are given back after every
//! page, so that a field can be added while a backup runs.
//!
//! [`restore`] puts a backup into an empty database in one transaction: after a failure it is still empty. SQLite keeps
//! that transaction in its write-ahead log first, so that the disk needs room for about twice the database.

mod archive;
mod error;
mod log;
mod manifest;
mod restore;
mod rows;
mod snapshot;
mod tables;
mod target;
mod write;

use jiff::Timestamp;

pub use archive::Archive;
pub use error::BackupError;
pub use manifest::{CellType, ColumnEntry, Manifest, TableEntry};
pub use restore::restore;
pub use write::{write, write_file};

/// What a backup says about where it comes from.
#[derive(Debug, Clone)]
pub struct About {
    /// The version of the program.
    pub program: String,
    /// When it was made.
    pub created_at: Timestamp,
}

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Rows are read from the database into the archive.
    Saving,
    /// The archive is compared with its checksums.
    Checking,
    /// Rows are written into the database.
    Loading,
    /// Indexes and search are made.
    Finishing,
}

/// How far it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// The table that is worked on; empty while all are.
    pub table: String,
    /// Rows done in this stage.
    pub done: u64,
    /// Rows in all.
    pub total: u64,
}

/// The name of the entry that describes the others.
const MANIFEST: &str = "manifest.json";
/// The longest row, as it is written. A row that is longer cannot be saved; none is read back that is longer.
const LONGEST_ROW: u64 = 128 << 20;
/// The largest manifest.
const LARGEST_MANIFEST: u64 = 16 << 20;
/// What an archive may unpack to: this much …
const SMALL: u64 = 1 << 30;
/// … or so many times its own size. A real one packs five to thirty times.
const TIMES: u64 = 300;
