//! Teams of deals: who sees what, and how amounts are shared to the cent.

use kith_engine::bulk::{self, Operation, Selection};
use kith_engine::query::ListQuery;
use kith_engine::undo::{self, Target};
use kith_engine::{CreateOptions, Error, Record, wire};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::house::{House, both, code, map, problems, reach};

fn member(house: &House, deal: Uuid, user: Uuid, share: &str) -> Record {
    house.make("deal_member", json!({"deal": deal, "user": user, "share": share}))
}

fn money(record: &Record, key: &str) -> Option<i64> {
    record.value(key).as_money().map(|money| money.minor)
}

fn part(house: &House, member: Uuid) -> Option<i64> {
    money(&house.see("deal_member", member), "share_amount")
}

fn seen(house: &House, user: Uuid, object: &'static str) -> Vec<String> {
    let list = |r: &mut kith_engine::Reader<'_>| {
        let object = r.object(object)?;
        let page = r.list(&ListQuery::new(&*object.key))?;
        Ok(page.rows.into_iter().map(|raw| wire::record(&object, raw).title()).collect())
    };
    house.ws.read_blocking(house.ctx(user), list).unwrap()
}

#[test]
fn a_deal_is_shared_out_to_the_cent_and_follows_its_amount() {
    both(|house| {
        let [ann, bob, eve] = ["Ann", "Bob", "Eve"].map(|name| house.person(name, reach("own")));
        let deal = house.make("deal", json!({"name": "Big", "amount": {"amount": "1.00", "currency": "EUR"}})).id;
        let members =
            [(ann, "33.33"), (bob, "33.33"), (eve, "33.34")].map(|(user, share)| member(house, deal, user, share).id);
        assert_eq!(members.map(|id| part(house, id)), [Some(33), Some(33), Some(34)]);
        house.change("deal", deal, json!({"amount": {"amount": "100.01", "currency": "USD"}})).unwrap();
        assert_eq!(members.map(|id| part(house, id)).into_iter().flatten().sum::<i64>(), 10_001);
        assert_eq!(
            house.see("deal_member", members[0]).value("share_amount").as_money().unwrap().currency.code(),
            "USD"
        );
        house.change("deal", deal, json!({"amount": null})).unwrap();
        assert_eq!(members.map(|id| part(house, id)), [None; 3]);
        house.change("deal", deal, json!({"amount": {"amount": "50", "currency": "EUR"}})).unwrap();
        house.change("deal_member", members[2], json!({"share": null})).unwrap();
        assert_eq!((part(house, members[0]), part(house, members[2])), (Some(1_667), None), "the cent goes round");
        let event = house.events(members[0]);
        assert_eq!(event, ["deal_member.created"], "what follows from the deal is nobody's change");
        assert_eq!(house.see("deal_member", members[0]).version, 1);
    });
}

#[test]
fn nobody_shares_out_more_than_there_is_whatever_the_door() {
    both(|house| {
        let [ann, bob] = ["Ann", "Bob"].map(|name| house.person(name, reach("own")));
        let deal = house.make("deal", json!({"name": "Big"})).id;
        let first = member(house, deal, ann, "60").id;
        let fields = move |user: Uuid, share: &str| map(json!({"deal": deal, "user": user, "share": share}));
        let too_much = |result: Result<Record, Error>| problems(&result.unwrap_err());
        let refused = [("share".to_owned(), "shares_exceed")];
        assert_eq!(
            too_much(house.try_make(house.admin, "deal_member", json!({"deal": deal, "user": bob, "share": "40.01"}))),
            refused
        );
        let second = member(house, deal, bob, "40").id;
        assert_eq!(too_much(house.change("deal_member", first, json!({"share": "61"}))), refused);
        let moved = house.admin(move |tx| {
            tx.update("deal_member", first, None, &map(json!({"share": "90"})))?;
            tx.update("deal_member", second, None, &map(json!({"share": "10"})))
        });
        assert!(moved.is_ok(), "in between there may be more than all");
        for (share, code) in [("-1", "out_of_range"), ("100.01", "out_of_range")] {
            assert_eq!(
                too_much(house.change("deal_member", first, json!({"share": share}))),
                [("share".to_owned(), code)]
            );
        }
        let set = Operation::Set(map(json!({"share": "60"})));
        let outcome = house
            .admin(move |tx| bulk::run(tx, "deal_member", Selection::Ids(vec![first, second]), &set, false))
            .unwrap();
        let codes: Vec<_> = outcome.results.iter().map(|result| result.code.as_deref()).collect();
        assert_eq!(codes, [None, Some("invalid")], "each record of many stands for itself");
        house.admin(move |tx| tx.delete("deal_member", first, None).map(drop)).unwrap();
        house.change("deal_member", second, json!({"share": "50"})).unwrap();
        let third = house.import(move |tx| {
            let made = tx.create_many("deal_member", &[fields(ann, "50")])?;
            tx.settle()?;
            Ok(made.into_iter().map(|made| made.map(|record| record.id)).collect::<Vec<_>>())
        });
        let third = *third.unwrap()[0].as_ref().unwrap();
        let back = house.admin(move |tx| tx.restore("deal_member", first).map(drop)).unwrap_err();
        assert_eq!(problems(&back), refused, "what was thrown away does not come back beside what took its place");
        let file = house.import(move |tx| {
            tx.update("deal_member", third, None, &map(json!({"share": "51"})))?;
            tx.settle()
        });
        assert_eq!(problems(&file.unwrap_err()), refused);
    });
}

