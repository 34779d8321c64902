//! Users, teams and roles.

use serde_json::{Value, json};

use crate::world::{both, masked};

fn id(value: &Value) -> String {
    value["id"].as_str().expect("an id").to_owned()
}

both! {
    async fn teams_decide_about_managers_and_offices(world: World) {
        let admin = world.administrator().await;
        let (_, boss) = world.user(&admin, "Boss", "head", None).await;
        let office = id(&admin.make("/teams", json!({"name": "Central"})).await);
        let team = id(&admin.make("/teams", json!({"name": "North", "parent": office, "manager": boss})).await);
        let (bob, bob_id) = world.user(&admin, "Bob", "manager", Some(&team)).await;
        let user = admin.get(&format!("/users/{bob_id}")).await.json();
        assert_eq!((&user["manager"], &user["office"]), (&json!(boss), &json!(office)));
        let list = admin.get("/teams").await.json();
        assert!(list["teams"].as_array().expect("teams").iter().any(|t| t["id"] == json!(team) && t["members"] == 1));

        let cycle = admin.patch(&format!("/teams/{office}"), json!({"parent": team})).await;
        assert_eq!(cycle.status, 422, "{}", cycle.text());
        assert_eq!(admin.delete(&format!("/teams/{team}")).await.refusal(), (409, "team_not_empty".into()));
        assert_eq!(admin.patch(&format!("/users/{bob_id}"), json!({"team": null})).await.json()["manager"], Value::Null);
        assert_eq!(admin.delete(&format!("/teams/{team}")).await.status, 204);
        assert_eq!(bob.post("/teams", json!({"name": "Mine"})).await.refusal(), (403, "forbidden".into()));
        insta::assert_json_snapshot!("users", masked(bob.get("/users").await.json()));
    }
}

both! {
    async fn a_change_of_team_acts_on_the_next_request(world: World) {
        let admin = world.administrator().await;
        let office = id(&admin.make("/teams", json!({"name": "Central"})).await);
        let (head, _) = world.user(&admin, "Boss", "head", Some(&office)).await;
        let (bob, bob_id) = world.user(&admin, "Bob", "manager", None).await;
        let deal = bob.record("deal", json!({"name": "Bob's deal"})).await;
        assert_eq!(head.get(&format!("/records/deal/{deal}")).await.status, 404);
        assert_eq!(admin.patch(&format!("/users/{bob_id}"), json!({"team": office})).await.status, 200);
        assert_eq!(head.get(&format!("/records/deal/{deal}")).await.status, 200);
        assert_eq!(admin.patch(&format!("/users/{bob_id}"), json!({"team": null})).await.status, 200);
        assert_eq!(head.get(&format!("/records/deal/{deal}")).await.status, 404);
    }
}

both! {
    async fn roles_are_made_changed_and_removed(world: World) {
        let admin = world.administrator().await;
        let role = admin.make("/roles", json!({"name": "Clerk", "objects": {"deal": {"read": "all", "hidden": ["amount"]}}, "may": ["export"]})).await;
        assert_eq!((&role["admin"], &role["standard"], &role["users"]), (&json!(false), &json!(false), &json!(0)));
        let (bob, bob_id) = world.user(&admin, "Bob", "Clerk", None).await;
        let deal = admin.record("deal", json!({"name": "a", "amount": "5"})).await;
        let seen = bob.get(&format!("/records/deal/{deal}")).await.json();
        let follow = json!(["amount", "gross", "margin", "completeness"]);
        assert_eq!((seen["fields"].get("amount"), &seen["masked"]), (None, &follow));
        let role = id(&role);
        let changed = admin.patch(&format!("/roles/{role}"), json!({"objects": {"deal": {"read": "all"}}})).await;
        assert_eq!(changed.status, 200, "{}", changed.text());
        assert_eq!(bob.get(&format!("/records/deal/{deal}")).await.json()["fields"]["amount"]["amount"], "5.00");
        assert_eq!(admin.delete(&format!("/roles/{role}")).await.refusal(), (409, "role_in_use".into()));
        assert_eq!(admin.patch(&format!("/users/{bob_id}"), json!({"roles": []})).await.status, 200);
        assert_eq!(bob.get(&format!("/records/deal/{deal}")).await.status, 404);
        assert_eq!(admin.delete(&format!("/roles/{role}")).await.status, 204);
        for bad in [
            json!({"name": "x", "objects": {"nothing": {}}}),
            json!({"name": "x", "objects": {"deal": {"hidden": ["nothing"]}}}),
            json!({"name": "x", "objects": {"deal": {"hidden": ["name"]}}}),
            json!({"name": "x", "objects": {"deal": {"read": "everything"}}}),
            json!({"name": "x", "admin": true}),
            json!({"name": "x", "may": ["fly"]}),
            json!({"name": ""}),
        ] {
            assert_eq!(admin.post("/roles", bad.clone()).await.refusal(), (422, "invalid".into()), "{bad}");
        }
    }
}

