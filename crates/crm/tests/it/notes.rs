//! Notes: on the timeline, with the rights of their record.

use kith_crm::notes;
use kith_engine::search::{self, Found, Hit};
use kith_engine::timeline;
use kith_engine::undo::{self, Target};
use serde_json::json;
use std::sync::Arc;
use uuid::Uuid;

use crate::house::{House, both, code, problems, reach};

fn texts(house: &House, who: Uuid, object: &'static str, id: Uuid) -> Vec<Option<String>> {
    house
        .ws
        .read_blocking(house.ctx(who), move |r| {
            let mut page = timeline::page(r, object, id, None, 50)?;
            notes::fill(r.conn(), &mut page.entries)?;
            Ok(page.entries.into_iter().filter(|entry| entry.kind == "note").map(|entry| entry.text).collect())
        })
        .unwrap()
}

#[test]
fn a_note_stands_on_the_timeline_of_its_record_and_of_the_company() {
    both(|house| {
        let company = house.make("company", json!({"name": "Brk"})).id;
        let deal = house.make("deal", json!({"name": "A", "company": company})).id;
        let note = house.admin(move |tx| notes::add(tx, "deal", deal, " Call in May ")).unwrap().note;
        let said = |text: &str| vec![Some(text.to_owned())];
        assert_eq!(texts(house, house.admin, "deal", deal), said("Call in May"));
        assert_eq!(texts(house, house.admin, "company", company), said("Call in May"));
        house.admin(move |tx| notes::edit(tx, note.id, "Call in June")).unwrap();
        assert_eq!(texts(house, house.admin, "deal", deal), said("Call in June"));
        house.admin(move |tx| notes::delete(tx, note.id)).unwrap();
        assert_eq!(texts(house, house.admin, "deal", deal), vec![None]);
        assert_eq!(code(&house.admin(move |tx| notes::edit(tx, note.id, "Again")).unwrap_err()), "not_found");
    });
}

#[test]
fn a_note_that_was_written_or_removed_is_taken_back_and_done_again_by_its_author_alone() {
    both(|house| {
        let deal = house.make("deal", json!({"name": "A"})).id;
        let carl = house.person("Carl", reach("all"));
        let written = house.act(carl, move |tx| notes::add(tx, "deal", deal, "Call in May")).unwrap();
        let here = || texts(house, carl, "deal", deal) == vec![Some("Call in May".to_owned())];
        let back = |who, event| house.act(who, move |tx| undo::run(tx, Target::Event(event)));
        let removed = house.act(carl, move |tx| notes::delete(tx, written.note.id)).unwrap();
        assert!(!here() && found(house, "may").is_empty());
        let other = house.person("Olga", reach("all"));
        assert_eq!(code(&back(other, removed).unwrap_err()), "others_note");
        let returned = back(carl, removed).unwrap().event.unwrap();
        assert!(here() && found(house, "may").len() == 1);
        assert_eq!(code(&back(carl, removed).unwrap_err()), "nothing_to_undo");
        let again = back(carl, returned).unwrap().event.unwrap();
        assert!(!here());
        back(carl, again).unwrap();
        assert_eq!(code(&back(other, written.event.unwrap()).unwrap_err()), "others_note");
        back(carl, written.event.unwrap()).unwrap();
        assert!(!here() && found(house, "may").is_empty());
    });
}

/// The titles of what is found, and what is quoted of notes.
fn found(house: &House, question: &'static str) -> Vec<(String, String)> {
    house
        .ws
        .read_blocking(house.ctx(house.admin), move |r| {
            let (cat, access) = (Arc::clone(&r.cat), Arc::clone(&r.access));
            let hits = search::find(r.conn(), &cat, &access, question, &[], 20)?;
            let quoted = |hit: Hit| match hit.found {
                Found::Beside { excerpt, .. } => (hit.title, excerpt),
                Found::Field(_) => (hit.title, String::new()),
            };
            Ok(hits.into_iter().map(quoted).collect())
        })
        .unwrap()
}

