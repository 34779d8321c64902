//! The rules of stages: what has to be filled, done and allowed for a deal to come to one, by whatever door.

use kith_catalogue::Value;
use kith_crm::pipeline::{edit, stages};
use kith_engine::bulk::{self, Operation, Selection};
use kith_engine::people::{roles, teams, users};
use kith_engine::undo::{self, Target};
use kith_engine::{CreateOptions, Error, Lane, Origin, Rules};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::house::{House, both, code, map, problems, reach};

/// Gives a stage of the default pipeline rules.
fn rule(house: &House, stage: &str, rules: Json) {
    let (id, rules) = (house.stage(stage), map(rules));
    let change = stages::StageChange { rules: Some(rules), ..Default::default() };
    house.admin(move |tx| stages::change_stage(tx, id, &change)).unwrap();
}

/// Gives the default pipeline rules.
fn rule_pipeline(house: &House, rules: Json) {
    let (id, rules) = (house.pipeline().id, map(rules));
    let change = edit::PipelineChange { rules: Some(rules), ..Default::default() };
    house.admin(move |tx| edit::change(tx, id, change.clone())).unwrap();
}

fn refused(error: &Error) -> Vec<(String, &'static str)> {
    assert_eq!(code(error), "stage_rules");
    problems(error)
}

fn required(field: &str) -> (String, &'static str) {
    (field.to_owned(), "required")
}

#[test]
fn a_refused_move_names_each_missing_field_and_filling_them_completes_it() {
    both(|house| {
        rule(house, "Proposal", json!({"required": ["amount", "company.website", "contact.emails"]}));
        let company = house.make("company", json!({"name": "Brackenridge"})).id;
        let deal = house.make("deal", json!({"name": "A", "company": company})).id;
        let stage = house.stage("Proposal");
        let before = house.traces("deal", deal);
        let error = house.verb("deal", deal, "move", json!({"stage": stage})).unwrap_err();
        let missing = ["amount", "company.website", "contact", "contact.emails"].map(required);
        assert_eq!(refused(&error), missing);
        assert_eq!(house.traces("deal", deal), before);

        let contact = house.make("contact", json!({"name": "Grace Hopper"})).id;
        let set = json!({
            "amount": {"amount": "10.00", "currency": "EUR"}, "company.website": "brackenridge.example",
            "contact": contact, "contact.emails": [{"value": "grace@brackenridge.example"}],
        });
        let params = map(json!({"stage": stage, "set": set}));
        let (moved, batch) =
            house.admin(move |tx| Ok((tx.verb("deal", deal, "move", &params)?, tx.ctx.batch))).unwrap();
        assert_eq!(moved.reference("stage"), Some(stage));
        assert_eq!(house.see("company", company).value("website"), &Value::Text("brackenridge.example".to_owned()));
        assert_eq!(house.events(company), ["company.created", "company.updated"]);
        assert_eq!(house.events(deal), ["deal.created", "deal.moved"]);

        let batch = batch.expect("several changes are one batch");
        house.admin(move |tx| undo::run(tx, Target::Batch(batch))).unwrap();
        assert_eq!(house.see("deal", deal).reference("stage"), Some(house.stage("New")));
        assert!(house.see("company", company).value("website").is_null());
        assert!(house.see("contact", contact).value("emails").is_null());
    });
}

#[test]
fn undoing_brings_no_deal_back_to_a_stage_without_what_it_asks_for() {
    both(|house| {
        for stage in ["Proposal", "Negotiation"] {
            rule(house, stage, json!({"required": ["company.website"]}));
        }
        let company = house.make("company", json!({"name": "Brackenridge", "website": "brackenridge.example"})).id;
        let deal = house.make("deal", json!({"name": "A", "company": company})).id;
        house.verb("deal", deal, "move", json!({"stage": house.stage("Proposal")})).unwrap();
        house.change("company", company, json!({"website": null})).unwrap();
        let params = map(json!({"stage": house.stage("Negotiation"), "set": {"company.website": "b.example"}}));
        let batch = house.admin(move |tx| tx.verb("deal", deal, "move", &params).map(|_| tx.ctx.batch)).unwrap();
        let batch = batch.expect("several changes are one batch");
        let error = house.admin(move |tx| undo::run(tx, Target::Batch(batch))).unwrap_err();
        assert_eq!(refused(&error), [required("company.website")]);
        assert_eq!(house.see("deal", deal).reference("stage"), Some(house.stage("Negotiation")));
        assert_eq!(house.see("company", company).value("website"), &Value::Text("b.example".to_owned()));
    });
}

