//! People, teams and roles: hand-written tables, changed by commands like everything else and told in the log.

pub mod preferences;
pub mod rank;
pub mod roles;
pub mod teams;
pub mod users;

use kith_policy::Permission;
use kith_store::events::FieldChange;
use serde_json::Value as Json;
use uuid::Uuid;

use crate::log::About;
use crate::{Error, Result, Tx, actors};

/// Refuses whoever may not manage people.
fn permit(tx: &Tx<'_>) -> Result<()> {
    if tx.access.may(Permission::ManageUsers) { Ok(()) } else { Err(Error::forbidden("manage_users")) }
}

/// Tells the log, and tells every process that rights have changed.
fn changed(tx: &mut Tx<'_>, what: &str, verb: &str, id: Uuid, changes: Vec<FieldChange>) -> Result<()> {
    tx.tell(&format!("{what}.{verb}"), About::row(what, id), changes)?;
    actors::rights_changed(tx.sql())
}

fn difference(field: &str, before: impl Into<Json>, after: impl Into<Json>) -> Option<FieldChange> {
    let (before, after) = (before.into(), after.into());
    let filled = |json: Json| (!json.is_null()).then_some(json);
    (before != after).then(|| FieldChange { field: field.to_owned(), before: filled(before), after: filled(after) })
}

fn text_of(id: Option<Uuid>) -> Json {
    id.map_or(Json::Null, |id| Json::String(id.to_string()))
}
