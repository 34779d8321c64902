//! Objections in deals against what a loop over the marks finds.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use kith_catalogue::Expr;
use kith_crm::pipeline::StageKind;
use kith_engine::query::ListQuery;
use kith_engine::{Record, Result, wire};
use kith_insight::Counted;
use kith_insight::funnel::{FunnelQuery, Period, PeriodField};
use kith_insight::objections::{self, Ended, Objections};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::asking::{everything, read_filter};
use crate::house::{House, both, on_postgres, on_sqlite, reach};

fn try_ask(house: &House, who: Uuid, query: FunnelQuery) -> Result<Objections> {
    house.ws.read_blocking(house.ctx(who), move |r| {
        let object = r.object("deal")?;
        let mut query = query.clone();
        query.selection = read_filter(r, &object, &query.filter);
        objections::objections(r, &query)
    })
}

fn rows(house: &House, who: Uuid, object: &'static str, filter: &Json) -> Vec<Record> {
    let filter = filter.clone();
    house
        .ws
        .read_blocking(house.ctx(who), move |r| {
            let known = r.object(object)?;
            let mut query = ListQuery { limit: 500, ..ListQuery::new(object) };
            query.filter = read_filter(r, &known, &filter);
            Ok(r.list(&query)?.rows.into_iter().map(|raw| wire::record(&known, raw)).collect())
        })
        .unwrap()
}

fn opens(house: &House, who: Uuid, object: &'static str, count: &Counted) {
    assert_eq!(rows(house, who, object, &count.filter).len() as u64, count.count, "{object} {}", count.filter);
}

fn ended(house: &House, who: Uuid, deals: &Ended) -> [u64; 3] {
    for count in [&deals.open, &deals.won, &deals.lost] {
        opens(house, who, "deal", count);
    }
    [deals.open.count, deals.won.count, deals.lost.count]
}

struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % end).unwrap()
    }
}

/// Deals of two people with marks of three objections, made, moved and closed by chance.
fn fill(house: &House) -> (Uuid, Vec<Uuid>) {
    let mut rights = reach("own");
    rights["objects"] = json!({"objection": {"read": "all"}, "answer": {"read": "all"}});
    let bob = house.person("Bob", rights);
    let mut chance = Chance(5);
    let objections: Vec<Uuid> =
        ["Price", "Time", "Trust"].iter().map(|title| house.make("objection", json!({"title": title})).id).collect();
    let answers: Vec<Vec<Uuid>> = objections
        .iter()
        .map(|id| {
            let one = |title: &str| house.make("answer", json!({"objection": id, "title": title})).id;
            vec![one("A"), one("B")]
        })
        .collect();
    let open: Vec<Uuid> =
        house.pipeline().in_use().filter(|stage| stage.kind == StageKind::Open).map(|stage| stage.id).collect();
    for at in 0..40 {
        let owner = if at % 3 == 0 { bob } else { house.admin };
        let source = if at % 2 == 0 { "Web" } else { "Fair" };
        let deal = house.make("deal", json!({"name": format!("D{at}"), "owner": owner, "source": source})).id;
        for _ in 0..chance.below(4) {
            house.verb("deal", deal, "move", json!({"stage": open[chance.below(open.len() as u64)]})).unwrap();
            let which = chance.below(3);
            let mut met = json!({"about": deal, "objection": objections[which]});
            if chance.below(3) > 0 {
                met["answer"] = json!(answers[which][chance.below(2)]);
                met["worked"] = json!(["yes", "no", "unknown"][chance.below(3)]);
            }
            let met = house.make("objection_met", met).id;
            if chance.below(8) == 0 {
                house.admin(move |tx| tx.delete("objection_met", met, None).map(drop)).unwrap();
            }
        }
        house.pass(24 * 60);
        match chance.below(3) {
            0 => drop(house.verb("deal", deal, "win", json!({})).unwrap()),
            1 => drop(house.verb("deal", deal, "lose", json!({})).unwrap()),
            _ => {}
        }
        if at == 11 {
            house.admin(move |tx| tx.delete("deal", deal, None).map(drop)).unwrap();
        }
    }
    // Met with a person and no deal: that is no figure of the funnel.
    let contact = house.make("contact", json!({"name": "Eva"})).id;
    house.make("objection_met", json!({"about": contact, "objection": objections[0]}));
    (bob, objections)
}