#[test]
fn a_move_that_fills_wrongly_changes_nothing_and_names_the_linked_field() {
    both(|house| {
        rule(house, "Proposal", json!({"required": ["company.website", "amount"]}));
        let company = house.make("company", json!({"name": "Brackenridge"})).id;
        let deal = house.make("deal", json!({"name": "A", "company": company})).id;
        let stage = house.stage("Proposal");
        let with = |set: Json| house.verb("deal", deal, "move", json!({"stage": stage, "set": set})).unwrap_err();
        assert_eq!(problems(&with(json!({"company.wibsite": "x"}))), [("company.wibsite".to_owned(), "unknown_field")]);
        assert_eq!(problems(&with(json!({"owner.name": "x"}))), [("owner".to_owned(), "unknown_field")]);
        assert_eq!(refused(&with(json!({"company.website": "x.example"}))), [required("amount")]);
        assert!(house.see("company", company).value("website").is_null());
        assert_eq!(house.events(company), ["company.created"]);
    });
}

#[test]
fn rules_hold_for_plain_changes_new_deals_bulk_imports_and_undo_alike() {
    both(|house| {
        rule(house, "Proposal", json!({"required": ["amount"]}));
        let stage = house.stage("Proposal");
        let money = json!({"amount": "10.00", "currency": "EUR"});
        let deal = house.make("deal", json!({"name": "A"})).id;
        assert_eq!(refused(&house.change("deal", deal, json!({"stage": stage})).unwrap_err()), [required("amount")]);
        let fresh = house.try_make(house.admin, "deal", json!({"name": "B", "stage": stage}));
        assert_eq!(refused(&fresh.unwrap_err()), [required("amount")]);

        let set = Operation::Set(map(json!({"stage": stage})));
        let outcome = house.admin(move |tx| bulk::run(tx, "deal", Selection::Ids(vec![deal]), &set, false)).unwrap();
        assert_eq!(outcome.results[0].code.as_deref(), Some("stage_rules"));

        let row = map(json!({"name": "C", "stage": stage}));
        let made = house.import(move |tx| tx.create_many("deal", std::slice::from_ref(&row))).unwrap();
        assert_eq!(refused(made[0].as_ref().unwrap_err()), [required("amount")]);

        // There with an amount, back, the amount taken away: the way back there cannot be taken back.
        house.change("deal", deal, json!({"stage": stage, "amount": money})).unwrap();
        let back = house.admin({
            let new = house.stage("New");
            move |tx| {
                tx.update("deal", deal, None, &map(json!({"stage": new})))?;
                Ok(tx.last_event().unwrap())
            }
        });
        house.change("deal", deal, json!({"amount": null})).unwrap();
        let event = back.unwrap();
        let error = house.admin(move |tx| undo::run(tx, Target::Event(event))).unwrap_err();
        assert_eq!(refused(&error), [required("amount")]);
    });
}

#[test]
fn a_deal_keeps_what_its_stage_asks_for_as_long_as_it_is_there() {
    both(|house| {
        rule(house, "Proposal", json!({"required": ["amount"]}));
        let money = json!({"amount": "10.00", "currency": "EUR"});
        let deal = house.make("deal", json!({"name": "A", "amount": money, "stage": house.stage("Proposal")})).id;
        let error = house.change("deal", deal, json!({"amount": null})).unwrap_err();
        assert_eq!(refused(&error), [required("amount")]);
        house.change("deal", deal, json!({"amount": null, "stage": house.stage("New")})).unwrap();
    });
}

#[test]
fn an_import_may_record_what_it_breaks_instead() {
    both(|house| {
        rule(house, "Proposal", json!({"required": ["amount"]}));
        let stage = house.stage("Proposal");
        let mut ctx = house.ctx(house.admin);
        (ctx.origin, ctx.rules) = (Origin::Import, Rules::Record);
        let row = map(json!({"name": "C", "stage": stage}));
        let made = house
            .ws
            .write_blocking(ctx, Lane::Bulk, move |tx| tx.create_many("deal", std::slice::from_ref(&row)))
            .unwrap();
        let deal = made.into_iter().next().unwrap().unwrap().id;
        assert_eq!(house.see("deal", deal).reference("stage"), Some(stage));
        assert_eq!(house.events(deal), ["deal.created", "deal.rules_broken"]);
    });
}

