//! Records: rows of the tables made from the catalogue, with their look-up and search rows, which always change together.
//!
//! Who may do what is decided above (the engine asks the policy and writes the event); here is only how.

mod insert;
mod keys;
mod reorder;
mod update;

pub use insert::{NewRecord, insert, insert_many};
pub use reorder::{reorder, reorder_names};
pub use update::{destroy, rewrite, set_deleted, update};

use kith_catalogue::{Cell, FieldIx, Object};

use crate::error::StoreError;
use crate::layout::Layout;

/// The stored form of one field's value.
#[derive(Debug, Clone)]
pub struct FieldCells {
    /// The field.
    pub field: FieldIx,
    /// All its columns, as [`kith_catalogue::Kind::cells`] makes them.
    pub cells: Vec<Cell>,
    /// What it is looked up by, as [`kith_catalogue::Kind::lookup_keys`] says.
    pub lookup: Vec<String>,
}

/// Turns the name of a column or index in a uniqueness error into the key of the field.
fn name_unique(object: &Object, e: StoreError) -> StoreError {
    let StoreError::Unique { what } = &e else { return e };
    let layout = Layout::of(object);
    let field = layout.columns.iter().find(|column| {
        *what == format!("{}.{}", object.table, column.name) || *what == format!("ux_{}__{}", object.table, column.name)
    });
    match field {
        Some(column) => StoreError::Unique { what: object.fields[column.field].key.to_string() },
        None => e,
    }
}
