//! The records of old Excel workbooks and the strings in them.

use super::TableError;
use super::cfb::u16_at;
use encoding_rs::Encoding;

/// A record with the pieces that continue it.
pub(crate) struct Record<'a> {
    pub(crate) kind: u16,
    pub(crate) data: &'a [u8],
    pub(crate) more: Vec<&'a [u8]>,
}

/// Walks over the records of a stream.
pub(crate) struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    pub(crate) fn new(stream: &'a [u8], from: usize) -> Result<Self, TableError> {
        let rest = stream.get(from..).ok_or_else(|| TableError::damaged("a sheet has no place"))?;
        Ok(Self { rest })
    }

    pub(crate) fn next(&mut self) -> Result<Option<Record<'a>>, TableError> {
        let Some((kind, data)) = self.piece()? else { return Ok(None) };
        let mut more = Vec::new();
        while self.rest.starts_with(&[0x3C, 0x00]) {
            match self.piece()? {
                Some((_, data)) => more.push(data),
                None => break,
            }
        }
        Ok(Some(Record { kind, data, more }))
    }

    fn piece(&mut self) -> Result<Option<(u16, &'a [u8])>, TableError> {
        if self.rest.len() < 4 {
            return Ok(None);
        }
        let kind = u16_at(self.rest, 0)?;
        let length = usize::from(u16_at(self.rest, 2)?);
        let data = self.rest.get(4..4 + length).ok_or_else(|| TableError::damaged("a record in it is cut off"))?;
        self.rest = &self.rest[4 + length..];
        Ok(Some((kind, data)))
    }
}

/// How text is stored.
#[derive(Clone, Copy)]
pub(crate) struct TextForm {
    /// BIFF8: UTF-16, or its lower halves; before that, bytes in a code page.
    pub(crate) unicode: bool,
    pub(crate) encoding: &'static Encoding,
}

impl TextForm {
    /// The encoding behind a code page number.
    pub(crate) fn code_page(number: u16) -> &'static Encoding {
        let label = match number {
            866 => "ibm866".to_owned(),
            932 => "shift_jis".to_owned(),
            936 => "gbk".to_owned(),
            949 => "euc-kr".to_owned(),
            950 => "big5".to_owned(),
            10000 | 0x8000 => "macintosh".to_owned(),
            10007 => "x-mac-cyrillic".to_owned(),
            0x8001 => "windows-1252".to_owned(),
            other => format!("windows-{other}"),
        };
        Encoding::for_label(label.as_bytes()).unwrap_or(encoding_rs::WINDOWS_1252)
    }

    /// A string whose length stands before it in one byte.
    pub(crate) fn short(self, data: &[u8]) -> Result<String, TableError> {
        let length = usize::from(*data.first().ok_or_else(cut)?);
        self.body(&data[1..], length)
    }

    /// A string whose length stands before it in two bytes.
    pub(crate) fn long(self, data: &[u8]) -> Result<String, TableError> {
        let length = usize::from(u16_at(data, 0)?);
        self.body(&data[2..], length)
    }

    fn body(self, data: &[u8], length: usize) -> Result<String, TableError> {
        if !self.unicode {
            let bytes = data.get(..length).ok_or_else(cut)?;
            return Ok(self.encoding.decode_without_bom_handling(bytes).0.into_owned());
        }
        let flags = data.first().copied().unwrap_or(0);
        let skip = 1 + if flags & 8 != 0 { 2 } else { 0 } + if flags & 4 != 0 { 4 } else { 0 };
        let body = data.get(skip.min(data.len())..).unwrap_or_default();
        if flags & 1 == 0 {
            let bytes = body.get(..length).ok_or_else(cut)?;
            return Ok(bytes.iter().map(|b| char::from(*b)).collect());
        }
        let bytes = body.get(..length * 2).ok_or_else(cut)?;
        Ok(utf16(bytes))
    }
}

fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}