both! {
    async fn whoever_keeps_users_cannot_make_himself_more_than_he_is(world: World) {
        let admin = world.administrator().await;
        let own = json!({"read": "own", "create": "own", "edit": "own"});
        admin.make("/roles", json!({"name": "Personnel", "default": own, "may": ["manage_users"]})).await;
        let (clerk, clerk_id) = world.user(&admin, "Clara", "Personnel", None).await;
        let roles = clerk.get("/roles").await.json();
        let find = |key: &str| roles["roles"].as_array().expect("roles").iter().find(|r| r["key"] == key || r["name"] == key).expect("one")["id"].clone();
        let (administrator, personnel, head) = (find("administrator"), find("Personnel"), find("head"));
        let admin_id = admin.get("/session").await.json()["user"]["id"].as_str().expect("an id").to_owned();
        for (path, body) in [
            (format!("/users/{clerk_id}"), json!({"roles": [administrator]})),
            (format!("/users/{clerk_id}"), json!({"roles": [personnel, head]})),
            (format!("/users/{admin_id}"), json!({"name": "Mallory"})),
            (format!("/roles/{}", personnel.as_str().expect("an id")), json!({"default": {"read": "all"}})),
            (format!("/roles/{}", personnel.as_str().expect("an id")), json!({"may": ["manage_users", "export"]})),
            (format!("/roles/{}", head.as_str().expect("an id")), json!({"default": {}})),
        ] {
            let answer = clerk.patch(&path, body.clone()).await;
            assert_eq!(answer.refusal(), (403, "forbidden".into()), "{path} {body}");
        }
        for (path, body) in [
            ("/users".to_owned(), json!({"name": "X", "email": "x@firma.example", "roles": [administrator]})),
            (format!("/users/{admin_id}/password"), json!({"password": "a long enough one"})),
            (format!("/users/{admin_id}/deactivate"), json!({})),
            ("/roles".to_owned(), json!({"name": "Big", "default": {"read": "all"}})),
        ] {
            assert_eq!(clerk.post(&path, body).await.refusal(), (403, "forbidden".into()), "{path}");
        }
        assert_eq!(clerk.post("/users", json!({"name": "Y", "email": "y@firma.example", "roles": [personnel]})).await.status, 201);
        assert_eq!(admin.get("/session").await.json()["user"]["name"], "Ada Quill");
        assert_eq!(clerk.get("/session").await.json()["can"]["administer"], false);
    }
}

both! {
    async fn the_last_administrator_stays(world: World) {
        let admin = world.administrator().await;
        let me = admin.get("/session").await.json()["user"]["id"].as_str().expect("an id").to_owned();
        let refused = admin.post(&format!("/users/{me}/deactivate"), json!({})).await;
        assert_eq!(refused.refusal(), (409, "last_administrator".into()));
        let refused = admin.patch(&format!("/users/{me}"), json!({"roles": []})).await;
        assert_eq!(refused.refusal(), (409, "last_administrator".into()));
        assert_eq!(admin.get("/session").await.status, 200);
        let taken = admin.post("/users", json!({"name": "Twin", "email": "ADA@firma.example"})).await;
        assert_eq!(taken.detail(), ("email".into(), "taken".into()));
    }
}

