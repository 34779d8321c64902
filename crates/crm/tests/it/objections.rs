//! The library of objections, and the objections that were met.

use kith_crm::{notes, objections};
use kith_engine::undo::{self, Target};
use kith_engine::{Error, Record};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::house::{House, both, code, problems, reach};

struct Library {
    price: Uuid,
    later: Uuid,
    cheaper: Uuid,
    wait: Uuid,
}

fn library(house: &House) -> Library {
    let make = |object, fields: Json| house.make(object, fields).id;
    let price = make("objection", json!({"title": "Too expensive"}));
    let later = make("objection", json!({"title": "Not now", "kind": "fear"}));
    let cheaper = make("answer", json!({"objection": price, "title": "Compare by year"}));
    let wait = make("answer", json!({"objection": later, "title": "What changes then?"}));
    Library { price, later, cheaper, wait }
}

fn mark(house: &House, user: Uuid, about: Uuid, library: &Library) -> Result<Record, Error> {
    let fields = json!({"about": about, "objection": library.price, "answer": library.cheaper});
    house.try_make(user, "objection_met", fields)
}

#[test]
fn what_was_met_in_a_deal_keeps_where_the_deal_stood() {
    both(|house| {
        let library = library(house);
        let entry = house.see("objection", library.price);
        assert_eq!((entry.value("active").as_bool(), entry.value("kind").as_text()), (Some(true), Some("objection")));
        let deal = house.make("deal", json!({"name": "D"}));
        let first = deal.reference("stage").unwrap();
        let met = mark(house, house.admin, deal.id, &library).unwrap();
        assert_eq!((met.reference("deal"), met.reference("stage")), (Some(deal.id), Some(first)));
        assert_eq!(met.reference("pipeline"), deal.reference("pipeline"));
        assert_eq!(met.value("worked").as_text(), Some("unknown"));
        let next = house.pipeline().stages[1].id;
        house.verb("deal", deal.id, "move", json!({"stage": next})).unwrap();
        let met = house.change("objection_met", met.id, json!({"worked": "yes"})).unwrap();
        assert_eq!(met.reference("stage"), Some(first), "it was met before the move");
        let contact = house.make("contact", json!({"name": "Eva"}));
        let met = mark(house, house.admin, contact.id, &library).unwrap();
        assert_eq!((met.reference("deal"), met.reference("stage")), (None, None));
        let error = house.change("objection_met", met.id, json!({"stage": next})).unwrap_err();
        assert_eq!(problems(&error), [("stage".to_owned(), "read_only")]);
    });
}

#[test]
fn an_answer_to_another_objection_is_refused() {
    both(|house| {
        let library = library(house);
        let deal = house.make("deal", json!({"name": "D"})).id;
        let fields = json!({"about": deal, "objection": library.later, "answer": library.cheaper});
        let error = house.try_make(house.admin, "objection_met", fields).unwrap_err();
        assert_eq!(problems(&error), [("answer".to_owned(), "answers_another")]);
        let met = mark(house, house.admin, deal, &library).unwrap().id;
        let error = house.change("objection_met", met, json!({"answer": library.wait})).unwrap_err();
        assert_eq!(problems(&error), [("answer".to_owned(), "answers_another")]);
        house.change("objection_met", met, json!({"objection": library.later, "answer": library.wait})).unwrap();
    });
}

