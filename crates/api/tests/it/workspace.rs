//! How the workspace presents itself, and what its objects are called.

use serde_json::{Value, json};

use crate::world::both;

both! {
    async fn administrators_change_name_colour_and_menu_for_everybody(world: World) {
        let admin = world.administrator().await;
        let (bob, _) = world.user(&admin, "Bob", "manager", None).await;
        let before = bob.get("/workspace").await.json();
        assert_eq!(before, json!({"name": "Kith", "language": "en", "currency": "EUR", "country": "CZ", "time_zone": "Europe/Prague", "accent": null, "menu": [], "week_start": 1}));
        let version = admin.get("/catalogue").await.json()["version"].as_u64().unwrap();
        let menu = json!([{"key": "tasks", "hidden": false}, {"key": "deal", "hidden": true}]);
        let changed = admin.patch("/workspace", json!({"name": " Firma ", "accent": "#AB12cd", "menu": menu, "week_start": 7})).await;
        assert_eq!(changed.status, 200, "{}", changed.text());
        let now = bob.get("/workspace").await.json();
        assert_eq!((&now["name"], &now["accent"], &now["menu"], &now["week_start"]), (&json!("Firma"), &json!("#ab12cd"), &menu, &json!(7)));
        assert_eq!(now, changed.json());
        assert_eq!(bob.get("/session").await.json()["workspace"]["name"], "Firma");
        assert!(admin.get("/catalogue").await.json()["version"].as_u64().unwrap() > version, "open windows hear of it");
        assert_eq!(admin.patch("/workspace", json!({"accent": null})).await.json()["accent"], Value::Null);
        assert_eq!(admin.patch("/workspace", json!({})).await.json()["name"], "Firma");
    }
}

both! {
    async fn what_does_not_hold_changes_nothing(world: World) {
        let admin = world.administrator().await;
        let (bob, _) = world.user(&admin, "Bob", "head", None).await;
        let before = admin.get("/workspace").await.json();
        assert_eq!(bob.patch("/workspace", json!({"name": "Bob's"})).await.refusal().0, 403);
        for (body, field, code) in [
            (json!({"name": " "}), "name", "required"),
            (json!({"name": "x".repeat(201)}), "name", "too_long"),
            (json!({"accent": "red"}), "accent", "wrong_format"),
            (json!({"accent": "#12345g"}), "accent", "wrong_format"),
            (json!({"week_start": 0}), "week_start", "out_of_range"),
            (json!({"time_zone": "Mars/Base"}), "time_zone", "unknown_time_zone"),
            (json!({"country": "cz"}), "country", "unknown_country"),
            (json!({"menu": [{"key": "deal"}, {"key": "deal"}]}), "menu[1].key", "repeated"),
            (json!({"menu": [{"key": "a b"}]}), "menu[0].key", "wrong_format"),
            (json!({"currency": "USD"}), "currency", "unknown_key"),
        ] {
            let answer = admin.patch("/workspace", body.clone()).await;
            assert_eq!((answer.status, answer.detail()), (422, (field.to_owned(), code.to_owned())), "{body}");
        }
        assert_eq!(admin.get("/workspace").await.json(), before);
    }
}

both! {
    async fn objects_are_called_as_the_workspace_wants(world: World) {
        let admin = world.administrator().await;
        let (bob, _) = world.user(&admin, "Bob", "manager", None).await;
        let labels = json!({"en": "Order", "ru": "Заказ", "cs": "Zakázka"});
        let changed = admin.patch("/catalogue/deal", json!({"label": labels, "label_plural": "Orders", "icon": "receipt"})).await;
        assert_eq!(changed.status, 200, "{}", changed.text());
        let deal = |catalogue: Value| catalogue["objects"].as_array().unwrap().iter().find(|object| object["key"] == "deal").unwrap().clone();
        let seen = deal(bob.get("/catalogue").await.json());
        assert_eq!((&seen["label"], &seen["label_plural"], &seen["icon"]), (&json!("Order"), &json!("Orders"), &json!("receipt")));
        assert_eq!(bob.patch("/session", json!({"language": "cs"})).await.status, 200);
        assert_eq!(deal(bob.get("/catalogue").await.json())["label"], "Zakázka");
        // Null takes the usual again; what is left out stays.
        let usual = admin.patch("/catalogue/deal", json!({"label": null})).await.json();
        assert_eq!((&usual["label"], &usual["label_plural"]), (&json!("Deal"), &json!("Orders")));

        assert_eq!(bob.patch("/catalogue/deal", json!({"label": "Mine"})).await.refusal().0, 403);
        assert_eq!(admin.patch("/catalogue/nothing", json!({"label": "X"})).await.refusal().0, 404);
        assert_eq!(admin.patch("/catalogue/deal", json!({"label": ""})).await.detail(), ("label".to_owned(), "required".to_owned()));
        assert_eq!(admin.patch("/catalogue/deal", json!({"icon": "../x"})).await.detail(), ("icon".to_owned(), "wrong_format".to_owned()));
        assert_eq!(admin.patch("/catalogue/deal", json!({"key": "x"})).await.status, 422);
    }
}

both! {
    async fn words_are_ordered_as_in_the_language_of_the_workspace_also_after_it_has_changed(world: World) {
        let admin = world.administrator().await;
        for name in ["Čáp", "Cihla", "Chata", "Hora", "Ivo"] {
            assert_eq!(admin.post("/records/company", json!({"fields": {"name": name}})).await.status, 201);
        }
        let names = || async {
            let list = admin.get("/records/company?sort=name&fields=name").await.json();
            list["records"].as_array().unwrap().iter().map(|one| one["fields"]["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(names().await, ["Čáp", "Chata", "Cihla", "Hora", "Ivo"]);
        assert_eq!(admin.patch("/workspace", json!({"language": "cs"})).await.status, 200);
        for _ in 0..200 {
            if names().await == ["Cihla", "Čáp", "Hora", "Chata", "Ivo"] {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        panic!("the order stayed as it was: {:?}", names().await);
    }
}
