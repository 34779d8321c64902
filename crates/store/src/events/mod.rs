//! The event log: one event a change, written with the rows it tells of.
//!
//! On PostgreSQL numbers of a sequence do not become visible in their order: a transaction that began earlier may commit
//! later. A reader that remembers only the greatest number it saw would skip events. So readers go by transaction and
//! number, and only below the oldest transaction that still runs (see `horizon.rs`); that costs writers nothing.
//! SQLite has one writer, so there the number alone is the order.

mod append;
mod deeds;
mod horizon;

use std::fmt;

use serde_json::Value as Json;
use uuid::Uuid;

use crate::conn::Conn;
use crate::error::{Result, StoreError};
use crate::row::Row;
use crate::sql::{Dialect, Sql};

pub use append::{append, append_many, forget_values};
pub use deeds::{Deeds, QUARTER, deeds};

/// One field's wire value before and after a change; none where it was empty.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldChange {
    /// The field's key.
    pub field: String,
    /// Before.
    pub before: Option<Json>,
    /// After.
    pub after: Option<Json>,
}

/// An event to be written.
#[derive(Debug, Clone)]
pub struct EventDraft {
    /// Id.
    pub id: Uuid,
    /// When, in milliseconds UTC.
    pub at: i64,
    /// What, by meaning: `deal.won`.
    pub name: String,
    /// The object's key, or the name of a hand-written thing (`user`, `role`).
    pub object: String,
    /// The record.
    pub record: Uuid,
    /// The record's version after the change.
    pub version: i64,
    /// The person.
    pub actor: Option<Uuid>,
    /// The sort of actor.
    pub actor_kind: String,
    /// The door.
    pub origin: String,
    /// The event that led to it.
    pub cause: Option<Uuid>,
    /// How long that chain is.
    pub depth: u16,
    /// What it can be undone with.
    pub batch: Option<Uuid>,
    /// The request.
    pub request_id: String,
    /// On whose timelines it stands.
    pub subjects: Vec<(String, Uuid)>,
    /// What it changed.
    pub changes: Vec<FieldChange>,
}

/// Where a reader of the log stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Position {
    /// The transaction; 0 on SQLite.
    pub txid: i64,
    /// The number.
    pub seq: i64,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.txid, self.seq)
    }
}

impl Position {
    /// The place on a record's timeline, as a text for a client to bring back.
    ///
    /// # Errors
    /// When it cannot be sealed, which is a fault of the program.
    pub fn cursor(self, conn: &Conn, object: &str, record: Uuid) -> Result<String> {
        let bytes = [self.txid.to_be_bytes(), self.seq.to_be_bytes()].concat();
        conn.seal(&context(object, record), &bytes)
    }

    /// Reads what [`Position::cursor`] wrote for the same timeline.
    ///
    /// # Errors
    /// `bad_cursor`.
    pub fn of_cursor(conn: &Conn, object: &str, record: Uuid, text: &str) -> Result<Self> {
        let bytes = conn.unseal(&context(object, record), text)?;
        let halves = bytes.as_ref().and_then(|bytes| bytes.split_first_chunk::<8>());
        let parsed = halves.and_then(|(txid, seq)| Some((*txid, seq.try_into().ok()?)));
        let (txid, seq) = parsed.ok_or_else(|| StoreError::invalid("bad_cursor", "ask for the first page again"))?;
        Ok(Self { txid: i64::from_be_bytes(txid), seq: i64::from_be_bytes(seq) })
    }
}

fn context(object: &str, record: Uuid) -> Vec<u8> {
    [b"timeline ", object.as_bytes(), b" ", record.as_bytes()].concat()
}

/// An event as it stands in the log.
#[derive(Debug, Clone)]
pub struct EventRow {
    /// Its place.
    pub position: Position,
    /// Id.
    pub id: Uuid,
    /// When, in milliseconds UTC.
    pub at: i64,
    /// What.
    pub name: String,
    /// The object's key.
    pub object: String,
    /// The record.
    pub record: Uuid,
    /// The record's version after the change.
    pub version: i64,
    /// The person.
    pub actor: Option<Uuid>,
    /// The sort of actor.
    pub actor_kind: String,
    /// The door.
    pub origin: String,
    /// The event that led to it.
    pub cause: Option<Uuid>,
    /// How long that chain is.
    pub depth: u16,
    /// The batch.
    pub batch: Option<Uuid>,
    /// What it changed; empty where the question did not ask for it ([`read_after`]) and where it has been erased.
    pub changes: Vec<FieldChange>,
}

