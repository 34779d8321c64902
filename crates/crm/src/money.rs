//! Sums in several currencies.

use jiff::civil::Date;
use kith_catalogue::{Currency, Money};
use kith_engine::{Reader, Result, Tx};
use rust_decimal::Decimal;

use crate::rates;

/// The same worth in another currency at the rates of a day, not rounded; none when a rate is not known.
pub(crate) fn exchange(reader: &mut Reader<'_>, money: Money, to: Currency, day: Date) -> Result<Option<Decimal>> {
    if money.currency == to {
        return Ok(Some(money.amount()));
    }
    let base = reader.cat.currency;
    let from_rate = rates::of_day(reader.conn(), base, money.currency, day)?;
    let to_rate = rates::of_day(reader.conn(), base, to, day)?;
    let (Some(from_rate), Some(to_rate)) = (from_rate, to_rate) else { return Ok(None) };
    Ok(money.amount().checked_mul(from_rate).and_then(|amount| amount.checked_div(to_rate)))
}

/// The same, rounded half away from zero to what the currency can hold.
pub(crate) fn convert(reader: &mut Reader<'_>, money: Money, to: Currency, day: Date) -> Result<Option<Money>> {
    Ok(exchange(reader, money, to, day)?.and_then(|amount| Money::rounded(amount, to)))
}

/// The same worth at the rates in force now.
pub(crate) fn at_present(tx: &Tx<'_>, money: Money, to: Currency) -> Option<Money> {
    if money.currency == to {
        return Some(money);
    }
    let rates = tx.workspace().rates();
    let (from_rate, to_rate) = (rates.to_base(money.currency)?, rates.to_base(to)?);
    let amount = money.amount().checked_mul(from_rate)?.checked_div(to_rate)?;
    Money::rounded(amount, to)
}
