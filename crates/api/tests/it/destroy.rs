//! Removing records for good.

use serde_json::{Value, json};

use crate::world::both;

both! {
    async fn only_what_lies_in_the_bin_is_destroyed_and_takes_its_parts_along(world: World) {
        let admin = world.administrator().await;
        let acme = admin.record("company", json!({"name": "Acme"})).await;
        let deal = admin.record("deal", json!({"name": "Pumps", "company": acme})).await;
        let line = admin.record("line_item", json!({"deal": deal, "name": "Pump", "quantity": 2})).await;
        let task = admin.record("task", json!({"title": "Call", "about": {"object": "deal", "id": deal}})).await;
        admin.make(&format!("/records/deal/{deal}/notes"), json!({"text": "secret words"})).await;
        let path = format!("/records/deal/{deal}");

        let refused = admin.post(&format!("{path}/destroy"), json!({})).await;
        assert_eq!(refused.refusal(), (409, "not_in_bin".into()));
        assert_eq!(admin.delete(&path).await.status, 204);
        let stale = admin.post(&format!("{path}/destroy"), json!({"version": 1})).await;
        assert_eq!(stale.refusal(), (409, "version_conflict".into()));
        assert_eq!(admin.post(&format!("{path}/destroy"), json!({})).await.status, 204);

        assert_eq!(admin.get("/records/deal?deleted=true&count=true").await.json()["count"], 0);
        assert_eq!(admin.post(&format!("{path}/restore"), json!({})).await.status, 404);
        assert_eq!(admin.post(&format!("{path}/destroy"), json!({})).await.status, 404);
        assert_eq!(admin.get(&format!("/records/line_item/{line}")).await.status, 404);
        assert_eq!(admin.get(&format!("/records/task/{task}")).await.json()["fields"]["about"], Value::Null);
        assert_eq!(admin.get("/search?q=Pumps").await.json()["hits"], json!([]));
        assert_eq!(admin.get("/search?q=secret").await.json()["hits"], json!([]));
        let timeline = admin.get(&format!("/records/company/{acme}/timeline")).await.text();
        assert!(!timeline.contains("Pumps"), "{timeline}");
        world.assert_sound().await;
    }
}

both! {
    async fn a_company_that_is_destroyed_leaves_its_deals_and_people_without_it(world: World) {
        let admin = world.administrator().await;
        let acme = admin.record("company", json!({"name": "Acme"})).await;
        let daughter = admin.record("company", json!({"name": "Daughter", "parent": acme})).await;
        let deal = admin.record("deal", json!({"name": "Pumps", "company": acme})).await;
        let binned = admin.record("contact", json!({"name": "Jan Novák", "company": acme})).await;
        admin.delete(&format!("/records/contact/{binned}")).await;
        admin.delete(&format!("/records/company/{acme}")).await;
        assert_eq!(admin.post(&format!("/records/company/{acme}/destroy"), json!({})).await.status, 204);

        assert_eq!(admin.get(&format!("/records/deal/{deal}")).await.json()["fields"]["company"], Value::Null);
        assert_eq!(admin.get(&format!("/records/company/{daughter}")).await.json()["fields"]["parent"], Value::Null);
        let back = admin.make(&format!("/records/contact/{binned}/restore"), json!({})).await;
        assert_eq!(back["fields"]["company"], Value::Null);
        world.assert_sound().await;
    }
}

both! {
    async fn who_may_delete_may_not_therefore_destroy(world: World) {
        let admin = world.administrator().await;
        let rights = json!({"read": "all", "create": "all", "edit": "all", "delete": "all"});
        let role = json!({"name": "Keeper", "objects": {"company": rights}});
        admin.make("/roles", role).await;
        let (keeper, _) = world.user(&admin, "Kim", "Keeper", None).await;
        let acme = keeper.record("company", json!({"name": "Acme"})).await;
        assert_eq!(keeper.delete(&format!("/records/company/{acme}")).await.status, 204);
        let refused = keeper.post(&format!("/records/company/{acme}/destroy"), json!({})).await;
        assert_eq!(refused.refusal(), (403, "forbidden".into()));
        for (who, may) in [(&keeper, "none"), (&admin, "all")] {
            let catalogue = who.get("/catalogue").await.json();
            let company = catalogue["objects"].as_array().expect("objects").iter().find(|o| o["key"] == "company");
            assert_eq!(company.expect("companies")["can"]["destroy"], may, "the screen knows it before it asks");
        }
        assert_eq!(keeper.get("/records/company?deleted=true&count=true").await.json()["count"], 1);
    }
}
