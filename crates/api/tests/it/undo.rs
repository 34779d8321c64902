//! Taking back: an edit, a deletion, a drag, a whole batch.

use serde_json::{Value, json};

use crate::world::both;

both! {
    async fn an_edit_a_deletion_and_a_drag_are_taken_back(world: World) {
        let admin = world.administrator().await;
        let acme = admin.record("company", json!({"name": "Acme", "employees": 5})).await;
        let path = format!("/records/company/{acme}");
        let edit = admin.patch(&path, json!({"fields": {"employees": 7, "industry": "energy"}})).await;
        let event = edit.header("kith-event").expect("an event").to_owned();
        let undone = admin.make("/undo", json!({"event": event})).await;
        assert_eq!(undone["undone"], 1);
        let now = admin.get(&path).await.json();
        assert_eq!((&now["fields"]["employees"], &now["fields"]["industry"]), (&json!(5), &Value::Null));
        let again = admin.post("/undo", json!({"event": event})).await;
        assert_eq!(again.refusal(), (409, "undo_collision".into()));

        let gone = admin.delete(&path).await;
        let event = gone.header("kith-event").expect("an event").to_owned();
        admin.make("/undo", json!({"event": event})).await;
        assert_eq!(admin.get("/records/company?count=true").await.json()["count"], 1);

        let deal = admin.record("deal", json!({"name": "Pumps", "company": acme})).await;
        let before = admin.get(&format!("/records/deal/{deal}")).await.json();
        let columns = admin.get("/boards/default").await.json()["columns"].clone();
        let moved = admin.post(&format!("/records/deal/{deal}/verbs/move"), json!({"stage": columns[1]["stage"]["id"]})).await;
        let event = moved.header("kith-event").expect("an event").to_owned();
        admin.make("/undo", json!({"event": event})).await;
        let after = admin.get(&format!("/records/deal/{deal}")).await.json();
        for key in ["stage", "probability", "pipeline"] {
            assert_eq!(after["fields"][key], before["fields"][key], "{key}");
        }
    }
}

both! {
    async fn what_one_may_not_see_cannot_be_told_from_what_is_not_there(world: World) {
        let admin = world.administrator().await;
        let own = json!({"read": "own", "create": "own", "edit": "own", "delete": "own", "hidden": ["source"]});
        admin.make("/roles", json!({"name": "Clerk", "objects": {"deal": own}})).await;
        let (clara, clara_id) = world.user(&admin, "Clara", "Clerk", None).await;
        let event = |answer: &crate::world::Answer| answer.header("kith-event").expect("an event").to_owned();
        let hidden = admin.record("deal", json!({"name": "Hidden"})).await;
        let shown = admin.record("deal", json!({"name": "Shown", "owner": clara_id})).await;
        let noted = event(&admin.post(&format!("/records/deal/{hidden}/notes"), json!({"text": "Psst"})).await);
        let moved = event(&admin.patch(&format!("/records/deal/{hidden}"), json!({"fields": {"note": "x"}})).await);
        let path = format!("/records/deal/{shown}");
        let of_hidden = event(&admin.patch(&path, json!({"fields": {"source": "Fair"}})).await);
        let of_shown = event(&admin.patch(&path, json!({"fields": {"note": "x"}})).await);
        let random = uuid::Uuid::from_u128(7).to_string();
        let nothing = clara.post("/undo", json!({"event": random})).await;
        assert_eq!(nothing.refusal(), (404, "not_found".into()));
        for event in [noted, moved, of_hidden] {
            let answer = clara.post("/undo", json!({"event": event})).await;
            assert_eq!(crate::world::masked(answer.json()), crate::world::masked(nothing.json()), "{event}");
        }
        assert_eq!(clara.post("/undo", json!({"event": of_shown})).await.status, 200);
        assert_eq!(admin.get(&path).await.json()["fields"]["source"], "Fair");
    }
}

