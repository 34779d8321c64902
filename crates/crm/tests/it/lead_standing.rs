//! Where leads stand: their stage and their status say the same, whatever is done with them.

use kith_catalogue::Value;
use kith_crm::pipeline::{Pipeline, StageKind};
use kith_engine::bulk::{self, Operation, Selection};
use kith_engine::undo::{self, Target};
use kith_engine::{CreateOptions, Error, Record};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::house::{House, both, code, map, problems, reach};

/// The usual pipeline of leads.
pub fn home(house: &House) -> Pipeline {
    let read = |r: &mut kith_engine::Reader<'_>| kith_crm::pipeline::default_for(r.conn(), "lead");
    house.ws.read_blocking(house.ws.system_ctx(), read).unwrap()
}

/// A stage of it by its name.
pub fn stage(house: &House, name: &str) -> Uuid {
    home(house).stages.iter().find(|stage| stage.name == name).expect("a stage of that name").id
}

/// The name of the stage in which a lead stands, and its status.
pub fn stands(house: &House, lead: Uuid) -> (String, String) {
    let lead = house.see("lead", lead);
    let stage = lead.reference("stage").expect("a stage");
    let read = move |r: &mut kith_engine::Reader<'_>| kith_crm::pipeline::stage(r.conn(), stage);
    let stage = house.ws.read_blocking(house.ws.system_ctx(), read).unwrap();
    (stage.name, lead.value("status").as_text().unwrap().to_owned())
}

fn at(stage: &str, status: &str) -> (String, String) {
    (stage.to_owned(), status.to_owned())
}

fn only_by(error: &Error, verb: &str) {
    let Error::Invalid(found) = error else { panic!("{error:?}") };
    assert_eq!(problems(error), [("stage".to_owned(), "only_by_verb")]);
    assert_eq!(found[0].params.get("verb"), Some(&json!(verb)));
}

#[test]
fn a_new_lead_begins_where_the_usual_pipeline_begins_or_where_it_is_told() {
    both(|house| {
        let names: Vec<String> = home(house).in_use().map(|stage| stage.name.clone()).collect();
        assert_eq!(names, ["New", "Contacted", "Qualified", "Converted", "Rejected"]);
        let lead = house.make("lead", json!({"name": "A"}));
        assert_eq!(stands(house, lead.id), at("New", "new"));
        assert_eq!((lead.reference("pipeline"), lead.value("handled_at")), (Some(home(house).id), &Value::Null));
        assert_eq!(house.stages_of(lead.id), [stage(house, "New")]);

        let further = house.make("lead", json!({"name": "B", "stage": stage(house, "Contacted")}));
        assert_eq!(stands(house, further.id), at("Contacted", "accepted"));
        assert!(!further.value("handled_at").is_null());
        let rejected = house.make("lead", json!({"name": "C", "status": "rejected", "reject_reason": "spam"}));
        assert_eq!(stands(house, rejected.id), at("Rejected", "rejected"));

        let of_deals = house.stage("Qualified");
        let error = house.try_make(house.admin, "lead", json!({"name": "D", "stage": of_deals})).unwrap_err();
        assert_eq!(problems(&error), [("stage".to_owned(), "not_in_pipeline")]);
        let error =
            house.try_make(house.admin, "deal", json!({"name": "D", "stage": stage(house, "New")})).unwrap_err();
        assert_eq!(problems(&error), [("stage".to_owned(), "not_in_pipeline")]);
        let deals = house.pipeline().id;
        let error = house.try_make(house.admin, "lead", json!({"name": "D", "pipeline": deals})).unwrap_err();
        assert_eq!(problems(&error), [("pipeline".to_owned(), "archived")]);
        let error = house.change("lead", lead.id, json!({"stage": null})).unwrap_err();
        assert_eq!(problems(&error), [("stage".to_owned(), "required")]);
    });
}