#[test]
fn many_deals_are_moved_with_what_they_lack_and_those_that_still_lack_something_stay() {
    both(|house| {
        rule(house, "New", json!({"checklist": [{"text": "Called", "required": true}, {"text": "Coffee"}]}));
        rule(house, "Proposal", json!({"required": ["amount", "company.website"]}));
        let stage = house.stage("Proposal");
        let company = |name: &str, website: Json| house.make("company", json!({"name": name, "website": website})).id;
        let (known, unknown) = (company("Known", json!("known.example")), company("Unknown", Json::Null));
        let amount = |amount: &str| json!({"amount": amount, "currency": "EUR"});
        let deal = |fields: Json| house.make("deal", fields).id;
        let has = deal(json!({"name": "Has", "company": known, "amount": amount("7.00"), "checklist": ["Coffee"]}));
        let lacks = deal(json!({"name": "Lacks", "company": known}));
        let bare = deal(json!({"name": "Bare", "company": unknown}));
        let run = |params: Json, dry: bool| {
            let operation = Operation::Verb("move".to_owned(), map(params));
            house
                .admin(move |tx| bulk::run(tx, "deal", Selection::Ids(vec![has, lacks, bare]), &operation, dry))
                .unwrap()
        };
        let fields = |outcome: &bulk::BulkOutcome| -> Vec<Vec<String>> {
            let of = |one: &bulk::RecordResult| one.problems.iter().filter_map(|it| it.field.clone()).collect();
            outcome.results.iter().map(of).collect()
        };
        let tried = run(json!({"stage": stage}), true);
        let all = ["checklist", "amount", "company.website"].map(str::to_owned).to_vec();
        assert_eq!(fields(&tried), [vec!["checklist".to_owned()], all[..2].to_vec(), all.clone()]);

        let fill = json!({"amount": amount("9.00"), "checklist": ["Called"]});
        let params = json!({"stage": stage, "fill": fill, "next": {"title": "Send the offer"}});
        let tried = run(params.clone(), true);
        assert_eq!((tried.counts.changed, tried.counts.failed), (2, 1));
        assert_eq!(house.stage("New"), house.see("deal", has).reference("stage").unwrap(), "only tried");
        let done = run(params, false);
        assert_eq!(fields(&done), [Vec::new(), Vec::new(), vec!["company.website".to_owned()]]);
        let minor = |id: Uuid| house.see("deal", id).value("amount").as_money().map(|money| money.minor);
        assert_eq!((minor(has), minor(lacks), minor(bare)), (Some(700), Some(900), None), "what is there stays");
        let ticked = Value::Options(vec!["Coffee".to_owned(), "Called".to_owned()]);
        assert_eq!(house.see("deal", has).value("checklist"), &ticked);
        let next = |id: Uuid| house.see("deal", id).reference("next_task").map(|id| house.see("task", id).title());
        assert_eq!((next(has), next(bare)), (Some("Send the offer".to_owned()), None));
        assert_eq!(house.see("deal", bare).reference("stage"), Some(house.stage("New")));

        // A website for those whose company has none, and one undo for all of it.
        let done = run(
            json!({"stage": stage, "fill": {"amount": amount("9.00"), "checklist": ["Called"], "company.website": "new.example"}}),
            false,
        );
        assert_eq!((done.counts.changed, done.counts.failed), (1, 0));
        assert_eq!(house.see("company", known).value("website"), &Value::Text("known.example".to_owned()));
        let batch = done.batch.unwrap();
        house.admin(move |tx| undo::run(tx, Target::Batch(batch))).unwrap();
        assert!(house.see("company", unknown).value("website").is_null());
    });
}

#[test]
fn filling_in_for_many_tells_nobody_what_he_may_not_see() {
    both(|house| {
        let mut rights = reach("all");
        rights["default"]["hidden"] = json!(["amount"]);
        let blind = house.person("Blind", rights);
        let amount = json!({"amount": "7.00", "currency": "EUR"});
        let full = house.make("deal", json!({"name": "A", "amount": amount})).id;
        let empty = house.make("deal", json!({"name": "B"})).id;
        let params = json!({"stage": house.stage("Proposal"), "fill": {"amount": amount}});
        let answers = [full, empty].map(|id| {
            let error = house.verb_of(blind, "deal", id, "move", params.clone()).unwrap_err();
            problems(&error)
        });
        assert_eq!(answers[0], answers[1]);
    });
}

