//! What can be wrong with a file as a whole.

use serde_json::{Map, Value, json};

/// A reason for refusing a whole file. Nothing of a refused file is imported.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// The file holds no bytes, or nothing but blank lines.
    #[error("the file is empty")]
    Empty,
    /// There is a header, but no rows under it.
    #[error("the file has a header row but no rows below it")]
    NoRows,
    /// The file is of a kind that cannot be read as a table.
    #[error("this is not a table but {what}; save it as CSV or XLSX and try again")]
    Unsupported {
        /// What the content looks like, in words.
        what: &'static str,
    },
    /// The workbook is protected by a password.
    #[error("the workbook is protected by a password; save it without one and try again")]
    PasswordProtected,
    /// The structure of the file is broken.
    #[error("the file is damaged or incomplete ({detail}); export it again")]
    Damaged {
        /// What was found.
        detail: String,
    },
    /// The file stops in the middle of a record.
    #[error("the file is cut off in the middle of line {line}; export it again")]
    Truncated {
        /// The line of the broken record.
        line: u64,
    },
    /// A quote opened on this line is never closed.
    #[error("the quote opened on line {line} is never closed: the file is cut off, or a quote mark is missing there")]
    UnterminatedQuote {
        /// The line on which the quote was opened.
        line: u64,
    },
    /// The bytes are not text in the encoding found or named.
    #[error("line {line} is not valid {encoding} text; choose another encoding or save the file as UTF-8")]
    Encoding {
        /// The encoding tried.
        encoding: String,
        /// The first line that cannot be read.
        line: u64,
    },
    /// There is a byte 0 in what should be text.
    #[error(
        "line {line} holds a NUL character, which no text has: the file is damaged, or it is UTF-16 read as something else; \
         save it as CSV in UTF-8 and try again"
    )]
    Nul {
        /// The first line with one.
        line: u64,
    },
    /// The caller named an encoding nobody knows.
    #[error("unknown encoding \"{name}\"")]
    UnknownEncoding {
        /// The name given.
        name: String,
    },
    /// The caller named a sheet that is not there.
    #[error("there is no sheet \"{name}\" in this workbook")]
    UnknownSheet {
        /// The name given.
        name: String,
    },
    /// More rows than one import takes.
    #[error("the file has more than {limit} rows; split it into several files")]
    TooManyRows {
        /// The most that is taken.
        limit: u64,
    },
    /// More columns than one import takes.
    #[error("row {row} has more than {limit} columns")]
    TooManyColumns {
        /// The row where it was noticed.
        row: u64,
        /// The most that is taken.
        limit: usize,
    },
    /// One cell holds more text than is taken.
    #[error("the cell in row {row}, column {column} is longer than {limit} characters")]
    CellTooLong {
        /// The row of the cell.
        row: u64,
        /// The column of the cell, counted from 1.
        column: usize,
        /// The most that is taken.
        limit: usize,
    },
    /// The file is larger than is taken.
    #[error("the file is larger than {limit} bytes")]
    TooLarge {
        /// The most that is taken.
        limit: u64,
    },
    /// The archive would unpack to more than is taken.
    #[error("the file unpacks to far more than its size; it is not read")]
    UnpacksTooLarge {
        /// The most that is taken.
        limit: u64,
    },
    /// Writing or reading the spool failed.
    #[error("the file could not be stored: {detail}")]
    Io {
        /// What the system said.
        detail: String,
    },
}

impl TableError {
    /// The stable code by which the UI finds its words.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "file_empty",
            Self::NoRows => "file_no_rows",
            Self::Unsupported { .. } => "file_unsupported",
            Self::PasswordProtected => "file_password",
            Self::Damaged { .. } => "file_damaged",
            Self::Truncated { .. } => "file_truncated",
            Self::UnterminatedQuote { .. } => "file_unterminated_quote",
            Self::Encoding { .. } => "file_encoding",
            Self::Nul { .. } => "file_nul",
            Self::UnknownEncoding { .. } => "file_unknown_encoding",
            Self::UnknownSheet { .. } => "file_unknown_sheet",
            Self::TooManyRows { .. } => "file_too_many_rows",
            Self::TooManyColumns { .. } => "file_too_many_columns",
            Self::CellTooLong { .. } => "file_cell_too_long",
            Self::TooLarge { .. } => "file_too_large",
            Self::UnpacksTooLarge { .. } => "file_unpacks_too_large",
            Self::Io { .. } => "file_io",
        }
    }

    /// The values that the words for [`code`](Self::code) need.
    pub fn params(&self) -> Map<String, Value> {
        let value = match self {
            Self::Empty | Self::NoRows | Self::PasswordProtected => json!({}),
            Self::Unsupported { what } => json!({ "what": what }),
            Self::Damaged { detail } | Self::Io { detail } => json!({ "detail": detail }),
            Self::Truncated { line } | Self::UnterminatedQuote { line } | Self::Nul { line } => json!({ "line": line }),
            Self::Encoding { encoding, line } => json!({ "encoding": encoding, "line": line }),
            Self::UnknownEncoding { name } | Self::UnknownSheet { name } => json!({ "name": name }),
            Self::TooManyRows { limit } => json!({ "limit": limit }),
            Self::TooManyColumns { row, limit } => json!({ "row": row, "limit": limit }),
            Self::CellTooLong { row, column, limit } => {
                json!({ "row": row, "column": column, "limit": limit })
            }
            Self::TooLarge { limit } | Self::UnpacksTooLarge { limit } => json!({ "limit": limit }),
        };
        match value {
            Value::Object(map) => map,
            _ => Map::new(),
        }
    }

    pub(crate) fn damaged(detail: impl Into<String>) -> Self {
        Self::Damaged { detail: detail.into() }
    }
}

impl From<std::io::Error> for TableError {
    fn from(error: std::io::Error) -> Self {
        Self::Io { detail: error.to_string() }
    }
}
