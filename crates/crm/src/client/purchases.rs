//! What a client buys: how often, when last, for how much, and when the next purchase is to be expected.
//!
//! A purchase is a deal that was won: the company's, or the person's where the deal names no company. The usual time between
//! purchases is the median of the days between the days on which deals were won; the next one is expected that long after the
//! last, for what purchases bring on average. What somebody has set himself stands until the next purchase, which ends it by an
//! event of its own (`company.reckoned`); where that purchase is taken back, what was set comes back as well.
//! See `docs/decisions/0027-clients.md`.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use kith_catalogue::filter::{Expr, Test};
use kith_catalogue::sort::{Dir, Sort};
use kith_catalogue::standard::deal::{self, AMOUNT, CLOSED_AT, COMPANY, CONTACT, STAGE};
use kith_catalogue::standard::{
    AVERAGE_PURCHASE, LAST_PURCHASE_ON, NEXT_PURCHASE_AMOUNT, NEXT_PURCHASE_ON, PURCHASE_INTERVAL, PURCHASES, company,
};
use kith_catalogue::{Money, ParseCx, Part, Value};
use kith_engine::query::ListQuery;
use kith_engine::{Cause, Change, Error, Record, Result, Tx, events, wire};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use uuid::Uuid;

use super::Client;
use crate::leads::begin_batch;
use crate::money;
use crate::pipeline::{self, StageKind};

/// The latest purchases that are looked at; older ones still count.
const LOOKED_AT: usize = 500;

/// What it is called that the next purchase is reckoned anew over what somebody has set, or set back.
const RECKONED: &str = "reckoned";

/// A purchase that ends what somebody has set, and taking one back that did, are one batch with that.
pub(crate) fn foresee(tx: &mut Tx<'_>, change: &Change) -> Result<()> {
    let touches = [STAGE, CLOSED_AT, COMPANY, CONTACT].iter().any(|key| change.changes(key));
    if tx.ctx.batch.is_some() || !touches {
        return Ok(());
    }
    let cause = tx.ctx.cause;
    let ends = match client_of(&change.after) {
        Some(client) if was_won(tx, &change.after)? => {
            let record = tx.as_program(|tx| tx.find_any(client.object, client.id))?;
            record.is_some_and(|record| set_by_hand(&record).next().is_some())
        }
        _ => false,
    };
    let gave_back = match (&change.before, cause) {
        (Some(before), Some(cause)) if change.undo => match client_of(before) {
            Some(client) => !events::led_to(tx.sql(), client.object, client.id, cause.event)?.is_empty(),
            None => false,
        },
        _ => false,
    };
    if ends || gave_back {
        begin_batch(tx);
    }
    Ok(())
}

pub(super) fn follow(tx: &mut Tx<'_>, change: &Change, event: Uuid) -> Result<()> {
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
    clients.into_iter().try_for_each(|client| refresh(tx, client, Some(event)))
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

/// Writes a client's purchases anew, because of the event of a deal.
pub(crate) fn refresh(tx: &mut Tx<'_>, client: Client, event: Option<Uuid>) -> Result<()> {
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
        let by_hand: Vec<&str> = set_by_hand(&record).collect();
        let expected = [(NEXT_PURCHASE_ON, next.map_or(Value::Null, Value::Date)), (NEXT_PURCHASE_AMOUNT, average)];
        let (ended, follow): (Vec<_>, Vec<_>) = expected.into_iter().partition(|(key, _)| by_hand.contains(key));
        values.extend(follow);
        tx.keep(&record, &values)?;
        let before = record.value(LAST_PURCHASE_ON).as_date();
        if last > before {
            reckon(tx, client, &ended, event)
        } else if last < before {
            give_back(tx, client, event)
        } else {
            Ok(())
        }
    })
}

/// What somebody has set himself of the next purchase: it is not what the purchases come to.
fn set_by_hand(client: &Record) -> impl Iterator<Item = &'static str> {
    let on = client.value(NEXT_PURCHASE_ON).as_date() != expected(client);
    let amount = client.value(NEXT_PURCHASE_AMOUNT) != client.value(AVERAGE_PURCHASE);
    [(NEXT_PURCHASE_ON, on), (NEXT_PURCHASE_AMOUNT, amount)]
        .into_iter()
        .filter(|(_, by_hand)| *by_hand)
        .map(|(key, _)| key)
}

/// Puts values in the place of others with an event of the client, to which that of the deal has led.
fn reckon(tx: &mut Tx<'_>, client: Client, values: &[(&str, Value)], event: Option<Uuid>) -> Result<()> {
    let Some(before) = tx.find_any(client.object, client.id)?.filter(|_| !values.is_empty()) else { return Ok(()) };
    let mut after = before.clone();
    for (key, value) in values {
        after.set(key, value.clone());
    }
    let depth = tx.ctx.cause.map_or(0, |cause| cause.depth) + 1;
    let usual = std::mem::replace(&mut tx.ctx.cause, event.map(|event| Cause { event, depth }));
    let done = tx.change(before, after, &format!("{}.{RECKONED}", client.object));
    tx.ctx.cause = usual;
    done.map(drop)
}

/// Where a purchase is taken back that ended what somebody had set, that stands again unless somebody has set something since.
fn give_back(tx: &mut Tx<'_>, client: Client, event: Option<Uuid>) -> Result<()> {
    let Some(cause) = tx.ctx.cause else { return Ok(()) };
    let told = events::led_to(tx.sql(), client.object, client.id, cause.event)?;
    let Some(record) = tx.find_any(client.object, client.id)?.filter(|_| !told.is_empty()) else { return Ok(()) };
    let by_hand: Vec<&str> = set_by_hand(&record).collect();
    let cat = Arc::clone(&tx.cat);
    let cx = ParseCx { country: &cat.country, currency: cat.currency, zone: &cat.zone };
    let ended = told.iter().filter(|event| event.name.ends_with(RECKONED)).flat_map(|event| &event.changes);
    let mut values = Vec::new();
    for key in [NEXT_PURCHASE_ON, NEXT_PURCHASE_AMOUNT].into_iter().filter(|key| !by_hand.contains(key)) {
        let kind = &record.object.fields[record.object.must(key)].kind;
        let was = ended.clone().find(|change| change.field == key).map(|change| change.before.as_ref());
        // A value that can be read no more is told by the timeline all the same.
        if let Some(Ok(value)) = was.map(|was| was.map_or(Ok(Value::Null), |was| kind.parse(was, &cx))) {
            values.push((key, value));
        }
    }
    reckon(tx, client, &values, event)
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
