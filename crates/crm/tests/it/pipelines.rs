//! Pipelines and stages: made, changed, put away, with the history of deals kept right.

use kith_crm::pipeline::{self, StageKind, archive, edit, stages};
use kith_engine::undo::{self, Target};
use kith_engine::worker::{self, Jobs};
use kith_engine::{Error, Result};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::house::{House, both, code, map, problems, reach};

fn create(house: &House, new: Json) -> Result<pipeline::Pipeline> {
    house.admin(move |tx| edit::create(tx, serde_json::from_value(new.clone()).unwrap()))
}

fn change(house: &House, id: Uuid, with: Json) -> Result<pipeline::Pipeline> {
    house.admin(move |tx| edit::change(tx, id, serde_json::from_value(with.clone()).unwrap()))
}

fn add_stage(house: &House, new: Json) -> Result<pipeline::Stage> {
    let id = house.pipeline().id;
    house.admin(move |tx| stages::add_stage(tx, id, serde_json::from_value(new.clone()).unwrap()))
}

fn change_stage(house: &House, id: Uuid, with: Json) -> Result<pipeline::Stage> {
    house.admin(move |tx| stages::change_stage(tx, id, &serde_json::from_value(with.clone()).unwrap()))
}

fn remove(house: &House, id: Uuid, move_to: Option<Uuid>) -> Result<(usize, Option<Uuid>)> {
    house.admin(move |tx| archive::remove_stage(tx, id, move_to))
}

fn names(pipeline: &pipeline::Pipeline) -> Vec<String> {
    pipeline.in_use().map(|stage| stage.name.clone()).collect()
}

#[test]
fn a_workspace_begins_with_a_pipeline_for_deals_and_setting_up_again_changes_nothing() {
    both(|house| {
        let pipeline = house.pipeline();
        assert_eq!(names(&pipeline), ["New", "Qualified", "Proposal", "Negotiation", "Won", "Lost"]);
        assert!(pipeline.is_default);
        let again = house.admin(|tx| kith_crm::setup::initialise(tx, Default::default())).unwrap();
        assert_eq!(again, pipeline);
    });
}

#[test]
fn stages_go_where_they_belong() {
    both(|house| {
        let added = add_stage(house, json!({"name": "  Legal   check "})).unwrap();
        assert_eq!((added.name.as_str(), added.kind, added.probability), ("Legal check", StageKind::Open, 87));
        add_stage(house, json!({"name": "First", "position": 0, "probability": 5, "tone": "red"})).unwrap();
        add_stage(house, json!({"name": "No answer", "kind": "lost", "probability": 40})).unwrap();
        assert_eq!(
            names(&house.pipeline()),
            ["First", "New", "Qualified", "Proposal", "Negotiation", "Legal check", "Won", "Lost", "No answer"]
        );
        assert_eq!(house.pipeline().stages.last().unwrap().probability, 0);
        change_stage(house, added.id, json!({"name": "Lawyers", "position": 1, "probability": 3})).unwrap();
        assert_eq!(names(&house.pipeline())[..3], ["First", "Lawyers", "New"]);
        let mut order: Vec<Uuid> = house.pipeline().in_use().map(|stage| stage.id).collect();
        order.swap(0, 1);
        change(house, house.pipeline().id, json!({"stages": order})).unwrap();
        assert_eq!(names(&house.pipeline())[..3], ["Lawyers", "First", "New"]);
    });
}

