//! A line of a deal: what it takes from its product, the price that is found for it, and its total.

use kith_catalogue::standard::line_item::{
    COST, DEAL, DISCOUNT, FROM_CALCULATION, FROM_LIST, FROM_PRODUCT, LIST_PRICE, NAME, PARAMETERS, PRICE, PRICE_FROM,
    PRICE_LIST, PRODUCT, QUANTITY, TAX, TOTAL, TYPED, UNIT,
};
use kith_catalogue::standard::{deal, price_list, product};
use kith_catalogue::{LinkRef, Money, Problem, Value};
use kith_engine::{Change, Error, Reader, Record, Result, Tx};
use rust_decimal::Decimal;

use super::product::is_percentage;
use crate::calculations;
use crate::leads::begin_batch;
use crate::prices::{self, Found, Terms, Wanted, limit};

pub(super) fn complete(tx: &mut Tx<'_>, change: &mut Change) -> Result<()> {
    let deal = match change.after.reference(DEAL) {
        Some(id) => found(tx, deal::KEY, id)?,
        None => None,
    };
    let terms = match &deal {
        Some(deal) => Terms::of(tx, deal)?,
        None => Terms { currency: None, day: prices::today(tx), client: None },
    };
    if !change.undo {
        // The deal follows its lines: both are taken back as one.
        begin_batch(tx);
        derive(tx, change, &terms)?;
    }
    deal.map_or(Ok(()), |deal| limit::check_line(tx, change, &deal, &terms))
}

fn derive(tx: &mut Tx<'_>, change: &mut Change, terms: &Terms) -> Result<()> {
    let product = match change.after.reference(PRODUCT) {
        Some(id) => found(tx, product::KEY, id)?,
        None => None,
    };
    if change.is_new() && change.after.value(QUANTITY).is_null() {
        change.after.set(QUANTITY, Value::Number(Decimal::ONE));
    }
    check(change)?;
    if let Some(product) = product.as_ref().filter(|_| change.changes(PRODUCT)) {
        take_over(change, product);
    }
    let price_depends_on = [PRODUCT, QUANTITY, PARAMETERS, PRICE, LIST_PRICE, DEAL];
    let asks = change.is_new() || price_depends_on.iter().any(|key| change.changes(key));
    if asks {
        price(tx, change, product, terms)?;
    }
    if asks || change.changes(DISCOUNT) || change.changes(TOTAL) {
        let total = total(tx, &change.after, terms)?;
        change.after.set(TOTAL, total);
    }
    Ok(())
}

/// What a line has of its product unless something else is given. The cost stays in the product's currency: what it comes to
/// follows the rate of the deal's day, as the price does.
fn take_over(change: &mut Change, product: &Record) {
    let taken = [
        (NAME, Value::Text(product.title())),
        (UNIT, product.value(product::UNIT).clone()),
        (TAX, product.value(product::TAX).clone()),
        (COST, product.value(product::COST).clone()),
    ];
    for (key, value) in taken {
        if !change.has_given(key) || (key == NAME && change.after.value(NAME).is_null()) {
            change.after.set(key, value);
        }
    }
}

/// Finds the price, and keeps one that was typed.
fn price(tx: &mut Tx<'_>, change: &mut Change, product: Option<Record>, terms: &Terms) -> Result<()> {
    let given = change.after.value(PRICE).as_money().filter(|_| change.has_given(PRICE));
    let Some(product) = product else {
        let typed = !change.after.value(PRICE).is_null();
        for key in [LIST_PRICE, PRICE_LIST] {
            change.after.set(key, Value::Null);
        }
        change.after.set(PRICE_FROM, source(typed.then_some(TYPED)));
        return Ok(());
    };
    let found = ask(tx, &change.after, product, terms)?;
    let keeps = !change.has_given(PRICE) && !change.changes(PRODUCT) && !change.changes(DEAL);
    let typed_before = keeps
        && !change.after.value(PRICE).is_null()
        && change.before.as_ref().is_some_and(|line| matches!(line.value(PRICE_FROM).as_text(), None | Some(TYPED)));
    let typed = typed_before || given.is_some_and(|given| found.price != Some(given));
    change.after.set(LIST_PRICE, found.price.map_or(Value::Null, Value::Money));
    if typed {
        change.after.set(PRICE_FROM, source(Some(TYPED)));
        change.after.set(PRICE_LIST, Value::Null);
        return Ok(());
    }
    let from = match (&found.price, &found.calculation, &found.list) {
        (None, ..) => None,
        (_, Some(_), _) => Some(FROM_CALCULATION),
        (_, None, Some(_)) => Some(FROM_LIST),
        (_, None, None) => Some(FROM_PRODUCT),
    };
    let list = found.list_id().map(|id| Value::Link(LinkRef { object: price_list::KEY.into(), id }));
    change.after.set(PRICE, found.price.map_or(Value::Null, Value::Money));
    change.after.set(PRICE_FROM, source(from));
    change.after.set(PRICE_LIST, list.filter(|_| found.price.is_some()).unwrap_or_default());
    Ok(())
}

