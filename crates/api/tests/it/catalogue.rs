//! Fields that are added while people work.

use serde_json::{Value, json};

use crate::world::both;

both! {
    async fn a_field_added_under_load_can_be_used_at_once(world: World) {
        let admin = world.administrator().await;
        let stop = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
        let mut workers = Vec::new();
        for n in 0..4 {
            let (client, stop) = (admin.clone(), stop.clone());
            workers.push(tokio::spawn(async move {
                let mut done = 0;
                while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                    let id = client.record("company", json!({"name": format!("c{n}-{done}")})).await;
                    let changed = client.patch(&format!("/records/company/{id}"), json!({"fields": {"employees": done}})).await;
                    assert_eq!(changed.status, 200, "{}", changed.text());
                    assert_eq!(client.get("/records/company?sort=name&limit=20&count=true").await.status, 200);
                    done += 1;
                }
                done
            }));
        }
        for (key, kind, more, value) in [
            ("x_colour", "one_of", json!({"options": [{"key": "red", "label": {"en": "Red", "ru": "Красный", "cs": "Červená"}}, {"key": "blue", "tone": "blue"}]}), json!("red")),
            ("x_rank", "number", json!({"scale": 2}), json!(7.25)),
            ("x_seen", "date", json!({}), json!("2026-02-03")),
            ("x_words", "text", json!({}), json!("šest slov")),
            ("x_partner", "link", json!({"targets": ["company"]}), Value::Null),
        ] {
            let mut body = json!({"key": key, "kind": kind, "label": key});
            for (name, value) in more.as_object().expect("more") {
                body[name] = value.clone();
            }
            let made = admin.post("/catalogue/company/fields", body).await;
            assert_eq!(made.status, 201, "{}", made.text());
            assert_eq!((&made.json()["key"], &made.json()["custom"]), (&json!(key), &json!(true)));
            let id = admin.record("company", json!({"name": key, key: value})).await;
            let query = json!({"filter": {"field": key, "op": if value.is_null() { "empty" } else { "eq" }, "value": value}, "sort": format!("-{key}"), "fields": ["name", key], "count": true, "limit": 500});
            let found = admin.post("/records/company/query", query).await;
            assert_eq!(found.status, 200, "{}", found.text());
            if !value.is_null() {
                assert_eq!((&found.json()["count"], &found.json()["records"][0]["id"]), (&json!(1), &json!(id)), "{key}");
                assert_eq!(found.json()["records"][0]["fields"][key], value);
            }
        }
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
        for worker in workers {
            assert!(worker.await.expect("a worker that did not fail") > 0);
        }
        let catalogue = admin.get("/catalogue").await.json();
        let company = catalogue["objects"].as_array().expect("objects").iter().find(|o| o["key"] == "company").expect("company");
        let colour = company["fields"].as_array().expect("fields").iter().find(|f| f["key"] == "x_colour").expect("the field");
        assert_eq!(colour["options"][0]["label"], "Red");
        let document = admin.get("/openapi.json").await.json();
        assert!(document["components"]["schemas"]["ObjectCompanyFields"]["properties"]["x_rank"].is_object());
    }
}

both! {
    async fn fields_are_relabelled_and_retired_and_come_back_empty(world: World) {
        let admin = world.administrator().await;
        admin.make("/catalogue/deal/fields", json!({"key": "x_colour", "kind": "one_of", "label": "Colour", "options": [{"key": "red"}]})).await;
        let deal = admin.record("deal", json!({"name": "a", "x_colour": "red"})).await;
        let changed = admin.patch("/catalogue/deal/fields/x_colour", json!({"label": {"en": "Shade", "ru": "Оттенок", "cs": "Odstín"}, "options": [{"key": "red"}, {"key": "blue"}]})).await;
        assert_eq!((changed.status, &changed.json()["label"]), (200, &json!("Shade")), "{}", changed.text());
        assert_eq!(changed.json()["options"].as_array().map(Vec::len), Some(2));
        assert_eq!(admin.delete("/catalogue/deal/fields/x_colour").await.status, 204);
        let after = admin.get(&format!("/records/deal/{deal}")).await.json();
        assert!(after["fields"].get("x_colour").is_none());
        let filter = json!({"filter": {"field": "x_colour", "op": "eq", "value": "red"}});
        assert_eq!(admin.post("/records/deal/query", filter).await.refusal(), (400, "unknown_field".into()));
        admin.make("/catalogue/deal/fields", json!({"key": "x_colour", "kind": "text", "label": "Colour"})).await;
        let again = admin.get(&format!("/records/deal/{deal}")).await.json();
        assert_eq!(again["fields"]["x_colour"], Value::Null, "values of the old field do not come back");
    }
}