const COLUMNS: &str = "e.txid, e.seq, e.id, e.at, e.name, e.object, e.record, e.version, e.actor, e.actor_kind, \
                       e.origin, e.cause, e.depth, e.batch";

fn event(row: &Row) -> Result<EventRow> {
    Ok(EventRow {
        position: Position { txid: row.int(0)?, seq: row.int(1)? },
        id: row.uuid(2)?,
        at: row.int(3)?,
        name: row.text(4)?.to_owned(),
        object: row.text(5)?.to_owned(),
        record: row.opt_uuid(6)?.unwrap_or_default(),
        version: row.opt_int(7)?.unwrap_or(0),
        actor: row.opt_uuid(8)?,
        actor_kind: row.text(9)?.to_owned(),
        origin: row.text(10)?.to_owned(),
        cause: row.opt_uuid(11)?,
        depth: u16::try_from(row.int(12)?).unwrap_or(u16::MAX),
        batch: row.opt_uuid(13)?,
        changes: Vec::new(),
    })
}

fn event_with_changes(row: &Row) -> Result<EventRow> {
    let mut event = event(row)?;
    if let Some(text) = row.opt_text(14)? {
        event.changes = parse_changes(text)?;
    }
    Ok(event)
}

fn parse_changes(text: &str) -> Result<Vec<FieldChange>> {
    let damaged = || StoreError::Backend("a change in the event log cannot be read".to_owned());
    let map: serde_json::Map<String, Json> = serde_json::from_str(text).map_err(|_| damaged())?;
    map.into_iter()
        .map(|(field, pair)| {
            let Json::Array(pair) = pair else { return Err(damaged()) };
            let mut sides = pair.into_iter().map(|side| (!side.is_null()).then_some(side));
            Ok(FieldChange { field, before: sides.next().flatten(), after: sides.next().flatten() })
        })
        .collect()
}

/// The end of what a reader may read now: a reader that starts here hears only of what comes.
///
/// # Errors
/// When the database fails.
pub fn end(conn: &mut Conn) -> Result<Position> {
    let sql = match conn.dialect() {
        Dialect::Sqlite => Sql::new("SELECT 0, seq FROM event ORDER BY seq DESC LIMIT 1"),
        Dialect::Postgres => {
            let horizon = horizon::horizon(conn)?;
            Sql::new("SELECT txid, seq FROM event WHERE txid < ")
                .bind(horizon)
                .push(" ORDER BY txid DESC, seq DESC LIMIT 1")
        }
    };
    match conn.one(&sql)? {
        Some(row) => Ok(Position { txid: row.int(0)?, seq: row.int(1)? }),
        None => Ok(Position::default()),
    }
}

/// The events after a position in the order in which they must be read, without what they changed. Never skips one that
/// is still to be committed.
///
/// # Errors
/// When the database fails.
pub fn read_after(conn: &mut Conn, from: Position, limit: usize) -> Result<Vec<EventRow>> {
    let mut sql = Sql::new("SELECT ");
    sql.add(COLUMNS).add(" FROM event e");
    after(conn, &mut sql, from, limit)?;
    conn.query(&sql)?.iter().map(event).collect()
}

/// As [`read_after`], with what the events changed.
///
/// # Errors
/// When the database fails.
pub fn read_after_with_changes(conn: &mut Conn, from: Position, limit: usize) -> Result<Vec<EventRow>> {
    let mut sql = with_changes();
    after(conn, &mut sql, from, limit)?;
    conn.query(&sql)?.iter().map(event_with_changes).collect()
}

fn after(conn: &mut Conn, sql: &mut Sql, from: Position, limit: usize) -> Result<()> {
    sql.add(" WHERE ");
    match conn.dialect() {
        Dialect::Sqlite => {
            sql.add("e.seq > ").arg(from.seq).add(" ORDER BY e.seq");
        }
        Dialect::Postgres => {
            let horizon = horizon::horizon(conn)?;
            sql.add("(e.txid, e.seq) > (").arg(from.txid).add(", ").arg(from.seq);
            sql.add(") AND e.txid < ").arg(horizon).add(" ORDER BY e.txid, e.seq");
        }
    }
    sql.add(" LIMIT ").number(i64::try_from(limit).unwrap_or(i64::MAX));
    Ok(())
}

fn with_changes() -> Sql {
    let mut sql = Sql::new("SELECT ");
    sql.add(COLUMNS).add(", c.fields FROM event e LEFT JOIN event_change c ON c.event = e.seq");
    sql
}

