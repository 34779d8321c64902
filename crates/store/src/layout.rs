//! The columns of an object's table in their order: how a record's cells are laid out.

use std::ops::Range;

use kith_catalogue::{ColumnType, FieldIx, Object, Part};

/// One physical column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaidColumn {
    /// Its name in the table.
    pub name: String,
    /// Its type.
    pub ty: ColumnType,
    /// Its field.
    pub field: FieldIx,
    /// Its meaning.
    pub part: Part,
}

/// The columns of all fields in force, field by field in the order of [`Object::fields`], each with all its parts. The
/// cells of a new record come in this order: what [`kith_catalogue::Kind::write_cells`] appends, field after field.
#[derive(Debug, Clone)]
pub struct Layout {
    /// The columns.
    pub columns: Vec<LaidColumn>,
    starts: Vec<usize>,
}

impl Layout {
    /// The layout of an object.
    pub fn of(object: &Object) -> Self {
        let mut columns = Vec::with_capacity(object.fields.len() * 2);
        let mut starts = Vec::with_capacity(object.fields.len() + 1);
        for (field, it) in object.fields.iter().enumerate() {
            starts.push(columns.len());
            for (part, ty) in it.kind.parts() {
                columns.push(LaidColumn { name: it.column_name(*part), ty: *ty, field, part: *part });
            }
        }
        starts.push(columns.len());
        Self { columns, starts }
    }

    /// Where the cells of a field are.
    pub fn range(&self, field: FieldIx) -> Range<usize> {
        self.starts[field]..self.starts[field + 1]
    }

    /// How many columns there are.
    pub fn len(&self) -> usize {
        self.columns.len()
    }

    /// True for an object without fields.
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }
}

/// Where a part is among the columns of a kind.
pub(crate) fn part_type(kind: &kith_catalogue::Kind, part: Part) -> Option<ColumnType> {
    kind.parts().iter().find(|(p, _)| *p == part).map(|(_, ty)| *ty)
}
