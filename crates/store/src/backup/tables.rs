//! Which tables are saved, and what their columns hold.

use std::collections::HashMap;

use kith_catalogue::{ColumnType, Part};

use super::manifest::RECORD;
use crate::conn::Conn;
use crate::error::{Result, StoreError};
use crate::migrations;
use crate::sql::{Dialect, Sql};

/// A table as it is in the database.
#[derive(Debug, Clone)]
pub(super) struct Table {
    pub(super) name: String,
    pub(super) columns: Vec<String>,
    pub(super) types: Vec<ColumnType>,
    /// The places of the columns of its primary key.
    pub(super) key: Vec<usize>,
}

/// Tables that are not saved: who is signed in.
const LEFT_OUT: [&str; 1] = ["session"];

/// The fixed tables in a backup at this step of the schema.
pub(super) fn saved(step: i64) -> Vec<String> {
    let mut tables = migrations::fixed_tables(step);
    tables.retain(|table| !LEFT_OUT.contains(&table.as_str()));
    tables
}

/// The tables to save: the fixed ones of this step, then those of records.
pub(super) fn list(conn: &mut Conn, step: i64) -> Result<Vec<Table>> {
    let words = Words::of_steps(step);
    let mut names = saved(step);
    names.extend(all(conn)?.into_iter().map(|table| table.name).filter(|name| name.starts_with("obj_")));
    names.iter().map(|name| table(conn, name, &words)).collect()
}

fn table(conn: &mut Conn, name: &str, words: &Words) -> Result<Table> {
    let (mut columns, mut types) = (Vec::new(), Vec::new());
    for (column, ty) in columns_of(conn, name)? {
        let ty = column_type(name, &column, &ty, words)
            .ok_or_else(|| StoreError::Schema(format!("{name}.{column} is {ty}, which is not known")))?;
        columns.push(column);
        types.push(ty);
    }
    let mut key = Vec::new();
    for part in key_of(conn, name)? {
        key.extend(columns.iter().position(|column| *column == part));
    }
    if columns.is_empty() || key.is_empty() {
        return Err(StoreError::Schema(format!("the table {name} is missing or has no primary key: run kith migrate")));
    }
    Ok(Table { name: name.to_owned(), columns, types, key })
}

/// What a column holds. SQLite keeps ids and bytes alike; the declarations tell them apart.
fn column_type(table: &str, column: &str, declared: &str, words: &Words) -> Option<ColumnType> {
    Some(match declared {
        "integer" | "bigint" => ColumnType::Int,
        "text" => ColumnType::Text,
        "bytea" => ColumnType::Bytes,
        "uuid" => ColumnType::Uuid,
        // In record tables only collation keys are bytes.
        "blob" if table.starts_with("obj_") && column.ends_with(Part::Sort.suffix()) => ColumnType::Bytes,
        "blob" if table.starts_with("obj_") => ColumnType::Uuid,
        "blob" if words.is_id(table, column) => ColumnType::Uuid,
        "blob" => ColumnType::Bytes,
        _ => return None,
    })
}

/// The columns of a table in their order, with the types that the database names.
pub(super) fn columns_of(conn: &mut Conn, table: &str) -> Result<Vec<(String, String)>> {
    let sql = match conn.dialect() {
        Dialect::Sqlite => {
            Sql::new("SELECT name, lower(type) FROM pragma_table_info(").bind(table).push(") ORDER BY cid")
        }
        Dialect::Postgres => Sql::new(
            "SELECT column_name::text, data_type::text FROM information_schema.columns \
             WHERE table_schema = current_schema() AND table_name = ",
        )
        .bind(table)
        .push(" ORDER BY ordinal_position"),
    };
    conn.query(&sql)?.iter().map(|row| Ok((row.text(0)?.to_owned(), row.text(1)?.to_owned()))).collect()
}

fn key_of(conn: &mut Conn, table: &str) -> Result<Vec<String>> {
    let sql = match conn.dialect() {
        Dialect::Sqlite => {
            Sql::new("SELECT name FROM pragma_table_info(").bind(table).push(") WHERE pk > 0 ORDER BY pk")
        }
        Dialect::Postgres => Sql::new(
            "SELECT a.attname::text FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid \
             JOIN pg_namespace n ON n.oid = c.relnamespace \
             JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY(i.indkey) \
             WHERE i.indisprimary AND n.nspname = current_schema() AND c.relname = ",
        )
        .bind(table)
        .push(" ORDER BY array_position(i.indkey::int2[], a.attnum)"),
    };
    conn.query(&sql)?.iter().map(|row| Ok(row.text(0)?.to_owned())).collect()
}

