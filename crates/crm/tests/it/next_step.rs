//! The next step of a deal: kept with its tasks, and never missing where a pipeline enforces it.

use kith_catalogue::Value;
use kith_crm::pipeline::{edit, stages};
use kith_engine::bulk::{self, Operation, Selection};
use kith_engine::undo::{self, Target};
use kith_engine::{Error, Record};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::house::{House, both, code, map, problems};

pub fn enforce(house: &House) {
    let id = house.pipeline().id;
    let rules = map(json!({"next_step": "enforce"}));
    let change = edit::PipelineChange { rules: Some(rules), ..Default::default() };
    house.admin(move |tx| edit::change(tx, id, change.clone())).unwrap();
}

pub fn plan(house: &House, stage: &str, plan: Json) {
    let id = house.stage(stage);
    let change = stages::StageChange { rules: Some(map(json!({"plan": plan}))), ..Default::default() };
    house.admin(move |tx| stages::change_stage(tx, id, &change)).unwrap();
}

fn task(house: &House, deal: Uuid, title: &str, due: Option<&str>) -> Uuid {
    house.make("task", json!({"title": title, "about": {"object": "deal", "id": deal}, "due_at": due})).id
}

fn next(house: &House, deal: Uuid) -> Option<Uuid> {
    house.see("deal", deal).reference("next_task")
}

fn refused(error: &Error) {
    assert_eq!(code(error), "next_step_required");
    assert_eq!(problems(error), [("next".to_owned(), "next_step_required")]);
}

#[test]
fn a_deal_carries_the_open_task_that_is_due_first() {
    both(|house| {
        let deal = house.make("deal", json!({"name": "A"})).id;
        assert_eq!(next(house, deal), None);
        let version = house.see("deal", deal).version;
        let whenever = task(house, deal, "Whenever", None);
        assert_eq!(next(house, deal), Some(whenever));
        let late = task(house, deal, "Late", Some("2026-04-01T10:00:00Z"));
        let soon = task(house, deal, "Soon", Some("2026-03-05T10:00:00Z"));
        assert_eq!(next(house, deal), Some(soon));
        let at = Value::DateTime("2026-03-05T10:00:00Z".parse().unwrap());
        assert_eq!(house.see("deal", deal).value("next_task_at"), &at);
        house.change("task", late, json!({"due_at": "2026-03-03T10:00:00Z"})).unwrap();
        assert_eq!(next(house, deal), Some(late));
        house.verb("task", late, "complete", json!({})).unwrap();
        assert_eq!(next(house, deal), Some(soon));
        house.admin(move |tx| tx.delete("task", soon, None)).unwrap();
        assert_eq!(next(house, deal), Some(whenever));
        let other = house.make("deal", json!({"name": "B"})).id;
        house.change("task", whenever, json!({"about": {"object": "deal", "id": other}})).unwrap();
        assert_eq!((next(house, deal), next(house, other)), (None, Some(whenever)));
        // It is nobody's change of the deal.
        assert_eq!(house.see("deal", deal).version, version);
        assert_eq!(house.events(deal), ["deal.created"]);
    });
}

#[test]
fn a_deal_that_was_only_given_tasks_can_still_be_taken_back() {
    both(|house| {
        let (deal, event) = house
            .admin(|tx| {
                let deal = tx.create("deal", &map(json!({"name": "A"})), Default::default())?;
                Ok((deal.id, tx.last_event().unwrap()))
            })
            .unwrap();
        house.change("deal", deal, json!({"name": "B"})).unwrap();
        house.change("deal", deal, json!({"name": "A"})).unwrap();
        task(house, deal, "Call", None);
        house.admin(move |tx| undo::run(tx, Target::Event(event))).unwrap();
        assert!(house.see("deal", deal).deleted_at.is_some());
    });
}

