//! How much may be given away without asking.
//!
//! Nothing may be sold for more than so many percent less than the catalogue asks for it, all discounts taken together: a
//! lower price that was typed, the line's discount, its share of the discount on the whole. Only what gives away *more*
//! than before is refused, so that whoever may give less can go on working on what others have decided.

use kith_catalogue::standard::deal::{AMOUNT, DISCOUNT, DISCOUNT_AMOUNT, DISCOUNT_APPROVED, SUBTOTAL};
use kith_catalogue::standard::line_item::{self, LIST_PRICE};
use kith_catalogue::{Currency, Problem};
use kith_engine::{Change, Error, Reader, Record, Result, Rules, Tx};
use rust_decimal::{Decimal, RoundingStrategy};

use super::{Terms, currency_of, unit_price};
use crate::log;

/// The code of a refusal.
pub(crate) const CODE: &str = "discount_over_limit";

const ALL: Decimal = Decimal::ONE_HUNDRED;

/// How many percent may be given away in a deal: what the actor may, or what has been approved. Any when none.
fn allowed(tx: &Tx<'_>, deal: &Record) -> Option<Decimal> {
    let own = tx.access.max_discount()?;
    Some(deal.value(DISCOUNT_APPROVED).as_number().unwrap_or_default().max(own))
}

/// By how many percent a line lies below what the catalogue asks, without the discount on the whole.
pub(crate) fn of_line(reader: &mut Reader<'_>, line: &Record, currency: Currency, terms: &Terms) -> Result<Decimal> {
    let Some(price) = unit_price(reader, line, currency, terms.day)? else { return Ok(Decimal::ZERO) };
    let listed = line.value(LIST_PRICE).as_money().filter(|listed| listed.currency == currency);
    let asked = listed.map_or(price, |listed| listed.amount());
    let discount = line.value(line_item::DISCOUNT).as_number().unwrap_or_default();
    if asked <= Decimal::ZERO {
        return Ok(Decimal::ZERO);
    }
    let paid = price * (ALL - discount) / ALL;
    Ok(((asked - paid) / asked * ALL).max(Decimal::ZERO))
}

/// The discount on the whole in percent of what the lines come to.
pub(crate) fn of_whole(deal: &Record, subtotal: Option<i64>) -> Decimal {
    if let Some(percent) = deal.value(DISCOUNT).as_number() {
        return percent;
    }
    match (deal.value(DISCOUNT_AMOUNT).as_money(), subtotal) {
        (Some(amount), Some(subtotal)) if subtotal > 0 => {
            (Decimal::from(amount.minor) / Decimal::from(subtotal) * ALL).min(ALL)
        }
        _ => Decimal::ZERO,
    }
}

/// Two discounts, one after the other.
pub(crate) fn together(one: Decimal, other: Decimal) -> Decimal {
    ALL - (ALL - one) * (ALL - other) / ALL
}

/// A percentage as people write it; never less than it is.
pub(crate) fn rounded_up(percent: Decimal) -> Decimal {
    // What thirds leave behind after 28 digits is no discount.
    percent.round_dp(12).round_dp_with_strategy(2, RoundingStrategy::AwayFromZero).normalize()
}

fn over(field: &str, limit: Decimal, wanted: Decimal) -> Problem {
    let text = |percent: Decimal| percent.normalize().to_string();
    Problem::new(CODE).at(field).with("limit", text(limit)).with("wanted", text(rounded_up(wanted)))
}

/// Refuses with these problems.
pub(crate) fn refusal(problems: Vec<Problem>) -> Error {
    Error::Refused { code: CODE, problems }
}

