//! Stays: when each deal or lead entered a stage and left it, and by whom. Written in the transaction of the change, whatever
//! door it came through; the funnel and the time in stage are computed from them.
//!
//! The stays of a record follow each other without gaps: the next begins when the one before ends, and only the last is
//! open. The bin leaves them alone, for one that comes back comes back to its stage.

use std::collections::HashMap;

use jiff::Timestamp;
use kith_catalogue::Value;
use kith_catalogue::standard::deal::{self, CLOSED_AT, ENGAGED_ON};
use kith_catalogue::standard::{PIPELINE, STAGE, STAGE_SINCE};
use kith_engine::{Change, Conn, Ctx, Origin, Record, Result, Row, Sql, Tx};
use uuid::Uuid;

use crate::pipeline::{self, Pipeline, Stage, StageKind};

/// One stay of a record in a stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stay {
    /// Its row; later stays have greater ones.
    pub row: i64,
    /// The stage.
    pub stage: Uuid,
    /// The pipeline of the stage.
    pub pipeline: Uuid,
    /// When the record entered it, in milliseconds UTC.
    pub entered_at: i64,
    /// When the record left it; none while it is there.
    pub left_at: Option<i64>,
    /// Who moved it there.
    pub entered_by: Option<Uuid>,
    /// Who moved it away.
    pub left_by: Option<Uuid>,
    /// The event of entering.
    pub event: Option<Uuid>,
}

const COLUMNS: &str =
    "SELECT id, stage, pipeline, entered_at, left_at, entered_by, left_by, event FROM stage_stay WHERE record = ";

fn stay_of(row: &Row) -> Result<Stay> {
    Ok(Stay {
        row: row.int(0)?,
        stage: row.uuid(1)?,
        pipeline: row.uuid(2)?,
        entered_at: row.int(3)?,
        left_at: row.opt_int(4)?,
        entered_by: row.opt_uuid(5)?,
        left_by: row.opt_uuid(6)?,
        event: row.opt_uuid(7)?,
    })
}

/// The stays of a record, first to last. Whoever asks has made sure that the actor may see the deal.
///
/// # Errors
/// When the store fails.
pub fn of(conn: &mut Conn, record: Uuid) -> Result<Vec<Stay>> {
    conn.query(&Sql::new(COLUMNS).bind(record).push(" ORDER BY id"))?.iter().map(stay_of).collect()
}

/// The open stage of a pipeline, in use, in which a record was last.
pub(crate) fn last_open(conn: &mut Conn, record: Uuid, pipeline: &Pipeline) -> Result<Option<Uuid>> {
    let is_open = |id: Uuid| pipeline.in_use().any(|stage| stage.id == id && stage.kind == StageKind::Open);
    Ok(of(conn, record)?.iter().rev().map(|stay| stay.stage).find(|stage| is_open(*stage)))
}

/// Keeps the stays in step with a change that has just been written, and the record with its stays.
pub(crate) fn follow(tx: &mut Tx<'_>, change: &Change, event: Uuid) -> Result<()> {
    match stays(tx, change, event)? {
        Some(entered) => keep(tx, &change.after, entered),
        None => Ok(()),
    }
}

/// Says since when a record is in its stage. That follows from its stays: it is no change of the record.
fn keep(tx: &mut Tx<'_>, record: &Record, entered: i64) -> Result<()> {
    let at = Timestamp::from_millisecond(entered).map_or(Value::Null, Value::DateTime);
    tx.keep(record, &[(STAGE_SINCE, at)])
}

pub(crate) fn tell(tx: &mut Tx<'_>, deal: Uuid, entered: i64) -> Result<()> {
    tx.as_program(|tx| match tx.find_any(deal::KEY, deal)? {
        Some(deal) => keep(tx, &deal, entered),
        None => Ok(()),
    })
}

