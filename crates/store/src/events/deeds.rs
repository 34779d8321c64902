//! What people have done themselves: commands of the browser and of programs with their tokens, counted from the log.

use uuid::Uuid;

use crate::conn::Conn;
use crate::error::Result;
use crate::sql::Sql;

/// A quarter of an hour, in milliseconds: every zone's days begin with one.
pub const QUARTER: i64 = 15 * 60 * 1000;

/// What somebody did within a quarter of an hour. A command counts once, however many records it changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deeds {
    /// Who.
    pub user: Uuid,
    /// Since 1970, in quarters of an hour.
    pub quarter: i64,
    /// Commands of any sort.
    pub all: i64,
    /// Those that made a record.
    pub created: i64,
    /// Tasks done.
    pub completed: i64,
    /// Notes written.
    pub noted: i64,
}

/// What everybody did from `from` until before `to`, in milliseconds UTC.
///
/// # Errors
/// When the store fails.
pub fn deeds(conn: &mut Conn, from: i64, to: i64) -> Result<Vec<Deeds>> {
    let first = first_at(conn, from)?;
    let mut sql = Sql::new("SELECT actor, at / ");
    sql.number(QUARTER).add(" AS quarter, count(DISTINCT coalesce(batch, id))");
    for names in ["name LIKE '%.created'", "name = 'task.completed'", "name LIKE '%.noted'"] {
        sql.add(", count(DISTINCT CASE WHEN ").add(names).add(" THEN coalesce(batch, id) END)");
    }
    sql.add(" FROM event WHERE seq >= ").arg(first).add(" AND at >= ").arg(from).add(" AND at < ").arg(to);
    sql.add(" AND actor IS NOT NULL AND origin IN ('ui', 'api') AND depth = 0 GROUP BY actor, quarter ORDER BY 2, 1");
    let read = |row: &crate::row::Row| -> Result<Deeds> {
        Ok(Deeds {
            user: row.uuid(0)?,
            quarter: row.int(1)?,
            all: row.int(2)?,
            created: row.int(3)?,
            completed: row.int(4)?,
            noted: row.int(5)?,
        })
    };
    conn.query(&sql)?.iter().map(read).collect()
}

/// How much later than its number says an event may have been written: the longest that a transaction takes.
const SLACK: i64 = 60 * 60 * 1000;

/// A number before those of all events of that moment or later. Numbers rise with time, so that halving finds it without an
/// index on the time, which every write would pay for.
fn first_at(conn: &mut Conn, at: i64) -> Result<i64> {
    let ends = conn.one(&Sql::new("SELECT coalesce(min(seq), 0), coalesce(max(seq), 0) FROM event"))?;
    let (mut low, mut high) = match ends {
        Some(row) => (row.int(0)?, row.int(1)? + 1),
        None => return Ok(0),
    };
    while low < high {
        let middle = low + (high - low) / 2;
        let next = Sql::new("SELECT seq, at FROM event WHERE seq >= ").bind(middle).push(" ORDER BY seq LIMIT 1");
        match conn.one(&next)? {
            Some(row) if row.int(1)? < at - SLACK => low = row.int(0)? + 1,
            _ => high = middle,
        }
    }
    Ok(low)
}
