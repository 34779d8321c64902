//! Notes on records, searched like the records: each object has a second search table, of the notes on its records.
//!
//! Unlike a record's, a note's folded text is kept nowhere else, so here SQLite's index holds it too. It is written with
//! the note, and it goes with it; whether somebody may read a note is asked of its record.

use kith_catalogue::Object;
use kith_catalogue::text::{fold, without_ids};
use uuid::Uuid;

use super::tables::{add_text, add_texts, create, key, remove_text};
use crate::conn::Conn;
use crate::error::{Result, StoreError};
use crate::migrations::table_exists;
use crate::sql::Sql;

/// SQLite's index with the text itself and nothing more.
const WITH_TEXT: &str = "columnsize=0";

/// The search table of the notes on an object's records.
pub(crate) fn table_of(object: &str) -> String {
    format!("search_note__{object}")
}

/// What a note is found by: what people read of it.
fn text_of(note: &str) -> String {
    fold(&without_ids(note))
}

/// Makes a new note known to the search.
///
/// # Errors
/// When the database fails.
pub fn add(conn: &mut Conn, object: &str, note: Uuid, text: &str) -> Result<()> {
    let rid = row_of(conn, note)?;
    add_text(conn, &table_of(object), rid, &text_of(text))
}

/// Makes what a note says now known to the search.
///
/// # Errors
/// When the database fails.
pub fn refresh(conn: &mut Conn, object: &str, note: Uuid, text: &str) -> Result<()> {
    let rid = row_of(conn, note)?;
    remove_text(conn, &table_of(object), rid)?;
    add_text(conn, &table_of(object), rid, &text_of(text))
}

/// Lets the search forget a note that is removed.
///
/// # Errors
/// When the database fails.
pub fn remove(conn: &mut Conn, object: &str, note: Uuid) -> Result<()> {
    let rid = row_of(conn, note)?;
    remove_text(conn, &table_of(object), rid)
}

/// Lets the search forget all notes on a record, which are still there.
///
/// # Errors
/// When the database fails.
pub fn remove_all(conn: &mut Conn, object: &str, record: Uuid) -> Result<()> {
    let mut sql = Sql::new("SELECT rid FROM note WHERE record = ").bind(record);
    sql.add(" AND object = ").arg(object).add(" AND deleted_at IS NULL");
    for row in conn.query(&sql)? {
        remove_text(conn, &table_of(object), row.int(0)?)?;
    }
    Ok(())
}

fn row_of(conn: &mut Conn, note: Uuid) -> Result<i64> {
    conn.one(&Sql::new("SELECT rid FROM note WHERE id = ").bind(note))?.ok_or(StoreError::Missing)?.int(0)
}

pub(super) fn ensure(conn: &mut Conn, object: &Object) -> Result<()> {
    let table = table_of(&object.key);
    if table_exists(conn, &table)? {
        return Ok(());
    }
    create(conn, &table, WITH_TEXT)?;
    fill(conn, &object.key)
}

pub(super) fn rebuild(conn: &mut Conn, object: &Object) -> Result<()> {
    let table = table_of(&object.key);
    let mut sql = Sql::new("DROP TABLE IF EXISTS ");
    sql.ident(&table);
    conn.batch(sql.text())?;
    create(conn, &table, WITH_TEXT)?;
    fill(conn, &object.key)
}

fn fill(conn: &mut Conn, object: &str) -> Result<()> {
    let mut after = 0_i64;
    loop {
        let mut sql = Sql::new("SELECT rid, text FROM note WHERE object = ").bind(object);
        sql.add(" AND deleted_at IS NULL AND rid > ").arg(after).add(" ORDER BY rid LIMIT 2000");
        let mut found = Vec::new();
        conn.query_each(&sql, |row| {
            found.push((row.int(0)?, text_of(row.text(1)?)));
            Ok::<_, StoreError>(())
        })?;
        let Some((last, _)) = found.last() else { return Ok(()) };
        after = *last;
        add_texts(conn, &table_of(object), found)?;
    }
}

/// The last row of the search table, and what some of the newest notes say.
pub(super) fn last(conn: &mut Conn, object: &str) -> Result<i64> {
    let (table, key) = (table_of(object), key(conn.dialect()));
    let mut sql = Sql::new("SELECT ");
    sql.add(key).add(" FROM ").ident(&table).add(" ORDER BY ").add(key).add(" DESC LIMIT 1");
    conn.one(&sql)?.map_or(Ok(0), |row| row.int(0))
}

pub(super) fn sample(conn: &mut Conn, object: &str) -> Result<Vec<String>> {
    let (table, key) = (table_of(object), key(conn.dialect()));
    let mut sql = Sql::new("SELECT text FROM ");
    sql.ident(&table).add(" ORDER BY ").add(key).add(" DESC LIMIT 300");
    conn.query(&sql)?.iter().map(|row| Ok(row.text(0)?.to_owned())).collect()
}
