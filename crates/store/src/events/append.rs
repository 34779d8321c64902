//! Writing events.

use kith_catalogue::{Cell, ColumnType};
use serde_json::Value as Json;
use uuid::Uuid;

use super::{EventDraft, FieldChange};
use crate::bulk::Target;
use crate::conn::Conn;
use crate::error::{Result, StoreError};
use crate::sql::{Dialect, IntoCell, Sql};

/// Appends an event to the log and returns its number.
///
/// # Errors
/// When the database fails.
pub fn append(conn: &mut Conn, draft: &EventDraft) -> Result<i64> {
    let mut insert = Sql::new(
        "INSERT INTO event (id, at, name, object, record, actor, actor_kind, origin, cause, depth, batch, request_id, \
         version) VALUES (",
    );
    insert.arg(draft.id).add(", ").arg(draft.at).add(", ").arg(draft.name.as_str()).add(", ");
    insert.arg(draft.object.as_str()).add(", ").arg(draft.record).add(", ").arg(draft.actor).add(", ");
    insert.arg(draft.actor_kind.as_str()).add(", ").arg(draft.origin.as_str()).add(", ").arg(draft.cause);
    insert.add(", ").arg(i64::from(draft.depth)).add(", ").arg(draft.batch).add(", ");
    insert.arg(draft.request_id.as_str()).add(", ").arg(draft.version).add(")");
    match conn.dialect() {
        Dialect::Sqlite => append_in_steps(conn, &insert, draft),
        Dialect::Postgres => append_at_once(conn, insert, draft),
    }
}

fn append_in_steps(conn: &mut Conn, insert: &Sql, draft: &EventDraft) -> Result<i64> {
    let seq = conn.insert(insert, "seq")?;
    conn.wrote_events(None);
    if !draft.changes.is_empty() {
        let mut sql = Sql::new("INSERT INTO event_change (event, fields) VALUES (");
        sql.arg(seq).add(", ").arg(changes_text(&draft.changes)).add(")");
        conn.exec(&sql)?;
    }
    for (object, record) in &draft.subjects {
        let mut sql = Sql::new("INSERT INTO event_subject (object, record, event) VALUES (");
        sql.arg(object.as_str()).add(", ").arg(*record).add(", ").arg(seq).add(") ON CONFLICT DO NOTHING");
        conn.exec(&sql)?;
    }
    Ok(seq)
}

/// The same in one statement: a round trip costs more there than the work.
fn append_at_once(conn: &mut Conn, insert: Sql, draft: &EventDraft) -> Result<i64> {
    let mut sql = Sql::new("WITH e AS (");
    sql.append(&insert).add(" RETURNING seq, txid)");
    if !draft.changes.is_empty() {
        sql.add(", c AS (INSERT INTO event_change (event, fields) SELECT seq, ");
        sql.arg(changes_text(&draft.changes)).add("::text FROM e)");
    }
    if !draft.subjects.is_empty() {
        sql.add(", s AS (INSERT INTO event_subject (object, record, event) SELECT o, r, seq FROM e, (VALUES ");
        for (i, (object, record)) in draft.subjects.iter().enumerate() {
            sql.add(if i == 0 { "(" } else { ", (" });
            sql.arg(object.as_str()).add("::text, ").arg(*record).add("::uuid)");
        }
        sql.add(") AS v (o, r) ON CONFLICT DO NOTHING)");
    }
    sql.add(" SELECT seq, txid FROM e");
    let row = conn.one(&sql)?.ok_or_else(|| StoreError::Backend("an event got no number".to_owned()))?;
    // The store keeps the number of the transaction, by which it can ask what became of a commit.
    conn.wrote_events(row.opt_int(1)?.filter(|txid| *txid > 0));
    row.int(0)
}

/// `{"field": [before, after]}`, fields in the order of the change.
fn changes_text(changes: &[FieldChange]) -> String {
    let map: serde_json::Map<String, Json> = changes
        .iter()
        .map(|change| {
            let pair = [change.before.clone(), change.after.clone()].map(|side| side.unwrap_or(Json::Null));
            (change.field.clone(), Json::Array(pair.into()))
        })
        .collect();
    Json::Object(map).to_string()
}

