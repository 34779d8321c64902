//! Tasks in other calendars: behind an address that cannot be guessed, with the rights of its owner.

use serde_json::{Value, json};

use crate::world::{Client, World, both};

async fn address(client: &Client) -> String {
    let made = client.post("/calendar/feed", Value::Null).await;
    assert_eq!(made.status, 201, "{}", made.text());
    let url = made.json()["url"].as_str().expect("an address").to_owned();
    let path = url.strip_prefix("http://kith.test").expect("where the caller reached the workspace").to_owned();
    assert!(path.starts_with("/calendar/") && path.ends_with(".ics") && path.len() == "/calendar/.ics".len() + 64);
    path
}

async fn read(world: &World, path: &str) -> (u16, String) {
    let answer = world.nobody().get(&format!("!{path}")).await;
    if answer.status == 200 {
        assert_eq!(answer.header("content-type"), Some("text/calendar; charset=utf-8"));
    }
    (answer.status, answer.text())
}

both! {
    async fn ones_own_tasks_are_read_at_a_secret_address(world: World) {
        let admin = world.administrator().await;
        assert_eq!(admin.get("/calendar/feed").await.json(), json!({"active": false, "created_at": null}));
        let deal = admin.record("deal", json!({"name": "Roof, red"})).await;
        let call = admin.record("task", json!({"title": "Call; now", "due_at": "2026-03-03T08:00:00Z", "duration": 15, "remind_before": 10, "about": {"object": "deal", "id": deal}})).await;
        admin.record("task", json!({"title": "Weekly", "due_at": "2026-03-03T09:00:00Z", "recurrence": "FREQ=WEEKLY"})).await;
        admin.record("task", json!({"title": "Day off", "due_at": "2026-03-05", "all_day": true})).await;
        admin.record("task", json!({"title": "Long ago", "due_at": "2026-01-05T08:00:00Z"})).await;
        admin.record("task", json!({"title": "Some day"})).await;
        let path = address(&admin).await;
        let state = admin.get("/calendar/feed").await.json();
        assert_eq!((&state["active"], state["created_at"].is_string()), (&json!(true), true));
        let (status, text) = read(&world, &path).await;
        assert_eq!(status, 200);
        assert_eq!(text.matches("BEGIN:VEVENT").count(), 3, "{text}");
        for line in [
            format!("UID:{call}@kith"), "SUMMARY:Call\\; now".into(), "DESCRIPTION:Roof\\, red".into(), "DTSTART:20260303T080000Z".into(),
            "DURATION:PT15M".into(), "TRIGGER:-PT10M".into(), "DTSTART;TZID=Europe/Prague:20260303T100000".into(),
            "RRULE:FREQ=WEEKLY".into(), "DTSTART;VALUE=DATE:20260305".into(), "BEGIN:VTIMEZONE".into(),
        ] {
            assert!(text.contains(&format!("\r\n{line}\r\n")), "{line}: {text}");
        }
        admin.make(&format!("/records/task/{call}/verbs/complete"), json!({})).await;
        let (_, text) = read(&world, &path).await;
        assert!(text.contains("SUMMARY:✓ Call\\; now") && text.contains(&format!("UID:{call}@kith")) && !text.contains("TRIGGER"));
    }
}

both! {
    async fn an_address_dies_with_the_next_one_with_its_owner_and_when_it_is_taken_away(world: World) {
        let admin = world.administrator().await;
        let (bob, bob_id) = world.user(&admin, "Bob", "manager", None).await;
        let first = address(&bob).await;
        let second = address(&bob).await;
        assert_eq!(read(&world, &first).await.0, 404);
        assert_eq!(read(&world, &second).await.0, 200);
        assert_eq!(read(&world, &format!("/calendar/{}.ics", "0".repeat(64))).await.0, 404);
        assert_eq!(read(&world, "/calendar/feed.ics").await.0, 404);
        assert_eq!(bob.delete("/calendar/feed").await.status, 204);
        assert_eq!(read(&world, &second).await.0, 404);
        let third = address(&bob).await;
        assert_eq!(admin.post(&format!("/users/{bob_id}/deactivate"), json!({})).await.status, 200);
        assert_eq!(read(&world, &third).await.0, 404);
        world.assert_sound().await;
    }
}

both! {
    async fn it_holds_what_its_owner_may_see_and_no_more(world: World) {
        let admin = world.administrator().await;
        let own = json!({"read": "own", "create": "own", "edit": "own", "delete": "own"});
        let task = json!({"read": "own", "edit": "own", "hidden": ["result", "participants"]});
        admin.make("/roles", json!({"name": "Clerk", "default": own, "objects": {"task": task}})).await;
        let (clara, clara_id) = world.user(&admin, "Clara", "Clerk", None).await;
        let hidden = admin.record("deal", json!({"name": "Hidden deal"})).await;
        admin.record("task", json!({"title": "Hers", "assignee": clara_id, "due_at": "2026-03-03T08:00:00Z", "result": "Hidden result", "about": {"object": "deal", "id": hidden}})).await;
        let with = json!({"title": "With her", "participants": [clara_id], "due_at": "2026-03-03T08:00:00Z"});
        admin.record("task", with).await;
        admin.record("task", json!({"title": "Not hers", "due_at": "2026-03-03T08:00:00Z"})).await;
        let path = address(&clara).await;
        let (_, text) = read(&world, &path).await;
        assert_eq!(text.matches("BEGIN:VEVENT").count(), 1, "{text}");
        assert!(text.contains("SUMMARY:Hers") && !text.contains("idden"), "{text}");
        // With the right to see who takes part, what she takes part in is there too.
        let roles = admin.get("/roles").await.json();
        let role = roles["roles"].as_array().unwrap().iter().find(|role| role["name"] == "Clerk").unwrap()["id"].clone();
        let wider = json!({"objects": {"task": {"read": "own", "edit": "own", "hidden": ["result"]}}});
        let changed = admin.patch(&format!("/roles/{}", role.as_str().unwrap()), wider).await;
        assert_eq!(changed.status, 200, "{}", changed.text());
        let (_, text) = read(&world, &path).await;
        assert_eq!(text.matches("BEGIN:VEVENT").count(), 2, "{text}");
    }
}

both! {
    async fn an_address_that_is_tried_too_often_has_to_wait(world: World) {
        world.administrator().await;
        let mut last = 404;
        for _ in 0..130 {
            last = read(&world, &format!("/calendar/{}.ics", "1".repeat(64))).await.0;
        }
        assert_eq!(last, 429);
        world.clock.advance(60_000);
        assert_eq!(read(&world, &format!("/calendar/{}.ics", "1".repeat(64))).await.0, 404);
    }
}