#[test]
fn whoever_moves_a_new_lead_on_has_accepted_it() {
    both(|house| {
        let someone = house.person("Bob", reach("all"));
        let lead = house.make("lead", json!({"name": "A"})).id;
        house.change("lead", lead, json!({"owner": null})).unwrap();
        house.pass(30);
        let moved = house.verb_of(someone, "lead", lead, "move", json!({"stage": stage(house, "Qualified")})).unwrap();
        assert_eq!(stands(house, lead), at("Qualified", "accepted"));
        assert_eq!(moved.owner(), Some(someone));
        assert!(!moved.value("handled_at").is_null() && !moved.value("reaction_minutes").is_null());
        assert_eq!(house.events(lead), ["lead.created", "lead.assigned", "lead.accepted"]);
        let stays = house.stays(lead);
        assert_eq!((stays.len(), stays[0].left_by, stays[1].entered_by), (2, Some(someone), Some(someone)));
        let since = moved.value("stage_since").as_time().map(|at| at.as_millisecond());
        assert_eq!(since, Some(stays[1].entered_at));

        // Back it stays accepted, and whoever has it keeps it.
        house.change("lead", lead, json!({"stage": stage(house, "New")})).unwrap();
        assert_eq!(stands(house, lead), at("New", "accepted"));
        assert_eq!(house.see("lead", lead).owner(), Some(someone));
        assert_eq!(house.events(lead).last().unwrap(), "lead.moved");
        assert_eq!(house.see("lead", lead).reference("furthest_stage"), Some(stage(house, "Qualified")));

        // Accepting does not move.
        let other = house.make("lead", json!({"name": "B"})).id;
        house.verb("lead", other, "accept", json!({})).unwrap();
        assert_eq!(stands(house, other), at("New", "accepted"));
    });
}

#[test]
fn the_ends_are_reached_by_verbs_and_nothing_else() {
    both(|house| {
        let lead = house.make("lead", json!({"name": "A", "company_name": "Brackenridge"})).id;
        let (won, lost) = (stage(house, "Converted"), stage(house, "Rejected"));
        let before = house.traces("lead", lead);
        only_by(&house.verb("lead", lead, "move", json!({"stage": won})).unwrap_err(), "convert");
        only_by(&house.verb("lead", lead, "move", json!({"stage": lost})).unwrap_err(), "reject");
        only_by(&house.change("lead", lead, json!({"stage": won})).unwrap_err(), "convert");
        only_by(&house.try_make(house.admin, "lead", json!({"name": "B", "stage": lost})).unwrap_err(), "reject");
        let set = Operation::Set(map(json!({"stage": lost})));
        let outcome = house.admin(move |tx| bulk::run(tx, "lead", Selection::Ids(vec![lead]), &set, false)).unwrap();
        assert_eq!((outcome.counts.failed, outcome.batch), (1, None));
        let both_said = json!({"status": "accepted", "stage": lost});
        let error = house.change("lead", lead, both_said).unwrap_err();
        assert_eq!(problems(&error), [("stage".to_owned(), "status_differs")]);
        assert_eq!(house.traces("lead", lead), before);

        house.verb("lead", lead, "move", json!({"stage": stage(house, "Qualified")})).unwrap();
        house.verb("lead", lead, "reject", json!({"reason": "spam"})).unwrap();
        assert_eq!(stands(house, lead), at("Rejected", "rejected"));
        only_by(&house.verb("lead", lead, "move", json!({"stage": stage(house, "New")})).unwrap_err(), "reopen");
        house.verb("lead", lead, "reopen", json!({})).unwrap();
        assert_eq!(stands(house, lead), at("Qualified", "accepted"));
        house.change("lead", lead, json!({"status": "rejected", "reject_reason": "spam", "stage": lost})).unwrap();
        house.verb("lead", lead, "reopen", json!({"stage": stage(house, "Contacted")})).unwrap();
        assert_eq!(stands(house, lead), at("Contacted", "accepted"));

        let done = house.verb("lead", lead, "convert", json!({})).unwrap();
        assert_eq!((done.reference("stage"), stands(house, lead)), (Some(won), at("Converted", "converted")));
        assert_eq!(done.reference("furthest_stage"), Some(won));
        let error = house.verb("lead", lead, "move", json!({"stage": stage(house, "New")})).unwrap_err();
        assert_eq!(code(&error), "already_handled");
        let names = ["New", "Qualified", "Rejected", "Qualified", "Rejected", "Contacted", "Converted"];
        assert_eq!(house.stages_of(lead), names.map(|name| stage(house, name)));

        let company = house.make("company", json!({"name": "Steel"})).id;
        let linked = house.make("lead", json!({"name": "B"})).id;
        house.verb("lead", linked, "link", json!({"company": company})).unwrap();
        assert_eq!(stands(house, linked), at("Converted", "linked"));
    });
}

