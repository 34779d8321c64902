//! Tasks that repeat: completing one makes the next, skipping moves it on, and the rule goes along.

use kith_catalogue::{Expr, Value};
use kith_crm::calendar;
use kith_engine::Record;
use kith_engine::query::ListQuery;
use kith_engine::undo::{self, Target};
use serde_json::json;
use uuid::Uuid;

use crate::house::{House, both, code, map, problems, reach};

fn open_tasks(house: &House) -> Vec<Record> {
    let ids: Vec<Uuid> = house
        .ws
        .read_blocking(house.ctx(house.admin), |r| {
            Ok(r.list(&ListQuery::new("task"))?.rows.iter().map(|row| row.id).collect())
        })
        .unwrap();
    let all = ids.into_iter().map(|id| house.see("task", id));
    all.filter(|task| task.value("done_at").is_null()).collect()
}

fn due(task: &Record) -> String {
    task.value("due_at").as_time().unwrap().to_string()
}

fn rule(task: &Record) -> Option<&str> {
    task.value("recurrence").as_text()
}

#[test]
fn completing_makes_the_next_in_the_same_batch_and_undo_takes_both_back() {
    both(|house| {
        let bob = house.person("Bob", reach("all"));
        let deal = house.make("deal", json!({"name": "A"})).id;
        let task = house.make(
            "task",
            json!({"title": "Call", "type": "call", "due_at": "2026-03-02T08:00:00Z", "duration": 15, "tags": ["vip"],
                "about": {"object": "deal", "id": deal}, "participants": [bob], "remind_before": 10,
                "recurrence": "RRULE:FREQ=DAILY;COUNT=3"}),
        );
        assert_eq!(rule(&task), Some("FREQ=DAILY;COUNT=3"));
        let id = task.id;
        let batch = house
            .admin(move |tx| {
                tx.verb("task", id, "complete", &map(json!({"result": "Nobody there"})))?;
                Ok(tx.ctx.batch.unwrap())
            })
            .unwrap();
        let done = house.see("task", id);
        assert_eq!((rule(&done), done.value("done_at").is_null()), (None, false));
        let [next] = open_tasks(house).try_into().unwrap();
        assert_eq!((due(&next).as_str(), rule(&next)), ("2026-03-03T08:00:00Z", Some("FREQ=DAILY;COUNT=2")));
        for key in ["title", "type", "duration", "tags", "about", "participants", "remind_before", "assignee"] {
            assert_eq!(next.value(key), task.value(key), "{key}");
        }
        assert!(next.value("result").is_null());
        assert_eq!(next.value("created_by"), &Value::Ref(house.admin));
        assert_eq!(house.events(id), ["task.created", "task.completed"]);

        house.admin(move |tx| undo::run(tx, Target::Batch(batch))).unwrap();
        let back = house.see("task", id);
        assert_eq!((rule(&back), back.value("done_at").is_null()), (Some("FREQ=DAILY;COUNT=3"), true));
        assert!(house.see("task", next.id).deleted_at.is_some());
    });
}

#[test]
fn a_plain_edit_and_a_bulk_change_complete_it_just_as_well() {
    both(|house| {
        let weekly = json!({"title": "Report", "due_at": "2026-03-02T08:00:00Z", "recurrence": "FREQ=WEEKLY;COUNT=2"});
        let task = house.make("task", weekly).id;
        house.change("task", task, json!({"done_at": "2026-03-02T09:00:00Z"})).unwrap();
        let [next] = open_tasks(house).try_into().unwrap();
        assert_eq!(due(&next), "2026-03-09T08:00:00Z");
        // Reopened, the first carries no rule any more: completing it again makes no second series.
        house.verb("task", task, "reopen", json!({})).unwrap();
        house.verb("task", task, "complete", json!({})).unwrap();
        assert_eq!(open_tasks(house).len(), 1);
        // The last of the series ends it.
        house.verb("task", next.id, "complete", json!({})).unwrap();
        assert!(open_tasks(house).is_empty());
    });
}

#[test]
fn what_was_missed_is_not_made_up_for() {
    both(|house| {
        let fields = json!({"title": "Stand-up", "due_at": "2026-02-20T08:00:00Z", "recurrence": "FREQ=DAILY"});
        let task = house.make("task", fields).id;
        house.verb("task", task, "complete", json!({})).unwrap();
        let [next] = open_tasks(house).try_into().unwrap();
        assert_eq!(due(&next), "2026-03-03T08:00:00Z", "it is Monday, ten o'clock: today's has gone by");
    });
}

