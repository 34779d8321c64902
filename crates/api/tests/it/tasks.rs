//! Tasks that repeat, and who takes part in them, over HTTP.

use serde_json::json;

use crate::world::both;

both! {
    async fn a_repeating_task_is_completed_skipped_and_taken_back(world: World) {
        let admin = world.administrator().await;
        let fields = json!({"title": "Report", "due_at": "2026-03-06T08:00:00Z", "recurrence": "FREQ=WEEKLY;BYDAY=FR"});
        let task = format!("/records/task/{}", admin.record("task", fields).await);
        let skipped = admin.make(&format!("{task}/verbs/skip"), json!({})).await;
        assert_eq!(skipped["fields"]["due_at"], "2026-03-13T08:00:00Z");
        let done = admin.post(&format!("{task}/verbs/complete"), json!({"result": "Sent", "version": 2})).await;
        assert_eq!(done.status, 200, "{}", done.text());
        let batch = done.header("kith-batch").expect("a batch").to_owned();
        let open = json!({"filter": {"field": "done_at", "op": "empty"}, "sort": "due_at"});
        let found = admin.make("/records/task/query", open.clone()).await;
        assert_eq!(found["records"][0]["fields"]["due_at"], "2026-03-20T08:00:00Z");
        assert_eq!(found["records"].as_array().unwrap().len(), 1);
        let undone = admin.make("/undo", json!({"batch": batch})).await;
        assert_eq!(undone["undone"], 2);
        let found = admin.make("/records/task/query", open).await;
        assert_eq!((&found["records"][0]["id"], &found["records"][0]["fields"]["recurrence"]), (&skipped["id"], &json!("FREQ=WEEKLY;BYDAY=FR")));
        assert_eq!(found["records"].as_array().unwrap().len(), 1);
        world.assert_sound().await;
    }
}

both! {
    async fn participants_are_listed_by_name_and_asked_for(world: World) {
        let admin = world.administrator().await;
        let (bob, bob_id) = world.user(&admin, "Bob", "head", None).await;
        let meet = admin.record("task", json!({"title": "Meet", "type": "meeting", "assignee": bob_id, "participants": [bob_id]})).await;
        admin.record("task", json!({"title": "Alone"})).await;
        let query = json!({"filter": {"field": "participants", "op": "in", "value": ["@me"]}});
        let found = bob.make("/records/task/query", query).await;
        assert_eq!((&found["records"][0]["id"], &found["refs"]["user"][&bob_id]), (&json!(meet), &json!("Bob")));
        assert_eq!(found["records"].as_array().unwrap().len(), 1);
        let wrong = admin.patch(&format!("/records/task/{meet}"), json!({"fields": {"participants": ["bob"]}})).await;
        assert_eq!(wrong.detail(), ("participants[0]".to_owned(), "wrong_format".to_owned()));
        let csv = admin.get("/records/task/export?fields=title,participants&format=csv").await;
        assert!(csv.status != 200 || csv.text().contains("Bob"), "{}", csv.text());
    }
}

both! {
    async fn who_takes_part_sees_the_task_but_not_what_it_is_about(world: World) {
        let admin = world.administrator().await;
        let (bob, bob_id) = world.user(&admin, "Bob", "manager", None).await;
        let (cid, _) = world.user(&admin, "Cid", "manager", None).await;
        let deal = admin.record("deal", json!({"name": "Secret roof"})).await;
        let fields = json!({"title": "Meet", "type": "meeting", "due_at": "2026-03-02T15:00:00Z", "participants": [bob_id],
            "about": {"object": "deal", "id": deal}, "recurrence": "FREQ=DAILY"});
        let meet = admin.record("task", fields).await;
        let path = format!("/records/task/{meet}");
        let seen = bob.get(&path).await.json();
        assert_eq!((&seen["fields"]["title"], &seen["can"]["edit"]), (&json!("Meet"), &json!(false)));
        assert!(seen["refs"]["deal"].is_null(), "{seen}");
        assert_eq!(bob.get("/records/task?count=true").await.json()["count"], 1);
        assert_eq!(bob.get("/today").await.json()["today"][0]["id"], meet);
        assert_eq!(bob.get("/search?q=meet").await.json()["hits"][0]["id"], meet);
        assert_eq!(bob.get("/search?q=roof").await.json()["hits"], json!([]));
        assert_eq!(bob.get(&format!("{path}/timeline")).await.status, 200);
        let edit = bob.patch(&path, json!({"fields": {"title": "Mine"}})).await;
        assert_eq!(edit.status, 403);
        let week = json!({"from": "2026-03-02T00:00:00Z", "to": "2026-03-05T00:00:00Z"});
        let to_come = bob.make("/calendar/occurrences", week.clone()).await;
        assert_eq!(to_come["occurrences"], json!([{"task": meet, "at": "2026-03-03T15:00:00Z"}, {"task": meet, "at": "2026-03-04T15:00:00Z"}]));
        assert_eq!((&to_come["tasks"][0]["fields"]["title"], &to_come["refs"]["deal"]), (&json!("Meet"), &json!(null)));
        for path in [&path, &format!("{path}/timeline")] {
            assert_eq!(cid.get(path).await.status, 404);
        }
        assert_eq!(cid.make("/calendar/occurrences", week).await["occurrences"], json!([]));
        assert_eq!(cid.get("/search?q=meet").await.json()["hits"], json!([]));
        // Whoever is taken off sees it no longer.
        assert_eq!(admin.patch(&path, json!({"fields": {"participants": []}})).await.status, 200);
        assert_eq!((bob.get(&path).await.status, bob.get("/today").await.json()["counts"]["today"].as_u64()), (404, Some(0)));
        world.assert_sound().await;
    }
}

both! {
    async fn a_period_of_the_calendar_is_counted_from_the_current_one(world: World) {
        let admin = world.administrator().await;
        // It is Monday, the second of March.
        for (title, day) in [
            ("last quarter", "2025-12-31"), ("last month", "2026-02-20"), ("last week", "2026-02-25"), ("yesterday", "2026-03-01"),
            ("today", "2026-03-02"), ("tomorrow", "2026-03-03"), ("next week", "2026-03-15"), ("next month", "2026-04-30"),
        ] {
            admin.record("task", json!({"title": title, "due_at": day})).await;
        }
        for (period, expected) in [
            (json!({"this": "day", "offset": -1}), vec!["yesterday"]),
            (json!({"this": "day", "offset": 0}), vec!["today"]),
            (json!({"this": "day", "offset": 1}), vec!["tomorrow"]),
            (json!({"this": "week", "offset": -1}), vec!["last week", "yesterday"]),
            (json!({"this": "week", "offset": 1}), vec!["next week"]),
            (json!({"this": "month", "offset": -1}), vec!["last month", "last week"]),
            (json!({"this": "month", "offset": 1}), vec!["next month"]),
            (json!({"this": "quarter", "offset": -1}), vec!["last quarter"]),
            (json!({"this": "year", "offset": -1}), vec!["last quarter"]),
            (json!({"this": "year", "offset": 1}), vec![]),
        ] {
            let query = json!({"filter": {"field": "due_at", "op": "within", "value": period}, "sort": "due_at"});
            let found = admin.make("/records/task/query", query).await;
            let titles: Vec<&str> = found["records"].as_array().unwrap().iter().map(|one| one["fields"]["title"].as_str().unwrap()).collect();
            assert_eq!(titles, expected, "{period}");
        }
        let far = json!({"filter": {"field": "due_at", "op": "within", "value": {"this": "day", "offset": 1001}}});
        assert_eq!(admin.post("/records/task/query", far).await.status, 400);
    }
}