#[test]
fn what_does_not_hold_is_refused() {
    both(|house| {
        let before = house.pipeline();
        let refuse = |new| problems(&add_stage(house, new).unwrap_err());
        assert_eq!(refuse(json!({"name": "nÉw"})), [("name".to_owned(), "not_unique")]);
        assert_eq!(refuse(json!({"name": " "})), [("name".to_owned(), "required")]);
        assert_eq!(refuse(json!({"name": "x".repeat(101)})), [("name".to_owned(), "too_long")]);
        assert_eq!(refuse(json!({"name": "X", "probability": 101})), [("probability".to_owned(), "out_of_range")]);
        assert_eq!(refuse(json!({"name": "X", "tone": "beige"})), [("tone".to_owned(), "unknown_option")]);
        let won = house.kind(StageKind::Won);
        let error = change_stage(house, won, json!({"probability": 50})).unwrap_err();
        assert_eq!(problems(&error), [("probability".to_owned(), "follows_the_kind")]);
        let error = change(house, before.id, json!({"stages": [won]})).unwrap_err();
        assert_eq!(problems(&error), [("stages".to_owned(), "not_all_stages")]);
        assert_eq!(
            problems(&change(house, before.id, json!({"is_default": false})).unwrap_err()),
            [("is_default".to_owned(), "one_must_be_default")]
        );
        assert_eq!(code(&change(house, before.id, json!({"archived": true})).unwrap_err()), "default_pipeline");
        let headless = json!({"name": "P", "stages": [{"name": "A"}, {"name": "B", "kind": "won"}]});
        assert_eq!(problems(&create(house, headless).unwrap_err()), [("stages".to_owned(), "stage_kind_missing")]);
        assert_eq!(
            problems(&create(house, json!({"name": "SALES"})).unwrap_err()),
            [("name".to_owned(), "not_unique")]
        );
        let bob = house.person("Bob", reach("all"));
        let id = before.id;
        let error = house.act(bob, move |tx| edit::change(tx, id, Default::default())).unwrap_err();
        assert_eq!(code(&error), "manage_pipelines");
        assert_eq!(house.pipeline(), before);
    });
}

#[test]
fn a_stage_with_deals_is_only_removed_when_they_have_somewhere_to_go() {
    both(|house| {
        let (stage, target) = (house.stage("Qualified"), house.stage("Proposal"));
        let deals: Vec<Uuid> =
            (0..3).map(|at| house.make("deal", json!({"name": format!("D{at}"), "stage": stage})).id).collect();
        let binned = deals[2];
        house.admin(move |tx| tx.delete("deal", binned, None)).unwrap();
        assert_eq!(code(&remove(house, stage, None).unwrap_err()), "stage_not_empty");
        let to_won = remove(house, stage, Some(house.kind(StageKind::Won))).unwrap_err();
        assert_eq!(problems(&to_won), [("move_to".to_owned(), "other_kind")]);
        let to_itself = remove(house, stage, Some(stage)).unwrap_err();
        assert_eq!(problems(&to_itself), [("move_to".to_owned(), "not_in_pipeline")]);
        let lost = house.kind(StageKind::Lost);
        assert_eq!(code(&remove(house, lost, None).unwrap_err()), "last_of_its_kind");
        assert_eq!(house.see("deal", deals[0]).reference("stage"), Some(stage));

        let (moved, batch) = remove(house, stage, Some(target)).unwrap();
        assert_eq!(moved, 2);
        assert_eq!(house.see("deal", deals[0]).reference("stage"), Some(target));
        let stays = house.stays(deals[0]);
        assert_eq!((stays[0].stage, stays[1].stage), (stage, target));
        assert_eq!(names(&house.pipeline()), ["New", "Proposal", "Negotiation", "Won", "Lost"]);
        assert!(house.pipeline().stages.iter().any(|old| old.id == stage && old.archived), "history keeps its name");

        let error = house.verb("deal", deals[0], "move", json!({"stage": stage})).unwrap_err();
        assert_eq!(problems(&error), [("stage".to_owned(), "archived")]);
        let batch = batch.unwrap();
        let error = house.admin(move |tx| undo::run(tx, Target::Batch(batch))).unwrap_err();
        assert_eq!(code(&error), "undo_collision");

        house.admin(move |tx| tx.restore("deal", binned)).unwrap();
        assert_eq!(house.see("deal", binned).reference("stage"), Some(house.stage("New")), "it found a new home");
        assert_eq!(house.stays(binned).len(), 2);
    });
}

#[test]
fn an_empty_pipeline_can_be_put_away_and_taken_back() {
    both(|house| {
        let other = create(house, json!({"name": "Partners", "key": "partners"})).unwrap();
        assert_eq!((other.key.as_str(), other.is_default), ("partners", false));
        let deal = house.make("deal", json!({"name": "A", "pipeline": other.id})).id;
        assert_eq!(code(&change(house, other.id, json!({"archived": true})).unwrap_err()), "pipeline_not_empty");
        house.verb("deal", deal, "move", json!({"pipeline": house.pipeline().id})).unwrap();
        assert!(change(house, other.id, json!({"archived": true})).unwrap().archived);
        let into = house.try_make(house.admin, "deal", json!({"name": "B", "pipeline": other.id}));
        assert_eq!(problems(&into.unwrap_err()), [("pipeline".to_owned(), "archived")]);
        change(house, other.id, json!({"archived": false, "is_default": true})).unwrap();
        assert_eq!(house.pipeline().id, other.id);
    });
}

