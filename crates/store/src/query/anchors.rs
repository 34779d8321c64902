//! Places in long lists, remembered: so that a jump to any row is a short walk from the nearest known place, and a count
//! is made once.
//!
//! What is remembered belongs to a statement with its values (so to one actor's rights and filter) and holds as long as
//! no event tells of a change of any object that the answer depends on. That is asked of the event log in the same
//! snapshot, so a jump by number and paging by cursor agree always, whoever else writes, in this process or another.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::cursor::At;
use super::list::Plan;
use super::seek::phases;
use crate::conn::Conn;
use crate::error::{Result, StoreError};
use crate::sql::{Dialect, Sql};

/// Every so many rows a place is remembered.
const STEP: u64 = 1_000;
/// So many lists are remembered.
const LISTS: usize = 64;

/// The places remembered by one process.
#[derive(Debug, Default)]
pub(crate) struct Anchors(Mutex<Remembered>);

#[derive(Debug, Default)]
struct Remembered {
    lists: HashMap<String, Known>,
    clock: u64,
}

/// What is known of one list.
#[derive(Debug, Clone, Default)]
struct Known {
    state: State,
    /// The places after `STEP`, `2 * STEP`, … rows.
    places: Arc<Vec<At>>,
    /// There are no more places than these.
    complete: bool,
    count: Option<u64>,
    used: u64,
}

/// The state of the database in which something was learnt.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct State {
    log: Log,
    /// Of the small hand-written tables depended on (people, stages): how they look.
    tables: Vec<(i64, i64, i64)>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
enum Log {
    #[default]
    Unknown,
    /// The last event of each object depended on.
    Sqlite(Vec<i64>),
    /// A snapshot, and the oldest transaction that was under way in it.
    Postgres { snapshot: String, xmin: i64 },
}

/// Tables that are not record tables, with a column that tells of changes besides `updated_at`.
const TABLES: [(&str, &str); 3] = [("user_account", "active"), ("stage", "position"), ("pipeline", "position")];

/// The place after the first `skip` rows; nothing when there are fewer than that many.
pub(super) fn find(conn: &mut Conn, plan: &Plan, skip: u64) -> Result<Option<At>> {
    if skip < STEP * 2 {
        return walk(conn, plan, None, skip);
    }
    let key = key(plan);
    let mut known = recall(conn, plan, &key)?;
    if known.count.is_some_and(|count| count < skip) {
        return Ok(None);
    }
    let wanted = skip / STEP;
    if (known.places.len() as u64) < wanted && !known.complete {
        learn(conn, plan, &mut known, wanted)?;
        remember(conn, key, &known);
    }
    let near = wanted.min(known.places.len() as u64);
    let at = near.checked_sub(1).and_then(|i| known.places.get(i as usize));
    walk(conn, plan, at, skip - near * STEP)
}

/// How many rows there are.
pub(super) fn count(conn: &mut Conn, plan: &Plan, table: &str) -> Result<u64> {
    let key = key(plan);
    let mut known = recall(conn, plan, &key)?;
    if let Some(count) = known.count {
        return Ok(count);
    }
    let count = conn.one(&plan.counting(table))?.map_or(Ok(0), |row| row.int(0))?.unsigned_abs();
    // Small counts are quick to make again.
    if count >= STEP {
        known.count = Some(count);
        remember(conn, key, &known);
    }
    Ok(count)
}

/// The place `skip` rows after another one.
fn walk(conn: &mut Conn, plan: &Plan, at: Option<&At>, skip: u64) -> Result<Option<At>> {
    if skip == 0 {
        return Ok(at.cloned());
    }
    let columns = plan.place_columns();
    let mut left = skip;
    for phase in phases(&plan.keys, at) {
        let sql = plan.statement(&columns, &phase, 1, left - 1);
        let mut found = None;
        conn.query_each(&sql, |row| {
            found = Some(plan.place(row, 0)?);
            Ok::<_, StoreError>(())
        })?;
        if found.is_some() {
            return Ok(found);
        }
        let rows = conn.one(&plan.rows(&Sql::new("count(*)"), &phase))?.map_or(Ok(0), |row| row.int(0))?;
        left = left.saturating_sub(rows.unsigned_abs());
        if left == 0 {
            return Ok(None);
        }
    }
    Ok(None)
}

