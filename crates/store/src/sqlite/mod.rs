//! The driver for the embedded SQLite: one writer thread with grouped commits, reader threads, a checkpointer.

mod at_hand;
mod checkpoint;
mod conn;
mod guard;
mod readers;
mod start;
mod still;
mod writer;

use rusqlite::ErrorCode;

use crate::error::StoreError;

pub(crate) use at_hand::AtHand;
pub(crate) use conn::SqliteConn;
pub(crate) use guard::Guard;
pub(crate) use start::SqliteStore;
pub(crate) use still::{Still, reader as reader_anywhere};

/// What a failure of SQLite means to the caller.
pub(crate) fn error(e: rusqlite::Error) -> StoreError {
    let rusqlite::Error::SqliteFailure(code, message) = &e else {
        return StoreError::Backend(e.to_string());
    };
    let text = || message.clone().unwrap_or_else(|| code.to_string());
    match code.code {
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreError::Busy(text()),
        ErrorCode::OperationInterrupted => StoreError::Interrupted("it took too long or nobody waited for it"),
        ErrorCode::DiskFull
        | ErrorCode::ReadOnly
        | ErrorCode::SystemIoFailure
        | ErrorCode::CannotOpen
        | ErrorCode::PermissionDenied
        | ErrorCode::DatabaseCorrupt
        | ErrorCode::NotADatabase => StoreError::Storage(text()),
        ErrorCode::ConstraintViolation if matches!(code.extended_code, 2067 | 1555 | 2579) => {
            StoreError::Unique { what: unique_name(&text()) }
        }
        _ => StoreError::Backend(text()),
    }
}

/// `UNIQUE constraint failed: table.column` or `… index 'name'` → the part that names it.
fn unique_name(message: &str) -> String {
    let name = message.rsplit_once(": ").map_or(message, |(_, name)| name);
    name.trim_start_matches("index ").trim_matches('\'').to_owned()
}
