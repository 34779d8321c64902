//! A catalogue to test with.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use kith_catalogue::filter::FilterCx;
use kith_catalogue::overlay::Overlay;
use kith_catalogue::{Catalogue, CellCx, Currency, Kind, Lang, Problem, Settings, Value};
use rust_decimal::Decimal;
use serde_json::Value as Json;
use uuid::Uuid;

pub fn settings() -> Settings {
    Settings {
        currency: Currency::RUB,
        country: "RU".to_owned(),
        zone: TimeZone::get("Europe/Moscow").unwrap(),
        language: Lang::Ru,
    }
}

pub fn catalogue() -> &'static Catalogue {
    static IT: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::build(&Overlay::default(), &settings(), 1).unwrap());
    &IT
}

pub fn rate(currency: Currency) -> Option<Decimal> {
    match currency.code() {
        "EUR" => Some(Decimal::new(1005, 1)),
        "JPY" => Some(Decimal::new(62, 2)),
        _ => None,
    }
}

pub fn cell_cx() -> CellCx<'static> {
    let catalogue = catalogue();
    CellCx { collator: catalogue.collator(), currency: catalogue.currency, rate: &rate }
}

pub fn parse(kind: &Kind, json: Json) -> Result<Value, Problem> {
    kind.parse(&json, &catalogue().parse_cx())
}

pub fn code(kind: &Kind, json: Json) -> String {
    match parse(kind, json) {
        Ok(value) => format!("{value:?}"),
        Err(problem) => problem.code.to_owned(),
    }
}

pub const ME: Uuid = Uuid::from_u128(1);
pub const MATE: Uuid = Uuid::from_u128(2);
pub const OTHER: Uuid = Uuid::from_u128(3);
pub const MY_TEAM: Uuid = Uuid::from_u128(10);

/// Friday, 13 March 2026, 01:30 in Moscow, still the 12th in UTC.
pub fn now() -> Timestamp {
    "2026-03-12T22:30:00Z".parse().unwrap()
}

pub fn asker() -> FilterCx<'static> {
    FilterCx { me: Some(ME), my_team: Some(MY_TEAM), team: &[ME, MATE], now: now(), zone: &catalogue().zone }
}
