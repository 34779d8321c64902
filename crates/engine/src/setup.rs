//! The first start of a workspace: once, also when two ask at the same moment.

use kith_store::Sql;

use crate::people::roles;
use crate::settings::{self, WorkspaceSettings, keys};
use crate::workspace::catalogue_settings;
use crate::{Conn, Error, Result, Tx};

/// The setting whose presence says that the workspace has been set up.
const DONE: &str = "setup.done";

/// Whether the workspace still waits to be set up.
///
/// # Errors
/// When the store fails.
pub fn is_needed(conn: &mut Conn) -> Result<bool> {
    Ok(settings::get::<bool>(conn, DONE)?.is_none())
}

/// Claims the set-up for this transaction: writes the settings and the standard roles. Whoever comes second is refused.
///
/// The workspace is to be reloaded ([`crate::Workspace::reload`]) after the commit.
///
/// # Errors
/// [`Error::Refused`] with `setup_done`; [`Error::Invalid`] for settings that do not hold.
pub fn claim(tx: &mut Tx<'_>, with: &WorkspaceSettings) -> Result<()> {
    catalogue_settings(with)?;
    let sql =
        Sql::new("INSERT INTO setting (key, value) VALUES (").bind(DONE).push(", 'true') ON CONFLICT (key) DO NOTHING");
    if tx.sql().exec(&sql)? == 0 {
        return Err(Error::refused("setup_done"));
    }
    settings::put(tx.sql(), keys::WORKSPACE, with)?;
    settings::bump(tx.sql(), keys::CATALOGUE_VERSION)?;
    roles::ensure_standard(tx, &with.language)
}