#[test]
fn an_import_says_by_the_stage_how_leads_ended() {
    both(|house| {
        let make = |fields: Json| {
            let fields = map(fields);
            house.import(move |tx| tx.create("lead", &fields, CreateOptions::default())).map(|lead| lead.id)
        };
        let won = make(json!({"name": "A", "stage": stage(house, "Converted")})).unwrap();
        assert_eq!(stands(house, won), at("Converted", "converted"));
        let told = make(json!({"name": "B", "status": "linked"})).unwrap();
        assert_eq!(stands(house, told), at("Converted", "linked"));
        let error = make(json!({"name": "C", "stage": stage(house, "Rejected")})).unwrap_err();
        assert_eq!(problems(&error), [("reject_reason".to_owned(), "required")]);
        let lost = make(json!({"name": "C", "stage": stage(house, "Rejected"), "reject_reason": "spam"})).unwrap();
        assert_eq!(stands(house, lost), at("Rejected", "rejected"));
        let further = make(json!({"name": "D", "stage": stage(house, "Qualified")})).unwrap();
        assert_eq!(stands(house, further), at("Qualified", "accepted"));
        let error = make(json!({"name": "E", "stage": stage(house, "Qualified"), "status": "converted"})).unwrap_err();
        assert_eq!(problems(&error), [("stage".to_owned(), "status_differs")]);
    });
}

#[test]
fn what_is_taken_back_brings_the_stage_with_it() {
    both(|house| {
        let lead = house.make("lead", json!({"name": "A", "owner": null})).id;
        let act = |verb: &'static str, params: Json| {
            house
                .admin(move |tx| {
                    tx.verb("lead", lead, verb, &map(params.clone()))?;
                    Ok(tx.last_event().unwrap())
                })
                .unwrap()
        };
        let undo = |event: Uuid| house.admin(move |tx| undo::run(tx, Target::Event(event))).map(drop);
        let made = house.see("lead", lead);
        let stays = house.stays(lead);
        let moved = act("move", json!({"stage": stage(house, "Contacted")}));
        undo(moved).unwrap();
        let back = house.see("lead", lead);
        for key in ["status", "stage", "owner", "handled_at", "furthest_stage", "stage_since"] {
            assert_eq!(back.value(key), made.value(key), "{key}");
        }
        assert_eq!(house.stays(lead), stays);

        act("accept", json!({}));
        let rejected = act("reject", json!({"reason": "spam"}));
        undo(rejected).unwrap();
        assert_eq!(stands(house, lead), at("New", "accepted"));
        let set = Operation::Set(map(json!({"stage": stage(house, "Qualified")})));
        let bulk = house.admin(move |tx| bulk::run(tx, "lead", Selection::Ids(vec![lead]), &set, false)).unwrap();
        assert_eq!(stands(house, lead), at("Qualified", "accepted"));
        let batch = bulk.batch.unwrap();
        house.admin(move |tx| undo::run(tx, Target::Batch(batch))).unwrap();
        assert_eq!(stands(house, lead), at("New", "accepted"));

        // A change of the time before leads had stages says only what became of the lead.
        forget_stage(house, lead);
        let event = act("reject", json!({"reason": "spam"}));
        undo(event).unwrap();
        assert_eq!(stands(house, lead), at("New", "accepted"));
    });
}

