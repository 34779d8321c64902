//! What something is sold for: the one place where a price is found.
//!
//! Price lists come before the product's own price: first the list that the client names, then those for clients of its
//! type, then those for everybody; of equals the one that has held for the shortest time. Within a list the row with the
//! largest quantity that has been reached counts, one in the wanted currency before others. A list without a row for the
//! product may change the product's own price by percent. What a calculation makes of the price found so comes last.

use jiff::civil::Date;
use kith_catalogue::standard::price::{self, FROM_QUANTITY};
use kith_catalogue::standard::price_list::{
    self, ACTIVE, CLIENT_TYPE, FOR, NAMED, OF_TYPE, PERCENT, VALID_FROM, VALID_UNTIL,
};
use kith_catalogue::standard::{company, product};
use kith_catalogue::text::fold;
use kith_catalogue::{Currency, Expr, Money, Part};
use kith_engine::query::ListQuery;
use kith_engine::{Reader, Record, Result, wire};
use kith_policy::Actor;
use rust_decimal::Decimal;
use serde_json::{Map, Value as Json};
use uuid::Uuid;

use crate::calculations::{self, Around};
use crate::money;

/// The most price lists that are looked at, and the most rows for one product.
const MOST: usize = 500;

/// What is to be sold to whom.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The product.
    pub product: Record,
    /// The client: a company or a contact.
    pub client: Option<Record>,
    /// How many.
    pub quantity: Decimal,
    /// The day whose prices and rates hold.
    pub day: Date,
    /// The currency; that of the price when none.
    pub currency: Option<Currency>,
    /// What a calculation works with.
    pub parameters: Map<String, Json>,
}

/// Why a price is what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// The client names the list.
    Client,
    /// The list is for clients of its type.
    ClientType,
    /// The list is for everybody.
    Everybody,
    /// It is the product's own.
    Product,
}

impl Because {
    /// Its name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::ClientType => "client_type",
            Self::Everybody => "everybody",
            Self::Product => "product",
        }
    }
}

/// A price that was found.
#[derive(Debug, Clone)]
pub struct Found {
    /// The price; none when there is none, its currency has no rate, or a calculation lacks a parameter.
    pub price: Option<Money>,
    /// Why.
    pub because: Because,
    /// The price list that it comes from.
    pub list: Option<Record>,
    /// The row of it.
    pub row: Option<Record>,
    /// The amount as it is written where it comes from, before it was converted or calculated with.
    pub original: Option<Money>,
    /// The calculation that made it what it is.
    pub calculation: Option<String>,
    /// It cannot be converted, since no rate is known.
    pub lacks_rate: bool,
}

/// A price in the currency that it is written in, and where it comes from.
struct Listed {
    because: Because,
    list: Option<Record>,
    row: Option<Record>,
    amount: Money,
}

/// Finds the price, whoever may see the lists that it comes from.
///
/// # Errors
/// [`kith_engine::Error::Invalid`] for parameters that a calculation cannot work with.
pub fn find(reader: &mut Reader<'_>, wanted: &Wanted) -> Result<Found> {
    let mut reader = reader.as_seen_by(Actor::System);
    let listed = listed(&mut reader, wanted)?;
    let mut found = Found {
        price: None,
        because: Because::Product,
        list: None,
        row: None,
        original: None,
        calculation: None,
        lacks_rate: false,
    };
    let own = listed.as_ref().map(|listed| listed.amount);
    if let Some(listed) = listed {
        found.because = listed.because;
        (found.list, found.row) = (listed.list, listed.row);
        found.original = Some(listed.amount);
    }
    let amount = match calculated(&mut reader, wanted, own, &mut found)? {
        Some(amount) => amount,
        None => return Ok(found),
    };
    found.price = match wanted.currency {
        Some(currency) => money::convert(&mut reader, amount, currency, wanted.day)?,
        None => Some(amount),
    };
    found.lacks_rate = found.price.is_none();
    Ok(found)
}

/// What the product's calculation makes of a price; the price itself where it has none.
fn calculated(
    reader: &mut Reader<'_>,
    wanted: &Wanted,
    own: Option<Money>,
    found: &mut Found,
) -> Result<Option<Money>> {
    let Some(key) = wanted.product.value(product::CALCULATION).as_text().map(str::to_owned) else { return Ok(own) };
    let Some(calculation) = calculations::find(reader.conn(), &key)? else { return Ok(own) };
    found.calculation = Some(key);
    if wanted.parameters.is_empty() && !calculation.is_complete(&wanted.parameters) {
        return Ok(None);
    }
    let currency = calculation.currency()?;
    let price = match own {
        Some(own) => money::exchange(reader, own, currency, wanted.day)?,
        None => None,
    };
    calculation.price(&wanted.parameters, Around { price, quantity: wanted.quantity }).map(Some)
}

