//! Exchange rates into the workspace's currency.

use std::collections::HashMap;

use kith_catalogue::Currency;
use kith_store::{Conn, Sql};
use rust_decimal::Decimal;

use crate::Result;

/// How much one unit of a currency is worth in the workspace's currency.
#[derive(Debug, Clone, Default)]
pub struct Rates {
    base: Option<Currency>,
    rates: HashMap<Currency, Decimal>,
}

impl Rates {
    /// Reads the newest rate of each currency that is dated no later than `day` (as `yyyymmdd`).
    ///
    /// # Errors
    /// When the store fails.
    pub fn load(conn: &mut Conn, base: Currency, day: i64) -> Result<Self> {
        let sql = Sql::new("SELECT currency, rate FROM currency_rate WHERE date <= ").bind(day).push(" ORDER BY date");
        let mut rates = HashMap::new();
        for row in conn.query(&sql)? {
            if let (Some(currency), Ok(rate)) = (Currency::parse(row.text(0)?), row.text(1)?.parse()) {
                rates.insert(currency, rate);
            }
        }
        Ok(Self { base: Some(base), rates })
    }

    /// The rate of a currency; none when nobody has stated one.
    pub fn to_base(&self, currency: Currency) -> Option<Decimal> {
        if self.base == Some(currency) { Some(Decimal::ONE) } else { self.rates.get(&currency).copied() }
    }
}
