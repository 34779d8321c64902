use kith_engine::{CreateOptions, Error};
use serde_json::json;

use crate::house::{both, map};

#[test]
fn a_record_is_read_back_as_it_was_written() {
    both(|house| {
        let made = house
            .make(house.admin, "company", json!({"name": "Ёлка s.r.o.", "emails": [{"value": "Info@Example.com"}]}))
            .unwrap();
        assert_eq!(made.version, 1);
        let seen = house.see(house.admin, "company", made.id).unwrap();
        assert_eq!(seen.values, made.values);
        assert_eq!(seen.title(), "Ёлка s.r.o.");
        assert_eq!(seen.owner(), Some(house.admin));
    });
}

#[test]
fn every_bad_field_is_named_and_nothing_is_written() {
    both(|house| {
        let before = house.events();
        let refused = house.make(house.admin, "company", json!({"nmae": "x", "employees": "many", "version": 3}));
        let Err(Error::Invalid(problems)) = refused else { panic!("{refused:?}") };
        let mut found: Vec<_> = problems.iter().map(|p| (p.field.clone().unwrap(), p.code)).collect();
        found.sort();
        assert_eq!(found[1], ("nmae".to_owned(), "unknown_field"));
        assert_eq!(found[2], ("version".to_owned(), "unknown_field"));
        assert_eq!(found[0].0, "employees");
        assert_eq!(house.events(), before);
    });
}

#[test]
fn a_required_field_left_out_is_refused() {
    both(|house| {
        let refused = house.make(house.admin, "company", json!({"industry": "retail"}));
        let Err(Error::Invalid(problems)) = refused else { panic!("{refused:?}") };
        assert_eq!((problems[0].field.as_deref(), problems[0].code), (Some("name"), "required"));
    });
}

#[test]
fn a_stale_version_is_a_conflict_and_the_present_one_is_told() {
    both(|house| {
        let made = house.make(house.admin, "company", json!({"name": "One"})).unwrap();
        house.change(house.admin, "company", made.id, Some(1), json!({"name": "Two"})).unwrap();
        let refused = house.change(house.admin, "company", made.id, Some(1), json!({"name": "Three"}));
        assert!(matches!(refused, Err(Error::VersionConflict { version: 2, .. })), "{refused:?}");
        assert_eq!(house.see(house.admin, "company", made.id).unwrap().title(), "Two");
    });
}

#[test]
fn a_change_that_changes_nothing_leaves_no_event_and_no_version() {
    both(|house| {
        let made = house.make(house.admin, "company", json!({"name": "Same"})).unwrap();
        let before = house.events();
        let again = house.change(house.admin, "company", made.id, None, json!({"name": "Same"})).unwrap();
        assert_eq!((again.version, house.events()), (1, before));
    });
}

#[test]
fn a_command_that_fails_half_way_leaves_nothing() {
    both(|house| {
        let before = house.events();
        let refused = house.admin(|tx| {
            tx.create("company", &map(json!({"name": "Half"})), CreateOptions::default())?;
            tx.create("company", &map(json!({})), CreateOptions::default())
        });
        assert!(matches!(refused, Err(Error::Invalid(_))));
        assert_eq!(house.events(), before);
    });
}

#[test]
fn a_link_to_nothing_and_a_link_to_itself_are_refused() {
    both(|house| {
        let nowhere = "0190b3c0-0000-7000-8000-000000000000";
        let refused = house.make(house.admin, "contact", json!({"name": "Eva", "company": nowhere}));
        let Err(Error::Invalid(problems)) = refused else { panic!("{refused:?}") };
        assert_eq!(problems[0].code, "not_found");
        let made = house.make(house.admin, "company", json!({"name": "Self"})).unwrap();
        let refused = house.change(house.admin, "company", made.id, None, json!({"parent": made.id}));
        let Err(Error::Invalid(problems)) = refused else { panic!("{refused:?}") };
        assert_eq!(problems[0].code, "links_to_itself");
    });
}

#[test]
fn a_deleted_record_is_gone_until_it_is_restored() {
    both(|house| {
        let made = house.make(house.admin, "company", json!({"name": "Bin"})).unwrap();
        let id = made.id;
        house.admin(move |tx| tx.delete("company", id, None)).unwrap();
        assert!(matches!(house.see(house.admin, "company", id), Err(Error::NotFound)));
        house.admin(move |tx| tx.restore("company", id)).unwrap();
        assert_eq!(house.see(house.admin, "company", id).unwrap().version, 3);
    });
}

#[test]
fn what_is_rehearsed_does_not_happen() {
    both(|house| {
        let before = house.events();
        let title = house
            .admin(|tx| {
                tx.rehearse(|tx| {
                    let made = tx.create("company", &map(json!({"name": "Maybe"})), CreateOptions::default())?;
                    Ok(made.title())
                })
            })
            .unwrap();
        assert_eq!((title.as_str(), house.events()), ("Maybe", before));
    });
}

#[test]
fn many_records_are_made_at_once_and_those_that_do_not_hold_are_named() {
    both(|house| {
        let answers = house
            .admin(|tx| {
                let given: Vec<_> = ["A", "", "C"].iter().map(|name| map(json!({"name": name}))).collect();
                let answers = tx.create_many("company", &given)?;
                Ok(answers.into_iter().map(|answer| answer.map(|record| record.id)).collect::<Vec<_>>())
            })
            .unwrap();
        assert!(matches!(&answers[1], Err(Error::Invalid(problems)) if problems[0].code == "required"));
        for (at, title) in [(0, "A"), (2, "C")] {
            let id = *answers[at].as_ref().unwrap();
            assert_eq!(house.see(house.admin, "company", id).unwrap().title(), title);
        }
    });
}
