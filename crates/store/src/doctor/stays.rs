//! A deal or lead is in the stage that its open stay says, and its stays are whole.

use kith_catalogue::Object;
use kith_catalogue::standard::{STAGE, STAGE_SINCE};

use super::{HELP, Report};
use crate::conn::Conn;
use crate::error::Result;
use crate::sql::Sql;

pub(super) fn check(conn: &mut Conn, object: &Object, report: &mut Report) -> Result<()> {
    // Other objects may name a stage without going through it.
    let Some(stage) = object.get(STAGE).filter(|_| object.get(STAGE_SINCE).is_some()) else {
        return Ok(());
    };
    let key = &object.key;
    let mut sql = Sql::new("SELECT o.id, count(*) OVER () FROM ");
    sql.ident(&object.table).add(" o LEFT JOIN stage_stay s ON s.record = o.id AND s.left_at IS NULL AND s.object = ");
    sql.arg(key).add(" AND s.stage = ").col("o", &stage.column);
    sql.add(" WHERE s.id IS NULL AND ").col("o", &stage.column).add(" IS NOT NULL");
    let what = format!("records of {key} without an open stay in their stage");
    report.suspects(conn, "open_stay", sql, what, HELP)?;

    let mut sql = Sql::new("SELECT record, count(*) OVER () FROM stage_stay WHERE left_at IS NULL AND object = ");
    sql.arg(key).add(" GROUP BY record HAVING count(*) > 1");
    let what = format!("records of {key} with several open stays");
    report.suspects(conn, "open_stay", sql, what, HELP)?;

    let mut sql = Sql::new("SELECT s.record, count(*) OVER () FROM stage_stay s LEFT JOIN ");
    sql.ident(&object.table).add(" o ON o.id = s.record WHERE o.id IS NULL AND s.object = ").arg(key);
    report.suspects(conn, "stay_without_record", sql, format!("stays of records of {key} that are not there"), HELP)?;

    let mut sql = Sql::new("SELECT record, count(*) OVER () FROM stage_stay WHERE left_at < entered_at AND object = ");
    sql.arg(key);
    report.suspects(conn, "stay_backwards", sql, "stays that end before they begin", HELP)
}
