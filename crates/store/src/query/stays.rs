//! How long records stayed in stages: figures over their stays, of those records that the actor may see.

use std::sync::Arc;

use kith_catalogue::Catalogue;
use kith_catalogue::filter::Expr;
use kith_policy::Access;
use uuid::Uuid;

use super::{Compiler, Deleted, deleted_test, object_of};
use crate::conn::Conn;
use crate::error::{Result, StoreError};
use crate::sql::Sql;

/// A question for the time that records spent in stages.
#[derive(Debug, Clone)]
pub struct StayQuery {
    /// The object's key.
    pub object: Arc<str>,
    /// Which records.
    pub filter: Expr,
    /// In which stages.
    pub stages: Vec<Uuid>,
}

/// How long records stayed in a stage, in milliseconds. Only stays that have ended count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StayFigure {
    /// The stage.
    pub stage: Uuid,
    /// How many stays.
    pub count: u64,
    /// Half of them were no longer than this.
    pub median: i64,
    /// Nine tenths of them were no longer than this.
    pub ninetieth: i64,
}

/// The nearest rank in whole numbers, so that both databases answer alike: of n spans in order the one at ⌈n/2⌉ and the
/// one at ⌈9n/10⌉.
const RANKS: &str = "SELECT stage, MAX(n), MAX(CASE WHEN place = (n + 1) / 2 THEN spent END), \
     MAX(CASE WHEN place = (n * 9 + 9) / 10 THEN spent END) FROM (SELECT s.stage AS stage, \
     s.left_at - s.entered_at AS spent, \
     ROW_NUMBER() OVER (PARTITION BY s.stage ORDER BY s.left_at - s.entered_at, s.id) AS place, \
     COUNT(*) OVER (PARTITION BY s.stage) AS n FROM stage_stay s JOIN ";

/// The figures of each stage in which any of these records has stayed.
///
/// # Errors
/// `unknown_object`, `unknown_field`.
pub fn stays(conn: &mut Conn, cat: &Catalogue, access: &Access, query: &StayQuery) -> Result<Vec<StayFigure>> {
    if query.stages.is_empty() {
        return Ok(Vec::new());
    }
    let object = object_of(cat, &query.object)?;
    let mut sql = Sql::new(RANKS);
    sql.ident(&object.table).add(" o ON o.id = s.record WHERE s.left_at IS NOT NULL AND s.stage IN ");
    sql.list(query.stages.iter().copied());
    if let Some(live) = deleted_test(Deleted::Live, "o") {
        sql.add(" AND ").add(&live);
    }
    sql.add(" AND ");
    let mut compiler = Compiler::new(cat, access, conn.dialect());
    compiler.sets = true;
    compiler.scope(object, "o", &query.filter, &mut sql)?;
    sql.add(") spans GROUP BY stage");
    let mut found = Vec::new();
    conn.query_each(&sql, |row| {
        found.push(StayFigure {
            stage: row.uuid(0)?,
            count: u64::try_from(row.int(1)?).unwrap_or(0),
            median: row.opt_int(2)?.unwrap_or(0),
            ninetieth: row.opt_int(3)?.unwrap_or(0),
        });
        Ok::<_, StoreError>(())
    })?;
    Ok(found)
}
