//! What set-ups bring besides pipelines, and what of it stays because the company has made it its own.

use kith_catalogue::Lang;
use kith_crm::trades::{self, AddOptions, Leave, RemoveOptions};
use kith_crm::{calculations, scripts};
use kith_engine::query::Deleted;
use kith_engine::{Record, Sql};
use serde_json::json;
use uuid::Uuid;

use crate::house::{House, both, code, reach};
use crate::trades::{add, pipelines, records, remove, with_sample};

#[test]
fn every_set_up_knows_how_to_talk_and_what_to_answer() {
    for trade in trades::all().unwrap() {
        assert!(!trade.scripts.is_empty() && trade.objections.len() >= 2, "{}", trade.key);
        assert!(trade.objections.iter().all(|one| one.answers.len() >= 2), "{}", trade.key);
        for script in &trade.scripts {
            assert!(script.nodes.len() >= 6, "{}", trade.key);
        }
        for calculation in &trade.calculations {
            assert!(calculation.cases.len() >= 2, "{}", calculation.key);
            let priced = |one: &trades::form::Sample| one.fields.contains_key("calculation");
            assert!(trade.products.iter().any(priced), "a product shows {}", calculation.key);
        }
    }
}

#[test]
fn a_set_up_that_was_added_before_it_had_scripts_gets_them_by_adding_it_again() {
    both(|house| {
        let bare = AddOptions { sample: false, ..with_sample(Lang::En) };
        add(house, "furniture_maker", bare).unwrap();
        house
            .admin(|tx| {
                for one in scripts::list(tx.sql())? {
                    scripts::delete(tx, one.id)?;
                }
                for one in calculations::list(tx.sql())? {
                    calculations::delete(tx, &one.key)?;
                }
                let kinds = "('script', 'entry', 'calculation')";
                tx.sql().exec(&Sql::new("DELETE FROM setup_item WHERE kind IN ").push(kinds))?;
                Ok(())
            })
            .unwrap();
        for one in records(house, "objection", Deleted::Live) {
            house.admin(move |tx| tx.delete("objection", one.id, None)).unwrap();
        }
        let behind = || {
            let added = house.ws.read_blocking(house.ws.system_ctx(), |r| trades::added(r.conn())).unwrap();
            added[0].behind
        };
        assert!(behind());
        let before = pipelines(house).len();
        add(house, "furniture_maker", bare).unwrap();
        assert!(!behind());
        let brought = house.ws.read_blocking(house.ws.system_ctx(), |r| scripts::list(r.conn())).unwrap();
        assert!(!brought.is_empty() && !brought[0].definition.stages.is_empty());
        assert_eq!(records(house, "objection", Deleted::Live).len(), 2);
        assert_eq!(pipelines(house).len(), before, "nothing is there twice");
        assert_eq!(code(&add(house, "furniture_maker", bare).unwrap_err()), "setup_added");
        let removed = remove(house, "furniture_maker", RemoveOptions::default()).unwrap();
        assert_eq!((removed.scripts.going, removed.objections.going), (1, 2), "it goes as if it had come at once");
    });
}

#[test]
fn scripts_objections_and_calculations_that_the_company_has_made_its_own_stay() {
    both(|house| {
        add(house, "furniture_maker", with_sample(Lang::En)).unwrap();
        let script = house.ws.read_blocking(house.ws.system_ctx(), |r| scripts::list(r.conn())).unwrap().remove(0);
        let changed = scripts::ScriptChange { name: Some("Our first call".to_owned()), ..Default::default() };
        let id = script.id;
        house.admin(move |tx| scripts::change(tx, id, &changed)).unwrap();
        let objections = records(house, "objection", Deleted::Live);
        let cheaper = objections.iter().find(|one| one.title() == "Ready-made furniture is cheaper").unwrap();
        let deal = house.make("deal", json!({"name": "Own"}));
        let about = json!({"object": "deal", "id": deal.id});
        house.make("objection_met", json!({"objection": cheaper.id, "about": about}));
        house.make("product", json!({"name": "Our cupboard", "price": "300", "calculation": "furniture_front"}));

        let seen = house.ws.read_blocking(house.ctx(house.admin), |r| trades::preview(r, "furniture_maker")).unwrap();
        let told = (seen.scripts, seen.objections, seen.calculations);
        let expected = (Leave { going: 0, staying: 1 }, Leave { going: 1, staying: 1 }, Leave { going: 0, staying: 1 });
        assert_eq!(told, expected);
        let removed = remove(house, "furniture_maker", RemoveOptions::default()).unwrap();
        assert_eq!((removed.scripts, removed.objections, removed.calculations), expected, "as was foretold");
        let titles: Vec<String> = records(house, "objection", Deleted::Live).iter().map(Record::title).collect();
        assert_eq!(titles, ["Ready-made furniture is cheaper"]);
        assert_eq!(records(house, "answer", Deleted::Live).len(), 2, "with its answers");
        assert_eq!(records(house, "objection", Deleted::Bin).len(), 0);
        let kept = house.ws.read_blocking(house.ws.system_ctx(), move |r| scripts::find(r.conn(), id)).unwrap();
        assert_eq!(kept.name, "Our first call");
        let orders = pipelines(house).into_iter().find(|one| one.name == "Orders to measure").unwrap();
        assert!(orders.archived, "the script names its stages");

        let again = add(house, "furniture_maker", with_sample(Lang::En)).unwrap();
        assert!(again.batch.is_some());
        assert_eq!(records(house, "objection", Deleted::Live).len(), 2, "what is known is not made twice");
        let removed = remove(house, "furniture_maker", RemoveOptions::default()).unwrap();
        assert_eq!(
            removed.objections,
            Leave { going: 1, staying: 0 },
            "what had become the company's own is left alone"
        );
        assert_eq!(removed.calculations, Leave::default());
    });
}

