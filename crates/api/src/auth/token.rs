//! Tokens of programs: shown once, kept as a hash, limited to a role and a time on demand.

use kith_engine::{Conn, Error, Lane, Origin, Result, Row, Sql, Tx, Workspace};
use uuid::Uuid;

use super::{Caller, Proof, actor, digest};
use crate::app::{AppState, hex};

/// What every token begins with.
pub const PREFIX: &str = "kith_";
/// The use of a token is written down at most this often, in milliseconds.
const TOUCH: i64 = 60 * 60 * 1_000;
/// The most tokens of one person.
const MAX_TOKENS: i64 = 100;

/// A token as it is stored.
#[derive(Debug, Clone)]
pub struct TokenRow {
    /// Its id.
    pub id: Uuid,
    /// What it is for.
    pub name: String,
    /// For whom it acts.
    pub user: Uuid,
    /// The one role it is limited to.
    pub role: Option<Uuid>,
    /// When it was made.
    pub created_at: i64,
    /// When it stops working.
    pub expires_at: Option<i64>,
    /// When it was last used, to within an hour.
    pub last_used_at: Option<i64>,
}

const SELECT: &str = "SELECT id, name, user_id, role_id, created_at, expires_at, last_used_at FROM token";

fn read(row: &Row) -> Result<TokenRow> {
    Ok(TokenRow {
        id: row.uuid(0)?,
        name: row.text(1)?.to_owned(),
        user: row.uuid(2)?,
        role: row.opt_uuid(3)?,
        created_at: row.int(4)?,
        expires_at: row.opt_int(5)?,
        last_used_at: row.opt_int(6)?,
    })
}

/// Tokens, newest first: of one person, or of all.
pub fn list(conn: &mut Conn, of: Option<Uuid>) -> Result<Vec<TokenRow>> {
    let mut sql = Sql::new(SELECT);
    if let Some(user) = of {
        sql = sql.push(" WHERE user_id = ").bind(user);
    }
    conn.query(&sql.push(" ORDER BY created_at DESC, id DESC"))?.iter().map(read).collect()
}

/// A token.
pub fn find(conn: &mut Conn, id: Uuid) -> Result<TokenRow> {
    read(&conn.one(&Sql::new(SELECT).push(" WHERE id = ").bind(id))?.ok_or(Error::NotFound)?)
}

/// Makes a token and returns it with its secret.
pub fn create(
    tx: &mut Tx<'_>,
    user: Uuid,
    name: &str,
    role: Option<Uuid>,
    expires_at: Option<i64>,
) -> Result<(TokenRow, String)> {
    let count = tx.sql().one(&Sql::new("SELECT count(*) FROM token WHERE user_id = ").bind(user))?;
    if count.map(|row| row.int(0)).transpose()?.unwrap_or(0) >= MAX_TOKENS {
        return Err(Error::refused("too_many_tokens"));
    }
    let secret = format!("{PREFIX}{}", hex(&tx.workspace().randomness().bytes::<32>()));
    let id = tx.new_id();
    let sql = Sql::new("INSERT INTO token (id, hash, prefix, name, user_id, role_id, created_at, expires_at) VALUES (")
        .bind(id)
        .push(", ")
        .bind(&digest(&secret)[..])
        .push(", ")
        .bind(&secret[..PREFIX.len() + 4])
        .push(", ")
        .bind(name)
        .push(", ")
        .bind(user)
        .push(", ")
        .bind(role)
        .push(", ")
        .bind(tx.ctx.now)
        .push(", ")
        .bind(expires_at)
        .push(")");
    tx.sql().exec(&sql)?;
    Ok((find(tx.sql(), id)?, secret))
}

/// Revokes a token.
pub fn revoke(tx: &mut Tx<'_>, id: Uuid) -> Result<()> {
    tx.sql().exec(&Sql::new("DELETE FROM token WHERE id = ").bind(id))?;
    Ok(())
}

/// Who holds a token's secret.
pub async fn caller(app: &AppState, secret: &str) -> Result<Option<Caller>> {
    let hash = digest(secret);
    let now = app.ws.clock().now().as_millisecond();
    let ws = app.ws.clone();
    let found = app.ws.store().read(move |conn: &mut Conn| look_up(&ws, conn, &hash, now)).await?;
    Ok(found.map(|(caller, used)| {
        if used.is_none_or(|used| now - used > TOUCH) {
            touch(app, hash, now);
        }
        caller
    }))
}

/// The holder of a token that still works, and when it was last used.
pub fn look_up(ws: &Workspace, conn: &mut Conn, hash: &[u8; 32], now: i64) -> Result<Option<(Caller, Option<i64>)>> {
    let sql = Sql::new("SELECT id, user_id, role_id, last_used_at FROM token WHERE hash = ")
        .bind(&hash[..])
        .push(" AND (expires_at IS NULL OR expires_at > ")
        .bind(now)
        .push(")");
    let Some(row) = conn.one(&sql)? else { return Ok(None) };
    let (id, user, role, used) = (row.uuid(0)?, row.uuid(1)?, row.opt_uuid(2)?, row.opt_int(3)?);
    let proof = Proof::Token { hash: *hash, id, role };
    let Some(actor) = actor(ws, conn, user, &proof)? else { return Ok(None) };
    let Some(user) = actor.user().cloned() else { return Ok(None) };
    Ok(Some((Caller { user, actor, proof, origin: Origin::Api }, used)))
}

/// Writes down that a token was used, without holding up the request.
fn touch(app: &AppState, hash: [u8; 32], now: i64) {
    let app = app.clone();
    tokio::spawn(async move {
        let ctx = app.ws.system_ctx();
        let done = app
            .ws
            .write(ctx, Lane::Interactive, move |tx| {
                let sql = Sql::new("UPDATE token SET last_used_at = ").bind(now).push(" WHERE hash = ").bind(&hash[..]);
                tx.sql().exec(&sql)?;
                Ok(())
            })
            .await;
        if let Err(error) = done {
            tracing::warn!(%error, "the use of a token could not be written down");
        }
    });
}