fn agrees(house: &House, who: Uuid, query: FunnelQuery, keep: impl Fn(&Record) -> bool) {
    let found = try_ask(house, who, query).unwrap();
    let pipeline = house.pipeline();
    let kind = |deal: &Record| pipeline.stage(deal.reference("stage").unwrap()).unwrap().kind;
    let deals: BTreeMap<Uuid, Record> = rows(house, who, "deal", &json!({}))
        .into_iter()
        .filter(|deal| keep(deal))
        .map(|deal| (deal.id, deal))
        .collect();
    let marks: Vec<Record> = rows(house, who, "objection_met", &json!({}))
        .into_iter()
        .filter(|met| met.reference("deal").is_some_and(|deal| deals.contains_key(&deal)))
        .collect();
    let split = |ids: &BTreeSet<Uuid>| {
        [StageKind::Open, StageKind::Won, StageKind::Lost]
            .map(|wanted| ids.iter().filter(|id| kind(&deals[*id]) == wanted).count() as u64)
    };
    let of = |test: &dyn Fn(&Record) -> bool| -> BTreeSet<Uuid> {
        marks.iter().filter(|met| test(met)).filter_map(|met| met.reference("deal")).collect()
    };
    let others = |ids: &BTreeSet<Uuid>| deals.keys().filter(|id| !ids.contains(id)).copied().collect();
    let all: BTreeSet<Uuid> = deals.keys().copied().collect();
    let any = of(&|_| true);
    assert_eq!(ended(house, who, &found.deals), split(&all));
    assert_eq!(ended(house, who, &found.with), split(&any));
    assert_eq!(ended(house, who, &found.without), split(&others(&any)));
    let met: BTreeSet<Uuid> = marks.iter().filter_map(|met| met.reference("objection")).collect();
    assert_eq!(found.objections.iter().map(|one| one.id).collect::<BTreeSet<_>>(), met);
    assert!(found.objections.iter().map(|one| std::cmp::Reverse(one.times.count)).is_sorted());
    for one in &found.objections {
        let this = |met: &Record| met.reference("objection") == Some(one.id);
        let with = of(&this);
        assert_eq!(one.times.count, marks.iter().filter(|met| this(met)).count() as u64);
        opens(house, who, "objection_met", &one.times);
        assert_eq!(ended(house, who, &one.deals), split(&with));
        assert_eq!(ended(house, who, &one.without), split(&others(&with)));
        for answer in &one.answers {
            let given = |met: &Record| this(met) && met.reference("answer") == answer.id;
            let helped = |met: &Record| given(met) && met.value("worked").as_text() == Some("yes");
            assert_eq!(answer.times.count, marks.iter().filter(|met| given(met)).count() as u64);
            assert_eq!(answer.helped.count, marks.iter().filter(|met| helped(met)).count() as u64);
            opens(house, who, "objection_met", &answer.times);
            opens(house, who, "objection_met", &answer.helped);
            let [open, won, lost] = ended(house, who, &answer.deals);
            assert_eq!([open, won, lost], split(&of(&given)));
            let rate = (won + lost > 0).then(|| won as f64 / (won + lost) as f64);
            let told = answer.deals.win_rate.as_ref().map(|rate| rate.parse::<f64>().unwrap());
            assert!(rate.zip(told).is_none_or(|(a, b)| (a - b).abs() < 1e-6) && rate.is_some() == told.is_some());
        }
        assert_eq!(one.answers.iter().map(|answer| answer.times.count).sum::<u64>(), one.times.count);
        for place in &one.stages {
            let here = of(&|met| this(met) && met.reference("stage") == Some(place.stage));
            assert_eq!(place.deals.count, here.len() as u64);
            opens(house, who, "deal", &place.deals);
        }
        let stages: BTreeSet<Uuid> =
            marks.iter().filter(|met| this(met)).filter_map(|met| met.reference("stage")).collect();
        assert_eq!(one.stages.iter().map(|place| place.stage).collect::<BTreeSet<_>>(), stages);
    }
}

