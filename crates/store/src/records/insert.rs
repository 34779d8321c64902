//! New records, one or many.

use kith_catalogue::{Cell, ColumnType, Object};
use uuid::Uuid;

use super::{FieldCells, keys, name_unique};
use crate::bulk::Target;
use crate::conn::Conn;
use crate::error::{Result, StoreError};
use crate::layout::Layout;
use crate::search;
use crate::sql::Sql;
use crate::tally;

/// A record to be made.
#[derive(Debug, Clone)]
pub struct NewRecord {
    /// Its id.
    pub id: Uuid,
    /// Its fields; those left out are empty.
    pub fields: Vec<FieldCells>,
}

/// Makes a record with version 1: its row number.
///
/// # Errors
/// [`StoreError::Unique`] with the key of the field when a unique value is in use.
pub fn insert(conn: &mut Conn, object: &Object, id: Uuid, fields: &[FieldCells]) -> Result<i64> {
    let layout = Layout::of(object);
    let cells = all_cells(&layout, fields)?;
    let mut sql = Sql::new("INSERT INTO ");
    sql.ident(&object.table).add(" (id, version");
    for column in &layout.columns {
        sql.add(", ").ident(&column.name);
    }
    sql.add(") VALUES (").arg(id).add(", 1");
    let text = search::text_of(object, &layout, &cells);
    for cell in &cells {
        sql.add(", ").arg(cell);
    }
    sql.add(")");
    let rid = conn.insert(&sql, "rid").map_err(|e| name_unique(object, e))?;
    let mut rows = Vec::new();
    keys::rows(object, rid, fields, &mut rows);
    if !rows.is_empty() {
        let mut sql = Sql::new("INSERT INTO lookup (object, field, value, rid) VALUES ");
        for (i, row) in rows.into_iter().enumerate() {
            sql.add(if i == 0 { "(" } else { ", (" }).args(row).add(")");
        }
        conn.exec(&sql)?;
    }
    tally::add_new(conn, object, &layout, [cells.as_slice()])?;
    search::add(conn, object, rid, &text)?;
    Ok(rid)
}

/// Makes many records with version 1, for imports: their row numbers, in the order given.
///
/// # Errors
/// As [`insert`]; then none of them was made.
pub fn insert_many(conn: &mut Conn, object: &Object, records: &[NewRecord]) -> Result<Vec<i64>> {
    if records.is_empty() {
        return Ok(Vec::new());
    }
    let layout = Layout::of(object);
    let rids = conn.reserve(&object.table, "rid", records.len())?;
    let mut columns = vec![
        ("rid".to_owned(), ColumnType::Int),
        ("id".to_owned(), ColumnType::Uuid),
        ("version".to_owned(), ColumnType::Int),
    ];
    columns.extend(layout.columns.iter().map(|c| (c.name.clone(), c.ty)));
    let target = Target { table: object.table.clone(), columns };
    let mut rows: Vec<Vec<Cell>> = Vec::with_capacity(records.len());
    let mut texts = Vec::with_capacity(records.len());
    let mut lookups = Vec::new();
    for (record, rid) in records.iter().zip(&rids) {
        let cells = all_cells(&layout, &record.fields)?;
        texts.push((*rid, search::text_of(object, &layout, &cells)));
        keys::rows(object, *rid, &record.fields, &mut lookups);
        let mut row = Vec::with_capacity(cells.len() + 3);
        row.extend([Cell::Int(*rid), Cell::Uuid(record.id), Cell::Int(1)]);
        row.extend(cells);
        rows.push(row);
    }
    conn.insert_rows(&target, rows.iter().map(Vec::as_slice)).map_err(|e| name_unique(object, e))?;
    conn.insert_rows(&keys::target(), lookups.iter().map(<[Cell; 4]>::as_slice))?;
    tally::add_new(conn, object, &layout, rows.iter().map(|row| &row[3..]))?;
    search::add_many(conn, object, texts)?;
    Ok(rids)
}

/// The cells of all columns, NULL where a field was left out.
fn all_cells(layout: &Layout, fields: &[FieldCells]) -> Result<Vec<Cell>> {
    let mut cells = vec![Cell::Null; layout.len()];
    for given in fields {
        let range = layout.range(given.field);
        if range.len() != given.cells.len() {
            return Err(StoreError::Backend(format!("{} cells for {} columns", given.cells.len(), range.len())));
        }
        cells[range].clone_from_slice(&given.cells);
    }
    Ok(cells)
}
