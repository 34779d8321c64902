//! What lies beside records and is searched like them: each object has a search table of the notes on its records, and one
//! of the files.
//!
//! Unlike a record's, the folded text of these is kept nowhere else, so here SQLite's index holds it too. It is written with
//! the note or the file, and it goes with it; whether somebody may read them is asked of their record.

use kith_catalogue::Object;
use kith_catalogue::text::{fold, without_ids};
use uuid::Uuid;

use super::tables::{add_text, add_texts, create, key, remove_text};
use crate::conn::Conn;
use crate::error::{Result, StoreError};
use crate::migrations::table_exists;
use crate::sql::Sql;

/// So many characters of a text are looked at to learn which groups of letters are rare.
const SAMPLED: usize = 4_000;

/// SQLite's index with the text itself and nothing more.
const WITH_TEXT: &str = "columnsize=0";

/// A kind of what lies beside records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Beside {
    /// Notes, found by what people read of them.
    Notes,
    /// Files, found by their names and, where they can be read, their words.
    Files,
}

impl Beside {
    /// All kinds.
    pub(crate) const ALL: [Self; 2] = [Self::Notes, Self::Files];

    /// The table that holds their texts: its columns are `rid`, `id`, `object`, `record`, `text`, `deleted_at`.
    pub(crate) const fn source(self) -> &'static str {
        match self {
            Self::Notes => "note",
            Self::Files => "file_text",
        }
    }

    /// The search table of those on an object's records.
    pub(crate) fn table_of(self, object: &str) -> String {
        match self {
            Self::Notes => format!("search_note__{object}"),
            Self::Files => format!("search_file__{object}"),
        }
    }

    fn row_of(self, conn: &mut Conn, id: Uuid) -> Result<i64> {
        let sql = Sql::new("SELECT rid FROM ").push(self.source()).push(" WHERE id = ").bind(id);
        conn.one(&sql)?.ok_or(StoreError::Missing)?.int(0)
    }

    /// Makes a new one known to the search.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add(self, conn: &mut Conn, object: &str, id: Uuid, text: &str) -> Result<()> {
        let rid = self.row_of(conn, id)?;
        add_text(conn, &self.table_of(object), rid, &text_of(text))
    }

    /// Makes what one says now known to the search.
    ///
    /// # Errors
    /// When the database fails.
    pub fn refresh(self, conn: &mut Conn, object: &str, id: Uuid, text: &str) -> Result<()> {
        let rid = self.row_of(conn, id)?;
        remove_text(conn, &self.table_of(object), rid)?;
        add_text(conn, &self.table_of(object), rid, &text_of(text))
    }

    /// Lets the search forget one that is removed.
    ///
    /// # Errors
    /// When the database fails.
    pub fn remove(self, conn: &mut Conn, object: &str, id: Uuid) -> Result<()> {
        let rid = self.row_of(conn, id)?;
        remove_text(conn, &self.table_of(object), rid)
    }

    /// Lets the search forget all on a record, which are still there.
    ///
    /// # Errors
    /// When the database fails.
    pub fn remove_all(self, conn: &mut Conn, object: &str, record: Uuid) -> Result<()> {
        let mut sql = Sql::new("SELECT rid FROM ").push(self.source()).push(" WHERE record = ").bind(record);
        sql.add(" AND object = ").arg(object).add(" AND deleted_at IS NULL");
        for row in conn.query(&sql)? {
            remove_text(conn, &self.table_of(object), row.int(0)?)?;
        }
        Ok(())
    }
}

/// What one is found by: what people read of it.
fn text_of(text: &str) -> String {
    fold(&without_ids(text))
}

pub(super) fn ensure(conn: &mut Conn, object: &Object) -> Result<()> {
    for beside in Beside::ALL {
        let table = beside.table_of(&object.key);
        if !table_exists(conn, &table)? {
            create(conn, &table, WITH_TEXT)?;
            fill(conn, beside, &object.key)?;
        }
    }
    Ok(())
}

pub(super) fn rebuild(conn: &mut Conn, object: &Object) -> Result<()> {
    for beside in Beside::ALL {
        let table = beside.table_of(&object.key);
        let mut sql = Sql::new("DROP TABLE IF EXISTS ");
        sql.ident(&table);
        conn.batch(sql.text())?;
        create(conn, &table, WITH_TEXT)?;
        fill(conn, beside, &object.key)?;
    }
    Ok(())
}

fn fill(conn: &mut Conn, beside: Beside, object: &str) -> Result<()> {
    let mut after = 0_i64;
    loop {
        let mut sql = Sql::new("SELECT rid, text FROM ").push(beside.source()).push(" WHERE object = ").bind(object);
        sql.add(" AND deleted_at IS NULL AND rid > ").arg(after).add(" ORDER BY rid LIMIT 500");
        let mut found = Vec::new();
        conn.query_each(&sql, |row| {
            found.push((row.int(0)?, text_of(row.text(1)?)));
            Ok::<_, StoreError>(())
        })?;
        let Some((last, _)) = found.last() else { return Ok(()) };
        after = *last;
        add_texts(conn, &beside.table_of(object), found)?;
    }
}

/// The last row of the search table, and what some of the newest say.
pub(super) fn last(conn: &mut Conn, beside: Beside, object: &str) -> Result<i64> {
    let (table, key) = (beside.table_of(object), key(conn.dialect()));
    let mut sql = Sql::new("SELECT ");
    sql.add(key).add(" FROM ").ident(&table).add(" ORDER BY ").add(key).add(" DESC LIMIT 1");
    conn.one(&sql)?.map_or(Ok(0), |row| row.int(0))
}

pub(super) fn sample(conn: &mut Conn, beside: Beside, object: &str) -> Result<Vec<String>> {
    let (table, key) = (beside.table_of(object), key(conn.dialect()));
    let mut sql = Sql::new("SELECT substr(text, 1, ").push(&SAMPLED.to_string()).push(") FROM ");
    sql.ident(&table).add(" ORDER BY ").add(key).add(" DESC LIMIT 300");
    conn.query(&sql)?.iter().map(|row| Ok(row.text(0)?.to_owned())).collect()
}
