//! OpenDocument spreadsheets, streamed; repeated rows and columns are counted before they are made.

use super::archive::{Archive, Part};
use super::number::plain_number;
use super::xlsx::{iso_cell, place, text_cell};
use super::xml::{Node, Xml, attribute};
use super::{Cell, Container, Format, Limits, RawRow, ReadOptions, Sink, TableError, sheet_candidates};
use quick_xml::events::BytesStart;
use std::collections::HashSet;
use std::io::Read;

const CONTENT: &str = "content.xml";

pub(crate) fn read(bytes: &[u8], options: &ReadOptions, sink: &mut dyn Sink) -> Result<Format, TableError> {
    let mut archive = Archive::open(bytes, &options.limits)?;
    if is_encrypted(&mut archive)? {
        return Err(TableError::PasswordProtected);
    }
    let names = sheets(content(&mut archive)?)?;
    for index in sheet_candidates(options.sheet.as_deref(), &names)? {
        if sheet(content(&mut archive)?, index, &options.limits, sink)? > 0 {
            return Ok(Format {
                kind: Container::Ods,
                encoding: None,
                separator: None,
                sheet: Some(names[index].0.clone()),
                sheets: names.into_iter().filter(|(_, seen)| *seen).map(|(name, _)| name).collect(),
                header: true,
                epoch_1904: false,
            });
        }
    }
    Err(TableError::Empty)
}

fn content<'z>(archive: &'z mut Archive<'_>) -> Result<Part<'z>, TableError> {
    archive.part(CONTENT)?.ok_or_else(|| TableError::damaged("its content is missing"))
}

fn is_encrypted(archive: &mut Archive<'_>) -> Result<bool, TableError> {
    let Some(part) = archive.part("META-INF/manifest.xml")? else { return Ok(false) };
    let mut manifest = Vec::new();
    part.take(1 << 20).read_to_end(&mut manifest).map_err(|error| super::archive::read_error(&error))?;
    Ok(String::from_utf8_lossy(&manifest).contains("encryption-data"))
}

/// The sheets in their order and whether a person sees them.
fn sheets(part: Part<'_>) -> Result<Vec<(String, bool)>, TableError> {
    let mut xml = Xml::new(part);
    let mut hidden = HashSet::new();
    let mut style = String::new();
    let mut depth = 0_u32;
    let mut found = Vec::new();
    loop {
        match xml.next()? {
            Node::Start(start) => match start.local_name().as_ref() {
                "style" => style = attribute(&start, "name").unwrap_or_default(),
                "table-properties" if attribute(&start, "display").is_some_and(|display| display == "false") => {
                    hidden.insert(style.clone());
                }
                "table" => {
                    if depth == 0 {
                        let name = attribute(&start, "name").unwrap_or_default();
                        let style = attribute(&start, "style-name").unwrap_or_default();
                        found.push((name, !hidden.contains(&style)));
                    }
                    depth += 1;
                }
                _ => {}
            },
            Node::End(end) if end.local_name().as_ref() == "table" => {
                depth = depth.saturating_sub(1);
            }
            Node::Done => return Ok(found),
            _ => {}
        }
    }
}

/// A cell while its element is open.
struct Open {
    value: Option<Cell>,
    repeated: usize,
    text: String,
    paragraphs: u32,
}

impl Open {
    fn new(start: &BytesStart<'_>) -> Self {
        let kind = attribute(start, "value-type").unwrap_or_default();
        let value = match kind.as_str() {
            "float" | "percentage" | "currency" => {
                attribute(start, "value").and_then(|value| value.parse().ok()).and_then(plain_number).map(Cell::Number)
            }
            "date" => attribute(start, "date-value").map(|value| iso_cell(&value)),
            "boolean" => attribute(start, "boolean-value").map(|value| Cell::Bool(value == "true")),
            "string" => attribute(start, "string-value").map(text_cell),
            _ => None,
        };
        Self { value, repeated: repeated(start, "number-columns-repeated"), text: String::new(), paragraphs: 0 }
    }

