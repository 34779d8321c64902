//! The funnel of many deals against what a loop over them finds.

use std::collections::BTreeMap;

use jiff::civil::date;
use kith_catalogue::Money;
use kith_crm::pipeline::StageKind;
use kith_engine::people::{teams, users};
use kith_engine::{Record, Result};
use kith_insight::funnel::{FunnelQuery, GroupBy, Period, PeriodField};
use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::asking::{ask, check_all, everything, rows};
use crate::house::{House, both, map, reach};

/// Numbers that look random and are the same every time.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

/// Two offices with three sellers, three products, and many deals in every state.
fn fill(house: &House) -> Vec<Uuid> {
    let sellers = ["Ann", "Ben", "Cid"].map(|name| house.person(name, reach("own")));
    let (admin, [ann, ben, _]) = (house.admin, sellers);
    house
        .admin(move |tx| {
            let north = teams::create(tx, "North", None, Some(admin))?;
            let south = teams::create(tx, "South", None, None)?;
            let south_west = teams::create(tx, "South-West", Some(south), Some(ann))?;
            for (user, team) in [(ann, north), (ben, south_west)] {
                users::change(tx, user, &users::PersonChange { team: Some(Some(team)), ..Default::default() })?;
            }
            Ok(())
        })
        .unwrap();
    let products: Vec<Uuid> =
        ["P1", "P2", "P3"].iter().map(|name| house.make("product", json!({"name": name})).id).collect();
    let stages: Vec<(Uuid, StageKind)> = house.pipeline().in_use().map(|stage| (stage.id, stage.kind)).collect();
    let mut chance = Chance::new(9);
    let mut deals = Vec::new();
    for at in 0..120 {
        let (stage, kind) = stages[chance.below(6) as usize];
        let mut fields = json!({"name": format!("D{at}"), "stage": stage, "source": (["Web", "Fair"][at % 2])});
        let mut set = |key: &str, value: Json| fields[key] = value;
        if chance.below(8) > 0 {
            set("owner", json!(([sellers[0], sellers[1], sellers[2], house.admin][chance.below(4) as usize])));
        }
        if chance.below(5) > 0 {
            set("product", json!(products[chance.below(3) as usize]));
        }
        if chance.below(6) > 0 {
            let amount = format!("{}.{:02}", chance.below(9000), chance.below(100));
            set("amount", json!({"amount": amount, "currency": if at % 10 == 0 { "USD" } else { "EUR" }}));
        }
        let begun = date(2025, 10, 1).saturating_add(jiff::Span::new().days(chance.below(100) as i64));
        if chance.below(4) > 0 {
            set("engaged_on", json!(begun.to_string()));
        }
        if kind.is_closed() {
            let days = jiff::Span::new().days(chance.below(90) as i64);
            // Half past midnight in Prague is still the day before in London.
            let end = begun.saturating_add(days).at(0, 30, 0, 0).in_tz("Europe/Prague").unwrap();
            set("closed_at", json!(end.timestamp().to_string()));
        }
        deals.push(map(fields));
    }
    let made = house.import(move |tx| {
        tx.create_many("deal", &deals)?.into_iter().map(|made| Ok(made?.id)).collect::<Result<Vec<_>>>()
    });
    let made = made.unwrap();
    let gone = made[17];
    house.admin(move |tx| tx.delete("deal", gone, None)).unwrap();
    for at in (0..120).filter(|at| at % 5 == 2) {
        house.pass(60);
        let _ = house.verb("deal", made[at], "move", json!({"stage": stages[at % 4].0}));
    }
    sellers.to_vec()
}

#[derive(Default, Debug, PartialEq)]
struct Naive {
    count: u64,
    sum: i64,
    priced: i64,
    days: Vec<i64>,
    weighted: Decimal,
}

fn reckon(house: &House, deals: &[Record], keep: impl Fn(&Record, StageKind) -> bool) -> Naive {
    let pipeline = house.pipeline();
    let mut naive = Naive::default();
    for deal in deals {
        let stage = pipeline.stage(deal.reference("stage").unwrap()).unwrap();
        if !keep(deal, stage.kind) {
            continue;
        }
        naive.count += 1;
        if let Some(Money { minor, currency }) = deal.value("amount").as_money()
            && currency.code() == "EUR"
        {
            naive.sum += minor;
            naive.priced += 1;
            naive.weighted +=
                Decimal::from(minor) * deal.value("probability").as_number().unwrap_or_default() / Decimal::ONE_HUNDRED;
        }
        let zone = jiff::tz::TimeZone::get("Europe/Prague").unwrap();
        let day = |at: jiff::Timestamp| at.to_zoned(zone.clone()).date();
        if let Some(closed) = deal.value("closed_at").as_time() {
            let from = deal.value("engaged_on").as_date().unwrap_or(day(deal.value("created_at").as_time().unwrap()));
            let days = i64::from(from.until(day(closed)).unwrap().get_days());
            naive.days.extend(Some(days).filter(|days| *days >= 0));
        }
    }
    naive
}

fn mean(sum: i64, count: i64, digits: u32) -> Option<String> {
    let mean = Decimal::from(sum).checked_div(Decimal::from(count))?;
    let mean = mean.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero);
    Some(mean.normalize().to_string())
}

