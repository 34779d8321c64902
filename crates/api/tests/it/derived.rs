//! What follows from a hidden field tells nothing of it.

use serde_json::{Value, json};

use crate::world::{Client, both, masked};

/// Everything that could tell of fields of an object that are hidden from the caller.
async fn assert_unknown(client: &Client, object: &str, id: &str, fields: &[&str]) {
    let record = client.get(&format!("/records/{object}/{id}")).await;
    assert_eq!(record.status, 200, "{}", record.text());
    let timeline = client.get(&format!("/records/{object}/{id}/timeline")).await.text();
    let catalogue = client.get("/catalogue").await.json();
    let objects = catalogue["objects"].as_array().cloned().expect("objects");
    let described = objects.iter().find(|it| it["key"] == object).expect("the object").clone();
    for field in fields {
        assert!(record.json()["fields"].get(field).is_none(), "{field}: {}", record.text());
        assert!(record.json()["masked"].as_array().expect("keys").contains(&json!(field)), "{field}");
        assert!(!timeline.contains(&format!("\"{field}\"")), "{field}: {timeline}");
        assert!(!described["fields"].as_array().expect("fields").iter().any(|it| it["key"] == *field), "{field}");
        for path in [format!("?sort={field}"), format!("?sort=-{field}"), format!("?fields={field}")] {
            let answer = client.get(&format!("/records/{object}{path}")).await;
            assert_eq!(answer.refusal(), (400, "unknown_field".into()), "{path}");
        }
        let filter = json!({"filter": {"field": field, "op": "not_empty"}});
        assert_eq!(client.post(&format!("/records/{object}/query"), filter).await.refusal().0, 400, "{field}");
        let figures = json!({"measures": [{"fn": "sum", "field": field}]});
        assert_eq!(client.post(&format!("/records/{object}/aggregate"), figures).await.refusal().0, 400, "{field}");
        let view = json!({"object": object, "name": "x", "kind": "table", "state": {"columns": [{"field": field}]}});
        assert_eq!(client.post("/views", view).await.refusal().0, 422, "{field}");
    }
}

both! {
    async fn what_follows_from_hidden_fields_is_as_unknown_as_they_are(world: World) {
        let admin = world.administrator().await;
        admin.make("/catalogue/deal/fields", json!({"key": "x_secret", "kind": "text", "label": "Secret"})).await;
        let counts = admin.patch("/catalogue/deal/fields/x_secret", json!({"weight": 5})).await;
        assert_eq!(counts.status, 200, "{}", counts.text());
        let hides = |fields: Value| json!({"read": "own", "create": "own", "edit": "own", "hidden": fields});
        let objects = json!({"deal": hides(json!(["x_secret", "amount"])), "contact": hides(json!(["phones"]))});
        admin.make("/roles", json!({"name": "Clerk", "default": hides(json!([])), "objects": objects})).await;
        let (clara, id) = world.user(&admin, "Clara", "Clerk", None).await;

        let deal = admin.record("deal", json!({"name": "Pumps", "owner": id, "amount": "10", "x_secret": "a"})).await;
        let made = clara.post("/records/deal_member", json!({"fields": {"deal": deal, "user": id, "share": "50"}})).await;
        assert_eq!(made.status, 201, "{}", made.text());
        assert!(!made.text().contains("5.00"), "{}", made.text());
        let member = made.json()["id"].as_str().expect("an id").to_owned();
        let share = admin.get(&format!("/records/deal_member/{member}")).await.json();
        assert_eq!(share["fields"]["share_amount"]["amount"], "5.00", "whoever sees the amount sees the share");
        assert_unknown(&clara, "deal_member", &member, &["share_amount"]).await;
        assert_unknown(&clara, "deal", &deal, &["x_secret", "amount", "completeness", "gross", "margin"]).await;

        let person = admin.record("contact", json!({"name": "Jana Nová", "owner": id, "phones": [{"value": "+420602111222"}]})).await;
        assert_unknown(&clara, "contact", &person, &["phones", "completeness", "average_purchase"]).await;
        let seen = async || {
            let mut seen = Vec::new();
            for path in [format!("/records/deal/{deal}"), format!("/records/contact/{person}"), "/records/deal_member".to_owned()] {
                let mut answer = masked(clara.get(&path).await.json());
                // That somebody has touched the record is told; what, is not.
                answer["version"] = Value::Null;
                answer["fields"]["updated_at"] = Value::Null;
                seen.push(answer.to_string());
            }
            seen
        };
        let before = seen().await;
        for (path, fields) in [
            (format!("/records/deal/{deal}"), json!({"x_secret": null, "amount": "77"})),
            (format!("/records/contact/{person}"), json!({"phones": null})),
        ] {
            let changed = admin.patch(&path, json!({"fields": fields})).await;
            assert_eq!(changed.status, 200, "{}", changed.text());
        }
        assert_eq!(seen().await, before);
    }
}