    fn cell(self) -> Cell {
        self.value.unwrap_or_else(|| text_cell(self.text))
    }
}

fn repeated(start: &BytesStart<'_>, name: &str) -> usize {
    attribute(start, name).and_then(|value| value.parse().ok()).unwrap_or(1).max(1)
}

/// Streams one sheet; returns how many rows held anything.
fn sheet(part: Part<'_>, wanted: usize, limits: &Limits, sink: &mut dyn Sink) -> Result<u64, TableError> {
    let mut xml = Xml::new(part);
    let (mut depth, mut index) = (0_u32, 0_usize);
    let (mut row, mut rows, mut column, mut filled) = (0_u64, 1_u64, 0_usize, 0_u64);
    let mut cells: Vec<Cell> = Vec::new();
    let mut open: Option<Open> = None;
    let mut aside = 0_u32;
    loop {
        match xml.next()? {
            Node::Start(start) => {
                let name = start.local_name();
                match name.as_ref() {
                    "table" => depth += 1,
                    _ if depth != 1 || index != wanted => {}
                    "annotation" => aside += 1,
                    _ if aside > 0 => {}
                    "table-row" => {
                        rows = repeated(&start, "number-rows-repeated") as u64;
                        column = 0;
                        cells.clear();
                    }
                    "table-cell" | "covered-table-cell" => open = Some(Open::new(&start)),
                    other => {
                        if let Some(open) = &mut open {
                            mark(open, other, &start, limits);
                        }
                    }
                }
            }
            Node::Text(text) => {
                if let Some(open) = open.as_mut().filter(|o| aside == 0 && o.paragraphs > 0) {
                    open.text.push_str(&text);
                    if open.text.len() > limits.cell.saturating_mul(4) {
                        let (row, column) = (row.saturating_add(1), column.saturating_add(1));
                        return Err(TableError::CellTooLong { row, column, limit: limits.cell });
                    }
                }
            }
            Node::End(end) => match end.local_name().as_ref() {
                "table" => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        if index == wanted {
                            return Ok(filled);
                        }
                        index += 1;
                    }
                }
                _ if depth != 1 || index != wanted => {}
                "annotation" => aside = aside.saturating_sub(1),
                "table-cell" | "covered-table-cell" => {
                    let Some(open) = open.take() else { continue };
                    let repeated = open.repeated;
                    let cell = open.cell();
                    if !cell.is_blank() {
                        for at in column..column.saturating_add(repeated) {
                            place(&mut cells, row.saturating_add(1), at, cell.clone(), limits)?;
                        }
                    }
                    column = column.saturating_add(repeated);
                }
                "table-row" => {
                    if cells.iter().any(|cell| !cell.is_blank()) {
                        for _ in 0..rows {
                            row = row.saturating_add(1);
                            filled += 1;
                            let cells = cells.clone();
                            let (number, line) = (row, row);
                            sink.row(RawRow { number, line, cells, open_end: false, sparse: true })?;
                        }
                    } else {
                        row = row.saturating_add(rows);
                    }
                }
                _ => {}
            },
            Node::Done => return Err(TableError::damaged("a sheet ends too early")),
            Node::Other => {}
        }
    }
}

/// What stands inside a cell besides text.
fn mark(open: &mut Open, name: &str, start: &BytesStart<'_>, limits: &Limits) {
    match name {
        "p" | "h" => {
            if open.paragraphs > 0 {
                open.text.push('\n');
            }
            open.paragraphs += 1;
        }
        "s" => {
            let count = attribute(start, "c").and_then(|c| c.parse().ok()).unwrap_or(1_usize);
            open.text.extend(std::iter::repeat_n(' ', count.min(limits.cell)));
        }
        "tab" => open.text.push('\t'),
        "line-break" => open.text.push('\n'),
        _ => {}
    }
}
