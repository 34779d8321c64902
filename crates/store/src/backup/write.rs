//! Saving.

use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, Seek, Write};
use std::path::{Path, PathBuf};

use kith_catalogue::Cell;
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::manifest::{ColumnEntry, TableEntry, entry};
use super::tables::{self, Table};
use super::{About, BackupError, LONGEST_ROW, MANIFEST, Manifest, Progress, Stage, rows, snapshot};
use crate::config::StoreConfig;
use crate::conn::Conn;
use crate::error::StoreError;
use crate::migrations;
use crate::sql::Sql;

/// Rows read at once.
const PAGE: u64 = 5_000;
/// Rows are handed to the archive in pieces of about this size.
const PIECE: usize = 256 << 10;

/// Saves the database into a new file, readable by its owner alone. The file appears under its name when it is whole.
///
/// Blocks until it is done. Others may go on writing: what is saved is the state at the beginning. The database itself is
/// only read, so that it may be in a place that cannot be written.
///
/// # Errors
/// [`BackupError::Exists`] when there is such a file, and when the database cannot be read or the file not written.
pub fn write_file(
    config: &StoreConfig,
    path: &Path,
    about: &About,
    progress: impl FnMut(Progress) + Send,
) -> Result<Manifest, BackupError> {
    if path.exists() {
        return Err(BackupError::Exists(path.display().to_string()));
    }
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = Unfinished(PathBuf::from(part));
    let file = private(&part.0).map_err(BackupError::io(part.0.display().to_string()))?;
    let (out, manifest) = write(config, BufWriter::new(file), about, progress)?;
    let file = out.into_inner().map_err(|e| BackupError::writing(e.into_error()))?;
    file.sync_all().map_err(BackupError::writing)?;
    drop(file);
    fs::rename(&part.0, path).map_err(BackupError::io(path.display().to_string()))?;
    // The name, too, must survive a power failure.
    if let Some(folder) = path.parent() {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        if let Ok(folder) = File::open(folder) {
            let _ = folder.sync_all();
        }
    }
    Ok(manifest)
}

/// Removes what was begun when it was not finished.
struct Unfinished(PathBuf);

