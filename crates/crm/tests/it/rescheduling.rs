//! One of a task that repeats takes place at another time, or all of them do.

use jiff::Timestamp;
use kith_catalogue::Expr;
use kith_crm::calendar;
use kith_engine::query::ListQuery;
use kith_engine::undo::{self, Target};
use kith_engine::{Error, Record, Result};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::house::{House, both, code, map, problems, reach};

/// It is Monday, ten o'clock in the morning in Prague.
const FIRST: &str = "2026-03-04T08:00:00Z";

fn daily(house: &House, rule: &str) -> Uuid {
    let bob = house.person("Bob", reach("all"));
    let deal = house.make("deal", json!({"name": "A"})).id;
    let fields = json!({"title": "Call", "type": "call", "due_at": FIRST, "duration": 15, "tags": ["vip"],
        "about": {"object": "deal", "id": deal}, "participants": [bob], "remind_before": 10, "recurrence": rule});
    house.make("task", fields).id
}

/// Does it, and answers the batch if it was one.
fn reschedule(house: &House, id: Uuid, params: Json) -> Result<(Record, Option<Uuid>)> {
    let params = map(params);
    house.admin(move |tx| Ok((tx.verb("task", id, "reschedule", &params)?, tx.ctx.batch)))
}

fn due(task: &Record) -> String {
    task.value("due_at").as_time().unwrap().to_string()
}

fn rule(task: &Record) -> Option<&str> {
    task.value("recurrence").as_text()
}

/// The other open tasks.
fn others(house: &House, but: Uuid) -> Vec<Record> {
    let ids: Vec<Uuid> = house
        .ws
        .read_blocking(house.ctx(house.admin), |r| {
            Ok(r.list(&ListQuery::new("task"))?.rows.iter().map(|row| row.id).collect())
        })
        .unwrap();
    ids.into_iter().filter(|id| *id != but).map(|id| house.see("task", id)).collect()
}

/// When it comes again in the next days.
fn to_come(house: &House) -> Vec<String> {
    let moment = |text: &str| text.parse::<Timestamp>().unwrap();
    let (from, to) = (moment("2026-03-01T00:00:00Z"), moment("2026-03-10T00:00:00Z"));
    let found = house.ws.read_blocking(house.ctx(house.admin), move |r| calendar::to_come(r, from, to, Expr::True));
    found.unwrap().occurrences.iter().map(|one| one.at.to_string()[..16].to_owned()).collect()
}

fn feed(house: &House) -> String {
    house.ws.read_blocking(house.ctx(house.admin), |r| calendar::write(r, None)).unwrap()
}

#[test]
fn one_that_is_still_to_come_becomes_a_task_of_its_own_and_the_series_goes_over_it() {
    both(|house| {
        let id = daily(house, "FREQ=DAILY;COUNT=5");
        let before = house.see("task", id);
        let params = json!({"occurrence": "2026-03-06T08:00:00Z", "due_at": "2026-03-06T13:00:00Z"});
        let (series, batch) = reschedule(house, id, params).unwrap();
        assert_eq!((due(&series).as_str(), rule(&series)), (FIRST, Some("FREQ=DAILY;COUNT=5;EXDATE=20260306")));
        let [alone] = others(house, id).try_into().unwrap();
        assert_eq!((due(&alone).as_str(), rule(&alone)), ("2026-03-06T13:00:00Z", None));
        for key in ["title", "type", "duration", "tags", "about", "participants", "remind_before", "assignee"] {
            assert_eq!(alone.value(key), before.value(key), "{key}");
        }
        assert_eq!(to_come(house), ["2026-03-05T08:00", "2026-03-07T08:00", "2026-03-08T08:00"]);
        assert_eq!(house.events(id), ["task.created", "task.rescheduled"]);
        // It is no occurrence any more.
        let again = json!({"occurrence": "2026-03-06T08:00:00Z", "due_at": FIRST});
        assert_eq!(problems(&reschedule(house, id, again).unwrap_err()), [("occurrence".into(), "not_found")]);
        // In other calendars it is left out as well, and stands at its own time.
        let text = feed(house);
        assert!(text.contains("RRULE:FREQ=DAILY;COUNT=5\r\nEXDATE;TZID=Europe/Prague:20260306T090000\r\n"), "{text}");
        assert!(text.contains("DTSTART:20260306T130000Z\r\n"), "{text}");

        house.admin(move |tx| undo::run(tx, Target::Batch(batch.unwrap()))).unwrap();
        assert_eq!(rule(&house.see("task", id)), Some("FREQ=DAILY;COUNT=5"));
        assert!(house.see("task", alone.id).deleted_at.is_some());
    });
}