both! {
    async fn people_change_their_own_settings_only(world: World) {
        let admin = world.administrator().await;
        let (bob, _) = world.user(&admin, "Bob", "manager", None).await;
        let changed = bob.patch("/session", json!({"name": "Bohdan", "language": "cs", "time_zone": "Asia/Tokyo"})).await;
        assert_eq!(changed.status, 200, "{}", changed.text());
        let user = &changed.json()["user"];
        assert_eq!((&user["name"], &user["language"], &user["time_zone"]), (&json!("Bohdan"), &json!("cs"), &json!("Asia/Tokyo")));
        let catalogue = bob.get("/catalogue").await.json();
        let deal = catalogue["objects"].as_array().expect("objects").iter().find(|o| o["key"] == "deal").expect("deal");
        assert_eq!(deal["label"], "Obchod");
        for bad in [json!({"roles": []}), json!({"email": "a@b.c"}), json!({"team": null}), json!({"time_zone": "Mars/Olympus"}), json!({"language": "de"}), json!({"name": " "})] {
            assert_eq!(bob.patch("/session", bad.clone()).await.status, 422, "{bad}");
        }
        let me = bob.get("/session").await.json()["user"]["id"].as_str().expect("an id").to_owned();
        assert_eq!(bob.patch(&format!("/users/{me}"), json!({"roles": []})).await.refusal(), (403, "forbidden".into()));
    }
}

both! {
    async fn whoever_keeps_users_gains_nothing_by_moving_people_and_teams(world: World) {
        let admin = world.administrator().await;
        let id = |json: serde_json::Value| json["id"].as_str().expect("an id").to_owned();
        let (north, south) = (id(admin.make("/teams", json!({"name": "North"})).await), id(admin.make("/teams", json!({"name": "South"})).await));
        let team = json!({"read": "team", "create": "team", "edit": "team"});
        let role = admin.make("/roles", json!({"name": "Office", "default": team, "may": ["manage_users"]})).await["id"].clone();
        let (clerk, clerk_id) = world.user(&admin, "Clara", "Office", Some(&north)).await;
        let (_, near) = world.user(&admin, "Nora", "Office", Some(&north)).await;
        let (far, far_id) = world.user(&admin, "Sam", "Office", Some(&south)).await;
        let secret = far.record("company", json!({"name": "Secret"})).await;
        world.clock.advance(1_000);
        for (path, body) in [
            (format!("/users/{clerk_id}"), json!({"team": south})),
            (format!("/users/{near}"), json!({"team": south})),
            (format!("/users/{far_id}"), json!({"team": north})),
            (format!("/users/{far_id}"), json!({"email": "mine@firma.example"})),
            (format!("/teams/{south}"), json!({"parent": north})),
        ] {
            let answer = clerk.patch(&path, body.clone()).await;
            assert_eq!(answer.refusal(), (403, "forbidden".into()), "{path} {body}");
        }
        for (path, body) in [
            (format!("/users/{far_id}/password"), json!({"password": "a long enough one"})),
            ("/users".to_owned(), json!({"name": "X", "email": "x@firma.example", "roles": [role], "team": south})),
        ] {
            assert_eq!(clerk.post(&path, body).await.refusal(), (403, "forbidden".into()), "{path}");
        }
        assert_eq!(clerk.get(&format!("/records/company/{secret}")).await.status, 404);
        assert_eq!(clerk.get("/session").await.json()["user"]["team"], json!(north));
        let fresh = json!({"name": "Y", "email": "y@firma.example", "roles": [role], "team": north});
        assert_eq!(clerk.post("/users", fresh).await.status, 201);
        assert_eq!(clerk.patch(&format!("/users/{near}"), json!({"team": null})).await.status, 200);
        assert_eq!(admin.patch(&format!("/users/{clerk_id}"), json!({"team": south})).await.status, 200);
        assert_eq!(clerk.get(&format!("/records/company/{secret}")).await.status, 200);
    }
}