/// Writes the stays; when the deal entered its stage, if that has changed.
fn stays(tx: &mut Tx<'_>, change: &Change, event: Uuid) -> Result<Option<i64>> {
    let record = change.after.id;
    let (Some(stage), Some(pipeline)) = (change.after.reference(STAGE), change.after.reference(PIPELINE)) else {
        return Ok(None);
    };
    if change.is_new() {
        let at = entered_when_new(tx, change, stage)?;
        enter(tx, &change.after, stage, pipeline, at, Some(event))?;
        return Ok(Some(at));
    }
    if !change.changes(STAGE) {
        return if change.changes(CLOSED_AT) { follow_closing(tx, change) } else { Ok(None) };
    }
    let last = last_two(tx, record)?;
    if change.undo
        && let [current, previous] = last.as_slice()
        && is_taken_back(current, &tx.ctx)
    {
        step_back(tx, current, previous)?;
        return Ok(Some(previous.entered_at));
    }
    let now = tx.ctx.now.as_millisecond();
    let mut at = if change.undo { now } else { ended_or_now(change, &tx.ctx) };
    if let Some(current) = last.first() {
        at = at.max(current.entered_at);
        leave(tx, current.row, at)?;
    }
    enter(tx, &change.after, stage, pipeline, at, Some(event))?;
    Ok(Some(at))
}

/// Whether what is being taken back is the very move that began this stay. Taking back an older move, or a taking back,
/// is a new move.
fn is_taken_back(current: &Stay, ctx: &Ctx) -> bool {
    ctx.cause.is_some_and(|cause| current.event == Some(cause.event))
}

/// The stages that a record will have been in once a move is taken back that leads it to `stage`.
pub(crate) fn stages_after_undo(tx: &mut Tx<'_>, record: Uuid, stage: Uuid) -> Result<Vec<Uuid>> {
    let mut stays = of(tx.sql(), record)?;
    if stays.len() > 1 && stays.last().is_some_and(|current| is_taken_back(current, &tx.ctx)) {
        stays.pop();
    }
    Ok(stays.into_iter().map(|stay| stay.stage).chain([stage]).collect())
}

/// Forgets the stays of a record that is destroyed for good.
pub(crate) fn forget(tx: &mut Tx<'_>, record: Uuid) -> Result<()> {
    tx.sql().exec(&Sql::new("DELETE FROM stage_stay WHERE record = ").bind(record))?;
    Ok(())
}

/// Says of a record that is being made since when it will be in its stage, so that it need not be written twice.
pub(crate) fn foretell(tx: &mut Tx<'_>, change: &mut Change, stage: Uuid) -> Result<()> {
    let entered = entered_when_new(tx, change, stage)?;
    let at = Timestamp::from_millisecond(entered).map_or(Value::Null, Value::DateTime);
    change.after.set(STAGE_SINCE, at);
    Ok(())
}

/// A deal that is carried over keeps its dates: an ended one entered its stage when it closed, another when it was
/// engaged.
fn entered_when_new(tx: &mut Tx<'_>, change: &Change, stage: Uuid) -> Result<i64> {
    let now = tx.ctx.now;
    let engaged = change.after.value(ENGAGED_ON).as_date();
    if change.after.value(CLOSED_AT).is_null()
        && matches!(tx.ctx.origin, Origin::Import | Origin::Migration)
        && let Some(engaged) = engaged
        && !pipeline::stage(tx.sql(), stage)?.kind.is_closed()
    {
        let noon = engaged.at(12, 0, 0, 0).to_zoned(tx.cat.zone.clone());
        return Ok(noon.map_or(now, |noon| noon.timestamp()).min(now).as_millisecond());
    }
    Ok(ended_or_now(change, &tx.ctx))
}

/// When an ended deal ended, as stated but not in the future; now for others. Only ended deals have a date of closing.
fn ended_or_now(change: &Change, ctx: &Ctx) -> i64 {
    let stated: Option<Timestamp> = change.after.value(CLOSED_AT).as_time();
    stated.map_or(ctx.now, |stated| stated.min(ctx.now)).as_millisecond()
}