#[test]
fn skipping_moves_it_on_until_there_is_nothing_left() {
    both(|house| {
        let fields = json!({"title": "Call", "due_at": "2026-03-06T08:00:00Z",
            "recurrence": "FREQ=WEEKLY;BYDAY=FR;UNTIL=20260314"});
        let task = house.make("task", fields).id;
        let moved = house.verb("task", task, "skip", json!({})).unwrap();
        assert_eq!(due(&moved), "2026-03-13T08:00:00Z");
        assert_eq!(house.events(task), ["task.created", "task.skipped"]);
        let before = house.traces("task", task);
        assert_eq!(code(&house.verb("task", task, "skip", json!({})).unwrap_err()), "no_next_occurrence");
        assert_eq!(
            problems(&house.verb("task", task, "skip", json!({"to": 1})).unwrap_err()),
            [("to".into(), "unknown_key")]
        );
        assert_eq!(house.traces("task", task), before);
        let once = house.make("task", json!({"title": "Once", "due_at": "2026-03-06T08:00:00Z"})).id;
        assert_eq!(code(&house.verb("task", once, "skip", json!({})).unwrap_err()), "not_recurring");
    });
}

#[test]
fn a_rule_that_is_none_or_begins_nowhere_is_refused() {
    both(|house| {
        let make = |fields| problems(&house.try_make(house.admin, "task", fields).unwrap_err());
        let due_at = "2026-03-06T08:00:00Z";
        for rule in ["every day", "FREQ=HOURLY", "FREQ=DAILY;BYHOUR=1", "FREQ=WEEKLY;BYDAY=XY"] {
            let fields = json!({"title": "A", "due_at": due_at, "recurrence": rule});
            assert_eq!(make(fields), [("recurrence".to_owned(), "wrong_format")], "{rule}");
        }
        assert_eq!(make(json!({"title": "A", "recurrence": "FREQ=DAILY"})), [("due_at".to_owned(), "required")]);
        let minutes = json!({"title": "A", "remind_before": -1, "duration": 99_999});
        assert_eq!(
            make(minutes),
            [("duration".to_owned(), "out_of_range"), ("remind_before".to_owned(), "out_of_range")]
        );
    });
}

#[test]
fn a_rule_that_ends_before_it_begins_is_refused() {
    both(|house| {
        let refused = |result: kith_engine::Result<kith_engine::Record>| problems(&result.unwrap_err());
        let nothing = [("recurrence".to_owned(), "no_occurrence")];
        for rule in ["FREQ=DAILY;UNTIL=20260305", "FREQ=DAILY;UNTIL=20260305T080000Z", "FREQ=DAILY;COUNT=0"] {
            let fields = json!({"title": "A", "due_at": "2026-03-06T08:00:00Z", "recurrence": rule});
            assert_eq!(refused(house.try_make(house.admin, "task", fields)), nothing, "{rule}");
        }
        let task = house.make("task", json!({"title": "A", "due_at": "2026-03-06T08:00:00Z"})).id;
        let late = json!({"recurrence": "FREQ=DAILY;UNTIL=20260101"});
        assert_eq!(refused(house.change("task", task, late)), nothing);
        // On its first day it may end, and once it is there a late task ends nothing.
        house.change("task", task, json!({"recurrence": "FREQ=DAILY;UNTIL=20260306"})).unwrap();
        house.change("task", task, json!({"due_at": "2026-03-09T08:00:00Z"})).unwrap();
    });
}

#[test]
fn a_task_of_a_day_is_due_when_the_day_ends() {
    both(|house| {
        let task = house.make("task", json!({"title": "A", "due_at": "2026-03-28T09:00:00Z", "all_day": true}));
        assert_eq!(due(&task), "2026-03-28T22:59:00Z");
        let moved = house.change("task", task.id, json!({"due_at": "2026-03-29"})).unwrap();
        assert_eq!(due(&moved), "2026-03-29T21:59:00Z", "summer time has begun");
    });
}

#[test]
fn who_may_not_see_all_that_is_passed_on_still_keeps_the_series_going() {
    both(|house| {
        let bob = house.person("Bob", reach("own"));
        let deal = house.make("deal", json!({"name": "Secret"})).id;
        let task = house.make(
            "task",
            json!({"title": "Call", "due_at": "2026-03-02T08:00:00Z", "assignee": bob,
                "about": {"object": "deal", "id": deal}, "recurrence": "FREQ=DAILY"}),
        );
        house.verb_of(bob, "task", task.id, "complete", json!({})).unwrap();
        let [next] = open_tasks(house).try_into().unwrap();
        assert_eq!(next.reference("assignee"), Some(bob));
        assert_eq!(next.value("about"), task.value("about"), "the program made it, with what Bob may not see");
    });
}

