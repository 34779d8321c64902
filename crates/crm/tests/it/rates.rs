//! Exchange rates.

use jiff::civil::date;
use kith_crm::board::{self, BoardQuery};
use kith_crm::rates;
use kith_engine::Result;
use kith_engine::worker::{self, Jobs};
use rust_decimal::Decimal;
use serde_json::json;

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
fn amounts_that_no_rate_was_known_for_are_converted_once_there_is_one() {
    both(|house| {
        let deal = |amount: &str, currency: &str| {
            house.make("deal", json!({"name": "A", "amount": {"amount": amount, "currency": currency}})).id
        };
        let dollars = deal("100", "USD");
        deal("1000", "CZK");
        let board = || {
            let query = BoardQuery { limit: 1, ..BoardQuery::new("default") };
            let board = house.ws.read_blocking(house.ctx(house.admin), move |r| board::board(r, &query)).unwrap();
            (board.columns[0].sum.unwrap().minor, board.columns[0].unconverted)
        };
        let jobs = kith_crm::with_jobs(Jobs::default());
        let work = || while worker::run_one(&house.ws, &jobs).unwrap() {};
        assert_eq!(board(), (0, 2));
        put(house, "USD", "0.9").unwrap();
        let before = house.traces("deal", dollars);
        work();
        assert_eq!(board(), (9_000, 1));
        assert_eq!(house.traces("deal", dollars), before, "neither an event nor a new version");
        house.admin(|tx| rates::put(tx, date(2026, 3, 1), "USD", "0.5".parse().unwrap())).unwrap();
        put(house, "CZK", "0.04").unwrap();
        work();
        assert_eq!(board(), (13_000, 0), "what was converted stays as it was");
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
