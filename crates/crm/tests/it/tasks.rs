//! Tasks: defaults, completing with the next step, reopening.

use kith_catalogue::Value;
use kith_engine::query::ListQuery;
use kith_engine::undo::{self, Target};
use serde_json::json;
use uuid::Uuid;

use crate::house::{House, both, code, map, problems};

fn tasks(house: &House) -> usize {
    house.ws.read_blocking(house.ctx(house.admin), |r| Ok(r.list(&ListQuery::new("task"))?.rows.len())).unwrap()
}

#[test]
fn a_task_is_a_to_do_of_normal_priority_for_whoever_makes_it() {
    both(|house| {
        let task = house.make("task", json!({"title": "Call"}));
        assert_eq!(task.value("type"), &Value::Option("todo".to_owned()));
        assert_eq!(task.value("priority"), &Value::Option("normal".to_owned()));
        assert_eq!(task.reference("assignee"), Some(house.admin));
    });
}

#[test]
fn completing_may_plan_the_next_step_and_both_are_taken_back_as_one() {
    both(|house| {
        let deal = house.make("deal", json!({"name": "A"})).id;
        let task = house.make("task", json!({"title": "Call", "about": {"object": "deal", "id": deal}})).id;
        let (batch, next) = house
            .admin(move |tx| {
                let next = json!({"title": "Visit", "type": "meeting", "due_at": "2026-03-09T10:00:00Z"});
                let done = tx.verb("task", task, "complete", &map(json!({"result": "Agreed", "next": next})))?;
                assert_eq!(done.value("done_at"), &Value::DateTime(tx.ctx.now));
                assert_eq!(done.value("result"), &Value::Text("Agreed".to_owned()));
                let all = tx.list(&ListQuery::new("task"))?;
                let next = all.rows.iter().map(|row| row.id).find(|id| *id != task).unwrap();
                Ok((tx.ctx.batch.unwrap(), next))
            })
            .unwrap();
        let next_task = house.see("task", next);
        assert_eq!(next_task.reference("about"), Some(deal));
        assert_eq!(next_task.reference("assignee"), Some(house.admin));
        assert_eq!(house.events(task), ["task.created", "task.completed"]);
        house.admin(move |tx| undo::run(tx, Target::Batch(batch))).unwrap();
        assert!(house.see("task", task).value("done_at").is_null());
        assert!(house.see("task", next).deleted_at.is_some());
    });
}

#[test]
fn a_next_step_that_does_not_hold_leaves_the_task_open() {
    both(|house| {
        let task = house.make("task", json!({"title": "Call"})).id;
        let before = house.traces("task", task);
        let complete = |params| house.verb("task", task, "complete", params).unwrap_err();
        assert_eq!(problems(&complete(json!({"next": {"type": "call"}}))), [("next.title".to_owned(), "required")]);
        assert_eq!(problems(&complete(json!({"next": "later"}))), [("next".to_owned(), "wrong_type")]);
        assert_eq!(problems(&complete(json!({"ending": "good"}))), [("ending".to_owned(), "unknown_key")]);
        assert_eq!(problems(&complete(json!({"outcome": "good"}))), [("outcome".to_owned(), "wrong_type")]);
        assert_eq!(problems(&complete(json!({"outcome": {"won": {}}}))), [("outcome".to_owned(), "not_about_a_deal")]);
        assert_eq!(house.traces("task", task), before);
        assert_eq!(tasks(house), 1);
    });
}

#[test]
fn done_is_done_until_it_is_reopened() {
    both(|house| {
        let task = house.make("task", json!({"title": "Call"})).id;
        assert_eq!(code(&house.verb("task", task, "reopen", json!({})).unwrap_err()), "not_done");
        house.change("task", task, json!({"done_at": "2026-03-01T10:00:00Z"})).unwrap();
        assert_eq!(code(&house.verb("task", task, "complete", json!({})).unwrap_err()), "already_done");
        let open = house.verb("task", task, "reopen", json!({})).unwrap();
        assert!(open.value("done_at").is_null());
        let bob: Uuid = house.person("Bob", crate::house::reach("all"));
        house.verb("task", task, "assign", json!({"assignee": bob})).unwrap();
        house.verb("task", task, "assign", json!({"owner": house.admin})).unwrap();
        assert_eq!(
            house.events(task),
            ["task.created", "task.completed", "task.reopened", "task.assigned", "task.assigned"]
        );
    });
}
