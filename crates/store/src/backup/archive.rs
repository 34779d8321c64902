//! A backup, opened for reading. Nothing in it is believed before it is checked.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use kith_catalogue::{Cell, ColumnType};
use sha2::{Digest, Sha256};
use zip::ZipArchive;
use zip::read::ZipFile;

use super::write::hex;
use super::{
    BackupError, LARGEST_MANIFEST, LONGEST_ROW, MANIFEST, Manifest, Progress, SMALL, Stage, TIMES, TableEntry, rows,
};

/// An opened backup.
pub struct Archive {
    zip: ZipArchive<BufReader<File>>,
    manifest: Manifest,
}

impl std::fmt::Debug for Archive {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Archive").field("manifest", &self.manifest).finish_non_exhaustive()
    }
}

type Stream<'a> = ZipFile<'a, BufReader<File>>;

impl Archive {
    /// Opens a backup and reads what it says of itself.
    ///
    /// # Errors
    /// When it is not a backup, is cut off, was made by a newer program, or claims to unpack to more than it can.
    pub fn open(path: &Path) -> Result<Self, BackupError> {
        let name = || path.display().to_string();
        let file = File::open(path).map_err(BackupError::io(name()))?;
        let length = file.metadata().map_err(BackupError::io(name()))?.len();
        let mut zip = ZipArchive::new(BufReader::with_capacity(256 << 10, file)).map_err(|e| match e {
            zip::result::ZipError::Io(e) if e.kind() != io::ErrorKind::UnexpectedEof => BackupError::io(name())(e),
            e => BackupError::NotABackup(e.to_string()),
        })?;
        let manifest = manifest(&mut zip)?;
        manifest.check()?;
        let mut archive = Self { zip, manifest };
        archive.check_entries(length)?;
        Ok(archive)
    }

    /// What it says of itself.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The archive holds what the manifest names and nothing else, and unpacks to what can be.
    fn check_entries(&mut self, length: u64) -> Result<(), BackupError> {
        let mut wanted: HashSet<String> = self.manifest.tables.iter().map(TableEntry::entry).collect();
        wanted.insert(MANIFEST.to_owned());
        if self.zip.len() != wanted.len() {
            return Err(BackupError::NotABackup(format!("{} entries instead of {}", self.zip.len(), wanted.len())));
        }
        let mut packed = 0_u64;
        for at in 0..self.zip.len() {
            let entry = self.zip.by_index_raw(at).map_err(|e| BackupError::NotABackup(e.to_string()))?;
            packed = packed.saturating_add(entry.compressed_size());
            if !entry.name().is_ok_and(|name| wanted.remove(&*name)) {
                return Err(BackupError::NotABackup("it has entries that its manifest does not name".to_owned()));
            }
        }
        // Entries that share bytes could unpack to anything.
        if packed > length {
            return Err(BackupError::NotABackup("its entries overlap".to_owned()));
        }
        let unpacked = self.manifest.tables.iter().fold(0_u64, |sum, table| sum.saturating_add(table.bytes));
        let most = SMALL.max(length.saturating_mul(TIMES));
        if unpacked > most { Err(BackupError::TooLarge(unpacked)) } else { Ok(()) }
    }

    /// Compares every entry with its length, number of rows and checksum.
    ///
    /// # Errors
    /// [`BackupError::Damaged`] with the first entry that is not what was saved.
    pub fn verify(&mut self, mut progress: impl FnMut(Progress)) -> Result<(), BackupError> {
        let (mut done, total) = (0, self.manifest.rows());
        for table in self.manifest.tables.clone() {
            let part = table.entry();
            let mut entry = Checked::new(open(&mut self.zip, &part)?, table.bytes);
            let mut buffer = vec![0; 256 << 10];
            let mut rows = 0;
            loop {
                let read = entry.read(&mut buffer).map_err(|e| BackupError::damaged(&part, e.to_string()))?;
                if read == 0 {
                    break;
                }
                rows += buffer[..read].iter().filter(|byte| **byte == b'\n').count() as u64;
            }
            entry.finish(&table)?;
            if rows != table.rows {
                return Err(BackupError::damaged(&part, format!("{rows} rows instead of {}", table.rows)));
            }
            done += rows;
            progress(Progress { stage: Stage::Checking, table: table.name, done, total });
        }
        Ok(())
    }

