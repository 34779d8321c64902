//! Text with separators. Our own reader, because a file must be refused when a quote is never closed or
//! the last record is cut, and because the numbers of lines and rows are shown to people.

use super::encoding::decode;
use super::{Cell, Container, Format, Limits, RawRow, ReadOptions, Sink, TableError};

const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

pub(crate) fn read(bytes: &[u8], options: &ReadOptions, sink: &mut dyn Sink) -> Result<Format, TableError> {
    let decoded = decode(bytes, options.encoding.as_deref(), options.country.as_deref())?;
    let text = decoded.text.strip_prefix('\u{FEFF}').unwrap_or(&decoded.text);
    let (text, declared, skipped) = directive(text);
    let given = options.separator.filter(char::is_ascii).map(|separator| separator as u8);
    let separator = given.or(declared).unwrap_or_else(|| detect(text));
    let mut records = Records::new(text, separator);
    records.line += skipped;
    let mut number = skipped;
    while let Some(record) = records.next(&options.limits, number + 1)? {
        number += 1;
        if record.cells.iter().any(|cell| !cell.is_blank()) {
            let Record { cells, line, open_end } = record;
            sink.row(RawRow { number, line, cells, open_end, sparse: false })?;
        }
    }
    Ok(Format {
        kind: Container::Csv,
        encoding: Some(decoded.encoding.to_owned()),
        separator: Some(char::from(separator)),
        sheet: None,
        sheets: Vec::new(),
        header: true,
        epoch_1904: false,
    })
}

/// Excel's own first line `sep=;`.
fn directive(text: &str) -> (&str, Option<u8>, u64) {
    let line = text.split(['\r', '\n']).next().unwrap_or_default();
    match line.strip_prefix("sep=").map(str::as_bytes) {
        Some([separator]) if separator.is_ascii() => {
            let rest = text[line.len()..].strip_prefix("\r\n").or_else(|| text[line.len()..].get(1..));
            (rest.unwrap_or_default(), Some(*separator), 1)
        }
        _ => (text, None, 0),
    }
}

/// The separator under which the first records agree best about their number of cells.
fn detect(text: &str) -> u8 {
    let mut end = text.len().min(64 << 10);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut sample = &text[..end];
    if end < text.len()
        && let Some(at) = sample.rfind('\n')
    {
        sample = &sample[..=at];
    }
    let mut best = (0.0_f64, b',');
    for separator in SEPARATORS {
        let mut records = Records::new(sample, separator);
        let mut widths: Vec<usize> = Vec::new();
        let limits = Limits { cell: usize::MAX / 8, columns: usize::MAX, ..Limits::default() };
        while let Ok(Some(record)) = records.next(&limits, 1) {
            if record.cells.iter().any(|cell| !cell.is_blank()) {
                widths.push(record.cells.len());
            }
            if widths.len() >= 200 {
                break;
            }
        }
        let Some(common) = most_common(&widths).filter(|width| *width > 1) else { continue };
        let agreeing = widths.iter().filter(|width| **width == common).count() as f64;
        let mut score = agreeing / widths.len() as f64 * (1.0 + (common as f64).ln());
        if widths.first() != Some(&common) {
            // A separator that is in the rows but not in the header is a decimal comma.
            score /= 3.0;
        }
        if score > best.0 {
            best = (score, separator);
        }
    }
    best.1
}

fn most_common(widths: &[usize]) -> Option<usize> {
    let mut sorted = widths.to_vec();
    sorted.sort_unstable();
    let groups = sorted.chunk_by(|a, b| a == b);
    groups.max_by_key(|group| (group.len(), group[0])).map(|group| group[0])
}

struct Record {
    cells: Vec<Cell>,
    line: u64,
    open_end: bool,
}

struct Records<'a> {
    text: &'a str,
    at: usize,
    line: u64,
    separator: u8,
}

impl<'a> Records<'a> {
    fn new(text: &'a str, separator: u8) -> Self {
        Self { text, at: 0, line: 1, separator }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn next(&mut self, limits: &Limits, row: u64) -> Result<Option<Record>, TableError> {
        if self.at >= self.text.len() {
            return Ok(None);
        }
        let line = self.line;
        let mut cells = Vec::new();
        loop {
            let cell = self.cell()?;
            let column = cells.len() + 1;
            if cell.len() > limits.cell && cell.chars().count() > limits.cell {
                return Err(TableError::CellTooLong { row, column, limit: limits.cell });
            }
            // Empty cells beyond the limit are the tail of separators that some programs leave.
            if cells.len() >= limits.columns {
                if !cell.trim().is_empty() {
                    return Err(TableError::TooManyColumns { row, limit: limits.columns });
                }
            } else {
                cells.push(if cell.is_empty() { Cell::Empty } else { Cell::Text(cell) });
            }
            match self.peek() {
                Some(byte) if byte == self.separator => self.at += 1,
                Some(_) => {
                    self.line_break();
                    return Ok(Some(Record { cells, line, open_end: false }));
                }
                None => return Ok(Some(Record { cells, line, open_end: true })),
            }
        }
    }

    fn line_break(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        self.at += if rest.starts_with(b"\r\n") { 2 } else { 1 };
        self.line += 1;
    }

    fn cell(&mut self) -> Result<String, TableError> {
        let rest = &self.text[self.at..];
        let blanks = rest.bytes().take_while(|b| *b == b' ').count();
        if rest.as_bytes().get(blanks) == Some(&b'"') {
            self.at += blanks + 1;
            return self.quoted();
        }
        Ok(self.plain().to_owned())
    }

    /// Up to the next separator or line break, quotes being nothing special.
    fn plain(&mut self) -> &'a str {
        let rest = &self.text[self.at..];
        let length = rest
            .bytes()
            .position(|byte| byte == self.separator || byte == b'\n' || byte == b'\r')
            .unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn quoted(&mut self) -> Result<String, TableError> {
        let opened = self.line;
        let mut out = String::new();
        loop {
            let rest = &self.text[self.at..];
            let Some(length) = rest.find('"') else {
                return Err(TableError::UnterminatedQuote { line: opened });
            };
            let piece = &rest[..length];
            self.line += line_breaks(piece);
            out.push_str(piece);
            self.at += length + 1;
            if self.peek() == Some(b'"') {
                out.push('"');
                self.at += 1;
                continue;
            }
            // Programs that do not double quotes leave text after the closing one: keep it.
            let tail = self.plain();
            if !tail.trim().is_empty() {
                out.push_str(tail);
            }
            return Ok(if out.contains('\r') { out.replace("\r\n", "\n").replace('\r', "\n") } else { out });
        }
    }
}

fn line_breaks(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let mut count = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let lone_return = *byte == b'\r' && bytes.get(at + 1) != Some(&b'\n');
        count += u64::from(*byte == b'\n' || lone_return);
    }
    count
}

#[cfg(test)]
#[path = "delimited_tests.rs"]
mod tests;
