//! A product is on sale unless somebody says otherwise, and is priced by a calculation that there is.

use kith_catalogue::standard::product::{ACTIVE, CALCULATION, COST, PRICE, TAX};
use kith_catalogue::{Problem, Value};
use kith_engine::{Change, Error, Result, Tx};
use rust_decimal::Decimal;

use crate::calculations;

pub(super) fn complete(tx: &mut Tx<'_>, change: &mut Change) -> Result<()> {
    if change.undo {
        return Ok(());
    }
    if change.is_new() && !change.has_given(ACTIVE) {
        change.after.set(ACTIVE, Value::Boolean(true));
    }
    let mut problems = Vec::new();
    if change.changes(TAX) && change.after.value(TAX).as_number().is_some_and(|tax| !is_percentage(tax)) {
        problems.push(Problem::new("out_of_range").at(TAX).with("min", "0").with("max", "100"));
    }
    for key in [PRICE, COST] {
        if change.changes(key) && change.after.value(key).as_money().is_some_and(|money| money.minor < 0) {
            problems.push(Problem::new("out_of_range").at(key).with("min", "0"));
        }
    }
    if let Some(key) = change.after.value(CALCULATION).as_text().filter(|_| change.changes(CALCULATION))
        && calculations::find(tx.sql(), key)?.is_none_or(|found| found.archived)
    {
        problems.push(Problem::new("unknown_option").at(CALCULATION).with("value", key));
    }
    if problems.is_empty() { Ok(()) } else { Err(Error::Invalid(problems)) }
}

/// From nothing to all.
pub(super) fn is_percentage(number: Decimal) -> bool {
    (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&number)
}
