//! What the workspace as a whole is set to, kept in the `setting` table.

use kith_catalogue::overlay::Overlay;
use kith_store::{Conn, Sql};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::{Error, Result};

/// The workspace's own choices, made at set-up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkspaceSettings {
    /// What the workspace is called.
    pub name: String,
    /// ISO 4217 code of the currency that sums are told in.
    pub currency: String,
    /// ISO 3166 alpha-2 code of the country that phone numbers without a prefix belong to.
    pub country: String,
    /// `en`, `ru` or `cs`.
    pub language: String,
    /// IANA name of the zone that days begin in.
    pub time_zone: String,
}

impl Default for WorkspaceSettings {
    fn default() -> Self {
        Self {
            name: "Kith".to_owned(),
            currency: "EUR".to_owned(),
            country: "CZ".to_owned(),
            language: "en".to_owned(),
            time_zone: "UTC".to_owned(),
        }
    }
}

/// Keys of the `setting` table that the engine owns.
pub mod keys {
    /// [`super::WorkspaceSettings`].
    pub const WORKSPACE: &str = "workspace";
    /// [`crate::appearance::Appearance`].
    pub const APPEARANCE: &str = "workspace.appearance";
    /// The customer's overlay of the catalogue.
    pub const OVERLAY: &str = "catalogue.overlay";
    /// Counts changes of the catalogue, the settings and the rates; other processes watch it.
    pub const CATALOGUE_VERSION: &str = "catalogue.version";
    /// Counts changes of users, teams and roles; cached actors of an older one are stale.
    pub const RIGHTS_VERSION: &str = "rights.version";
    /// What texts are sealed with that clients bring back, in hexadecimal digits.
    pub const SEAL: &str = "seal.key";
}

/// Reads a setting.
///
/// # Errors
/// When the store fails or what is stored does not read as `T`.
pub fn get<T: DeserializeOwned>(conn: &mut Conn, key: &str) -> Result<Option<T>> {
    let sql = Sql::new("SELECT value FROM setting WHERE key = ").bind(key);
    let Some(row) = conn.one(&sql)? else { return Ok(None) };
    serde_json::from_str(row.text(0)?).map(Some).map_err(|e| Error::internal(format!("setting {key}: {e}")))
}

/// Writes a setting.
///
/// # Errors
/// When the store fails.
pub fn put<T: Serialize>(conn: &mut Conn, key: &str, value: &T) -> Result<()> {
    let text = serde_json::to_string(value).map_err(Error::internal)?;
    let sql = Sql::new("INSERT INTO setting (key, value) VALUES (")
        .bind(key)
        .push(", ")
        .bind(text)
        .push(") ON CONFLICT (key) DO UPDATE SET value = excluded.value");
    conn.exec(&sql)?;
    Ok(())
}

/// The key that texts for clients are sealed with, the same for every process; `fresh` when there was none yet.
///
/// # Errors
/// When the store fails.
pub(crate) fn seal_key(conn: &mut Conn, fresh: [u8; 32]) -> Result<[u8; 32]> {
    if let Some(kept) = get::<String>(conn, keys::SEAL)? {
        let parsed = kept.len() == 64 && kept.is_ascii();
        let digits = if parsed {
            u128::from_str_radix(&kept[..32], 16).ok().zip(u128::from_str_radix(&kept[32..], 16).ok())
        } else {
            None
        };
        let (high, low) = digits.ok_or_else(|| Error::internal("setting seal.key: not a key"))?;
        let mut key = [0; 32];
        key[..16].copy_from_slice(&high.to_be_bytes());
        key[16..].copy_from_slice(&low.to_be_bytes());
        return Ok(key);
    }
    let text: String = fresh.iter().map(|byte| format!("{byte:02x}")).collect();
    put(conn, keys::SEAL, &text)?;
    Ok(fresh)
}

/// Adds one to a counting setting and returns the new count.
///
/// # Errors
/// When the store fails.
pub fn bump(conn: &mut Conn, key: &str) -> Result<i64> {
    let next = get::<i64>(conn, key)?.unwrap_or(0) + 1;
    put(conn, key, &next)?;
    Ok(next)
}

/// The customer's overlay as it is stored.
///
/// # Errors
/// When the store fails.
pub fn overlay(conn: &mut Conn) -> Result<Overlay> {
    Ok(get(conn, keys::OVERLAY)?.unwrap_or_default())
}
