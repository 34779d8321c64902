//! Many rows at once: COPY on PostgreSQL, one prepared statement on SQLite.

use kith_catalogue::{Cell, ColumnType};

use crate::conn::{Conn, Inner};
use crate::error::Result;
use crate::sql::{Dialect, Sql};

/// Where rows go.
#[derive(Debug, Clone)]
pub(crate) struct Target {
    pub(crate) table: String,
    pub(crate) columns: Vec<(String, ColumnType)>,
}

impl Target {
    pub(crate) fn new(table: &str, columns: &[(&str, ColumnType)]) -> Self {
        Self { table: table.to_owned(), columns: columns.iter().map(|(name, ty)| ((*name).to_owned(), *ty)).collect() }
    }

    /// `INSERT INTO t (…) VALUES ($1, …)`, without values bound.
    pub(crate) fn insert_text(&self) -> String {
        let mut sql = Sql::new("INSERT INTO ");
        sql.ident(&self.table).add(" (");
        self.names(&mut sql);
        sql.add(") VALUES (");
        for i in 0..self.columns.len() {
            sql.add(if i == 0 { "$" } else { ", $" }).number(i as i64 + 1);
        }
        sql.add(")");
        sql.text().to_owned()
    }

    pub(crate) fn copy_text(&self) -> String {
        let mut sql = Sql::new("COPY ");
        sql.ident(&self.table).add(" (");
        self.names(&mut sql);
        sql.add(") FROM STDIN (FORMAT binary)");
        sql.text().to_owned()
    }

    fn names(&self, sql: &mut Sql) {
        for (i, (name, _)) in self.columns.iter().enumerate() {
            if i > 0 {
                sql.add(", ");
            }
            sql.ident(name);
        }
    }
}

impl Conn {
    /// Inserts rows, each with a cell per column of the target.
    pub(crate) fn insert_rows<'c>(&mut self, target: &Target, rows: impl Iterator<Item = &'c [Cell]>) -> Result<()> {
        let mut rows = rows;
        self.tx.wrote = true;
        let result = match &mut self.inner {
            Inner::Sqlite(conn) => conn.insert_rows(&target.insert_text(), &mut rows),
            Inner::Postgres(conn) => conn.copy(target, &mut rows),
        };
        self.note(result)
    }

    /// Numbers for rows to come, in ascending order. On SQLite they are free because there is only one writer.
    pub(crate) fn reserve(&mut self, table: &str, key: &str, count: usize) -> Result<Vec<i64>> {
        let count = count as i64;
        match self.dialect() {
            Dialect::Sqlite => {
                let mut sql = Sql::new("SELECT coalesce(max(");
                sql.ident(key).add("), 0) FROM ").ident(table);
                let last = self.one(&sql)?.map_or(Ok(0), |row| row.int(0))?;
                Ok((last + 1..=last + count).collect())
            }
            Dialect::Postgres => {
                let mut quoted = Sql::default();
                quoted.ident(table);
                let sql = Sql::new("SELECT nextval(pg_get_serial_sequence(")
                    .bind(quoted.text())
                    .push(", ")
                    .bind(key)
                    .push(")) FROM generate_series(1, ")
                    .bind(count)
                    .push(")");
                self.query(&sql)?.iter().map(|row| row.int(0)).collect()
            }
        }
    }

    /// Runs an INSERT into a table with a counted key: the number of the new row.
    ///
    /// SQLite is not asked by RETURNING: it would keep a journal of its own for the statement, and every full-text
    /// index would write out what it has gathered.
    pub(crate) fn insert(&mut self, sql: &Sql, key: &str) -> Result<i64> {
        match &mut self.inner {
            Inner::Sqlite(conn) => {
                self.tx.wrote = true;
                let result = conn.exec(sql).map(|_| conn.raw.last_insert_rowid());
                self.note(result)
            }
            Inner::Postgres(_) => {
                let mut returning = sql.clone();
                returning.add(" RETURNING ").ident(key);
                let row = self.one(&returning)?;
                row.ok_or_else(|| crate::StoreError::Backend("an INSERT gave no row".to_owned()))?.int(0)
            }
        }
    }
}
