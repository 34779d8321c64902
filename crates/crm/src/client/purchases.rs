//! What a client buys: how often, when last, for how much, and when the next purchase is to be expected.
//!
//! A purchase is a deal that was won: the company's, or the person's where the deal names no company. The usual time between
//! purchases is the median of the days between the days on which deals were won; the next one is expected that long after the
//! last, for what purchases bring on average. A date that somebody has set himself stands until the next purchase.
//! See `docs/decisions/0027-clients.md`.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use kith_catalogue::filter::{Expr, Test};
use kith_catalogue::sort::{Dir, Sort};
use kith_catalogue::standard::deal::{self, AMOUNT, CLOSED_AT, COMPANY, CONTACT, STAGE};
use kith_catalogue::standard::{
    AVERAGE_PURCHASE, LAST_PURCHASE_ON, NEXT_PURCHASE_AMOUNT, NEXT_PURCHASE_ON, PURCHASE_INTERVAL, PURCHASES, company,
};
use kith_catalogue::{Money, Part, Value};
use kith_engine::query::ListQuery;
use kith_engine::{Change, Error, Record, Result, Tx, wire};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::Client;
use crate::money;
use crate::pipeline::{self, StageKind};

/// The latest purchases that are looked at; older ones still count.
const LOOKED_AT: usize = 500;

pub(super) fn follow(tx: &mut Tx<'_>, change: &Change) -> Result<()> {
    if change.object() != deal::KEY {
        return Ok(());
    }
    let binned = |deal: &Record| deal.deleted_at.is_some();
    let moved = change.before.as_ref().is_some_and(|before| binned(before) != binned(&change.after));
    if !moved && ![STAGE, CLOSED_AT, AMOUNT, COMPANY, CONTACT].iter().any(|key| change.changes(key)) {
        return Ok(());
    }
    let mut clients = BTreeSet::new();
    for deal in change.before.iter().chain([&change.after]) {
        if let (Some(client), true) = (client_of(deal), was_won(tx, deal)?) {
            clients.insert(client);
        }
    }
    clients.into_iter().try_for_each(|client| refresh(tx, client))
}

/// Who buys.
pub(crate) fn client_of(deal: &Record) -> Option<Client> {
    deal.reference(COMPANY).map(Client::company).or_else(|| deal.reference(CONTACT).map(Client::contact))
}

fn was_won(tx: &mut Tx<'_>, deal: &Record) -> Result<bool> {
    match deal.reference(STAGE) {
        // Deals that were won are certain; most others need not be looked at closer.
        Some(stage)
            if deal.value(deal::PROBABILITY).as_number() == StageKind::Won.certain_probability().map(Decimal::from) =>
        {
            Ok(pipeline::stage(tx.sql(), stage)?.kind == StageKind::Won)
        }
        _ => Ok(false),
    }
}

/// What is known of somebody's purchases.
#[derive(Debug, Default)]
struct Bought {
    count: u64,
    /// The days of purchases, each once, oldest first.
    days: Vec<Date>,
    average: Option<Money>,
}

/// Writes a client's purchases anew.
pub(crate) fn refresh(tx: &mut Tx<'_>, client: Client) -> Result<()> {
    tx.as_program(|tx| {
        let Some(record) = tx.find_any(client.object, client.id)? else { return Ok(()) };
        let bought = bought(tx, client)?;
        let (last, interval) = (bought.days.last().copied(), median_gap(&bought.days));
        let next = last.zip(interval).and_then(|(last, days)| last.checked_add(days.days()).ok());
        let number = |n: i64| Value::Number(Decimal::from(n));
        let count = i64::try_from(bought.count).unwrap_or(i64::MAX);
        let average = bought.average.map_or(Value::Null, Value::Money);
        let mut values = vec![
            (PURCHASES, if count == 0 { Value::Null } else { number(count) }),
            (LAST_PURCHASE_ON, last.map_or(Value::Null, Value::Date)),
            (PURCHASE_INTERVAL, interval.map_or(Value::Null, number)),
            (AVERAGE_PURCHASE, average.clone()),
        ];
        let bought_anew = record.value(LAST_PURCHASE_ON).as_date() != last;
        if bought_anew || record.value(NEXT_PURCHASE_ON).as_date() == expected(&record) {
            values.push((NEXT_PURCHASE_ON, next.map_or(Value::Null, Value::Date)));
        }
        if bought_anew || record.value(NEXT_PURCHASE_AMOUNT) == record.value(AVERAGE_PURCHASE) {
            values.push((NEXT_PURCHASE_AMOUNT, average));
        }
        tx.keep(&record, &values)
    })
}

