//! The spool: a checked table as rows on disk, readable from any row on.
//!
//! A file is read once, with every check; what passed is written here. Preview and import read the
//! spool, and the import's cursor is a position in it, so that going on after a stop costs one seek.

use super::{Cell, TableError};
use jiff::civil::{Date, DateTime, Time};
use std::io::{BufReader, Read, Seek, SeekFrom, Write};

const MAGIC: &[u8; 4] = b"KSP1";

/// A row of a checked table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The number a spreadsheet program shows beside the row.
    pub number: u64,
    /// The cells, as many as there are columns unless the row is ragged.
    pub cells: Vec<Cell>,
    /// Why this row alone cannot be taken.
    pub fault: Option<RowFault>,
}

/// What is wrong with the shape of one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowFault {
    /// More cells than the header names.
    TooManyCells {
        /// How many there are.
        found: usize,
        /// How many the header names.
        expected: usize,
    },
    /// Fewer cells than the header names.
    TooFewCells {
        /// How many there are.
        found: usize,
        /// How many the header names.
        expected: usize,
    },
}

/// Takes the rows of a checked table.
pub trait Rows {
    /// Takes one row.
    ///
    /// # Errors
    /// When it cannot be kept.
    fn row(&mut self, row: Row) -> Result<(), TableError>;
}

impl<W: Write> Rows for Writer<W> {
    fn row(&mut self, row: Row) -> Result<(), TableError> {
        self.write(&row)
    }
}

/// Writes a spool.
pub struct Writer<W> {
    out: W,
    buffer: Vec<u8>,
    written: u64,
    limit: u64,
}

impl<W: Write> Writer<W> {
    /// Begins a spool of at most `limit` bytes.
    pub fn new(mut out: W, limit: u64) -> Result<Self, TableError> {
        out.write_all(MAGIC)?;
        Ok(Self { out, buffer: Vec::new(), written: MAGIC.len() as u64, limit })
    }

    /// Adds a row.
    pub fn write(&mut self, row: &Row) -> Result<(), TableError> {
        self.buffer.clear();
        self.buffer.extend([0; 4]);
        number(&mut self.buffer, row.number);
        match row.fault {
            None => self.buffer.push(0),
            Some(RowFault::TooManyCells { found, expected }) => {
                self.buffer.push(1);
                number(&mut self.buffer, found as u64);
                number(&mut self.buffer, expected as u64);
            }
            Some(RowFault::TooFewCells { found, expected }) => {
                self.buffer.push(2);
                number(&mut self.buffer, found as u64);
                number(&mut self.buffer, expected as u64);
            }
        }
        number(&mut self.buffer, row.cells.len() as u64);
        for cell in &row.cells {
            put(&mut self.buffer, cell);
        }
        let too_large = || TableError::UnpacksTooLarge { limit: self.limit };
        let length = u32::try_from(self.buffer.len() - 4).map_err(|_| too_large())?;
        self.buffer[..4].copy_from_slice(&length.to_le_bytes());
        self.written += self.buffer.len() as u64;
        if self.written > self.limit {
            return Err(too_large());
        }
        self.out.write_all(&self.buffer)?;
        Ok(())
    }

    /// Bytes written so far.
    pub fn written(&self) -> u64 {
        self.written
    }

    /// Ends the spool.
    pub fn finish(mut self) -> Result<W, TableError> {
        self.out.flush()?;
        Ok(self.out)
    }
}

/// Reads a spool.
pub struct Reader<R> {
    source: BufReader<R>,
    at: u64,
    buffer: Vec<u8>,
}

impl<R: Read + Seek> Reader<R> {
    /// Opens a spool at its first row.
    pub fn new(source: R) -> Result<Self, TableError> {
        let mut source = BufReader::with_capacity(256 << 10, source);
        let mut magic = [0; 4];
        source.read_exact(&mut magic)?;
        if &magic != MAGIC {
            return Err(TableError::damaged("the stored rows are not what was written"));
        }
        Ok(Self { source, at: MAGIC.len() as u64, buffer: Vec::new() })
    }

    /// Where the next row begins; a value for [`seek`](Self::seek).
    pub fn position(&self) -> u64 {
        self.at
    }

    /// Goes on at a position got from [`position`](Self::position); zero means the first row.
    pub fn seek(&mut self, position: u64) -> Result<(), TableError> {
        self.at = position.max(MAGIC.len() as u64);
        self.source.seek(SeekFrom::Start(self.at))?;
        Ok(())
    }

    /// The next row, or nothing at the end.
    pub fn next_row(&mut self) -> Result<Option<Row>, TableError> {
        let mut length = [0; 4];
        match self.source.read(&mut length)? {
            0 => return Ok(None),
            4 => {}
            some => self.source.read_exact(&mut length[some..])?,
        }
        let length = u32::from_le_bytes(length) as usize;
        self.buffer.resize(length, 0);
        self.source.read_exact(&mut self.buffer)?;
        self.at += 4 + length as u64;
        take(&mut self.buffer.as_slice())
            .map(Some)
            .ok_or_else(|| TableError::damaged("the stored rows are not what was written"))
    }
}