/// Learns the places up to the wanted one. Along an index: in hops. Where the order has to be made by sorting: all at
/// once, so that it is sorted once.
fn learn(conn: &mut Conn, plan: &Plan, known: &mut Known, wanted: u64) -> Result<()> {
    let mut places = known.places.as_ref().clone();
    if is_walked(conn, plan)? {
        while (places.len() as u64) < wanted {
            match walk(conn, plan, places.last(), STEP)? {
                Some(at) => places.push(at),
                None => {
                    known.complete = true;
                    break;
                }
            }
        }
    } else {
        places.clear();
        let mut rows = 0_u64;
        let phase = &phases(&plan.keys, None)[0];
        match conn.dialect() {
            Dialect::Sqlite => {
                let mut sql = plan.rows(&plan.place_columns(), phase);
                sql.add(&phase.order);
                conn.query_each(&sql, |row| {
                    rows += 1;
                    if rows.is_multiple_of(STEP) {
                        places.push(plan.place(row, 0)?);
                    }
                    Ok::<_, StoreError>(())
                })?;
            }
            Dialect::Postgres => {
                // Only every so manieth row crosses the wire.
                let mut columns = plan.numbered_columns();
                columns.add(", row_number() OVER (").add(phase.order.trim_start()).add(") AS n");
                let mut sql = Sql::new("SELECT ");
                sql.add(&plan.numbered_names()).add(", n, total FROM (SELECT p.*, count(*) OVER () AS total FROM (");
                sql.append(&plan.rows(&columns, phase)).add(") p) q WHERE n % ").number(STEP as i64);
                sql.add(" = 0 OR n = total ORDER BY n");
                let at = plan.keys.len() + 1;
                conn.query_each(&sql, |row| {
                    rows = row.int(at + 1)?.unsigned_abs();
                    if row.int(at)?.unsigned_abs().is_multiple_of(STEP) {
                        places.push(plan.place(row, 0)?);
                    }
                    Ok::<_, StoreError>(())
                })?;
            }
        }
        known.count = Some(rows);
        known.complete = true;
    }
    known.places = Arc::new(places);
    Ok(())
}

/// True when the database walks an index in the wanted order instead of sorting.
fn is_walked(conn: &mut Conn, plan: &Plan) -> Result<bool> {
    let phase = &phases(&plan.keys, None)[0];
    let statement = plan.statement(&plan.place_columns(), phase, 1, STEP);
    let mut sql = Sql::new(conn.dialect().pick("EXPLAIN QUERY PLAN ", "EXPLAIN "));
    sql.append(&statement);
    let column = conn.dialect().pick(3, 0);
    let mut walked = true;
    conn.query_each(&sql, |row| {
        let line = row.text(column)?;
        walked &= !line.contains("TEMP B-TREE") && !line.contains("Sort");
        Ok::<_, StoreError>(())
    })?;
    Ok(walked)
}

fn key(plan: &Plan) -> String {
    let sql = plan.rows(&plan.place_columns(), &phases(&plan.keys, None)[0]);
    format!("{}{}{:?}", sql.text(), phases(&plan.keys, None)[0].order, sql.params())
}

/// What is known and still holds; else the present state with nothing known in it.
fn recall(conn: &mut Conn, plan: &Plan, key: &str) -> Result<Known> {
    // A writer sees its own changes, which may never be committed.
    if conn.is_writer() {
        return Ok(Known::default());
    }
    let shared = Arc::clone(&conn.shared);
    let found = {
        let mut remembered = shared.anchors.0.lock().unwrap_or_else(PoisonError::into_inner);
        remembered.clock += 1;
        let clock = remembered.clock;
        remembered.lists.get_mut(key).map(|known| {
            known.used = clock;
            known.clone()
        })
    };
    if let Some(known) = found
        && still_holds(conn, plan, &known.state)?
    {
        return Ok(known);
    }
    Ok(Known { state: state(conn, plan)?, ..Known::default() })
}

