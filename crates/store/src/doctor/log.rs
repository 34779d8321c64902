//! Rows against events, events against what hangs on them, and how far readers of the log have come.

use kith_catalogue::Object;

use super::{HELP, Report};
use crate::conn::Conn;
use crate::error::Result;
use crate::events::Position;
use crate::sql::{Dialect, Sql};

/// What hangs on events has them.
pub(super) fn events(conn: &mut Conn, report: &mut Report) -> Result<()> {
    for (table, what) in [("event_change", "changes of no event"), ("event_subject", "places on timelines of no event")]
    {
        let mut sql = Sql::new("SELECT x.event, count(*) OVER () FROM ");
        sql.add(table).add(" x LEFT JOIN event e ON e.seq = x.event WHERE e.seq IS NULL");
        report.suspects(conn, "without_event", sql, what, HELP)?;
    }
    if conn.dialect().is_postgres() {
        let sql = Sql::new(
            "SELECT seq, count(*) OVER () FROM event \
             WHERE txid >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint",
        );
        report.suspects(
            conn,
            "event_of_the_future",
            sql,
            "events of another server, which nobody reads yet",
            FOREIGN,
        )?;
    }
    Ok(())
}

const FOREIGN: &str = "run kith migrate: it puts them before those of this server";

/// A record has the version of its last event, and an event its record.
///
/// Events are found by the timelines on which they stand, which have an index; so nothing is sorted or kept in memory.
pub(super) fn records(conn: &mut Conn, object: &Object, report: &mut Report) -> Result<()> {
    let key = &object.key;
    let mut sql = Sql::new("SELECT o.id, count(*) OVER () FROM ");
    sql.ident(&object.table).add(" o WHERE NOT EXISTS (SELECT 1 FROM event_subject s JOIN event e ON e.seq = s.event ");
    sql.add("WHERE s.object = ").arg(key).add(" AND s.record = o.id AND e.object = ").arg(key);
    sql.add(" AND e.record = o.id AND e.version = o.version)");
    let what = format!("records of {key} without the event of their version");
    report.suspects(conn, "version_without_event", sql, what, HELP)?;

    let mut sql = Sql::new("SELECT e.seq, count(*) OVER () FROM event e JOIN ");
    sql.ident(&object.table).add(" o ON o.id = e.record WHERE e.version > o.version AND e.object = ").arg(key);
    let what = format!("events of versions that records of {key} have not reached");
    report.suspects(conn, "event_without_version", sql, what, HELP)?;

    let mut sql = Sql::new("SELECT e.record, count(*) OVER () FROM event e LEFT JOIN ");
    sql.ident(&object.table).add(" o ON o.id = e.record WHERE o.id IS NULL AND e.record IS NOT NULL AND e.object = ");
    sql.arg(key)
        .add(" AND NOT EXISTS (SELECT 1 FROM event_subject s JOIN event d ON d.seq = s.event WHERE s.object = ");
    sql.arg(key).add(" AND s.record = e.record AND d.name = ").arg(format!("{key}.destroyed"));
    sql.add(") GROUP BY e.record");
    let what = format!("records of {key} that the log tells of and that are not there");
    report.suspects(conn, "event_without_record", sql, what, HELP)?;

    let mut sql = Sql::new("SELECT e.seq, count(*) OVER () FROM event e LEFT JOIN event_subject s ON s.object = ");
    sql.arg(key).add(" AND s.record = e.record AND s.event = e.seq WHERE s.event IS NULL AND e.object = ").arg(key);
    let what = format!("events of {key} that do not stand on its timeline");
    report.suspects(conn, "event_without_subject", sql, what, HELP)
}

/// No reader has read more than there is.
pub(super) fn cursors(conn: &mut Conn, report: &mut Report) -> Result<()> {
    let last = match conn.dialect() {
        Dialect::Sqlite => Sql::new("SELECT 0, seq FROM event ORDER BY seq DESC LIMIT 1"),
        Dialect::Postgres => Sql::new("SELECT txid, seq FROM event ORDER BY txid DESC, seq DESC LIMIT 1"),
    };
    let last = match conn.one(&last)? {
        Some(row) => Position { txid: row.int(0)?, seq: row.int(1)? },
        None => Position::default(),
    };
    let sqlite = conn.dialect().is_sqlite();
    for row in conn.query(&Sql::new("SELECT name, txid, seq FROM cursor ORDER BY name"))? {
        let at = Position { txid: if sqlite { 0 } else { row.int(1)? }, seq: row.int(2)? };
        if at > last {
            let what = format!("the reader {} is at {at}, the log ends at {last}", row.text(0)?);
            report.error("cursor_ahead", what, "it would miss what comes next: ask for help");
        }
    }
    Ok(())
}