fn number(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn take_number(from: &mut &[u8]) -> Option<u64> {
    let mut value = 0_u64;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = from.split_first()?;
        *from = rest;
        value |= u64::from(byte & 0x7F) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

fn put_text(out: &mut Vec<u8>, tag: u8, text: &str) {
    out.push(tag);
    number(out, text.len() as u64);
    out.extend(text.as_bytes());
}

fn put(out: &mut Vec<u8>, cell: &Cell) {
    match cell {
        Cell::Empty => out.push(0),
        Cell::Text(text) => put_text(out, 1, text),
        Cell::Number(text) => put_text(out, 2, text),
        Cell::Bool(value) => out.push(if *value { 4 } else { 3 }),
        Cell::Date(date) => {
            out.push(5);
            put_date(out, *date);
        }
        Cell::DateTime(at) => {
            out.push(6);
            put_date(out, at.date());
            let time = at.time();
            out.extend([time.hour() as u8, time.minute() as u8, time.second() as u8]);
        }
    }
}

fn put_date(out: &mut Vec<u8>, date: Date) {
    out.extend(date.year().to_le_bytes());
    out.extend([date.month() as u8, date.day() as u8]);
}

fn take_date(from: &mut &[u8]) -> Option<Date> {
    let (bytes, rest) = from.split_first_chunk::<4>()?;
    *from = rest;
    let year = i16::from_le_bytes([bytes[0], bytes[1]]);
    Date::new(year, i8::try_from(bytes[2]).ok()?, i8::try_from(bytes[3]).ok()?).ok()
}

fn take_text(from: &mut &[u8]) -> Option<String> {
    let length = usize::try_from(take_number(from)?).ok()?;
    let (text, rest) = from.split_at_checked(length)?;
    *from = rest;
    String::from_utf8(text.to_vec()).ok()
}

fn take(from: &mut &[u8]) -> Option<Row> {
    let row = take_number(from)?;
    let (fault, rest) = from.split_first()?;
    *from = rest;
    let fault = match fault {
        0 => None,
        kind => {
            let found = take_number(from)? as usize;
            let expected = take_number(from)? as usize;
            Some(if *kind == 1 {
                RowFault::TooManyCells { found, expected }
            } else {
                RowFault::TooFewCells { found, expected }
            })
        }
    };
    let count = usize::try_from(take_number(from)?).ok()?;
    let mut cells = Vec::with_capacity(count.min(from.len()));
    for _ in 0..count {
        let (tag, rest) = from.split_first()?;
        *from = rest;
        cells.push(match tag {
            0 => Cell::Empty,
            1 => Cell::Text(take_text(from)?),
            2 => Cell::Number(take_text(from)?),
            3 => Cell::Bool(false),
            4 => Cell::Bool(true),
            5 => Cell::Date(take_date(from)?),
            6 => {
                let date = take_date(from)?;
                let (time, rest) = from.split_first_chunk::<3>()?;
                *from = rest;
                let [hour, minute, second] = time.map(|part| part as i8);
                Cell::DateTime(DateTime::from_parts(date, Time::new(hour, minute, second, 0).ok()?))
            }
            _ => return None,
        });
    }
    Some(Row { number: row, cells, fault })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, datetime};
    use std::io::Cursor;

    fn rows() -> Vec<Row> {
        let cells = vec![
            Cell::Empty,
            Cell::Text("Zoë\n\"x\"".to_owned()),
            Cell::Number("1100.04".to_owned()),
            Cell::Bool(true),
            Cell::Date(date(2016, 10, 20)),
            Cell::DateTime(datetime(2016, 10, 20, 9, 5, 30, 0)),
        ];
        let fault = Some(RowFault::TooFewCells { found: 0, expected: 6 });
        vec![
            Row { number: 2, cells, fault: None },
            Row { number: 300, cells: vec![], fault },
            Row { number: 70_000, cells: vec![Cell::Bool(false)], fault: None },
        ]
    }

    #[test]
    fn rows_come_back_as_they_were_written_from_any_position() {
        let mut writer = Writer::new(Vec::new(), 1 << 20).unwrap();
        for row in rows() {
            writer.write(&row).unwrap();
        }
        let bytes = writer.finish().unwrap();
        let mut reader = Reader::new(Cursor::new(&bytes)).unwrap();
        assert_eq!(reader.next_row().unwrap(), Some(rows()[0].clone()));
        let second = reader.position();
        assert_eq!(reader.next_row().unwrap(), Some(rows()[1].clone()));
        assert_eq!(reader.next_row().unwrap(), Some(rows()[2].clone()));
        assert_eq!(reader.next_row().unwrap(), None);
        reader.seek(second).unwrap();
        assert_eq!(reader.next_row().unwrap(), Some(rows()[1].clone()));
    }

    #[test]
    fn a_spool_does_not_grow_beyond_its_limit() {
        let mut writer = Writer::new(Vec::new(), 64).unwrap();
        let row = Row { number: 1, cells: vec![Cell::Text("x".repeat(40))], fault: None };
        assert!(writer.write(&row).is_ok());
        assert!(matches!(writer.write(&row), Err(TableError::UnpacksTooLarge { limit: 64 })));
    }
}