#[test]
fn taking_a_share_back_that_others_have_since_used_is_refused() {
    both(|house| {
        let [ann, bob] = ["Ann", "Bob"].map(|name| house.person(name, reach("own")));
        let deal = house.make("deal", json!({"name": "Big"})).id;
        let first = member(house, deal, ann, "80").id;
        let event = house
            .admin(move |tx| {
                tx.update("deal_member", first, None, &map(json!({"share": "20"})))?;
                Ok(tx.last_event().unwrap())
            })
            .unwrap();
        let second = member(house, deal, bob, "80").id;
        let back = house.admin(move |tx| undo::run(tx, Target::Event(event)).map(drop)).unwrap_err();
        assert_eq!(problems(&back), [("share".to_owned(), "shares_exceed")]);
        house.change("deal_member", second, json!({"share": "10"})).unwrap();
        house.admin(move |tx| undo::run(tx, Target::Event(event)).map(drop)).unwrap();
        assert_eq!(house.see("deal_member", first).value("share").as_number(), Some(80.into()));
    });
}

#[test]
fn a_person_is_once_in_a_team_and_is_a_person() {
    both(|house| {
        let ann = house.person("Ann", reach("own"));
        let deal = house.make("deal", json!({"name": "Big"})).id;
        let made = member(house, deal, ann, "10");
        let refuse = |fields: Json| problems(&house.try_make(house.admin, "deal_member", fields).unwrap_err());
        assert_eq!(refuse(json!({"deal": deal, "user": ann})), [("user".to_owned(), "already_member")]);
        assert_eq!(refuse(json!({"deal": deal})), [("user".to_owned(), "required")]);
        assert_eq!(refuse(json!({"deal": deal, "user": Uuid::from_u128(5)})), [("user".to_owned(), "not_found")]);
        house.admin(move |tx| tx.delete("deal_member", made.id, None).map(drop)).unwrap();
        member(house, deal, ann, "10");
        let back = house.admin(move |tx| tx.restore("deal_member", made.id).map(drop));
        assert!(back.is_ok(), "twice the same person is told apart in the bin only");
        assert_eq!(house.see("deal", deal).value("team").as_users(), [ann], "and is told once");
    });
}

