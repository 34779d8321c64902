//! Exports: the records of a list as CSV or XLSX, page by page, exactly as far as the actor may see them.
//!
//! What a spreadsheet program would take for a formula is neutralised on the way out, and only there.

mod csv_out;
mod neutral;
pub(crate) mod shape;
mod xlsx_out;

pub use csv_out::CsvExport;
pub use neutral::{neutral, without_neutral};
pub use xlsx_out::xlsx;

use kith_catalogue::Lang;
use kith_catalogue::filter::{Expr, Path};
use kith_catalogue::sort::Sort;

/// Records in one page, read from a snapshot of its own so that a long export holds nobody up.
const PAGE: usize = 500;

/// Which records and fields are exported, and how.
#[derive(Debug, Clone)]
pub struct ExportQuery {
    /// The object's key.
    pub object: String,
    /// Which records.
    pub filter: Expr,
    /// In which order.
    pub sort: Vec<Sort>,
    /// Which fields, in which order, those of linked records among them; all that the actor may read when left out.
    pub fields: Option<Vec<Path>>,
    /// The language of headers, options and truth values.
    pub language: Lang,
    /// The separator of cells in CSV.
    pub separator: u8,
    /// Begin CSV with a byte order mark, without which some spreadsheet programs garble letters beyond ASCII.
    pub mark: bool,
}

impl ExportQuery {
    /// All records of an object, all fields.
    pub fn new(object: &str, language: Lang) -> Self {
        Self {
            object: object.to_owned(),
            filter: Expr::True,
            sort: Vec::new(),
            fields: None,
            language,
            separator: b',',
            mark: true,
        }
    }
}
