//! One connection to SQLite.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use kith_catalogue::Cell;
use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, OpenFlags, ToSql};

use super::{Guard, error};
use crate::error::{Result, StoreError};
use crate::row::{RowRef, Source};
use crate::sql::Sql;
use crate::store::SqliteConfig;

pub(crate) struct SqliteConn {
    pub(crate) raw: Connection,
    pub(crate) guard: Arc<Guard>,
}

struct Param<'a>(&'a Cell);

impl ToSql for Param<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self.0 {
            Cell::Null => ValueRef::Null,
            Cell::Int(n) => ValueRef::Integer(*n),
            Cell::Text(t) => ValueRef::Text(t.as_bytes()),
            Cell::Bytes(b) => ValueRef::Blob(b),
            Cell::Uuid(id) => ValueRef::Blob(id.as_bytes()),
        }))
    }
}

/// How long a connection waits for others.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

impl SqliteConn {
    /// The connection of the writer. Creates the file and its folder when they are not there.
    pub(crate) fn writer(config: &SqliteConfig) -> Result<Self> {
        if let Some(folder) = config.path.parent().filter(|f| !f.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(|e| StoreError::Storage(format!("{}: {e}", folder.display())))?;
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let conn = Self::open(&config.path, flags, config)?;
        // Room for all pages that a large transaction changes: without it they go to the log more than once.
        conn.raw.execute_batch(&format!("PRAGMA cache_size = -{}", config.cache_kib * 4)).map_err(error)?;
        let mode: String = conn.raw.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0)).map_err(error)?;
        if !mode.eq_ignore_ascii_case("wal") {
            return Err(StoreError::Storage(format!(
                "{}: the file system does not allow write-ahead logging",
                config.path.display()
            )));
        }
        let synchronous = if config.full_sync { "FULL" } else { "NORMAL" };
        conn.raw
            .execute_batch(&format!(
                "PRAGMA synchronous = {synchronous}; PRAGMA wal_autocheckpoint = 0; PRAGMA foreign_keys = ON;"
            ))
            .map_err(error)?;
        Ok(conn)
    }

    /// A connection that can only read.
    pub(crate) fn reader(config: &SqliteConfig) -> Result<Self> {
        let conn = Self::open(&config.path, OpenFlags::SQLITE_OPEN_READ_ONLY, config)?;
        conn.raw.execute_batch("PRAGMA query_only = ON").map_err(error)?;
        Ok(conn)
    }

    /// A connection to a file that nobody changes meanwhile, as far as SQLite is told.
    pub(crate) fn of_still_file(config: &SqliteConfig) -> Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        let mut address = String::from("file:");
        for byte in config.path.as_os_str().as_encoded_bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => address.push(char::from(*byte)),
                other => {
                    let _ = write!(address, "%{other:02X}");
                }
            }
        }
        address.push_str("?immutable=1");
        let conn = Self::open(Path::new(&address), flags, config)?;
        conn.raw.execute_batch("PRAGMA query_only = ON").map_err(error)?;
        Ok(conn)
    }

    fn open(path: &Path, flags: OpenFlags, config: &SqliteConfig) -> Result<Self> {
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut raw = Connection::open_with_flags(path, flags).map_err(|e| match error(e) {
            StoreError::Storage(text) => StoreError::Storage(format!("{}: {text}", path.display())),
            other => other,
        })?;
        raw.busy_timeout(PATIENCE).map_err(error)?;
        raw.set_prepared_statement_cache_capacity(512);
        // A statement keeps the plan that it was prepared with. Otherwise every new value of a parameter that has weight in
        // the plan would mean preparing it again: often more work than running it.
        raw.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(error)?;
        raw.execute_batch(&format!(
            "PRAGMA mmap_size = {}; PRAGMA cache_size = -{}; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;",
            config.mmap_bytes, config.cache_kib
        ))
        .map_err(error)?;
        let guard = Guard::install(&mut raw).map_err(error)?;
        Ok(Self { raw, guard })
    }

    fn bound<'a>(&'a self, sql: &Sql) -> Result<CachedStatement<'a>> {
        let mut statement = self.raw.prepare_cached(sql.text()).map_err(|e| describe(e, sql))?;
        for (i, cell) in sql.params().iter().enumerate() {
            statement.raw_bind_parameter(i + 1, Param(cell)).map_err(|e| describe(e, sql))?;
        }
        Ok(statement)
    }

    pub(crate) fn each<E: From<StoreError>>(
        &mut self,
        sql: &Sql,
        row: &mut dyn FnMut(&RowRef<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut statement = self.bound(sql)?;
        let mut rows = statement.raw_query();
        while let Some(found) = rows.next().map_err(|e| describe(e, sql))? {
            row(&RowRef(Source::Sqlite(found)))?;
        }
        Ok(())
    }

    pub(crate) fn exec(&mut self, sql: &Sql) -> Result<u64> {
        let mut statement = self.bound(sql)?;
        let count = statement.raw_execute().map_err(|e| describe(e, sql))?;
        Ok(count as u64)
    }

    pub(crate) fn batch(&mut self, sql: &str) -> Result<()> {
        self.raw.execute_batch(sql).map_err(error)
    }

    /// Runs one INSERT for each row.
    pub(crate) fn insert_rows(&mut self, text: &str, rows: &mut dyn Iterator<Item = &[Cell]>) -> Result<()> {
        let mut statement = self.raw.prepare_cached(text).map_err(error)?;
        for row in rows {
            for (i, cell) in row.iter().enumerate() {
                statement.raw_bind_parameter(i + 1, Param(cell)).map_err(error)?;
            }
            statement.raw_execute().map_err(error)?;
        }
        Ok(())
    }

    /// A short statement without values that is run very often.
    pub(crate) fn word(&mut self, sql: &str) -> Result<()> {
        self.raw.prepare_cached(sql).map_err(error)?.raw_execute().map_err(error)?;
        Ok(())
    }
}

/// Errors that the program caused name the statement, never the values.
fn describe(e: rusqlite::Error, sql: &Sql) -> StoreError {
    match error(e) {
        StoreError::Backend(text) => StoreError::Backend(format!("{text} in: {}", sql.text())),
        other => other,
    }
}