#[test]
fn a_member_sees_the_deal_and_its_parts_and_changes_it_only_when_told_so() {
    both(|house| {
        let (ann, bob) = (house.person("Ann", reach("own")), house.person("Bob", reach("own")));
        let deal = house.try_make(ann, "deal", json!({"name": "Hers"})).unwrap().id;
        let line = house.try_make(ann, "line_item", json!({"deal": deal, "name": "Chair"})).unwrap().id;
        house.try_make(ann, "deal", json!({"name": "Hers alone"})).unwrap();
        house.try_make(bob, "deal", json!({"name": "His"})).unwrap();
        let tie =
            house.try_make(ann, "deal_member", json!({"deal": deal, "user": bob, "role": "Engineer"})).unwrap().id;
        let mut deals = seen(house, bob, "deal");
        deals.sort();
        assert_eq!(deals, ["Hers", "His"]);
        assert_eq!(
            (seen(house, bob, "line_item"), seen(house, bob, "deal_member")),
            (vec!["Chair".into()], vec!["Engineer".into()])
        );
        let rename = |to: &str| {
            let fields = map(json!({"name": to}));
            house.act(bob, move |tx| tx.update("deal", deal, None, &fields).map(drop))
        };
        assert_eq!(code(&rename("Mine").unwrap_err()), "edit");
        let seize =
            house.act(bob, move |tx| tx.update("deal_member", tie, None, &map(json!({"may_edit": true}))).map(drop));
        assert_eq!(code(&seize.unwrap_err()), "edit", "nobody gives himself the right");
        let fields = map(json!({"may_edit": true}));
        house.act(ann, move |tx| tx.update("deal_member", tie, None, &fields).map(drop)).unwrap();
        rename("Ours").unwrap();
        house.act(bob, move |tx| tx.update("line_item", line, None, &map(json!({"name": "Table"}))).map(drop)).unwrap();
        let gone = house.act(bob, move |tx| tx.delete("deal", deal, None).map(drop)).unwrap_err();
        assert_eq!(code(&gone), "delete", "whether it goes is its owner's affair");
        house.act(ann, move |tx| tx.delete("deal_member", tie, None).map(drop)).unwrap();
        assert_eq!(seen(house, bob, "deal"), ["His"]);
        assert!(seen(house, bob, "line_item").is_empty() && seen(house, bob, "deal_member").is_empty());
        assert!(house.see("deal", deal).value("team").is_null());
    });
}

#[test]
fn no_team_leads_past_what_a_role_refuses() {
    both(|house| {
        let blind = house.person("Blind", json!({"default": {"read": "none"}}));
        let reader = house.person("Reader", json!({"default": {"read": "own"}}));
        let deal = house.make("deal", json!({"name": "Big"})).id;
        house.make("deal_member", json!({"deal": deal, "user": blind, "may_edit": true}));
        house.make("deal_member", json!({"deal": deal, "user": reader, "may_edit": true}));
        let none = house.ws.read_blocking(house.ctx(blind), move |r| r.find_any("deal", deal).map(drop)).unwrap_err();
        assert_eq!(code(&none), "not_found");
        assert_eq!(seen(house, reader, "deal"), ["Big"]);
        let change = house.act(reader, move |tx| tx.update("deal", deal, None, &map(json!({"name": "x"}))).map(drop));
        assert_eq!(code(&change.unwrap_err()), "edit");
        let other = house.make("deal", json!({"name": "Other"})).id;
        let sneak = house.act(reader, move |tx| {
            let fields = map(json!({"deal": other, "user": reader}));
            tx.create("deal_member", &fields, CreateOptions::default()).map(drop)
        });
        assert!(matches!(sneak.unwrap_err(), Error::Forbidden { .. } | Error::Invalid(_)), "nobody joins by himself");
        assert_eq!(seen(house, reader, "deal"), ["Big"]);
    });
}

