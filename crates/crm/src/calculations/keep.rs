//! Defining, changing and removing calculations.

use std::collections::HashSet;

use kith_catalogue::standard::product;
use kith_catalogue::text::fold;
use kith_catalogue::{Currency, Expr, Part, Problem};
use kith_engine::query::ListQuery;
use kith_engine::settings::{self, keys};
use kith_engine::{Error, Result, Tx};
use kith_policy::Permission;
use rust_decimal::Decimal;
use serde_json::Value as Json;

use super::{Around, Calculation, GIVEN, Parameter, ParameterKind, SETTING, formula, list};
use crate::log;

/// The most calculations.
const MOST: usize = 200;
/// The most parameters of one, options of a parameter, and cases.
const MOST_PARTS: usize = 50;
/// The longest name.
const MAX_NAME: usize = 200;
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

/// Checks a definition, and then its cases.
fn check(new: &Calculation) -> Result<()> {
    let mut problems = Vec::new();
    let mut add = |problem: Problem, at: &str| problems.push(problem.at(at));
    if !is_word(&new.key) {
        add(Problem::new("wrong_format"), "key");
    }
    if let Some(problem) = name_problem(&new.name) {
        add(problem, "name");
    }
    if Currency::parse(&new.currency).is_none() {
        add(Problem::new("unknown_currency"), "currency");
    }
    for (count, at) in [(new.parameters.len(), "parameters"), (new.cases.len(), "cases")] {
        if count > MOST_PARTS {
            add(Problem::new("too_many").with("max", MOST_PARTS), at);
        }
    }
    let mut seen = HashSet::new();
    for (at, parameter) in new.parameters.iter().enumerate() {
        if let Err(problem) = check_parameter(parameter, &mut seen) {
            add(problem, &format!("parameters[{at}]"));
        }
    }
    match formula::parse(&new.formula) {
        Err(problem) => add(problem, "formula"),
        Ok(formula) => {
            let unknown = formula.names().into_iter().find(|name| !seen.contains(*name) && !GIVEN.contains(name));
            if let Some(name) = unknown {
                add(Problem::new("formula_unknown").with("name", name), "formula");
            }
        }
    }
    if new.cases.is_empty() {
        add(Problem::new("required"), "cases");
    }
    if problems.is_empty() {
        problems = cases(new);
    }
    if problems.is_empty() { Ok(()) } else { Err(Error::Invalid(problems)) }
}

/// The cases that do not come out.
fn cases(new: &Calculation) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (at, case) in new.cases.iter().enumerate() {
        let around = Around { price: case.price, quantity: case.quantity.unwrap_or(Decimal::ONE) };
        let place = format!("cases[{at}]");
        match new.count(&case.parameters, around) {
            Err(found) => problems.extend(found.into_iter().map(|problem| problem.at(&place))),
            Ok(price) if price.amount() != case.expected => problems.push(
                Problem::new("case_failed")
                    .with("expected", case.expected.normalize().to_string())
                    .with("got", price.amount().to_string())
                    .at(&place),
            ),
            Ok(_) => {}
        }
    }
    problems
}

fn check_parameter(parameter: &Parameter, seen: &mut HashSet<String>) -> Result<(), Problem> {
    let key = &parameter.key;
    if !is_word(key) {
        return Err(Problem::new("wrong_format").at("key"));
    }
    if GIVEN.contains(&key.as_str()) || formula::is_taken(key) || !seen.insert(key.clone()) {
        return Err(Problem::new("taken").at("key"));
    }
    if let Some(problem) = name_problem(&parameter.label) {
        return Err(problem.at("label"));
    }
    match &parameter.kind {
        ParameterKind::Number { min, max, .. } => {
            if min.zip(*max).is_some_and(|(min, max)| min > max) {
                return Err(Problem::new("out_of_range").at("max"));
            }
        }
        ParameterKind::Choice { options } => {
            let mut keys = HashSet::new();
            let odd = options.iter().any(|option| {
                name_problem(&option.key).is_some()
                    || name_problem(&option.label).is_some()
                    || !keys.insert(option.key.as_str())
            });
            if options.is_empty() || options.len() > MOST_PARTS || odd {
                return Err(Problem::new("wrong_format").at("options"));
            }
        }
    }
    if parameter.default.is_some() {
        parameter.read(&serde_json::Map::new()).map_err(|problem| problem.at("default"))?;
    }
    Ok(())
}

/// A word that formulas can name: a small letter, then small letters, digits and underlines.
fn is_word(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    text.len() <= 40 && text.starts_with(|c: char| c.is_ascii_lowercase()) && text.chars().all(fits)
}

fn name_problem(name: &str) -> Option<Problem> {
    if name.trim().is_empty() {
        return Some(Problem::new("required"));
    }
    let bad = name.chars().count() > MAX_NAME || name.chars().any(char::is_control);
    bad.then(|| Problem::new("too_long").with("max", MAX_NAME))
}
