//! Clients over HTTP: when they buy again, deals that recur, what counts for completeness, figures of deal teams.

use serde_json::{Value, json};

use crate::world::{Client, World, both};

const DAY: i64 = 24 * 60 * 60 * 1_000;

/// What the list of an object has once it holds so many, which work in the background brings.
async fn list_of(world: &World, client: &Client, object: &str, count: usize) -> Vec<Value> {
    let mut found = Vec::new();
    for _ in 0..300 {
        let page = client.get(&format!("/records/{object}?sort=created_at")).await.json();
        found = page["records"].as_array().expect("a list").clone();
        if found.len() >= count {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        // Work that collided with other work is tried again in a while, by this clock.
        world.clock.advance(1_000);
    }
    assert_eq!(found.len(), count, "{object}: {found:?}");
    found
}

both! {
    async fn tasks_for_expected_purchases_are_set_by_those_who_manage_pipelines(world: World) {
        let admin = world.administrator().await;
        let usual = json!({"enabled": false, "days_before": 7});
        assert_eq!(admin.get("/repeat-sales").await.json(), usual);
        let (bob, _) = world.user(&admin, "Bob Fox", "manager", None).await;
        assert_eq!(bob.get("/repeat-sales").await.json(), usual, "everybody may know");
        let wanted = json!({"enabled": true, "days_before": 14});
        assert_eq!(bob.put("/repeat-sales", wanted.clone()).await.refusal(), (403, "forbidden".into()));
        for days in [-1, 366] {
            let refused = admin.put("/repeat-sales", json!({"enabled": true, "days_before": days})).await;
            assert_eq!((refused.status, refused.detail()), (422, ("days_before".into(), "out_of_range".into())));
        }
        assert_eq!(admin.put("/repeat-sales", json!({"enabled": true})).await.status, 422);
        assert_eq!(admin.put("/repeat-sales", json!({"enabled": true, "days_before": 1, "x": 1})).await.status, 422);
        assert_eq!(world.nobody().get("/repeat-sales").await.status, 401);
        assert_eq!(admin.get("/repeat-sales").await.json(), usual, "what was refused changes nothing");
        assert_eq!(admin.put("/repeat-sales", wanted.clone()).await.json(), wanted);
        assert_eq!(bob.get("/repeat-sales").await.json(), wanted);
        world.assert_sound().await;
    }
}

both! {
    async fn a_task_is_made_in_time_for_a_purchase_that_is_expected(world: World) {
        let admin = world.administrator().await;
        let company = admin.record("company", json!({"name": "Regular"})).await;
        let expected = json!({"fields": {"next_purchase_on": "2026-03-22"}});
        assert_eq!(admin.patch(&format!("/records/company/{company}"), expected).await.status, 200);
        assert_eq!(admin.put("/repeat-sales", json!({"enabled": true, "days_before": 14})).await.status, 200);
        assert_eq!(admin.get("/records/task?count=true").await.json()["count"], 0, "it is 2 March");
        world.clock.advance(7 * DAY);
        let tasks = list_of(&world, &admin, "task", 1).await;
        assert_eq!(tasks[0]["fields"]["about"], json!(company));
        world.assert_sound().await;
    }
}

both! {
    async fn a_deal_recurs_is_paused_and_stopped(world: World) {
        let admin = world.administrator().await;
        let made = json!({"name": "Service", "recurrence": "FREQ=WEEKLY", "recurs_before": 1});
        let deal = admin.record("deal", made).await;
        let path = format!("/records/deal/{deal}");
        assert_eq!(admin.get(&path).await.json()["fields"]["recurs_on"], "2026-03-09");
        world.clock.advance(6 * DAY);
        let deals = list_of(&world, &admin, "deal", 2).await;
        let next = &deals[1]["fields"];
        assert_eq!((next["recurrence_of"].clone(), next["expected_close"].clone()), (json!(deal), json!("2026-03-09")));
        assert_eq!(next["recurrence"], Value::Null, "what recurs is the first one alone");
        assert_eq!(admin.get(&path).await.json()["fields"]["recurs_on"], "2026-03-16");
        let paused = admin.patch(&path, json!({"fields": {"recurs_paused": true}})).await.json();
        assert_eq!(paused["fields"]["recurs_on"], "2026-03-16");
        world.clock.advance(20 * DAY);
        let on = admin.patch(&path, json!({"fields": {"recurs_paused": false}})).await.json();
        assert_eq!(on["fields"]["recurs_on"], "2026-03-30", "what fell into the pause is not made up for");
        list_of(&world, &admin, "deal", 2).await;
        let stopped = admin.patch(&path, json!({"fields": {"recurrence": null}})).await.json();
        assert_eq!((&stopped["fields"]["recurs_on"], &stopped["fields"]["recurs_paused"]), (&Value::Null, &Value::Null));
        let recurring = json!({"filter": {"field": "recurs_on", "op": "not_empty"}, "count": true});
        assert_eq!(admin.post("/records/deal/query", recurring).await.json()["count"], 0);
    }
}

both! {
    async fn what_counts_for_completeness_is_said_with_a_weight(world: World) {
        let admin = world.administrator().await;
        let company = admin.record("company", json!({"name": "Bare", "industry": "steel"})).await;
        let path = format!("/records/company/{company}");
        let before = admin.get(&path).await.json()["fields"]["completeness"].clone();
        let weight = async |key: &str, weight: Value| {
            admin.patch(&format!("/catalogue/company/fields/{key}"), json!({"weight": weight})).await
        };
        assert_eq!(weight("industry", json!(11)).await.status, 422);
        assert_eq!(weight("industry", json!(-1)).await.status, 422);
        assert_eq!(weight("industry", json!("much")).await.status, 422);
        let (bob, _) = world.user(&admin, "Bob Fox", "manager", None).await;
        let refused = bob.patch("/catalogue/company/fields/industry", json!({"weight": 10})).await;
        assert_eq!(refused.refusal(), (403, "forbidden".into()));
        assert_eq!(weight("industry", json!(10)).await.status, 200);
        let catalogue = admin.get("/catalogue").await.json();
        let objects = catalogue["objects"].as_array().expect("objects");
        let fields = objects.iter().find(|one| one["key"] == "company").expect("companies")["fields"].clone();
        let field = |key: &str| fields.as_array().expect("fields").iter().find(|one| one["key"] == key).cloned();
        assert_eq!(field("industry").expect("the field")["weight"], 10);
        for _ in 0..100 {
            if admin.get(&path).await.json()["fields"]["completeness"] != before {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        let after = admin.get(&path).await.json()["fields"]["completeness"].as_f64();
        assert!(after > before.as_f64(), "{before} {after:?}");
        world.assert_sound().await;
    }
}

both! {
    async fn a_deal_is_counted_to_its_team_by_shares_over_http(world: World) {
        let admin = world.administrator().await;
        let (_, bob) = world.user(&admin, "Bob Fox", "manager", None).await;
        let deal = admin.record("deal", json!({"name": "Two of us", "amount": "100.01"})).await;
        admin.record("deal_member", json!({"deal": deal, "user": bob, "share": "33.33"})).await;
        let pipeline = admin.get(&format!("/records/deal/{deal}")).await.json()["fields"]["pipeline"].clone();
        let asked = json!({"pipeline": pipeline, "group_by": "share"});
        let funnel = admin.post("/insight/funnel", asked).await;
        assert_eq!(funnel.status, 200, "{}", funnel.text());
        let funnel = funnel.json();
        let line = funnel["groups"].as_array().expect("groups").iter().find(|one| one["label"] == "Bob Fox").cloned();
        assert_eq!(line.expect("his line")["open"]["sum"]["amount"], "33.33", "{funnel}");
        let with = json!({"pipeline": pipeline, "group_by": "share", "weight": 2});
        assert_eq!(admin.post("/insight/funnel", with).await.status, 422, "what is not known is refused");
        world.assert_sound().await;
    }
}