impl Drop for Unfinished {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

fn private(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Saves the database into a writer and gives it back. See [`write_file`].
///
/// # Errors
/// When the database cannot be read or the writer fails.
pub fn write<W: Write + Seek + Send>(
    config: &StoreConfig,
    out: W,
    about: &About,
    mut progress: impl FnMut(Progress) + Send,
) -> Result<(W, Manifest), BackupError> {
    snapshot::with(config, move |conn| {
        let dialect = conn.dialect();
        let step = migrations::version(conn)?;
        if step == 0 {
            return Err(StoreError::Schema("there is nothing in it yet".to_owned()).into());
        }
        if step > migrations::newest() {
            let text = format!("it is at step {step}, this program knows only {}", migrations::newest());
            return Err(StoreError::Schema(text).into());
        }
        let tables = snapshot::briefly(conn, |conn| Ok(tables::list(conn, step)?))?;
        let mut counts = Vec::with_capacity(tables.len());
        for table in &tables {
            counts.push(snapshot::briefly(conn, |conn| count(conn, table))?);
        }
        let mut archive =
            Writer { zip: ZipWriter::new(out), done: 0, total: counts.iter().sum(), progress: &mut progress };
        let mut entries = Vec::with_capacity(tables.len());
        for (table, count) in tables.iter().zip(counts) {
            let saved = archive.table(conn, table)?;
            if saved.rows != count {
                return Err(BackupError::Changed { table: saved.name, found: saved.rows, expected: count });
            }
            entries.push(saved);
        }
        let manifest = Manifest::new(about, step, dialect, entries);
        let out = archive.finish(&manifest)?;
        Ok((out, manifest))
    })
}

fn count(conn: &mut Conn, table: &Table) -> Result<u64, BackupError> {
    let mut sql = Sql::new("SELECT count(*) FROM ");
    sql.ident(&table.name);
    let count = conn.one(&sql)?.map_or(Ok(0), |row| row.int(0))?;
    Ok(count.unsigned_abs())
}

struct Writer<'p, W: Write + Seek> {
    zip: ZipWriter<W>,
    done: u64,
    total: u64,
    progress: &'p mut (dyn FnMut(Progress) + Send),
}

impl<W: Write + Seek> Writer<'_, W> {
    fn begin(&mut self, name: &str) -> Result<(), BackupError> {
        let options = SimpleFileOptions::DEFAULT
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(4))
            .last_modified_time(DateTime::DEFAULT)
            .large_file(true);
        self.zip.start_file(name, options).map_err(BackupError::writing)
    }

    fn table(&mut self, conn: &mut Conn, table: &Table) -> Result<TableEntry, BackupError> {
        self.begin(&entry(&table.name))?;
        let mut part = Part { hash: Sha256::new(), bytes: 0, rows: 0, buffer: Vec::with_capacity(PIECE * 2) };
        let mut after: Option<Vec<Cell>> = None;
        loop {
            let sql = page(table, after.as_deref());
            let mut rows_here = 0;
            let mut last = None;
            snapshot::briefly(conn, |conn| {
                conn.query_each(&sql, |row| {
                    rows_here += 1;
                    if rows_here == PAGE {
                        let key = table.key.iter().map(|at| row.cell(*at, table.types[*at]));
                        last = Some(key.collect::<Result<Vec<Cell>, StoreError>>()?);
                    }
                    part.row(&mut self.zip, table, row)
                })
            })?;
            self.done += rows_here;
            (self.progress)(Progress {
                stage: Stage::Saving,
                table: table.name.clone(),
                done: self.done,
                total: self.total,
            });
            match last {
                Some(key) => after = Some(key),
                None => break,
            }
        }
        part.flush(&mut self.zip)?;
        let columns = table.columns.iter().zip(&table.types);
        let columns = columns.map(|(name, ty)| ColumnEntry { name: name.clone(), ty: (*ty).into() });
        Ok(TableEntry {
            name: table.name.clone(),
            columns: columns.collect(),
            rows: part.rows,
            bytes: part.bytes,
            sha256: hex(&part.hash.finalize()),
        })
    }

    fn finish(mut self, manifest: &Manifest) -> Result<W, BackupError> {
        self.begin(MANIFEST)?;
        let text = serde_json::to_vec_pretty(manifest).map_err(BackupError::writing)?;
        self.zip.write_all(&text).map_err(BackupError::writing)?;
        let mut out = self.zip.finish().map_err(BackupError::writing)?;
        out.flush().map_err(BackupError::writing)?;
        Ok(out)
    }
}

/// An entry while it is written.
struct Part {
    hash: Sha256,
    bytes: u64,
    rows: u64,
    buffer: Vec<u8>,
}

impl Part {
    fn row(&mut self, zip: &mut impl Write, table: &Table, row: &crate::RowRef<'_>) -> Result<(), BackupError> {
        let start = self.buffer.len();
        rows::encode(row, &table.types, &mut self.buffer)
            .map_err(|e| StoreError::Backend(format!("{}, row {}: {e}", table.name, self.rows + 1)))?;
        let length = (self.buffer.len() - start) as u64;
        if length > LONGEST_ROW {
            return Err(BackupError::RowTooLong { table: table.name.clone(), bytes: length });
        }
        self.rows += 1;
        if self.buffer.len() >= PIECE { self.flush(zip) } else { Ok(()) }
    }

    fn flush(&mut self, zip: &mut impl Write) -> Result<(), BackupError> {
        self.hash.update(&self.buffer);
        self.bytes += self.buffer.len() as u64;
        zip.write_all(&self.buffer).map_err(BackupError::writing)?;
        self.buffer.clear();
        Ok(())
    }
}

/// The rows after a key, in the order of the key.
fn page(table: &Table, after: Option<&[Cell]>) -> Sql {
    let list = |sql: &mut Sql, columns: &mut dyn Iterator<Item = &String>| {
        for (i, column) in columns.enumerate() {
            sql.add(if i == 0 { "" } else { ", " }).ident(column);
        }
    };
    let key = || table.key.iter().map(|at| &table.columns[*at]);
    let mut sql = Sql::new("SELECT ");
    list(&mut sql, &mut table.columns.iter());
    sql.add(" FROM ").ident(&table.name);
    if let Some(after) = after {
        sql.add(" WHERE (");
        list(&mut sql, &mut key());
        sql.add(") > (").args(after).add(")");
    }
    sql.add(" ORDER BY ");
    list(&mut sql, &mut key());
    sql.add(" LIMIT ").number(PAGE as i64);
    sql
}

pub(super) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
