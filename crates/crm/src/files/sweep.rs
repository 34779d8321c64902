//! Files that nobody finished sending, and files that have lain in the bin for long, go for good.

use jiff::{SignedDuration, Timestamp};
use kith_engine::worker::JobKind;
use kith_engine::{Conn, Lane, NewJob, Result, Sql, Tx, Workspace};
use serde_json::Value as Json;

use super::content;

/// The job's name.
const NAME: &str = "files.sweep";
const HOUR: i64 = 3_600_000;
/// How long a file may take to come in.
const UNFINISHED: i64 = HOUR;
/// How long a removed file can be brought back.
const REMOVED: i64 = 30 * 24 * HOUR;
/// How many files one transaction throws away.
const CHUNK: i64 = 20;

/// What may have to be swept away later.
#[derive(Debug, Clone, Copy)]
pub(super) enum Left {
    /// A file whose content is coming.
    Unfinished,
    /// A file in the bin.
    Removed,
}

/// Has the leavings of now swept away when their time has come: one job for all of an hour.
pub(super) fn plan(tx: &mut Tx<'_>, left: Left) -> Result<()> {
    let patience = match left {
        Left::Unfinished => UNFINISHED,
        Left::Removed => REMOVED,
    };
    let now = tx.ctx.now.as_millisecond();
    let due = (now / HOUR + 1) * HOUR + patience + 1;
    tx.enqueue(&NewJob {
        kind: NAME.to_owned(),
        payload: "{}".to_owned(),
        run_at: Timestamp::from_millisecond(due).unwrap_or(tx.ctx.now + SignedDuration::from_hours(1)),
        max_attempts: 10,
        dedup: Some(format!("{NAME}:{due}")),
        event: None,
    })
}

/// Sweeps.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sweep;

impl JobKind for Sweep {
    fn name(&self) -> &'static str {
        NAME
    }

    fn run(&self, ws: &Workspace, _: &Json) -> Result<()> {
        let now = ws.clock().now().as_millisecond();
        while ws.store().write_blocking(Lane::Bulk, move |conn: &mut Conn| some(conn, now))? {}
        Ok(())
    }
}

/// Throws some away; true when there may be more.
fn some(conn: &mut Conn, now: i64) -> Result<bool> {
    let unfinished =
        Sql::new("SELECT id, content FROM file WHERE ready_at IS NULL AND created_at < ").bind(now - UNFINISHED);
    let removed =
        Sql::new("SELECT id, content FROM file WHERE deleted_at IS NOT NULL AND deleted_at < ").bind(now - REMOVED);
    let mut more = false;
    for old in [unfinished, removed] {
        let rows = conn.query(&old.push(" LIMIT ").bind(CHUNK))?;
        more |= rows.len() as i64 == CHUNK;
        for row in &rows {
            conn.exec(&Sql::new("DELETE FROM file WHERE id = ").bind(row.uuid(0)?))?;
            conn.exec(&Sql::new("DELETE FROM file_text WHERE id = ").bind(row.uuid(0)?))?;
            content::drop_unused(conn, row.uuid(1)?)?;
        }
    }
    Ok(more)
}
