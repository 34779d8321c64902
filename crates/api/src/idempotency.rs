//! Repeats: a POST with a key is done once, and the same answer is given again for a day. The key is written in the
//! transaction of the command, so that neither a crash nor a race can do it twice. When a record is destroyed for good, the
//! answers that told of it are forgotten; their keys stay, so that nothing is done a second time.

use std::collections::BTreeSet;

use axum::http::{HeaderMap, StatusCode};
use kith_engine::{Error, Reader, Result, Sql, Tx};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::error::{FORGOTTEN, MISMATCH};
use crate::problem::Problem;
use crate::reply::Reply;

/// How long answers are kept, in milliseconds.
const KEPT: i64 = 24 * 60 * 60 * 1_000;
/// The longest key.
const MAX_KEY: usize = 255;
/// So many rows are written at once.
const MOST_ROWS: usize = 500;

/// What recognises a repeat.
#[derive(Debug, Clone)]
pub struct Key {
    /// The key as sent.
    pub name: String,
    /// Who sent it; keys of different people do not meet.
    pub user: Uuid,
    /// The hash of route and body.
    pub request: [u8; 32],
    /// The ids in the route.
    pub about: Vec<Uuid>,
}

/// The key that a request carries.
///
/// # Errors
/// 400 for a key that is empty, too long or not plain ASCII.
pub fn key_of(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
    let text = value.to_str().ok().filter(|text| (1..=MAX_KEY).contains(&text.len()));
    match text {
        Some(text) => Ok(Some(text.to_owned())),
        None => Err(Problem::bad_request("bad_idempotency_key")),
    }
}

/// Writes the key down, or gives the answer that was given before. A second request with the same key waits in the
/// database for the first to end.
pub fn begin(tx: &mut Tx<'_>, key: &Key) -> Result<Option<Reply>> {
    let now = tx.ctx.now.as_millisecond();
    for table in ["idempotency", "idempotency_record"] {
        tx.sql().exec(&Sql::new("DELETE FROM ").push(table).push(" WHERE created_at < ").bind(now - KEPT))?;
    }
    let sql = Sql::new("INSERT INTO idempotency (key, actor, body_hash, created_at) VALUES (")
        .bind(&key.name)
        .push(", ")
        .bind(key.user.to_string())
        .push(", ")
        .bind(&key.request[..])
        .push(", ")
        .bind(now)
        .push(") ON CONFLICT DO NOTHING");
    if tx.sql().exec(&sql)? == 1 {
        return Ok(None);
    }
    look_up(tx, key)?.ok_or(Error::Busy { retry_after: 1 }).map(Some)
}

/// The answer that was given before.
pub fn look_up(r: &mut Reader<'_>, key: &Key) -> Result<Option<Reply>> {
    let sql = Sql::new("SELECT body_hash, status, headers, response FROM idempotency WHERE key = ")
        .bind(&key.name)
        .push(" AND actor = ")
        .bind(key.user.to_string())
        .push(" AND created_at >= ")
        .bind(r.ctx.now.as_millisecond() - KEPT);
    let Some(row) = r.conn().one(&sql)? else { return Ok(None) };
    if row.bytes(0)? != key.request {
        return Err(Error::refused(MISMATCH));
    }
    let Some(body) = row.opt_bytes(3)? else { return Err(Error::refused(FORGOTTEN)) };
    read(row.int(1)?, row.text(2)?, body.to_vec()).map(Some)
}

/// Keeps the answer for repeats.
pub fn finish(tx: &mut Tx<'_>, key: &Key, reply: &Reply) -> Result<()> {
    let sql = Sql::new("UPDATE idempotency SET status = ")
        .bind(i64::from(reply.status.as_u16()))
        .push(", headers = ")
        .bind(json!({"event": reply.event, "batch": reply.batch}).to_string())
        .push(", response = ")
        .bind(&reply.body[..])
        .push(" WHERE key = ")
        .bind(&key.name)
        .push(" AND actor = ")
        .bind(key.user.to_string());
    tx.sql().exec(&sql)?;
    let told: BTreeSet<Uuid> = ids(&reply.body).chain(key.about.iter().copied()).collect();
    for some in told.into_iter().collect::<Vec<_>>().chunks(MOST_ROWS) {
        let mut sql = Sql::new("INSERT INTO idempotency_record (record, actor, key, created_at) VALUES ");
        for (at, id) in some.iter().enumerate() {
            sql.add(if at == 0 { "(" } else { ", (" }).arg(*id).add(", ").arg(key.user.to_string());
            sql.add(", ").arg(&key.name).add(", ").arg(tx.ctx.now).add(")");
        }
        tx.sql().exec(&sql)?;
    }
    Ok(())
}

/// The ids that are written in a text, in their usual form.
pub fn ids(text: &[u8]) -> impl Iterator<Item = Uuid> {
    const HYPHENS: [usize; 4] = [8, 13, 18, 23];
    text.windows(36).filter_map(|some| {
        let looks_so = some.iter().enumerate().all(|(at, byte)| match byte {
            b'-' => HYPHENS.contains(&at),
            byte => byte.is_ascii_hexdigit() && !HYPHENS.contains(&at),
        });
        if looks_so { Uuid::try_parse_ascii(some).ok() } else { None }
    })
}

fn read(status: i64, ids: &str, body: Vec<u8>) -> Result<Reply> {
    let ids: Value = serde_json::from_str(ids).map_err(Error::internal)?;
    let id = |name: &str| ids[name].as_str().and_then(|id| Uuid::parse_str(id).ok());
    let status = u16::try_from(status).ok().and_then(|status| StatusCode::from_u16(status).ok());
    Ok(Reply {
        status: status.ok_or_else(|| Error::internal("a stored answer without a status"))?,
        body,
        event: id("event"),
        batch: id("batch"),
    })
}
