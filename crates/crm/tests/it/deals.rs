//! Deals: what follows from what was given, and the verbs.

use kith_catalogue::Value;
use kith_crm::pipeline::StageKind;
use kith_engine::undo::{self, Target};
use serde_json::json;

use crate::house::{both, code, problems, reach};

#[test]
fn a_deal_that_says_nothing_gets_number_pipeline_stage_probability_and_owner() {
    both(|house| {
        let deal = house.make("deal", json!({}));
        assert_eq!(deal.title(), "Deal 1");
        assert_eq!(deal.value("number"), &Value::Number(1.into()));
        assert_eq!(deal.reference("pipeline"), Some(house.pipeline().id));
        assert_eq!(deal.reference("stage"), Some(house.stage("New")));
        assert_eq!(deal.value("probability"), &Value::Number(10.into()));
        assert_eq!(deal.owner(), Some(house.admin));
        assert_eq!(deal.reference("furthest_stage"), Some(house.stage("New")));
        assert_eq!(deal.value("closed_at"), &Value::Null);
        assert_eq!(house.make("deal", json!({"name": "Second"})).value("number"), &Value::Number(2.into()));
        assert_eq!(house.events(deal.id), ["deal.created"]);
    });
}

#[test]
fn name_is_composed_of_product_and_company_or_of_the_contact() {
    both(|house| {
        let company = house.make("company", json!({"name": "Brackenridge"})).id;
        let product = house.make("product", json!({"name": "Tern desk"})).id;
        let contact = house.make("contact", json!({"name": "Grace Hopper"})).id;
        let name = |fields| house.make("deal", fields).title();
        assert_eq!(name(json!({"company": company, "product": product})), "Tern desk – Brackenridge");
        assert_eq!(name(json!({"company": company, "contact": contact})), "Brackenridge");
        assert_eq!(name(json!({"contact": contact})), "Grace Hopper");
        assert_eq!(name(json!({"contact": contact, "name": "  Mine  "})), "Mine");
    });
}

#[test]
fn a_move_takes_the_probability_of_the_stage_unless_one_is_given() {
    both(|house| {
        let deal = house.make("deal", json!({"name": "A"})).id;
        let moved = house.verb("deal", deal, "move", json!({"stage": house.stage("Proposal")})).unwrap();
        assert_eq!(moved.value("probability"), &Value::Number(50.into()));
        assert_eq!(moved.reference("furthest_stage"), Some(house.stage("Proposal")));
        let moved = house.change("deal", deal, json!({"stage": house.stage("Qualified"), "probability": 33})).unwrap();
        assert_eq!(moved.value("probability"), &Value::Number(33.into()));
        assert_eq!(moved.reference("furthest_stage"), Some(house.stage("Proposal")));
        assert_eq!(house.events(deal), ["deal.created", "deal.moved", "deal.moved"]);
    });
}

#[test]
fn winning_closes_and_reopening_goes_back_to_where_it_was_worked_on() {
    both(|house| {
        let deal = house.make("deal", json!({"name": "A", "engaged_on": "2026-02-20"})).id;
        house.verb("deal", deal, "move", json!({"stage": house.stage("Negotiation")})).unwrap();
        house.pass(60);
        let won = house
            .verb("deal", deal, "win", json!({"amount": {"amount": "100.50", "currency": "EUR"}, "reason": "Price"}))
            .unwrap();
        assert_eq!(won.reference("stage"), Some(house.kind(StageKind::Won)));
        assert_eq!(won.value("closed_at"), &Value::DateTime(house.ws.clock().now()));
        assert_eq!(won.value("probability"), &Value::Number(100.into()));
        assert_eq!(won.value("cycle_days"), &Value::Number(10.into()));
        assert_eq!(won.value("outcome_reason"), &Value::Text("Price".to_owned()));
        let open = house.verb("deal", deal, "reopen", json!({})).unwrap();
        assert_eq!(open.reference("stage"), Some(house.stage("Negotiation")));
        assert_eq!(open.value("closed_at"), &Value::Null);
        assert_eq!(open.value("cycle_days"), &Value::Null);
        assert_eq!(open.value("outcome_reason"), &Value::Null);
        assert_eq!(open.value("probability"), &Value::Number(75.into()));
        assert_eq!(open.reference("furthest_stage"), Some(house.kind(StageKind::Won)));
        let lost = house.verb("deal", deal, "lose", json!({"closed_at": "2026-03-01"})).unwrap();
        assert_eq!(lost.value("probability"), &Value::Number(0.into()));
        assert_eq!(lost.value("cycle_days"), &Value::Number(9.into()));
        assert_eq!(house.events(deal), ["deal.created", "deal.moved", "deal.won", "deal.reopened", "deal.lost"]);
    });
}

