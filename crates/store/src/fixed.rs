//! Small questions about hand-written tables that several rooms ask: does it exist, what is it called.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::conn::Conn;
use crate::error::Result;
use crate::sql::Sql;

fn exists(conn: &mut Conn, sql: &str, id: Uuid) -> Result<bool> {
    Ok(conn.one(&Sql::new(sql).bind(id))?.is_some())
}

/// Whether there is such a person who is active.
///
/// # Errors
/// When the database fails.
pub fn active_user_exists(conn: &mut Conn, id: Uuid) -> Result<bool> {
    exists(conn, "SELECT 1 FROM user_account WHERE active = 1 AND id = ", id)
}

/// Whether there is such a pipeline in use.
///
/// # Errors
/// When the database fails.
pub fn pipeline_exists(conn: &mut Conn, id: Uuid) -> Result<bool> {
    exists(conn, "SELECT 1 FROM pipeline WHERE archived = 0 AND id = ", id)
}

/// Whether there is such a stage in use.
///
/// # Errors
/// When the database fails.
pub fn stage_exists(conn: &mut Conn, id: Uuid) -> Result<bool> {
    exists(conn, "SELECT 1 FROM stage WHERE archived = 0 AND id = ", id)
}

/// Forgets the answers kept for repeats that tell of a record. Their keys stay.
///
/// # Errors
/// When the database fails.
pub fn forget_answers(conn: &mut Conn, record: Uuid) -> Result<()> {
    let mut sql = Sql::new("SELECT DISTINCT actor, key FROM idempotency_record WHERE record = ");
    for row in conn.query(sql.arg(record))? {
        let mut sql = Sql::new("UPDATE idempotency SET response = NULL WHERE actor = ");
        sql.arg(row.text(0)?).add(" AND key = ").arg(row.text(1)?);
        conn.exec(&sql)?;
    }
    conn.exec(&Sql::new("DELETE FROM idempotency_record WHERE record = ").bind(record))?;
    Ok(())
}

fn labels(conn: &mut Conn, sql: &str, ids: &[Uuid]) -> Result<BTreeMap<Uuid, String>> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut sql = Sql::new(sql);
    sql.add(" IN ").list(ids.iter().copied());
    conn.query(&sql)?.iter().map(|row| Ok((row.uuid(0)?, row.text(1)?.to_owned()))).collect()
}

/// What people are called, active or not.
///
/// # Errors
/// When the database fails.
pub fn user_labels(conn: &mut Conn, ids: &[Uuid]) -> Result<BTreeMap<Uuid, String>> {
    labels(conn, "SELECT id, name FROM user_account WHERE id", ids)
}

/// What stages are called.
///
/// # Errors
/// When the database fails.
pub fn stage_labels(conn: &mut Conn, ids: &[Uuid]) -> Result<BTreeMap<Uuid, String>> {
    labels(conn, "SELECT id, name FROM stage WHERE id", ids)
}

/// What pipelines are called.
///
/// # Errors
/// When the database fails.
pub fn pipeline_labels(conn: &mut Conn, ids: &[Uuid]) -> Result<BTreeMap<Uuid, String>> {
    labels(conn, "SELECT id, name FROM pipeline WHERE id", ids)
}
