//! Workbooks of Excel 5 to 2003. Values only: formulas bring the result they were saved with.

use super::biff::{Record, Records, TextForm, rk, shared_strings};
use super::cfb::{Container as Cfb, u16_at, u32_at};
use super::number::NumberFormat;
use super::xlsx::{place, text_cell};
use super::{Cell, Container, Format, Limits, RawRow, ReadOptions, Sink, TableError, sheet_candidates};
use std::collections::{BTreeMap, HashMap};

pub(crate) fn read(bytes: &[u8], options: &ReadOptions, sink: &mut dyn Sink) -> Result<Format, TableError> {
    let container = Cfb::open(bytes)?;
    let stream = match container.stream("Workbook")? {
        Some(stream) => stream,
        None => container.stream("Book")?.ok_or_else(|| TableError::damaged("there is no workbook in it"))?,
    };
    let book = Book::read(&stream)?;
    let names: Vec<_> = book.sheets.iter().map(|s| (s.name.clone(), s.visible)).collect();
    for index in sheet_candidates(options.sheet.as_deref(), &names)? {
        if book.sheet(&stream, book.sheets[index].at, &options.limits, sink)? > 0 {
            return Ok(Format {
                kind: Container::Xls,
                encoding: None,
                separator: None,
                sheet: Some(names[index].0.clone()),
                sheets: names.into_iter().filter(|(_, seen)| *seen).map(|(name, _)| name).collect(),
                header: true,
                epoch_1904: book.epoch_1904,
            });
        }
    }
    Err(TableError::Empty)
}

struct Sheet {
    name: String,
    visible: bool,
    at: usize,
}

struct Book {
    sheets: Vec<Sheet>,
    strings: Vec<String>,
    formats: Vec<NumberFormat>,
    text: TextForm,
    epoch_1904: bool,
}

/// A cell that does not yet hold its text, so that a text used a million times is stored once.
enum Stored {
    Number(f64, u16),
    Shared(u32),
    Text(String),
    Bool(bool),
}

impl Book {
    fn read(stream: &[u8]) -> Result<Self, TableError> {
        let mut book = Self {
            sheets: Vec::new(),
            strings: Vec::new(),
            formats: Vec::new(),
            text: TextForm { unicode: true, encoding: encoding_rs::WINDOWS_1252 },
            epoch_1904: false,
        };
        let mut named: HashMap<u16, NumberFormat> = HashMap::new();
        let mut styles: Vec<u16> = Vec::new();
        let mut records = Records::new(stream, 0)?;
        while let Some(record) = records.next()? {
            let data = record.data;
            match record.kind {
                0x0809 => match u16_at(data, 0)? {
                    0x0600 => book.text.unicode = true,
                    0x0500 => book.text.unicode = false,
                    _ => return Err(TableError::Unsupported { what: "a very old Excel workbook" }),
                },
                0x002F => return Err(TableError::PasswordProtected),
                0x0042 => book.text.encoding = TextForm::code_page(u16_at(data, 0)?),
                0x0022 => book.epoch_1904 = u16_at(data, 0)? == 1,
                0x0085 => {
                    let state = *data.get(4).unwrap_or(&0);
                    // Charts, macro sheets and modules hold no rows.
                    if data.get(5) == Some(&0) {
                        let name = book.text.short(data.get(6..).unwrap_or_default())?;
                        let at = u32_at(data, 0)? as usize;
                        book.sheets.push(Sheet { name, visible: state & 3 == 0, at });
                    }
                }
                0x00FC => book.strings = shared_strings(&record)?,
                0x041E => {
                    let code = if book.text.unicode {
                        book.text.long(data.get(2..).unwrap_or_default())
                    } else {
                        book.text.short(data.get(2..).unwrap_or_default())
                    };
                    if let Ok(code) = code {
                        named.insert(u16_at(data, 0)?, NumberFormat::parse(&code));
                    }
                }
                0x00E0 => styles.push(u16_at(data, 2)?),
                0x000A => break,
                _ => {}
            }
        }
        book.formats = styles
            .into_iter()
            .map(|id| named.get(&id).copied().unwrap_or_else(|| NumberFormat::builtin(id.into())))
            .collect();
        Ok(book)
    }