#[test]
fn where_a_pipeline_has_several_ends_of_a_kind_one_is_named() {
    both(|house| {
        let pipeline = house.pipeline().id;
        let unfit = house
            .admin(move |tx| {
                let new = serde_json::from_value(json!({"name": "No fit", "kind": "lost"})).unwrap();
                kith_crm::pipeline::stages::add_stage(tx, pipeline, new)
            })
            .unwrap();
        let deal = house.make("deal", json!({"name": "A"})).id;
        let lost = house.verb("deal", deal, "lose", json!({"stage": unfit.id, "reason": "Too small"})).unwrap();
        assert_eq!(lost.reference("stage"), Some(unfit.id));
        assert_eq!(lost.value("outcome_reason"), &Value::Text("Too small".to_owned()));
        let other = house.verb("deal", deal, "lose", json!({"stage": house.kind(StageKind::Lost)})).unwrap();
        assert_eq!(other.reference("stage"), Some(house.kind(StageKind::Lost)));
    });
}

#[test]
fn dragging_to_won_tells_the_same_story_as_the_verb() {
    both(|house| {
        let by_patch = house.make("deal", json!({"name": "A"})).id;
        house.change("deal", by_patch, json!({"stage": house.kind(StageKind::Won)})).unwrap();
        let by_move = house.make("deal", json!({"name": "B"})).id;
        house.verb("deal", by_move, "move", json!({"stage": house.kind(StageKind::Won)})).unwrap();
        for deal in [by_patch, by_move] {
            assert_eq!(house.events(deal), ["deal.created", "deal.won"]);
            assert!(!house.see("deal", deal).value("closed_at").is_null());
        }
    });
}

#[test]
fn refused_verbs_leave_everything_as_it_was() {
    both(|house| {
        let deal = house.make("deal", json!({"name": "A"})).id;
        let other = house
            .admin(|tx| {
                let new = serde_json::from_value(json!({"name": "Other"})).unwrap();
                kith_crm::pipeline::edit::create(tx, new)
            })
            .unwrap();
        let viewer = house.person("Vera", json!({"default": {"read": "all"}}));
        let stranger = house.person("Stan", reach("own"));
        let before = house.traces("deal", deal);
        let open = house.stage("Qualified");
        let refuse = |who, verb, params| house.verb_of(who, "deal", deal, verb, params).unwrap_err();
        let me = house.admin;
        assert_eq!(code(&refuse(me, "reopen", json!({}))), "not_closed");
        assert_eq!(problems(&refuse(me, "move", json!({}))), [("stage".to_owned(), "required")]);
        assert_eq!(
            problems(&refuse(me, "move", json!({"stage": open, "pipeline": other.id}))),
            [("stage".to_owned(), "not_in_pipeline")]
        );
        let nobody = "00000000-0000-7000-8000-000000000000";
        assert_eq!(problems(&refuse(me, "move", json!({"stage": nobody}))), [("stage".to_owned(), "not_found")]);
        assert_eq!(code(&refuse(me, "win", json!({"stage": open}))), "no_such_stage");
        assert_eq!(problems(&refuse(me, "lose", json!({"stage": nobody}))), [("stage".to_owned(), "not_found")]);
        assert_eq!(problems(&refuse(me, "win", json!({"reason": 7}))), [("reason".to_owned(), "wrong_type")]);
        assert_eq!(problems(&refuse(me, "assign", json!({"owner": nobody}))), [("owner".to_owned(), "not_found")]);
        assert_eq!(problems(&refuse(me, "assign", json!({}))), [("owner".to_owned(), "required")]);
        assert_eq!(code(&refuse(viewer, "move", json!({"stage": open}))), "edit");
        assert_eq!(code(&refuse(viewer, "win", json!({}))), "edit");
        assert_eq!(code(&refuse(stranger, "win", json!({}))), "not_found");
        assert!(house.verb("deal", deal, "move", json!({"stage": open, "version": 9})).is_err());
        assert!(house.change("deal", deal, json!({"closed_at": "2026-01-01"})).is_err());
        assert!(house.change("deal", deal, json!({"furthest_stage": open})).is_err());
        assert_eq!(house.traces("deal", deal), before);
    });
}