/// Makes a lead as it was before leads had stages.
pub fn forget_stage(house: &House, lead: Uuid) {
    house
        .ws
        .write_blocking(house.ws.system_ctx(), kith_engine::Lane::Bulk, move |tx| {
            let record = tx.find_any("lead", lead)?.expect("a lead");
            let nothing = ["pipeline", "stage", "furthest_stage", "stage_since"].map(|key| (key, Value::Null));
            tx.keep(&record, &nothing)?;
            tx.sql().exec(&kith_engine::Sql::new("DELETE FROM stage_stay WHERE record = ").bind(lead))?;
            Ok(())
        })
        .unwrap();
}

/// A few numbers that are as good as any.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

fn agree(house: &House, lead: &Record, told: &str) {
    let stage = lead.reference("stage").unwrap();
    let kind = home(house).stage(stage).unwrap().kind;
    let fits = match lead.value("status").as_text().unwrap() {
        "converted" | "linked" => StageKind::Won,
        "rejected" => StageKind::Lost,
        _ => StageKind::Open,
    };
    assert_eq!(kind, fits, "{told}");
    let stays = house.stays(lead.id);
    assert_eq!(stays.last().map(|stay| (stay.stage, stay.left_at)), Some((stage, None)), "{told}");
    for pair in stays.windows(2) {
        assert_eq!(pair[0].left_at, Some(pair[1].entered_at), "{told}");
    }
    assert_eq!(lead.value("stage_since").as_time().map(|at| at.as_millisecond()), stays.last().map(|s| s.entered_at));
}

#[test]
fn status_and_stage_agree_after_whatever_is_done_in_whatever_order() {
    both(|house| {
        let company = house.make("company", json!({"name": "Steel"})).id;
        let stages: Vec<Uuid> = home(house).in_use().map(|stage| stage.id).collect();
        let mut dice = Dice(11);
        for round in 0..6 {
            let lead = house.make("lead", json!({"name": format!("Lead {round}")})).id;
            let mut events: Vec<Target> = Vec::new();
            let mut told = Vec::new();
            for _ in 0..14 {
                house.pass(1);
                let to = stages[dice.below(stages.len())];
                let (what, fields): (&'static str, Json) = match dice.below(12) {
                    0 | 1 => ("move", json!({"stage": to})),
                    2 => ("patch", json!({"stage": to})),
                    3 => ("patch", json!({"status": "rejected", "reject_reason": "spam"})),
                    4 => ("patch", json!({"status": "accepted"})),
                    5 => ("reject", json!({"reason": "spam"})),
                    6 => ("reopen", json!({})),
                    7 => ("convert", json!({"company": company, "contact": false, "deal": false})),
                    8 => ("link", json!({"company": company})),
                    9 => ("accept", json!({})),
                    _ => ("undo", json!({"back": dice.below(3)})),
                };
                told.push(format!("{what} {fields}"));
                let done = match what {
                    "undo" => {
                        let back = usize::try_from(fields["back"].as_u64().unwrap()).unwrap();
                        let Some(target) = events.iter().rev().nth(back).copied() else { continue };
                        house.admin(move |tx| undo::run(tx, target)).map(drop)
                    }
                    _ => {
                        let fields = map(fields);
                        let outcome = house.admin(move |tx| {
                            if what == "patch" {
                                tx.update("lead", lead, None, &fields)?;
                            } else {
                                tx.verb("lead", lead, what, &fields)?;
                            }
                            Ok(tx.ctx.batch.map_or(Target::Event(tx.last_event().unwrap_or_default()), Target::Batch))
                        });
                        outcome.map(|target| events.push(target))
                    }
                };
                if let Err(error) = &done {
                    told.push(format!("{error:?}"));
                }
                agree(house, &house.see("lead", lead), &told.join("\n"));
            }
        }
    });
}