#[test]
fn an_import_that_empties_what_a_stage_asks_for_is_refused_or_recorded() {
    both(|house| {
        rule(house, "Proposal", json!({"required": ["amount"]}));
        let amount = json!({"amount": "5.00", "currency": "EUR"});
        let deal = house.make("deal", json!({"name": "C", "stage": house.stage("Proposal"), "amount": amount})).id;
        let empty = |rules: Rules| {
            let mut ctx = house.ctx(house.admin);
            (ctx.origin, ctx.rules) = (Origin::Import, rules);
            let row = map(json!({"amount": null}));
            house.ws.write_blocking(ctx, Lane::Bulk, move |tx| tx.update("deal", deal, None, &row))
        };
        assert_eq!(refused(&empty(Rules::Refuse).unwrap_err()), [required("amount")]);
        assert!(empty(Rules::Record).unwrap().value("amount").is_null());
        assert_eq!(house.events(deal), ["deal.created", "deal.updated", "deal.rules_broken"]);
    });
}

#[test]
fn a_checklist_holds_a_deal_back_only_from_going_on() {
    both(|house| {
        let list = json!([{"text": "Contract  sent", "required": true}, {"text": "Coffee drunk"}]);
        rule(house, "Qualified", json!({"checklist": list}));
        let deal = house.make("deal", json!({"name": "A", "stage": house.stage("Qualified")})).id;
        let error = house.verb("deal", deal, "move", json!({"stage": house.stage("Proposal")})).unwrap_err();
        assert_eq!(refused(&error), [("checklist".to_owned(), "checklist")]);
        let error = house.verb("deal", deal, "win", json!({})).unwrap_err();
        assert_eq!(refused(&error), [("checklist".to_owned(), "checklist")]);
        house.verb("deal", deal, "move", json!({"stage": house.stage("New")})).unwrap();
        house.verb("deal", deal, "move", json!({"stage": house.stage("Qualified")})).unwrap();
        house.verb("deal", deal, "lose", json!({})).unwrap();
        house.verb("deal", deal, "reopen", json!({})).unwrap();
        let done = json!({"stage": house.stage("Proposal"), "set": {"checklist": ["contract sent"]}});
        house.verb("deal", deal, "move", done).unwrap();
        // What has been taken off the list since stays done, and can be sent along.
        rule(house, "Qualified", json!({"checklist": [{"text": "Coffee drunk"}]}));
        house.change("deal", deal, json!({"checklist": ["contract sent", "coffee drunk"]})).unwrap();
        let error = house.change("deal", deal, json!({"checklist": ["contract sent", "tea drunk"]})).unwrap_err();
        assert_eq!((code(&error), problems(&error)), ("invalid", vec![("checklist".to_owned(), "unknown_option")]));
    });
}

#[test]
fn only_allowed_transitions_are_made_but_a_move_can_be_taken_back() {
    both(|house| {
        rule(house, "New", json!({"next": [house.stage("Qualified")]}));
        rule(house, "Qualified", json!({"next": [house.stage("Proposal")]}));
        let deal = house.make("deal", json!({"name": "A"})).id;
        let error = house.verb("deal", deal, "move", json!({"stage": house.stage("Proposal")})).unwrap_err();
        assert_eq!(refused(&error), [("stage".to_owned(), "transition_forbidden")]);
        let qualified = house.stage("Qualified");
        let event = house
            .admin(move |tx| {
                tx.verb("deal", deal, "move", &map(json!({"stage": qualified})))?;
                Ok(tx.last_event().unwrap())
            })
            .unwrap();
        house.admin(move |tx| undo::run(tx, Target::Event(event))).unwrap();
        assert_eq!(house.see("deal", deal).reference("stage"), Some(house.stage("New")));
    });
}

/// A person with a role of his own, and the role.
fn person_with_role(house: &House, name: &str) -> (Uuid, Uuid) {
    let person = house.person(name, reach("all"));
    let role = house.admin(move |tx| Ok(roles::of_user(tx.sql(), person)?[0].id)).unwrap();
    (person, role)
}

