//! The tables of imports: runs, their pieces, rejected rows, links for later. SQL of this room's own tables only.

use jiff::Timestamp;
use kith_catalogue::Problem;
use kith_engine::events::{self, FieldChange};
use kith_engine::log::{About, Teller};
use kith_engine::{Conn, Error, Origin, Result, Row, Sql};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::{Counts, ImportRun, Shape, Status};
use crate::mapping::Mapping;

/// What pieces are of: the file as it came, or its checked rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    File,
    Rows,
}

impl Part {
    const fn as_str(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Rows => "rows",
        }
    }
}

/// A link to a record that comes later in the same file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Later {
    pub(super) line: u64,
    pub(super) field: String,
    pub(super) record: Uuid,
    pub(super) name: String,
}

/// A row that was rejected, with what stood in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Rejected {
    pub(super) line: u64,
    pub(super) problems: Json,
    pub(super) cells: Vec<String>,
}

const COLUMNS: &str = "SELECT id, object, filename, status, format, mapping, total, done, piece, counts, batch, error, \
     created_at, created_by, role, started_at, finished_at FROM import_run";

fn run(row: &Row) -> Result<ImportRun> {
    let json = |at: usize| -> Result<Option<Json>> {
        row.opt_text(at)?.map(|text| serde_json::from_str(text).map_err(Error::internal)).transpose()
    };
    let shape: Option<Shape> =
        json(4)?.map(|json| serde_json::from_value(json).map_err(Error::internal)).transpose()?;
    let mapping: Option<Mapping> =
        json(5)?.map(|json| serde_json::from_value(json).map_err(Error::internal)).transpose()?;
    let counts: Counts =
        json(9)?.map(|json| serde_json::from_value(json).map_err(Error::internal)).transpose()?.unwrap_or_default();
    let status = row.text(3)?;
    Ok(ImportRun {
        id: row.uuid(0)?,
        object: row.opt_text(1)?.map(str::to_owned),
        filename: row.text(2)?.to_owned(),
        status: Status::parse(status).ok_or_else(|| Error::internal(format!("import in state {status}")))?,
        shape,
        mapping,
        total: row.opt_int(6)?.unwrap_or(0).unsigned_abs(),
        done: row.int(7)?.unsigned_abs(),
        piece: row.int(8)?,
        counts,
        batch: row.opt_uuid(10)?,
        error: json(11)?,
        created_at: moment(row.int(12)?),
        created_by: row.opt_uuid(13)?,
        role: row.opt_uuid(14)?,
        finished_at: row.opt_int(16)?.map(moment),
    })
}

fn moment(milliseconds: i64) -> Timestamp {
    Timestamp::from_millisecond(milliseconds).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn text<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(Error::internal)
}

pub(super) fn insert(
    conn: &mut Conn,
    id: Uuid,
    filename: &str,
    now: Timestamp,
    by: Option<Uuid>,
    role: Option<Uuid>,
) -> Result<()> {
    let sql = Sql::new("INSERT INTO import_run (id, filename, status, created_at, created_by, role) VALUES (")
        .bind(id)
        .push(", ")
        .bind(filename)
        .push(", 'uploading', ")
        .bind(now)
        .push(", ")
        .bind(by)
        .push(", ")
        .bind(role)
        .push(")");
    conn.exec(&sql)?;
    Ok(())
}

pub(super) fn find(conn: &mut Conn, id: Uuid) -> Result<Option<ImportRun>> {
    conn.one(&Sql::new(COLUMNS).push(" WHERE id = ").bind(id))?.as_ref().map(run).transpose()
}

/// The newest runs, of one person or of everybody.
pub(super) fn list(conn: &mut Conn, by: Option<Uuid>) -> Result<Vec<ImportRun>> {
    let mut sql = Sql::new(COLUMNS).push(" WHERE status <> 'uploading'");
    if let Some(by) = by {
        sql = sql.push(" AND created_by = ").bind(by);
    }
    conn.query(&sql.push(" ORDER BY created_at DESC, id DESC LIMIT 100"))?.iter().map(run).collect()
}

/// The file has been read: this is its shape.
pub(super) fn set_shape(conn: &mut Conn, id: Uuid, shape: &Shape) -> Result<()> {
    let sql = Sql::new("UPDATE import_run SET status = 'uploaded', piece = 0, done = 0, format = ")
        .bind(text(shape)?)
        .push(", object = ")
        .bind(shape.guess.object.as_str())
        .push(", total = ")
        .bind(shape.summary.rows as i64)
        .push(" WHERE id = ")
        .bind(id);
    conn.exec(&sql)?;
    Ok(())
}