fn cut() -> TableError {
    TableError::damaged("a text in it is cut off")
}

/// The table of shared strings, whose texts may run over several pieces of the record.
pub(crate) fn shared_strings(record: &Record<'_>) -> Result<Vec<String>, TableError> {
    let mut pieces = Pieces { current: record.data, more: record.more.iter() };
    pieces.skip(4)?;
    let count = pieces.u32()?;
    let mut strings = Vec::new();
    for _ in 0..count {
        if pieces.is_done() {
            break;
        }
        strings.push(pieces.string()?);
    }
    Ok(strings)
}

struct Pieces<'a, 'r> {
    current: &'a [u8],
    more: std::slice::Iter<'r, &'a [u8]>,
}

impl Pieces<'_, '_> {
    fn is_done(&self) -> bool {
        self.current.is_empty() && self.more.len() == 0
    }

    fn fill(&mut self) -> Result<(), TableError> {
        while self.current.is_empty() {
            self.current = self.more.next().copied().ok_or_else(cut)?;
        }
        Ok(())
    }

    fn byte(&mut self) -> Result<u8, TableError> {
        self.fill()?;
        let byte = self.current[0];
        self.current = &self.current[1..];
        Ok(byte)
    }

    fn u16(&mut self) -> Result<u16, TableError> {
        Ok(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn u32(&mut self) -> Result<u32, TableError> {
        Ok(u32::from_le_bytes([self.byte()?, self.byte()?, self.byte()?, self.byte()?]))
    }

    fn skip(&mut self, mut count: usize) -> Result<(), TableError> {
        while count > 0 {
            self.fill()?;
            let step = count.min(self.current.len());
            self.current = &self.current[step..];
            count -= step;
        }
        Ok(())
    }

    fn string(&mut self) -> Result<String, TableError> {
        let mut left = usize::from(self.u16()?);
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 { usize::from(self.u16()?) } else { 0 };
        let extra = if flags & 4 != 0 { self.u32()? as usize } else { 0 };
        let mut wide = flags & 1 != 0;
        let mut units: Vec<u16> = Vec::with_capacity(left.min(1024));
        while left > 0 {
            if self.current.is_empty() {
                self.fill()?;
                // A text carried over begins with its flags again.
                wide = self.byte()? & 1 != 0;
            }
            if wide && self.current.len() >= 2 {
                units.push(self.u16()?);
            } else {
                units.push(u16::from(self.byte()?));
            }
            left -= 1;
        }
        self.skip(runs.saturating_mul(4).saturating_add(extra))?;
        Ok(String::from_utf16_lossy(&units))
    }
}

/// A number in its four-byte form.
pub(crate) fn rk(bits: u32) -> f64 {
    let value =
        if bits & 2 != 0 { f64::from((bits as i32) >> 2) } else { f64::from_bits(u64::from(bits & 0xFFFF_FFFC) << 32) };
    if bits & 1 != 0 { value / 100.0 } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_numbers_are_read() {
        assert_eq!(rk(0x3FF0_0000), 1.0);
        assert_eq!(rk((12345 << 2) | 3), 123.45);
        assert_eq!(rk(((-7_i32) << 2) as u32 | 2), -7.0);
    }

    #[test]
    fn a_text_carried_over_to_the_next_piece_changes_its_width() {
        let mut first = vec![0, 0, 0, 0, 1, 0, 0, 0];
        first.extend([4, 0, 0, b'a', b'b']);
        let second = [1, 0x36, 0x04, b'!', 0];
        let record = Record { kind: 0xFC, data: &first, more: vec![&second] };
        assert_eq!(shared_strings(&record).unwrap(), ["abж!"]);
    }

    #[test]
    fn a_claim_of_many_strings_costs_nothing() {
        let data = [0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF];
        let record = Record { kind: 0xFC, data: &data, more: vec![] };
        assert!(shared_strings(&record).unwrap().is_empty());
    }
}
