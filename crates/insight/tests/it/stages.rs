//! How far deals got: from their history, not from where they stand.

use kith_crm::pipeline::StageKind;
use serde_json::json;
use uuid::Uuid;

use crate::asking::{ask, check_all, everything, rows};
use crate::house::{House, both};

/// What the stays of all deals say about who reached what.
fn reached_by_stays(house: &House, deals: &[Uuid]) -> Vec<u64> {
    let pipeline = house.pipeline();
    let way: Vec<Uuid> =
        pipeline.in_use().filter(|stage| stage.kind != StageKind::Lost).map(|stage| stage.id).collect();
    let mut reached = vec![0; way.len()];
    for deal in deals {
        let stays = house.stays(*deal);
        let furthest = stays.iter().filter_map(|stay| way.iter().position(|id| *id == stay.stage)).max().unwrap_or(0);
        for count in &mut reached[..=furthest] {
            *count += 1;
        }
    }
    reached
}

#[test]
fn reached_and_conversion_count_everybody_who_passed() {
    both(|house| {
        let stage = |name: &str| house.stage(name);
        let deal = || house.make("deal", json!({"name": "A"})).id;
        let mv = |id, name: &str| house.verb("deal", id, "move", json!({"stage": stage(name)})).unwrap();
        let deals: Vec<Uuid> = (0..8).map(|_| deal()).collect();
        for &id in &deals[..6] {
            mv(id, "Qualified");
        }
        for &id in &deals[..4] {
            mv(id, "Proposal");
        }
        mv(deals[3], "New");
        house.verb("deal", deals[0], "win", json!({})).unwrap();
        house.verb("deal", deals[1], "lose", json!({})).unwrap();
        house.verb("deal", deals[7], "lose", json!({})).unwrap();
        mv(deals[2], "Negotiation");
        let funnel = ask(house, house.admin, everything());
        check_all(house, house.admin, &funnel);
        let reached: Vec<u64> = funnel.stages.iter().map(|stage| stage.reached.unwrap()).collect();
        assert_eq!(reached, [8, 6, 4, 2, 1, 2]);
        assert_eq!(reached[..5], reached_by_stays(house, &deals));
        let conversion: Vec<Option<&str>> = funnel.stages.iter().map(|stage| stage.conversion.as_deref()).collect();
        assert_eq!(conversion, [None, Some("0.75"), Some("0.666667"), Some("0.5"), Some("0.5"), None]);
    });
}

#[test]
fn a_drag_that_was_taken_back_has_reached_nothing() {
    both(|house| {
        let deal = house.make("deal", json!({"name": "A"})).id;
        let proposal = house.stage("Proposal");
        let event = house
            .admin(move |tx| {
                tx.verb("deal", deal, "move", &crate::house::map(json!({"stage": proposal})))?;
                Ok(tx.last_event().unwrap())
            })
            .unwrap();
        let reached = || -> Vec<u64> {
            let funnel = ask(house, house.admin, everything());
            funnel.stages.iter().map(|stage| stage.reached.unwrap()).collect()
        };
        assert_eq!(reached(), [1, 1, 1, 0, 0, 0]);
        house.admin(move |tx| kith_engine::undo::run(tx, kith_engine::undo::Target::Event(event))).unwrap();
        assert_eq!(reached(), [1, 0, 0, 0, 0, 0]);
    });
}

#[test]
fn an_empty_funnel_has_no_rates() {
    both(|house| {
        let funnel = ask(house, house.admin, everything());
        assert_eq!(funnel.stages.len(), 6);
        assert_eq!((funnel.totals.won.count, funnel.totals.won.sum.map(|sum| sum.minor)), (0, Some(0)));
        assert_eq!((funnel.totals.win_rate, funnel.totals.average_won, funnel.totals.cycle_days), (None, None, None));
        assert!(funnel.stages.iter().all(|stage| stage.conversion.is_none()));
    });
}

#[test]
fn time_in_stage_is_the_median_and_the_ninth_tenth_of_the_stays_that_have_ended() {
    both(|house| {
        let deals: Vec<Uuid> = (0..11).map(|_| house.make("deal", json!({"name": "A"})).id).collect();
        for (at, id) in deals[..10].iter().enumerate() {
            house.pass(60 * 24 * i64::try_from(at).unwrap() + 7);
            house.verb("deal", *id, "move", json!({"stage": house.stage("Proposal")})).unwrap();
        }
        house.pass(90);
        house.verb("deal", deals[3], "win", json!({})).unwrap();
        let funnel = ask(house, house.admin, everything());
        for stage in &funnel.stages {
            let mut spent: Vec<i64> = deals
                .iter()
                .flat_map(|deal| house.stays(*deal))
                .filter(|stay| stay.stage == stage.stage.id)
                .filter_map(|stay| stay.left_at.map(|left| left - stay.entered_at))
                .collect();
            spent.sort_unstable();
            let rank = |tenths: usize| (spent.len() * tenths).div_ceil(10);
            let told =
                stage.time.as_ref().map(|time| (time.count, time.median_days.clone(), time.ninetieth_days.clone()));
            let days = |at: usize| {
                let days = rust_decimal::Decimal::from(spent[at - 1]) / rust_decimal::Decimal::from(86_400_000);
                days.round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
                    .normalize()
                    .to_string()
            };
            let naive = (!spent.is_empty()).then(|| (spent.len() as u64, days(rank(5)), days(rank(9))));
            assert_eq!(told, naive, "{}", stage.stage.name);
            if let Some(time) = &stage.time {
                assert_eq!(rows(house, house.admin, &time.filter).len() as u64, time.count, "nobody came twice");
            }
        }
        assert_eq!(funnel.stages[0].time.as_ref().map(|time| time.count), Some(10));
    });
}