#[test]
fn figures_equal_what_a_loop_finds_and_open_their_rows() {
    both(|house| {
        let (bob, objections) = fill(house);
        agrees(house, house.admin, everything(), |_| true);
        agrees(house, bob, everything(), |_| true);
        let web = json!({"field": "source", "op": "eq", "value": "Web"});
        agrees(house, house.admin, FunnelQuery { filter: web, ..everything() }, |deal| {
            deal.value("source").as_text() == Some("Web")
        });
        let own = json!({"field": "owner.name", "op": "eq", "value": "Bob"});
        agrees(house, house.admin, FunnelQuery { filter: own, ..everything() }, |deal| deal.owner() == Some(bob));
        let (from, to) = (date(2026, 3, 5), date(2026, 3, 20));
        let period = Some(Period { field: PeriodField::ClosedAt, from, to });
        agrees(house, house.admin, FunnelQuery { period, ..everything() }, |deal| {
            let closed = deal.value("closed_at").as_time();
            closed.is_some_and(|at| (from..=to).contains(&at.in_tz("Europe/Prague").unwrap().date()))
        });
        // A filter may itself ask for what was met.
        let linked = json!({"linked": {"object": "objection_met", "by": "deal",
            "filter": {"field": "objection", "op": "eq", "value": objections[0]}}});
        let with: BTreeSet<Uuid> = rows(house, house.admin, "deal", &linked).iter().map(|deal| deal.id).collect();
        assert!(!with.is_empty());
        agrees(house, house.admin, FunnelQuery { filter: linked, ..everything() }, |deal| with.contains(&deal.id));
    });
}

#[test]
fn worlds_that_differ_in_what_is_hidden_answer_alike_on_both_databases() {
    let told = |house: &House, secrets: bool| {
        let mut rights = reach("own");
        rights["objects"] = json!({"objection": {"read": "all"}, "answer": {"read": "all"}});
        let bob = house.person("Bob", rights);
        let price = house.make("objection", json!({"title": "Price"})).id;
        let cheaper = house.make("answer", json!({"objection": price, "title": "Compare"})).id;
        let his = house.make("deal", json!({"name": "His", "owner": bob})).id;
        house.make("objection_met", json!({"about": his, "objection": price}));
        if secrets {
            let other = house.make("deal", json!({"name": "Other"})).id;
            let trust = house.make("objection", json!({"title": "Trust"})).id;
            house.make("objection_met", json!({"about": other, "objection": price, "answer": cheaper}));
            house.make("objection_met", json!({"about": other, "objection": trust}));
            house.verb("deal", other, "lose", json!({})).unwrap();
        }
        let found = try_ask(house, bob, everything()).unwrap();
        let ended = |deals: &Ended| [deals.open.count, deals.won.count, deals.lost.count];
        let one = |one: &objections::ObjectionFigures| {
            let answers: Vec<_> = one.answers.iter().map(|a| (&a.label, a.times.count, ended(&a.deals))).collect();
            format!("{} {} {:?} {:?} {answers:?}", one.label, one.times.count, ended(&one.deals), ended(&one.without))
        };
        let all: Vec<String> = found.objections.iter().map(one).collect();
        format!("{:?} {:?} {all:?}", ended(&found.deals), ended(&found.with))
    };
    let bare = told(&on_sqlite(), false);
    assert_eq!(bare, told(&on_sqlite(), true));
    assert_eq!(bare, told(&on_postgres(), true));
}

#[test]
fn whoever_may_not_see_what_was_met_has_no_figures() {
    both(|house| {
        fill(house);
        let mut rights = reach("all");
        rights["objects"] = json!({"objection_met": {"read": "all", "hidden": ["answer", "stage"]}});
        let blind = house.person("Eve", rights);
        let found = try_ask(house, blind, everything()).unwrap();
        assert!(found.objections.iter().all(|one| one.answers.is_empty() && one.stages.is_empty()));
        assert!(found.objections[0].deals.open.count > 0);
        let mut rights = reach("all");
        rights["objects"] = json!({"objection_met": {}});
        let nobody = house.person("Nemo", rights);
        assert!(matches!(try_ask(house, nobody, everything()), Err(kith_engine::Error::NotFound)));
        let hidden = json!({"linked": {"object": "objection_met", "by": "deal"}});
        house
            .ws
            .read_blocking(house.ctx(nobody), move |r| {
                let seen = r.seen();
                let deal = seen.object("deal").unwrap();
                let zone = r.zone();
                let read = kith_catalogue::Filter::parse(&hidden, &seen, deal, &r.filter_cx(&zone));
                assert_eq!(read.unwrap_err()[0].code, "unknown_field");
                assert!(!Expr::True.asks_others());
                Ok(())
            })
            .unwrap();
    });
}
