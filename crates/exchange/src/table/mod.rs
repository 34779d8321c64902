//! Reading tables: whatever a person calls "the file" becomes rows of cells, or one clear refusal.
//!
//! The kind of a file is found from its content, never from its name. Every reader streams rows into a
//! [`Sink`]; [`load`] puts a header and a column profile on top and writes the rows to a spool
//! ([`spool`]), which later reading starts from, at any row, without opening the original again.

pub mod archive;
mod biff;
mod cfb;
mod collect;
mod delimited;
mod detect;
mod encoding;
mod error;
mod header;
mod number;
mod ods;
pub mod profile;
pub mod spool;
mod xls;
mod xlsx;
mod xlsx_parts;
mod xml;

pub use collect::{Column, Summary, load, load_rows};
pub use error::TableError;
pub use number::{date_from_serial, plain_number};

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// One cell as it came: text stays text, what a workbook types keeps its type.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text, exactly as written.
    Text(String),
    /// A number in plain decimal notation, free of binary noise.
    Number(String),
    /// A date without a time.
    Date(Date),
    /// A date with a time, in no zone.
    DateTime(DateTime),
    /// True or false.
    Bool(bool),
}

impl Cell {
    /// Whether there is nothing to see in the cell.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.chars().all(|c| c.is_whitespace() || c == '\0'),
            _ => false,
        }
    }

    /// The cell as a person reads it, without blanks around it.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text.trim()),
            Self::Number(number) => Cow::Borrowed(number),
            Self::Date(date) => Cow::Owned(date.to_string()),
            Self::DateTime(at) => Cow::Owned(at.strftime("%Y-%m-%d %H:%M:%S").to_string()),
            Self::Bool(true) => Cow::Borrowed("true"),
            Self::Bool(false) => Cow::Borrowed("false"),
        }
    }
}

/// How much of a file is taken. Everything is checked while reading, before memory is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of the file itself.
    pub bytes: u64,
    /// Bytes of all parts of an archive, unpacked.
    pub unpacked: u64,
    /// Parts in an archive.
    pub parts: usize,
    /// Rows under the header.
    pub rows: u64,
    /// Cells in a row.
    pub columns: usize,
    /// Characters in a cell.
    pub cell: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 256 << 20, unpacked: 512 << 20, parts: 10_000, rows: 1_000_000, columns: 500, cell: 100_000 }
    }
}

/// What the caller knows better than any guess.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// The encoding's label, for example `windows-1251`.
    pub encoding: Option<String>,
    /// The separator of cells.
    pub separator: Option<char>,
    /// The sheet's name.
    pub sheet: Option<String>,
    /// Whether the first row is a header.
    pub header: Option<bool>,
    /// The workspace's country (ISO, two letters), a hint for old encodings.
    pub country: Option<String>,
    /// How much is taken.
    pub limits: Limits,
}

/// The kinds of file that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Container {
    /// Text with separators.
    Csv,
    /// Office Open XML workbook.
    Xlsx,
    /// Excel 5 to 2003 workbook.
    Xls,
    /// OpenDocument spreadsheet.
    Ods,
}

/// What was found out about a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Format {
    /// The kind of file.
    pub kind: Container,
    /// The encoding of a text file.
    pub encoding: Option<String>,
    /// The separator of a text file.
    pub separator: Option<char>,
    /// The sheet that is read.
    pub sheet: Option<String>,
    /// All sheets that a person sees in the workbook.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sheets: Vec<String>,
    /// Whether the first row was taken as the header.
    pub header: bool,
    /// Whether plain numbers count days from 1904 where they stand for dates.
    #[serde(default)]
    pub epoch_1904: bool,
}

/// A row on its way from a reader.
#[derive(Debug, Clone, PartialEq)]
pub struct RawRow {
    /// The number a spreadsheet program shows beside the row, from 1.
    pub number: u64,
    /// The line of a text file on which the row begins; the row's number in a workbook.
    pub line: u64,
    /// The cells.
    pub cells: Vec<Cell>,
    /// The file ended without a line break after this row.
    pub open_end: bool,
    /// Whether missing cells at the end are normal (workbooks do not store them).
    pub sparse: bool,
}

/// Takes the rows that a reader finds.
pub trait Sink {
    /// Takes one row.
    fn row(&mut self, row: RawRow) -> Result<(), TableError>;
}

/// Streams the rows of a file, whatever it is, into `sink`.
pub fn read(bytes: &[u8], options: &ReadOptions, sink: &mut dyn Sink) -> Result<Format, TableError> {
    if bytes.len() as u64 > options.limits.bytes {
        return Err(TableError::TooLarge { limit: options.limits.bytes });
    }
    match detect::container(bytes, &options.limits)? {
        Container::Csv => delimited::read(bytes, options, sink),
        Container::Xlsx => xlsx::read(bytes, options, sink),
        Container::Xls => xls::read(bytes, options, sink),
        Container::Ods => ods::read(bytes, options, sink),
    }
}

/// The sheets to try in turn: the one asked for, else those that a person sees.
pub(crate) fn sheet_candidates(wanted: Option<&str>, sheets: &[(String, bool)]) -> Result<Vec<usize>, TableError> {
    if let Some(name) = wanted {
        return match sheets.iter().position(|(sheet, _)| sheet == name) {
            Some(index) => Ok(vec![index]),
            None => Err(TableError::UnknownSheet { name: name.to_owned() }),
        };
    }
    Ok((0..sheets.len()).filter(|index| sheets[*index].1).collect())
}
