//! Which columns a list reads, and the records made of them.

use std::sync::Arc;

use kith_catalogue::{Cell, CellRef, ColumnType, FieldIx, Object};
use uuid::Uuid;

use crate::error::Result;
use crate::row::RowRef;
use crate::sql::Sql;

/// The columns of a record that a statement reads: `rid, id, version, deleted_at`, then those of the fields.
#[derive(Debug, Clone)]
pub(crate) struct Selection {
    /// Per field of the object: where its columns begin, and how many were read.
    fields: Vec<(u32, u32)>,
    types: Vec<ColumnType>,
    names: Vec<String>,
    /// Where the cells of each field begin in [`Cells`], with the end as the last entry.
    starts: Arc<[u32]>,
}

/// Columns before those of the fields.
const FIRST: usize = 4;

impl Selection {
    /// The columns needed for these fields; each once.
    pub(crate) fn new(object: &Object, wanted: impl Fn(FieldIx) -> bool) -> Self {
        let mut this = Self { fields: Vec::new(), types: Vec::new(), names: Vec::new(), starts: Arc::from([]) };
        let mut starts = vec![0];
        for (ix, field) in object.fields.iter().enumerate() {
            let begin = this.types.len() as u32;
            if wanted(ix) {
                for (part, ty) in field.kind.parts().iter().take(field.kind.read_width()) {
                    this.names.push(field.column_name(*part));
                    this.types.push(*ty);
                }
            }
            let end = this.types.len() as u32;
            this.fields.push((begin, end - begin));
            starts.push(end);
        }
        this.starts = Arc::from(starts);
        this
    }

    /// Writes the columns, `alias` being the record's table.
    pub(crate) fn write(&self, alias: &str, out: &mut Sql) {
        for (i, name) in ["rid", "id", "version", "deleted_at"].into_iter().enumerate() {
            out.add(if i == 0 { "" } else { ", " }).add(alias).add(".").add(name);
        }
        for name in &self.names {
            out.add(", ").col(alias, name);
        }
    }

    /// How many columns [`Selection::write`] writes.
    pub(crate) fn width(&self) -> usize {
        FIRST + self.types.len()
    }

    /// The record in a row.
    pub(crate) fn record(&self, row: &RowRef<'_>) -> Result<RawRecord> {
        let mut flat = Vec::with_capacity(self.types.len());
        for (i, ty) in self.types.iter().enumerate() {
            flat.push(row.cell(FIRST + i, *ty)?);
        }
        Ok(RawRecord {
            rid: row.int(0)?,
            id: row.uuid(1)?,
            version: row.int(2)?,
            deleted_at: row.opt_int(3)?,
            cells: Cells { flat, starts: Arc::clone(&self.starts) },
        })
    }
}

/// A record as it is stored.
#[derive(Debug, Clone, PartialEq)]
pub struct RawRecord {
    /// The number of its row.
    pub rid: i64,
    /// Its id.
    pub id: Uuid,
    /// Its version.
    pub version: i64,
    /// When it was put into the bin, in milliseconds UTC.
    pub deleted_at: Option<i64>,
    /// The cells of each field of the object: those that [`kith_catalogue::Kind::value`] needs. None for fields that
    /// were not read.
    pub cells: Cells,
}

/// The cells of a record, field by field.
#[derive(Debug, Clone, PartialEq)]
pub struct Cells {
    flat: Vec<Cell>,
    starts: Arc<[u32]>,
}

impl Cells {
    /// The cells of one field; empty when it was not read.
    pub fn field(&self, field: FieldIx) -> &[Cell] {
        let at = |i: usize| self.starts.get(i).map_or(0, |start| *start as usize);
        self.flat.get(at(field)..at(field + 1)).unwrap_or(&[])
    }

    /// The cells of all fields, in order.
    pub fn iter(&self) -> CellsIter<'_> {
        CellsIter { cells: self, next: 0 }
    }
}

impl<'a> IntoIterator for &'a Cells {
    type Item = &'a [Cell];
    type IntoIter = CellsIter<'a>;

    fn into_iter(self) -> CellsIter<'a> {
        self.iter()
    }
}

/// Goes through the fields of a record.
#[derive(Debug, Clone)]
pub struct CellsIter<'a> {
    cells: &'a Cells,
    next: usize,
}

impl<'a> Iterator for CellsIter<'a> {
    type Item = &'a [Cell];

    fn next(&mut self) -> Option<&'a [Cell]> {
        if self.next + 1 >= self.cells.starts.len() {
            return None;
        }
        self.next += 1;
        Some(self.cells.field(self.next - 1))
    }
}

/// A record that the database still owns: for writing answers straight from it.
pub struct RecordRow<'r, 'q> {
    pub(crate) row: &'r RowRef<'q>,
    pub(crate) selection: &'r Selection,
}

impl RecordRow<'_, '_> {
    /// The number of its row.
    pub fn rid(&self) -> Result<i64> {
        self.row.int(0)
    }

    /// Its id.
    pub fn id(&self) -> Result<Uuid> {
        self.row.uuid(1)
    }

    /// Its version.
    pub fn version(&self) -> Result<i64> {
        self.row.int(2)
    }

    /// When it was put into the bin, in milliseconds UTC.
    pub fn deleted_at(&self) -> Result<Option<i64>> {
        self.row.opt_int(3)
    }

    /// The cells of a field, as [`kith_catalogue::Kind::write_json`] wants them; NULLs when it was not read.
    pub fn cells(&self, field: FieldIx) -> Result<[CellRef<'_>; 2]> {
        let mut cells = [CellRef::Null, CellRef::Null];
        if let Some((begin, count)) = self.selection.fields.get(field) {
            for (i, cell) in cells.iter_mut().enumerate().take(*count as usize) {
                let at = *begin as usize + i;
                *cell = self.row.get_as(FIRST + at, self.selection.types[at])?;
            }
        }
        Ok(cells)
    }
}