/// A table that is there.
#[derive(Debug, Clone)]
pub(super) struct Present {
    pub(super) name: String,
    /// Its rows are kept by other tables (full-text search of SQLite).
    pub(super) is_virtual: bool,
}

/// All tables of the schema by name, but for those of the database itself and of its extensions.
pub(super) fn all(conn: &mut Conn) -> Result<Vec<Present>> {
    let sql = Sql::new(conn.dialect().pick(
        "SELECT name, sql LIKE 'CREATE VIRTUAL %' FROM sqlite_schema \
         WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
        "SELECT c.relname::text, 0 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
         WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') AND NOT EXISTS \
         (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') ORDER BY c.relname",
    ));
    let rows = conn.query(&sql)?;
    rows.iter().map(|row| Ok(Present { name: row.text(0)?.to_owned(), is_virtual: row.bool(1)? })).collect()
}

/// The words by which the steps of the schema declare columns.
#[derive(Debug, Default)]
struct Words(HashMap<(String, String), String>);

impl Words {
    fn of_steps(step: i64) -> Self {
        let mut words = Self::default();
        for text in migrations::texts(step) {
            words.read(text);
        }
        words
    }

    fn is_id(&self, table: &str, column: &str) -> bool {
        self.0.get(&(table.to_owned(), column.to_owned())).is_some_and(|word| word == "UUID")
    }

    fn read(&mut self, text: &str) {
        let own = text.lines().filter(|line| !line.starts_with("--postgres ") && !line.starts_with("-- "));
        let text = own.map(|line| line.trim_start_matches("--sqlite ")).collect::<Vec<_>>().join(" ");
        for statement in text.split(';') {
            let (table, columns) = if let Some(rest) = statement.trim().strip_prefix("CREATE TABLE ") {
                rest.split_once('(').unwrap_or((rest, ""))
            } else if let Some(rest) = statement.trim().strip_prefix("ALTER TABLE ") {
                rest.split_once(" ADD COLUMN ").unwrap_or((rest, ""))
            } else {
                continue;
            };
            for column in top_level(columns) {
                let mut words = column.split_whitespace();
                if let (Some(name), Some(word)) = (words.next(), words.next()) {
                    let word = word.trim_end_matches([',', ')']);
                    self.0.insert((table.trim().to_owned(), name.to_owned()), word.to_owned());
                }
            }
        }
    }
}

/// Splits at the commas that are not between parentheses.
fn top_level(text: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0;
    text.split(move |c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        c == ',' && depth == 0
    })
}

/// The statement that makes a record table as it was.
pub(super) fn create_records(table: &super::TableEntry, dialect: Dialect) -> String {
    let mut sql = Sql::new("CREATE TABLE ");
    sql.ident(&table.name).add(" (");
    for (i, column) in table.columns.iter().enumerate() {
        let name = column.name.as_str();
        sql.add(if i == 0 { "" } else { ", " }).ident(name).add(" ");
        sql.add(match name {
            "rid" => dialect.pick("INTEGER PRIMARY KEY", "bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY"),
            _ => crate::shape::type_name(column.ty.into(), dialect),
        });
        if RECORD.iter().any(|(fixed, _)| *fixed == name) && !matches!(name, "rid" | "deleted_at") {
            sql.add(" NOT NULL");
        }
    }
    sql.add(")");
    sql.text().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_tell_ids_from_bytes() {
        let words = Words::of_steps(migrations::newest());
        for (table, column) in [("team", "id"), ("event", "batch"), ("event_subject", "record"), ("note", "author")] {
            assert!(words.is_id(table, column), "{table}.{column}");
        }
        for (table, column) in [("session", "hash"), ("token", "hash"), ("user_account", "name_s"), ("event", "seq")] {
            assert!(!words.is_id(table, column), "{table}.{column}");
        }
        let mut words = Words::default();
        words.read("CREATE TABLE a (\n  b INT,\n-- a remark, c UUID\n  d UUID, PRIMARY KEY (b, d)\n);\nALTER TABLE a ADD COLUMN e UUID;");
        assert!(words.is_id("a", "d") && words.is_id("a", "e") && !words.is_id("a", "b") && !words.is_id("a", "c"));
    }
}
