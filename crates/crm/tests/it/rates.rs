//! Exchange rates.

use jiff::civil::date;
use kith_crm::rates;
use kith_engine::Result;
use rust_decimal::Decimal;

use crate::house::{House, both, code, problems, reach};

fn put(house: &House, currency: &'static str, rate: &'static str) -> Result<rates::Rate> {
    house.admin(move |tx| rates::put(tx, date(2026, 2, 1), currency, rate.parse().unwrap()))
}

#[test]
fn rates_are_listed_newest_first_and_replaced_by_day() {
    both(|house| {
        put(house, "USD", "0.92").unwrap();
        put(house, "CZK", "0.040").unwrap();
        house.admin(|tx| rates::put(tx, date(2026, 3, 1), "USD", "0.95".parse().unwrap())).unwrap();
        put(house, "USD", "0.93").unwrap();
        let listed = house.ws.read_blocking(house.ws.system_ctx(), |r| rates::list(r.conn(), None)).unwrap();
        let seen: Vec<_> =
            listed.iter().map(|rate| (rate.date.to_string(), rate.currency.as_str(), rate.rate.to_string())).collect();
        assert_eq!(
            seen,
            [
                ("2026-03-01".to_owned(), "USD", "0.95".to_owned()),
                ("2026-02-01".to_owned(), "CZK", "0.04".to_owned()),
                ("2026-02-01".to_owned(), "USD", "0.93".to_owned()),
            ]
        );
    });
}

#[test]
fn rates_that_make_no_sense_are_refused() {
    both(|house| {
        assert_eq!(problems(&put(house, "USD", "0").unwrap_err()), [("rate".to_owned(), "out_of_range")]);
        assert_eq!(problems(&put(house, "USD", "-1").unwrap_err()), [("rate".to_owned(), "out_of_range")]);
        assert_eq!(problems(&put(house, "XXQ", "1").unwrap_err()), [("currency".to_owned(), "unknown_currency")]);
        assert_eq!(problems(&put(house, "EUR", "1").unwrap_err()), [("currency".to_owned(), "workspace_currency")]);
        let bob = house.person("Bob", reach("all"));
        let error = house.act(bob, |tx| rates::put(tx, date(2026, 1, 1), "USD", Decimal::ONE)).unwrap_err();
        assert_eq!(code(&error), "manage_catalogue");
    });
}