#[test]
fn what_was_met_is_seen_and_marked_by_whoever_may_see_and_edit_what_it_is_about() {
    both(|house| {
        let library = library(house);
        let mut rights = reach("own");
        rights["objects"] =
            json!({"objection": {"read": "all"}, "answer": {"read": "all"}, "contact": {"read": "all"}});
        let bob = house.person("Bob", rights);
        let his = house.try_make(bob, "deal", json!({"name": "His"})).unwrap().id;
        let other = house.make("deal", json!({"name": "Other"})).id;
        let contact = house.make("contact", json!({"name": "Eva"})).id;
        let on_his = mark(house, house.admin, his, &library).unwrap().id;
        let on_other = mark(house, house.admin, other, &library).unwrap().id;
        let on_contact = mark(house, house.admin, contact, &library).unwrap().id;
        let seen = |id: Uuid| {
            house.ws.read_blocking(house.ctx(bob), move |r| r.find_any("objection_met", id)).unwrap().is_some()
        };
        assert_eq!((seen(on_his), seen(on_other), seen(on_contact)), (true, false, true));
        let listed = house
            .ws
            .read_blocking(house.ctx(bob), |r| {
                let page = r.list(&kith_engine::query::ListQuery::new("objection_met"))?;
                Ok(page.rows.iter().map(|row| row.id).collect::<Vec<_>>())
            })
            .unwrap();
        assert_eq!(listed, [on_his, on_contact]);
        mark(house, bob, his, &library).unwrap();
        assert_eq!(problems(&mark(house, bob, other, &library).unwrap_err())[0].0, "about");
        assert_eq!(code(&mark(house, bob, contact, &library).unwrap_err()), "create");
        let error = house.try_make(bob, "answer", json!({"objection": library.price, "title": "Mine"})).unwrap_err();
        assert_eq!(code(&error), "create", "who may not change the objection adds no answers");
    });
}

#[test]
fn what_was_met_about_a_lead_goes_on_with_its_deal_and_comes_back() {
    both(|house| {
        let library = library(house);
        let lead = house.make("lead", json!({"name": "L"})).id;
        let met = mark(house, house.admin, lead, &library).unwrap().id;
        let batch = house
            .admin(move |tx| {
                tx.verb("lead", lead, "convert", &serde_json::Map::new())?;
                tx.ctx.batch.ok_or(Error::NotFound)
            })
            .unwrap();
        let now = house.see("objection_met", met);
        let deal = now.reference("deal").expect("the deal that the lead became");
        assert_eq!(
            (now.reference("about"), now.reference("stage")),
            (Some(deal), house.see("deal", deal).reference("stage"))
        );
        house.admin(move |tx| undo::run(tx, Target::Batch(batch))).unwrap();
        let back = house.see("objection_met", met);
        assert_eq!(
            (back.reference("about"), back.reference("deal"), back.reference("stage")),
            (Some(lead), None, None)
        );
    });
}

#[test]
fn what_was_met_in_a_note_follows_the_note_to_what_the_lead_becomes() {
    both(|house| {
        let library = library(house);
        let lead = house.make("lead", json!({"name": "L"})).id;
        let note = house.admin(move |tx| notes::add(tx, "lead", lead, "Called")).unwrap().note.id;
        let fields = json!({"about": lead, "objection": library.price, "note": note});
        let met = house.try_make(house.admin, "objection_met", fields).unwrap().id;
        let batch = house
            .admin(move |tx| {
                tx.verb("lead", lead, "convert", &serde_json::Map::new())?;
                tx.ctx.batch.ok_or(Error::NotFound)
            })
            .unwrap();
        let carried = house.see("objection_met", met);
        let copy = Uuid::parse_str(carried.value("note").as_text().expect("the copy")).unwrap();
        assert_ne!(copy, note);
        let at = |note: Uuid| {
            let found =
                house.ws.read_blocking(house.ctx(house.admin), move |r| objections::of_notes(r, &[note])).unwrap();
            found.get(&note).map(|met| met.iter().map(|met| met.id).collect::<Vec<_>>())
        };
        assert_eq!((at(note), at(copy)), (None, Some(vec![met])));
        house.admin(move |tx| undo::run(tx, Target::Batch(batch))).unwrap();
        assert_eq!((at(note), at(copy)), (Some(vec![met]), None));
        let deal = house.make("deal", json!({"name": "D"})).id;
        let moved = house.change("objection_met", met, json!({"about": deal})).unwrap();
        assert!(moved.value("note").is_null(), "the note stays with the lead");
    });
}

#[test]
fn marks_go_with_what_they_are_about() {
    both(|house| {
        let library = library(house);
        let deal = house.make("deal", json!({"name": "D"})).id;
        let met = mark(house, house.admin, deal, &library).unwrap().id;
        assert_eq!(house.events(met), ["objection_met.created"]);
        house
            .admin(move |tx| {
                tx.delete("deal", deal, None)?;
                tx.destroy("deal", deal, None)
            })
            .unwrap();
        let left = house.ws.read_blocking(house.ctx(house.admin), move |r| r.find_any("objection_met", met)).unwrap();
        assert!(left.is_none());
    });
}
