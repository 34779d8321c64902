//! What configurations have in common that are written in a list of their own order: scripts, rules of distribution.

use kith_catalogue::Problem;
use kith_engine::{Error, Result, Sql, Tx};
use kith_policy::Permission;
use uuid::Uuid;

/// The longest name, in characters.
const MAX_NAME: usize = 200;

/// Refuses whoever may not say how selling goes.
pub(crate) fn permit(tx: &Tx<'_>) -> Result<()> {
    if tx.access.may(Permission::ManagePipelines) { Ok(()) } else { Err(Error::forbidden("manage_pipelines")) }
}

/// A name without blanks around it.
pub(crate) fn checked_name(name: &str) -> Result<String> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Error::field("name", "required"));
    }
    if name.chars().count() > MAX_NAME || name.chars().any(char::is_control) {
        return Err(Error::Invalid(vec![Problem::new("too_long").with("max", MAX_NAME).at("name")]));
    }
    Ok(name.to_owned())
}

/// Puts a row of a table to a place among all, given in their order; past the end is the end.
pub(crate) fn put_at(tx: &mut Tx<'_>, table: &'static str, mut order: Vec<Uuid>, id: Uuid, to: usize) -> Result<()> {
    order.retain(|one| *one != id);
    order.insert(to.min(order.len()), id);
    for (position, id) in order.into_iter().enumerate() {
        let mut sql = Sql::new("UPDATE ");
        sql.add(table).add(" SET position = ").arg(i64::try_from(position).unwrap_or(i64::MAX));
        tx.sql().exec(sql.add(" WHERE id = ").arg(id))?;
    }
    Ok(())
}