fn agrees(house: &House, who: Uuid, query: FunnelQuery, deals: &[Record]) {
    let funnel = ask(house, who, query);
    check_all(house, who, &funnel);
    let of = |kind: StageKind| reckon(house, deals, |_, is| is == kind);
    let (open, won, lost) = (of(StageKind::Open), of(StageKind::Won), of(StageKind::Lost));
    let totals = &funnel.totals;
    for (naive, figure) in [(&open, &totals.open), (&won, &totals.won), (&lost, &totals.lost)] {
        assert_eq!((naive.count, naive.sum), (figure.count, figure.sum.unwrap().minor));
    }
    assert_eq!(totals.win_rate, mean(won.count as i64, (won.count + lost.count) as i64, 6));
    assert_eq!(
        totals.average_won.map(|mean| mean.minor.to_string()),
        mean(won.sum, won.priced, 0).filter(|_| won.priced > 0)
    );
    assert_eq!(totals.cycle_days, mean(won.days.iter().sum(), won.days.len() as i64, 1));
    for stage in &funnel.stages {
        let naive = reckon(house, deals, |deal, _| deal.reference("stage") == Some(stage.stage.id));
        let weighted = naive.weighted.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
        assert_eq!(Decimal::from(stage.weighted.unwrap().minor), weighted);
    }
    let foreign =
        deals.iter().filter_map(|deal| deal.value("amount").as_money()).filter(|m| m.currency.code() != "EUR");
    assert_eq!(funnel.unconverted, foreign.count() as u64);
}

#[test]
fn figures_equal_what_a_loop_over_the_deals_finds() {
    both(|house| {
        let sellers = fill(house);
        let all = rows(house, house.admin, &json!({}));
        assert_eq!(all.len(), 119);
        agrees(house, house.admin, everything(), &all);
        let web = json!({"field": "source", "op": "eq", "value": "Web"});
        let from_web: Vec<Record> = rows(house, house.admin, &web);
        assert!(from_web.len() > 20);
        agrees(house, house.admin, FunnelQuery { filter: web, ..everything() }, &from_web);
        let own = rows(house, sellers[0], &json!({}));
        assert!(own.len() > 5 && own.len() < all.len());
        agrees(house, sellers[0], everything(), &own);
    });
}

#[test]
fn breakdowns_open_their_rows_and_add_up_to_the_whole() {
    both(|house| {
        fill(house);
        let all = rows(house, house.admin, &json!({}));
        for by in [
            GroupBy::Owner,
            GroupBy::Source,
            GroupBy::Team,
            GroupBy::Manager,
            GroupBy::Office,
            GroupBy::Product,
            GroupBy::Month,
        ] {
            let funnel = ask(house, house.admin, FunnelQuery { group_by: Some(by), ..everything() });
            check_all(house, house.admin, &funnel);
            assert!(funnel.groups.len() > 1, "{by:?}");
            let keys: Vec<_> = funnel.groups.iter().map(|group| group.key.clone()).collect();
            assert!(keys.iter().rev().skip(1).all(Option::is_some), "{by:?}: what has no key comes last");
            assert!(funnel.groups.iter().all(|group| group.key.is_none() == group.label.is_empty()));
            if by == GroupBy::Month {
                assert!(keys.iter().flatten().is_sorted());
                let mut months: BTreeMap<String, u64> = BTreeMap::new();
                for deal in &all {
                    if let Some(at) = deal.value("closed_at").as_time() {
                        *months.entry(at.in_tz("Europe/Prague").unwrap().strftime("%Y-%m").to_string()).or_default() +=
                            1;
                    }
                }
                let told = funnel.groups.iter().filter_map(|group| {
                    let outcomes = &group.outcomes;
                    Some((group.key.clone()?, outcomes.won.count + outcomes.lost.count))
                });
                assert_eq!(told.collect::<BTreeMap<_, _>>(), months);
            }
        }
        let labels = |by| {
            let funnel = ask(house, house.admin, FunnelQuery { group_by: Some(by), ..everything() });
            let mut labels: Vec<String> = funnel.groups.into_iter().map(|group| group.label).collect();
            labels.sort();
            labels
        };
        assert_eq!(labels(GroupBy::Office), ["", "North", "South"]);
        assert_eq!(labels(GroupBy::Manager), ["", "Ada", "Ann"]);
        assert_eq!(labels(GroupBy::Product), ["", "P1", "P2", "P3"]);
    });
}

#[test]
fn a_period_is_counted_in_the_days_of_its_zone() {
    both(|house| {
        fill(house);
        let all = rows(house, house.admin, &json!({}));
        let (from, to) = (date(2025, 11, 1), date(2025, 12, 31));
        for zone in ["Europe/Prague", "America/Los_Angeles", "Asia/Vladivostok"] {
            let zone = jiff::tz::TimeZone::get(zone).unwrap();
            let of_month: Vec<Record> = all
                .iter()
                .filter(|deal| {
                    let closed = deal.value("closed_at").as_time();
                    closed.is_some_and(|at| (from..=to).contains(&at.to_zoned(zone.clone()).date()))
                })
                .cloned()
                .collect();
            assert!(of_month.len() > 3);
            let period = Some(Period { field: PeriodField::ClosedAt, from, to });
            agrees(house, house.admin, FunnelQuery { period, zone, ..everything() }, &of_month);
        }
        let engaged: Vec<Record> = all
            .iter()
            .filter(|deal| deal.value("engaged_on").as_date().is_some_and(|day| (from..=to).contains(&day)))
            .cloned()
            .collect();
        let period = Some(Period { field: PeriodField::EngagedOn, from, to });
        agrees(house, house.admin, FunnelQuery { period, ..everything() }, &engaged);
    });
}
