//! Leads that nobody accepts go on, in working time, and in the end to the head.

use kith_engine::people::{teams, users};
use kith_engine::{CreateOptions, Lane, Origin};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::distribution::{lead, named, rule, sellers, why, work};
use crate::house::{both, map, reach};

#[test]
fn a_lead_that_nobody_accepts_goes_on_and_in_the_end_to_the_head() {
    both(|house| {
        let people = sellers(house, &["Ann", "Bob"]);
        let (head, bob) = (house.person("Head", reach("all")), people[1]);
        house
            .admin(move |tx| {
                let team = teams::create(tx, "North", None, Some(head))?;
                users::change(tx, bob, &users::PersonChange { team: Some(Some(team)), ..Default::default() })?;
                Ok(())
            })
            .unwrap();
        rule(
            house,
            "All",
            json!({"method": "round_robin", "people": named(&people), "move_after": 30, "escalate": true}),
        );
        // Monday, ten o'clock.
        let slow = lead(house, json!({"name": "Slow"})).id;
        let quick = lead(house, json!({"name": "Quick"})).id;
        let given = lead(house, json!({"name": "Given"})).id;
        assert_eq!(house.see("lead", quick).owner(), Some(bob));
        house.verb("lead", quick, "accept", json!({"owner": bob})).unwrap();
        house.verb("lead", given, "assign", json!({"owner": head})).unwrap();
        house.pass(29);
        work(house);
        assert_eq!(house.see("lead", slow).owner(), Some(people[0]));
        house.pass(1);
        work(house);
        assert_eq!(house.see("lead", slow).owner(), Some(bob));
        house.pass(30);
        work(house);
        assert_eq!(house.see("lead", slow).owner(), Some(head));
        house.pass(24 * 60);
        work(house);
        let reasons: Vec<Json> = why(house, "lead", slow).into_iter().map(|why| why["reason"].clone()).collect();
        assert_eq!(reasons, ["rule", "moved_on", "escalated"]);
        assert_eq!(house.events(slow), ["lead.created", "lead.assigned", "lead.assigned"]);
        assert_eq!((house.see("lead", quick).owner(), house.see("lead", given).owner()), (Some(bob), Some(head)));
        assert_eq!(house.events(quick), ["lead.created", "lead.accepted"]);
    });
}

#[test]
fn a_lead_of_a_known_client_goes_on_as_the_rule_that_fits_it_says() {
    both(|house| {
        let people = sellers(house, &["Ann", "Bob", "Eve"]);
        let (head, [ann, bob, eve]) = (house.person("Head", reach("all")), [people[0], people[1], people[2]]);
        house
            .admin(move |tx| {
                let team = teams::create(tx, "North", None, Some(head))?;
                for user in [bob, eve] {
                    users::change(tx, user, &users::PersonChange { team: Some(Some(team)), ..Default::default() })?;
                }
                Ok(())
            })
            .unwrap();
        let source = |source: &str| json!({"field": "source", "op": "eq", "value": source});
        let fair = rule(
            house,
            "Fair",
            json!({"filter": source("fair"), "method": "round_robin", "people": named(&[bob, ann]), "move_after": 30,
                "escalate": true}),
        );
        rule(house, "Web", json!({"filter": source("web"), "method": "person", "people": named(&[ann])}));
        let phones = json!([{"value": "+420 601 123 456"}]);
        house.make("contact", json!({"name": "Grace", "phones": phones, "owner": eve}));
        let from = |source: &str| lead(house, json!({"name": source, "phones": phones, "source": source})).id;
        let [slow, quick, web, other] = [from("fair"), from("fair"), from("web"), from("letter")];
        // One that a person enters by hand reaches the same colleague, and waits for him as well.
        let by_hand = |who: Uuid| {
            let mut ctx = house.ctx(who);
            ctx.origin = Origin::Ui;
            let fields = map(json!({"name": "By hand", "phones": phones, "source": "fair"}));
            let make = move |tx: &mut kith_engine::Tx<'_>| tx.create("lead", &fields, CreateOptions::default());
            house.ws.write_blocking(ctx, Lane::Interactive, make).unwrap().id
        };
        let (typed, own) = (by_hand(house.admin), by_hand(eve));
        assert_eq!(
            why(house, "lead", slow),
            [json!({"reason": "known_client", "user": eve, "rule": fair.id, "name": "Fair", "after": 30})]
        );
        assert_eq!(why(house, "lead", web), [json!({"reason": "known_client", "user": eve})]);
        house.verb("lead", quick, "accept", json!({"owner": eve})).unwrap();
        let owner = |id: Uuid| house.see("lead", id).owner().unwrap();
        let owners = || [slow, typed, quick, web, other, own].map(owner);
        house.pass(29);
        work(house);
        assert_eq!(owners(), [eve; 6]);
        house.pass(1);
        work(house);
        let [first, second] = [owner(slow), owner(typed)];
        assert_eq!(std::collections::BTreeSet::from([first, second]), std::collections::BTreeSet::from([ann, bob]));
        assert_eq!(owners()[2..], [eve; 4], "accepted, or no rule says when, or it was his own");
        house.pass(30);
        work(house);
        house.pass(30);
        work(house);
        let told = why(house, "lead", slow);
        let reasons: Vec<&str> = told.iter().map(|why| why["reason"].as_str().unwrap()).collect();
        assert_eq!(reasons[..3], ["known_client", "moved_on", "moved_on"]);
        assert_eq!((&told[1]["name"], &told[1]["after"]), (&json!("Fair"), &json!(30)));
        // Whoever has a head hands on to him, and what goes on no further stays.
        let last = [slow, typed].map(|id| why(house, "lead", id).last().unwrap()["reason"].clone());
        assert!(last.contains(&json!("escalated")), "{last:?}");
        assert!([slow, typed].map(owner).contains(&head));
    });
}

#[test]
fn the_time_until_it_goes_on_is_working_time() {
    both(|house| {
        let people = sellers(house, &["Ann", "Bob"]);
        rule(house, "All", json!({"method": "round_robin", "people": named(&people), "move_after": 60}));
        // Half past five in the afternoon in Prague.
        house.pass(7 * 60 + 30);
        let late = lead(house, json!({"name": "Late"})).id;
        house.pass(15 * 60 + 29 + 30);
        work(house);
        assert_eq!(house.see("lead", late).owner(), Some(people[0]));
        house.pass(1);
        work(house);
        assert_eq!(house.see("lead", late).owner(), Some(people[1]));
    });
}