#[test]
fn the_search_knows_notes_as_they_are_while_they_and_their_record_are_there() {
    both(|house| {
        let said = |title: &str, text: &str| vec![(title.to_owned(), text.to_owned())];
        let deal = house.make("deal", json!({"name": "A"})).id;
        let note = house.admin(move |tx| notes::add(tx, "deal", deal, "Call in May")).unwrap().note.id;
        assert_eq!(found(house, "call may"), said("A", "Call in May"));
        house.admin(move |tx| notes::edit(tx, note, "Call in June")).unwrap();
        assert_eq!(found(house, "may"), []);
        assert_eq!(found(house, "june"), said("A", "Call in June"));
        house.admin(move |tx| tx.delete("deal", deal, None)).unwrap();
        assert_eq!(found(house, "june"), []);
        house.admin(move |tx| tx.restore("deal", deal)).unwrap();
        assert_eq!(found(house, "june"), said("A", "Call in June"));
        house.admin(move |tx| notes::delete(tx, note)).unwrap();
        assert_eq!(found(house, "june"), []);

        let gone = house.make("deal", json!({"name": "B"})).id;
        house.admin(move |tx| notes::add(tx, "deal", gone, "Last words")).unwrap();
        house.admin(move |tx| tx.delete("deal", gone, None)).unwrap();
        house.admin(move |tx| tx.destroy("deal", gone, None)).unwrap();
        assert_eq!(found(house, "words"), []);
        let findings = house.ws.read_blocking(house.ctx(house.admin), |r| {
            let cat = Arc::clone(&r.cat);
            Ok(kith_engine::doctor::check(r.conn(), &cat, jiff::Timestamp::UNIX_EPOCH)?)
        });
        let findings = findings.unwrap();
        assert!(findings.iter().all(|finding| finding.check != "search"), "{findings:?}");
    });
}

#[test]
fn notes_have_the_rights_of_their_record_and_belong_to_their_author() {
    both(|house| {
        let deal = house.make("deal", json!({"name": "A"})).id;
        let note = house.admin(move |tx| notes::add(tx, "deal", deal, "Mine")).unwrap().note;
        let note = note.id;
        let viewer = house.person("Vera", json!({"default": {"read": "all"}}));
        let colleague = house.person("Carl", reach("all"));
        let stranger = house.person("Stan", reach("own"));
        let add = |who| house.act(who, move |tx| notes::add(tx, "deal", deal, "Mine too"));
        let edit = |who| house.act(who, move |tx| notes::edit(tx, note, "Changed"));
        assert_eq!(code(&add(viewer).unwrap_err()), "edit");
        assert_eq!(code(&add(stranger).unwrap_err()), "not_found");
        assert_eq!(code(&edit(viewer).unwrap_err()), "others_note");
        assert_eq!(code(&edit(colleague).unwrap_err()), "others_note");
        assert_eq!(code(&edit(stranger).unwrap_err()), "not_found");
        let own = add(colleague).unwrap().note;
        house.act(colleague, move |tx| notes::edit(tx, own.id, "Better")).unwrap();
        house.admin(move |tx| notes::delete(tx, own.id)).unwrap();
        assert_eq!(texts(house, viewer, "deal", deal), vec![None, Some("Mine".to_owned())]);
    });
}

#[test]
fn empty_and_endless_notes_and_those_on_deleted_records_are_refused() {
    both(|house| {
        let deal = house.make("deal", json!({"name": "A"})).id;
        let add = |text: String| house.admin(move |tx| notes::add(tx, "deal", deal, &text)).unwrap_err();
        assert_eq!(problems(&add(" \n".to_owned())), [("text".to_owned(), "required")]);
        assert_eq!(problems(&add("a\0".to_owned())), [("text".to_owned(), "bad_character")]);
        assert_eq!(problems(&add("x".repeat(notes::MAX_TEXT + 1))), [("text".to_owned(), "too_long")]);
        house.admin(move |tx| tx.delete("deal", deal, None)).unwrap();
        assert_eq!(code(&add("Late".to_owned())), "deleted");
    });
}
