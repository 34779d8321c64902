//! What one may not see does not shape a figure.

use kith_engine::Error;
use kith_insight::funnel::{Funnel, FunnelQuery, GroupBy, Period, PeriodField};
use serde_json::json;
use uuid::Uuid;

use crate::asking::{ask, everything, try_ask};
use crate::house::{House, both, on_sqlite, reach};

fn eur(amount: &str) -> serde_json::Value {
    json!({"amount": amount, "currency": "EUR"})
}

fn told(funnel: &Funnel) -> String {
    let Funnel { stages, totals, groups, unconverted, .. } = funnel;
    let stages: Vec<_> = stages
        .iter()
        .map(|stage| {
            (&stage.stage.name, stage.figure.count, stage.figure.sum, stage.weighted, stage.reached, &stage.conversion)
        })
        .collect();
    let groups: Vec<_> =
        groups.iter().map(|group| (&group.label, group.outcomes.won.count, group.outcomes.won.sum)).collect();
    let totals = (totals.won.count, totals.won.sum, &totals.win_rate, totals.average_won, &totals.cycle_days);
    format!("{stages:?} {totals:?} {groups:?} {unconverted}")
}

/// A world with secrets in it, or without; Bob has the same deals in both.
fn world(house: &House, with_secrets: bool) -> Uuid {
    let bob = house.person("Bob", reach("own"));
    house.try_make(bob, "deal", json!({"name": "A", "amount": eur("10")})).unwrap();
    let won = house.try_make(bob, "deal", json!({"name": "B", "amount": eur("20")})).unwrap().id;
    house.verb_of(bob, "deal", won, "win", json!({})).unwrap();
    // He works on a deal of hers; in one world others work on what he does not see.
    let hers = house.make("deal", json!({"name": "C", "amount": eur("90")})).id;
    house.make("deal_member", json!({"deal": hers, "user": bob, "share": "33.33"}));
    if with_secrets {
        let product = house.make("product", json!({"name": "Secret"})).id;
        for _ in 0..3 {
            let deal = house.make("deal", json!({"name": "S", "amount": eur("999"), "product": product})).id;
            house.make("deal_member", json!({"deal": deal, "user": house.admin, "share": "50"}));
            house.verb("deal", deal, "lose", json!({})).unwrap();
        }
        house.make("deal", json!({"name": "S", "amount": {"amount": "7", "currency": "USD"}}));
    }
    bob
}

#[test]
fn two_worlds_that_differ_in_what_is_hidden_answer_alike() {
    let (bare, full) = (on_sqlite(), on_sqlite());
    let (bob_bare, bob_full) = (world(&bare, false), world(&full, true));
    for group_by in [None, Some(GroupBy::Owner), Some(GroupBy::Share), Some(GroupBy::Product), Some(GroupBy::Month)] {
        let query = FunnelQuery { group_by, ..everything() };
        assert_eq!(told(&ask(&bare, bob_bare, query.clone())), told(&ask(&full, bob_full, query)));
    }
}

#[test]
fn figures_of_hidden_fields_are_left_out() {
    both(|house| {
        world(house, true);
        let blind =
            |name: &str, hidden: &[&str]| house.person(name, json!({"default": {"read": "all", "hidden": hidden}}));
        let poor = ask(house, blind("Poor", &["amount"]), everything());
        assert_eq!((poor.totals.won.count, poor.totals.won.sum, poor.totals.average_won), (1, None, None));
        assert!(poor.stages.iter().all(|stage| stage.weighted.is_none() && stage.figure.sum.is_none()));
        assert_eq!(poor.unconverted, 0);
        let timeless = ask(house, blind("Timeless", &["cycle_days"]), everything());
        assert_eq!(timeless.totals.cycle_days, None);
        assert!(timeless.totals.won.sum.is_some());
        let short = ask(house, blind("Short", &["furthest_stage"]), everything());
        assert!(short.stages.iter().all(|stage| stage.reached.is_none() && stage.conversion.is_none()));
        let unsure = ask(house, blind("Unsure", &["probability"]), everything());
        assert!(unsure.stages.iter().all(|stage| stage.weighted.is_none() && stage.figure.sum.is_some()));
    });
}

#[test]
fn what_needs_a_hidden_field_is_refused_as_if_there_were_none() {
    both(|house| {
        let eve = house.person("Eve", json!({"default": {"read": "all", "hidden": ["owner", "closed_at"]}}));
        let by_owner = FunnelQuery { group_by: Some(GroupBy::Owner), ..everything() };
        assert!(matches!(try_ask(house, eve, by_owner), Err(Error::BadRequest(_))));
        let by_office = FunnelQuery { group_by: Some(GroupBy::Office), ..everything() };
        assert!(matches!(try_ask(house, eve, by_office), Err(Error::BadRequest(_))));
        let day = jiff::civil::date(2026, 1, 1);
        let period = Some(Period { field: PeriodField::ClosedAt, from: day, to: day });
        assert!(matches!(try_ask(house, eve, FunnelQuery { period, ..everything() }), Err(Error::BadRequest(_))));
        let ann = house.person("Ann", json!({"default": {"read": "all", "hidden": ["stage"]}}));
        assert!(matches!(try_ask(house, ann, everything()), Err(Error::NotFound)));
        let nemo = house.person("Nemo", json!({}));
        assert!(matches!(try_ask(house, nemo, everything()), Err(Error::NotFound)));
        let unknown = FunnelQuery { pipeline: Uuid::nil().to_string(), ..everything() };
        assert!(matches!(try_ask(house, house.admin, unknown), Err(Error::NotFound)));
    });
}
