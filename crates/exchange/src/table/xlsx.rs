//! XLSX workbooks, sheet by sheet, row by row, holding one row at a time.
//!
//! Our own reader, because the general ones reserve memory for what a file claims to hold: a file of a
//! kilobyte that speaks of a billion strings or cells must cost a kilobyte.

use super::archive::{Archive, Part};
use super::number::NumberFormat;
use super::xlsx_parts::{self as parts, Strings};
use super::xml::{Node, Xml, attribute};
use super::{Cell, Container, Format, Limits, RawRow, ReadOptions, Sink, TableError, sheet_candidates};
use jiff::civil::{Date, DateTime};

pub(crate) fn read(bytes: &[u8], options: &ReadOptions, sink: &mut dyn Sink) -> Result<Format, TableError> {
    let mut archive = Archive::open(bytes, &options.limits)?;
    let book = parts::workbook(&mut archive)?;
    let names: Vec<_> = book.sheets.iter().map(|s| (s.name.clone(), s.visible)).collect();
    let candidates = sheet_candidates(options.sheet.as_deref(), &names)?;
    let strings = Strings::read(&mut archive, book.strings.as_deref())?;
    let formats = parts::formats(&mut archive, book.styles.as_deref())?;
    let context = Context { strings, formats, epoch_1904: book.epoch_1904 };
    for index in candidates {
        let sheet = &book.sheets[index];
        let Some(part) = archive.part(&sheet.part)? else {
            return Err(TableError::damaged("the part of a sheet is missing"));
        };
        if context.sheet(part, &options.limits, sink)? > 0 {
            return Ok(Format {
                kind: Container::Xlsx,
                encoding: None,
                separator: None,
                sheet: Some(sheet.name.clone()),
                sheets: names.into_iter().filter(|(_, seen)| *seen).map(|(name, _)| name).collect(),
                header: true,
                epoch_1904: book.epoch_1904,
            });
        }
    }
    Err(TableError::Empty)
}

struct Context {
    strings: Strings,
    formats: Vec<NumberFormat>,
    epoch_1904: bool,
}

/// A cell while its element is open.
#[derive(Default)]
struct Open {
    kind: String,
    style: usize,
    text: String,
    reading: bool,
    phonetic: bool,
}

impl Context {
    /// Streams one sheet; returns how many rows held anything.
    fn sheet(&self, part: Part<'_>, limits: &Limits, sink: &mut dyn Sink) -> Result<u64, TableError> {
        let mut xml = Xml::new(part);
        let (mut row, mut column, mut filled) = (0_u64, 0_usize, 0_u64);
        let mut cells: Vec<Cell> = Vec::new();
        let mut open: Option<Open> = None;
        loop {
            match xml.next()? {
                Node::Start(start) => match start.local_name().as_ref() {
                    "row" => {
                        let number = attribute(&start, "r").and_then(|r| r.parse::<u64>().ok());
                        let next = number.unwrap_or(row + 1);
                        // No program numbers rows beyond 2^20; far beyond that the file is made up.
                        if next <= row || next > u64::from(u32::MAX) << 10 {
                            return Err(TableError::damaged("its rows are not in order"));
                        }
                        row = next;
                        column = 0;
                        cells.clear();
                    }
                    "c" => {
                        let mut cell = Open::default();
                        for attribute in start.attributes().with_checks(false).flatten() {
                            match attribute.key.as_ref() {
                                "r" => {
                                    column = column_of(&attribute.value)
                                        .ok_or_else(|| TableError::damaged("a cell has no place"))?;
                                }
                                "t" => cell.kind = attribute.value.into_owned(),
                                "s" => cell.style = attribute.value.parse().unwrap_or(0),
                                _ => {}
                            }
                        }
                        open = Some(cell);
                    }
                    "v" | "t" => {
                        if let Some(open) = &mut open {
                            open.reading = !open.phonetic;
                        }
                    }
                    "rPh" => {
                        if let Some(open) = &mut open {
                            open.phonetic = true;
                        }
                    }
                    _ => {}
                },
                Node::Text(text) => {
                    if let Some(open) = open.as_mut().filter(|open| open.reading) {
                        open.text.push_str(&text);
                        if open.text.len() > limits.cell.saturating_mul(4) {
                            let column = column + 1;
                            return Err(TableError::CellTooLong { row, column, limit: limits.cell });
                        }
                    }
                }
                Node::End(end) => match end.local_name().as_ref() {
                    "v" | "t" => {
                        if let Some(open) = &mut open {
                            open.reading = false;
                        }
                    }
                    "rPh" => {
                        if let Some(open) = &mut open {
                            open.phonetic = false;
                        }
                    }
                    "c" => {
                        if let Some(open) = open.take() {
                            place(&mut cells, row, column, self.cell(open), limits)?;
                            column += 1;
                        }
                    }
                    "row" if cells.iter().any(|cell| !cell.is_blank()) => {
                        filled += 1;
                        let cells = std::mem::take(&mut cells);
                        let (number, line) = (row, row);
                        sink.row(RawRow { number, line, cells, open_end: false, sparse: true })?;
                    }
                    "sheetData" => return Ok(filled),
                    _ => {}
                },
                Node::Done => return Err(TableError::damaged("a sheet ends too early")),
                Node::Other => {}
            }
        }
    }

