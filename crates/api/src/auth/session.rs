//! Sessions of people: a secret in a cookie, its hash in a table.

use kith_engine::{Conn, Origin, Result, Sql, Tx};
use uuid::Uuid;

use super::{Caller, Proof, actor, digest};
use crate::app::{AppState, hex};

/// How long a session lasts after it was last used, in seconds.
pub const LASTS: i64 = 30 * 24 * 60 * 60;
/// A session's end is moved on at most this often, in milliseconds.
const TOUCH: i64 = 60 * 60 * 1_000;

/// Opens a session and returns its secret.
pub fn open(tx: &mut Tx<'_>, user: Uuid, address: &str, agent: &str) -> Result<String> {
    let secret = hex(&tx.workspace().randomness().bytes::<32>());
    let now = tx.ctx.now.as_millisecond();
    let agent: String = agent.chars().filter(|c| !c.is_control()).take(300).collect();
    tx.sql().exec(&Sql::new("DELETE FROM session WHERE expires_at < ").bind(now))?;
    let sql = Sql::new("INSERT INTO session (hash, user_id, created_at, expires_at, last_seen_at, ip, agent) VALUES (")
        .bind(&digest(&secret)[..])
        .push(", ")
        .bind(user)
        .push(", ")
        .bind(now)
        .push(", ")
        .bind(now + LASTS * 1_000)
        .push(", ")
        .bind(now)
        .push(", ")
        .bind(address)
        .push(", ")
        .bind(agent)
        .push(")");
    tx.sql().exec(&sql)?;
    Ok(secret)
}

/// Ends a session.
pub fn close(tx: &mut Tx<'_>, hash: &[u8; 32]) -> Result<()> {
    tx.sql().exec(&Sql::new("DELETE FROM session WHERE hash = ").bind(&hash[..]))?;
    Ok(())
}

/// Who holds a session's secret.
pub async fn caller(app: &AppState, secret: &str) -> Result<Option<Caller>> {
    let hash = digest(secret);
    let now = app.ws.clock().now().as_millisecond();
    let ws = app.ws.clone();
    let found = app.ws.store().read(move |conn: &mut Conn| look_up(&ws, conn, &hash, now)).await?;
    Ok(found.map(|(caller, seen)| {
        if now - seen > TOUCH {
            touch(app, hash, now);
        }
        caller
    }))
}

/// The holder of a session that has not ended, and when it was last used.
pub fn look_up(
    ws: &kith_engine::Workspace,
    conn: &mut Conn,
    hash: &[u8; 32],
    now: i64,
) -> Result<Option<(Caller, i64)>> {
    let sql = Sql::new("SELECT user_id, last_seen_at FROM session WHERE hash = ")
        .bind(&hash[..])
        .push(" AND expires_at > ")
        .bind(now);
    let Some(row) = conn.one(&sql)? else { return Ok(None) };
    let (user, seen) = (row.uuid(0)?, row.int(1)?);
    let proof = Proof::Session(*hash);
    let Some(actor) = actor(ws, conn, user, &proof)? else { return Ok(None) };
    let Some(user) = actor.user().cloned() else { return Ok(None) };
    Ok(Some((Caller { user, actor, proof, origin: Origin::Ui }, seen)))
}

/// Moves a session's end on, without holding up the request.
fn touch(app: &AppState, hash: [u8; 32], now: i64) {
    let app = app.clone();
    tokio::spawn(async move {
        let ctx = app.ws.system_ctx();
        let done = app
            .ws
            .write(ctx, kith_engine::Lane::Interactive, move |tx| {
                let sql = Sql::new("UPDATE session SET last_seen_at = ")
                    .bind(now)
                    .push(", expires_at = ")
                    .bind(now + LASTS * 1_000)
                    .push(" WHERE hash = ")
                    .bind(&hash[..]);
                tx.sql().exec(&sql)?;
                Ok(())
            })
            .await;
        if let Err(error) = done {
            tracing::warn!(%error, "a session could not be prolonged");
        }
    });
}