    fn sheet(&self, stream: &[u8], at: usize, limits: &Limits, sink: &mut dyn Sink) -> Result<u64, TableError> {
        let cells = self.cells(stream, at)?;
        let (mut filled, mut row, mut current) = (0_u64, None, Vec::new());
        let mut emit = |row: u16, cells: Vec<Cell>| -> Result<(), TableError> {
            if cells.iter().all(Cell::is_blank) {
                return Ok(());
            }
            filled += 1;
            let number = u64::from(row) + 1;
            sink.row(RawRow { number, line: number, cells, open_end: false, sparse: true })
        };
        for ((at_row, column), stored) in cells {
            if let Some(row) = row
                && row != at_row
            {
                emit(row, std::mem::take(&mut current))?;
            }
            row = Some(at_row);
            let cell = self.cell(stored);
            if !cell.is_blank() {
                place(&mut current, u64::from(at_row) + 1, column.into(), cell, limits)?;
            }
        }
        if let Some(row) = row {
            emit(row, current)?;
        }
        Ok(filled)
    }

    fn cells(&self, stream: &[u8], at: usize) -> Result<BTreeMap<(u16, u16), Stored>, TableError> {
        let mut cells = BTreeMap::new();
        let mut records = Records::new(stream, at)?;
        let (mut depth, mut awaiting) = (0_u32, None);
        while let Some(record) = records.next()? {
            match record.kind {
                0x0809 => depth += 1,
                0x000A if depth <= 1 => break,
                0x000A => depth -= 1,
                _ if depth > 1 => {}
                0x0207 => {
                    if let Some(place) = awaiting.take() {
                        cells.insert(place, Stored::Text(self.text.long(record.data)?));
                    }
                }
                _ => {
                    if let Some(place) = self.record(&record, &mut cells)? {
                        awaiting = Some(place);
                    }
                }
            }
        }
        Ok(cells)
    }

    /// Takes a cell's record; returns the place of a formula whose text comes in a record of its own.
    fn record(
        &self,
        record: &Record<'_>,
        cells: &mut BTreeMap<(u16, u16), Stored>,
    ) -> Result<Option<(u16, u16)>, TableError> {
        let data = record.data;
        if !matches!(record.kind, 0x0203 | 0x0204 | 0x00D6 | 0x0205 | 0x027E | 0x00BD | 0x00FD | 0x0006) {
            return Ok(None);
        }
        let (row, column, style) = (u16_at(data, 0)?, u16_at(data, 2)?, u16_at(data, 4)?);
        let place = (row, column);
        match record.kind {
            0x0203 => {
                cells.insert(place, Stored::Number(f64_at(data, 6)?, style));
            }
            0x0204 | 0x00D6 => {
                let text = self.text.long(data.get(6..).unwrap_or_default())?;
                cells.insert(place, Stored::Text(text));
            }
            0x0205 => {
                // The second byte tells an error from a truth value.
                if let (Some(value), Some(0)) = (data.get(6), data.get(7)) {
                    cells.insert(place, Stored::Bool(*value != 0));
                }
            }
            0x027E => {
                cells.insert(place, Stored::Number(rk(u32_at(data, 6)?), style));
            }
            0x00BD => {
                let count = data.len().saturating_sub(6) / 6;
                for index in 0..count {
                    let at = 4 + index * 6;
                    let Some(column) = column.checked_add(index as u16) else { break };
                    let value = rk(u32_at(data, at + 2)?);
                    cells.insert((row, column), Stored::Number(value, u16_at(data, at)?));
                }
            }
            0x00FD => {
                cells.insert(place, Stored::Shared(u32_at(data, 6)?));
            }
            _ => {
                if data.get(12..14) == Some(&[0xFF, 0xFF]) {
                    match data.get(6) {
                        Some(0) => return Ok(Some(place)),
                        Some(1) => {
                            let value = data.get(8).is_some_and(|value| *value != 0);
                            cells.insert(place, Stored::Bool(value));
                        }
                        _ => {}
                    }
                } else {
                    cells.insert(place, Stored::Number(f64_at(data, 6)?, style));
                }
            }
        }
        Ok(None)
    }

    fn cell(&self, stored: Stored) -> Cell {
        match stored {
            Stored::Number(value, style) => {
                let format = self.formats.get(usize::from(style)).copied().unwrap_or_default();
                format.cell(value, self.epoch_1904)
            }
            Stored::Shared(index) => {
                self.strings.get(index as usize).map_or(Cell::Empty, |text| text_cell(text.clone()))
            }
            Stored::Text(text) => text_cell(text),
            Stored::Bool(value) => Cell::Bool(value),
        }
    }
}

fn f64_at(data: &[u8], at: usize) -> Result<f64, TableError> {
    let bytes = data.get(at..at + 8).and_then(|bytes| bytes.try_into().ok());
    bytes.map(f64::from_le_bytes).ok_or_else(|| TableError::damaged("a number in it is cut off"))
}
