//! What a file is, by its content.

use super::archive::Archive;
use super::cfb;
use super::{Container, Limits, TableError};
use std::io::Read;

/// Finds the kind of a file or says, in words, what it is instead of a table.
pub(crate) fn container(bytes: &[u8], limits: &Limits) -> Result<Container, TableError> {
    if bytes.is_empty() {
        return Err(TableError::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return in_archive(bytes, limits);
    }
    if bytes.starts_with(cfb::MAGIC) {
        return in_compound(bytes);
    }
    let unsupported = |what| Err(TableError::Unsupported { what });
    for (magic, what) in MAGIC {
        if bytes.starts_with(magic) {
            return unsupported(what);
        }
    }
    let start = text_start(bytes);
    for (opening, what) in OPENINGS {
        if start.get(..opening.len()).is_some_and(|s| s.eq_ignore_ascii_case(opening)) {
            return unsupported(what);
        }
    }
    if start.starts_with("<?xml") {
        return unsupported(if start.to_ascii_lowercase().contains("spreadsheet") {
            "an XML spreadsheet of Excel 2003"
        } else {
            "an XML document"
        });
    }
    Ok(Container::Csv)
}

const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xFF\xD8\xFF", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a media file"),
    (b"\x1F\x8B", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xFD7zXZ", "an xz archive"),
    (b"\x28\xB5\x2F\xFD", "a zstd archive"),
    (b"\x7FELF", "a program"),
    (b"SQLite format 3\0", "a database"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"\xFF\xFE\0\0", "text in UTF-32"),
    (b"\0\0\xFE\xFF", "text in UTF-32"),
];

const OPENINGS: &[(&str, &str)] = &[
    ("<!doctype html", "a web page"),
    ("<html", "a web page"),
    ("<table", "a web page"),
    ("<head", "a web page"),
    ("BEGIN:VCARD", "a vCard address book"),
    ("BEGIN:VCALENDAR", "a calendar"),
];

/// The first characters as far as they are ASCII, whatever the encoding.
fn text_start(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    bytes
        .iter()
        .take(1024)
        .filter(|byte| **byte != 0)
        .map(|byte| char::from(*byte))
        .skip_while(|c| c.is_whitespace() || matches!(c, '\u{FF}' | '\u{FE}'))
        .collect()
}

fn in_archive(bytes: &[u8], limits: &Limits) -> Result<Container, TableError> {
    let mut archive = Archive::open(bytes, limits)?;
    let unsupported = |what| Err(TableError::Unsupported { what });
    let mimetype = small(&mut archive, "mimetype")?;
    if mimetype.starts_with("application/vnd.oasis.opendocument.") {
        return match mimetype.trim() {
            "application/vnd.oasis.opendocument.spreadsheet"
            | "application/vnd.oasis.opendocument.spreadsheet-template" => Ok(Container::Ods),
            _ => unsupported("an OpenDocument file, but not a spreadsheet"),
        };
    }
    if archive.has("xl/workbook.bin") {
        return unsupported("a binary Excel workbook (XLSB)");
    }
    if archive.has("xl/workbook.xml") {
        return Ok(Container::Xlsx);
    }
    if archive.has("word/document.xml") {
        return unsupported("a Word document");
    }
    if archive.has("ppt/presentation.xml") {
        return unsupported("a presentation");
    }
    if archive.has("content.xml") {
        let content = small(&mut archive, "content.xml")?;
        return if content.contains("<office:spreadsheet") || !content.contains("<office:text") {
            Ok(Container::Ods)
        } else {
            unsupported("a text document")
        };
    }
    if archive.has("[Content_Types].xml") {
        let types = small(&mut archive, "[Content_Types].xml")?;
        if types.contains("spreadsheetml") {
            return Ok(Container::Xlsx);
        }
    }
    unsupported("a zip archive; unpack it and choose the table inside")
}

fn small(archive: &mut Archive<'_>, name: &str) -> Result<String, TableError> {
    let mut bytes = Vec::new();
    if let Some(part) = archive.part(name)? {
        part.take(1 << 20).read_to_end(&mut bytes).map_err(|error| super::archive::read_error(&error))?;
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn in_compound(bytes: &[u8]) -> Result<Container, TableError> {
    let container = cfb::Container::open(bytes)?;
    if container.has("EncryptedPackage") {
        return Err(TableError::PasswordProtected);
    }
    if container.has("Workbook") || container.has("Book") {
        return Ok(Container::Xls);
    }
    Err(TableError::Unsupported {
        what: if container.has("WordDocument") { "a Word document" } else { "an office document" },
    })
}