#[test]
fn entering_a_stage_makes_its_plan_once() {
    both(|house| {
        plan(
            house,
            "Qualified",
            json!([
                {"title": "Call the client", "type": "call", "due": {"in": 2, "unit": "working_hour"}},
                {"title": "Send the price list", "type": "mail", "due": {"in": 3}},
            ]),
        );
        let deal = house.make("deal", json!({"name": "A"})).id;
        assert_eq!(tasks(house, deal).len(), 0);
        let moved = house.verb("deal", deal, "move", json!({"stage": house.stage("Qualified")})).unwrap();
        let made = tasks(house, deal);
        assert_eq!(made.iter().map(Record::title).collect::<Vec<_>>(), ["Call the client", "Send the price list"]);
        // Monday 2 March, ten in Prague, two working hours on; and three working days on.
        assert_eq!(made[0].value("due_at"), &Value::DateTime("2026-03-02T11:00:00Z".parse().unwrap()));
        assert_eq!(made[1].value("due_at"), &Value::DateTime("2026-03-05T09:00:00Z".parse().unwrap()));
        assert_eq!(made[0].reference("assignee"), Some(house.admin));
        assert_eq!(moved.reference("next_task"), Some(made[0].id), "the answer knows what was made");
        house.verb("deal", deal, "move", json!({"stage": house.stage("New")})).unwrap();
        house.verb("deal", deal, "move", json!({"stage": house.stage("Qualified")})).unwrap();
        assert_eq!(tasks(house, deal).len(), 2, "what is still to be done is not planned twice");
    });
}

/// The open tasks about a deal in the order in which they are due.
pub fn tasks(house: &House, deal: Uuid) -> Vec<Record> {
    let ids = house
        .ws
        .read_blocking(house.ws.system_ctx(), move |r| {
            let object = r.object("task")?;
            let mut query = kith_engine::query::ListQuery::new("task");
            let about = kith_catalogue::Expr::eq(object.must("about"), kith_catalogue::Part::Value, deal);
            let done = kith_catalogue::Expr::term(object.must("done_at"), kith_catalogue::filter::Test::Filled);
            query.filter = about.and(done.negate());
            Ok(r.list(&query)?.rows.iter().map(|row| row.id).collect::<Vec<_>>())
        })
        .unwrap();
    let mut found: Vec<Record> = ids.into_iter().map(|id| house.see("task", id)).collect();
    found.sort_by_key(|task| task.value("due_at").as_time());
    found
}

#[test]
fn where_it_is_enforced_every_way_to_be_open_makes_a_first_task() {
    both(|house| {
        enforce(house);
        plan(house, "New", json!([{"title": "Call", "type": "call"}]));
        let deal = house.make("deal", json!({"name": "A"})).id;
        let first = next(house, deal).expect("a first task");
        assert_eq!(house.see("task", first).title(), "Call");
        // Won with its task done, and reopened: there is one again.
        house.verb("deal", deal, "win", json!({})).unwrap();
        house.verb("task", first, "complete", json!({})).unwrap();
        assert_eq!(next(house, deal), None);
        house.verb("deal", deal, "reopen", json!({"stage": house.stage("Proposal")})).unwrap();
        assert_eq!(house.see("task", next(house, deal).unwrap()).title(), "Plan the next step");
        // From the bin, where its tasks could be finished.
        house.admin(move |tx| tx.delete("deal", deal, None)).unwrap();
        house.verb("task", next(house, deal).unwrap(), "complete", json!({})).unwrap();
        house.admin(move |tx| tx.restore("deal", deal)).unwrap();
        assert!(next(house, deal).is_some());
        // An import too.
        let row = map(json!({"name": "C"}));
        let made = house.import(move |tx| tx.create_many("deal", std::slice::from_ref(&row))).unwrap();
        let made = made.into_iter().next().unwrap().unwrap();
        assert!(made.reference("next_task").is_some() && next(house, made.id).is_some());
    });
}

#[test]
fn the_last_task_goes_only_together_with_what_follows_it() {
    both(|house| {
        enforce(house);
        let deal = house.make("deal", json!({"name": "A"})).id;
        let last = next(house, deal).unwrap();
        refused(&house.verb("task", last, "complete", json!({})).unwrap_err());
        refused(&house.change("task", last, json!({"done_at": "2026-03-02T09:00:00Z"})).unwrap_err());
        refused(&house.admin(move |tx| tx.delete("task", last, None)).unwrap_err());
        refused(&house.change("task", last, json!({"about": null})).unwrap_err());
        refused(&house.change("task", last, json!({"assignee": null})).unwrap_err());
        let done = Operation::Verb("complete".to_owned(), map(json!({})));
        let outcome = house.admin(move |tx| bulk::run(tx, "task", Selection::Ids(vec![last]), &done, false)).unwrap();
        assert_eq!(outcome.results[0].code.as_deref(), Some("next_step_required"));
        assert_eq!(next(house, deal), Some(last));

        house.verb("task", last, "complete", json!({"next": {"title": "Meet"}})).unwrap();
        let last = next(house, deal).unwrap();
        assert_eq!(house.see("task", last).title(), "Meet");
        house.verb("task", last, "complete", json!({"stage": house.stage("Proposal")})).unwrap();
        let last = next(house, deal).unwrap();
        assert_eq!(house.see("task", last).title(), "Plan the next step");
        house.verb("task", last, "complete", json!({"outcome": {"lost": {"reason": "Price"}}})).unwrap();
        assert_eq!(next(house, deal), None);
        assert_eq!(house.see("deal", deal).value("outcome_reason"), &Value::Text("Price".to_owned()));
    });
}

