//! Checking definitions, and trying those that are not kept yet.

use std::collections::HashSet;

use kith_catalogue::{Currency, Money, Problem};
use kith_engine::{Error, Result};
use rust_decimal::Decimal;
use serde_json::{Map, Value as Json};

use super::{Around, Calculation, Case, GIVEN, Parameter, ParameterKind, formula};

/// The most parameters of one, options of a parameter, and cases.
const MOST_PARTS: usize = 50;
/// The longest name.
const MAX_NAME: usize = 200;

/// What is to be said about a definition before it is kept.
#[derive(Debug, Clone)]
pub struct Checked {
    /// What is wrong with it and with its cases; it can be kept when there is nothing.
    pub problems: Vec<Problem>,
    /// What each case comes to, where that can be counted.
    pub cases: Vec<Option<Money>>,
    /// What it comes to with the parameters that are tried, or what is wrong with them.
    pub trial: Option<Result<Money, Vec<Problem>>>,
}

/// Checks a definition that need not be kept, and tries it.
pub fn checked(new: &Calculation, trial: Option<(&Map<String, Json>, Around)>) -> Checked {
    let cases = new.cases.iter().take(MOST_PARTS).map(|case| count(new, case).ok()).collect();
    let trial = trial.map(|(parameters, around)| new.count(parameters, around));
    Checked { problems: problems(new), cases, trial }
}

/// Refuses a definition that does not hold, or whose cases do not come out.
pub(super) fn check(new: &Calculation) -> Result<()> {
    let problems = problems(new);
    if problems.is_empty() { Ok(()) } else { Err(Error::Invalid(problems)) }
}

/// What is wrong with a definition, and then with its cases.
fn problems(new: &Calculation) -> Vec<Problem> {
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
    problems
}

fn count(new: &Calculation, case: &Case) -> Result<Money, Vec<Problem>> {
    new.count(&case.parameters, Around { price: case.price, quantity: case.quantity.unwrap_or(Decimal::ONE) })
}

/// The cases that do not come out.
fn cases(new: &Calculation) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (at, case) in new.cases.iter().enumerate() {
        let place = format!("cases[{at}]");
        match count(new, case) {
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
        parameter.read(&Map::new()).map_err(|problem| problem.at("default"))?;
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