#[test]
fn roles_decide_who_moves_a_deal_in_and_out_and_undo_is_no_way_around() {
    both(|house| {
        let (head, role) = person_with_role(house, "Head");
        let (seller, _) = person_with_role(house, "Seller");
        rule(house, "Proposal", json!({"enter_roles": [role], "leave_roles": [role]}));
        let deal = house.make("deal", json!({"name": "A"})).id;
        let (stage, new) = (house.stage("Proposal"), house.stage("New"));
        let right = |error: Error| match error {
            Error::Refused { problems, .. } => problems[0].params["right"].as_str().unwrap().to_owned(),
            other => panic!("{other:?}"),
        };
        let enter = house.verb_of(seller, "deal", deal, "move", json!({"stage": stage})).unwrap_err();
        assert_eq!(right(enter), "enter_stage");
        house.verb_of(head, "deal", deal, "move", json!({"stage": stage})).unwrap();
        let leave = house.verb_of(seller, "deal", deal, "move", json!({"stage": new})).unwrap_err();
        assert_eq!(right(leave), "leave_stage");
        let event = house
            .act(head, move |tx| {
                tx.verb("deal", deal, "move", &map(json!({"stage": new})))?;
                Ok(tx.last_event().unwrap())
            })
            .unwrap();
        assert_eq!(right(house.act(seller, move |tx| undo::run(tx, Target::Event(event))).unwrap_err()), "enter_stage");
    });
}

#[test]
fn a_pipeline_of_a_team_takes_deals_from_that_team_and_those_below_only() {
    both(|house| {
        let inner = house.person("Inner", reach("all"));
        let outer = house.person("Outer", reach("all"));
        let team = house
            .admin(move |tx| {
                let top = teams::create(tx, "North", None, None)?;
                let below = teams::create(tx, "North-West", Some(top), None)?;
                let place = users::PersonChange { team: Some(Some(below)), ..Default::default() };
                users::change(tx, inner, &place)?;
                Ok(top)
            })
            .unwrap();
        let other = edit::NewPipeline { name: "Open to all".to_owned(), ..pipeline() };
        let other = house.admin(move |tx| edit::create(tx, other.clone())).unwrap();
        rule_pipeline(house, json!({"teams": [team]}));
        let own = house.pipeline().id;
        let made = house.try_make(inner, "deal", json!({"name": "A"})).unwrap();
        assert_eq!(made.reference("pipeline"), Some(own));
        // Who may not use the default pipeline gets the first that he may use.
        let made = house.try_make(outer, "deal", json!({"name": "B"})).unwrap();
        assert_eq!(made.reference("pipeline"), Some(other.id));
        let error = house.verb_of(outer, "deal", made.id, "move", json!({"pipeline": own})).unwrap_err();
        assert_eq!(refused(&error), [("pipeline".to_owned(), "forbidden")]);
    });
}

fn pipeline() -> edit::NewPipeline {
    serde_json::from_value(json!({"name": "x"})).unwrap()
}

#[test]
fn a_rule_about_what_the_mover_may_not_see_holds_without_naming_it() {
    both(|house| {
        rule(house, "Proposal", json!({"required": ["company.annual_revenue", "amount"]}));
        let seller = house.person(
            "Seller",
            json!({
                "default": {"read": "all", "create": "all", "edit": "all", "delete": "none"},
                "objects": {"company": {"read": "all", "create": "all", "edit": "all", "hidden": ["annual_revenue"]}},
            }),
        );
        let company = house.make("company", json!({"name": "Brackenridge"})).id;
        let money = json!({"amount": "10.00", "currency": "EUR"});
        let deal = house.make("deal", json!({"name": "A", "company": company, "amount": money})).id;
        let stage = house.stage("Proposal");
        let error = house.verb_of(seller, "deal", deal, "move", json!({"stage": stage})).unwrap_err();
        assert_eq!(refused(&error), [("stage".to_owned(), "required_hidden")]);
        house.change("company", company, json!({"annual_revenue": money})).unwrap();
        house.verb_of(seller, "deal", deal, "move", json!({"stage": stage})).unwrap();
    });
}