#[test]
fn a_task_that_nobody_is_to_do_is_no_next_step_to_fall_back_on() {
    both(|house| {
        enforce(house);
        let deal = house.make("deal", json!({"name": "A"})).id;
        let first = next(house, deal).unwrap();
        let second = task(house, deal, "Somebody should", None);
        house.change("task", second, json!({"assignee": null})).unwrap();
        refused(&house.verb("task", first, "complete", json!({})).unwrap_err());
        house.change("task", second, json!({"assignee": house.admin})).unwrap();
        house.verb("task", first, "complete", json!({})).unwrap();
        assert_eq!(next(house, deal), Some(second));
    });
}

#[test]
fn what_follows_is_one_batch_with_the_task_and_taken_back_with_it() {
    both(|house| {
        enforce(house);
        let deal = house.make("deal", json!({"name": "A"})).id;
        let last = next(house, deal).unwrap();
        let params = map(json!({"outcome": {"won": {"amount": {"amount": "7.00", "currency": "EUR"}}}}));
        let batch = house
            .admin(move |tx| {
                tx.verb("task", last, "complete", &params)?;
                Ok(tx.ctx.batch.unwrap())
            })
            .unwrap();
        assert!(house.see("deal", deal).value("closed_at").as_time().is_some());
        house.admin(move |tx| undo::run(tx, Target::Batch(batch))).unwrap();
        assert!(house.see("deal", deal).value("closed_at").is_null());
        assert!(next(house, deal).is_some());
        assert!(house.see("task", last).value("done_at").is_null());
    });
}

#[test]
fn undo_cannot_leave_a_deal_without_a_next_step() {
    both(|house| {
        enforce(house);
        let deal = house.make("deal", json!({"name": "A"})).id;
        let first = next(house, deal).unwrap();
        let (second, made) = house
            .admin(move |tx| {
                let fields = map(json!({"title": "Second", "about": {"object": "deal", "id": deal}}));
                let task = tx.create("task", &fields, Default::default())?;
                Ok((task.id, tx.last_event().unwrap()))
            })
            .unwrap();
        house.verb("task", first, "complete", json!({})).unwrap();
        assert_eq!(next(house, deal), Some(second));
        refused(&house.admin(move |tx| undo::run(tx, Target::Event(made))).unwrap_err());
        assert_eq!(next(house, deal), Some(second));
    });
}

#[test]
fn a_lost_deal_with_a_date_to_come_back_has_a_task_for_it() {
    both(|house| {
        let deal = house.make("deal", json!({"name": "A"})).id;
        let odd = house.verb("deal", deal, "lose", json!({"come_back_on": "in May"})).unwrap_err();
        assert_eq!(problems(&odd), [("come_back_on".to_owned(), "wrong_format")]);
        let past = house.verb("deal", deal, "lose", json!({"come_back_on": "2020-01-01"})).unwrap_err();
        assert_eq!(problems(&past), [("come_back_on".to_owned(), "in_the_past")]);
        house.verb("deal", deal, "lose", json!({"come_back_on": "2026-09-01"})).unwrap();
        let task = house.see("task", next(house, deal).unwrap());
        assert_eq!(task.title(), "Come back to the client");
        assert_eq!(task.value("due_at"), &Value::DateTime("2026-09-01T07:00:00Z".parse().unwrap()));
    });
}

#[test]
fn what_the_rules_ask_for_is_made_whatever_the_actor_may_do_himself() {
    both(|house| {
        enforce(house);
        let seller = house.person(
            "Seller",
            json!({
                "default": {"read": "own", "create": "own", "edit": "own", "delete": "none"},
                "objects": {"task": {"read": "own", "create": "none", "edit": "own", "delete": "none"}},
            }),
        );
        let deal = house.try_make(seller, "deal", json!({"name": "A"})).unwrap();
        let task = house.see("task", deal.reference("next_task").expect("the answer knows the task"));
        assert_eq!(task.reference("assignee"), Some(seller));
        refused(&house.verb_of(seller, "task", task.id, "complete", json!({})).unwrap_err());
    });
}
