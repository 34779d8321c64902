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
pub(super) fn records(conn: &mut Conn, object: &Object, report: &mut Report) -> Result<()> {
    let key = &object.key;
    let mut sql = Sql::new("SELECT o.id, count(*) OVER () FROM ");
    sql.ident(&object.table).add(" o LEFT JOIN (SELECT record, max(version) AS version FROM event WHERE object = ");
    sql.arg(key).add(" GROUP BY record) e ON e.record = o.id WHERE e.version IS NULL OR e.version <> o.version");
    let what = format!("records of {key} whose version is not that of their last event");
    report.suspects(conn, "version_without_event", sql, what, HELP)?;

    let mut sql = Sql::new("SELECT e.record, count(*) OVER () FROM (SELECT record, max(CASE WHEN name = ");
    sql.arg(format!("{key}.destroyed")).add(" THEN 1 ELSE 0 END) AS gone FROM event WHERE object = ").arg(key);
    sql.add(" GROUP BY record) e LEFT JOIN ").ident(&object.table);
    sql.add(" o ON o.id = e.record WHERE o.id IS NULL AND e.gone = 0");
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