#[test]
fn the_one_to_be_done_now_is_moved_alone_and_the_series_goes_on_to_the_next() {
    both(|house| {
        let id = daily(house, "FREQ=DAILY;COUNT=3;EXDATE=20260305");
        let (series, batch) = reschedule(house, id, json!({"due_at": "2026-03-04T15:00:00Z"})).unwrap();
        assert_eq!((due(&series).as_str(), rule(&series)), ("2026-03-06T08:00:00Z", Some("FREQ=DAILY;COUNT=1")));
        let [alone] = others(house, id).try_into().unwrap();
        assert_eq!((due(&alone).as_str(), rule(&alone)), ("2026-03-04T15:00:00Z", None));
        house.admin(move |tx| undo::run(tx, Target::Batch(batch.unwrap()))).unwrap();
        assert_eq!((due(&house.see("task", id)).as_str(), others(house, id).len()), (FIRST, 0));
        // The last of a series has nothing to leave behind: it is the task of its own.
        let last = house.make("task", json!({"title": "Last", "due_at": FIRST, "recurrence": "FREQ=DAILY;COUNT=1"})).id;
        let (moved, batch) = reschedule(house, last, json!({"due_at": "2026-03-04T15:00:00Z"})).unwrap();
        assert_eq!((due(&moved).as_str(), rule(&moved), batch), ("2026-03-04T15:00:00Z", None, None));
        assert_eq!(others(house, last).len(), 1);
    });
}

#[test]
fn completing_and_skipping_go_over_what_was_moved_alone() {
    both(|house| {
        let id = daily(house, "FREQ=DAILY");
        for day in ["05", "06"] {
            let params = json!({"occurrence": format!("2026-03-{day}T08:00:00Z"), "due_at": "2026-03-10T08:00:00Z"});
            reschedule(house, id, params).unwrap();
        }
        let skipped = house.verb("task", id, "skip", json!({})).unwrap();
        assert_eq!((due(&skipped).as_str(), rule(&skipped)), ("2026-03-07T08:00:00Z", Some("FREQ=DAILY")));
    });
}

#[test]
fn a_whole_series_moves_by_as_much_as_the_one_that_is_named() {
    both(|house| {
        let id = daily(house, "FREQ=WEEKLY;BYDAY=WE,FR;EXDATE=20260311");
        let params = json!({"occurrence": "2026-03-06T08:00:00Z", "due_at": "2026-03-07T09:30:00Z", "all": true});
        let (series, batch) = reschedule(house, id, params).unwrap();
        assert_eq!(due(&series), "2026-03-05T09:30:00Z");
        assert_eq!(rule(&series), Some("FREQ=WEEKLY;BYDAY=TH,SA;EXDATE=20260312"));
        assert_eq!((others(house, id).len(), batch), (0, None));
        assert_eq!(to_come(house), ["2026-03-07T09:30"]);
        // Over the change to summer time nine stays nine.
        let yearly = house.make("task", json!({"title": "Y", "due_at": FIRST, "recurrence": "FREQ=MONTHLY"})).id;
        let params = json!({"occurrence": "2026-04-04T07:00:00Z", "due_at": "2026-04-05T07:00:00Z", "all": true});
        assert_eq!(due(&reschedule(house, yearly, params).unwrap().0), "2026-03-05T08:00:00Z");
    });
}

#[test]
fn what_cannot_be_moved_is_refused_and_nothing_changes() {
    both(|house| {
        let id = daily(house, "FREQ=MONTHLY;BYDAY=1WE");
        let before = house.traces("task", id);
        let refused = |params: Json| reschedule(house, id, params).unwrap_err();
        let to = "2026-03-05T08:00:00Z";
        assert_eq!(code(&refused(json!({"due_at": to, "all": true}))), "series_fixed_days");
        for (params, field, problem) in [
            (json!({}), "due_at", "required"),
            (json!({"due_at": "soon"}), "due_at", "wrong_format"),
            (json!({"due_at": to, "all": "yes"}), "all", "wrong_type"),
            (json!({"due_at": to, "occurrence": 7}), "occurrence", "wrong_type"),
            (json!({"due_at": to, "occurrence": "2026-03-11T08:00:00Z"}), "occurrence", "not_found"),
            (json!({"due_at": to, "one": true}), "one", "unknown_key"),
        ] {
            assert_eq!(problems(&refused(params)), [(field.into(), problem)]);
        }
        assert!(matches!(refused(json!({"due_at": to, "version": 9})), Error::VersionConflict { .. }));
        let eve = house.person("Eve", json!({"default": {"read": "all", "create": "all"}}));
        let params = map(json!({"due_at": to}));
        let error = house.act(eve, move |tx| tx.verb("task", id, "reschedule", &params)).unwrap_err();
        assert!(matches!(error, Error::Forbidden { .. }), "{error:?}");
        assert_eq!(house.traces("task", id), before);
        assert!(others(house, id).is_empty());
        let once = house.make("task", json!({"title": "Once", "due_at": FIRST})).id;
        assert_eq!(code(&reschedule(house, once, json!({"due_at": to})).unwrap_err()), "not_recurring");
        house.verb("task", id, "complete", json!({})).unwrap();
        assert_eq!(code(&refused(json!({"due_at": to}))), "already_done");
    });
}
