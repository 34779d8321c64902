//! A job that reads the words in files, so that they can be found by them. It runs beside people's work: a file is found by
//! its name at once and by its words a moment later.

use std::panic::{AssertUnwindSafe, catch_unwind};

use kith_engine::search::Beside;
use kith_engine::worker::JobKind;
use kith_engine::{Lane, NewJob, Result, Sql, Tx, Workspace};
use serde_json::Value as Json;
use uuid::Uuid;

use super::words::{self, Reading};
use super::{LARGEST, content};

/// The job's name.
const NAME: &str = "files.read";
/// So often is begun to read a file; one that brings the program down is left alone then.
const TRIES: i64 = 2;
/// So many bytes of a plain text are read.
const OF_TEXT: usize = 4 * words::MOST;

/// Has the files read that nobody has read yet: one job for all that are waiting.
pub(super) fn plan(tx: &mut Tx<'_>) -> Result<()> {
    let run_at = tx.ctx.now;
    tx.enqueue(&NewJob {
        kind: NAME.to_owned(),
        payload: "{}".to_owned(),
        run_at,
        max_attempts: 12,
        dedup: Some(NAME.to_owned()),
        event: None,
    })
}

/// Reads.
#[derive(Debug, Clone, Copy, Default)]
pub struct Read;

impl JobKind for Read {
    fn name(&self) -> &'static str {
        NAME
    }

    fn run(&self, ws: &Workspace, _: &Json) -> Result<()> {
        while let Some(file) = ws.write_blocking(ws.system_ctx(), Lane::Bulk, next)? {
            let words = match file.reading {
                Some(reading) if file.size <= LARGEST => read(ws, &file, reading)?,
                _ => None,
            };
            ws.write_blocking(ws.system_ctx(), Lane::Bulk, move |tx| keep(tx, &file, words.as_deref()))?;
        }
        Ok(())
    }
}

/// A file that is read.
#[derive(Debug, Clone)]
struct Unread {
    id: Uuid,
    content: Uuid,
    reading: Option<Reading>,
    size: u64,
}

/// The next file that nobody has read, noting that it is begun.
fn next(tx: &mut Tx<'_>) -> Result<Option<Unread>> {
    let now = tx.ctx.now.as_millisecond();
    let given_up = Sql::new("UPDATE file_text SET read_at = ").bind(now).push(" WHERE read_at IS NULL AND tries >= ");
    tx.sql().exec(&given_up.bind(TRIES))?;
    let sql = Sql::new(
        "SELECT t.id, f.content, f.type, f.size FROM file_text t JOIN file f ON f.id = t.id \
         WHERE t.read_at IS NULL ORDER BY t.rid LIMIT 1",
    );
    let Some(row) = tx.sql().one(&sql)? else { return Ok(None) };
    let file = Unread {
        id: row.uuid(0)?,
        content: row.uuid(1)?,
        reading: Reading::of(row.text(2)?),
        size: u64::try_from(row.int(3)?).unwrap_or(u64::MAX),
    };
    tx.sql().exec(&Sql::new("UPDATE file_text SET tries = tries + 1 WHERE id = ").bind(file.id))?;
    Ok(Some(file))
}

/// The words in a file. What is read may be meant to do harm: its sizes are bounded, and a panic over it is no more than a
/// file without words.
fn read(ws: &Workspace, file: &Unread, reading: Reading) -> Result<Option<String>> {
    let most = if reading == Reading::Text { OF_TEXT } else { usize::MAX };
    let id = file.content;
    let bytes = ws.store().read_blocking(move |conn| content::beginning(conn, id, most))?;
    Ok(catch_unwind(AssertUnwindSafe(|| words::words(reading, &bytes))).ok().flatten())
}

/// Keeps the words of a file, beside the name that it has by now.
fn keep(tx: &mut Tx<'_>, file: &Unread, words: Option<&str>) -> Result<()> {
    let now = tx.ctx.now.as_millisecond();
    let sql = Sql::new("SELECT object, text, deleted_at FROM file_text WHERE id = ").bind(file.id);
    let Some(row) = tx.sql().one(&sql)? else { return Ok(()) };
    let (object, text, is_deleted) = (row.text(0)?.to_owned(), row.text(1)?.to_owned(), row.opt_int(2)?.is_some());
    let name = text.split('\n').next().unwrap_or_default();
    let text = words.map_or_else(|| text.clone(), |words| format!("{name}\n{words}"));
    let mut sql = Sql::new("UPDATE file_text SET read_at = ").bind(now).push(", text = ").bind(&text);
    sql.add(" WHERE id = ").arg(file.id);
    tx.sql().exec(&sql)?;
    if words.is_some() && !is_deleted {
        Beside::Files.refresh(tx.sql(), &object, file.id, &text)?;
    }
    Ok(())
}
