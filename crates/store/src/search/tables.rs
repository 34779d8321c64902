//! The search tables and what is written to them.

use kith_catalogue::{Cell, CellRef, ColumnType, Field, FieldIx, Kind, Object, Part, Stored};

use super::beside;
use crate::bulk::Target;
use crate::conn::Conn;
use crate::error::{Result, StoreError};
use crate::layout::{Layout, part_type};
use crate::migrations::table_exists;
use crate::sql::{Dialect, Sql};

/// Of long texts so many characters are searched.
pub(super) const LONGEST: usize = 4_000;

/// The search table of an object.
pub(crate) fn table_of(object: &Object) -> String {
    format!("search_{}", object.key)
}

/// Makes the search tables of an object. When they are new and there are records, notes or files already, those are put in.
pub(crate) fn ensure(conn: &mut Conn, object: &Object) -> Result<()> {
    let table = table_of(object);
    if !table_exists(conn, &table)? {
        create(conn, &table, WITHOUT_TEXT)?;
        fill(conn, object)?;
    }
    beside::ensure(conn, object)
}

/// Empties the search tables of an object and fills them from the records and what lies beside them.
pub fn rebuild(conn: &mut Conn, object: &Object) -> Result<()> {
    let table = table_of(object);
    let mut sql = Sql::new("DROP TABLE IF EXISTS ");
    sql.ident(&table);
    conn.batch(sql.text())?;
    create(conn, &table, WITHOUT_TEXT)?;
    fill(conn, object)?;
    beside::rebuild(conn, object)
}

/// SQLite's index of what other tables hold.
const WITHOUT_TEXT: &str = "content='', contentless_delete=1";

/// Makes a search table; `sqlite` says what an index of SQLite keeps besides trigrams.
pub(super) fn create(conn: &mut Conn, table: &str, sqlite: &str) -> Result<()> {
    let mut sql = Sql::default();
    match conn.dialect() {
        Dialect::Sqlite => {
            sql.add("CREATE VIRTUAL TABLE ").ident(table).add(" USING fts5(text, ").add(sqlite);
            sql.add(", tokenize='trigram case_sensitive 1', detail=none)");
            conn.batch(sql.text())
        }
        Dialect::Postgres => {
            sql.add("CREATE TABLE ").ident(table);
            sql.add(" (rid bigint PRIMARY KEY, text text COLLATE \"C\" NOT NULL)");
            conn.batch(sql.text())?;
            // Without the right to make the extension, search works by scanning.
            let extension = conn.savepoint(|conn| conn.batch("CREATE EXTENSION IF NOT EXISTS pg_trgm")).is_ok();
            if extension {
                let mut sql = Sql::new("CREATE INDEX ");
                sql.ident(&format!("ix_{table}__text")).add(" ON ").ident(table);
                sql.add(" USING gin (text gin_trgm_ops)");
                conn.batch(sql.text())?;
            }
            Ok(())
        }
    }
}

fn fill(conn: &mut Conn, object: &Object) -> Result<()> {
    let mut after = 0_i64;
    loop {
        let mut sql = select_text(object);
        sql.add(" WHERE rid > ").arg(after).add(" ORDER BY rid LIMIT 2000");
        let mut found = Vec::new();
        let fields = searchable(object);
        conn.query_each(&sql, |row| {
            let mut text = String::new();
            for (i, (field, _, ty)) in fields.iter().enumerate() {
                push(&object.fields[*field], row.get_as(i + 1, *ty)?, &mut text);
            }
            found.push((row.int(0)?, text));
            Ok::<_, StoreError>(())
        })?;
        let Some((last, _)) = found.last() else { return Ok(()) };
        after = *last;
        add_many(conn, object, found)?;
    }
}

/// The text of some records, spread over all of them.
pub(super) fn sample(conn: &mut Conn, object: &Object, last: i64) -> Result<Vec<String>> {
    const MANY: i64 = 300;
    let step = (last / MANY).max(1);
    let rids: Vec<i64> = (0..MANY).map(|i| 1 + i * step).filter(|rid| *rid <= last).collect();
    let mut sql = select_text(object);
    sql.add(" WHERE rid IN ").list(rids);
    let fields = searchable(object);
    let mut texts = Vec::new();
    conn.query_each(&sql, |row| {
        let mut text = String::new();
        for (i, (field, _, ty)) in fields.iter().enumerate() {
            push(&object.fields[*field], row.get_as(i + 1, *ty)?, &mut text);
        }
        texts.push(text);
        Ok::<_, StoreError>(())
    })?;
    Ok(texts)
}

