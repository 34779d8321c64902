//! Roles as they are stored.

use kith_catalogue::Lang;
use kith_policy::{ADMINISTRATOR, HEAD, MANAGER, Rights, Role, standard_roles};
use kith_store::{Conn, Row, Sql};
use uuid::Uuid;

use super::{changed, difference, permit};
use crate::{Error, Result, Tx};

fn stored(row: &Row) -> Result<Role> {
    let mut rights: Rights = serde_json::from_str(row.text(3)?).map_err(|e| Error::internal(format!("role: {e}")))?;
    rights.complete();
    let (id, key, name) = (row.uuid(0)?, row.opt_text(1)?.unwrap_or_default().to_owned(), row.text(2)?.to_owned());
    Ok(Role { id, key, name, rights })
}

const COLUMNS: &str = "SELECT role.id, role.key, role.name, role.definition FROM role";

/// All roles, the standard ones first.
///
/// # Errors
/// When the store fails.
pub fn list(conn: &mut Conn) -> Result<Vec<Role>> {
    conn.query(&Sql::new(COLUMNS).push(" ORDER BY position, id"))?.iter().map(stored).collect()
}

/// One role.
///
/// # Errors
/// When the store fails.
pub fn find(conn: &mut Conn, id: Uuid) -> Result<Option<Role>> {
    conn.one(&Sql::new(COLUMNS).push(" WHERE id = ").bind(id))?.as_ref().map(stored).transpose()
}

/// The role of that key.
///
/// # Errors
/// When the store fails.
pub fn by_key(conn: &mut Conn, key: &str) -> Result<Option<Role>> {
    conn.one(&Sql::new(COLUMNS).push(" WHERE key = ").bind(key))?.as_ref().map(stored).transpose()
}

/// The roles of a person.
///
/// # Errors
/// When the store fails.
pub fn of_user(conn: &mut Conn, user: Uuid) -> Result<Vec<Role>> {
    let sql = Sql::new(COLUMNS)
        .push(" JOIN user_role ON user_role.role_id = role.id WHERE user_role.user_id = ")
        .bind(user)
        .push(" ORDER BY role.position, role.id");
    conn.query(&sql)?.iter().map(stored).collect()
}

/// Makes the standard roles that are missing, named in the language given.
///
/// # Errors
/// When the store fails.
pub fn ensure_standard(tx: &mut Tx<'_>, language: &str) -> Result<()> {
    let language = Lang::parse(language).unwrap_or(Lang::En);
    let mut ids: Vec<Uuid> = (0..3).map(|_| tx.new_id()).collect();
    for (position, role) in standard_roles(language, &mut || ids.pop().unwrap_or_default()).iter().enumerate() {
        if by_key(tx.sql(), &role.key)?.is_none() {
            insert(tx, role, i64::try_from(position).unwrap_or(0))?;
        }
    }
    Ok(())
}

/// Adds a role.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Invalid`] for an empty name or a name that is taken.
pub fn create(tx: &mut Tx<'_>, name: &str, rights: &Rights) -> Result<Role> {
    permit(tx)?;
    let name = checked_name(tx, name, None)?;
    let id = tx.new_id();
    let role = Role { id, key: format!("role_{}", id.simple()), name, rights: rights.clone() };
    insert(tx, &role, 100)?;
    let change = difference("rights", serde_json::Value::Null, json(rights)?);
    changed(tx, "role", "created", id, change.into_iter().collect())?;
    Ok(role)
}

/// Replaces what a role permits.
///
/// # Errors
/// As [`create`]; [`Error::NotFound`]; [`Error::Refused`] with `last_administrator` when nobody would be left who may
/// do everything.
pub fn change(tx: &mut Tx<'_>, id: Uuid, name: Option<&str>, rights: Option<&Rights>) -> Result<Role> {
    permit(tx)?;
    let before = find(tx.sql(), id)?.ok_or(Error::NotFound)?;
    let mut after = before.clone();
    if let Some(name) = name {
        after.name = checked_name(tx, name, Some(id))?;
    }
    if let Some(rights) = rights {
        after.rights = rights.clone();
    }
    write(tx, &after)?;
    keep_an_administrator(tx.sql())?;
    let changes = [
        difference("name", before.name, after.name.clone()),
        difference("rights", json(&before.rights)?, json(&after.rights)?),
    ];
    changed(tx, "role", "updated", id, changes.into_iter().flatten().collect())?;
    Ok(after)
}