fn ask(tx: &mut Tx<'_>, line: &Record, product: Record, terms: &Terms) -> Result<Found> {
    let parameters = match line.value(PARAMETERS).as_text() {
        Some(text) => calculations::parameters(text)?,
        None => serde_json::Map::new(),
    };
    let wanted = Wanted {
        product,
        client: terms.client.clone(),
        quantity: line.value(QUANTITY).as_number().unwrap_or_default(),
        day: terms.day,
        currency: terms.currency,
        parameters,
    };
    prices::find(tx, &wanted)
}

fn source(from: Option<&str>) -> Value {
    from.map_or(Value::Null, |from| Value::Option(from.to_owned()))
}

/// Quantity × price × (1 − discount %) in the deal's currency, exact, rounded once, half away from zero, to what the
/// currency can hold.
fn total(tx: &mut Tx<'_>, line: &Record, terms: &Terms) -> Result<Value> {
    let price = line.value(PRICE).as_money();
    let (Some(quantity), Some(price)) = (line.value(QUANTITY).as_number(), price) else { return Ok(Value::Null) };
    let currency = terms.currency.unwrap_or(price.currency);
    let Some(unit) = prices::unit_price(tx, line, currency, terms.day)? else { return Ok(Value::Null) };
    let kept = Decimal::ONE_HUNDRED - line.value(DISCOUNT).as_number().unwrap_or_default();
    let exact = quantity.checked_mul(unit).and_then(|full| full.checked_mul(kept)?.checked_div(Decimal::ONE_HUNDRED));
    let total = exact.and_then(|exact| Money::rounded(exact, currency));
    total.map(Value::Money).ok_or_else(|| Error::field(TOTAL, "out_of_range"))
}

fn found(reader: &mut Reader<'_>, object: &str, id: uuid::Uuid) -> Result<Option<Record>> {
    match reader.find_any(object, id) {
        Err(Error::NotFound) => Ok(None),
        found => found,
    }
}

fn check(change: &mut Change) -> Result<()> {
    let mut problems = Vec::new();
    for key in [DISCOUNT, TAX] {
        if change.after.value(key).as_number().is_some_and(|percent| !is_percentage(percent)) {
            problems.push(Problem::new("out_of_range").at(key).with("min", "0").with("max", "100"));
        }
    }
    // Less than nothing would be a discount in disguise.
    if change.changes(QUANTITY) && change.after.value(QUANTITY).as_number().is_some_and(|it| it < Decimal::ZERO) {
        problems.push(Problem::new("out_of_range").at(QUANTITY).with("min", "0"));
    }
    for key in [PRICE, COST] {
        if change.changes(key) && change.after.value(key).as_money().is_some_and(|money| money.minor < 0) {
            problems.push(Problem::new("out_of_range").at(key).with("min", "0"));
        }
    }
    if change.changes(PARAMETERS)
        && let Some(text) = change.after.value(PARAMETERS).as_text()
    {
        // In one form, so that the same parameters are no change.
        let parameters = calculations::parameters(text)?;
        change.after.set(PARAMETERS, Value::Text(serde_json::Value::Object(parameters).to_string()));
    }
    if problems.is_empty() { Ok(()) } else { Err(Error::Invalid(problems)) }
}
