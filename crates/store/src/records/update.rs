//! Changes of records that are there.

use kith_catalogue::{FieldIx, Object};

use super::{FieldCells, keys, name_unique};
use crate::conn::Conn;
use crate::error::{Result, StoreError};
use crate::layout::Layout;
use crate::search;
use crate::sql::Sql;
use crate::tally;

/// Writes the changed fields of a record that has the version given, and raises the version by one.
///
/// # Errors
/// [`StoreError::Conflict`] with the version in force when it has another, [`StoreError::Missing`] when it is not there,
/// [`StoreError::Unique`] with the key of the field when a unique value is in use.
pub fn update(conn: &mut Conn, object: &Object, rid: i64, version: i64, changes: &[FieldCells]) -> Result<()> {
    let mut sql = Sql::new("UPDATE ");
    sql.ident(&object.table).add(" SET version = version + 1");
    counted(conn, object, rid, version, changes, sql)
}

/// Writes columns anew that follow from values which stay as they are (an amount in the workspace's currency), without
/// a new version: nothing that people see of the record changes.
///
/// # Errors
/// As [`update`].
pub fn rewrite(conn: &mut Conn, object: &Object, rid: i64, version: i64, changes: &[FieldCells]) -> Result<()> {
    let mut sql = Sql::new("UPDATE ");
    sql.ident(&object.table).add(" SET version = version");
    counted(conn, object, rid, version, changes, sql)
}

/// Moves a record to the bin (with the moment in milliseconds UTC) or back, writing changed fields (who did it) with it.
///
/// # Errors
/// As [`update`].
pub fn set_deleted(
    conn: &mut Conn,
    object: &Object,
    rid: i64,
    version: i64,
    at: Option<i64>,
    changes: &[FieldCells],
) -> Result<()> {
    let mut sql = Sql::new("UPDATE ");
    sql.ident(&object.table).add(" SET version = version + 1, deleted_at = ").arg(at);
    tally::around(conn, object, rid, None, |conn| write(conn, object, rid, version, changes, sql))
}

fn counted(conn: &mut Conn, object: &Object, rid: i64, version: i64, changes: &[FieldCells], sql: Sql) -> Result<()> {
    let fields: Vec<FieldIx> = changes.iter().map(|change| change.field).collect();
    tally::around(conn, object, rid, Some(&fields), |conn| write(conn, object, rid, version, changes, sql))
}

fn write(conn: &mut Conn, object: &Object, rid: i64, version: i64, changes: &[FieldCells], mut sql: Sql) -> Result<()> {
    let layout = Layout::of(object);
    let before = keys_before(conn, object, rid, changes.iter().map(|change| change.field))?;
    for change in changes {
        let columns = &layout.columns[layout.range(change.field)];
        if columns.len() != change.cells.len() {
            return Err(StoreError::Backend(format!("{} cells for {} columns", change.cells.len(), columns.len())));
        }
        for (column, cell) in columns.iter().zip(&change.cells) {
            sql.add(", ").ident(&column.name).add(" = ").arg(cell);
        }
    }
    sql.add(" WHERE rid = ").arg(rid).add(" AND version = ").arg(version);
    if conn.exec(&sql).map_err(|e| name_unique(object, e))? == 0 {
        return Err(why_not(conn, object, rid)?);
    }
    for (field, before) in before {
        let after = changes.iter().find(|change| change.field == field).map_or(&[][..], |change| &change.lookup);
        keys::replace(conn, object, field, rid, &before, after)?;
    }
    if changes.iter().any(|change| object.fields[change.field].searchable) {
        search::refresh(conn, object, rid)?;
    }
    Ok(())
}

/// Removes a record for good, with its look-up and search rows.
///
/// # Errors
/// [`StoreError::Conflict`] and [`StoreError::Missing`] as [`update`].
pub fn destroy(conn: &mut Conn, object: &Object, rid: i64, version: i64) -> Result<()> {
    let before = keys_before(conn, object, rid, 0..object.fields.len())?;
    let mut sql = Sql::new("DELETE FROM ");
    sql.ident(&object.table).add(" WHERE rid = ").arg(rid).add(" AND version = ").arg(version);
    if tally::around(conn, object, rid, None, |conn| conn.exec(&sql))? == 0 {
        return Err(why_not(conn, object, rid)?);
    }
    for (field, before) in before {
        keys::replace(conn, object, field, rid, &before, &[])?;
    }
    search::remove(conn, object, rid)
}

/// The look-up keys that the record has now in those of the changed fields that have any.
fn keys_before(
    conn: &mut Conn,
    object: &Object,
    rid: i64,
    fields: impl Iterator<Item = FieldIx>,
) -> Result<Vec<(FieldIx, Vec<String>)>> {
    let fields: Vec<FieldIx> = fields.filter(|field| object.fields[*field].kind.has_lookup_keys()).collect();
    if fields.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new("SELECT ");
    for (i, field) in fields.iter().enumerate() {
        if i > 0 {
            sql.add(", ");
        }
        sql.ident(&object.fields[*field].column);
    }
    sql.add(" FROM ").ident(&object.table).add(" WHERE rid = ").arg(rid);
    let Some(row) = conn.one(&sql)? else { return Ok(Vec::new()) };
    Ok(fields.into_iter().zip(row.0).map(|(field, cell)| (field, keys::of(&object.fields[field], &[cell]))).collect())
}

fn why_not(conn: &mut Conn, object: &Object, rid: i64) -> Result<StoreError> {
    let mut sql = Sql::new("SELECT version FROM ");
    sql.ident(&object.table).add(" WHERE rid = ").arg(rid);
    Ok(match conn.one(&sql)? {
        Some(row) => StoreError::Conflict { current: row.int(0)? },
        None => StoreError::Missing,
    })
}