#[test]
fn who_works_on_a_deal_only_through_its_team_gives_it_to_nobody() {
    both(|house| {
        let [ann, bob] = ["Ann", "Bob"].map(|name| house.person(name, reach("own")));
        let deal = house.try_make(ann, "deal", json!({"name": "Hers"})).unwrap().id;
        house.make("deal_member", json!({"deal": deal, "user": bob, "may_edit": true}));
        let take = map(json!({"owner": bob}));
        let fields = take.clone();
        let taken = house.act(bob, move |tx| tx.update("deal", deal, None, &fields).map(drop));
        assert_eq!(code(&taken.unwrap_err()), "assign");
        let taken = house.verb_of(bob, "deal", deal, "assign", json!({"owner": bob}));
        assert_eq!(code(&taken.unwrap_err()), "assign");
        let taken = house.verb_of(bob, "deal", deal, "assign", json!({"by": "rules"}));
        assert_eq!(code(&taken.unwrap_err()), "assign");
        let outcome = house
            .act(bob, move |tx| bulk::run(tx, "deal", Selection::Ids(vec![deal]), &Operation::Set(take.clone()), false))
            .unwrap();
        assert_eq!(outcome.results[0].code.as_deref(), Some("forbidden"));
        let change = bulk::Change { id: deal, version: None, set: map(json!({"name": "His", "owner": null})) };
        let outcome = house.act(bob, move |tx| bulk::run_changes(tx, "deal", vec![change.clone()], false)).unwrap();
        assert_eq!(outcome.results[0].code.as_deref(), Some("forbidden"), "nobody is somebody else too");
        let record = house.see("deal", deal);
        assert_eq!((record.owner(), record.title()), (Some(ann), "Hers".to_owned()));
        let may = |user: Uuid| {
            let one = house.ws.read_blocking(house.ctx(user), move |r| {
                let record = r.load("deal", deal)?;
                wire::one(r, &record)
            });
            let can = one.unwrap()["can"].clone();
            (can["edit"].clone(), can["assign"].clone())
        };
        assert_eq!((may(ann), may(bob)), ((json!(true), Json::Null), (json!(true), json!(false))));
        // Its owner gives it to whom he likes, and takes it back if need be.
        house.make("deal_member", json!({"deal": deal, "user": ann}));
        let fields = map(json!({"name": "Hers still"}));
        house.act(bob, move |tx| tx.update("deal", deal, None, &fields).map(drop)).unwrap();
        let given = house.admin(move |tx| {
            tx.update("deal", deal, None, &map(json!({"owner": bob})))?;
            Ok(tx.last_event().unwrap())
        });
        let given = given.unwrap();
        house.act(bob, move |tx| undo::run(tx, Target::Event(given)).map(drop)).unwrap();
        assert_eq!(house.see("deal", deal).owner(), Some(ann), "it was his to give back");
        let back = house.admin(move |tx| {
            let admin = tx.ctx.user_id();
            tx.update("deal", deal, None, &map(json!({"owner": admin})))?;
            tx.update("deal", deal, None, &map(json!({"owner": ann})))?;
            Ok(tx.last_event().unwrap())
        });
        let back = back.unwrap();
        let seize = house.act(bob, move |tx| undo::run(tx, Target::Event(back)).map(drop));
        assert_eq!(code(&seize.unwrap_err()), "assign");
    });
}

#[test]
fn shares_of_many_are_moved_in_any_order_and_each_stands_for_itself_where_they_do_not_add_up() {
    both(|house| {
        let [ann, bob] = ["Ann", "Bob"].map(|name| house.person(name, reach("own")));
        let [one, two] = ["One", "Two"].map(|name| {
            let deal = house.make("deal", json!({"name": name})).id;
            [ann, bob].map(|user| member(house, deal, user, "40").id)
        });
        let run = |shares: Vec<(Uuid, &'static str)>, dry: bool| {
            let changes: Vec<_> = shares
                .into_iter()
                .map(|(id, share)| bulk::Change { id, version: None, set: map(json!({"share": share})) })
                .collect();
            let outcome = house.admin(move |tx| bulk::run_changes(tx, "deal_member", changes.clone(), dry)).unwrap();
            outcome.results.iter().map(|result| result.code.clone().unwrap_or_default()).collect::<Vec<_>>()
        };
        let shares = || {
            let share = |id| house.see("deal_member", id).value("share").as_number().unwrap().to_string();
            [one, two].map(|members| members.map(share))
        };
        assert_eq!(run(vec![(one[0], "90"), (one[1], "10")], true), ["", ""]);
        assert_eq!(shares(), [["40", "40"], ["40", "40"]], "a rehearsal leaves nothing");
        assert_eq!(run(vec![(one[0], "90"), (one[1], "10")], false), ["", ""]);
        assert_eq!(shares(), [["90", "10"], ["40", "40"]]);
        let mixed = vec![(one[0], "10"), (two[0], "61"), (one[1], "90"), (two[1], "50")];
        assert_eq!(run(mixed.clone(), true), ["", "invalid", "", ""]);
        assert_eq!(run(mixed, false), ["", "invalid", "", ""]);
        assert_eq!(shares(), [["10", "90"], ["40", "50"]], "one deal is no reason against another");
        assert_eq!(run(vec![(one[1], "91"), (one[0], "5")], false), ["", ""]);
    });
}