#[test]
fn rules_that_name_what_there_is_not_are_refused_at_their_place() {
    both(|house| {
        let id = house.stage("Proposal");
        let set = |rules: Json| {
            let change = stages::StageChange { rules: Some(map(rules)), ..Default::default() };
            problems(&house.admin(move |tx| stages::change_stage(tx, id, &change)).unwrap_err())
        };
        let one = |field: &str, code: &'static str| vec![(field.to_owned(), code)];
        assert_eq!(set(json!({"required": ["amount", "x_nothing"]})), one("rules.required[1]", "unknown_field"));
        assert_eq!(set(json!({"required": ["number"]})), one("rules.required[0]", "unknown_field"));
        assert_eq!(set(json!({"required": ["owner.name"]})), one("rules.required[0]", "unknown_field"));
        assert_eq!(set(json!({"next": [Uuid::nil()]})), one("rules.next[0]", "not_found"));
        assert_eq!(set(json!({"enter_roles": [Uuid::nil()]})), one("rules.enter_roles[0]", "not_found"));
        assert_eq!(set(json!({"checklist": [{"text": "A"}, {"text": "á"}]})), one("rules.checklist[1]", "not_unique"));
        assert_eq!(
            set(json!({"plan": [{"title": "Call", "type": "dance"}]})),
            one("rules.plan[0].type", "unknown_option")
        );
        assert_eq!(set(json!({"rotting_days": 0})), one("rules.rotting_days", "out_of_range"));
        assert_eq!(set(json!({"guidance": 7})), one("rules.guidance", "wrong_format"));
        assert_eq!(set(json!({"requierd": []})), one("rules.requierd", "unknown_key"));
        // What is left out stays, null takes back.
        rule(house, "Proposal", json!({"required": ["amount"], "rotting_days": 14, "guidance": " Ask. "}));
        rule(house, "Proposal", json!({"required": null}));
        let rules = house.pipeline().stage(id).unwrap().rules.clone();
        assert_eq!((rules.required.len(), rules.rotting_days, rules.guidance.as_deref()), (0, Some(14), Some("Ask.")));
    });
}

#[test]
fn reasons_come_from_the_list_and_other_needs_a_note() {
    both(|house| {
        let reasons = json!([{"name": "Price"}, {"name": "Other", "note_required": true}]);
        rule_pipeline(
            house,
            json!({
                "lost": {"reasons": reasons, "required": true},
                "won": {"amount_required": true},
            }),
        );
        let rival = house.make("company", json!({"name": "Rival"})).id;
        let deal = house.make("deal", json!({"name": "A"})).id;
        let lose = |params: Json| house.verb("deal", deal, "lose", params);
        assert_eq!(refused(&lose(json!({})).unwrap_err()), [required("outcome_reason")]);
        let odd = lose(json!({"reason": "Weather"})).unwrap_err();
        assert_eq!(refused(&odd), [("outcome_reason".to_owned(), "unknown_option")]);
        assert_eq!(refused(&lose(json!({"reason": "other"})).unwrap_err()), [required("outcome_note")]);
        let said = json!({"reason": "PRICE", "note": "10 % less elsewhere", "competitor": rival});
        let lost = lose(said).unwrap();
        assert_eq!(lost.value("outcome_reason"), &Value::Text("Price".to_owned()));
        assert_eq!(lost.reference("competitor"), Some(rival));
        // It cannot be taken away while the deal is lost.
        assert_eq!(
            refused(&house.change("deal", deal, json!({"outcome_reason": null})).unwrap_err()),
            [required("outcome_reason")]
        );
        let open = house.verb("deal", deal, "reopen", json!({})).unwrap();
        assert!(["outcome_reason", "outcome_note", "competitor"].iter().all(|key| open.value(key).is_null()));
        assert_eq!(refused(&house.verb("deal", deal, "win", json!({})).unwrap_err()), [required("amount")]);
        house.verb("deal", deal, "win", json!({"amount": {"amount": "5.00", "currency": "EUR"}})).unwrap();
        assert_eq!(house.events(deal), ["deal.created", "deal.lost", "deal.reopened", "deal.won"]);
    });
}

#[test]
fn a_removed_stage_sends_its_deals_on_whatever_the_rules_ask() {
    both(|house| {
        rule(house, "Proposal", json!({"required": ["amount"], "enter_roles": []}));
        let deal = house.make("deal", json!({"name": "A", "stage": house.stage("Qualified")})).id;
        let (from, to) = (house.stage("Qualified"), house.stage("Proposal"));
        house.admin(move |tx| kith_crm::pipeline::archive::remove_stage(tx, from, Some(to))).unwrap();
        assert_eq!(house.see("deal", deal).reference("stage"), Some(to));
        house.admin(move |tx| tx.create("deal", &map(json!({"name": "B"})), CreateOptions::default())).unwrap();
    });
}