fn listed(reader: &mut Reader<'_>, wanted: &Wanted) -> Result<Option<Listed>> {
    let own = wanted.product.value(product::PRICE).as_money();
    let lists = lists(reader, wanted)?;
    if !lists.is_empty() {
        let rows = rows(reader, wanted)?;
        for (because, list) in lists {
            let amount_and_row = match best(reader, wanted, &rows, &list)? {
                Some(row) => row.value(price::PRICE).as_money().map(|amount| (amount, Some(row))),
                None => changed(own, list.value(PERCENT).as_number()).map(|amount| (amount, None)),
            };
            if let Some((amount, row)) = amount_and_row {
                return Ok(Some(Listed { because, list: Some(list), row, amount }));
            }
        }
    }
    Ok(own.map(|amount| Listed { because: Because::Product, list: None, row: None, amount }))
}

/// The product's own price changed by so many percent.
fn changed(own: Option<Money>, percent: Option<Decimal>) -> Option<Money> {
    let (own, percent) = own.zip(percent)?;
    let factor = Decimal::ONE_HUNDRED.checked_add(percent)?.checked_div(Decimal::ONE_HUNDRED)?;
    Money::rounded(own.amount().checked_mul(factor)?, own.currency)
}

/// The lists that hold for the client on the day, the nearest first.
fn lists(reader: &mut Reader<'_>, wanted: &Wanted) -> Result<Vec<(Because, Record)>> {
    let (named, of_type) = match &wanted.client {
        Some(client) => (
            // Companies and contacts call these fields the same.
            client.reference(company::PRICE_LIST),
            client.value(company::CLIENT_TYPE).as_text().map(fold),
        ),
        None => (None, None),
    };
    let object = reader.object(price_list::KEY)?;
    let mut query = ListQuery::new(price_list::KEY);
    query.limit = MOST;
    let mut lists: Vec<(u8, Because, Record)> = Vec::new();
    for raw in reader.list(&query)?.rows {
        let list = wire::record(&object, raw);
        let begun = list.value(VALID_FROM).as_date().is_none_or(|from| from <= wanted.day);
        let ended = list.value(VALID_UNTIL).as_date().is_some_and(|until| until < wanted.day);
        if !begun || ended || list.value(ACTIVE).as_bool() == Some(false) {
            continue;
        }
        let (rank, because) = match list.value(FOR).as_text() {
            _ if named == Some(list.id) => (0, Because::Client),
            Some(NAMED) => continue,
            Some(OF_TYPE) if of_type.is_some() && list.value(CLIENT_TYPE).as_text().map(fold) == of_type => {
                (1, Because::ClientType)
            }
            Some(OF_TYPE) => continue,
            _ => (2, Because::Everybody),
        };
        lists.push((rank, because, list));
    }
    lists.sort_by(|(one_rank, _, one), (other_rank, _, other)| {
        let since = |list: &Record| list.value(VALID_FROM).as_date();
        one_rank.cmp(other_rank).then_with(|| since(other).cmp(&since(one))).then_with(|| other.id.cmp(&one.id))
    });
    Ok(lists.into_iter().map(|(_, because, list)| (because, list)).collect())
}

/// What lists say about the product, for the quantity and less.
fn rows(reader: &mut Reader<'_>, wanted: &Wanted) -> Result<Vec<Record>> {
    let object = reader.object(price::KEY)?;
    let mut query = ListQuery::new(price::KEY);
    query.filter = Expr::eq(object.must(price::PRODUCT), Part::Value, wanted.product.id);
    query.limit = MOST;
    let rows = reader.list(&query)?.rows;
    let mut rows: Vec<Record> = rows.into_iter().map(|raw| wire::record(&object, raw)).collect();
    rows.retain(|row| from_quantity(row) <= wanted.quantity);
    rows.sort_by(|one, other| from_quantity(other).cmp(&from_quantity(one)).then_with(|| other.id.cmp(&one.id)));
    Ok(rows)
}

fn from_quantity(row: &Record) -> Decimal {
    row.value(FROM_QUANTITY).as_number().unwrap_or_default()
}

/// The row of a list that counts: one in the wanted currency, or else one that can be converted.
fn best(reader: &mut Reader<'_>, wanted: &Wanted, rows: &[Record], list: &Record) -> Result<Option<Record>> {
    let of_list = |row: &&Record| row.reference(price::PRICE_LIST) == Some(list.id);
    let currency_of = |row: &Record| row.value(price::PRICE).as_money().map(|price| price.currency);
    let same = |row: &&Record| wanted.currency.is_none() || currency_of(row) == wanted.currency;
    if let Some(row) = rows.iter().filter(of_list).find(same) {
        return Ok(Some(row.clone()));
    }
    for row in rows.iter().filter(of_list) {
        if let Some((price, currency)) = row.value(price::PRICE).as_money().zip(wanted.currency)
            && money::exchange(reader, price, currency, wanted.day)?.is_some()
        {
            return Ok(Some(row.clone()));
        }
    }
    Ok(None)
}

impl Found {
    /// The price list's id.
    pub fn list_id(&self) -> Option<Uuid> {
        self.list.as_ref().map(|list| list.id)
    }
}
