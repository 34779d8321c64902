//! What can go wrong with a backup.

use std::io;

use crate::error::StoreError;

/// Why a backup was not made or not restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// There is a file of that name already.
    #[error("{0} is there already: choose another name or remove it")]
    Exists(String),
    /// The file is not a backup, or only the beginning of one.
    #[error("this is not a whole backup: {0}")]
    NotABackup(String),
    /// A part of the archive is not what was saved.
    #[error("the backup is damaged: {part}: {what}")]
    Damaged {
        /// The entry.
        part: String,
        /// What is wrong with it.
        what: String,
    },
    /// It unpacks to more than a backup can.
    #[error("the backup claims to unpack to {0} bytes, which no backup of this size does")]
    TooLarge(u64),
    /// It was made by a newer program.
    #[error("the backup was made by a newer version ({program}): restore it with that version or a newer one")]
    Newer {
        /// The version of the program that made it.
        program: String,
    },
    /// A restore wants an empty database.
    #[error("the database is not empty ({what}): restore into a new, empty one")]
    NotEmpty {
        /// What is in it.
        what: String,
    },
    /// A table changed its shape while it was read.
    #[error("the table {table} was being changed: {found} of {expected} rows could be read; try again")]
    Changed {
        /// The table.
        table: String,
        /// Rows read.
        found: u64,
        /// Rows there were.
        expected: u64,
    },
    /// A row that is too long to be restored.
    #[error("a row of {table} has {bytes} bytes, more than a backup can hold")]
    RowTooLong {
        /// The table.
        table: String,
        /// Its length as it would be written.
        bytes: u64,
    },
    /// The file cannot be read or written.
    #[error("{what}: {source}")]
    Io {
        /// Which file.
        what: String,
        /// Why.
        source: io::Error,
    },
    /// The database fails.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl BackupError {
    pub(super) fn damaged(part: &str, what: impl Into<String>) -> Self {
        Self::Damaged { part: part.to_owned(), what: what.into() }
    }

    pub(super) fn io(what: impl Into<String>) -> impl FnOnce(io::Error) -> Self {
        let what = what.into();
        move |source| Self::Io { what, source }
    }

    /// An archive that cannot be written.
    pub(super) fn writing(e: impl Into<io::Error>) -> Self {
        Self::Io { what: "the backup cannot be written".to_owned(), source: e.into() }
    }
}
