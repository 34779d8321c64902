//! Reading a database in a place where nothing may be written.
//!
//! SQLite reads a write-ahead log through a shared index beside it, which it has to make when nobody serves the database.
//! Where it cannot, a database whose log is empty can still be read as a file that nobody changes; that nobody did is seen
//! afterwards by the file itself.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::SqliteConn;
use crate::error::{Result, StoreError};
use crate::store::SqliteConfig;

/// A database that is read as a file that nobody changes.
#[derive(Debug)]
pub(crate) struct Still {
    path: PathBuf,
    size: u64,
    changed: Option<SystemTime>,
}

impl Still {
    fn of(path: &Path) -> Result<Self> {
        let file = fs::metadata(path).map_err(|e| StoreError::Storage(format!("{}: {e}", path.display())))?;
        Ok(Self { path: path.to_owned(), size: file.len(), changed: file.modified().ok() })
    }

    /// # Errors
    /// When somebody changed the database meanwhile.
    pub(crate) fn confirm(&self) -> Result<()> {
        let now = Self::of(&self.path)?;
        if now.size == self.size && now.changed == self.changed && !has_log(&self.path) {
            return Ok(());
        }
        Err(StoreError::Busy(format!("{} was changed while it was read; try again", self.path.display())))
    }
}

/// A connection that reads, wherever the database is.
pub(crate) fn reader(config: &SqliteConfig) -> Result<(SqliteConn, Option<Still>)> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let looked = Connection::open_with_flags(&config.path, flags)
        .and_then(|conn| conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())));
    match looked {
        Err(e) if matches!(e.sqlite_error_code(), Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly)) => {}
        // Whatever else is wrong is found by the work itself, which says it better.
        _ => return Ok((SqliteConn::reader(config)?, None)),
    }
    if has_log(&config.path) {
        return Err(StoreError::Storage(format!(
            "{} was not closed cleanly and its folder cannot be written: let a server start and stop on it, or copy the \
             folder to a place that can be written and use the copy",
            config.path.display()
        )));
    }
    let still = Still::of(&config.path)?;
    Ok((SqliteConn::of_still_file(config)?, Some(still)))
}

fn has_log(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    fs::metadata(PathBuf::from(log)).is_ok_and(|log| log.len() > 0)
}
