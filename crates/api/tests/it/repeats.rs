//! Requests that are sent twice.

use axum::http::Method;
use serde_json::json;

use crate::world::both;

both! {
    async fn an_answer_that_tells_of_what_is_destroyed_is_forgotten(world: World) {
        let admin = world.administrator().await;
        let send = async |key: &str, path: &str, body: &serde_json::Value| {
            admin.json(Method::POST, path, &[("idempotency-key", key)], body).await
        };
        let kept = || async {
            let read = world.ws.store().read(|conn| {
                let rows = conn.query(&kith_engine::Sql::new("SELECT key, response FROM idempotency ORDER BY key"))?;
                let one = |row: &kith_engine::Row| -> kith_engine::Result<(String, Option<String>)> {
                    let text = row.opt_bytes(1)?.map(|bytes| String::from_utf8_lossy(bytes).into_owned());
                    Ok((row.text(0)?.to_owned(), text))
                };
                rows.iter().map(one).collect::<kith_engine::Result<Vec<_>>>()
            });
            read.await.expect("the answers")
        };
        let person = json!({"fields": {"name": "Jana Tajná", "phones": [{"value": "+420602111222"}]}});
        let made = send("a", "/records/contact", &person).await;
        let id = made.json()["id"].as_str().expect("an id").to_owned();
        let deal = send("b", "/records/deal", &json!({"fields": {"name": "Pumps", "contact": id}})).await;
        assert_eq!(deal.status, 201, "{}", deal.text());
        assert_eq!(send("c", &format!("/records/contact/{id}/notes"), &json!({"text": "Tajná words"})).await.status, 201);
        let other = send("d", "/records/company", &json!({"fields": {"name": "Acme"}})).await;
        assert_eq!(kept().await.iter().filter(|(_, text)| text.as_ref().is_some_and(|it| it.contains("Tajná"))).count(), 3);

        assert_eq!(admin.delete(&format!("/records/contact/{id}")).await.status, 204);
        assert_eq!(send("e", &format!("/records/contact/{id}/destroy"), &json!({})).await.status, 204);
        let left = kept().await;
        assert!(left.iter().all(|(_, text)| text.as_ref().is_none_or(|it| !it.contains("Tajná") && !it.contains("602111222"))), "{left:?}");
        assert_eq!(left.iter().map(|(_, text)| text.is_some()).collect::<Vec<_>>(), [false, false, false, true, true]);

        assert_eq!(send("a", "/records/contact", &person).await.refusal(), (410, "answer_forgotten".into()), "nor is she made again");
        assert_eq!(send("e", &format!("/records/contact/{id}/destroy"), &json!({})).await.status, 204);
        let again = send("d", "/records/company", &json!({"fields": {"name": "Acme"}})).await;
        assert_eq!((again.status, again.body), (201, other.body));
        assert_eq!(admin.get("/records/contact?count=true").await.json()["count"], 0);
    }
}

both! {
    async fn a_repeated_post_is_done_once(world: World) {
        let admin = world.administrator().await;
        let body = json!({"fields": {"name": "Sundby"}});
        let key = [("idempotency-key", "order-4711")];
        let first = admin.json(Method::POST, "/records/company", &key, &body).await;
        let second = admin.json(Method::POST, "/records/company", &key, &body).await;
        assert_eq!((first.status, first.body.clone()), (201, second.body));
        assert_eq!(first.header("kith-event"), second.headers.get("kith-event").and_then(|v| v.to_str().ok()));
        assert_eq!(admin.get("/records/company?count=true").await.json()["count"], 1);

        let other = admin.json(Method::POST, "/records/company", &key, &json!({"fields": {"name": "Other"}})).await;
        assert_eq!(other.refusal(), (422, "idempotency_mismatch".into()));
        let elsewhere = admin.json(Method::POST, "/records/product", &key, &body).await;
        assert_eq!(elsewhere.refusal(), (422, "idempotency_mismatch".into()));

        let (bob, _) = world.user(&admin, "Bob", "manager", None).await;
        assert_eq!(bob.json(Method::POST, "/records/company", &key, &body).await.status, 201, "keys are each one's own");

        world.clock.advance(25 * 60 * 60 * 1_000);
        let next_day = admin.json(Method::POST, "/records/company", &key, &json!({"fields": {"name": "Next"}})).await;
        assert_eq!(next_day.status, 201, "a day later the key is free again");
    }
}

both! {
    async fn repeats_that_race_are_done_once(world: World) {
        let admin = world.administrator().await;
        let racing: Vec<_> = (0..12)
            .map(|_| {
                let client = admin.clone();
                tokio::spawn(async move {
                    let body = json!({"fields": {"name": "Sundby"}});
                    client.json(Method::POST, "/records/company", &[("idempotency-key", "race")], &body).await
                })
            })
            .collect();
        let mut bodies = Vec::new();
        for answer in racing {
            let answer = answer.await.expect("an answer");
            assert!(matches!(answer.status, 201 | 409 | 503), "{}", answer.text());
            if answer.status == 201 {
                bodies.push(answer.body);
            }
        }
        assert!(!bodies.is_empty() && bodies.windows(2).all(|pair| pair[0] == pair[1]));
        assert_eq!(admin.get("/records/company?count=true").await.json()["count"], 1);
    }
}

both! {
    async fn a_refused_request_may_be_sent_again_under_its_key(world: World) {
        let admin = world.administrator().await;
        let key = [("idempotency-key", "again")];
        let refused = admin.json(Method::POST, "/records/company", &key, &json!({"fields": {}})).await;
        assert_eq!(refused.status, 422);
        let made = admin.json(Method::POST, "/records/company", &key, &json!({"fields": {"name": "Acme"}})).await;
        assert_eq!(made.status, 201, "nothing was done under the key: {}", made.text());
    }
}

both! {
    async fn questions_and_tokens_take_keys_as_well(world: World) {
        let admin = world.administrator().await;
        let key = [("idempotency-key", "q")];
        let body = json!({"count": true});
        let first = admin.json(Method::POST, "/records/company/query", &key, &body).await;
        admin.record("company", json!({"name": "Acme"})).await;
        let second = admin.json(Method::POST, "/records/company/query", &key, &body).await;
        assert_eq!((first.status, first.body), (200, second.body));
        let other = admin.json(Method::POST, "/records/company/query", &key, &json!({"count": false})).await;
        assert_eq!(other.refusal(), (422, "idempotency_mismatch".into()));

        let key = [("idempotency-key", "t")];
        let made = admin.json(Method::POST, "/tokens", &key, &json!({"name": "x"})).await.json();
        let again = admin.json(Method::POST, "/tokens", &key, &json!({"name": "x"})).await.json();
        assert!(made["token"].is_string());
        assert_eq!((&again["id"], &again["token"]), (&made["id"], &json!(null)), "the secret is not kept for repeats");
        let long = "k".repeat(300);
        let bad = admin.json(Method::POST, "/tokens", &[("idempotency-key", &long)], &json!({"name": "x"})).await;
        assert_eq!(bad.refusal(), (400, "bad_idempotency_key".into()));
    }
}
