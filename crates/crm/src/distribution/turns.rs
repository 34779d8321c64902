//! Whose turn it is. Everybody who takes part in a rule carries a mark that each of his turns puts forward, the less the
//! more weight he has; the one with the lowest mark is next. Nobody's mark counts as lower than that of the last turn:
//! whoever is new or was away does not get all at once what others had meanwhile.
//!
//! Marks are written in the transaction that hands a record over. On PostgreSQL writes are serializable, so that two
//! records that come at once do not take the same turn.

use std::collections::HashMap;

use kith_engine::{Conn, Result, Sql};
use uuid::Uuid;

/// How far a turn of weight one puts a mark forward; every weight to 24 divides it, others nearly.
const STRIDE: i64 = 5_354_228_880;

/// The marks of a rule.
pub(super) struct Turns {
    last: i64,
    marks: HashMap<Uuid, i64>,
}

/// The marks of a rule as they stand.
pub(super) fn of(conn: &mut Conn, rule: Uuid) -> Result<Turns> {
    let last = conn.one(&Sql::new("SELECT turn FROM distribution_rule WHERE id = ").bind(rule))?;
    let last = last.map(|row| row.int(0)).transpose()?.unwrap_or(0);
    let sql = Sql::new("SELECT taker, mark FROM distribution_turn WHERE rule = ").bind(rule);
    let rows = conn.query(&sql)?;
    let marks = rows.iter().map(|row| Ok((row.uuid(0)?, row.int(1)?))).collect::<Result<_>>()?;
    Ok(Turns { last, marks })
}

impl Turns {
    /// Where somebody stands: the lowest is next.
    pub(super) fn mark(&self, taker: Uuid) -> i64 {
        self.marks.get(&taker).copied().unwrap_or(self.last).max(self.last)
    }
}

/// Notes that it was somebody's turn.
pub(super) fn taken(conn: &mut Conn, rule: Uuid, taker: Uuid, weight: u32) -> Result<()> {
    let before = of(conn, rule)?.mark(taker);
    let after = before + STRIDE / i64::from(weight.max(1));
    let mut sql = Sql::new("INSERT INTO distribution_turn (rule, taker, mark) VALUES (");
    sql.arg(rule).add(", ").arg(taker).add(", ").arg(after);
    sql.add(") ON CONFLICT (rule, taker) DO UPDATE SET mark = excluded.mark");
    conn.exec(&sql)?;
    let sql = Sql::new("UPDATE distribution_rule SET turn = ").bind(before).push(" WHERE id = ").bind(rule);
    conn.exec(&sql)?;
    Ok(())
}
