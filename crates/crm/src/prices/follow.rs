//! Keeps deals and their lines in step: the amount of a deal follows its lines, lines follow the deal's client and day,
//! and what follows from both (shares, tax, margin) is kept beside.

use std::collections::BTreeSet;

use kith_catalogue::standard::deal::{
    self, AMOUNT, CLOSED_AT, COMPANY, CONTACT, DISCOUNT, DISCOUNT_AMOUNT, GROSS, MARGIN, PRICED_ON, SUBTOTAL,
    TAX_AMOUNT,
};
use kith_catalogue::standard::line_item::{self, LIST_PRICE, PRICE, PRICE_FROM, TOTAL, TYPED};
use kith_catalogue::{Currency, Money, Problem, Value};
use kith_engine::{Change, Error, Record, Result, Tx};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::totals::{Line, Totals, Whole, add_up};
use super::{Terms, amount, currency_of, limit, lines_of, today};
use crate::leads::begin_batch;
use crate::money;

/// The mark of a deal that is to be added up when the command ends.
pub(crate) const TOTALS: u32 = 16;

/// Completes a change of a deal: its discounts hold, and its amount is what its lines come to.
pub(crate) fn before_deal(tx: &mut Tx<'_>, change: &mut Change) -> Result<()> {
    let Some(before) = change.before.clone() else { return check(change) };
    let moves = moves_prices(change);
    let touches = limit::touches_totals(change);
    if !moves && !touches {
        return Ok(());
    }
    if !change.undo {
        check(change)?;
    }
    let lines = lines_of(tx, before.id)?;
    if lines.is_empty() {
        return if change.undo { limit::check_taken_back(tx, change) } else { Ok(()) };
    }
    if moves {
        begin_batch(tx);
    }
    if !touches {
        return Ok(());
    }
    let currency = currency_of(&before).or_else(|| currency_of(&change.after)).unwrap_or(tx.cat.currency);
    let totals = of_deal(tx, &change.after, &lines, currency)?;
    if change.undo {
        // The amount is the log's for now; when all is taken back it follows the lines that there are then.
        limit::check_taken_back(tx, change)?;
        return limit::check_whole(tx, &before, &change.after, &lines, totals.subtotal);
    }
    let net = Value::Money(Money { minor: totals.net, currency });
    if change.has_given(AMOUNT) && change.changes(AMOUNT) && *change.after.value(AMOUNT) != net {
        return Err(Error::field(AMOUNT, "follows_lines"));
    }
    change.after.set(AMOUNT, net);
    limit::check_whole(tx, &before, &change.after, &lines, totals.subtotal)
}

/// Whether the lines may cost something else after a change of their deal.
fn moves_prices(change: &Change) -> bool {
    let open = change.after.value(CLOSED_AT).is_null();
    open && !change.undo && [PRICED_ON, COMPANY, CONTACT].iter().any(|key| change.changes(key))
}