#[test]
fn a_changed_calculation_stays_although_nothing_is_priced_by_it() {
    both(|house| {
        add(house, "services", with_sample(Lang::Cs)).unwrap();
        house
            .admin(|tx| {
                let mut own = calculations::find(tx.sql(), "service_hours")?.unwrap();
                own.name = "Naše hodiny".to_owned();
                calculations::put(tx, &own)
            })
            .unwrap();
        let removed = remove(house, "services", RemoveOptions::default()).unwrap();
        assert_eq!((removed.calculations, removed.binned), (Leave { going: 0, staying: 1 }, 0));
    });
}

/// What names a stage of an empty pipeline keeps its name, whatever it is; with nothing of the kind it is forgotten.
#[test]
fn whatever_names_a_stage_keeps_the_pipeline_from_being_forgotten() {
    type Names = fn(&House, Uuid, Uuid);
    let cases: [(&str, Names); 6] = [
        ("nothing", |_, _, _| {}),
        ("a deal that recurs", |house, _, stage| {
            house.make("deal", json!({"name": "Own", "recurrence": "FREQ=YEARLY", "recurs_stage": stage}));
        }),
        ("a deal that recurs, in the bin", |house, _, stage| {
            let deal = house.make("deal", json!({"name": "Own", "recurrence": "FREQ=YEARLY", "recurs_stage": stage}));
            house.admin(move |tx| tx.delete("deal", deal.id, None)).unwrap();
        }),
        ("a script", |house, _, stage| {
            let definition = json!({"objects": ["deal"], "stages": [stage], "start": "a",
                "nodes": [{"id": "a", "kind": "end", "text": "Good day"}]});
            let definition = serde_json::from_value(definition).unwrap();
            let new = scripts::NewScript { name: "Own".into(), kind: scripts::Kind::Call, active: true, definition };
            house.admin(move |tx| scripts::create(tx, &new)).unwrap();
        }),
        ("a rule of distribution", |house, pipeline, _| {
            let filter = json!({"field": "pipeline", "op": "eq", "value": pipeline});
            let person = house.admin;
            house
                .admin(move |tx| {
                    let rule = json!({"method": "round_robin", "filter": filter, "people": [{"user": person}]});
                    kith_crm::distribution::create(
                        tx,
                        &kith_crm::distribution::NewRule {
                            object: "deal".into(),
                            name: "Own".into(),
                            active: true,
                            definition: serde_json::from_value(rule).unwrap(),
                        },
                    )
                })
                .unwrap();
        }),
        ("a team of a deal names none", |house, _, _| {
            let deal = house.make("deal", json!({"name": "Own"}));
            let clerk = house.person("Clerk", reach("all"));
            house.make("deal_member", json!({"deal": deal.id, "user": clerk}));
        }),
    ];
    for (what, names) in cases {
        both(|house| {
            add(house, "clinic", AddOptions::default()).unwrap();
            let patients = pipelines(house).into_iter().find(|one| one.name == "Patients").unwrap();
            let first = patients.stages[0].id;
            names(house, patients.id, first);
            remove(house, "clinic", RemoveOptions::default()).unwrap();
            let there = pipelines(house).iter().any(|one| one.id == patients.id);
            assert_eq!(there, !(what == "nothing" || what.ends_with("none")), "{what}");
        });
    }
}