/// When the next purchase was to be expected by what the client carries.
fn expected(client: &Record) -> Option<Date> {
    let last = client.value(LAST_PURCHASE_ON).as_date()?;
    let days = client.value(PURCHASE_INTERVAL).as_number()?.to_i64()?;
    last.checked_add(Span::new().try_days(days).ok()?).ok()
}

fn bought(tx: &mut Tx<'_>, client: Client) -> Result<Bought> {
    let won: Vec<_> = pipeline::list_of(tx.sql(), deal::KEY)?
        .into_iter()
        .filter(|pipeline| pipeline.object == deal::KEY)
        .flat_map(|pipeline| pipeline.stages)
        .filter(|stage| stage.kind == StageKind::Won)
        .map(|stage| stage.id)
        .collect();
    let object = tx.object(deal::KEY)?;
    let stage = object.must(STAGE);
    let mut filter = Expr::eq(object.must(client.field()), Part::Value, client.id)
        .and(Expr::any(won.into_iter().map(|won| Expr::eq(stage, Part::Value, won))));
    if client.object != company::KEY {
        filter = filter.and(Expr::term(object.must(COMPANY), Test::Filled).negate());
    }
    let mut query = ListQuery::new(deal::KEY);
    query.filter = filter;
    query.sort = vec![Sort::new(CLOSED_AT, Dir::Desc, &tx.cat, &object).map_err(Error::BadRequest)?];
    query.fields = Some(vec![object.must(CLOSED_AT), object.must(AMOUNT)]);
    query.limit = LOOKED_AT;
    query.count = true;
    let page = tx.list(&query)?;
    let count = page.count.unwrap_or(page.rows.len() as u64);
    let deals: Vec<Record> = page.rows.into_iter().map(|raw| wire::record(&object, raw)).collect();
    let zone = tx.cat.zone.clone();
    let days: BTreeSet<Date> =
        deals.iter().filter_map(|deal| Some(deal.value(CLOSED_AT).as_time()?.to_zoned(zone.clone()).date())).collect();
    let amounts: Vec<Money> = deals.iter().filter_map(|deal| deal.value(AMOUNT).as_money()).collect();
    Ok(Bought { count, days: days.into_iter().collect(), average: average(tx, &amounts) })
}

/// What purchases bring on average: in their currency where it is one, else in the workspace's, as far as rates are known.
fn average(tx: &Tx<'_>, amounts: &[Money]) -> Option<Money> {
    let first = amounts.first()?.currency;
    let one = amounts.iter().all(|amount| amount.currency == first);
    let currency = if one { first } else { tx.cat.currency };
    let known: Vec<Decimal> = amounts
        .iter()
        .filter_map(|amount| money::at_present(tx, *amount, currency))
        .map(|money| money.amount())
        .collect();
    let sum = known.iter().try_fold(Decimal::ZERO, |sum, amount| sum.checked_add(*amount))?;
    Money::rounded(sum.checked_div(Decimal::from(known.len()))?, currency)
}

/// The median of the days between neighbours; of two in the middle the mean, rounded down. None for fewer than two days.
fn median_gap(days: &[Date]) -> Option<i64> {
    let mut gaps: Vec<i64> =
        days.windows(2).filter_map(|pair| pair[0].until(pair[1]).ok()).map(|span| i64::from(span.get_days())).collect();
    gaps.sort_unstable();
    let middle = gaps.len() / 2;
    match gaps.len() {
        0 => None,
        n if n % 2 == 1 => Some(gaps[middle]),
        _ => Some((gaps[middle - 1] + gaps[middle]) / 2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_usual_time_between_purchases_is_the_median() {
        let days = |list: &[i8]| list.iter().map(|day| date(2026, 1, *day)).collect::<Vec<_>>();
        assert_eq!(median_gap(&days(&[])), None);
        assert_eq!(median_gap(&days(&[5])), None);
        assert_eq!(median_gap(&days(&[1, 8])), Some(7));
        assert_eq!(median_gap(&days(&[1, 3, 30])), Some(14));
        assert_eq!(median_gap(&[date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1), date(2026, 3, 1)]), Some(31));
    }
}
