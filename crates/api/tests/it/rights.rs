//! What a caller may not do is refused, and after every refusal everything is as before.

use axum::http::Method;
use serde_json::{Value, json};

use crate::world::both;

both! {
    async fn a_refused_change_changes_nothing(world: World) {
        let admin = world.administrator().await;
        let rights = json!({"read": "all", "create": "own", "edit": "own", "delete": "own", "read_only": ["industry"], "hidden": ["employees"]});
        admin.make("/roles", json!({"name": "Clerk", "objects": {"company": rights}, "may": ["bulk"]})).await;
        let (clerk, clerk_id) = world.user(&admin, "Clara", "Clerk", None).await;
        let theirs = admin.record("company", json!({"name": "Theirs", "industry": "retail", "employees": 5})).await;
        let mine = clerk.record("company", json!({"name": "Mine"})).await;
        let (their_path, my_path) = (format!("/records/company/{theirs}"), format!("/records/company/{mine}"));
        let before = [admin.get(&their_path).await.json(), admin.get(&my_path).await.json()];
        let events = admin.get(&format!("{their_path}/timeline")).await.text();

        let admin_id = admin.get("/session").await.json()["user"]["id"].clone();
        for (path, fields, status, code) in [
            (&their_path, json!({"name": "Stolen"}), 403, "forbidden"),
            (&their_path, json!({"owner": clerk_id}), 403, "forbidden"),
            (&my_path, json!({"industry": "energy"}), 422, "invalid"),
            (&my_path, json!({"employees": 3}), 422, "invalid"),
            (&my_path, json!({"created_at": "2020-01-01T00:00:00Z"}), 422, "invalid"),
            (&my_path, json!({"created_by": clerk_id}), 422, "invalid"),
            (&my_path, json!({"updated_at": "2020-01-01T00:00:00Z"}), 422, "invalid"),
            (&my_path, json!({"id": theirs}), 422, "invalid"),
            (&my_path, json!({"version": 9}), 422, "invalid"),
            (&my_path, json!({"deleted_at": null}), 422, "invalid"),
            (&my_path, json!({"rid": 1}), 422, "invalid"),
        ] {
            let answer = clerk.patch(path, json!({"fields": fields})).await;
            assert_eq!(answer.refusal(), (status, code.into()), "{fields}: {}", answer.text());
        }
        let given_away = clerk.patch(&my_path, json!({"fields": {"owner": admin_id, "name": "Gone"}})).await;
        assert_eq!(given_away.refusal().0, 403, "what one may not leave so: {}", given_away.text());
        assert_eq!(clerk.delete(&their_path).await.refusal(), (403, "forbidden".into()));
        let bulk = clerk.make("/records/company/bulk", json!({"ids": [theirs], "set": {"name": "Stolen"}})).await;
        assert_eq!((&bulk["counts"]["failed"], &bulk["batch"]), (&json!(1), &Value::Null));
        let bulk = clerk.make("/records/company/bulk", json!({"ids": [mine, theirs], "verb": "assign", "params": {"owner": admin_id}})).await;
        assert_eq!(bulk["counts"]["changed"], 0, "{bulk}");
        let note = clerk.post(&format!("{their_path}/notes"), json!({"text": "x"})).await;
        assert_eq!(note.refusal().0, 403);
        let made_for_another = clerk.post("/records/company", json!({"fields": {"name": "X", "owner": admin_id}})).await;
        assert_eq!(made_for_another.refusal().0, 403, "{}", made_for_another.text());
        for fields in [json!({"name": "X", "employees": 1}), json!({"name": "X", "industry": "a"})] {
            assert_eq!(clerk.post("/records/company", json!({"fields": fields})).await.refusal().0, 422);
        }

        let after = [admin.get(&their_path).await.json(), admin.get(&my_path).await.json()];
        assert_eq!(before, after);
        assert_eq!(events, admin.get(&format!("{their_path}/timeline")).await.text());
        assert_eq!(admin.get("/records/company?count=true").await.json()["count"], 2);
    }
}

both! {
    async fn undo_gives_nobody_more_than_he_has(world: World) {
        let admin = world.administrator().await;
        let (bob, _) = world.user(&admin, "Bob", "manager", None).await;
        let secret = admin.record("company", json!({"name": "Secret"})).await;
        let edit = admin.patch(&format!("/records/company/{secret}"), json!({"fields": {"name": "Other"}})).await;
        let event = edit.header("kith-event").expect("an event").to_owned();
        assert_eq!(bob.post("/undo", json!({"event": event})).await.refusal(), (404, "not_found".into()));
        assert_eq!(admin.get(&format!("/records/company/{secret}")).await.json()["fields"]["name"], "Other");
    }
}

