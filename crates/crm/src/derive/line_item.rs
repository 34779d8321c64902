//! A line of a deal: what it takes from its product, and its total.

use kith_catalogue::standard::line_item::{DEAL, DISCOUNT, NAME, PRICE, PRODUCT, QUANTITY, TOTAL};
use kith_catalogue::standard::{deal, product};
use kith_catalogue::{Currency, Money, Problem, Value};
use kith_engine::{Change, Error, Reader, Record, Result, Tx};
use rust_decimal::Decimal;

use crate::money;

pub(super) fn complete(tx: &mut Tx<'_>, change: &mut Change) -> Result<()> {
    if change.undo {
        return Ok(());
    }
    let currency = deal_currency(tx, &change.after)?;
    if change.changes(PRODUCT) {
        take_from_product(tx, change, currency)?;
    }
    if change.is_new() && change.after.value(QUANTITY).is_null() {
        change.after.set(QUANTITY, Value::Number(Decimal::ONE));
    }
    check(change, currency)?;
    let total = match (change.after.value(QUANTITY).as_number(), change.after.value(PRICE).as_money()) {
        (Some(quantity), Some(price)) => {
            let discount = change.after.value(DISCOUNT).as_number().unwrap_or_default();
            let total = total(quantity, price, discount).ok_or_else(|| Error::field(TOTAL, "out_of_range"))?;
            Value::Money(total)
        }
        _ => Value::Null,
    };
    change.after.set(TOTAL, total);
    Ok(())
}

/// Quantity × price × (1 − discount %), exact, rounded once, half away from zero, to what the currency can hold.
pub(crate) fn total(quantity: Decimal, price: Money, discount: Decimal) -> Option<Money> {
    let full = quantity.checked_mul(price.amount())?;
    let kept = Decimal::ONE_HUNDRED.checked_sub(discount)?.checked_div(Decimal::ONE_HUNDRED)?;
    Money::rounded(full.checked_mul(kept)?, price.currency)
}

/// The currency that the lines of a deal are in: that of its amount, as far as it has one.
fn deal_currency(tx: &mut Tx<'_>, line: &Record) -> Result<Option<Currency>> {
    let Some(deal) = line.reference(DEAL) else { return Ok(None) };
    match tx.find_any(deal::KEY, deal) {
        Ok(deal) => Ok(deal.and_then(|deal| deal.value(deal::AMOUNT).as_money()).map(|amount| amount.currency)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

fn take_from_product(tx: &mut Tx<'_>, change: &mut Change, currency: Option<Currency>) -> Result<()> {
    let Some(product) = change.after.reference(PRODUCT) else { return Ok(()) };
    let Some(product) = found(tx, product)? else { return Ok(()) };
    if !change.has_given(NAME) || change.after.value(NAME).is_null() {
        change.after.set(NAME, Value::Text(product.title()));
    }
    if !change.has_given(PRICE) {
        let price = product.value(product::PRICE).as_money();
        let price = match (price, currency) {
            (Some(price), Some(currency)) => money::convert(tx, price, currency),
            (price, _) => price,
        };
        change.after.set(PRICE, price.map_or(Value::Null, Value::Money));
    }
    Ok(())
}

fn found(reader: &mut Reader<'_>, product: uuid::Uuid) -> Result<Option<Record>> {
    match reader.find_any(product::KEY, product) {
        Err(Error::NotFound) => Ok(None),
        found => found,
    }
}

fn check(change: &Change, currency: Option<Currency>) -> Result<()> {
    let mut problems = Vec::new();
    if let (Some(price), Some(currency)) = (change.after.value(PRICE).as_money(), currency)
        && price.currency != currency
        && (change.changes(PRICE) || change.changes(DEAL))
    {
        problems.push(Problem::new("currency_differs").at(PRICE).with("expected", currency.code()));
    }
    if let Some(discount) = change.after.value(DISCOUNT).as_number()
        && !(Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&discount)
    {
        problems.push(Problem::new("out_of_range").at(DISCOUNT).with("min", 0).with("max", 100));
    }
    if problems.is_empty() { Ok(()) } else { Err(Error::Invalid(problems)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn eur(minor: i64) -> Money {
        Money { minor, currency: Currency::parse("EUR").expect("a currency") }
    }

    #[test]
    fn total_is_exact_and_rounded_once() {
        let d = |text: &str| text.parse::<Decimal>().expect("a decimal");
        assert_eq!(total(d("3"), eur(1999), d("0")), Some(eur(5997)));
        assert_eq!(total(d("0.333"), eur(1000), d("0")), Some(eur(333)));
        // 1.005 × 1.00 with half a cent: away from zero, where binary fractions would give 1.00.
        assert_eq!(total(d("1.005"), eur(100), d("0")), Some(eur(101)));
        assert_eq!(total(d("7"), eur(333), d("12.5")), Some(eur(2040)));
        assert_eq!(total(d("1"), eur(5), d("50")), Some(eur(3)));
        assert_eq!(total(d("2"), eur(100), d("100")), Some(eur(0)));
    }

    #[test]
    fn total_that_no_amount_can_hold_is_none() {
        assert_eq!(total(Decimal::MAX, eur(i64::MAX / 1000), Decimal::ZERO), None);
    }
}
