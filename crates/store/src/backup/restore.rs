//! Restoring.

use std::path::Path;
use std::thread;

use crossbeam_channel::Sender;
use kith_catalogue::{Catalogue, Cell};

use super::log::Readers;
use super::{Archive, BackupError, Manifest, Progress, Stage, TableEntry, tables, target};
use crate::bulk::Target;
use crate::conn::Conn;
use crate::error::StoreError;
use crate::queue::Lane;
use crate::store::Store;
use crate::{migrations, shape};

/// Rows are written in groups of so many …
const ROWS: usize = 2_000;
/// … or of about this many bytes.
const BYTES: usize = 4 << 20;

/// Puts a backup into an empty database: one that was never used, or opened but never set up.
///
/// First the whole archive is compared with its checksums; then everything happens in one transaction. A backup of an
/// older schema is brought up to date in it. `catalogue` is asked for the catalogue in force, to be read from the settings
/// that have just been restored: indexes and search are made by it.
///
/// Blocks until it is done.
///
/// # Errors
/// [`BackupError::NotEmpty`], and what is wrong with the archive. The database is then as empty as before.
pub fn restore<C>(
    store: &Store,
    path: &Path,
    catalogue: C,
    mut progress: impl FnMut(Progress),
) -> Result<Manifest, BackupError>
where
    C: FnMut(&mut Conn) -> Result<Catalogue, StoreError> + Send + 'static,
{
    let mut archive = Archive::open(path)?;
    archive.verify(&mut progress)?;
    let manifest = archive.manifest().clone();
    let (sender, told) = crossbeam_channel::unbounded();
    let mut load = Load { archive, manifest: manifest.clone(), catalogue, sender };
    let result = thread::scope(|scope| {
        let work = scope.spawn(move || store.write_blocking(Lane::Schema, move |conn| load.run(conn)));
        // Ends when the work has dropped its end.
        told.iter().for_each(&mut progress);
        work.join().unwrap_or_else(|_| Err(StoreError::Panic("the restore".to_owned()).into()))
    });
    result?;
    store.schema_is_ready();
    Ok(manifest)
}

struct Load<C> {
    archive: Archive,
    manifest: Manifest,
    catalogue: C,
    sender: Sender<Progress>,
}

impl<C> Load<C>
where
    C: FnMut(&mut Conn) -> Result<Catalogue, StoreError>,
{
    /// Runs again from the start when the database asks for that.
    fn run(&mut self, conn: &mut Conn) -> Result<(), BackupError> {
        if conn.dialect().is_postgres() {
            conn.batch("SET LOCAL statement_timeout = 0")?;
        }
        migrations::lock(conn)?;
        target::clear(conn)?;
        migrations::apply(conn, self.manifest.schema_step)?;
        self.load(conn)?;
        migrations::apply(conn, migrations::newest())?;
        self.tell(Stage::Finishing, "", self.manifest.rows());
        let catalogue = (self.catalogue)(conn)?;
        shape::ensure(conn, &catalogue)?;
        if conn.dialect().is_postgres() {
            // Without figures about its new rows it would plan badly at first.
            conn.batch("ANALYZE")?;
        }
        Ok(())
    }

    fn load(&mut self, conn: &mut Conn) -> Result<(), BackupError> {
        let mut tables = self.manifest.tables.clone();
        // Where readers stand is needed when the events come.
        tables.sort_by_key(|table| table.name != "cursor");
        let mut readers = Readers::default();
        let mut done = 0;
        for table in &tables {
            if table.is_records() {
                conn.batch(&tables::create_records(table, conn.dialect()))?;
            } else {
                fits(conn, table)?;
            }
            self.table(conn, table, &mut readers, &mut done)?;
            target::count_on(conn, &table.name)?;
        }
        readers.settle(conn)
    }

    fn table(
        &mut self,
        conn: &mut Conn,
        table: &TableEntry,
        readers: &mut Readers,
        done: &mut u64,
    ) -> Result<(), BackupError> {
        let columns = table.columns.iter().map(|column| (column.name.clone(), column.ty.into())).collect();
        let into = Target { table: table.name.clone(), columns };
        let clean = conn.dialect().is_postgres();
        let total = self.manifest.rows();
        let mut group: Vec<Vec<Cell>> = Vec::with_capacity(ROWS);
        let mut bytes = 0;
        let mut save = |conn: &mut Conn, group: &mut Vec<Vec<Cell>>| {
            conn.insert_rows(&into, group.iter().map(Vec::as_slice))?;
            *done += group.len() as u64;
            group.clear();
            let told = Progress { stage: Stage::Loading, table: table.name.clone(), done: *done, total };
            let _ = self.sender.send(told);
            Ok::<_, BackupError>(())
        };
        self.archive.rows(table, |mut cells| {
            readers.pass(table, &mut cells)?;
            for cell in &mut cells {
                bytes += size(cell);
                if clean {
                    without_nul(cell);
                }
            }
            group.push(cells);
            if group.len() >= ROWS || bytes >= BYTES {
                bytes = 0;
                save(conn, &mut group)?;
            }
            Ok(())
        })?;
        save(conn, &mut group)
    }

    fn tell(&self, stage: Stage, table: &str, done: u64) {
        let told = Progress { stage, table: table.to_owned(), done, total: self.manifest.rows() };
        let _ = self.sender.send(told);
    }
}

/// A fixed table of that step has every column that the backup has.
fn fits(conn: &mut Conn, table: &TableEntry) -> Result<(), BackupError> {
    let present = tables::columns_of(conn, &table.name)?;
    match table.columns.iter().find(|column| !present.iter().any(|(name, _)| *name == column.name)) {
        Some(column) => Err(BackupError::damaged(&table.entry(), format!("there is no column {}", column.name))),
        None => Ok(()),
    }
}

fn size(cell: &Cell) -> usize {
    match cell {
        Cell::Text(text) => text.len(),
        Cell::Bytes(bytes) => bytes.len(),
        _ => 8,
    }
}

/// PostgreSQL cannot keep a NUL in text. None is written by this program; other doors of SQLite could.
fn without_nul(cell: &mut Cell) {
    if let Cell::Text(text) = cell
        && text.contains('\0')
    {
        text.retain(|c| c != '\0');
    }
}
