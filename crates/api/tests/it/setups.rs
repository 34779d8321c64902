//! Ready-made set-ups over HTTP.

use axum::http::Method;
use serde_json::{Value, json};

use crate::world::{Answer, Client, PASSWORD, both};

async fn remove(client: &Client, path: &str, body: Value) -> Answer {
    client.json(Method::DELETE, path, &[], &body).await
}

fn setup(trade: &str, sample: bool) -> Value {
    json!({
        "name": "Vera", "email": "vera@kith.example", "password": PASSWORD, "language": "cs", "currency": "CZK",
        "time_zone": "Europe/Prague", "trade": trade, "sample": sample,
    })
}

both! {
    async fn a_trade_is_offered_before_anybody_is_there_and_chosen_at_set_up(world: World) {
        let stranger = world.nobody();
        let offered = stranger.get("/setup/trades").await.json();
        assert_eq!(offered["trades"].as_array().map(Vec::len), Some(8));
        assert_eq!(offered["trades"][0]["key"], "beauty_salon");
        assert_eq!(offered["trades"][0]["name"]["cs"], "Salon krásy");
        let unknown = stranger.post("/setup", setup("circus", false)).await;
        assert_eq!((unknown.status, unknown.json()["problems"][0]["field"].clone()), (422, json!("trade")));
        assert_eq!(stranger.get("/setup").await.json(), json!({"needed": true}), "nothing was made");
        let done = stranger.post("/setup", setup("travel_agency", true)).await;
        assert_eq!(done.status, 201, "{}", done.text());
        let admin = world.sign_in("vera@kith.example").await;
        let pipelines = admin.get("/pipelines").await.json();
        let names: Vec<&str> =
            pipelines["pipelines"].as_array().expect("a list").iter().map(|one| one["name"].as_str().expect("a name")).collect();
        assert_eq!(names, ["Zájezdy", "Péče o cestující"]);
        assert_eq!(pipelines["pipelines"][0]["is_default"], true);
        assert_eq!(admin.get("/records/deal?count=true").await.json()["count"], 6);
        let samples = json!({"filter": {"field": "tags", "op": "contains", "value": "Ukázka"}, "count": true});
        assert_eq!(admin.post("/records/contact/query", samples).await.json()["count"], 3);
        world.assert_sound().await;
    }
}

both! {
    async fn a_set_up_is_seen_added_looked_at_and_removed(world: World) {
        let admin = world.administrator().await;
        let list = admin.get("/setups").await.json();
        let salon = &list["setups"][0];
        assert_eq!((&salon["key"], &salon["added"]), (&json!("beauty_salon"), &json!(null)));
        assert_eq!(salon["pipelines"][0]["stages"][1]["name"], "Booked");
        assert_eq!(salon["sample"]["deal"], 6);
        let made = admin.post("/setups/beauty_salon", json!({"sample": true, "language": "en"})).await;
        assert_eq!(made.status, 201, "{}", made.text());
        assert_eq!(made.json()["added"]["sample"], true);
        assert_eq!(admin.post("/setups/beauty_salon", json!({})).await.refusal(), (409, "setup_added".into()));
        assert_eq!(admin.post("/setups/circus", json!({})).await.status, 404);
        assert_eq!(admin.post("/setups/clinic", json!({"sampel": true})).await.status, 422);
        let catalogue = admin.get("/catalogue").await.json();
        let deal = catalogue["objects"].as_array().expect("objects").iter().find(|one| one["key"] == "deal").expect("deals");
        assert!(deal["fields"].as_array().expect("fields").iter().any(|field| field["key"] == "x_visit_at"));
        let visits = catalogue["pipelines"].as_array().expect("pipelines").iter().find(|one| one["name"] == "Visits").expect("visits").clone();
        assert_eq!(admin.get("/views?object=deal").await.json()["views"][0]["scope"], "everyone");
        let board = admin.get(&format!("/boards/{}", visits["id"].as_str().expect("an id"))).await;
        assert_eq!(board.json()["columns"][1]["count"], 1);

        admin.make("/records/deal", json!({"fields": {"name": "Own", "pipeline": visits["id"]}})).await;
        let seen = admin.get("/setups/beauty_salon/removal").await.json();
        let pipelines = seen["pipelines"].as_array().expect("a list").iter().map(|one| one["deals"].as_u64().expect("a number"));
        assert_eq!(pipelines.sum::<u64>(), 1);
        let refused = remove(&admin, "/setups/beauty_salon", json!({})).await;
        assert_eq!(refused.refusal(), (409, "setup_has_deals".into()));
        assert_eq!(refused.json()["problems"][0]["params"]["count"], 1);
        let samples = admin.delete("/setups/beauty_salon/sample").await;
        assert_eq!((samples.status, &samples.json()["binned"]), (200, &json!(0)), "{}", samples.text());
        assert_eq!(admin.delete("/setups/beauty_salon/sample").await.status, 404);
        assert_eq!(admin.get("/setups").await.json()["setups"][0]["added"]["sample"], false);
        let both = remove(&admin, "/setups/beauty_salon", json!({"keep_pipelines": true, "move_to": visits["id"]})).await;
        assert_eq!(both.status, 422);
        let within = remove(&admin, "/setups/beauty_salon", json!({"move_to": visits["id"]})).await;
        assert_eq!(within.status, 422);
        let removed = remove(&admin, "/setups/beauty_salon", json!({"keep_pipelines": true})).await;
        assert_eq!(removed.status, 200, "{}", removed.text());
        assert_eq!((&removed.json()["pipelines_kept"], &removed.json()["fields"]), (&json!(1), &json!(8)));
        assert_eq!(admin.get("/setups/beauty_salon/removal").await.status, 404);
        assert_eq!(remove(&admin, "/setups/beauty_salon", json!({})).await.status, 404);
        assert_eq!(admin.get("/records/deal?count=true").await.json()["count"], 1);
        world.assert_sound().await;
    }
}

both! {
    async fn set_ups_are_for_administrators(world: World) {
        let admin = world.administrator().await;
        admin.make("/setups/clinic", json!({})).await;
        let (bob, _) = world.user(&admin, "Bob", "manager", None).await;
        assert_eq!(bob.get("/setups").await.refusal(), (403, "forbidden".into()));
        assert_eq!(bob.get("/setups/clinic/removal").await.refusal(), (403, "forbidden".into()));
        assert_eq!(bob.post("/setups/insurance", json!({})).await.refusal(), (403, "forbidden".into()));
        assert_eq!(remove(&bob, "/setups/clinic", json!({})).await.refusal(), (403, "forbidden".into()));
        assert_eq!(bob.delete("/setups/clinic/sample").await.refusal(), (403, "forbidden".into()));
        assert_eq!(world.nobody().get("/setups").await.status, 401);
    }
}