    /// Hands over the rows of a table.
    pub(super) fn rows(
        &mut self,
        table: &TableEntry,
        mut each: impl FnMut(Vec<Cell>) -> Result<(), BackupError>,
    ) -> Result<(), BackupError> {
        let part = table.entry();
        let types: Vec<ColumnType> = table.types();
        let mut entry = BufReader::with_capacity(256 << 10, Checked::new(open(&mut self.zip, &part)?, table.bytes));
        let mut line = Vec::new();
        let mut number = 0_u64;
        loop {
            line.clear();
            let read = (&mut entry).take(LONGEST_ROW + 1).read_until(b'\n', &mut line);
            if read.map_err(|e| BackupError::damaged(&part, e.to_string()))? == 0 {
                break;
            }
            number += 1;
            if line.len() as u64 > LONGEST_ROW {
                return Err(BackupError::damaged(&part, format!("row {number} is too long")));
            }
            let cells = rows::decode(&line, &types);
            each(cells.map_err(|e| BackupError::damaged(&part, format!("row {number}: {e}")))?)?;
        }
        entry.into_inner().finish(table)?;
        if number == table.rows {
            Ok(())
        } else {
            Err(BackupError::damaged(&part, format!("{number} rows instead of {}", table.rows)))
        }
    }
}

fn manifest(zip: &mut ZipArchive<BufReader<File>>) -> Result<Manifest, BackupError> {
    let mut text = Vec::new();
    let entry = zip.by_name(MANIFEST).map_err(|_| BackupError::NotABackup("it has no manifest".to_owned()))?;
    let read = entry.take(LARGEST_MANIFEST + 1).read_to_end(&mut text);
    read.map_err(|e| BackupError::damaged(MANIFEST, e.to_string()))?;
    if text.len() as u64 > LARGEST_MANIFEST {
        return Err(BackupError::damaged(MANIFEST, "too large"));
    }
    // The version first: a newer manifest may have another shape.
    let json: serde_json::Value =
        serde_json::from_slice(&text).map_err(|e| BackupError::damaged(MANIFEST, e.to_string()))?;
    serde_json::from_value(json.clone()).map_err(|e| match json["format_version"].as_u64() {
        Some(version) if version > 1 => {
            BackupError::Newer { program: json["program"].as_str().unwrap_or("unknown").to_owned() }
        }
        _ => BackupError::damaged(MANIFEST, e.to_string()),
    })
}

fn open<'a>(zip: &'a mut ZipArchive<BufReader<File>>, part: &str) -> Result<Stream<'a>, BackupError> {
    zip.by_name(part).map_err(|e| BackupError::damaged(part, e.to_string()))
}

/// An entry that is measured while it is read, and not read further than it claims to be long.
struct Checked<R> {
    inner: R,
    hash: Sha256,
    left: u64,
}

impl<R: Read> Checked<R> {
    fn new(inner: R, length: u64) -> Self {
        Self { inner, hash: Sha256::new(), left: length }
    }

    fn finish(self, table: &TableEntry) -> Result<(), BackupError> {
        let wrong = |what: &str| Err(BackupError::damaged(&table.entry(), what));
        if self.left > 0 {
            return wrong("it is shorter than it was");
        }
        if hex(&self.hash.finalize()) == table.sha256 { Ok(()) } else { wrong("its checksum differs") }
    }
}

impl<R: Read> Read for Checked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.left = self
            .left
            .checked_sub(read as u64)
            .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "it is longer than it was"))?;
        self.hash.update(&buffer[..read]);
        Ok(read)
    }
}
