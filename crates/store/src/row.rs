//! Rows as they come from the database.

use kith_catalogue::{Cell, CellRef, ColumnType};
use uuid::Uuid;

use crate::error::{Result, StoreError};
use crate::postgres::value::Raw;

/// A row that the database still owns: read it inside the callback, without copies.
pub struct RowRef<'a>(pub(crate) Source<'a>);

pub(crate) enum Source<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a ::postgres::Row),
}

fn raw(row: &::postgres::Row, i: usize) -> Result<Raw<'_>> {
    row.try_get::<_, Raw<'_>>(i).map_err(|e| crate::postgres::error(&e))
}

fn wrong(i: usize, wanted: &str) -> StoreError {
    StoreError::Backend(format!("column {i} of the answer is not {wanted}"))
}

impl<'a> RowRef<'a> {
    /// The value of column `i`. Ids come as 16 bytes; see [`RowRef::get_as`].
    pub fn get(&self, i: usize) -> Result<CellRef<'_>> {
        match &self.0 {
            Source::Sqlite(row) => Ok(match row.get_ref(i).map_err(crate::sqlite::error)? {
                rusqlite::types::ValueRef::Null => CellRef::Null,
                rusqlite::types::ValueRef::Integer(n) => CellRef::Int(n),
                rusqlite::types::ValueRef::Text(t) => {
                    CellRef::Text(std::str::from_utf8(t).map_err(|_| wrong(i, "UTF-8"))?)
                }
                rusqlite::types::ValueRef::Blob(b) => CellRef::Bytes(b),
                rusqlite::types::ValueRef::Real(_) => return Err(wrong(i, "a whole number")),
            }),
            Source::Postgres(row) => raw(row, i)?.decode().ok_or_else(|| wrong(i, "of a known type")),
        }
    }

    /// The value of a column whose type is known, without a copy. Ids come as ids.
    pub fn get_as(&self, i: usize, ty: ColumnType) -> Result<CellRef<'_>> {
        match (self.get(i)?, ty) {
            (CellRef::Bytes(b), ColumnType::Uuid) => {
                Uuid::from_slice(b).map(CellRef::Uuid).map_err(|_| wrong(i, "an id"))
            }
            (cell, _) => Ok(cell),
        }
    }

    /// True when column `i` holds no value.
    pub fn is_null(&self, i: usize) -> Result<bool> {
        Ok(self.get(i)? == CellRef::Null)
    }

    /// A number.
    pub fn int(&self, i: usize) -> Result<i64> {
        self.opt_int(i)?.ok_or_else(|| wrong(i, "a number"))
    }

    /// A number or nothing.
    pub fn opt_int(&self, i: usize) -> Result<Option<i64>> {
        match self.get(i)? {
            CellRef::Null => Ok(None),
            CellRef::Int(n) => Ok(Some(n)),
            _ => Err(wrong(i, "a number")),
        }
    }

    /// A wide number or nothing.
    pub fn opt_big(&self, i: usize) -> Result<Option<i128>> {
        if let Source::Postgres(row) = &self.0
            && let Some(n) = raw(row, i)?.numeric()
        {
            return Ok(Some(n));
        }
        Ok(self.opt_int(i)?.map(i128::from))
    }

    /// Text.
    pub fn text(&self, i: usize) -> Result<&str> {
        self.opt_text(i)?.ok_or_else(|| wrong(i, "text"))
    }

    /// Text or nothing.
    pub fn opt_text(&self, i: usize) -> Result<Option<&str>> {
        match self.get(i)? {
            CellRef::Null => Ok(None),
            CellRef::Text(t) => Ok(Some(t)),
            _ => Err(wrong(i, "text")),
        }
    }

    /// Bytes or nothing.
    pub fn opt_bytes(&self, i: usize) -> Result<Option<&[u8]>> {
        match self.get(i)? {
            CellRef::Null => Ok(None),
            CellRef::Bytes(b) => Ok(Some(b)),
            _ => Err(wrong(i, "bytes")),
        }
    }

    /// An id.
    pub fn uuid(&self, i: usize) -> Result<Uuid> {
        self.opt_uuid(i)?.ok_or_else(|| wrong(i, "an id"))
    }

    /// An id or nothing.
    pub fn opt_uuid(&self, i: usize) -> Result<Option<Uuid>> {
        match self.opt_bytes(i)? {
            None => Ok(None),
            Some(b) => Uuid::from_slice(b).map(Some).map_err(|_| wrong(i, "an id")),
        }
    }

    /// The value of a column whose type is known, as an owned cell.
    pub fn cell(&self, i: usize, ty: ColumnType) -> Result<Cell> {
        let cell = self.get_as(i, ty)?;
        match (cell, ty) {
            (CellRef::Null, _)
            | (CellRef::Int(_), ColumnType::Int)
            | (CellRef::Text(_), ColumnType::Text)
            | (CellRef::Bytes(_), ColumnType::Bytes)
            | (CellRef::Uuid(_), ColumnType::Uuid) => Ok(cell.to_owned()),
            _ => Err(wrong(i, "of the type of its column")),
        }
    }

    /// The whole row, owned.
    pub fn to_row(&self) -> Result<Row> {
        let width = match &self.0 {
            Source::Sqlite(row) => row.as_ref().column_count(),
            Source::Postgres(row) => row.len(),
        };
        let mut cells = Vec::with_capacity(width);
        for i in 0..width {
            cells.push(self.get(i)?.to_owned());
        }
        Ok(Row(cells))
    }
}

