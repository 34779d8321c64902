//! Defining, changing and removing calculations.

use kith_catalogue::standard::product;
use kith_catalogue::text::fold;
use kith_catalogue::{Expr, Part, Problem};
use kith_engine::query::ListQuery;
use kith_engine::settings::{self, keys};
use kith_engine::{Error, Result, Tx};
use kith_policy::Permission;
use serde_json::Value as Json;

use super::check::check;
use super::{Calculation, SETTING, list};
use crate::log;

/// The most calculations.
const MOST: usize = 200;
/// What the log calls one.
const TABLE: &str = "calculation";

/// Defines a calculation, in place of the one of the same key. The workspace is to be reloaded after the commit.
///
/// # Errors
/// [`Error::Forbidden`] for whoever may not change the catalogue; [`Error::Invalid`], also with each case that does not come
/// out: what was `expected` and what came (`got`).
pub fn put(tx: &mut Tx<'_>, new: &Calculation) -> Result<Calculation> {
    permit(tx)?;
    let mut all = list(tx.sql())?;
    check(new)?;
    let before = all.iter().find(|one| one.key == new.key).cloned();
    if before.as_ref() == Some(new) {
        return Ok(new.clone());
    }
    all.retain(|one| one.key != new.key);
    if all.len() >= MOST {
        return Err(Error::Invalid(vec![Problem::new("too_many").with("max", MOST).at("key")]));
    }
    all.push(new.clone());
    keep(tx, all)?;
    let verb = if before.is_some() { "updated" } else { "created" };
    told(tx, verb, before.as_ref(), Some(new))?;
    Ok(new.clone())
}

/// Removes a calculation that no product uses.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`]; [`Error::Refused`] with `calculation_in_use`.
pub fn delete(tx: &mut Tx<'_>, key: &str) -> Result<()> {
    permit(tx)?;
    let mut all = list(tx.sql())?;
    let at = all.iter().position(|one| one.key == key).ok_or(Error::NotFound)?;
    let used = tx.as_program(|tx| {
        let object = tx.object(product::KEY)?;
        let mut query = ListQuery::new(product::KEY);
        query.filter = Expr::eq(object.must(product::CALCULATION), Part::Fold, fold(key));
        query.limit = 1;
        Ok(!tx.list(&query)?.rows.is_empty())
    })?;
    if used {
        return Err(Error::refused("calculation_in_use"));
    }
    let before = all.remove(at);
    keep(tx, all)?;
    told(tx, "deleted", Some(&before), None)
}

fn permit(tx: &Tx<'_>) -> Result<()> {
    if tx.access.may(Permission::ManageCatalogue) { Ok(()) } else { Err(Error::forbidden("manage_catalogue")) }
}

fn keep(tx: &mut Tx<'_>, mut all: Vec<Calculation>) -> Result<()> {
    all.sort_by_cached_key(|one| fold(&one.name));
    settings::put(tx.sql(), SETTING, &all)?;
    settings::bump(tx.sql(), keys::CATALOGUE_VERSION)?;
    Ok(())
}

fn told(tx: &mut Tx<'_>, verb: &str, before: Option<&Calculation>, after: Option<&Calculation>) -> Result<()> {
    let json = |one: Option<&Calculation>| {
        one.map_or(Ok(Json::Null), |one| serde_json::to_value(one).map_err(Error::internal))
    };
    let changes = vec![log::change("definition", json(before)?, json(after)?)];
    let id = tx.new_id();
    log::about_row(tx, TABLE, verb, id, changes)?;
    Ok(())
}
