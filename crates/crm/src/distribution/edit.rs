//! Making, changing and removing rules.

use kith_catalogue::Problem;
use kith_engine::{Error, Result, Sql, Tx};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::rule::{check, check_object};
use super::{Definition, Rule, TABLE, find, list};
use crate::arranged::{self, checked_name, permit};
use crate::log;

/// The most rules of an object.
const MAX_RULES: usize = 200;

/// A rule to be made; it comes after the others.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "as in Rule")]
pub struct NewRule {
    pub object: String,
    pub name: String,
    pub active: bool,
    pub definition: Definition,
}

/// What is to change about a rule; what is none stays.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "as in Rule")]
pub struct RuleChange {
    pub name: Option<String>,
    pub active: Option<bool>,
    pub position: Option<usize>,
    pub definition: Option<Definition>,
    /// The version that the change was made on.
    pub version: Option<i64>,
}

/// Makes a rule.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::Invalid`].
pub fn create(tx: &mut Tx<'_>, new: &NewRule) -> Result<Rule> {
    permit(tx)?;
    check_object(&new.object)?;
    let name = checked_name(&new.name)?;
    check(tx, &new.object, &new.definition)?;
    let before = list(tx.sql(), &new.object)?;
    if before.len() >= MAX_RULES {
        return Err(Error::Invalid(vec![Problem::new("too_many").with("max", MAX_RULES).at("name")]));
    }
    let id = tx.new_id();
    let mut sql = Sql::new(
        "INSERT INTO distribution_rule (id, object, name, position, active, definition, version, created_at, updated_at) VALUES (",
    );
    sql.arg(id).add(", ").arg(&new.object).add(", ").arg(&name).add(", ");
    sql.arg(i64::try_from(before.len()).unwrap_or(i64::MAX)).add(", ").arg(new.active).add(", ");
    sql.arg(text(&new.definition)?).add(", 1, ").arg(tx.ctx.now).add(", ").arg(tx.ctx.now).add(")");
    tx.sql().exec(&sql)?;
    let rule = find(tx.sql(), id)?.ok_or(Error::NotFound)?;
    told(tx, "created", None, Some(&rule))?;
    Ok(rule)
}

/// Changes a rule.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`], [`Error::Invalid`], [`Error::VersionConflict`].
pub fn change(tx: &mut Tx<'_>, id: Uuid, with: &RuleChange) -> Result<Rule> {
    permit(tx)?;
    let before = find(tx.sql(), id)?.ok_or(Error::NotFound)?;
    if with.version.is_some_and(|version| version != before.version) {
        return Err(Error::VersionConflict { object: TABLE.to_owned(), id, version: before.version });
    }
    let name = with.name.as_deref().map_or_else(|| Ok(before.name.clone()), checked_name)?;
    let definition = with.definition.as_ref().unwrap_or(&before.definition);
    if with.definition.is_some() {
        check(tx, &before.object, definition)?;
    }
    let mut sql = Sql::new("UPDATE distribution_rule SET name = ");
    sql.arg(name).add(", active = ").arg(with.active.unwrap_or(before.active));
    sql.add(", definition = ").arg(text(definition)?).add(", version = version + 1, updated_at = ").arg(tx.ctx.now);
    sql.add(" WHERE id = ").arg(id);
    tx.sql().exec(&sql)?;
    if let Some(to) = with.position {
        put_at(tx, &before, to)?;
    }
    let after = find(tx.sql(), id)?.ok_or(Error::NotFound)?;
    told(tx, "updated", Some(&before), Some(&after))?;
    Ok(after)
}

/// Removes a rule. Leads that it has given to somebody stay where they are.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub fn delete(tx: &mut Tx<'_>, id: Uuid) -> Result<()> {
    permit(tx)?;
    let before = find(tx.sql(), id)?.ok_or(Error::NotFound)?;
    for (table, column) in [("distribution_wait", "rule"), ("distribution_turn", "rule"), ("distribution_rule", "id")] {
        let mut sql = Sql::new("DELETE FROM ");
        sql.add(table).add(" WHERE ").add(column).add(" = ").arg(id);
        tx.sql().exec(&sql)?;
    }
    told(tx, "deleted", Some(&before), None)
}

fn put_at(tx: &mut Tx<'_>, rule: &Rule, to: usize) -> Result<()> {
    let order = list(tx.sql(), &rule.object)?.into_iter().map(|one| one.id).collect();
    arranged::put_at(tx, TABLE, order, rule.id, to)
}

fn text(definition: &Definition) -> Result<String> {
    serde_json::to_string(definition).map_err(Error::internal)
}

fn told(tx: &mut Tx<'_>, verb: &str, before: Option<&Rule>, after: Option<&Rule>) -> Result<()> {
    type Part = fn(&Rule) -> Json;
    let Some(id) = after.or(before).map(|rule| rule.id) else { return Ok(()) };
    let parts: [(&str, Part); 4] = [
        ("name", |rule| json!(rule.name)),
        ("active", |rule| json!(rule.active)),
        ("position", |rule| json!(rule.position)),
        ("definition", |rule| json!(rule.definition)),
    ];
    let changes = parts
        .into_iter()
        .map(|(field, part)| log::change(field, before.map_or(Json::Null, part), after.map_or(Json::Null, part)));
    log::about_row(tx, TABLE, verb, id, changes.collect())?;
    Ok(())
}
