//! Zip archives from strangers: parts are read as streams with a limit, so that nothing a part claims
//! about its own size is believed.

use super::{Limits, TableError};
use std::io::{self, BufReader, Cursor, Read};
use zip::ZipArchive;

/// An archive held in memory.
pub struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    names: Vec<String>,
    unpacked: u64,
}

/// A part of an archive, unpacked while it is read, up to the limit.
pub type Part<'a> = BufReader<Bounded<Box<dyn Read + 'a>>>;

impl<'a> Archive<'a> {
    /// Reads the directory of an archive.
    pub fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, TableError> {
        let zip =
            ZipArchive::new(Cursor::new(bytes)).map_err(|_| TableError::damaged("its archive cannot be opened"))?;
        if zip.len() > limits.parts {
            return Err(TableError::UnpacksTooLarge { limit: limits.unpacked });
        }
        let names = zip
            .file_names_raw()
            .map(|name| String::from_utf8_lossy(name).replace('\\', "/"))
            .map(|name| name.trim_start_matches('/').to_owned())
            .collect();
        Ok(Self { zip, names, unpacked: limits.unpacked })
    }

    /// The names of the parts, with forward slashes.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Whether a part is there; case does not matter, as in Windows, where such files come from.
    pub fn has(&self, name: &str) -> bool {
        self.index(name).is_some()
    }

    /// Opens a part for reading, if it is there.
    pub fn part(&mut self, name: &str) -> Result<Option<Part<'_>>, TableError> {
        let Some(index) = self.index(name) else { return Ok(None) };
        let limit = self.unpacked;
        let file = self.zip.by_index(index).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(text) if text.contains("assword") => {
                TableError::PasswordProtected
            }
            _ => TableError::damaged("a part of its archive cannot be opened"),
        })?;
        let inner: Box<dyn Read + '_> = Box::new(file);
        Ok(Some(BufReader::with_capacity(64 << 10, Bounded { inner, left: limit, limit })))
    }

    fn index(&self, name: &str) -> Option<usize> {
        let name = name.trim_start_matches('/');
        self.names
            .iter()
            .position(|part| part == name)
            .or_else(|| self.names.iter().position(|part| part.eq_ignore_ascii_case(name)))
    }
}

/// A reader that fails once more than its limit has been read.
pub struct Bounded<R> {
    inner: R,
    left: u64,
    limit: u64,
}

/// The error inside the [`io::Error`] of a [`Bounded`] reader.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LimitReached(pub u64);

impl std::fmt::Display for LimitReached {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "more than {} bytes", self.0)
    }
}

impl std::error::Error for LimitReached {}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buf)?;
        match self.left.checked_sub(read as u64) {
            Some(left) => {
                self.left = left;
                Ok(read)
            }
            None => Err(io::Error::other(LimitReached(self.limit))),
        }
    }
}

/// Turns an error met while unpacking into the reason for refusing the file.
pub(crate) fn read_error(error: &io::Error) -> TableError {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<LimitReached>()) {
        Some(LimitReached(limit)) => TableError::UnpacksTooLarge { limit: *limit },
        None => TableError::damaged("a part of its archive cannot be unpacked"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::write::SimpleFileOptions;

    fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn a_part_that_unpacks_beyond_the_limit_is_refused_while_reading() {
        let bytes = archive(&[("big.xml", &vec![b' '; 1 << 20])]);
        assert!(bytes.len() < 10_000);
        let limits = Limits { unpacked: 1 << 16, ..Limits::default() };
        let mut archive = Archive::open(&bytes, &limits).unwrap();
        let mut part = archive.part("big.xml").unwrap().unwrap();
        let error = part.read_to_end(&mut Vec::new()).unwrap_err();
        assert_eq!(read_error(&error), TableError::UnpacksTooLarge { limit: 1 << 16 });
    }

    #[test]
    fn names_with_backslashes_and_other_case_are_found() {
        let bytes = archive(&[("XL\\Workbook.xml", b"<x/>")]);
        let mut archive = Archive::open(&bytes, &Limits::default()).unwrap();
        assert!(archive.part("/xl/workbook.xml").unwrap().is_some());
        assert!(archive.part("xl/other.xml").unwrap().is_none());
    }

    #[test]
    fn a_cut_archive_is_damaged() {
        let bytes = archive(&[("a.xml", b"<a>some text</a>")]);
        let cut = &bytes[..bytes.len() / 2];
        assert!(matches!(Archive::open(cut, &Limits::default()).err(), Some(TableError::Damaged { .. })));
    }
}
