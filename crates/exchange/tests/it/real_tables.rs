//! Reads files that nobody here wrote, where they are at hand, and compares workbooks cell by cell with
//! what another reader makes of them.

use calamine::{Data, Reader as _};
use kith_exchange::table::spool::{Reader, Row};
use kith_exchange::table::{ReadOptions, Summary, TableError, load, plain_number};
use std::io::Cursor;
use std::path::{Path, PathBuf};

/// The folder with real inputs, or nothing, said aloud.
pub fn data(test: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("KITH_REAL_DATA")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"), PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: {test}: no real inputs in {}", folder.display());
    None
}

fn files(folder: &Path, extensions: &[&str], found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, extensions, found);
        } else if path.extension().and_then(|e| e.to_str()).is_some_and(|e| extensions.contains(&e)) {
            found.push(path);
        }
    }
    found.sort();
}

fn table(path: &Path) -> Result<(Summary, Vec<Row>), TableError> {
    let options = ReadOptions { header: Some(false), ..ReadOptions::default() };
    let (summary, spool) = load(&std::fs::read(path).unwrap(), &options, Vec::new())?;
    let mut reader = Reader::new(Cursor::new(spool))?;
    let mut rows = Vec::new();
    while let Some(row) = reader.next_row()? {
        rows.push(row);
    }
    Ok((summary, rows))
}

#[test]
fn workbooks_read_as_another_reader_reads_them() {
    let Some(folder) = data("workbooks") else { return };
    let mut found = Vec::new();
    files(&folder, &["xlsx", "xls", "ods", "xlsm"], &mut found);
    let mut compared = 0;
    for path in found {
        let name = path.strip_prefix(&folder).unwrap().display().to_string();
        let (summary, rows) = match table(&path) {
            Ok(read) => read,
            Err(TableError::Empty | TableError::PasswordProtected) => continue,
            Err(TableError::Damaged { .. }) if name.ends_with("oleloop.xls") => continue,
            Err(error) => panic!("{name}: {error}"),
        };
        let Ok(mut other) = calamine::open_workbook_auto(&path) else { continue };
        let range = other.worksheet_range(summary.format.sheet.as_deref().unwrap()).unwrap();
        let (top, left) = range.start().unwrap();
        let mut expected = Vec::new();
        for (at, row) in range.rows().enumerate() {
            let cells: Vec<String> = (0..left).map(|_| String::new()).chain(row.iter().map(text)).collect();
            let width = cells.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |at| at + 1);
            if width > 0 {
                expected.push((u64::from(top) + at as u64 + 1, cells[..width].to_vec()));
            }
        }
        let ours: Vec<(u64, Vec<String>)> = rows
            .iter()
            .map(|row| {
                let cells: Vec<_> = row.cells.iter().map(|cell| cell.text().into_owned()).collect();
                let width = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |at| at + 1);
                (row.number, cells[..width].to_vec())
            })
            .collect();
        assert_eq!(ours.len(), expected.len(), "{name}");
        for (ours, expected) in ours.iter().zip(&expected) {
            assert_eq!(ours.0, expected.0, "{name}");
            for (column, (ours, expected)) in ours.1.iter().zip(&expected.1).enumerate() {
                assert_eq!(ours.trim(), expected.trim(), "{name} {} {column}", ours);
            }
        }
        compared += 1;
    }
    assert!(compared > 30, "only {compared} workbooks were compared");
}

/// What the other reader found, in our words.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::Int(value) => value.to_string(),
        Data::Float(value) => plain_number(*value).unwrap_or_default(),
        Data::String(text) => text.replace("\r\n", "\n"),
        Data::Bool(value) => value.to_string(),
        Data::DateTimeIso(text) => text.clone(),
        Data::DurationIso(text) => text.clone(),
        Data::Error(error) => error.to_string(),
        Data::DateTime(at) if at.is_duration() => format!("{}", at.as_f64()),
        Data::DateTime(at) => {
            let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
            match (hour, minute, second) {
                (0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
                _ if at.as_f64() < 1.0 => format!("{hour:02}:{minute:02}:{second:02}"),
                _ => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"),
            }
        }
    }
}
