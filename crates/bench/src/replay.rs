//! The bare INSERTs: the very rows that the program wrote, taken from its database and written again by prepared
//! statements into a copy made before, under the same indexes.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::types::Value;
use rusqlite::{Connection, Result, params_from_iter};

use crate::measure::{self, Span, Timing};

/// How far each table reaches: its greatest row number.
pub type Mark = BTreeMap<String, i64>;

/// Rows that were added to one table between two marks.
pub struct Added {
    table: String,
    columns: Vec<String>,
    rows: Vec<Vec<Value>>,
}

/// Opens the copy as the server opens its file: write-ahead log, every commit on the disk.
///
/// # Errors
/// When the file cannot be opened.
pub fn open(path: &Path) -> Result<Connection> {
    let conn = Connection::open(path)?;
    conn.set_prepared_statement_cache_capacity(256);
    conn.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; \
         PRAGMA mmap_size = 268435456; PRAGMA cache_size = -8192; PRAGMA foreign_keys = OFF;",
    )?;
    Ok(conn)
}

/// The tables that hold rows of the program: no shadow tables of the search, no internals.
fn tables(conn: &Connection) -> Result<Vec<String>> {
    let mut statement = conn.prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND wr = 0 AND name NOT LIKE 'sqlite_%' ORDER BY name")?;
    statement.query_map([], |row| row.get(0))?.collect()
}

/// Where each table ends now.
///
/// # Errors
/// When the database cannot be read.
pub fn mark(conn: &Connection) -> Result<Mark> {
    tables(conn)?
        .into_iter()
        .map(|table| {
            let last: Option<i64> = conn.query_row(&format!("SELECT max(rowid) FROM \"{table}\""), [], |row| row.get(0))?;
            Ok((table, last.unwrap_or(0)))
        })
        .collect()
}

/// What was added after a mark, of the tables that `wanted` accepts.
///
/// # Errors
/// When the database cannot be read.
pub fn added_since(conn: &Connection, mark: &Mark, wanted: impl Fn(&str) -> bool) -> Result<Vec<Added>> {
    let mut all = Vec::new();
    for (table, last) in mark {
        if !wanted(table) {
            continue;
        }
        let mut statement = conn.prepare(&format!("SELECT rowid AS \"row number\", * FROM \"{table}\" WHERE rowid > ? ORDER BY rowid"))?;
        let columns: Vec<String> = statement.column_names().iter().skip(1).map(|name| (*name).to_owned()).collect();
        let count = columns.len();
        let rows: Vec<Vec<Value>> = statement
            .query_map([last], |row| (1..=count).map(|ix| row.get(ix)).collect())?
            .collect::<Result<_>>()?;
        if !rows.is_empty() {
            all.push(Added { table: table.clone(), columns, rows });
        }
    }
    Ok(all)
}

/// How many rows there are.
pub fn count(added: &[Added]) -> usize {
    added.iter().map(|part| part.rows.len()).sum()
}

/// Writes them again, a share of each table a transaction; `also` may add statements to each transaction.
///
/// # Errors
/// When a statement fails.
pub fn write(
    conn: &Connection,
    added: &[Added],
    transactions: usize,
    mut also: impl FnMut(&Connection, usize) -> Result<()>,
) -> Result<Timing> {
    let statements: Vec<String> = added
        .iter()
        .map(|part| {
            let names: Vec<String> = part.columns.iter().map(|name| format!("\"{name}\"")).collect();
            let marks = vec!["?"; names.len()].join(", ");
            format!("INSERT INTO \"{}\" ({}) VALUES ({marks})", part.table, names.join(", "))
        })
        .collect();
    let span = Span { time: Duration::from_secs(600), count: transactions };
    let step = |number: usize| -> Result<()> {
        conn.execute_batch("BEGIN IMMEDIATE")?;
        for (part, sql) in added.iter().zip(&statements) {
            let share = |n: usize| part.rows.len() * n / transactions;
            let mut statement = conn.prepare_cached(sql)?;
            for row in &part.rows[share(number)..share(number + 1)] {
                statement.execute(params_from_iter(row))?;
            }
        }
        also(conn, number)?;
        conn.execute_batch("COMMIT")
    };
    measure::in_process_from(0, span, step)
}

/// Writes them again in large transactions and says how long all of it took.
///
/// # Errors
/// When a statement fails.
pub fn write_all(conn: &Connection, added: &[Added], transactions: usize) -> Result<Duration> {
    let begun = Instant::now();
    write(conn, added, transactions, |_, _| Ok(()))?;
    Ok(begun.elapsed())
}