/// An owned row of a small answer. Ids come as 16 bytes on both databases; [`Row::uuid`] reads them.
#[derive(Debug, Clone, PartialEq)]
pub struct Row(pub Vec<Cell>);

impl Row {
    /// The value of column `i`; nothing when there is no such column.
    pub fn cell(&self, i: usize) -> &Cell {
        self.0.get(i).unwrap_or(&Cell::Null)
    }

    /// A number.
    pub fn int(&self, i: usize) -> Result<i64> {
        self.opt_int(i)?.ok_or_else(|| wrong(i, "a number"))
    }

    /// A number or nothing.
    pub fn opt_int(&self, i: usize) -> Result<Option<i64>> {
        match self.cell(i) {
            Cell::Null => Ok(None),
            Cell::Int(n) => Ok(Some(*n)),
            _ => Err(wrong(i, "a number")),
        }
    }

    /// A truth value: a number other than 0.
    pub fn bool(&self, i: usize) -> Result<bool> {
        Ok(self.int(i)? != 0)
    }

    /// Text.
    pub fn text(&self, i: usize) -> Result<&str> {
        self.opt_text(i)?.ok_or_else(|| wrong(i, "text"))
    }

    /// Text or nothing.
    pub fn opt_text(&self, i: usize) -> Result<Option<&str>> {
        match self.cell(i) {
            Cell::Null => Ok(None),
            Cell::Text(t) => Ok(Some(t)),
            _ => Err(wrong(i, "text")),
        }
    }

    /// An id.
    pub fn uuid(&self, i: usize) -> Result<Uuid> {
        self.opt_uuid(i)?.ok_or_else(|| wrong(i, "an id"))
    }

    /// An id or nothing.
    pub fn opt_uuid(&self, i: usize) -> Result<Option<Uuid>> {
        match self.cell(i) {
            Cell::Null => Ok(None),
            Cell::Uuid(id) => Ok(Some(*id)),
            Cell::Bytes(b) => Uuid::from_slice(b).map(Some).map_err(|_| wrong(i, "an id")),
            _ => Err(wrong(i, "an id")),
        }
    }

    /// Bytes.
    pub fn bytes(&self, i: usize) -> Result<&[u8]> {
        self.opt_bytes(i)?.ok_or_else(|| wrong(i, "bytes"))
    }

    /// Bytes or nothing.
    pub fn opt_bytes(&self, i: usize) -> Result<Option<&[u8]>> {
        match self.cell(i) {
            Cell::Null => Ok(None),
            Cell::Bytes(b) => Ok(Some(b)),
            Cell::Uuid(id) => Ok(Some(id.as_bytes())),
            _ => Err(wrong(i, "bytes")),
        }
    }
}
