//! From a row of cells to what it says about a record: values in wire form, names of other records still as names, and
//! problems tied to field and column.

mod layout;
mod lists;
mod values;

pub use layout::Layout;

use kith_catalogue::{FieldIx, Problem};
use serde_json::{Map, Value as Json};

use crate::table::spool::RowFault;

/// What a row says, before it has met the workspace.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Draft {
    /// The row's number, as a spreadsheet program shows it.
    pub row: u64,
    /// Values in wire form by field key; blank cells are not here, for they say nothing.
    pub fields: Map<String, Json>,
    /// Names of records, people, pipelines and stages that are yet to be found.
    pub names: Vec<(FieldIx, String)>,
    /// Why the row cannot be taken as it is.
    pub problems: Vec<Problem>,
}

/// The problem of a row whose shape is wrong.
pub fn fault_problem(fault: RowFault) -> Problem {
    match fault {
        RowFault::TooManyCells { found, expected } => {
            Problem::new("too_many_cells").with("found", found).with("expected", expected)
        }
        RowFault::TooFewCells { found, expected } => {
            Problem::new("too_few_cells").with("found", found).with("expected", expected)
        }
    }
}