/// A corrected date of closing moves the border between the last open stay and the closed one.
fn follow_closing(tx: &mut Tx<'_>, change: &Change) -> Result<Option<i64>> {
    if change.after.value(CLOSED_AT).is_null() {
        return Ok(None);
    }
    let mut at = ended_or_now(change, &tx.ctx);
    let last = last_two(tx, change.after.id)?;
    let Some(current) = last.first() else { return Ok(None) };
    if let Some(previous) = last.get(1) {
        at = at.max(previous.entered_at);
        let sql = Sql::new("UPDATE stage_stay SET left_at = ").bind(at).push(" WHERE id = ").bind(previous.row);
        tx.sql().exec(&sql)?;
    }
    let sql = Sql::new("UPDATE stage_stay SET entered_at = ").bind(at).push(" WHERE id = ").bind(current.row);
    tx.sql().exec(&sql)?;
    Ok(Some(at))
}

/// A move that is taken back never happened: its stay goes, the one before is open again.
fn step_back(tx: &mut Tx<'_>, current: &Stay, previous: &Stay) -> Result<()> {
    tx.sql().exec(&Sql::new("DELETE FROM stage_stay WHERE id = ").bind(current.row))?;
    let sql = Sql::new("UPDATE stage_stay SET left_at = NULL, left_by = NULL WHERE id = ").bind(previous.row);
    tx.sql().exec(&sql)?;
    Ok(())
}

fn leave(tx: &mut Tx<'_>, row: i64, at: i64) -> Result<()> {
    let mut sql = Sql::new("UPDATE stage_stay SET left_at = ");
    sql.arg(at).add(", left_by = ").arg(tx.ctx.user_id()).add(" WHERE id = ").arg(row);
    tx.sql().exec(&sql)?;
    Ok(())
}

fn enter(tx: &mut Tx<'_>, record: &Record, stage: Uuid, pipeline: Uuid, at: i64, event: Option<Uuid>) -> Result<()> {
    let mut sql =
        Sql::new("INSERT INTO stage_stay (object, record, pipeline, stage, entered_at, entered_by, event) VALUES (");
    sql.arg(&record.object.key)
        .add(", ")
        .arg(record.id)
        .add(", ")
        .arg(pipeline)
        .add(", ")
        .arg(stage)
        .add(", ")
        .arg(at)
        .add(", ");
    sql.arg(tx.ctx.user_id()).add(", ").arg(event).add(")");
    tx.sql().exec(&sql)?;
    Ok(())
}

/// Begins the first stay of a record that nothing was known of.
pub(crate) fn begin(tx: &mut Tx<'_>, record: &Record, stage: &Stage, since: Timestamp) -> Result<()> {
    enter(tx, record, stage.id, stage.pipeline, since.as_millisecond(), None)
}

/// The current stay and the one before it.
fn last_two(tx: &mut Tx<'_>, record: Uuid) -> Result<Vec<Stay>> {
    let sql = Sql::new(COLUMNS).bind(record).push(" ORDER BY id DESC LIMIT 2");
    tx.sql().query(&sql)?.iter().map(stay_of).collect()
}

/// When each of these records entered the stage that it is in, in milliseconds UTC: one query for a whole board.
///
/// # Errors
/// When the store fails.
pub fn entered(conn: &mut Conn, records: &[Uuid]) -> Result<HashMap<Uuid, i64>> {
    let mut entered = HashMap::with_capacity(records.len());
    for some in records.chunks(500) {
        let mut sql = Sql::new("SELECT record, entered_at FROM stage_stay WHERE left_at IS NULL AND record IN ");
        sql.list(some);
        for row in conn.query(&sql)? {
            entered.insert(row.uuid(0)?, row.int(1)?);
        }
    }
    Ok(entered)
}