/// Starts an uploaded run. False when it was started before.
pub(super) fn begin(conn: &mut Conn, id: Uuid, mapping: &Mapping, batch: Option<Uuid>, now: Timestamp) -> Result<bool> {
    let sql = Sql::new("UPDATE import_run SET status = 'running', object = ")
        .bind(mapping.object.as_str())
        .push(", mapping = ")
        .bind(text(mapping)?)
        .push(", batch = ")
        .bind(batch)
        .push(", counts = ")
        .bind(text(&Counts::default())?)
        .push(", started_at = ")
        .bind(now)
        .push(" WHERE id = ")
        .bind(id)
        .push(" AND status = 'uploaded'");
    Ok(conn.exec(&sql)? == 1)
}

/// Moves the cursor of a running import over one piece. False when somebody else has moved it.
pub(super) fn advance(conn: &mut Conn, id: Uuid, from: i64, done: u64, counts: &Counts) -> Result<bool> {
    let sql = Sql::new("UPDATE import_run SET piece = ")
        .bind(from + 1)
        .push(", done = ")
        .bind(done as i64)
        .push(", counts = ")
        .bind(text(counts)?)
        .push(" WHERE id = ")
        .bind(id)
        .push(" AND status = 'running' AND piece = ")
        .bind(from);
    Ok(conn.exec(&sql)? == 1)
}

/// Notes what links for later have done to the counts.
pub(super) fn set_counts(conn: &mut Conn, id: Uuid, counts: &Counts) -> Result<()> {
    let sql = Sql::new("UPDATE import_run SET counts = ").bind(text(counts)?).push(" WHERE id = ").bind(id);
    conn.exec(&sql)?;
    Ok(())
}

/// Ends a run and tells the log; its pieces are not needed any more.
pub(super) fn finish(
    conn: &mut Conn,
    id: Uuid,
    status: Status,
    error: Option<&Json>,
    (event, now): (Uuid, Timestamp),
) -> Result<()> {
    let sql = Sql::new("UPDATE import_run SET status = ")
        .bind(status.as_str())
        .push(", error = ")
        .bind(error.map(text).transpose()?)
        .push(", finished_at = ")
        .bind(now)
        .push(" WHERE id = ")
        .bind(id);
    conn.exec(&sql)?;
    drop_parts(conn, id, None)?;
    conn.exec(&Sql::new("DELETE FROM import_later WHERE run = ").bind(id))?;
    if let Some(run) = find(conn, id)? {
        tell(conn, &run, event, now)?;
    }
    Ok(())
}

fn tell(conn: &mut Conn, run: &ImportRun, event: Uuid, now: Timestamp) -> Result<()> {
    let ended = json!({ "filename": run.filename, "status": run.status.as_str(), "counts": run.counts });
    let teller = Teller {
        actor: run.created_by,
        kind: if run.created_by.is_some() { "user" } else { "system" },
        origin: Origin::Import,
        at: now.as_millisecond(),
        cause: None,
        batch: None,
        request_id: String::new(),
    };
    let changes = vec![FieldChange { field: "ended".to_owned(), before: None, after: Some(ended) }];
    let draft = teller.draft(event, "import.ended", About::row("import", run.id), changes);
    events::append(conn, &draft)?;
    Ok(())
}

pub(super) fn put_part(conn: &mut Conn, run: Uuid, part: Part, seq: i64, content: Vec<u8>) -> Result<()> {
    let sql = Sql::new("INSERT INTO import_part (run, kind, seq, content) VALUES (")
        .bind(run)
        .push(", ")
        .bind(part.as_str())
        .push(", ")
        .bind(seq)
        .push(", ")
        .bind(content)
        .push(")");
    conn.exec(&sql)?;
    Ok(())
}

pub(super) fn part(conn: &mut Conn, run: Uuid, part: Part, seq: i64) -> Result<Option<Vec<u8>>> {
    let sql = Sql::new("SELECT content FROM import_part WHERE run = ")
        .bind(run)
        .push(" AND kind = ")
        .bind(part.as_str())
        .push(" AND seq = ")
        .bind(seq);
    Ok(match conn.one(&sql)? {
        Some(row) => Some(row.bytes(0)?.to_vec()),
        None => None,
    })
}

pub(super) fn drop_parts(conn: &mut Conn, run: Uuid, part: Option<Part>) -> Result<()> {
    let mut sql = Sql::new("DELETE FROM import_part WHERE run = ").bind(run);
    if let Some(part) = part {
        sql = sql.push(" AND kind = ").bind(part.as_str());
    }
    conn.exec(&sql)?;
    Ok(())
}