#[test]
fn participants_are_people_and_are_found_by_each_of_them() {
    both(|house| {
        let bob = house.person("Bob", reach("all"));
        let task = house.make("task", json!({"title": "Meet", "participants": [bob, house.admin, bob]}));
        house.make("task", json!({"title": "Alone"}));
        assert_eq!(task.value("participants"), &Value::Users(vec![bob, house.admin]));
        let stranger = Uuid::from_u128(7);
        let refused = house.change("task", task.id, json!({"participants": [bob, stranger]})).unwrap_err();
        assert_eq!(problems(&refused), [("participants[1]".to_owned(), "not_found")]);
        let found = |who: Uuid, filter: serde_json::Value| {
            house
                .ws
                .read_blocking(house.ctx(who), move |r| {
                    let mut query = ListQuery::new("task");
                    let object = r.object("task")?;
                    let user = r.ctx.user_id();
                    let zone = r.zone();
                    let cx = kith_catalogue::filter::FilterCx {
                        me: user,
                        my_team: None,
                        team: &[],
                        now: r.ctx.now,
                        zone: &zone,
                    };
                    query.filter = kith_catalogue::filter::Filter::parse(&filter, &r.cat, &object, &cx).unwrap();
                    Ok(r.list(&query)?.rows.len())
                })
                .unwrap()
        };
        for op in ["eq", "contains"] {
            assert_eq!(found(bob, json!({"field": "participants", "op": op, "value": "@me"})), 1);
        }
        assert_eq!(found(bob, json!({"field": "participants", "op": "in", "value": [bob, stranger]})), 1);
        assert_eq!(found(bob, json!({"field": "participants", "op": "ne", "value": "@me"})), 1);
        assert_eq!(found(bob, json!({"field": "participants", "op": "empty"})), 1);
        house.change("task", task.id, json!({"participants": [house.admin]})).unwrap();
        assert_eq!(found(bob, json!({"field": "participants", "op": "eq", "value": "@me"})), 0);
        // Who has left stays on the list, and the list can be changed all the same.
        house.admin(move |tx| kith_engine::people::users::set_active(tx, bob, false)).unwrap();
        house.change("task", task.id, json!({"participants": [house.admin, bob]})).unwrap();
    });
}

#[test]
fn what_is_to_come_of_a_series_is_told_from_now_on_and_no_further_than_it_goes() {
    both(|house| {
        let weekly = json!({"title": "Weekly", "due_at": "2026-02-23T08:00:00Z", "recurrence": "FREQ=WEEKLY;COUNT=4"});
        let weekly = house.make("task", weekly).id;
        let daily = json!({"title": "Daily", "due_at": "2026-03-14T08:00:00Z", "recurrence": "FREQ=DAILY"});
        let daily = house.make("task", daily).id;
        house.make("task", json!({"title": "Once", "due_at": "2026-03-04T08:00:00Z"}));
        let gone = json!({"title": "Gone", "due_at": "2026-03-03T08:00:00Z", "recurrence": "FREQ=DAILY"});
        let gone = house.make("task", gone).id;
        house.change("task", gone, json!({"recurrence": null})).unwrap();
        let to_come = |from: &'static str, to: &'static str| {
            let found = house.ws.read_blocking(house.ctx(house.admin), move |r| {
                calendar::to_come(r, from.parse().unwrap(), to.parse().unwrap(), Expr::True)
            });
            found.map(|found| found.occurrences.iter().map(|one| (one.task, one.at.to_string())).collect::<Vec<_>>())
        };
        let at = |task: Uuid, at: &str| (task, at.to_owned());
        // It is the second of March, nine o'clock: the one of that morning has been passed over.
        assert_eq!(
            to_come("2026-02-01T00:00:00Z", "2026-03-17T00:00:00Z").unwrap(),
            [
                at(weekly, "2026-03-09T08:00:00Z"),
                at(daily, "2026-03-15T08:00:00Z"),
                // Of those that come at one time, the older task is told first.
                at(weekly, "2026-03-16T08:00:00Z"),
                at(daily, "2026-03-16T08:00:00Z"),
            ]
        );
        assert_eq!(to_come("2026-03-16T08:00:00Z", "2026-03-16T08:00:01Z").unwrap().len(), 2);
        assert!(to_come("2026-03-10T00:00:00Z", "2026-03-14T09:00:00Z").unwrap().is_empty());
        let far = to_come("2026-03-01T00:00:00Z", "2027-06-01T00:00:00Z").unwrap_err();
        assert_eq!(problems(&far), [("to".to_owned(), "out_of_range")]);
    });
}
