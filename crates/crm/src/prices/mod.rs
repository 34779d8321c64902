//! Prices: what things are sold for, what the lines of a deal come to, and how much of it may be given away.
//!
//! A line's price is found ([`find()`]) unless somebody types one; where it came from is kept beside it. The amount of a deal
//! with lines follows them ([`totals`]). Whoever gives away more than his roles allow has to ask ([`approval`]).

pub(crate) mod approval;
mod find;
pub(crate) mod follow;
pub(crate) mod limit;
pub(crate) mod totals;

use jiff::civil::Date;
use kith_catalogue::standard::{company, contact, deal, line_item};
use kith_catalogue::{Currency, Expr, Money, Part, Problem, Value};
use kith_engine::query::ListQuery;
use kith_engine::{Error, Reader, Record, Result, wire};
use kith_policy::Actor;
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::money;
pub use find::{Because, Found, Wanted, find};

/// The most lines of a deal.
const MAX_LINES: usize = 500;

/// What holds for all lines of a deal.
#[derive(Debug, Clone)]
pub struct Terms {
    /// The currency that they are counted in; the first priced line decides when none.
    pub currency: Option<Currency>,
    /// The day whose prices and rates hold.
    pub day: Date,
    /// The client.
    pub client: Option<Record>,
}

impl Terms {
    /// Those of a deal.
    pub(crate) fn of(reader: &mut Reader<'_>, deal: &Record) -> Result<Self> {
        let day = deal.value(deal::PRICED_ON).as_date().unwrap_or_else(|| today(reader));
        let client = match (deal.reference(deal::COMPANY), deal.reference(deal::CONTACT)) {
            (Some(company), _) => Some((company::KEY, company)),
            (None, Some(contact)) => Some((contact::KEY, contact)),
            (None, None) => None,
        };
        let client = match client {
            // Whoever prices a line need not see the client.
            Some((object, id)) => reader.as_seen_by(Actor::System).find_any(object, id)?,
            None => None,
        };
        Ok(Self { currency: currency_of(deal), day, client })
    }
}

/// What a deal says about the prices in it.
///
/// # Errors
/// When the store fails.
pub fn said_by(reader: &mut Reader<'_>, deal: &Record) -> Result<Terms> {
    Terms::of(reader, deal)
}

/// The currency of a deal, once it has one.
pub(crate) fn currency_of(deal: &Record) -> Option<Currency> {
    deal.value(deal::AMOUNT).as_money().map(|amount| amount.currency)
}

/// The day it is in the workspace.
pub fn today(reader: &Reader<'_>) -> Date {
    reader.ctx.now.to_zoned(reader.cat.zone.clone()).date()
}

/// The lines of a deal that are not in the bin, whoever may see them.
pub(crate) fn lines_of(reader: &mut Reader<'_>, deal: Uuid) -> Result<Vec<Record>> {
    let mut reader = reader.as_seen_by(Actor::System);
    let object = reader.object(line_item::KEY)?;
    let mut query = ListQuery::new(line_item::KEY);
    query.filter = Expr::eq(object.must(line_item::DEAL), Part::Value, deal);
    query.limit = MAX_LINES + 1;
    let page = reader.list(&query)?;
    if page.rows.len() > MAX_LINES {
        return Err(Error::Invalid(vec![Problem::new("too_many").with("max", MAX_LINES).at(line_item::DEAL)]));
    }
    Ok(page.rows.into_iter().map(|raw| wire::record(&object, raw)).collect())
}

/// What one of a line is sold for, in a currency and not rounded; none as long as it has no price.
pub(crate) fn unit_price(
    reader: &mut Reader<'_>,
    line: &Record,
    currency: Currency,
    day: Date,
) -> Result<Option<Decimal>> {
    let Some(price) = line.value(line_item::PRICE).as_money() else { return Ok(None) };
    match money::exchange(reader, price, currency, day)? {
        Some(amount) => Ok(Some(amount)),
        None => {
            let problem = Problem::new("no_rate").with("currency", price.currency.code()).at(line_item::PRICE);
            Err(Error::Invalid(vec![problem]))
        }
    }
}

/// An amount in a currency; nothing for none.
pub(crate) fn amount(minor: Option<i64>, currency: Currency) -> Value {
    minor.map_or(Value::Null, |minor| Value::Money(Money { minor, currency }))
}