/// Forgets a run and everything kept for it.
pub(super) fn forget(conn: &mut Conn, id: Uuid) -> Result<()> {
    drop_parts(conn, id, None)?;
    for table in ["import_later", "import_reject"] {
        let mut sql = Sql::new("DELETE FROM ");
        sql.ident(table).add(" WHERE run = ").arg(id);
        conn.exec(&sql)?;
    }
    conn.exec(&Sql::new("DELETE FROM import_run WHERE id = ").bind(id))?;
    Ok(())
}

/// Forgets uploads that were never run: what was broken off after a day, what waits after thirty.
pub(super) fn forget_old(conn: &mut Conn, now: Timestamp) -> Result<()> {
    const DAY: i64 = 86_400_000;
    let now = now.as_millisecond();
    for (status, age) in [("uploading", DAY), ("uploaded", 30 * DAY)] {
        let old = || Sql::new(" (SELECT id FROM import_run WHERE status = ");
        let mut sql = Sql::new("DELETE FROM import_part WHERE run IN");
        sql.add(old().text()).arg(status).add(" AND created_at < ").arg(now - age).add(")");
        conn.exec(&sql)?;
        let mut sql = Sql::new("DELETE FROM import_run WHERE status = ");
        sql.arg(status).add(" AND created_at < ").arg(now - age);
        conn.exec(&sql)?;
    }
    Ok(())
}

pub(super) fn reject(conn: &mut Conn, run: Uuid, line: u64, problems: &[Problem], cells: &[String]) -> Result<()> {
    let sql = Sql::new("INSERT INTO import_reject (run, line, problems, cells) VALUES (")
        .bind(run)
        .push(", ")
        .bind(line as i64)
        .push(", ")
        .bind(text(&problems)?)
        .push(", ")
        .bind(text(&cells)?)
        .push(") ON CONFLICT (run, line) DO NOTHING");
    conn.exec(&sql)?;
    Ok(())
}

/// Rejected rows in the order of the file, from after a line on.
pub(super) fn rejects(conn: &mut Conn, run: Uuid, after: u64, limit: usize) -> Result<Vec<Rejected>> {
    let sql = Sql::new("SELECT line, problems, cells FROM import_reject WHERE run = ")
        .bind(run)
        .push(" AND line > ")
        .bind(after as i64)
        .push(" ORDER BY line LIMIT ")
        .bind(limit as i64);
    let rows = conn.query(&sql)?;
    rows.iter()
        .map(|row| {
            Ok(Rejected {
                line: row.int(0)?.unsigned_abs(),
                problems: serde_json::from_str(row.text(1)?).map_err(Error::internal)?,
                cells: serde_json::from_str(row.text(2)?).map_err(Error::internal)?,
            })
        })
        .collect()
}

pub(super) fn put_later(conn: &mut Conn, run: Uuid, later: &Later) -> Result<()> {
    let sql = Sql::new("INSERT INTO import_later (run, line, field, record, name) VALUES (")
        .bind(run)
        .push(", ")
        .bind(later.line as i64)
        .push(", ")
        .bind(later.field.as_str())
        .push(", ")
        .bind(later.record)
        .push(", ")
        .bind(later.name.as_str())
        .push(") ON CONFLICT (run, line, field) DO NOTHING");
    conn.exec(&sql)?;
    Ok(())
}

pub(super) fn laters(conn: &mut Conn, run: Uuid, limit: usize) -> Result<Vec<Later>> {
    let sql = Sql::new("SELECT line, field, record, name FROM import_later WHERE run = ")
        .bind(run)
        .push(" ORDER BY line, field LIMIT ")
        .bind(limit as i64);
    let rows = conn.query(&sql)?;
    rows.iter()
        .map(|row| {
            Ok(Later {
                line: row.int(0)?.unsigned_abs(),
                field: row.text(1)?.to_owned(),
                record: row.uuid(2)?,
                name: row.text(3)?.to_owned(),
            })
        })
        .collect()
}

pub(super) fn drop_later(conn: &mut Conn, run: Uuid, later: &Later) -> Result<()> {
    let sql = Sql::new("DELETE FROM import_later WHERE run = ")
        .bind(run)
        .push(" AND line = ")
        .bind(later.line as i64)
        .push(" AND field = ")
        .bind(later.field.as_str());
    conn.exec(&sql)?;
    Ok(())
}