both! {
    async fn fields_that_do_not_hold_are_refused(world: World) {
        let admin = world.administrator().await;
        for (body, field) in [
            (json!({"kind": "text"}), "key"),
            (json!({"key": "colour", "kind": "text"}), "key"),
            (json!({"key": "x_a\"; DROP TABLE obj_deal", "kind": "text"}), "key"),
            (json!({"key": "x_a", "kind": "jsonb"}), "kind"),
            (json!({"key": "x_a", "kind": "link", "targets": ["nothing"]}), "targets"),
            (json!({"key": "x_a", "kind": "number", "scale": 99}), "scale"),
        ] {
            let answer = admin.post("/catalogue/deal/fields", body.clone()).await;
            assert_eq!(answer.refusal(), (422, "invalid".into()), "{body}: {}", answer.text());
            assert!(answer.json()["problems"].as_array().expect("problems").iter().any(|p| p["field"].as_str().is_some_and(|f| f.starts_with(field))), "{body}: {}", answer.text());
        }
        admin.make("/catalogue/deal/fields", json!({"key": "x_a", "kind": "text", "label": "a"})).await;
        let twice = admin.post("/catalogue/deal/fields", json!({"key": "x_a", "kind": "text", "label": "a"})).await;
        assert_eq!(twice.status, 422, "{}", twice.text());
        assert_eq!(admin.post("/catalogue/nothing/fields", json!({"key": "x_a", "kind": "text", "label": "a"})).await.status, 404);
        let (bob, _) = world.user(&admin, "Bob", "manager", None).await;
        let refused = bob.post("/catalogue/deal/fields", json!({"key": "x_b", "kind": "text", "label": "b"})).await;
        assert_eq!(refused.refusal(), (403, "forbidden".into()));
    }
}

both! {
    async fn another_process_learns_of_a_new_field(world: World) {
        let admin = world.administrator().await;
        let (router, ws) = world.second_process().await;
        let there = admin.at(&router);
        admin.make("/catalogue/company/fields", json!({"key": "x_a", "kind": "text", "label": "a"})).await;
        let mut status = 0;
        for _ in 0..60 {
            status = there.post("/records/company", json!({"fields": {"name": "n", "x_a": "v"}, "on_duplicate": "allow"})).await.status;
            if status == 201 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        assert_eq!(status, 201);
        drop(ws);
    }
}

both! {
    async fn pipelines_and_rates_are_kept(world: World) {
        let admin = world.administrator().await;
        let made = admin.make("/pipelines", json!({"name": "Tenders", "stages": [
            {"name": "Call", "kind": "open", "probability": 10, "tone": "blue"}, {"name": "Bid", "kind": "open"},
            {"name": "Won", "kind": "won"}, {"name": "Lost", "kind": "lost"}
        ]})).await;
        assert_eq!(made["stages"].as_array().map(Vec::len), Some(4));
        let id = made["id"].as_str().expect("an id").to_owned();
        let stage = admin.make(&format!("/pipelines/{id}/stages"), json!({"name": "Talk", "kind": "open"})).await;
        let stage = stage["id"].as_str().expect("an id").to_owned();
        assert_eq!(admin.patch(&format!("/stages/{stage}"), json!({"name": "Talks", "probability": 40})).await.json()["name"], "Talks");
        let deal = admin.record("deal", json!({"name": "a", "pipeline": id, "stage": stage})).await;
        let full = admin.delete(&format!("/stages/{stage}")).await;
        assert_eq!(full.refusal(), (409, "stage_not_empty".into()));
        let to = made["stages"][0]["id"].clone();
        let moved = admin.json(axum::http::Method::DELETE, &format!("/stages/{stage}"), &[], &json!({"move_to": to})).await;
        assert_eq!(moved.status, 204, "{}", moved.text());
        assert_eq!(admin.get(&format!("/records/deal/{deal}")).await.json()["fields"]["stage"], to);
        let (bob, _) = world.user(&admin, "Bob", "manager", None).await;
        assert_eq!(bob.post("/pipelines", json!({"name": "x"})).await.refusal(), (403, "forbidden".into()));

        assert_eq!(admin.put("/rates", json!({"date": "2026-01-01", "currency": "USD", "rate": "0.9"})).await.status, 200);
        let rates = admin.get("/rates?currency=USD").await.json();
        assert_eq!(rates["rates"], json!([{"date": "2026-01-01", "currency": "USD", "rate": "0.9"}]));
        admin.record("deal", json!({"name": "dollars", "amount": {"amount": "100", "currency": "USD"}})).await;
        let sum = admin.make("/records/deal/aggregate", json!({"measures": [{"fn": "sum", "field": "amount"}]})).await;
        assert_eq!(sum["rows"][0]["values"][0], json!({"amount": "90.00", "currency": "EUR"}));
        for bad in [json!({"date": "yesterday", "currency": "USD", "rate": "1"}), json!({"date": "2026-01-01", "currency": "EUR", "rate": "1"}), json!({"date": "2026-01-01", "currency": "USD", "rate": "-1"})] {
            assert_eq!(admin.put("/rates", bad).await.status, 422);
        }
        assert_eq!(bob.delete("/rates/USD/2026-01-01").await.refusal(), (403, "forbidden".into()));
        assert_eq!(admin.delete("/rates/USD/2026-01-01").await.status, 204);
        assert_eq!(admin.get("/rates").await.json()["rates"], json!([]));
        assert_eq!(admin.delete("/rates/USD/2026-01-01").await.status, 404);
        let sum = admin.make("/records/deal/aggregate", json!({"measures": [{"fn": "sum", "field": "amount"}]})).await;
        assert_eq!(sum["rows"][0]["values"][0], json!({"amount": "90.00", "currency": "EUR"}), "worth what it was");
    }
}