#[test]
fn neither_the_bin_nor_undo_brings_a_deal_back_into_a_pipeline_that_was_put_away() {
    both(|house| {
        let other = create(house, json!({"name": "Partners", "key": "partners"})).unwrap();
        let won = other.first_of(StageKind::Won).unwrap().id;
        let binned = house.make("deal", json!({"name": "A", "stage": won})).id;
        house.admin(move |tx| tx.delete("deal", binned, None)).unwrap();
        let moved = house.make("deal", json!({"name": "B", "pipeline": other.id})).id;
        let usual = house.pipeline().id;
        let event = house
            .admin(move |tx| {
                tx.verb("deal", moved, "move", &map(json!({"pipeline": usual})))?;
                Ok(tx.last_event().expect("an event"))
            })
            .unwrap();
        change(house, other.id, json!({"archived": true})).unwrap();
        house.admin(move |tx| tx.restore("deal", binned)).unwrap();
        let restored = house.see("deal", binned);
        assert_eq!(restored.reference("pipeline"), Some(usual));
        assert_eq!(restored.reference("stage"), Some(house.kind(StageKind::Won)), "it is won as before");
        let error = house.admin(move |tx| undo::run(tx, Target::Event(event))).unwrap_err();
        assert_eq!(code(&error), "undo_collision");
        assert_eq!(house.see("deal", moved).reference("pipeline"), Some(usual));
    });
}

#[test]
fn an_import_finds_stages_by_name_or_meaning_and_makes_what_is_missing() {
    both(|house| {
        let pipeline = house.pipeline();
        let find = |name: &'static str| {
            let pipeline = house.pipeline();
            house.admin(move |tx| pipeline::find_or_create_stage(tx, &pipeline, name)).unwrap()
        };
        assert_eq!(find("PROPOSAL").id, house.stage("Proposal"));
        assert_eq!(find("Успешно реализовано").id, house.kind(StageKind::Won));
        assert_eq!(find("Closed lost").id, house.kind(StageKind::Lost));
        let made = find("Prospecting");
        assert_eq!((made.kind, made.probability), (StageKind::Open, 87));
        assert_eq!(find("prospecting").id, made.id);
        assert_eq!(house.pipeline().stages.len(), pipeline.stages.len() + 1);
        let bob = house.person("Bob", reach("all"));
        let pipeline = house.pipeline();
        let error = house.act(bob, move |tx| pipeline::find_or_create_stage(tx, &pipeline, "Brand new")).unwrap_err();
        assert!(matches!(error, Error::Forbidden { .. }));
    });
}

#[test]
fn a_new_order_of_stages_moves_the_furthest_one() {
    both(|house| {
        let (qualified, proposal) = (house.stage("Qualified"), house.stage("Proposal"));
        let deal = house.make("deal", json!({"name": "A", "stage": proposal})).id;
        house.verb("deal", deal, "move", json!({"stage": qualified})).unwrap();
        assert_eq!(house.see("deal", deal).reference("furthest_stage"), Some(proposal));
        change_stage(house, proposal, json!({"position": 0})).unwrap();
        let jobs = kith_crm::with_jobs(Jobs::default());
        while worker::run_one(&house.ws, &jobs).unwrap() {}
        assert_eq!(house.see("deal", deal).reference("furthest_stage"), Some(qualified));
    });
}

#[test]
fn no_stages_at_all_are_refused_and_stages_left_out_are_the_usual_ones() {
    both(|house| {
        let error = create(house, json!({"name": "Empty", "stages": []})).unwrap_err();
        assert_eq!(problems(&error), [("stages".to_owned(), "stage_kind_missing")]);
        let usual = create(house, json!({"name": "Usual"})).unwrap();
        assert_eq!(usual.stages.len(), house.pipeline().stages.len());
    });
}
