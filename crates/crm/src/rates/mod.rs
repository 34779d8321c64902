//! Exchange rates: how much of the workspace's currency one unit of another is worth from a day on.

use jiff::civil::Date;
use kith_catalogue::{Currency, Problem};
use kith_engine::settings::{self, keys};
use kith_engine::{Conn, Error, Result, Sql, Tx};
use kith_policy::Permission;
use rust_decimal::Decimal;
use serde::Serialize;

use crate::log;
pub(crate) use convert::ConvertAmounts;

mod convert;

/// A rate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rate {
    /// The day from which it holds.
    pub date: Date,
    /// The currency.
    pub currency: String,
    /// How much of the workspace's currency one unit is worth.
    pub rate: Decimal,
}

/// All rates, newest first; of one currency where it is named.
///
/// # Errors
/// When the store fails.
pub fn list(conn: &mut Conn, currency: Option<Currency>) -> Result<Vec<Rate>> {
    let mut sql = Sql::new("SELECT date, currency, rate FROM currency_rate");
    if let Some(currency) = currency {
        sql.add(" WHERE currency = ").arg(currency.code());
    }
    sql.add(" ORDER BY date DESC, currency");
    let mut rates = Vec::new();
    for row in conn.query(&sql)? {
        rates.push(Rate {
            date: date_of(row.int(0)?)?,
            currency: row.text(1)?.to_owned(),
            rate: decimal(row.text(2)?)?,
        });
    }
    Ok(rates)
}

/// How much of the workspace's currency one unit was worth on a day: the newest rate that is not dated later.
pub(crate) fn of_day(conn: &mut Conn, base: Currency, currency: Currency, day: Date) -> Result<Option<Decimal>> {
    if currency == base {
        return Ok(Some(Decimal::ONE));
    }
    let mut sql = Sql::new("SELECT rate FROM currency_rate WHERE currency = ");
    sql.arg(currency.code()).add(" AND date <= ").arg(day_of(day)).add(" ORDER BY date DESC LIMIT 1");
    conn.one(&sql)?.map(|row| decimal(row.text(0)?)).transpose()
}

/// States a rate, in place of the one of the same day. Amounts that are written from now on are converted by the newest
/// rate that is not in the future; those that no rate was known for until now are converted after the commit.
///
/// The workspace is to be reloaded ([`kith_engine::Workspace::reload`]) after the commit.
///
/// # Errors
/// [`Error::Forbidden`] for whoever may not change the workspace's settings, [`Error::Invalid`].
pub fn put(tx: &mut Tx<'_>, date: Date, currency: &str, rate: Decimal) -> Result<Rate> {
    if !tx.access.may(Permission::ManageCatalogue) {
        return Err(Error::forbidden("manage_catalogue"));
    }
    let currency = Currency::parse(currency).ok_or_else(|| Error::field("currency", "unknown_currency"))?;
    if currency == tx.cat.currency {
        return Err(Error::field("currency", "workspace_currency"));
    }
    let most = Decimal::from(1_000_000_000);
    if rate <= Decimal::ZERO || rate > most || rate.normalize().scale() > 12 {
        let problem =
            Problem::new("out_of_range").at("rate").with("min", "0.000000000001").with("max", most.to_string());
        return Err(Error::Invalid(vec![problem]));
    }
    if !(1..=9999).contains(&date.year()) {
        return Err(Error::field("date", "out_of_range"));
    }
    let rate = rate.normalize();
    let mut sql = Sql::new("INSERT INTO currency_rate (currency, date, rate) VALUES (");
    sql.arg(currency.code()).add(", ").arg(day_of(date)).add(", ").arg(rate.to_string());
    sql.add(") ON CONFLICT (currency, date) DO UPDATE SET rate = excluded.rate");
    tx.sql().exec(&sql)?;
    settings::bump(tx.sql(), keys::CATALOGUE_VERSION)?;
    let changes = vec![
        log::change("currency", serde_json::Value::Null, currency.code()),
        log::change("date", serde_json::Value::Null, date.to_string()),
        log::change("rate", serde_json::Value::Null, rate.to_string()),
    ];
    let id = tx.new_id();
    log::about_row(tx, "currency_rate", "stated", id, changes)?;
    convert::ask(tx, currency)?;
    Ok(Rate { date, currency: currency.code().to_owned(), rate })
}

/// Takes a rate back. Amounts that were converted by it keep what they were worth.
///
/// The workspace is to be reloaded ([`kith_engine::Workspace::reload`]) after the commit.
///
/// # Errors
/// [`Error::Forbidden`] as [`put`], [`Error::NotFound`] where no rate was stated for that day.
pub fn remove(tx: &mut Tx<'_>, date: Date, currency: &str) -> Result<()> {
    if !tx.access.may(Permission::ManageCatalogue) {
        return Err(Error::forbidden("manage_catalogue"));
    }
    let currency = Currency::parse(currency).ok_or(Error::NotFound)?;
    let of_day =
        |sql: Sql| sql.push(" WHERE currency = ").bind(currency.code()).push(" AND date = ").bind(day_of(date));
    let stated = tx.sql().one(&of_day(Sql::new("SELECT rate FROM currency_rate")))?.ok_or(Error::NotFound)?;
    let rate = decimal(stated.text(0)?)?;
    tx.sql().exec(&of_day(Sql::new("DELETE FROM currency_rate")))?;
    settings::bump(tx.sql(), keys::CATALOGUE_VERSION)?;
    let changes = vec![
        log::change("currency", currency.code(), serde_json::Value::Null),
        log::change("date", date.to_string(), serde_json::Value::Null),
        log::change("rate", rate.to_string(), serde_json::Value::Null),
    ];
    let id = tx.new_id();
    log::about_row(tx, "currency_rate", "removed", id, changes)?;
    Ok(())
}

/// A day as the store keeps it: yyyymmdd.
pub(crate) fn day_of(date: Date) -> i64 {
    i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day())
}

/// A day of the store.
pub(crate) fn date_of(day: i64) -> Result<Date> {
    let part = |n: i64| i8::try_from(n % 100).unwrap_or(0);
    Date::new(i16::try_from(day / 10_000).unwrap_or(0), part(day / 100), part(day)).map_err(Error::internal)
}

fn decimal(text: &str) -> Result<Decimal> {
    text.parse().map_err(|_| Error::internal(format!("rate {text}")))
}
