//! Sums in several currencies.

use kith_catalogue::{Currency, Money};
use kith_engine::Tx;

/// The same worth in another currency at the rates in force; none when a rate is not known.
pub(crate) fn convert(tx: &Tx<'_>, money: Money, to: Currency) -> Option<Money> {
    if money.currency == to {
        return Some(money);
    }
    let rates = tx.workspace().rates();
    let (from_rate, to_rate) = (rates.to_base(money.currency)?, rates.to_base(to)?);
    let amount = money.amount().checked_mul(from_rate)?.checked_div(to_rate)?;
    Money::rounded(amount, to)
}
