//! The bare INSERTs: the very rows that the program wrote, taken from its database and written again by prepared
//! statements into a copy made before, under the same indexes.

use std::path::Path;
use std::time::{Duration, Instant};

use kith_catalogue::{Object, Part};
use rusqlite::types::Value;
use rusqlite::{Connection, Result, params_from_iter};

use crate::measure::{self, Span, Timing};

/// How far the tables reach that a change of a record writes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    record: i64,
    event: i64,
    stay: i64,
}

/// Rows that were added to one table between two marks.
pub struct Added {
    table: String,
    columns: Vec<String>,
    rows: Vec<Vec<Value>>,
}

/// Whether the rows that searching and looking up need are taken too.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Records and events.
    Rows,
    /// Records and events, and the rows of look-up and search.
    WithSearch,
    /// The rows of look-up and search alone.
    SearchOnly,
}

/// Opens the copy as the server opens its file: write-ahead log, every commit on the disk.
///
/// # Errors
/// When the file cannot be opened.
pub fn open(path: &Path) -> Result<Connection> {
    let conn = Connection::open(path)?;
    conn.set_prepared_statement_cache_capacity(256);
    conn.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 16000; \
         PRAGMA mmap_size = 268435456; PRAGMA cache_size = -65536;",
    )?;
    Ok(conn)
}

/// Where the tables end now.
///
/// # Errors
/// When the database cannot be read.
pub fn mark(conn: &Connection, object: &Object) -> Result<Mark> {
    let last = |table: &str, key: &str| {
        conn.query_row(&format!("SELECT coalesce(max({key}), 0) FROM {table}"), [], |row| row.get(0))
    };
    Ok(Mark { record: last(&object.table, "rid")?, event: last("event", "seq")?, stay: last("stage_stay", "id")? })
}

/// What was added after a mark.
///
/// # Errors
/// When the database cannot be read.
pub fn added_since(conn: &Connection, object: &Object, mark: Mark, extent: Extent) -> Result<Vec<Added>> {
    let rows = [
        (object.table.clone(), format!("SELECT * FROM {} WHERE rid > ?1 ORDER BY rid", object.table), mark.record),
        ("event".to_owned(), "SELECT * FROM event WHERE seq > ?1 ORDER BY seq".to_owned(), mark.event),
        (
            "event_change".to_owned(),
            "SELECT * FROM event_change WHERE event > ?1 ORDER BY event".to_owned(),
            mark.event,
        ),
        (
            "event_subject".to_owned(),
            "SELECT * FROM event_subject WHERE event > ?1 ORDER BY event".to_owned(),
            mark.event,
        ),
        ("stage_stay".to_owned(), "SELECT * FROM stage_stay WHERE id > ?1 ORDER BY id".to_owned(), mark.stay),
    ];
    let mut sources = Vec::from(rows);
    if extent == Extent::SearchOnly {
        sources.clear();
    }
    if extent != Extent::Rows {
        let key = &object.key;
        let lookup = format!("SELECT * FROM lookup WHERE object = '{key}' AND rid > ?1 ORDER BY rid");
        sources.push(("lookup".to_owned(), lookup, mark.record));
        let search = format!(
            "SELECT rid AS rowid, {} AS text FROM {} WHERE rid > ?1 ORDER BY rid",
            search_text(object),
            object.table
        );
        sources.push((format!("search_{key}"), search, mark.record));
    }
    let mut all = Vec::new();
    for (table, sql, last) in sources {
        let mut statement = conn.prepare(&sql)?;
        let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let count = columns.len();
        let rows: Vec<Vec<Value>> =
            statement.query_map([last], |row| (0..count).map(|ix| row.get(ix)).collect())?.collect::<Result<_>>()?;
        if !rows.is_empty() {
            all.push(Added { table, columns, rows });
        }
    }
    Ok(all)
}

/// The text by which a record is found, put together in SQL.
fn search_text(object: &Object) -> String {
    let found: Vec<String> = object
        .fields
        .iter()
        .filter(|field| field.searchable)
        .map(|field| {
            let column = field.columns().into_iter().find(|column| column.part == Part::Fold);
            format!("coalesce(\"{}\", '')", column.map_or_else(|| field.column.clone(), |column| column.name))
        })
        .collect();
    found.join(" || char(10) || ")
}

/// Writes rows again, a share of each table a transaction; `also` may add statements to each transaction.
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
    measure::in_process_from(0, Span { time: Duration::from_secs(900), count: transactions }, step)
}

/// Writes rows again in large transactions and says how long all of it took.
///
/// # Errors
/// When a statement fails.
pub fn write_all(conn: &Connection, added: &[Added], transactions: usize) -> Result<Duration> {
    let begun = Instant::now();
    write(conn, added, transactions, |_, _| Ok(()))?;
    Ok(begun.elapsed())
}
