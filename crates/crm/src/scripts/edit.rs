//! Making, changing and removing scripts.

use kith_catalogue::Problem;
use kith_engine::{Error, Result, Sql, Tx};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::check::check;
use super::definition::{Definition, Kind};
use super::{Script, TABLE, find, list, written};
use crate::arranged::{self, checked_name, permit};
use crate::log;

/// The most scripts of a workspace.
const MAX_SCRIPTS: usize = 200;

/// A script to be made; it comes after the others.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "as in Script")]
pub struct NewScript {
    pub name: String,
    pub kind: Kind,
    pub active: bool,
    pub definition: Definition,
}

/// What is to change about a script; what is none stays.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "as in Script")]
pub struct ScriptChange {
    pub name: Option<String>,
    pub kind: Option<Kind>,
    pub active: Option<bool>,
    pub position: Option<usize>,
    pub definition: Option<Definition>,
    /// The version that the change was made on.
    pub version: Option<i64>,
}

/// Makes a script.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::Invalid`].
pub fn create(tx: &mut Tx<'_>, new: &NewScript) -> Result<Script> {
    permit(tx)?;
    let name = checked_name(&new.name)?;
    check(tx, &new.definition)?;
    let before = list(tx.sql())?;
    if before.len() >= MAX_SCRIPTS {
        return Err(Error::Invalid(vec![Problem::new("too_many").with("max", MAX_SCRIPTS).at("name")]));
    }
    let id = tx.new_id();
    let mut sql = Sql::new(
        "INSERT INTO script (id, name, kind, position, active, definition, version, created_at, updated_at) VALUES (",
    );
    sql.arg(id).add(", ").arg(&name).add(", ").arg(new.kind.as_str()).add(", ");
    sql.arg(i64::try_from(before.len()).unwrap_or(i64::MAX)).add(", ").arg(new.active).add(", ");
    sql.arg(written(&new.definition)?).add(", 1, ").arg(tx.ctx.now).add(", ").arg(tx.ctx.now).add(")");
    tx.sql().exec(&sql)?;
    let script = find(tx.sql(), id)?;
    told(tx, "created", None, Some(&script))?;
    Ok(script)
}

/// Changes a script. Talks under way go on with the script as it was.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`], [`Error::Invalid`], [`Error::VersionConflict`].
pub fn change(tx: &mut Tx<'_>, id: Uuid, with: &ScriptChange) -> Result<Script> {
    permit(tx)?;
    let before = find(tx.sql(), id)?;
    if with.version.is_some_and(|version| version != before.version) {
        return Err(Error::VersionConflict { object: TABLE.to_owned(), id, version: before.version });
    }
    let name = with.name.as_deref().map_or_else(|| Ok(before.name.clone()), checked_name)?;
    let definition = with.definition.as_ref().unwrap_or(&before.definition);
    if with.definition.is_some() {
        check(tx, definition)?;
    }
    let mut sql = Sql::new("UPDATE script SET name = ");
    sql.arg(name).add(", kind = ").arg(with.kind.unwrap_or(before.kind).as_str());
    sql.add(", active = ").arg(with.active.unwrap_or(before.active)).add(", definition = ").arg(written(definition)?);
    sql.add(", version = version + 1, updated_at = ").arg(tx.ctx.now).add(" WHERE id = ").arg(id);
    tx.sql().exec(&sql)?;
    if let Some(to) = with.position {
        put_at(tx, id, to)?;
    }
    let after = find(tx.sql(), id)?;
    told(tx, "updated", Some(&before), Some(&after))?;
    Ok(after)
}

/// Removes a script. What was talked by it stays.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub fn delete(tx: &mut Tx<'_>, id: Uuid) -> Result<()> {
    permit(tx)?;
    let before = find(tx.sql(), id)?;
    tx.sql().exec(&Sql::new("UPDATE script_run SET script = NULL WHERE script = ").bind(id))?;
    tx.sql().exec(&Sql::new("DELETE FROM script WHERE id = ").bind(id))?;
    told(tx, "deleted", Some(&before), None)
}

fn put_at(tx: &mut Tx<'_>, id: Uuid, to: usize) -> Result<()> {
    let order = list(tx.sql())?.into_iter().map(|one| one.id).collect();
    arranged::put_at(tx, TABLE, order, id, to)
}

fn told(tx: &mut Tx<'_>, verb: &str, before: Option<&Script>, after: Option<&Script>) -> Result<()> {
    type Part = fn(&Script) -> Json;
    let Some(id) = after.or(before).map(|script| script.id) else { return Ok(()) };
    let parts: [(&str, Part); 5] = [
        ("name", |script| json!(script.name)),
        ("kind", |script| json!(script.kind)),
        ("active", |script| json!(script.active)),
        ("position", |script| json!(script.position)),
        ("definition", |script| json!(script.definition)),
    ];
    let changes = parts
        .into_iter()
        .map(|(field, part)| log::change(field, before.map_or(Json::Null, part), after.map_or(Json::Null, part)));
    log::about_row(tx, TABLE, verb, id, changes.collect())?;
    Ok(())
}