const COLUMNS: [(&str, ColumnType); 14] = [
    ("seq", ColumnType::Int),
    ("id", ColumnType::Uuid),
    ("at", ColumnType::Int),
    ("name", ColumnType::Text),
    ("object", ColumnType::Text),
    ("record", ColumnType::Uuid),
    ("actor", ColumnType::Uuid),
    ("actor_kind", ColumnType::Text),
    ("origin", ColumnType::Text),
    ("cause", ColumnType::Uuid),
    ("depth", ColumnType::Int),
    ("batch", ColumnType::Uuid),
    ("request_id", ColumnType::Text),
    ("version", ColumnType::Int),
];

/// Appends many events at once, for imports, and returns their numbers in the order given.
///
/// # Errors
/// When the database fails.
pub fn append_many(conn: &mut Conn, drafts: &[EventDraft]) -> Result<Vec<i64>> {
    if drafts.is_empty() {
        return Ok(Vec::new());
    }
    let seqs = conn.reserve("event", "seq", drafts.len())?;
    let mut events = Vec::with_capacity(drafts.len());
    let mut changes = Vec::with_capacity(drafts.len());
    let mut subjects = Vec::with_capacity(drafts.len());
    for (draft, seq) in drafts.iter().zip(&seqs) {
        events.push(cells(draft, *seq));
        if !draft.changes.is_empty() {
            changes.push([Cell::Int(*seq), Cell::Text(changes_text(&draft.changes))]);
        }
        let mut about: Vec<_> = draft.subjects.iter().collect();
        about.sort_unstable();
        about.dedup();
        subjects.extend(
            about
                .into_iter()
                .map(|(object, record)| [object.as_str().into_cell(), (*record).into_cell(), Cell::Int(*seq)]),
        );
    }
    conn.insert_rows(&Target::new("event", &COLUMNS), events.iter().map(<[Cell; 14]>::as_slice))?;
    let target = Target::new("event_change", &[("event", ColumnType::Int), ("fields", ColumnType::Text)]);
    conn.insert_rows(&target, changes.iter().map(<[Cell; 2]>::as_slice))?;
    let target = Target::new(
        "event_subject",
        &[("object", ColumnType::Text), ("record", ColumnType::Uuid), ("event", ColumnType::Int)],
    );
    conn.insert_rows(&target, subjects.iter().map(<[Cell; 3]>::as_slice))?;
    let txid = match conn.dialect() {
        Dialect::Sqlite => None,
        Dialect::Postgres => {
            let row = conn.one(&Sql::new("SELECT pg_current_xact_id()::text::bigint"))?;
            row.map(|row| row.int(0)).transpose()?
        }
    };
    conn.wrote_events(txid);
    Ok(seqs)
}

fn cells(draft: &EventDraft, seq: i64) -> [Cell; 14] {
    [
        Cell::Int(seq),
        draft.id.into_cell(),
        Cell::Int(draft.at),
        draft.name.as_str().into_cell(),
        draft.object.as_str().into_cell(),
        draft.record.into_cell(),
        draft.actor.into_cell(),
        draft.actor_kind.as_str().into_cell(),
        draft.origin.as_str().into_cell(),
        draft.cause.into_cell(),
        Cell::Int(i64::from(draft.depth)),
        draft.batch.into_cell(),
        draft.request_id.as_str().into_cell(),
        Cell::Int(draft.version),
    ]
}

/// Forgets the values in all events of a record; that they happened stays.
///
/// # Errors
/// When the database fails.
pub fn forget_values(conn: &mut Conn, object: &str, record: Uuid) -> Result<()> {
    let mut sql = Sql::new("DELETE FROM event_change WHERE event IN (SELECT s.event FROM event_subject s ");
    sql.add("JOIN event e ON e.seq = s.event WHERE s.object = ").arg(object).add(" AND s.record = ").arg(record);
    sql.add(" AND e.object = ").arg(object).add(" AND e.record = ").arg(record).add(")");
    conn.exec(&sql)?;
    Ok(())
}
