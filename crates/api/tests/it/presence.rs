//! Who follows a record, and who looks at it now.

use serde_json::{Value, json};

use crate::live::Stream;
use crate::world::both;

both! {
    async fn those_at_a_record_see_each_other(world: World) {
        let admin = world.administrator().await;
        let (head, head_id) = world.user(&admin, "Hana", "head", None).await;
        let deal = head.record("deal", json!({"name": "Ten pumps"})).await;
        let path = format!("/records/deal/{deal}/presence");
        let mut stream = Stream::open(&admin).await;
        assert_eq!(head.put(&path, json!({})).await.json(), json!({"people": []}));
        let seen = admin.put(&path, json!({"editing": true})).await.json();
        assert_eq!(seen, json!({"people": [{"id": head_id, "name": "Hana", "editing": false}]}));
        assert_eq!(head.get(&path).await.json()["people"][0]["editing"], true);
        assert_eq!(stream.told("presence").await[0], json!({"object": "deal", "id": deal}));
        admin.put(&path, json!({"editing": true})).await;
        assert_eq!(stream.told("presence").await, Vec::<Value>::new(), "nothing new");
        assert_eq!(admin.delete(&path).await.status, 204);
        assert_eq!(head.get(&path).await.json(), json!({"people": []}));
        assert_eq!(stream.told("presence").await.len(), 1);

        world.clock.advance(44_000);
        assert_eq!(admin.get(&path).await.json()["people"].as_array().map(Vec::len), Some(1));
        world.clock.advance(1_000);
        assert_eq!(admin.get(&path).await.json(), json!({"people": []}), "whoever is silent has left");
        tokio::time::sleep(std::time::Duration::from_secs(5)).await;
        assert_eq!(stream.told("presence").await.len(), 1, "and open screens hear of it");
    }
}

both! {
    async fn a_secret_record_tells_nothing_of_who_is_there(world: World) {
        let admin = world.administrator().await;
        let (bob, bob_id) = world.user(&admin, "Bob", "manager", None).await;
        let secret = admin.record("deal", json!({"name": "Secret"})).await;
        let missing = uuid::Uuid::from_u128(7);
        let mut stream = Stream::open(&bob).await;
        admin.put(&format!("/records/deal/{secret}/presence"), json!({})).await;
        for id in [secret.clone(), missing.to_string()] {
            let path = format!("/records/deal/{id}/presence");
            assert_eq!(bob.get(&path).await.refusal(), (404, "not_found".into()));
            assert_eq!(bob.put(&path, json!({})).await.refusal(), (404, "not_found".into()));
            assert_eq!(bob.delete(&path).await.status, 204);
            let path = format!("/records/deal/{id}/followers");
            assert_eq!(bob.get(&path).await.refusal(), (404, "not_found".into()));
            assert_eq!(bob.put(&format!("{path}/me"), json!({})).await.refusal(), (404, "not_found".into()));
            assert_eq!(bob.delete(&format!("{path}/me")).await.refusal(), (404, "not_found".into()));
        }
        assert_eq!(stream.told("presence").await, Vec::<Value>::new());
        let path = format!("/records/deal/{secret}");
        assert_eq!(admin.get(&format!("{path}/presence")).await.json(), json!({"people": []}), "Bob left no trace");
        let unreachable = admin.put(&format!("{path}/followers/{bob_id}"), json!({})).await;
        assert_eq!(unreachable.detail(), ("user".into(), "unreachable".into()));
        assert_eq!(admin.get(&format!("{path}/followers")).await.json(), json!({"followers": [], "following": false}));
    }
}

both! {
    async fn people_follow_and_make_colleagues_follow(world: World) {
        let admin = world.administrator().await;
        let (bob, bob_id) = world.user(&admin, "Bob", "manager", None).await;
        let rights = json!({"read": "all"});
        admin.make("/roles", json!({"name": "Reader", "objects": {"deal": rights}})).await;
        let (reader, reader_id) = world.user(&admin, "Rita", "Reader", None).await;
        let deal = bob.record("deal", json!({"name": "Ten pumps"})).await;
        let path = format!("/records/deal/{deal}/followers");
        let mine = reader.put(&format!("{path}/me"), json!({})).await;
        assert_eq!((mine.status, mine.json()), (200, json!({"followers": [{"id": reader_id, "name": "Rita"}], "following": true})));
        assert_eq!(reader.put(&format!("{path}/{bob_id}"), json!({})).await.refusal().0, 403, "she may not edit the deal");
        assert_eq!(bob.put(&format!("{path}/{bob_id}"), json!({})).await.json()["followers"].as_array().map(Vec::len), Some(2));
        assert_eq!(reader.delete(&format!("{path}/{bob_id}")).await.refusal().0, 403);
        assert_eq!(reader.delete(&format!("{path}/me")).await.json()["following"], false);
        assert_eq!(bob.get(&path).await.json(), json!({"followers": [{"id": bob_id, "name": "Bob"}], "following": true}));
        assert_eq!(bob.put(&format!("{path}/nobody"), json!({})).await.status, 404);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn processes_tell_each_other_who_is_there() {
    let world = crate::world::World::start(crate::world::Database::Postgres).await;
    let admin = world.administrator().await;
    let (head, _) = world.user(&admin, "Hana", "head", None).await;
    let deal = head.record("deal", json!({"name": "Ten pumps"})).await;
    let path = format!("/records/deal/{deal}/presence");
    let (router, _other) = world.second_process().await;
    let mut stream = Stream::open(&admin.at(&router)).await;
    head.put(&path, json!({"editing": true})).await;
    assert_eq!(stream.told("presence").await, [json!({"object": "deal", "id": deal})]);
    assert_eq!(admin.at(&router).get(&path).await.json()["people"][0]["name"], "Hana");
    head.delete(&path).await;
    assert_eq!(stream.told("presence").await.len(), 1);
    assert_eq!(admin.at(&router).get(&path).await.json(), json!({"people": []}));
}
