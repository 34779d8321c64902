//! The driver for PostgreSQL: the same shape as for SQLite, with blocking connections on threads of their own.

mod conn;
mod connect;
mod listen;
mod readers;
mod start;
pub(crate) mod value;
mod writer;

use ::postgres::error::SqlState;

use crate::error::StoreError;

pub(crate) use conn::PgConn;
pub(crate) use connect::Connector;
pub(crate) use start::PostgresStore;

/// What a failure of PostgreSQL means to the caller.
pub(crate) fn error(e: &::postgres::Error) -> StoreError {
    let Some(db) = e.as_db_error() else {
        if e.is_closed() || is_io(e) {
            return StoreError::Busy("the connection to PostgreSQL was lost".to_owned());
        }
        return StoreError::Backend(with_source(e));
    };
    let code = db.code();
    // The message only: the detail may hold values.
    let text = || format!("{} ({})", db.message(), code.code());
    if *code == SqlState::UNIQUE_VIOLATION {
        return StoreError::Unique { what: db.constraint().unwrap_or("a unique column").to_owned() };
    }
    if *code == SqlState::QUERY_CANCELED {
        return StoreError::Interrupted("it took too long");
    }
    if *code == SqlState::DISK_FULL || code.code().starts_with("58") {
        return StoreError::Storage(text());
    }
    if is_again(e) || is_lost(e) || code.code().starts_with("53") {
        return StoreError::Busy(text());
    }
    StoreError::Backend(text())
}

/// The transaction lost against another one and will succeed when it is run again.
pub(crate) fn is_again(e: &::postgres::Error) -> bool {
    e.code().is_some_and(|code| {
        *code == SqlState::T_R_SERIALIZATION_FAILURE
            || *code == SqlState::T_R_DEADLOCK_DETECTED
            || *code == SqlState::LOCK_NOT_AVAILABLE
    })
}

/// The connection is of no use any more.
pub(crate) fn is_lost(e: &::postgres::Error) -> bool {
    match e.code() {
        // Shutdown, crash, "starting up", connection exceptions, and a server that became a read-only standby.
        Some(code) => {
            let code = code.code();
            code.starts_with("08") || matches!(code, "57P01" | "57P02" | "57P03" | "57P05" | "25006")
        }
        None => e.is_closed() || is_io(e),
    }
}

fn is_io(e: &::postgres::Error) -> bool {
    let mut source = std::error::Error::source(e);
    while let Some(inner) = source {
        if inner.is::<std::io::Error>() {
            return true;
        }
        source = inner.source();
    }
    false
}

fn with_source(e: &::postgres::Error) -> String {
    match std::error::Error::source(e) {
        Some(source) => format!("{e}: {source}"),
        None => e.to_string(),
    }
}
