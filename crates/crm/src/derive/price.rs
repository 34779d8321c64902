//! Prices of a price list, and the lists themselves.

use kith_catalogue::standard::price::{FROM_QUANTITY, NAME, PRICE, PRODUCT};
use kith_catalogue::standard::price_list::{
    ACTIVE, CLIENT_TYPE, EVERYBODY, FOR, OF_TYPE, PERCENT, VALID_FROM, VALID_UNTIL,
};
use kith_catalogue::standard::product;
use kith_catalogue::{Problem, Value};
use kith_engine::{Change, Error, Result, Tx};
use rust_decimal::Decimal;

/// A list is in use, and for everybody, unless something else is said.
pub(super) fn complete_list(change: &mut Change) -> Result<()> {
    if change.undo {
        return Ok(());
    }
    if change.is_new() && !change.has_given(ACTIVE) {
        change.after.set(ACTIVE, Value::Boolean(true));
    }
    let has_type = !change.after.value(CLIENT_TYPE).is_null();
    if change.after.value(FOR).is_null() {
        let whom = if has_type { OF_TYPE } else { EVERYBODY };
        change.after.set(FOR, Value::Option(whom.to_owned()));
    }
    let mut problems = Vec::new();
    if change.after.value(FOR).as_text() == Some(OF_TYPE) && !has_type {
        problems.push(Problem::new("required").at(CLIENT_TYPE));
    }
    let (from, until) = (change.after.value(VALID_FROM).as_date(), change.after.value(VALID_UNTIL).as_date());
    if let Some((from, _)) = from.zip(until).filter(|(from, until)| until < from) {
        problems.push(Problem::new("out_of_range").at(VALID_UNTIL).with("min", from.to_string()));
    }
    let percent = change.after.value(PERCENT).as_number();
    let most = Decimal::from(1_000);
    if percent.is_some_and(|percent| !(-Decimal::ONE_HUNDRED..=most).contains(&percent)) {
        problems.push(Problem::new("out_of_range").at(PERCENT).with("min", "-100").with("max", most.to_string()));
    }
    if problems.is_empty() { Ok(()) } else { Err(Error::Invalid(problems)) }
}

/// A price is called as its product.
pub(super) fn complete_price(tx: &mut Tx<'_>, change: &mut Change) -> Result<()> {
    if change.undo {
        return Ok(());
    }
    let renames = change.changes(PRODUCT) && !change.has_given(NAME);
    if (renames || change.after.value(NAME).is_null())
        && let Some(id) = change.after.reference(PRODUCT)
        && let Some(name) = title(tx, id)?
    {
        change.after.set(NAME, Value::Text(name));
    }
    let mut problems = Vec::new();
    if change.after.value(PRICE).as_money().is_some_and(|price| price.minor < 0) {
        problems.push(Problem::new("out_of_range").at(PRICE).with("min", "0"));
    }
    if change.after.value(FROM_QUANTITY).as_number().is_some_and(|quantity| quantity < Decimal::ZERO) {
        problems.push(Problem::new("out_of_range").at(FROM_QUANTITY).with("min", "0"));
    }
    if problems.is_empty() { Ok(()) } else { Err(Error::Invalid(problems)) }
}

fn title(tx: &mut Tx<'_>, id: uuid::Uuid) -> Result<Option<String>> {
    match tx.find_any(product::KEY, id) {
        Ok(found) => Ok(found.map(|product| product.title())),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}
