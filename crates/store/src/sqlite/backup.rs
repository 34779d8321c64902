//! A copy of the database while it is in use.

use std::path::Path;
use std::time::Duration;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::error;
use crate::error::{Result, StoreError};

/// Pages copied between two looks at whether others wait.
const STEP: i32 = 2_000;

/// Copies the database into a new file with SQLite's own means: one consistent state, also while others write.
///
/// The source is read in one snapshot, so that writers do not make the copy begin again.
pub(crate) fn copy(from: &Path, to: &Path, mut progress: impl FnMut(u64, u64)) -> Result<()> {
    let source = Connection::open_with_flags(from, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .map_err(error)?;
    source.busy_timeout(Duration::from_secs(10)).map_err(error)?;
    // Holding a snapshot open keeps the source from changing under the copy.
    source.execute_batch("BEGIN; SELECT count(*) FROM sqlite_schema;").map_err(error)?;
    let mut target = Connection::open(to).map_err(error)?;
    {
        let backup = Backup::new(&source, &mut target).map_err(error)?;
        loop {
            let step = backup.step(STEP).map_err(error)?;
            let at = backup.progress();
            progress((at.pagecount - at.remaining).max(0) as u64, at.pagecount.max(0) as u64);
            match step {
                StepResult::Done => break,
                StepResult::More => {}
                _ => std::thread::sleep(Duration::from_millis(20)),
            }
        }
    }
    // One file without companions, and whole.
    target.execute_batch("PRAGMA journal_mode = DELETE;").map_err(error)?;
    let verdict: String = target.query_row("PRAGMA quick_check", [], |row| row.get(0)).map_err(error)?;
    if verdict != "ok" {
        return Err(StoreError::Storage(format!("the copy is damaged: {verdict}")));
    }
    target.close().map_err(|(_, e)| error(e))?;
    Ok(())
}
