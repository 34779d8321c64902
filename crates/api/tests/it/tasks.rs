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
