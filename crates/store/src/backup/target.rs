//! The database that is restored into: empty, and made ready.

use std::collections::HashSet;

use super::{BackupError, tables};
use crate::conn::Conn;
use crate::error::StoreError;
use crate::migrations;
use crate::sql::Sql;

/// Refuses a database that has anything in it, and removes the empty tables of one that was opened before.
///
/// Tables of others count too: a restore wants a database of its own.
pub(super) fn clear(conn: &mut Conn) -> Result<(), BackupError> {
    let present = migrations::version(conn)?;
    if present > migrations::newest() {
        let text = format!("it is at step {present}, this program knows only {}", migrations::newest());
        return Err(StoreError::Schema(text).into());
    }
    let own: HashSet<String> = migrations::fixed_tables(migrations::newest()).into_iter().collect();
    let housekeeping = ["schema_version", "write_gate"];
    let all = tables::all(conn)?;
    for table in &all {
        let name = table.name.as_str();
        let derived = name.starts_with("search_") || name.starts_with("tally_") || housekeeping.contains(&name);
        if derived && present > 0 {
            continue;
        }
        if !(own.contains(name) || name.starts_with("obj_")) || present == 0 {
            return Err(BackupError::NotEmpty { what: format!("it has a table {name}") });
        }
        let mut sql = Sql::new("SELECT 1 FROM ");
        sql.ident(name).add(" LIMIT 1");
        if conn.one(&sql)?.is_some() {
            return Err(BackupError::NotEmpty { what: format!("there is something in its table {name}") });
        }
    }
    // Virtual tables take the tables that hold their rows with them.
    for table in all.iter().filter(|table| table.is_virtual) {
        drop_table(conn, &table.name)?;
    }
    for table in tables::all(conn)? {
        drop_table(conn, &table.name)?;
    }
    Ok(())
}

fn drop_table(conn: &mut Conn, table: &str) -> Result<(), StoreError> {
    let mut sql = Sql::new("DROP TABLE ");
    sql.ident(table);
    conn.batch(sql.text())
}

/// Lets counted keys go on after the greatest one. SQLite does that by itself.
pub(super) fn count_on(conn: &mut Conn, table: &str) -> Result<(), StoreError> {
    if conn.dialect().is_sqlite() {
        return Ok(());
    }
    let counted = Sql::new(
        "SELECT column_name::text FROM information_schema.columns \
         WHERE table_schema = current_schema() AND is_identity = 'YES' AND table_name = ",
    )
    .bind(table);
    for row in conn.query(&counted)? {
        let column = row.text(0)?;
        let (mut name, mut quoted) = (Sql::default(), Sql::default());
        quoted.ident(column);
        name.ident(table);
        let mut sql = Sql::new("SELECT setval(pg_get_serial_sequence(");
        sql.arg(name.text()).add(", ").arg(column).add("), max(").add(quoted.text()).add(")) FROM ").add(name.text());
        sql.add(" HAVING max(").add(quoted.text()).add(") IS NOT NULL");
        conn.query(&sql)?;
    }
    Ok(())
}
