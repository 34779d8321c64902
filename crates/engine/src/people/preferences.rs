//! What a screen keeps for its user. It means nothing to the server, so the log does not tell of it.

use kith_catalogue::Problem;
use kith_store::{Conn, Sql};
use serde_json::{Map, Value as Json};
use uuid::Uuid;

use crate::{Error, Result, Tx};

/// The most that is kept for a person, in bytes of JSON.
pub const MAX_SIZE: usize = 64 * 1024;

/// A person's preferences; empty when he has none.
///
/// # Errors
/// When the store fails.
pub fn get(conn: &mut Conn, user: Uuid) -> Result<Map<String, Json>> {
    let row = conn.one(&Sql::new("SELECT preferences FROM user_account WHERE id = ").bind(user))?;
    let row = row.ok_or(Error::NotFound)?;
    row.opt_text(0)?.map_or_else(|| Ok(Map::new()), |text| serde_json::from_str(text).map_err(Error::internal))
}

/// Replaces the actor's own preferences.
///
/// # Errors
/// [`Error::Invalid`] with `too_long`.
pub fn set(tx: &mut Tx<'_>, preferences: &Map<String, Json>) -> Result<()> {
    let me = tx.ctx.user_id().ok_or_else(|| Error::forbidden("person"))?;
    let text = serde_json::to_string(preferences).map_err(Error::internal)?;
    if text.len() > MAX_SIZE {
        return Err(Error::Invalid(vec![Problem::new("too_long").with("max", MAX_SIZE)]));
    }
    let sql = Sql::new("UPDATE user_account SET preferences = ").bind(text).push(" WHERE id = ").bind(me);
    tx.sql().exec(&sql)?;
    Ok(())
}