both! {
    async fn a_later_change_stands_in_the_way(world: World) {
        let admin = world.administrator().await;
        let acme = admin.record("company", json!({"name": "Acme", "employees": 5})).await;
        let path = format!("/records/company/{acme}");
        let edit = admin.patch(&path, json!({"fields": {"employees": 7}})).await;
        let event = edit.header("kith-event").expect("an event").to_owned();
        admin.patch(&path, json!({"fields": {"employees": 9}})).await;
        let refused = admin.post("/undo", json!({"event": event})).await;
        assert_eq!(refused.refusal(), (409, "undo_collision".into()));
        assert_eq!(refused.detail().0, "employees");
        assert_eq!(admin.get(&path).await.json()["fields"]["employees"], 9);
        for body in [json!({}), json!({"event": event, "batch": event})] {
            assert_eq!(admin.post("/undo", body).await.status, 422);
        }
        let unknown = uuid::Uuid::from_u128(1).to_string();
        assert_eq!(admin.post("/undo", json!({"event": unknown})).await.status, 404);
    }
}

both! {
    async fn an_import_is_taken_back_as_a_whole(world: World) {
        let admin = world.administrator().await;
        let kept = admin.record("company", json!({"name": "Brightwater", "industry": "retail"})).await;
        let csv = "name;industry\nBrightwater;medical\nOrlík Energy;energy\nZofin;retail\n";
        let up = admin
            .send(axum::http::Method::POST, "/imports?filename=accounts.csv&object=company", &[("content-type", "text/csv")], csv.into())
            .await;
        assert_eq!(up.status, 201, "{}", up.text());
        let up = up.json();
        let id = up["id"].as_str().expect("an id").to_owned();
        let body = json!({"mapping": up["guess"]["mapping"]});
        let preview = admin.make(&format!("/imports/{id}/preview"), body.clone()).await;
        assert_eq!(preview["counts"]["create"], 2, "{preview}");
        let run = admin.post(&format!("/imports/{id}/run"), body).await;
        assert_eq!(run.status, 202, "{}", run.text());
        let done = finished(&admin, &id).await;
        assert_eq!((&done["counts"]["created"], &done["counts"]["updated"]), (&json!(2), &json!(1)), "{done}");
        assert_eq!(admin.get("/records/company?count=true").await.json()["count"], 3);
        admin.make("/undo", json!({"batch": done["batch"]})).await;
        assert_eq!(admin.get("/records/company?count=true").await.json()["count"], 1);
        assert_eq!(admin.get(&format!("/records/company/{kept}")).await.json()["fields"]["industry"], "retail");
    }
}

/// Waits for the end of an import.
async fn finished(client: &crate::world::Client, id: &str) -> Value {
    for _ in 0..200 {
        let run = client.get(&format!("/imports/{id}")).await.json();
        if run["status"] != "running" {
            return run;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("the import does not end");
}

both! {
    async fn a_task_done_and_its_next_step_are_taken_back_together(world: World) {
        let admin = world.administrator().await;
        let task = admin.record("task", json!({"title": "Call"})).await;
        let path = format!("/records/task/{task}");
        let done = admin.post(&format!("{path}/verbs/complete"), json!({"next": {"title": "Call again"}})).await;
        assert_eq!(done.status, 200, "{}", done.text());
        assert!(done.header("kith-event").is_some());
        let batch = done.header("kith-batch").expect("a batch").to_owned();
        assert_eq!(admin.get("/records/task?count=true").await.json()["count"], 2);
        assert_eq!(admin.make("/undo", json!({"batch": batch})).await["undone"], 2);
        assert_eq!(admin.get("/records/task?count=true").await.json()["count"], 1);
        assert_eq!(admin.get(&path).await.json()["fields"]["done_at"], Value::Null);

        let alone = admin.post(&format!("{path}/verbs/complete"), json!({})).await;
        assert!(alone.header("kith-event").is_some() && alone.header("kith-batch").is_none());
    }
}