both! {
    async fn secret_records_are_as_if_they_were_not(world: World) {
        let admin = world.administrator().await;
        let (bob, _) = world.user(&admin, "Bob", "manager", None).await;
        let secret = admin.record("deal", json!({"name": "Secret", "amount": "7"})).await;
        let missing = uuid::Uuid::from_u128(77).to_string();
        let calls: Vec<(Method, String, Value)> = vec![
            (Method::GET, "/records/deal/ID".into(), Value::Null),
            (Method::PATCH, "/records/deal/ID".into(), json!({"fields": {"name": "x"}})),
            (Method::PATCH, "/records/deal/ID".into(), json!({"fields": {"name": "x"}, "version": 5})),
            (Method::DELETE, "/records/deal/ID".into(), Value::Null),
            (Method::POST, "/records/deal/ID/restore".into(), json!({})),
            (Method::POST, "/records/deal/ID/verbs/win".into(), json!({})),
            (Method::POST, "/records/deal/ID/notes".into(), json!({"text": "x"})),
            (Method::GET, "/records/deal/ID/timeline".into(), Value::Null),
            (Method::POST, "/records/deal/bulk".into(), json!({"ids": ["ID"], "verb": "delete"})),
            (Method::POST, "/records/task".into(), json!({"fields": {"title": "x", "about": "ID"}})),
            (Method::POST, "/records/deal/query".into(), json!({"filter": {"field": "id", "op": "in", "value": ["ID"]}, "count": true})),
        ];
        for (method, path, body) in calls {
            let mut seen = Vec::new();
            for id in [&secret, &missing] {
                let (path, body) = (path.replace("ID", id), body.to_string().replace("ID", id));
                let body = if body == "null" { Vec::new() } else { body.into_bytes() };
                let answer = bob.send(method.clone(), &path, &[("content-type", "application/json")], body).await;
                let text = answer.text().replace(id, "ID");
                let mut json: Value = serde_json::from_str(&text).unwrap_or_default();
                if json.get("request_id").is_some() {
                    json["request_id"] = Value::Null;
                }
                seen.push((answer.status, json));
            }
            assert_eq!(seen[0], seen[1], "{method} {path}");
        }
        assert_eq!(admin.get(&format!("/records/deal/{secret}")).await.json()["version"], 1);
    }
}

both! {
    async fn rights_besides_records_are_asked_for(world: World) {
        let admin = world.administrator().await;
        let (bob, _) = world.user(&admin, "Bob", "manager", None).await;
        let role = json!({"name": "x"});
        for (path, body) in [
            ("/users", json!({"name": "x", "email": "x@y.z"})),
            ("/teams", role.clone()),
            ("/roles", role.clone()),
            ("/pipelines", role),
            ("/catalogue/deal/fields", json!({"key": "x_a", "kind": "text", "label": "a"})),
        ] {
            assert_eq!(bob.post(path, body).await.refusal(), (403, "forbidden".into()), "{path}");
        }
        assert_eq!(bob.put("/rates", json!({"date": "2026-01-01", "currency": "USD", "rate": "1"})).await.refusal().0, 403);
        assert_eq!(bob.get("/records/company/export").await.refusal(), (403, "forbidden".into()));
        let upload = bob.send(Method::POST, "/imports?filename=a.csv", &[("content-type", "text/csv")], b"name\na\n".to_vec()).await;
        assert_eq!(upload.refusal(), (403, "forbidden".into()));
        assert_eq!(bob.get("/imports").await.refusal().0, 403);
    }
}

both! {
    async fn a_token_of_one_role_may_no_more_than_that_role(world: World) {
        let admin = world.administrator().await;
        let roles = admin.get("/roles").await.json();
        let find = |key: &str| roles["roles"].as_array().expect("roles").iter().find(|r| r["key"] == key).expect("one")["id"].clone();
        let (_, id) = world.user(&admin, "Bob", "administrator", None).await;
        admin.patch(&format!("/users/{id}"), json!({"roles": [find("administrator"), find("manager")]})).await;
        let bob = world.sign_in("bob@firma.example").await;
        let made = bob.make("/tokens", json!({"name": "x", "role": find("manager")})).await;
        let program = bob.with_token(made["token"].as_str().expect("the secret"));
        let secret = admin.record("company", json!({"name": "Secret"})).await;
        assert_eq!(bob.get(&format!("/records/company/{secret}")).await.status, 200);
        assert_eq!(program.get(&format!("/records/company/{secret}")).await.status, 404);
        assert_eq!(program.get("/session").await.json()["can"]["administer"], false);
        let wider = program.post("/tokens", json!({"name": "y", "role": find("administrator")})).await;
        assert_eq!(wider.refusal().0, 403);
        let narrow = program.make("/tokens", json!({"name": "y"})).await;
        assert_eq!(narrow["role"], find("manager"), "a limited token makes none with more");
        admin.patch(&format!("/users/{id}"), json!({"roles": [find("administrator")]})).await;
        assert_eq!(program.get("/records/company").await.status, 404, "the role is gone, and with it what the token could do");
    }
}
