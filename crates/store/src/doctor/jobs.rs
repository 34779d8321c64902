//! Work that was given up or that nobody does.

use jiff::Timestamp;

use super::Report;
use crate::conn::Conn;
use crate::error::Result;
use crate::sql::Sql;

/// A job that waits or runs longer than this is stuck.
const LONG: i64 = 3_600_000;

pub(super) fn check(conn: &mut Conn, now: Timestamp, report: &mut Report) -> Result<()> {
    let since = now.as_millisecond().saturating_sub(LONG);
    let mut sql = Sql::new(
        "SELECT kind, count(*), sum(CASE WHEN state = 'failed' THEN 1 ELSE 0 END), \
         sum(CASE WHEN state = 'running' THEN 1 ELSE 0 END) FROM job \
         WHERE state = 'failed' OR (state = 'running' AND started_at < ",
    );
    sql.arg(since).add(") OR (state = 'waiting' AND run_at < ").arg(since).add(") GROUP BY kind ORDER BY kind");
    for row in conn.query(&sql)? {
        let kind = row.text(0)?;
        let (all, failed, running) = (row.int(1)?, row.int(2)?, row.int(3)?);
        let waiting = all - failed - running;
        if failed > 0 {
            report.warn("job_failed", format!("{failed} jobs {kind} were given up"), "the table job says why");
        }
        if running > 0 {
            let what = format!("{running} jobs {kind} have been running for more than an hour");
            report.warn("job_stuck", what, "a worker takes them again when the program runs");
        }
        if waiting > 0 {
            let what = format!("{waiting} jobs {kind} have been due for more than an hour");
            report.warn("job_late", what, "no worker does them: is kith serve running?");
        }
    }
    Ok(())
}