/// A discount on the whole is a percentage or an amount, not both.
fn check(change: &mut Change) -> Result<()> {
    let mut problems = Vec::new();
    if change.changes(DISCOUNT) && change.changes(DISCOUNT_AMOUNT) && both(&change.after) {
        problems.push(Problem::new("excludes").at(DISCOUNT_AMOUNT).with("other", DISCOUNT));
    } else if both(&change.after) {
        let older = if change.changes(DISCOUNT) { DISCOUNT_AMOUNT } else { DISCOUNT };
        change.after.set(older, Value::Null);
    }
    if change.after.value(DISCOUNT).as_number().is_some_and(|it| !(Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&it))
    {
        problems.push(Problem::new("out_of_range").at(DISCOUNT).with("min", "0").with("max", "100"));
    }
    if let Some(discount) = change.after.value(DISCOUNT_AMOUNT).as_money().filter(|_| change.changes(DISCOUNT_AMOUNT)) {
        if discount.minor < 0 {
            problems.push(Problem::new("out_of_range").at(DISCOUNT_AMOUNT).with("min", "0"));
        }
        if let Some(currency) = currency_of(&change.after).filter(|currency| *currency != discount.currency) {
            problems.push(Problem::new("currency_differs").at(DISCOUNT_AMOUNT).with("expected", currency.code()));
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(Error::Invalid(problems)) }
}

fn both(deal: &Record) -> bool {
    !deal.value(DISCOUNT).is_null() && !deal.value(DISCOUNT_AMOUNT).is_null()
}

/// Follows a change that has just been written.
pub(crate) fn follow(tx: &mut Tx<'_>, change: &Change) -> Result<()> {
    match change.object() {
        line_item::KEY => follow_line(tx, change),
        deal::KEY => follow_deal(tx, change),
        _ => Ok(()),
    }
}

fn follow_line(tx: &mut Tx<'_>, change: &Change) -> Result<()> {
    let of = |line: &Record| line.reference(line_item::DEAL);
    for id in BTreeSet::from_iter(change.before.as_ref().and_then(of).into_iter().chain(of(&change.after))) {
        if change.undo {
            tx.defer(id, TOTALS);
            continue;
        }
        if let Some(deal) = tx.as_program(|tx| tx.find_any(deal::KEY, id))? {
            let terms = Terms::of(tx, &deal)?;
            if of(&change.after) == Some(id) {
                limit::record_line(tx, change, &deal, &terms)?;
            }
            refresh(tx, deal)?;
        }
    }
    Ok(())
}

fn follow_deal(tx: &mut Tx<'_>, change: &Change) -> Result<()> {
    let Some(before) = &change.before else { return Ok(()) };
    let restored = before.deleted_at.is_some() && change.after.deleted_at.is_none();
    let moves = moves_prices(change);
    if !restored && !moves && !limit::touches_totals(change) {
        return Ok(());
    }
    let id = change.after.id;
    if change.undo {
        tx.defer(id, TOTALS);
        return Ok(());
    }
    let lines = lines_of(tx, id)?;
    if lines.is_empty() && before.value(SUBTOTAL).is_null() {
        return Ok(());
    }
    if moves {
        for line in &lines {
            reprice(tx, line)?;
        }
    }
    match tx.as_program(|tx| tx.find_any(deal::KEY, id))? {
        Some(deal) => refresh(tx, deal),
        None => Ok(()),
    }
}

/// Has the price of a line found anew; one that was typed stays, and only what the catalogue asks is found.
fn reprice(tx: &mut Tx<'_>, line: &Record) -> Result<()> {
    let mut after = line.clone();
    match line.value(PRICE_FROM).as_text() {
        None | Some(TYPED) => {
            after.set(LIST_PRICE, Value::Null);
            after.set(TOTAL, Value::Null);
        }
        Some(_) => after.set(PRICE, Value::Null),
    }
    tx.change(line.clone(), after, "line_item.updated")?;
    Ok(())
}

/// Adds up the deals that were deferred, and says what else was.
pub(crate) fn settle(
    tx: &mut Tx<'_>,
    deferred: std::collections::BTreeMap<Uuid, u32>,
) -> Result<std::collections::BTreeMap<Uuid, u32>> {
    let mut others = deferred;
    for (id, marks) in &mut others {
        if *marks & TOTALS != 0 {
            *marks &= !TOTALS;
            if let Some(deal) = tx.as_program(|tx| tx.find_any(deal::KEY, *id))? {
                refresh(tx, deal)?;
            }
        }
    }
    others.retain(|_, marks| *marks != 0);
    Ok(others)
}

/// Makes the amount of a deal what its lines come to, and keeps what follows. A deal without lines keeps its amount.
fn refresh(tx: &mut Tx<'_>, deal: Record) -> Result<()> {
    if deal.deleted_at.is_some() {
        return Ok(());
    }
    let lines = lines_of(tx, deal.id)?;
    if lines.is_empty() {
        let nothing = [SUBTOTAL, TAX_AMOUNT, GROSS, MARGIN].map(|key| (key, Value::Null));
        return tx.keep(&deal, &nothing);
    }
    let priced = |line: &Record| line.value(TOTAL).as_money().map(|total| total.currency);
    let currency = currency_of(&deal).or_else(|| lines.iter().find_map(priced)).unwrap_or(tx.cat.currency);
    let totals = of_deal(tx, &deal, &lines, currency)?;
    let mut after = deal.clone();
    after.set(AMOUNT, Value::Money(Money { minor: totals.net, currency }));
    if deal.value(PRICED_ON).is_null() {
        after.set(PRICED_ON, Value::Date(today(tx)));
    }
    limit::check_whole(tx, &deal, &after, &lines, totals.subtotal)?;
    keep(tx, &deal, &lines, &totals, currency)?;
    if [AMOUNT, PRICED_ON].iter().any(|key| deal.value(key) != after.value(key)) {
        for key in [SUBTOTAL, TAX_AMOUNT, GROSS, MARGIN] {
            after.set(key, kept(&totals, key, currency));
        }
        let mut before = deal;
        for key in [SUBTOTAL, TAX_AMOUNT, GROSS, MARGIN] {
            before.set(key, after.value(key).clone());
        }
        tx.change(before, after, "deal.updated")?;
    }
    Ok(())
}

fn kept(totals: &Totals, key: &str, currency: Currency) -> Value {
    let minor = match key {
        SUBTOTAL => Some(totals.subtotal),
        TAX_AMOUNT => Some(totals.tax),
        GROSS => Some(totals.gross),
        _ => totals.margin,
    };
    amount(minor, currency)
}

fn keep(tx: &mut Tx<'_>, deal: &Record, lines: &[Record], totals: &Totals, currency: Currency) -> Result<()> {
    for (line, part) in lines.iter().zip(&totals.parts) {
        let known = !line.value(TOTAL).is_null();
        let of_line = |minor: Option<i64>| amount(minor.filter(|_| known), currency);
        let values = [
            (line_item::NET, of_line(Some(part.net))),
            (line_item::TAX_AMOUNT, of_line(Some(part.tax))),
            (line_item::GROSS, of_line(Some(part.gross))),
            (line_item::MARGIN, of_line(part.margin)),
        ];
        tx.keep(line, &values)?;
    }
    let values = [SUBTOTAL, TAX_AMOUNT, GROSS, MARGIN].map(|key| (key, kept(totals, key, currency)));
    tx.keep(deal, &values)
}

/// What the lines of a deal come to in a currency, by the discounts that the deal says.
pub(crate) fn of_deal(tx: &mut Tx<'_>, deal: &Record, lines: &[Record], currency: Currency) -> Result<Totals> {
    let day = Terms::of(tx, deal)?.day;
    let mut counted = Vec::with_capacity(lines.len());
    for line in lines {
        let total = match line.value(TOTAL).as_money() {
            Some(total) => money::convert(tx, total, currency, day)?.map_or(0, |total| total.minor),
            None => 0,
        };
        let quantity = line.value(line_item::QUANTITY).as_number().unwrap_or_default();
        let cost = match line.value(line_item::COST).as_money() {
            Some(cost) => money::exchange(tx, cost, currency, day)?.and_then(|cost| cost.checked_mul(quantity)),
            None => None,
        };
        let cost = cost.and_then(|cost| Money::rounded(cost, currency)).map(|cost| cost.minor);
        let tax = line.value(line_item::TAX).as_number().unwrap_or_default();
        counted.push(Line { total, tax, cost });
    }
    let whole = match (deal.value(DISCOUNT).as_number(), deal.value(DISCOUNT_AMOUNT).as_money()) {
        (Some(percent), _) => Whole::Percent(percent),
        (None, Some(discount)) => {
            Whole::Amount(money::convert(tx, discount, currency, day)?.map_or(0, |discount| discount.minor))
        }
        (None, None) => Whole::Amount(0),
    };
    add_up(&counted, whole).ok_or_else(|| Error::field(AMOUNT, "out_of_range"))
}
