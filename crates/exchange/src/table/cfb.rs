//! The container of old Excel workbooks: a little file system inside a file. Every chain of sectors is
//! followed at most once through the file, so that a loop in it ends in a refusal, not in a hang.

use super::TableError;

/// The first bytes of such a file.
pub(crate) const MAGIC: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

const LAST_SECTOR: u32 = 0xFFFF_FFFA;
const MINI_STREAM_LIMIT: u64 = 4096;

/// A container held in memory.
pub(crate) struct Container<'a> {
    bytes: &'a [u8],
    sector: usize,
    fat: Vec<u32>,
    mini_fat: Vec<u32>,
    mini: Vec<u8>,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    start: u32,
    length: u64,
}

impl<'a> Container<'a> {
    /// Reads the header, the allocation tables and the directory.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, TableError> {
        if bytes.len() < 512 || !bytes.starts_with(MAGIC) {
            return Err(broken());
        }
        let sector = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return Err(broken()),
        };
        let mut container =
            Self { bytes, sector, fat: Vec::new(), mini_fat: Vec::new(), mini: Vec::new(), entries: Vec::new() };
        container.read_fat()?;
        let directory = container.chain(u32_at(bytes, 48)?, None)?;
        for entry in directory.chunks_exact(128) {
            let length = usize::from(u16_at(entry, 64)?).min(64).saturating_sub(2);
            let units: Vec<u16> = entry[..length].chunks_exact(2).map(|p| u16::from_le_bytes([p[0], p[1]])).collect();
            container.entries.push(Entry {
                name: String::from_utf16_lossy(&units),
                start: u32_at(entry, 116)?,
                // The upper half is rubbish in files with small sectors.
                length: u64::from(u32_at(entry, 120)?),
            });
        }
        let mini_fat = container.chain(u32_at(bytes, 60)?, None)?;
        container.mini_fat = words(&mini_fat);
        if let Some(root) = container.entries.first() {
            let (start, length) = (root.start, root.length);
            container.mini = container.chain(start, Some(length))?;
        }
        Ok(container)
    }

    /// Whether a stream of this name is there.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// The bytes of a stream.
    pub(crate) fn stream(&self, name: &str) -> Result<Option<Vec<u8>>, TableError> {
        let found = self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name));
        let Some(entry) = found else { return Ok(None) };
        if entry.length >= MINI_STREAM_LIMIT {
            return self.chain(entry.start, Some(entry.length)).map(Some);
        }
        let mut out = Vec::new();
        let mut at = entry.start;
        for _ in 0..=self.mini_fat.len() {
            if at >= LAST_SECTOR || out.len() as u64 >= entry.length {
                out.truncate(entry.length as usize);
                return Ok(Some(out));
            }
            let from = at as usize * 64;
            out.extend_from_slice(self.mini.get(from..from + 64).ok_or_else(broken)?);
            at = *self.mini_fat.get(at as usize).ok_or_else(broken)?;
        }
        Err(broken())
    }

    fn sector(&self, number: u32) -> Result<&'a [u8], TableError> {
        let from = (number as usize + 1).checked_mul(self.sector).ok_or_else(broken)?;
        let to = (from + self.sector).min(self.bytes.len());
        self.bytes.get(from..to).filter(|sector| !sector.is_empty()).ok_or_else(broken)
    }

    fn read_fat(&mut self) -> Result<(), TableError> {
        let mut numbers: Vec<u32> = words(&self.bytes[76..512]);
        let mut next = u32_at(self.bytes, 68)?;
        let sectors = self.bytes.len() / self.sector + 1;
        for _ in 0..=sectors {
            if next >= LAST_SECTOR {
                break;
            }
            let mut more = words(self.sector(next)?);
            next = more.pop().ok_or_else(broken)?;
            numbers.extend(more);
        }
        for number in numbers.into_iter().filter(|number| *number < LAST_SECTOR) {
            if self.fat.len() > sectors + self.sector {
                break;
            }
            self.fat.extend(words(self.sector(number)?));
        }
        Ok(())
    }

    fn chain(&self, start: u32, length: Option<u64>) -> Result<Vec<u8>, TableError> {
        let mut out = Vec::new();
        let mut at = start;
        // A chain without a loop visits no sector twice.
        for _ in 0..=self.bytes.len() / self.sector {
            let enough = length.is_some_and(|length| out.len() as u64 >= length);
            if at >= LAST_SECTOR || enough {
                if let Some(length) = length {
                    out.truncate(length as usize);
                }
                return Ok(out);
            }
            out.extend_from_slice(self.sector(at)?);
            at = *self.fat.get(at as usize).ok_or_else(broken)?;
        }
        Err(broken())
    }
}

fn broken() -> TableError {
    TableError::damaged("its parts do not hang together")
}

pub(crate) fn u16_at(bytes: &[u8], at: usize) -> Result<u16, TableError> {
    match bytes.get(at..at + 2) {
        Some(&[a, b]) => Ok(u16::from_le_bytes([a, b])),
        _ => Err(TableError::damaged("a record in it is too short")),
    }
}

pub(crate) fn u32_at(bytes: &[u8], at: usize) -> Result<u32, TableError> {
    match bytes.get(at..at + 4) {
        Some(&[a, b, c, d]) => Ok(u32::from_le_bytes([a, b, c, d])),
        _ => Err(TableError::damaged("a record in it is too short")),
    }
}

fn words(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).map(|w| u32::from_le_bytes([w[0], w[1], w[2], w[3]])).collect()
}