/// What speaks against a change of a line.
fn line_problem(tx: &mut Tx<'_>, change: &Change, deal: &Record, terms: &Terms) -> Result<Option<Problem>> {
    let Some(limit) = allowed(tx, deal) else { return Ok(None) };
    let line = &change.after;
    let price = line.value(line_item::PRICE).as_money();
    let Some(currency) = terms.currency.or(price.map(|price| price.currency)) else { return Ok(None) };
    let after = of_line(tx, line, currency, terms)?;
    let before = match &change.before {
        Some(before) if before.reference(line_item::DEAL) == Some(deal.id) => of_line(tx, before, currency, terms)?,
        _ => Decimal::ZERO,
    };
    if after <= before {
        return Ok(None);
    }
    let subtotal = deal.value(SUBTOTAL).as_money().map(|subtotal| subtotal.minor);
    let wanted = together(after, of_whole(deal, subtotal));
    let field = if line.value(line_item::DISCOUNT).is_null() { line_item::PRICE } else { line_item::DISCOUNT };
    Ok((rounded_up(wanted) > limit).then(|| over(field, limit, wanted)))
}

/// Refuses a line that gives away more than the actor may.
pub(crate) fn check_line(tx: &mut Tx<'_>, change: &Change, deal: &Record, terms: &Terms) -> Result<()> {
    if tx.ctx.rules == Rules::Record {
        return Ok(());
    }
    line_problem(tx, change, deal, terms)?.map_or(Ok(()), |problem| Err(refusal(vec![problem])))
}

/// Says in the log that a line gives away more than the actor may, where that is let through.
pub(crate) fn record_line(tx: &mut Tx<'_>, change: &Change, deal: &Record, terms: &Terms) -> Result<()> {
    if tx.ctx.rules != Rules::Record {
        return Ok(());
    }
    let Some(problem) = line_problem(tx, change, deal, terms)? else { return Ok(()) };
    let told = serde_json::to_value([problem]).map_err(Error::internal)?;
    log::about_record(
        tx,
        &change.after,
        "rules_broken",
        vec![log::change("rules_broken", serde_json::Value::Null, told)],
    )?;
    Ok(())
}

/// Refuses a discount on the whole that gives away more than the actor may. What it was before follows from the deal
/// before, and from what its lines came to then.
pub(crate) fn check_whole(
    tx: &mut Tx<'_>,
    before: &Record,
    after: &Record,
    lines: &[Record],
    subtotal: i64,
) -> Result<()> {
    let Some(limit) = allowed(tx, after).filter(|_| tx.ctx.rules != Rules::Record) else { return Ok(()) };
    let then = before.value(SUBTOTAL).as_money().map_or(subtotal, |subtotal| subtotal.minor);
    let (was, is) = (of_whole(before, Some(then)), of_whole(after, Some(subtotal)));
    if is <= was {
        return Ok(());
    }
    let Some(currency) = currency_of(after) else { return Ok(()) };
    let terms = Terms { currency: Some(currency), ..Terms::of(tx, after)? };
    let mut most = Decimal::ZERO;
    for line in lines {
        let own = of_line(tx, line, currency, &terms)?;
        if together(own, is) > together(own, was) {
            most = most.max(together(own, is));
        }
    }
    if rounded_up(most) <= limit {
        return Ok(());
    }
    let field = if after.value(DISCOUNT).is_null() { DISCOUNT_AMOUNT } else { DISCOUNT };
    Err(refusal(vec![over(field, limit, most)]))
}

/// What was approved and taken back is not approved again by whoever may not approve it.
pub(crate) fn check_taken_back(tx: &Tx<'_>, change: &Change) -> Result<()> {
    let approved = |deal: &Record| deal.value(DISCOUNT_APPROVED).as_number().unwrap_or_default();
    let was = change.before.as_ref().map(approved).unwrap_or_default();
    let is = approved(&change.after);
    match tx.access.max_discount() {
        Some(limit) if is > was && is > limit => Err(refusal(vec![over(DISCOUNT_APPROVED, limit, is)])),
        _ => Ok(()),
    }
}

/// Whether a change of a deal touches what its lines come to.
pub(crate) fn touches_totals(change: &Change) -> bool {
    [AMOUNT, DISCOUNT, DISCOUNT_AMOUNT, DISCOUNT_APPROVED].iter().any(|key| change.changes(key))
}
