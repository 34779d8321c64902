//! From raw rows to a checked table: header, column profiles, ragged rows, the spool.

use super::profile::Profile;
use super::spool::{Row, RowFault, Rows, Writer};
use super::{Cell, Format, Limits, RawRow, ReadOptions, Sink, TableError, header, read};
use serde::{Deserialize, Serialize};
use std::io::Write;

/// A column of a checked table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Its place in every row, from 0.
    pub index: usize,
    /// Its name, distinct within the table.
    pub name: String,
    /// What its cells have in common.
    pub profile: Profile,
}

/// A checked table, apart from its rows, which are in the spool.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// What the file is.
    pub format: Format,
    /// Rows under the header, ragged ones included.
    pub rows: u64,
    /// Rows that cannot be taken for their shape.
    pub ragged: u64,
    /// The columns; nameless empty ones at the end are left out.
    pub columns: Vec<Column>,
}

impl Summary {
    /// The column with this name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}

/// Reads a file to its end with every check and writes its rows as one spool. On an error nothing of the file is to be
/// used.
///
/// # Errors
/// Why the file is refused.
pub fn load<W: Write>(bytes: &[u8], options: &ReadOptions, out: W) -> Result<(Summary, W), TableError> {
    let mut writer = Writer::new(out, options.limits.unpacked.saturating_mul(2))?;
    let summary = load_rows(bytes, options, &mut writer)?;
    Ok((summary, writer.finish()?))
}

/// Reads a file to its end with every check and hands its rows on. On an error nothing of the file is to be used.
///
/// # Errors
/// Why the file is refused, or what `rows` refuses.
pub fn load_rows(bytes: &[u8], options: &ReadOptions, rows: &mut dyn Rows) -> Result<Summary, TableError> {
    let mut collector = Collector {
        limits: options.limits,
        wanted_header: options.header,
        out: rows,
        pending: Some(Vec::new()),
        has_header: true,
        names: Vec::new(),
        profiles: Vec::new(),
        rows: 0,
        ragged: 0,
        last: None,
    };
    let mut format = read(bytes, options, &mut collector)?;
    collector.settle()?;
    collector.check_end()?;
    if collector.names.is_empty() {
        return Err(TableError::Empty);
    }
    if collector.rows == 0 {
        return Err(TableError::NoRows);
    }
    format.header = collector.has_header;
    let columns = collector.columns();
    Ok(Summary { format, rows: collector.rows, ragged: collector.ragged, columns })
}

struct Collector<'a> {
    limits: Limits,
    wanted_header: Option<bool>,
    out: &'a mut dyn Rows,
    /// The first rows, until the header is known.
    pending: Option<Vec<RawRow>>,
    has_header: bool,
    names: Vec<String>,
    profiles: Vec<Profile>,
    rows: u64,
    ragged: u64,
    /// The last row's line, whether the file ended without a line break after it, and its cells.
    last: Option<(u64, bool, usize)>,
}

impl Sink for Collector<'_> {
    fn row(&mut self, row: RawRow) -> Result<(), TableError> {
        self.last = Some((row.line, row.open_end && !row.sparse, row.cells.len()));
        if let Some(pending) = &mut self.pending {
            pending.push(row);
            if pending.len() >= header::LOOK {
                self.settle()?;
            }
            return Ok(());
        }
        self.take(row)
    }
}

impl Collector<'_> {
    /// Decides about the header and takes the rows that waited for it.
    fn settle(&mut self) -> Result<(), TableError> {
        let Some(rows) = self.pending.take() else { return Ok(()) };
        let at = match self.wanted_header {
            Some(true) => Some(header::find(&rows).unwrap_or(0)),
            Some(false) => None,
            None => header::find(&rows),
        };
        let header = at.and_then(|at| rows.get(at));
        let width = match header {
            Some(row) => match row.sparse {
                // A workbook stores no cells after the last filled one.
                true => filled_width(&row.cells),
                false => row.cells.len(),
            },
            None => rows.iter().map(|row| filled_width(&row.cells)).max().unwrap_or(0),
        };
        self.has_header = header.is_some();
        self.names = header::names(header, width);
        self.profiles = vec![Profile::default(); width];
        let skip = at.map_or(0, |at| at + 1);
        for row in rows.into_iter().skip(skip) {
            self.take(row)?;
        }
        Ok(())
    }

    fn take(&mut self, row: RawRow) -> Result<(), TableError> {
        self.rows += 1;
        if self.rows > self.limits.rows {
            return Err(TableError::TooManyRows { limit: self.limits.rows });
        }
        let expected = self.names.len();
        let mut cells = row.cells;
        let filled = filled_width(&cells);
        let fault = if filled > expected {
            Some(RowFault::TooManyCells { found: cells.len(), expected })
        } else if cells.len() < expected && !row.sparse && self.has_header {
            Some(RowFault::TooFewCells { found: cells.len(), expected })
        } else {
            None
        };
        if fault.is_some() {
            self.ragged += 1;
        } else {
            cells.resize(expected, Cell::Empty);
            for (profile, cell) in self.profiles.iter_mut().zip(&cells) {
                profile.observe(cell);
            }
        }
        self.out.row(Row { number: row.number, cells, fault })
    }

    /// A last record that is short and not ended was cut.
    fn check_end(&self) -> Result<(), TableError> {
        match self.last {
            Some((line, true, cells)) if self.has_header && cells < self.names.len() => {
                Err(TableError::Truncated { line })
            }
            _ => Ok(()),
        }
    }

    fn columns(&mut self) -> Vec<Column> {
        let profiles = std::mem::take(&mut self.profiles);
        let names = std::mem::take(&mut self.names);
        let columns = names.into_iter().zip(profiles).enumerate();
        columns
            .filter(|(index, (name, profile))| profile.filled > 0 || *name != format!("Column {}", index + 1))
            .map(|(index, (name, profile))| Column { index, name, profile })
            .collect()
    }
}

fn filled_width(cells: &[Cell]) -> usize {
    cells.iter().rposition(|cell| !cell.is_blank()).map_or(0, |at| at + 1)
}

#[cfg(test)]
#[path = "collect_tests.rs"]
mod tests;
