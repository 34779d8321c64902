//! Figures by who works on the deals.

use kith_insight::funnel::{FunnelGroup, FunnelQuery, GroupBy};
use serde_json::{Value as Json, json};

use crate::asking::{ask, everything, rows};
use crate::house::{both, reach};

fn eur(amount: &str) -> Json {
    json!({"amount": amount, "currency": "EUR"})
}

fn line<'g>(groups: &'g [FunnelGroup], label: &str) -> &'g FunnelGroup {
    groups.iter().find(|group| group.label == label).expect("a line of that person")
}

#[test]
fn what_a_deal_brings_is_counted_to_its_team_by_shares_and_the_rest_to_its_owner() {
    both(|house| {
        let [ann, bob, eve] = ["Ann", "Bob", "Eve"].map(|name| house.person(name, reach("own")));
        let deal =
            |owner, amount: &str| house.make("deal", json!({"name": "D", "owner": owner, "amount": eur(amount)})).id;
        let (first, second, third) = (deal(ann, "100.01"), deal(ann, "50"), deal(bob, "30"));
        for (deal, user, share) in
            [(first, bob, "33.33"), (first, eve, "33.33"), (second, ann, "100"), (third, eve, "100")]
        {
            house.make("deal_member", json!({"deal": deal, "user": user, "share": share}));
        }
        for deal in [first, second] {
            house.verb("deal", deal, "win", json!({})).unwrap();
        }
        let query = FunnelQuery { group_by: Some(GroupBy::Share), ..everything() };
        let funnel = ask(house, house.admin, query.clone());
        let told = |label: &str| {
            let outcomes = &line(&funnel.groups, label).outcomes;
            let minor = |figure: &kith_insight::funnel::Figure| (figure.count, figure.sum.unwrap().minor);
            (minor(&outcomes.won), minor(&outcomes.open))
        };
        assert_eq!(told("Ann"), ((2, 3_335 + 5_000), (0, 0)));
        assert_eq!(told("Bob"), ((1, 3_333), (1, 0)));
        assert_eq!(told("Eve"), ((1, 3_333), (1, 3_000)));
        let all: i64 = funnel.groups.iter().map(|group| group.outcomes.won.sum.unwrap().minor).sum();
        assert_eq!(all, funnel.totals.won.sum.unwrap().minor, "nothing is counted twice and nothing is lost");
        for group in &funnel.groups {
            for figure in [&group.outcomes.won, &group.outcomes.open] {
                assert_eq!(rows(house, house.admin, &figure.filter).len() as u64, figure.count, "{}", group.label);
            }
        }
        let own = ask(house, eve, query.clone());
        assert_eq!(line(&own.groups, "Eve").outcomes.won.count, 1, "she sees the deals that she works on");
        let filter = json!({"field": "owner.name", "op": "eq", "value": "Bob"});
        let narrow = FunnelQuery { filter, ..query };
        let narrow = ask(house, house.admin, narrow);
        assert_eq!(line(&narrow.groups, "Eve").outcomes.open.sum.unwrap().minor, 3_000);
        assert_eq!(line(&narrow.groups, "Eve").outcomes.won.count, 0, "the filter is about deals, linked fields too");
    });
}

#[test]
fn shares_are_not_told_to_whoever_may_not_read_teams_or_amounts() {
    both(|house| {
        let blind = house.person("Blind", json!({"default": {"read": "all", "hidden": ["team"]}}));
        let poor = house.person("Poor", json!({"default": {"read": "all", "hidden": ["amount", "share_amount"]}}));
        let deal = house.make("deal", json!({"name": "D", "amount": eur("10")})).id;
        house.make("deal_member", json!({"deal": deal, "user": poor, "share": "50"}));
        let query = FunnelQuery { group_by: Some(GroupBy::Share), ..everything() };
        assert!(crate::asking::try_ask(house, blind, query.clone()).is_err());
        let told = ask(house, poor, query);
        assert!(told.groups.iter().all(|group| group.outcomes.open.sum.is_none()));
        assert_eq!(line(&told.groups, "Poor").outcomes.open.count, 1);
    });
}
