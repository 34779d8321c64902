//! One connection to PostgreSQL with its own prepared statements.

use std::collections::HashMap;

use kith_catalogue::{Cell, ColumnType};
use postgres::binary_copy::BinaryCopyInWriter;
use postgres::fallible_iterator::FallibleIterator;
use postgres::types::{ToSql, Type};
use postgres::{Client, Statement};

use super::value::Param;
use super::{Connector, error, is_again, is_lost};
use crate::bulk::Target;
use crate::error::{Result, StoreError};
use crate::row::{RowRef, Source};
use crate::sql::Sql;

pub(crate) struct PgConn {
    connector: Connector,
    client: Option<Client>,
    statements: Statements,
    again: bool,
    lost: bool,
}

impl PgConn {
    pub(crate) fn new(connector: Connector) -> Self {
        Self { connector, client: None, statements: Statements::default(), again: false, lost: false }
    }

    /// Makes sure that there is a connection, a new one when the old one is gone.
    pub(crate) fn ready(&mut self) -> Result<()> {
        if self.lost || self.client.as_ref().is_none_or(Client::is_closed) {
            self.client = None;
            self.statements = Statements::default();
            self.client = Some(self.connector.patiently()?);
            self.lost = false;
        }
        self.again = false;
        Ok(())
    }

    /// The connection broke in the last closure.
    pub(crate) fn is_lost(&self) -> bool {
        self.lost
    }

    /// The last failure was of the kind that goes away by trying again.
    pub(crate) fn take_again(&mut self) -> bool {
        std::mem::take(&mut self.again)
    }

    fn failed(&mut self, e: &postgres::Error, sql: &str) -> StoreError {
        self.again |= is_again(e);
        self.lost |= is_lost(e);
        match error(e) {
            StoreError::Backend(text) => StoreError::Backend(format!("{text} in: {sql}")),
            other => other,
        }
    }

    fn statement(&mut self, sql: &str) -> Result<Statement> {
        if let Some(found) = self.statements.get(sql) {
            return Ok(found);
        }
        match self.client()?.prepare(sql) {
            Ok(statement) => {
                self.statements.put(sql, statement.clone());
                Ok(statement)
            }
            Err(e) => Err(self.failed(&e, sql)),
        }
    }

    fn client(&mut self) -> Result<&mut Client> {
        self.client.as_mut().ok_or_else(|| StoreError::Busy("there is no connection to PostgreSQL".to_owned()))
    }

    pub(crate) fn each<E: From<StoreError>>(
        &mut self,
        sql: &Sql,
        row: &mut dyn FnMut(&RowRef<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let statement = self.statement(sql.text())?;
        let broken = match self.client()?.query_raw(&statement, sql.params().iter().map(Param)) {
            Err(e) => e,
            Ok(mut rows) => loop {
                match rows.next() {
                    Ok(None) => return Ok(()),
                    Ok(Some(found)) => row(&RowRef(Source::Postgres(&found)))?,
                    Err(e) => break e,
                }
            },
        };
        Err(self.failed(&broken, sql.text()).into())
    }

    pub(crate) fn exec(&mut self, sql: &Sql) -> Result<u64> {
        let statement = self.statement(sql.text())?;
        let params: Vec<Param<'_>> = sql.params().iter().map(Param).collect();
        let params: Vec<&(dyn ToSql + Sync)> = params.iter().map(|p| p as &(dyn ToSql + Sync)).collect();
        match self.client()?.execute(&statement, &params) {
            Ok(count) => Ok(count),
            Err(e) => Err(self.failed(&e, sql.text())),
        }
    }

    /// Sends rows in one stream.
    pub(crate) fn copy(&mut self, target: &Target, rows: &mut dyn Iterator<Item = &[Cell]>) -> Result<()> {
        let text = target.copy_text();
        let types: Vec<Type> = target.columns.iter().map(|(_, ty)| pg_type(*ty)).collect();
        let result = self.client().map(|client| {
            let mut writer = BinaryCopyInWriter::new(client.copy_in(text.as_str())?, &types);
            for row in rows {
                writer.write_raw(row.iter().map(Param))?;
            }
            writer.finish()
        })?;
        match result {
            Ok(_) => Ok(()),
            Err(e) => Err(self.failed(&e, &text)),
        }
    }

    pub(crate) fn batch(&mut self, sql: &str) -> Result<()> {
        match self.client()?.batch_execute(sql) {
            Ok(()) => Ok(()),
            Err(e) => Err(self.failed(&e, sql)),
        }
    }
}

fn pg_type(ty: ColumnType) -> Type {
    match ty {
        ColumnType::Int => Type::INT8,
        ColumnType::Text => Type::TEXT,
        ColumnType::Bytes => Type::BYTEA,
        ColumnType::Uuid => Type::UUID,
    }
}

/// At most so many statements stay prepared per connection.
const KEPT: usize = 256;

/// Prepared statements by their text; the one used longest ago goes first, which also closes it in the server.
#[derive(Default)]
struct Statements {
    known: HashMap<String, (Statement, u64)>,
    clock: u64,
}

impl Statements {
    fn get(&mut self, sql: &str) -> Option<Statement> {
        self.clock += 1;
        let clock = self.clock;
        self.known.get_mut(sql).map(|(statement, used)| {
            *used = clock;
            statement.clone()
        })
    }

    fn put(&mut self, sql: &str, statement: Statement) {
        if self.known.len() >= KEPT
            && let Some(oldest) = self.known.iter().min_by_key(|(_, (_, used))| *used).map(|(k, _)| k.clone())
        {
            self.known.remove(&oldest);
        }
        self.known.insert(sql.to_owned(), (statement, self.clock));
    }
}