fn remember(conn: &Conn, key: String, known: &Known) {
    if known.state.log == Log::Unknown {
        return;
    }
    let mut remembered = conn.shared.anchors.0.lock().unwrap_or_else(PoisonError::into_inner);
    remembered.clock += 1;
    let used = remembered.clock;
    if remembered.lists.len() >= LISTS
        && !remembered.lists.contains_key(&key)
        && let Some(oldest) = remembered.lists.iter().min_by_key(|(_, known)| known.used).map(|(key, _)| key.clone())
    {
        remembered.lists.remove(&oldest);
    }
    remembered.lists.insert(key, Known { used, ..known.clone() });
}

fn objects(plan: &Plan) -> impl Iterator<Item = &Arc<str>> {
    plan.depends.iter().filter(|name| TABLES.iter().all(|(table, _)| *table != name.as_ref()))
}

fn last_events(conn: &mut Conn, plan: &Plan) -> Result<Vec<i64>> {
    let mut last = Vec::with_capacity(plan.depends.len());
    for object in objects(plan) {
        let sql = Sql::new("SELECT max(seq) FROM event WHERE object = ").bind(object);
        last.push(conn.one(&sql)?.map(|row| row.opt_int(0)).transpose()?.flatten().unwrap_or(0));
    }
    Ok(last)
}

/// How many rows a small table has, when it was last changed, and the sum of its changing column.
fn tables(conn: &mut Conn, plan: &Plan) -> Result<Vec<(i64, i64, i64)>> {
    let mut seen = Vec::new();
    for (table, column) in TABLES.iter().filter(|(table, _)| plan.depends.iter().any(|name| name.as_ref() == *table)) {
        let sql = Sql::new(&format!(
            "SELECT count(*), coalesce(max(updated_at), 0), coalesce(CAST(sum({column}) AS bigint), 0) FROM {table}"
        ));
        if let Some(row) = conn.one(&sql)? {
            seen.push((row.int(0)?, row.int(1)?, row.int(2)?));
        }
    }
    Ok(seen)
}

fn state(conn: &mut Conn, plan: &Plan) -> Result<State> {
    let log = match conn.dialect() {
        Dialect::Sqlite => Log::Sqlite(last_events(conn, plan)?),
        Dialect::Postgres => {
            let sql = Sql::new(
                "SELECT s::text, pg_snapshot_xmin(s)::text::bigint FROM (SELECT pg_current_snapshot() AS s) now",
            );
            match conn.one(&sql)? {
                Some(row) => Log::Postgres { snapshot: row.text(0)?.to_owned(), xmin: row.int(1)? },
                None => Log::Unknown,
            }
        }
    };
    Ok(State { log, tables: tables(conn, plan)? })
}

fn still_holds(conn: &mut Conn, plan: &Plan, state: &State) -> Result<bool> {
    let log = match &state.log {
        Log::Unknown => false,
        Log::Sqlite(last) => last_events(conn, plan)? == *last,
        Log::Postgres { snapshot, xmin } => {
            let mut changed = false;
            for object in objects(plan) {
                let sql = Sql::new("SELECT 1 FROM event WHERE object = ")
                    .bind(object)
                    .push(" AND txid >= ")
                    .bind(*xmin)
                    .push(" AND NOT pg_visible_in_snapshot(txid::text::xid8, ")
                    .bind(snapshot.as_str())
                    .push("::text::pg_snapshot) LIMIT 1");
                changed = changed || conn.one(&sql)?.is_some();
            }
            !changed
        }
    };
    Ok(log && tables(conn, plan)? == state.tables)
}