#[test]
fn a_stage_of_another_pipeline_brings_the_deal_there() {
    both(|house| {
        let deal = house.make("deal", json!({"name": "A"})).id;
        house.verb("deal", deal, "move", json!({"stage": house.stage("Negotiation")})).unwrap();
        let other = house
            .admin(|tx| {
                let new = serde_json::from_value(json!({"name": "Other"})).unwrap();
                kith_crm::pipeline::edit::create(tx, new)
            })
            .unwrap();
        let first = other.first_open().unwrap().id;
        let moved = house.verb("deal", deal, "move", json!({"stage": first})).unwrap();
        assert_eq!((moved.reference("pipeline"), moved.reference("stage")), (Some(other.id), Some(first)));
        assert_eq!(moved.reference("furthest_stage"), Some(first));
        let back = house.verb("deal", deal, "move", json!({"pipeline": house.pipeline().id})).unwrap();
        assert_eq!(back.reference("stage"), Some(house.stage("New")));
        assert_eq!(back.reference("furthest_stage"), Some(house.stage("Negotiation")));
    });
}

#[test]
fn undoing_a_win_takes_everything_back() {
    both(|house| {
        let deal = house.make("deal", json!({"name": "A"})).id;
        house.pass(5);
        let before = house.see("deal", deal);
        let event = house
            .admin(move |tx| {
                tx.verb("deal", deal, "win", &crate::house::map(json!({"reason": "Price"})))?;
                Ok(tx.last_event().unwrap())
            })
            .unwrap();
        house.admin(move |tx| undo::run(tx, Target::Event(event))).unwrap();
        let after = house.see("deal", deal);
        for key in ["stage", "probability", "closed_at", "cycle_days", "outcome_reason", "furthest_stage"] {
            assert_eq!(after.value(key), before.value(key), "{key}");
        }
        assert_eq!(house.stays(deal).len(), 1);
        assert_eq!(house.stays(deal)[0].left_at, None);
    });
}

#[test]
fn handing_over_is_told_as_such_and_hiding_it_from_oneself_is_refused() {
    both(|house| {
        let bob = house.person("Bob", reach("own"));
        let deal = house.try_make(bob, "deal", json!({"name": "A"})).unwrap().id;
        let before = house.traces("deal", deal);
        let error = house.verb_of(bob, "deal", deal, "assign", json!({"owner": house.admin})).unwrap_err();
        assert!(matches!(code(&error), "edit" | "would_hide"), "{error:?}");
        assert_eq!(house.traces("deal", deal), before);
        house.change("deal", deal, json!({"owner": house.admin})).unwrap();
        house.verb("deal", deal, "assign", json!({"owner": bob})).unwrap();
        assert_eq!(house.events(deal), ["deal.created", "deal.assigned", "deal.assigned"]);
    });
}