/// Takes a field out of every role that names it, so that a field made anew under its key inherits no rights.
///
/// # Errors
/// When the store fails.
pub(crate) fn forget_field(tx: &mut Tx<'_>, object: &str, field: &str) -> Result<()> {
    for mut role in list(tx.sql())? {
        let Some(rights) = role.rights.objects.get_mut(object) else { continue };
        let named = |list: &Vec<String>| list.iter().any(|key| key == field);
        if named(&rights.hidden) || named(&rights.read_only) {
            rights.hidden.retain(|key| key != field);
            rights.read_only.retain(|key| key != field);
            write(tx, &role)?;
            changed(tx, "role", "updated", role.id, Vec::new())?;
        }
    }
    Ok(())
}

fn write(tx: &mut Tx<'_>, role: &Role) -> Result<()> {
    let now = tx.ctx.now.as_millisecond();
    let mut sql = Sql::new("UPDATE role SET name = ");
    sql.arg(role.name.as_str()).add(", definition = ").arg(json(&role.rights)?.to_string());
    sql.add(", updated_at = ").arg(now).add(" WHERE id = ").arg(role.id);
    tx.sql().exec(&sql)?;
    Ok(())
}

/// Removes a role that nobody has.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`]; [`Error::Refused`] with `role_in_use` or `standard_role`.
pub fn delete(tx: &mut Tx<'_>, id: Uuid) -> Result<()> {
    permit(tx)?;
    let before = find(tx.sql(), id)?.ok_or(Error::NotFound)?;
    if [ADMINISTRATOR, HEAD, MANAGER].contains(&before.key.as_str()) {
        return Err(Error::refused("standard_role"));
    }
    let used = Sql::new("SELECT 1 FROM user_role WHERE role_id = ").bind(id);
    if tx.sql().one(&used)?.is_some() {
        return Err(Error::refused("role_in_use"));
    }
    tx.sql().exec(&Sql::new("DELETE FROM role WHERE id = ").bind(id))?;
    let change = difference("rights", json(&before.rights)?, serde_json::Value::Null);
    changed(tx, "role", "deleted", id, change.into_iter().collect())
}

/// Refuses to leave the workspace without an active person who may do everything.
pub(super) fn keep_an_administrator(conn: &mut Conn) -> Result<()> {
    let sql = Sql::new(
        "SELECT DISTINCT role.id, role.key, role.name, role.definition FROM role \
         JOIN user_role ON user_role.role_id = role.id \
         JOIN user_account ON user_account.id = user_role.user_id WHERE user_account.active = 1",
    );
    for row in conn.query(&sql)? {
        if stored(&row)?.rights.admin {
            return Ok(());
        }
    }
    Err(Error::refused("last_administrator"))
}

fn checked_name(tx: &mut Tx<'_>, name: &str, id: Option<Uuid>) -> Result<String> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Error::field("name", "required"));
    }
    if name.chars().count() > 200 {
        return Err(Error::field("name", "too_long"));
    }
    let taken = list(tx.sql())?.iter().any(|other| other.name == name && Some(other.id) != id);
    if taken { Err(Error::field("name", "taken")) } else { Ok(name.to_owned()) }
}

fn insert(tx: &mut Tx<'_>, role: &Role, position: i64) -> Result<()> {
    let now = tx.ctx.now.as_millisecond();
    let mut sql = Sql::new("INSERT INTO role (id, key, name, definition, position, created_at, updated_at) VALUES (");
    sql.arg(role.id).add(", ").arg(role.key.as_str()).add(", ").arg(role.name.as_str()).add(", ");
    sql.arg(json(&role.rights)?.to_string()).add(", ").arg(position).add(", ").arg(now).add(", ").arg(now).add(")");
    tx.sql().exec(&sql)?;
    Ok(())
}

fn json(rights: &Rights) -> Result<serde_json::Value> {
    serde_json::to_value(rights).map_err(Error::internal)
}
