//! Rules of distribution over HTTP.

use serde_json::json;

use crate::world::both;

both! {
    async fn rules_are_kept_in_order_and_only_for_those_who_keep_pipelines(world: World) {
        let admin = world.administrator().await;
        let (manager, ann) = world.user(&admin, "Ann", "manager", None).await;
        let rule = json!({"method": "weighted", "people": [{"user": ann, "weight": 2}], "move_after": 30});
        let make = |name: &str| json!({"object": "lead", "name": name, "rule": rule});
        let (a, b) = (admin.make("/distribution", make("A")).await, admin.make("/distribution", make("B")).await);
        assert_eq!((&a["method"], &a["people"][0]["weight"], &a["active"]), (&json!("weighted"), &json!(2), &json!(true)));
        let path = format!("/distribution/{}", b["id"].as_str().expect("an id"));
        let moved = admin.patch(&path, json!({"position": 0, "active": false, "version": 1})).await;
        assert_eq!((moved.status, moved.json()["version"].clone()), (200, json!(2)), "{}", moved.text());
        assert_eq!(admin.patch(&path, json!({"name": "C", "version": 1})).await.status, 409);
        let listed = admin.get("/distribution?object=lead").await.json();
        let names: Vec<&str> = listed["rules"].as_array().expect("rules").iter().filter_map(|one| one["name"].as_str()).collect();
        assert_eq!(names, ["B", "A"]);
        let bad = admin.post("/distribution", json!({"object": "lead", "name": "X", "rule": {"method": "round_robin"}})).await;
        assert_eq!((bad.status, bad.detail()), (422, ("people".into(), "required".into())));
        for answer in [
            manager.get("/distribution?object=lead").await,
            manager.post("/distribution", make("D")).await,
            manager.patch(&path, json!({"name": "D"})).await,
            manager.delete(&path).await,
            manager.post("/distribution/try", json!({"object": "lead"})).await,
        ] {
            assert_eq!(answer.refusal(), (403, "forbidden".into()));
        }
        assert_eq!(admin.delete(&path).await.status, 204);
        assert_eq!(admin.delete(&path).await.status, 404);
    }
}

both! {
    async fn what_a_program_brings_is_given_out_and_whoever_may_not_read_the_owner_is_not_told_why(world: World) {
        let admin = world.administrator().await;
        let (manager, ann) = world.user(&admin, "Ann", "manager", None).await;
        let (bob, bob_id) = world.user(&admin, "Bob", "manager", None).await;
        let rule = json!({"method": "person", "people": [{"user": ann}], "hours": "ignore", "react_within": 15});
        admin.make("/distribution", json!({"object": "lead", "name": "Ann's", "rule": rule})).await;
        let tried = admin.make("/distribution/try", json!({"object": "lead", "fields": {"source": "web"}})).await;
        assert_eq!((&tried["user"], &tried["why"]["name"]), (&json!(ann), &json!("Ann's")));
        assert_eq!(tried["rules"][0]["fits"], true);
        // A program that sees only what is Bob's brings a lead for Ann.
        let token = bob.make("/tokens", json!({"name": "form"})).await["token"].as_str().expect("a token").to_owned();
        let program = bob.with_token(&token);
        let made = program.make("/records/lead", json!({"fields": {"name": "Awnings"}})).await;
        assert_eq!((&made["fields"]["owner"], made["fields"]["react_by"].is_string()), (&json!(ann), true));
        let path = format!("/records/lead/{}", made["id"].as_str().expect("an id"));
        assert_eq!((program.get(&path).await.status, manager.get(&path).await.status), (404, 200));
        let story = manager.get(&format!("{path}/timeline")).await.json();
        assert_eq!((&story["entries"][0]["why"]["reason"], &story["entries"][0]["why"]["user"]), (&json!("rule"), &json!(ann)));
        // By hand it stays with whoever makes it.
        let own = bob.make("/records/lead", json!({"fields": {"name": "Mine"}})).await;
        assert_eq!(own["fields"]["owner"], json!(bob_id));
        let blind = json!({"name": "Blind", "objects": {"lead": {"read": "all", "hidden": ["owner"]}}});
        let role = admin.post("/roles", blind).await;
        assert_eq!(role.status, 201, "{}", role.text());
        let (eve, _) = world.user(&admin, "Eve", "Blind", None).await;
        let story = eve.get(&format!("{path}/timeline")).await.json();
        assert!(story["entries"][0]["why"].is_null(), "{story}");
        assert!(!story.to_string().contains(&ann), "{story}");
        world.assert_sound().await;
    }
}
