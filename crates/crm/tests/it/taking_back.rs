//! What cannot be taken back because what it leads to is gone.

use kith_crm::pipeline::archive;
use kith_engine::undo::{self, Target};
use kith_engine::worker::{self, Jobs};
use kith_engine::{Error, Result, events};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::house::{House, both, code, map, problems};

fn changed(house: &House, object: &'static str, id: Uuid, fields: Json) -> Uuid {
    let fields = map(fields);
    house
        .admin(move |tx| {
            tx.update(object, id, None, &fields)?;
            Ok(tx.last_event().unwrap())
        })
        .unwrap()
}

fn undo(house: &House, target: Target) -> Result<()> {
    house.admin(move |tx| undo::run(tx, target).map(drop))
}

fn collides(error: &Error, field: &str) {
    assert_eq!(code(error), "undo_collision");
    assert_eq!(problems(error).first().map(|(field, _)| field.as_str()), Some(field));
}

#[test]
fn a_line_does_not_go_back_to_a_deal_in_the_bin() {
    both(|house| {
        let [thrown, kept] = ["Thrown", "Kept"].map(|name| house.make("deal", json!({"name": name})).id);
        let line = house.make("line_item", json!({"deal": thrown, "name": "Desk"})).id;
        let moved = changed(house, "line_item", line, json!({"deal": kept}));
        house.admin(move |tx| tx.delete("deal", thrown, None).map(drop)).unwrap();
        collides(&undo(house, Target::Event(moved)).unwrap_err(), "deal");
        assert_eq!(house.see("line_item", line).reference("deal"), Some(kept));
        let renamed = changed(house, "line_item", line, json!({"name": "Table"}));
        house.admin(move |tx| tx.delete("deal", kept, None).map(drop)).unwrap();
        collides(&undo(house, Target::Event(renamed)).unwrap_err(), "deal");
    });
}

#[test]
fn a_deal_does_not_go_back_to_a_stage_that_is_gone() {
    both(|house| {
        let (stage, away) = (house.stage("Proposal"), house.stage("New"));
        let deal = house.make("deal", json!({"name": "D", "stage": stage})).id;
        let left = house.make("deal", json!({"name": "L", "stage": stage})).id;
        let moved = changed(house, "deal", left, json!({"stage": away}));
        let batch = house.admin(move |tx| archive::remove_stage(tx, stage, Some(away))).unwrap().1.unwrap();
        let jobs = kith_crm::with_jobs(Jobs::default());
        while worker::run_one(&house.ws, &jobs).unwrap() {}
        assert_eq!(code(&undo(house, Target::Event(moved)).unwrap_err()), "undo_collision");
        assert_eq!(code(&undo(house, Target::Batch(batch)).unwrap_err()), "undo_collision");
        assert_eq!(house.see("deal", deal).reference("stage"), Some(away));
        // How far they got was counted anew, and is not counted back to what is gone either.
        let counted = house.admin(move |tx| Ok(events::timeline(tx.sql(), "deal", left, None, 1)?)).unwrap();
        assert_eq!(counted[0].changes[0].field, "furthest_stage");
        collides(&undo(house, Target::Event(counted[0].id)).unwrap_err(), "furthest_stage");
    });
}

#[test]
fn a_link_to_what_is_in_the_bin_is_not_taken_back() {
    both(|house| {
        let [gone, stays] = ["Gone", "Stays"].map(|name| house.make("company", json!({"name": name})).id);
        let person = house.make("contact", json!({"name": "Ivan", "company": gone})).id;
        let moved = changed(house, "contact", person, json!({"company": stays}));
        house.admin(move |tx| tx.delete("company", gone, None).map(drop)).unwrap();
        collides(&undo(house, Target::Event(moved)).unwrap_err(), "company");
    });
}