/// The events that stand on a record's timeline, newest first, before a position.
///
/// # Errors
/// When the database fails.
pub fn timeline(
    conn: &mut Conn,
    object: &str,
    record: Uuid,
    before: Option<Position>,
    limit: usize,
) -> Result<Vec<EventRow>> {
    let mut sql = Sql::new("SELECT ");
    sql.add(COLUMNS).add(", c.fields FROM event_subject s JOIN event e ON e.seq = s.event ");
    sql.add("LEFT JOIN event_change c ON c.event = s.event WHERE s.object = ").arg(object);
    sql.add(" AND s.record = ").arg(record);
    if let Some(before) = before {
        sql.add(" AND s.event < ").arg(before.seq);
    }
    sql.add(" ORDER BY s.event DESC LIMIT ").number(i64::try_from(limit).unwrap_or(i64::MAX));
    conn.query(&sql)?.iter().map(event_with_changes).collect()
}

/// One event.
///
/// # Errors
/// When the database fails.
pub fn by_id(conn: &mut Conn, id: Uuid) -> Result<Option<EventRow>> {
    let mut sql = with_changes();
    sql.add(" WHERE e.id = ").arg(id);
    conn.one(&sql)?.as_ref().map(event_with_changes).transpose()
}

/// The events on a record's timeline to which another event led, oldest first.
///
/// # Errors
/// When the database fails.
pub fn led_to(conn: &mut Conn, object: &str, record: Uuid, cause: Uuid) -> Result<Vec<EventRow>> {
    let mut sql = Sql::new("SELECT ");
    sql.add(COLUMNS).add(", c.fields FROM event_subject s JOIN event e ON e.seq = s.event ");
    sql.add("LEFT JOIN event_change c ON c.event = s.event WHERE s.object = ").arg(object);
    sql.add(" AND s.record = ").arg(record).add(" AND s.event > (SELECT seq FROM event WHERE id = ").arg(cause);
    sql.add(") AND e.cause = ").arg(cause).add(" ORDER BY s.event");
    conn.query(&sql)?.iter().map(event_with_changes).collect()
}

/// The events of a batch, oldest first.
///
/// # Errors
/// When the database fails.
pub fn by_batch(conn: &mut Conn, batch: Uuid) -> Result<Vec<EventRow>> {
    let mut sql = with_changes();
    sql.add(" WHERE e.batch = ").arg(batch).add(" ORDER BY e.seq");
    conn.query(&sql)?.iter().map(event_with_changes).collect()
}

/// Events that came in from another PostgreSQL server carry numbers of transactions that this one has not reached yet;
/// no reader would ever see them. They are all old: their order among themselves becomes their number, and every reader
/// is put before the first event that it had not read.
pub(crate) fn forget_foreign_transactions(conn: &mut Conn) -> Result<()> {
    let foreign = Sql::new(
        "SELECT 1 FROM event WHERE txid >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint \
         AND txid <> pg_current_xact_id()::text::bigint LIMIT 1",
    );
    if conn.one(&foreign)?.is_none() {
        return Ok(());
    }
    conn.batch(
        "UPDATE cursor c SET txid = 0, seq = coalesce(\
           (SELECT min(e.seq) - 1 FROM event e WHERE (e.txid, e.seq) > (c.txid, c.seq)), \
           (SELECT max(e.seq) FROM event e), 0)",
    )?;
    conn.batch("UPDATE event SET txid = 0 WHERE txid <> 0")
}

/// Where a named reader of the log stands; the beginning when it has never read.
///
/// # Errors
/// When the database fails.
pub fn cursor(conn: &mut Conn, name: &str) -> Result<Position> {
    Ok(find_cursor(conn, name)?.unwrap_or_default())
}

/// Where a named reader of the log stands; none when it has never read.
///
/// # Errors
/// When the database fails.
pub fn find_cursor(conn: &mut Conn, name: &str) -> Result<Option<Position>> {
    let sql = Sql::new("SELECT txid, seq FROM cursor WHERE name = ").bind(name);
    let row = conn.one(&sql)?;
    Ok(match row {
        Some(row) => Some(Position { txid: row.int(0)?, seq: row.int(1)? }),
        None => None,
    })
}

/// Moves a named reader on; belongs into the transaction of what it read the events for.
///
/// # Errors
/// When the database fails.
pub fn move_cursor(conn: &mut Conn, name: &str, to: Position, now: i64) -> Result<()> {
    let mut sql = Sql::new("INSERT INTO cursor (name, txid, seq, updated_at) VALUES (");
    sql.arg(name).add(", ").arg(to.txid).add(", ").arg(to.seq).add(", ").arg(now);
    sql.add(
        ") ON CONFLICT (name) DO UPDATE SET txid = excluded.txid, seq = excluded.seq, updated_at = excluded.updated_at",
    );
    conn.exec(&sql)?;
    Ok(())
}
