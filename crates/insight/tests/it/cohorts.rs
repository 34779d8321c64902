//! Conversion by cohort: from the stays of deals, whatever has happened to them since.

use kith_crm::pipeline::StageKind;
use kith_engine::Error;
use kith_insight::cohort::{self, CohortQuery, CohortStage, Cohorts};
use kith_insight::funnel::GroupBy;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::asking::{everything, read_filter, rows};
use crate::house::{House, both, on_sqlite, reach};
use crate::naive::Chance;

fn all() -> CohortQuery {
    let funnel = everything();
    CohortQuery {
        pipeline: funnel.pipeline,
        filter: Json::Null,
        selection: funnel.selection,
        from: None,
        to: None,
        group_by: None,
        zone: funnel.zone,
    }
}

fn ask(house: &House, who: Uuid, query: CohortQuery) -> Result<Cohorts, Error> {
    house.ws.read_blocking(house.ctx(who), move |r| {
        let object = r.object("deal")?;
        let mut query = query.clone();
        query.selection = read_filter(r, &object, &query.filter);
        cohort::cohorts(r, &query)
    })
}

/// Shows that every figure is the number of the deals that it opens, and that the parts make the whole.
fn check(house: &House, who: Uuid, stages: &[CohortStage]) {
    for stage in stages {
        for figure in [&stage.entered, &stage.advanced, &stage.lost, &stage.waiting] {
            assert_eq!(rows(house, who, &figure.filter).len() as u64, figure.count, "{}", figure.filter);
        }
        assert_eq!(stage.advanced.count + stage.lost.count + stage.waiting.count, stage.entered.count);
    }
}

fn counts(stages: &[CohortStage]) -> Vec<[u64; 3]> {
    stages.iter().map(|stage| [stage.entered.count, stage.advanced.count, stage.lost.count]).collect()
}

/// What a loop over the stays of all deals finds.
fn naive(house: &House, deals: &[Uuid], from: i64, to: i64) -> Vec<[u64; 3]> {
    let pipeline = house.pipeline();
    let kind = |id| pipeline.stage(id).map(|stage| stage.kind);
    let way: Vec<Uuid> =
        pipeline.in_use().filter(|stage| stage.kind != StageKind::Lost).map(|stage| stage.id).collect();
    let mut found = vec![[0; 3]; way.len()];
    for deal in deals {
        let stays = house.stays(*deal);
        for (at, counts) in found.iter_mut().enumerate() {
            let entered = stays.iter().any(|stay| stay.stage == way[at] && (from..=to).contains(&stay.entered_at));
            let further = kind(way[at]) == Some(StageKind::Open)
                && stays.iter().any(|stay| way[at + 1..].contains(&stay.stage) && stay.entered_at >= from);
            let lost = stays.last().and_then(|stay| kind(stay.stage)) == Some(StageKind::Lost);
            counts[0] += u64::from(entered);
            counts[1] += u64::from(entered && further);
            counts[2] += u64::from(entered && !further && lost);
        }
    }
    found
}

#[test]
fn a_cohort_is_who_entered_then_and_its_conversion_who_went_further_since() {
    both(|house| {
        let stages: Vec<Uuid> = house.pipeline().in_use().map(|stage| stage.id).collect();
        let ben = house.person("Ben", reach("all"));
        let mut chance = Chance::new(4);
        let deals: Vec<Uuid> = (0..24)
            .map(|at| {
                let source = ["Web", "web", "Fair"][at % 3];
                let owner = if at % 2 == 0 { house.admin } else { ben };
                house.make("deal", json!({"name": "A", "source": source, "owner": owner})).id
            })
            .collect();
        for _ in 0..70 {
            house.pass(60 * 11);
            let deal = deals[chance.below(24) as usize];
            let stage = stages[chance.below(6) as usize];
            let params = json!({"stage": stage});
            house.verb("deal", deal, "move", params).unwrap();
        }
        let (from, to) = ("2026-03-05".parse().unwrap(), "2026-03-16".parse().unwrap());
        let bounds = ("2026-03-04T23:00:00Z", "2026-03-16T22:59:59.999Z");
        let ms = |text: &str| text.parse::<jiff::Timestamp>().unwrap().as_millisecond();
        for (query, from, to) in [
            (all(), i64::MIN, i64::MAX),
            (CohortQuery { from: Some(from), to: Some(to), ..all() }, ms(bounds.0), ms(bounds.1)),
        ] {
            let found = ask(house, house.admin, query.clone()).unwrap();
            assert_eq!(counts(&found.stages), naive(house, &deals, from, to));
            assert!(
                found.stages.iter().any(|stage| stage.entered.count > stage.advanced.count && stage.advanced.count > 0)
            );
            check(house, house.admin, &found.stages);
            for by in [GroupBy::Owner, GroupBy::Source] {
                let found = ask(house, house.admin, CohortQuery { group_by: Some(by), ..query.clone() }).unwrap();
                assert_eq!(found.groups.len(), 2, "spellings of a source that filters do not tell apart are one");
                found.groups.iter().for_each(|group| check(house, house.admin, &group.stages));
                for (at, stage) in found.stages.iter().enumerate() {
                    let parts: u64 = found.groups.iter().map(|group| group.stages[at].entered.count).sum();
                    assert_eq!(parts, stage.entered.count);
                }
            }
        }
        let late = ask(house, house.admin, CohortQuery { from: Some(to), to: Some(from), ..all() });
        assert!(matches!(late, Err(Error::BadRequest(_))));
    });
}

#[test]
fn a_step_that_was_taken_back_is_in_no_cohort() {
    both(|house| {
        let deal = house.make("deal", json!({"name": "A"})).id;
        let proposal = house.stage("Proposal");
        let event = house
            .admin(move |tx| {
                tx.verb("deal", deal, "move", &crate::house::map(json!({"stage": proposal})))?;
                Ok(tx.last_event().unwrap())
            })
            .unwrap();
        let entered = || counts(&ask(house, house.admin, all()).unwrap().stages)[2][0];
        assert_eq!(entered(), 1);
        house.admin(move |tx| kith_engine::undo::run(tx, kith_engine::undo::Target::Event(event))).unwrap();
        assert_eq!(entered(), 0);
    });
}

#[test]
fn deals_of_others_are_in_nobodys_cohort_but_theirs() {
    let house = on_sqlite();
    let bob = house.person("Bob", reach("own"));
    house.try_make(bob, "deal", json!({"name": "A"})).unwrap();
    for _ in 0..3 {
        house.make("deal", json!({"name": "S"}));
    }
    let found = ask(&house, bob, CohortQuery { group_by: Some(GroupBy::Team), ..all() }).unwrap();
    assert_eq!(counts(&found.stages)[0][0], 1);
    check(&house, bob, &found.stages);
    let blind = house.person(
        "Blind",
        json!({"objects": {"deal": {"read": "all", "create": "all", "edit": "all", "hidden": ["stage"]}}}),
    );
    assert!(matches!(ask(&house, blind, all()), Err(Error::NotFound)));
}
