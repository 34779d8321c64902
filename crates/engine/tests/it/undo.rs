use kith_engine::bulk::{self, Operation, Selection};
use kith_engine::undo::{self, Target};
use kith_engine::{CreateOptions, Error};
use serde_json::json;
use uuid::Uuid;

use crate::house::{House, both, map, reach};

fn undo(house: &House, user: Uuid, target: Target) -> Result<undo::Undone, Error> {
    house.act(user, move |tx| undo::run(tx, target))
}

#[test]
fn an_edit_is_taken_back_and_the_undo_itself_too() {
    both(|house| {
        let company = house.make(house.admin, "company", json!({"name": "One", "industry": "retail"})).unwrap();
        let id = company.id;
        let event = house
            .admin(move |tx| {
                tx.update("company", id, None, &map(json!({"name": "Two", "industry": null})))?;
                tx.last_event().ok_or(Error::NotFound)
            })
            .unwrap();
        let undone = undo(house, house.admin, Target::Event(event)).unwrap();
        let seen = house.see(house.admin, "company", id).unwrap();
        assert_eq!((seen.title().as_str(), seen.version), ("One", 3));
        assert_eq!(seen.value("industry").as_text(), Some("retail"));
        undo(house, house.admin, Target::Event(undone.event.unwrap())).unwrap();
        assert_eq!(house.see(house.admin, "company", id).unwrap().title(), "Two");
    });
}

#[test]
fn an_undo_that_would_overwrite_later_work_is_refused_and_says_where() {
    both(|house| {
        let id = house.make(house.admin, "company", json!({"name": "One"})).unwrap().id;
        let event = house
            .admin(move |tx| {
                tx.update("company", id, None, &map(json!({"name": "Two"})))?;
                tx.last_event().ok_or(Error::NotFound)
            })
            .unwrap();
        house.change(house.admin, "company", id, None, json!({"name": "Three"})).unwrap();
        let refused = undo(house, house.admin, Target::Event(event));
        let Err(Error::Refused { code: "undo_collision", problems }) = refused else { panic!("{refused:?}") };
        assert_eq!(problems[0].field.as_deref(), Some("name"));
        assert_eq!(house.see(house.admin, "company", id).unwrap().title(), "Three");
    });
}

#[test]
fn a_deletion_is_taken_back() {
    both(|house| {
        let id = house.make(house.admin, "company", json!({"name": "Back"})).unwrap().id;
        let event = house
            .admin(move |tx| {
                tx.delete("company", id, None)?;
                tx.last_event().ok_or(Error::NotFound)
            })
            .unwrap();
        undo(house, house.admin, Target::Event(event)).unwrap();
        assert_eq!(house.see(house.admin, "company", id).unwrap().title(), "Back");
    });
}

#[test]
fn a_batch_is_taken_back_as_one_or_not_at_all() {
    both(|house| {
        let batch = house.ws.randomness().uuid_v7(house.ws.clock().now());
        let make = |names: &'static [&'static str]| {
            let mut ctx = house.ctx(house.admin);
            ctx.batch = Some(batch);
            house
                .ws
                .write_blocking(ctx, kith_engine::Lane::Bulk, move |tx| {
                    names
                        .iter()
                        .map(|name| Ok(tx.create("company", &map(json!({"name": name})), CreateOptions::default())?.id))
                        .collect::<Result<Vec<_>, Error>>()
                })
                .unwrap()
        };
        let ids = make(&["A", "B", "C"]);
        house.change(house.admin, "company", ids[1], None, json!({"name": "Touched"})).unwrap();
        let refused = undo(house, house.admin, Target::Batch(batch));
        assert!(matches!(refused, Err(Error::Refused { code: "undo_collision", .. })), "{refused:?}");
        assert!(house.see(house.admin, "company", ids[2]).is_ok(), "nothing was taken back");
        house.change(house.admin, "company", ids[1], None, json!({"name": "B"})).unwrap();
        assert_eq!(undo(house, house.admin, Target::Batch(batch)).unwrap().undone, 3);
        for id in ids {
            assert!(matches!(house.see(house.admin, "company", id), Err(Error::NotFound)));
        }
    });
}

#[test]
fn a_bulk_change_tells_of_each_record_and_is_undone_as_one() {
    both(|house| {
        let seller = house.person("Sid", None, reach("own"));
        let mine = house.make(seller, "company", json!({"name": "Mine"})).unwrap().id;
        let other = house.make(house.admin, "company", json!({"name": "Not mine"})).unwrap().id;
        let set = Operation::Set(map(json!({"industry": "retail"})));
        let again = set.clone();
        let rehearsed = house
            .act(seller, move |tx| bulk::run(tx, "company", Selection::Ids(vec![mine, other]), &set, true))
            .unwrap();
        assert_eq!((rehearsed.counts.changed, rehearsed.counts.failed, rehearsed.batch), (1, 1, None));
        assert!(house.see(seller, "company", mine).unwrap().value("industry").is_null());
        let done = house
            .act(seller, move |tx| bulk::run(tx, "company", Selection::Ids(vec![mine, other]), &again, false))
            .unwrap();
        assert_eq!(done.results[1].code.as_deref(), Some("not_found"));
        undo(house, seller, Target::Batch(done.batch.unwrap())).unwrap();
        assert!(house.see(seller, "company", mine).unwrap().value("industry").is_null());
    });
}

#[test]
fn nobody_takes_back_what_he_may_not_touch() {
    both(|house| {
        let seller = house.person("Sid", None, reach("own"));
        let id = house.make(house.admin, "company", json!({"name": "One"})).unwrap().id;
        let event = house
            .admin(move |tx| {
                tx.update("company", id, None, &map(json!({"name": "Two"})))?;
                tx.last_event().ok_or(Error::NotFound)
            })
            .unwrap();
        assert!(matches!(undo(house, seller, Target::Event(event)), Err(Error::NotFound)));
        assert_eq!(house.see(house.admin, "company", id).unwrap().title(), "Two");
    });
}