/// The searchable fields, each with the column that is searched.
pub(crate) fn searchable(object: &Object) -> Vec<(FieldIx, Part, ColumnType)> {
    let part = |field: &Field| {
        let fold = part_type(&field.kind, Part::Fold).map(|ty| (Part::Fold, ty));
        match field.kind {
            Kind::Number { .. } => Some((Part::Value, ColumnType::Int)),
            _ => fold,
        }
    };
    object
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| field.searchable)
        .filter_map(|(ix, field)| part(field).map(|(part, ty)| (ix, part, ty)))
        .collect()
}

/// `SELECT rid, <searched columns> FROM table`.
fn select_text(object: &Object) -> Sql {
    let mut sql = Sql::new("SELECT rid");
    for (field, part, _) in searchable(object) {
        sql.add(", ").ident(&object.fields[field].column_name(part));
    }
    sql.add(" FROM ").ident(&object.table);
    sql
}

fn push(field: &Field, cell: CellRef<'_>, out: &mut String) {
    match cell {
        CellRef::Text(text) => {
            // Fields are kept apart by a line break, which no question holds.
            if !out.is_empty() {
                out.push('\n');
            }
            match text.char_indices().nth(LONGEST) {
                Some((end, _)) => out.push_str(&text[..end]),
                None => out.push_str(text),
            }
        }
        CellRef::Int(n) if matches!(field.kind, Kind::Number { scale: 0 }) => {
            if !out.is_empty() {
                out.push('\n');
            }
            out.push_str(&n.to_string());
        }
        _ => {}
    }
}

/// The text by which a record is found.
pub(crate) fn text_of(object: &Object, layout: &Layout, cells: &[Cell]) -> String {
    let mut text = String::new();
    for (field, part, _) in searchable(object) {
        let range = layout.range(field);
        let at = layout.columns[range.clone()].iter().position(|column| column.part == part);
        if let Some(at) = at {
            push(&object.fields[field], cells[range.start + at].cell(), &mut text);
        }
    }
    text
}

/// Adds the text of a new record.
pub(crate) fn add(conn: &mut Conn, object: &Object, rid: i64, text: &str) -> Result<()> {
    add_text(conn, &table_of(object), rid, text)
}

/// Adds a row to a search table.
pub(super) fn add_text(conn: &mut Conn, table: &str, rid: i64, text: &str) -> Result<()> {
    if text.is_empty() {
        return Ok(());
    }
    let mut sql = Sql::new("INSERT INTO ");
    sql.ident(table).add(" (").add(key(conn.dialect())).add(", text) VALUES (");
    sql.arg(rid).add(", ").arg(text).add(")");
    conn.exec(&sql)?;
    Ok(())
}

/// Adds the texts of many new records.
pub(crate) fn add_many(conn: &mut Conn, object: &Object, texts: Vec<(i64, String)>) -> Result<()> {
    add_texts(conn, &table_of(object), texts)
}

/// Adds rows to a search table.
pub(super) fn add_texts(conn: &mut Conn, table: &str, texts: Vec<(i64, String)>) -> Result<()> {
    let target = Target::new(table, &[(key(conn.dialect()), ColumnType::Int), ("text", ColumnType::Text)]);
    let rows: Vec<[Cell; 2]> = texts
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(rid, text)| [Cell::Int(rid), Cell::Text(text)])
        .collect();
    conn.insert_rows(&target, rows.iter().map(<[Cell; 2]>::as_slice))
}

/// Writes the text of a changed record anew.
pub(crate) fn refresh(conn: &mut Conn, object: &Object, rid: i64) -> Result<()> {
    remove(conn, object, rid)?;
    let mut sql = select_text(object);
    sql.add(" WHERE rid = ").arg(rid);
    let fields = searchable(object);
    let mut text = String::new();
    conn.query_each(&sql, |row| {
        for (i, (field, _, ty)) in fields.iter().enumerate() {
            push(&object.fields[*field], row.get_as(i + 1, *ty)?, &mut text);
        }
        Ok::<_, StoreError>(())
    })?;
    add(conn, object, rid, &text)
}

/// Takes a record out of the search.
pub(crate) fn remove(conn: &mut Conn, object: &Object, rid: i64) -> Result<()> {
    remove_text(conn, &table_of(object), rid)
}

/// Takes a row out of a search table.
pub(super) fn remove_text(conn: &mut Conn, table: &str, rid: i64) -> Result<()> {
    let mut sql = Sql::new("DELETE FROM ");
    sql.ident(table).add(" WHERE ").add(key(conn.dialect())).add(" = ").arg(rid);
    conn.exec(&sql)?;
    Ok(())
}

/// The name of the search table's key.
pub(crate) fn key(dialect: Dialect) -> &'static str {
    dialect.pick("rowid", "rid")
}