    fn cell(&self, open: Open) -> Cell {
        let text = open.text;
        match open.kind.as_str() {
            "s" => text
                .trim()
                .parse()
                .ok()
                .and_then(|index| self.strings.get(index))
                .map_or(Cell::Empty, |text| text_cell(unescape(text))),
            "inlineStr" | "str" | "e" => text_cell(unescape(&text)),
            "b" => match text.trim() {
                "" => Cell::Empty,
                "0" | "false" => Cell::Bool(false),
                _ => Cell::Bool(true),
            },
            "d" => iso_cell(text.trim()),
            _ if text.trim().is_empty() => Cell::Empty,
            _ => match text.trim().parse::<f64>() {
                Ok(value) => {
                    let format = self.formats.get(open.style).copied().unwrap_or_default();
                    format.cell(value, self.epoch_1904)
                }
                Err(_) => text_cell(text),
            },
        }
    }
}

/// Puts a cell at its column; blank cells far out cost nothing.
pub(crate) fn place(
    cells: &mut Vec<Cell>,
    row: u64,
    column: usize,
    cell: Cell,
    limits: &Limits,
) -> Result<(), TableError> {
    if cell == Cell::Empty {
        return Ok(());
    }
    if column >= limits.columns {
        return Err(TableError::TooManyColumns { row, limit: limits.columns });
    }
    if cells.len() <= column {
        cells.resize(column + 1, Cell::Empty);
    }
    cells[column] = cell;
    Ok(())
}

/// A cell from text that is a date or a moment in ISO form, as some programs store it.
pub(crate) fn iso_cell(text: &str) -> Cell {
    let text = text.trim_end_matches('Z');
    if let Ok(at) = text.parse::<DateTime>()
        && text.contains('T')
    {
        return if at.time() == jiff::civil::Time::midnight() { Cell::Date(at.date()) } else { Cell::DateTime(at) };
    }
    text.parse::<Date>().map_or_else(|_| text_cell(text.to_owned()), Cell::Date)
}

pub(crate) fn text_cell(text: String) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
}

/// The column, from 0, of a reference such as `AB12`.
fn column_of(reference: &str) -> Option<usize> {
    let mut column = 0_usize;
    let mut letters = 0;
    for byte in reference.bytes() {
        match byte {
            b'A'..=b'Z' => column = column * 26 + usize::from(byte - b'A') + 1,
            b'a'..=b'z' => column = column * 26 + usize::from(byte - b'a') + 1,
            b'$' => continue,
            _ => break,
        }
        letters += 1;
        if letters > 3 {
            return None;
        }
    }
    column.checked_sub(1)
}

/// Resolves `_x000D_` and its like, which workbooks use for characters XML cannot hold.
fn unescape(text: &str) -> String {
    if !text.contains("_x") {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let code = rest.get(2..6).filter(|_| rest.as_bytes().get(6) == Some(&b'_'));
        let code = code.and_then(|hex| u32::from_str_radix(hex, 16).ok());
        match code.and_then(char::from_u32) {
            Some(character) => {
                out.push(character);
                rest = &rest[7..];
            }
            None => {
                out.push_str("_x");
                rest = &rest[2..];
            }
        }
    }
    out.push_str(rest);
    out.replace("\r\n", "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_name_columns() {
        assert_eq!(column_of("A1"), Some(0));
        assert_eq!(column_of("ab12"), Some(27));
        assert_eq!(column_of("XFD1048576"), Some(16383));
        assert_eq!(column_of("12"), None);
        assert_eq!(column_of("AAAAAAAA1"), None);
    }

    #[test]
    fn escaped_characters_are_resolved_and_look_alikes_stay() {
        assert_eq!(unescape("a_x000D_\nb"), "a\nb");
        assert_eq!(unescape("max_xyz_x00"), "max_xyz_x00");
        assert_eq!(unescape("_x005F_x000D_"), "_x000D_");
    }
}
