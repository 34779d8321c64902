//! How far the log can be read on PostgreSQL without skipping what is still to be committed.

use crate::conn::Conn;
use crate::error::Result;
use crate::sql::Sql;

/// The number below which every transaction that can write events here is over, as the present snapshot sees it.
///
/// That is the snapshot's xmin, but for transactions of other databases on the same server, which may run for hours and
/// are none of our business. Our own writers are known by the lock on `write_gate`, which they take before anything else
/// and hold to their end. A running transaction is left out only if it is seen to run *after* the snapshot was taken and
/// to hold no such lock; one that ended meanwhile counts, since the snapshot does not see its events.
pub(super) fn horizon(conn: &mut Conn) -> Result<i64> {
    let row = conn.one(&Sql::new(
        "SELECT pg_snapshot_xmin(s)::text::bigint, pg_snapshot_xmax(s)::text::bigint \
         FROM (SELECT pg_current_snapshot() AS s) now",
    ))?;
    let Some(row) = row else { return Ok(0) };
    let (oldest, next) = (row.int(0)?, row.int(1)?);
    if oldest == next {
        return Ok(next);
    }
    let row = conn.one(&Sql::new(
        "WITH held AS MATERIALIZED (\
           SELECT locktype, database, relation, virtualtransaction, transactionid, mode, granted FROM pg_locks\
         ) SELECT min(r.xid) FROM (\
           SELECT x::text::bigint AS xid FROM pg_snapshot_xip(pg_current_snapshot()) AS x\
         ) r WHERE NOT EXISTS (\
           SELECT 1 FROM held t WHERE t.locktype = 'transactionid' AND t.mode = 'ExclusiveLock' AND t.granted \
             AND t.transactionid::text::bigint = r.xid % 4294967296 \
             AND NOT EXISTS (\
               SELECT 1 FROM held g WHERE g.virtualtransaction = t.virtualtransaction AND g.locktype = 'relation' \
                 AND g.relation = 'write_gate'::regclass \
                 AND g.database = (SELECT oid FROM pg_database WHERE datname = current_database())))",
    ))?;
    Ok(row.map(|row| row.opt_int(0)).transpose()?.flatten().unwrap_or(next))
}
