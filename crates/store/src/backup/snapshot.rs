//! A connection of one's own with one snapshot, away from the threads that serve.

use std::sync::Arc;
use std::thread;

use super::BackupError;
use crate::config::{Location, StoreConfig};
use crate::conn::{Conn, Inner};
use crate::error::StoreError;
use crate::postgres::{Connector, PgConn};
use crate::sqlite::{self, Still};
use crate::store::Shared;

/// Runs the work on a thread of its own, in one snapshot that lasts as long as it takes.
pub(super) fn with<T, F>(config: &StoreConfig, work: F) -> Result<T, BackupError>
where
    T: Send,
    F: FnOnce(&mut Conn) -> Result<T, BackupError> + Send,
{
    // The driver of PostgreSQL must not be used on a thread of an asynchronous program.
    thread::scope(|scope| {
        let thread = thread::Builder::new().name("kith-backup".to_owned()).spawn_scoped(scope, || {
            let (mut conn, still) = open(config)?;
            let result = work(&mut conn);
            let _ = conn.batch("ROLLBACK");
            let result = result?;
            still.map_or(Ok(()), |still| still.confirm())?;
            Ok::<T, BackupError>(result)
        });
        let thread = thread.map_err(|e| StoreError::Busy(format!("no thread for the backup: {e}")))?;
        thread.join().unwrap_or_else(|_| Err(StoreError::Panic("the backup".to_owned()).into()))
    })
}

fn open(config: &StoreConfig) -> Result<(Conn, Option<Still>), StoreError> {
    let shared = Shared::new();
    let mut still = None;
    let (inner, begin) = match &config.location {
        Location::Sqlite(path) => {
            let conn;
            (conn, still) = sqlite::reader_anywhere(&config.sqlite_settings(path))?;
            (Inner::Sqlite(conn), "BEGIN")
        }
        Location::Postgres(url) => {
            let mut conn = PgConn::new(Connector::new(url)?);
            conn.ready()?;
            (
                Inner::Postgres(conn),
                "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = 0; \
                 SET LOCAL idle_in_transaction_session_timeout = 0",
            )
        }
    };
    let mut conn = Conn::reader(inner, Arc::new(shared));
    conn.batch(begin)?;
    Ok((conn, still))
}

/// Runs a part of the work after which PostgreSQL gives back the locks that it took, so that whoever changes tables waits
/// for a page and not for the whole backup. The snapshot stays.
pub(super) fn briefly<T>(
    conn: &mut Conn,
    work: impl FnOnce(&mut Conn) -> Result<T, BackupError>,
) -> Result<T, BackupError> {
    if conn.dialect().is_sqlite() {
        return work(conn);
    }
    conn.word("SAVEPOINT page")?;
    let result = work(conn)?;
    conn.word("ROLLBACK TO page; RELEASE page")?;
    Ok(result)
}
