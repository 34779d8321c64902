//! CSV, piece by piece.

use std::io::Write;

use kith_engine::{Ctx, Error, Result, Workspace};

use super::shape::{Out, Pages};
use super::{ExportQuery, neutral};

/// An export to CSV under way.
pub struct CsvExport {
    pages: Pages,
    separator: u8,
    mark: bool,
    begun: bool,
    rows: u64,
}

impl CsvExport {
    /// Begins an export.
    ///
    /// # Errors
    /// [`Error::Forbidden`] without the right to export, [`Error::NotFound`] for an object that the actor may not see.
    pub fn new(ws: &Workspace, ctx: &Ctx, query: &ExportQuery) -> Result<Self> {
        let pages = Pages::new(ws, ctx, query)?;
        Ok(Self { pages, separator: query.separator, mark: query.mark, begun: false, rows: 0 })
    }

    /// Rows written so far.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// The next piece of the file; nothing at its end. The first piece has the header.
    ///
    /// # Errors
    /// When the store fails.
    pub fn next_piece(&mut self) -> Result<Option<Vec<u8>>> {
        let mut out = Vec::new();
        if !self.begun && self.mark {
            out.extend("\u{FEFF}".as_bytes());
        }
        let mut writer = csv::WriterBuilder::new().delimiter(self.separator).from_writer(out);
        if !std::mem::replace(&mut self.begun, true) {
            let headers = self.pages.headers();
            writer.write_record(headers.iter().map(|header| neutral(header).into_owned())).map_err(Error::internal)?;
        }
        let Some(rows) = self.pages.next()? else { return Ok(None) };
        for row in rows {
            self.rows += 1;
            writer.write_record(row.into_iter().map(text)).map_err(Error::internal)?;
        }
        writer.into_inner().map(Some).map_err(Error::internal)
    }

    /// Writes the whole file and returns the number of rows.
    ///
    /// # Errors
    /// When the store or `out` fails.
    pub fn write(mut self, out: &mut dyn Write) -> Result<u64> {
        while let Some(piece) = self.next_piece()? {
            out.write_all(&piece).map_err(Error::internal)?;
        }
        Ok(self.rows)
    }
}

fn text(out: Out) -> String {
    match out {
        Out::Nothing => String::new(),
        Out::Text(text) => neutral(&text).into_owned(),
        Out::Number(number) => number,
        Out::Date(date) => date.to_string(),
        Out::DateTime(at) => at.strftime("%Y-%m-%d %H:%M:%S").to_string(),
    }
}
