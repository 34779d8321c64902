//! A connection inside of a transaction or snapshot: what closures given to the store work with.

use std::sync::Arc;

use crate::error::{Result, StoreError};
use crate::postgres::PgConn;
use crate::row::{Row, RowRef};
use crate::signal::Signal;
use crate::sql::{Dialect, Sql};
use crate::sqlite::SqliteConn;
use crate::store::Shared;

/// A connection with a transaction (in a write) or a snapshot (in a read) open on it.
///
/// A statement that fails spoils the whole closure, on both databases alike: also when the closure swallows the error,
/// its changes are rolled back and the error is reported. Use [`Conn::savepoint`] where a failure is expected.
pub struct Conn {
    pub(crate) inner: Inner,
    pub(crate) shared: Arc<Shared>,
    pub(crate) tx: Tx,
    writer: bool,
}

#[expect(clippy::large_enum_variant, reason = "a handful of connections, each made once")]
pub(crate) enum Inner {
    Sqlite(SqliteConn),
    Postgres(PgConn),
}

/// What is known about the closure that runs now.
#[derive(Debug, Default)]
pub(crate) struct Tx {
    /// The first statement that failed outside of a savepoint that was rolled back.
    pub(crate) failed: Option<String>,
    /// A failure was of the kind that goes away when the closure is run again.
    pub(crate) again: bool,
    /// The closure wrote events, so other processes are to be woken.
    pub(crate) events: bool,
    /// The closure changed rows, so those who wait are to be woken.
    pub(crate) wrote: bool,
    /// What is to be told once the closure's work is committed (SQLite; PostgreSQL does that itself).
    pub(crate) signals: Vec<Signal>,
    /// PostgreSQL's number of this transaction, where it is known.
    pub(crate) txid: Option<i64>,
    pub(crate) depth: u32,
}

impl Conn {
    pub(crate) fn reader(inner: Inner, shared: Arc<Shared>) -> Self {
        Self { inner, shared, tx: Tx::default(), writer: false }
    }

    pub(crate) fn writer(inner: Inner, shared: Arc<Shared>) -> Self {
        Self { inner, shared, tx: Tx::default(), writer: true }
    }

    /// True in a write.
    pub(crate) fn is_writer(&self) -> bool {
        self.writer
    }

    /// Which database this is.
    pub fn dialect(&self) -> Dialect {
        match self.inner {
            Inner::Sqlite(_) => Dialect::Sqlite,
            Inner::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Runs a query and hands each row to the callback while the database still owns it.
    pub fn query_each<E: From<StoreError>>(
        &mut self,
        sql: &Sql,
        mut row: impl FnMut(&RowRef<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        // An error of the callback itself does not spoil the transaction: only those of the database do.
        let mut own: Option<E> = None;
        let mut rows = false;
        let mut each = |found: &RowRef<'_>| -> Result<(), StoreError> {
            rows = true;
            row(found).map_err(|e| {
                own = Some(e);
                StoreError::Interrupted("the callback stopped")
            })
        };
        let result = match &mut self.inner {
            Inner::Sqlite(conn) => conn.each(sql, &mut each),
            Inner::Postgres(conn) => conn.each(sql, &mut each),
        };
        // `UPDATE … RETURNING` and the like.
        self.tx.wrote |= rows && !sql.text().starts_with("SELECT");
        match (result, own) {
            (_, Some(e)) => Err(e),
            (result, None) => Ok(self.note(result)?),
        }
    }

    /// Runs a query with a small answer.
    pub fn query(&mut self, sql: &Sql) -> Result<Vec<Row>> {
        let mut rows = Vec::new();
        self.query_each(sql, |row| {
            rows.push(row.to_row()?);
            Ok::<_, StoreError>(())
        })?;
        Ok(rows)
    }

    /// The first row of the answer, if there is one.
    pub fn one(&mut self, sql: &Sql) -> Result<Option<Row>> {
        let mut first = None;
        self.query_each(sql, |row| {
            if first.is_none() {
                first = Some(row.to_row()?);
            }
            Ok::<_, StoreError>(())
        })?;
        Ok(first)
    }

    /// Runs a statement without an answer: the number of rows it changed.
    pub fn exec(&mut self, sql: &Sql) -> Result<u64> {
        let result = match &mut self.inner {
            Inner::Sqlite(conn) => conn.exec(sql),
            Inner::Postgres(conn) => conn.exec(sql),
        };
        self.tx.wrote |= result.as_ref().is_ok_and(|count| *count > 0);
        self.note(result)
    }

    /// Runs several statements without values: DDL.
    pub fn batch(&mut self, sql: &str) -> Result<()> {
        let result = match &mut self.inner {
            Inner::Sqlite(conn) => conn.batch(sql),
            Inner::Postgres(conn) => conn.batch(sql),
        };
        self.tx.wrote = true;
        self.note(result)
    }

    /// Runs a part of the work that may fail alone: on an error its changes are rolled back and the rest stands.
    pub fn savepoint<T, E: From<StoreError>>(&mut self, work: impl FnOnce(&mut Conn) -> Result<T, E>) -> Result<T, E> {
        let name = format!("kith_{}", self.tx.depth);
        self.word(&format!("SAVEPOINT {name}"))?;
        self.tx.depth += 1;
        let before = self.tx.failed.take();
        let (events, signals) = (self.tx.events, self.tx.signals.len());
        let result = work(self);
        self.tx.depth -= 1;
        let result = match result {
            Ok(value) if self.tx.failed.is_none() => {
                self.word(&format!("RELEASE {name}"))?;
                Ok(value)
            }
            other => {
                let failed = self.tx.failed.take();
                self.tx.events = events;
                self.tx.signals.truncate(signals);
                self.word(&format!("ROLLBACK TO {name}"))?;
                self.word(&format!("RELEASE {name}"))?;
                other.and_then(|_| Err(swallowed(failed).into()))
            }
        };
        self.tx.failed = before.or(self.tx.failed.take());
        result
    }

    /// Whether somebody waits for a write while this one goes on: long work then ends its transaction where it can.
    pub fn others_wait(&self) -> bool {
        self.shared.urgent.load(std::sync::atomic::Ordering::Relaxed) > 0
    }

    /// Tells the store that this transaction appended events.
    pub(crate) fn wrote_events(&mut self, txid: Option<i64>) {
        self.tx.events = true;
        self.tx.wrote = true;
        if txid.is_some() {
            self.tx.txid = txid;
        }
    }

    pub(crate) fn word(&mut self, sql: &str) -> Result<()> {
        let result = match &mut self.inner {
            Inner::Sqlite(conn) => conn.word(sql),
            Inner::Postgres(conn) => conn.batch(sql),
        };
        self.note(result)
    }

    pub(crate) fn note<T>(&mut self, result: Result<T>) -> Result<T> {
        if let Err(e) = &result {
            if self.tx.failed.is_none() {
                self.tx.failed = Some(e.to_string());
            }
            if let Inner::Postgres(conn) = &mut self.inner {
                self.tx.again |= conn.take_again();
            }
        }
        result
    }
}

/// The error for work that went on although one of its statements had failed.
pub(crate) fn swallowed(failed: Option<String>) -> StoreError {
    StoreError::Backend(format!("a statement failed and the work went on: {}", failed.unwrap_or_default()))
}
