//! What cannot be read or does not hold is refused with words that name it, and leaves nothing behind.

use axum::http::Method;
use serde_json::{Value, json};

use crate::world::both;

both! {
    async fn bodies_that_cannot_be_read_are_refused(world: World) {
        let admin = world.administrator().await;
        let json_type = [("content-type", "application/json")];
        let deep = format!("{}1{}", "[".repeat(50_000), "]".repeat(50_000));
        let deep_object = format!("{}1{}", "{\"a\":".repeat(50_000), "}".repeat(50_000));
        for (body, status, code) in [
            ("{\"fields\": ", 400, "bad_json"),
            ("nonsense", 400, "bad_json"),
            ("{\"fields\": {}} trailing", 400, "bad_json"),
            ("{\"fields\": {\"name\": \"\u{0}\"}}", 400, "bad_json"),
            (deep.as_str(), 400, "too_deep"),
            (deep_object.as_str(), 400, "too_deep"),
            ("[]", 422, "invalid"),
            ("null", 422, "invalid"),
            ("\"text\"", 422, "invalid"),
            ("{}", 422, "invalid"),
            ("{\"fields\": []}", 422, "invalid"),
            ("{\"fields\": {}, \"fields\": {}}", 422, "invalid"),
            ("{\"fields\": {\"name\": \"a\"}, \"owner\": \"me\"}", 422, "invalid"),
        ] {
            let answer = admin.send(Method::POST, "/records/company", &json_type, body.as_bytes().to_vec()).await;
            assert_eq!(answer.refusal(), (status, code.into()), "{}", &body[..body.len().min(60)]);
        }
        let latin = admin.send(Method::POST, "/records/company", &json_type, b"{\"fields\": {\"name\": \"Z\xe1\"}}".to_vec()).await;
        assert_eq!(latin.refusal(), (400, "bad_json".into()));
        for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""] {
            let answer = admin.send(Method::POST, "/records/company", &[("content-type", kind)], b"{\"fields\":{}}".to_vec()).await;
            assert_eq!(answer.refusal(), (415, "unsupported_media_type".into()), "{kind}");
        }
        let huge = format!("{{\"fields\": {{\"name\": \"{}\"}}}}", "x".repeat(1024 * 1024));
        let answer = admin.send(Method::POST, "/records/company", &json_type, huge.into_bytes()).await;
        assert_eq!(answer.refusal(), (413, "too_large".into()));
        let limit = json!([{"field": null, "code": "body_too_large", "params": {"limit": 1024 * 1024}}]);
        assert_eq!(answer.json()["problems"], limit);
        assert_eq!(admin.get("/records/company?count=true").await.json()["count"], 0);
    }
}

both! {
    async fn values_that_do_not_hold_name_their_field(world: World) {
        let admin = world.administrator().await;
        let cases: Vec<(&str, Value, &str, &str)> = vec![
            ("company", json!({"name": 3}), "name", "wrong_type"),
            ("company", json!({"name": "a", "colour": 1}), "colour", "unknown_field"),
            ("company", json!({"name": "a", "employees": "many"}), "employees", ""),
            ("company", json!({"name": "a", "employees": 1.5}), "employees", ""),
            ("company", json!({"name": "a", "annual_revenue": {"amount": "1.005", "currency": "EUR"}}), "annual_revenue", ""),
            ("company", json!({"name": "a", "annual_revenue": {"amount": "1", "currency": "ZZZ"}}), "annual_revenue", ""),
            ("company", json!({"name": "a", "annual_revenue": "99999999999999999999999"}), "annual_revenue", ""),
            ("company", json!({"name": "a", "phones": [5]}), "phones", ""),
            ("company", json!({"name": "a", "phones": [{"number": "1"}]}), "phones", ""),
            ("company", json!({"name": "a", "emails": [{"value": 1}]}), "emails", ""),
            ("company", json!({"name": "a", "owner": "me"}), "owner", ""),
            ("company", json!({"name": "a", "owner": uuid::Uuid::from_u128(5)}), "owner", "not_found"),
            ("company", json!({"name": "a", "parent": uuid::Uuid::from_u128(5)}), "parent", "not_found"),
            ("company", json!({"industry": "retail"}), "name", "required"),
            ("company", json!({"name": "x".repeat(10_000)}), "name", "too_long"),
            ("company", json!({"name": "   "}), "name", "required"),
            ("task", json!({"title": "a", "type": "dance"}), "type", "unknown_option"),
            ("task", json!({"title": "a", "due_at": "tomorrow"}), "due_at", ""),
            ("task", json!({"title": "a", "due_at": "2026-02-30"}), "due_at", ""),
            ("contact", json!({"name": "a", "birthday": "31.12.1999"}), "birthday", ""),
            ("product", json!({"name": "a", "active": "yes"}), "active", ""),
        ];
        for (object, fields, field, code) in cases {
            let answer = admin.post(&format!("/records/{object}"), json!({"fields": fields})).await;
            assert_eq!(answer.refusal(), (422, "invalid".into()), "{fields}: {}", answer.text());
            let (at, what) = answer.detail();
            assert!(at == field || at.starts_with(&format!("{field}.")) || at.starts_with(&format!("{field}[")), "{fields}: {at}");
            assert!(code.is_empty() || what == code, "{fields}: {what}");
        }
        for object in ["company", "task", "contact", "product"] {
            assert_eq!(admin.get(&format!("/records/{object}?count=true")).await.json()["count"], 0, "{object}");
        }
    }
}

both! {
    async fn numbers_with_a_fraction_are_exact_or_refused(world: World) {
        let admin = world.administrator().await;
        let sent = [("content-type", "application/json")];
        // As text: what JSON writes here would itself have gone through a double.
        let amount = async |text: &str| {
            let body = format!("{{\"fields\": {{\"name\": \"a\", \"amount\": {text}}}}}");
            admin.send(axum::http::Method::POST, "/records/deal", &sent, body.into_bytes()).await
        };
        for (text, kept) in [
            ("9999999999999.99", "9999999999999.99"),
            ("1234567890123.45", "1234567890123.45"),
            ("0.29", "0.29"),
            ("4.35", "4.35"),
            ("999999999999999", "999999999999999.00"),
            ("123456789012345", "123456789012345.00"),
            ("\"999999999999999.99\"", "999999999999999.99"),
            ("\"562949953421312.01\"", "562949953421312.01"),
        ] {
            let made = amount(text).await;
            assert_eq!(made.status, 201, "{text}: {}", made.text());
            assert_eq!(made.json()["fields"]["amount"]["amount"], kept, "{text}");
        }
        for text in ["123456789012345.67", "562949953421312.01", "999999999999999.99", "10000000000000.5", "-123456789012345.67"] {
            for text in [text.to_owned(), format!("{{\"amount\": {text}, \"currency\": \"EUR\"}}")] {
                let refused = amount(&text).await;
                assert_eq!((refused.status, refused.json()["problems"][0]["code"].clone()), (422, json!("inexact_number")), "{text}");
                assert_eq!(refused.json()["problems"][0]["params"]["expected"], "string", "{text}");
            }
        }
        assert_eq!(amount("1e18").await.detail(), ("amount".into(), "out_of_range".into()));
    }
}

both! {
    async fn what_is_beyond_sense_is_refused_by_name(world: World) {
        let admin = world.administrator().await;
        let deal = admin.record("deal", json!({"name": "Pumps"})).await;
        let path = format!("/records/deal/{deal}");
        for (field, value, code) in [
            ("probability", json!(250), "out_of_range"),
            ("probability", json!(-50), "out_of_range"),
            ("probability", json!("101"), "out_of_range"),
            ("closed_at", json!("2026-01-31T10:00:00+25:00"), "wrong_format"),
            ("closed_at", json!("2026-01-31T10:00:00-24:00"), "wrong_format"),
            ("checklist", json!(["bogus"]), "unknown_option"),
        ] {
            let named = (field.to_owned(), code.to_owned());
            let made = admin.post("/records/deal", json!({"fields": {"name": "a", field: value}})).await;
            assert_eq!((made.status, made.detail()), (422, named.clone()), "{field}: {}", made.text());
            let changed = admin.patch(&path, json!({"fields": {field: value}})).await;
            assert_eq!((changed.status, changed.detail()), (422, named), "{field}: {}", changed.text());
        }
        let bulk = admin.post("/records/deal/bulk", json!({"ids": [deal], "set": {"probability": 250}})).await;
        assert_ne!(bulk.json()["counts"]["changed"], 1, "{}", bulk.text());
        for bounds in [0, 100] {
            assert_eq!(admin.patch(&path, json!({"fields": {"probability": bounds}})).await.status, 200);
        }
        for sort in [",", "name,", ",name", "name,,amount"] {
            let answer = admin.get(&format!("/records/deal?sort={sort}")).await;
            assert_eq!((answer.status, answer.detail()), (400, ("sort".into(), "wrong_format".into())), "{sort}");
        }
        assert_eq!(admin.get("/records/deal?sort=").await.status, 200);
    }
}

both! {
    async fn a_key_that_comes_twice_is_refused_wherever_it_stands(world: World) {
        let admin = world.administrator().await;
        let sent = [("content-type", "application/json")];
        for (body, field) in [
            (r#"{"fields": {"name": "a", "amount": "1", "name": "b"}}"#, "name"),
            (r#"{"fields": {"name": "a", "amount": {"amount": "1", "currency": "EUR", "amount": "2"}}}"#, "amount.amount"),
            (r#"{"fields": {"name": "a"}, "fields": {"name": "b"}}"#, "fields"),
        ] {
            let answer = admin.send(axum::http::Method::POST, "/records/deal", &sent, body.as_bytes().to_vec()).await;
            assert_eq!((answer.status, answer.detail()), (422, (field.into(), "duplicate_key".into())), "{body}");
        }
        assert_eq!(admin.get("/records/deal?count=true").await.json()["count"], 0);
        let list = admin.post("/records/deal", json!([])).await;
        assert_eq!((list.status, list.json()["problems"][0]["params"]["expected"].clone()), (422, json!("an object")));
        assert!(!list.text().contains("CreateRecord"), "{}", list.text());
    }
}

both! {
    async fn a_change_says_which_fields_and_one_of_none_changes_nothing(world: World) {
        let admin = world.administrator().await;
        let id = admin.record("company", json!({"name": "Acme"})).await;
        let path = format!("/records/company/{id}");
        let json_body = [("content-type", "application/json")];
        for (body, code) in [
            ("", "required"),
            ("{}", "required"),
            ("{\"version\": 1}", "required"),
            ("{\"fields\": null}", "wrong_type"),
            ("{\"fields\": []}", "wrong_type"),
            ("{\"name\": \"Else\"}", "unknown_key"),
        ] {
            let answer = admin.send(axum::http::Method::PATCH, &path, &json_body, body.as_bytes().to_vec()).await;
            assert_eq!(answer.refusal(), (422, "invalid".into()), "{body}: {}", answer.text());
            assert_eq!(answer.detail().1, code, "{body}");
        }
        let same = admin.patch(&path, json!({"fields": {}})).await;
        assert_eq!(same.status, 200, "{}", same.text());
        assert_eq!((&same.json()["version"], &same.json()["fields"]["name"]), (&json!(1), &json!("Acme")));
        assert!(same.header("kith-event").is_none(), "nothing has happened");
    }
}

both! {
    async fn a_nul_character_is_refused_wherever_text_goes(world: World) {
        let admin = world.administrator().await;
        let id = admin.record("company", json!({"name": "Acme"})).await;
        let record = format!("/records/company/{id}");
        for (path, body, field) in [
            ("/records/company".to_owned(), json!({"fields": {"name": "a\0b"}}), "name"),
            ("/records/company".to_owned(), json!({"fields": {"name": "a", "note": "x\0"}}), "note"),
            ("/records/company".to_owned(), json!({"fields": {"name": "a", "tags": ["x", "y\0"]}}), "tags[1]"),
            (format!("{record}/notes"), json!({"text": "Call\0 in May"}), "text"),
            ("/roles".to_owned(), json!({"name": "Ro\0le"}), "name"),
            ("/teams".to_owned(), json!({"name": "Te\0am"}), "name"),
            ("/pipelines".to_owned(), json!({"name": "Pipe\0"}), "name"),
            ("/tokens".to_owned(), json!({"name": "To\0ken"}), "name"),
            ("/users".to_owned(), json!({"name": "Bo\0", "email": "bo@firma.example"}), "name"),
            ("/records/company/query".to_owned(), json!({"filter": {"field": "name", "op": "eq", "value": "a\0"}}), "filter.value"),
            ("/records/company/bulk".to_owned(), json!({"ids": [id], "set": {"name": "a\0"}}), "set.name"),
        ] {
            let answer = admin.post(&path, body.clone()).await;
            assert_eq!(answer.refusal(), (422, "invalid".into()), "{path} {body}: {}", answer.text());
            assert_eq!(answer.detail(), (field.to_owned(), "bad_character".to_owned()), "{path} {body}");
        }
        let key = admin.post("/records/company", json!({"fields": {"na\0me": "a"}})).await;
        assert_eq!(key.refusal(), (422, "invalid".into()), "{}", key.text());
        assert_eq!(admin.patch("/workspace", json!({"name": "a\0"})).await.refusal(), (422, "invalid".into()));
        let harmless = admin.patch(&record, json!({"fields": {"note": "a path: C:\\u0000"}})).await;
        assert_eq!(harmless.status, 200, "a backslash before u0000 is no NUL: {}", harmless.text());
        for path in ["/search?q=a%00", "/records/company?filter=%7B%22field%22%3A%22name%22%2C%22op%22%3A%22eq%22%2C%22value%22%3A%22a%5Cu0000%22%7D"] {
            let answer = admin.get(path).await;
            assert!(answer.status == 200 || (400..500).contains(&answer.status), "{path}: {}", answer.text());
        }
        assert_eq!(admin.get("/records/company?count=true").await.json()["count"], 1);
    }
}

both! {
    async fn questions_that_do_not_hold_are_refused(world: World) {
        let admin = world.administrator().await;
        let nested = |depth: usize| (0..depth).fold(json!({"field": "name", "op": "eq", "value": "a"}), |inner, _| json!({"not": inner}));
        let conjunction = |depth: usize| (0..depth).fold(json!({"field": "name", "op": "eq", "value": "a"}), |inner, _| json!({"and": [inner]}));
        assert_eq!(admin.post("/records/company/query", json!({"filter": conjunction(15)})).await.status, 200, "16 levels are fine");
        let terms = |n: usize| json!({"or": vec![json!({"field": "name", "op": "eq", "value": "a"}); n]});
        for (filter, code) in [
            (nested(16), "too_deep"),
            (conjunction(16), "too_deep"),
            (terms(201), "too_many_terms"),
            (json!({"field": "nothing", "op": "eq", "value": 1}), "unknown_field"),
            (json!({"field": "company.name.x", "op": "eq", "value": 1}), "unknown_field"),
            (json!({"field": "name", "op": "like", "value": "a"}), "unknown_operator"),
            (json!({"field": "name", "op": "gte", "value": "a"}), "unknown_operator"),
            (json!({"field": "name", "op": "eq"}), "required"),
            (json!({"field": "employees", "op": "eq", "value": {"a": 1}}), "wrong_type"),
            (json!({"field": "name", "op": "eq", "value": "a", "extra": 1}), "unknown_key"),
            (json!({"and": {}}), "wrong_type"),
            (json!([1]), "wrong_type"),
            (json!("name = 1"), "wrong_type"),
            (json!({"field": "name\" OR 1=1 --", "op": "eq", "value": 1}), "unknown_field"),
        ] {
            let answer = admin.post("/records/company/query", json!({"filter": filter})).await;
            let (status, got) = answer.refusal();
            assert_eq!((status, got.as_str()), (400, code), "{filter}: {}", answer.text());
        }
        for (query, code) in [
            ("filter=%7B", "bad_json"),
            ("sort=nothing", "unknown_field"),
            ("sort=phones", "not_sortable"),
            ("fields=nothing", "unknown_field"),
            ("limit=0", "out_of_range"),
            ("limit=501", "out_of_range"),
            ("limit=-1", "bad_parameter"),
            ("limit=many", "bad_parameter"),
            ("offset=99999999999999999999", "bad_parameter"),
            ("cursor=garbage", "bad_cursor"),
            ("cursor=AAAAAAAAAAAAAAAAAAAAAAAA", "bad_cursor"),
            ("cursor=x&offset=1", "bad_parameter"),
            ("count=perhaps", "bad_parameter"),
            ("colour=red", "bad_parameter"),
            ("limit=1&limit=2", "bad_parameter"),
        ] {
            let answer = admin.get(&format!("/records/company?{query}")).await;
            let (status, got) = answer.refusal();
            assert_eq!((status, got.as_str()), (400, code), "{query}: {}", answer.text());
        }
        let page = {
            for name in ["a", "b", "c"] {
                admin.record("company", json!({"name": name})).await;
            }
            admin.get("/records/company?sort=name&limit=1").await.json()
        };
        let cursor = page["next"].as_str().expect("more").to_owned();
        for path in ["/records/company?sort=-name&cursor=", "/records/contact?sort=name&cursor="] {
            assert_eq!(admin.get(&format!("{path}{cursor}")).await.refusal(), (400, "bad_cursor".into()), "{path}");
        }
        let cut = &cursor[..cursor.len() - 3];
        assert_eq!(admin.get(&format!("/records/company?sort=name&cursor={cut}")).await.refusal().0, 400);
    }
}

both! {
    async fn figures_that_cannot_be_computed_are_refused(world: World) {
        let admin = world.administrator().await;
        for (body, code) in [
            (json!({"measures": [{"fn": "sum"}]}), "required"),
            (json!({"measures": [{"fn": "sum", "field": "name"}]}), "not_measurable"),
            (json!({"measures": [{"fn": "sum", "field": "nothing"}]}), "unknown_field"),
            (json!({"group_by": [{"field": "nothing"}], "measures": [{"fn": "count"}]}), "unknown_field"),
            (json!({"group_by": [{"field": "amount", "by": "day"}], "measures": [{"fn": "count"}]}), "not_groupable"),
            (json!({"measures": [{"fn": "count"}], "time_zone": "Mars/Olympus"}), "unknown_time_zone"),
            (json!({"measures": [{"fn": "count"}], "time_zone": "UTC'; DROP TABLE obj_deal; --"}), "unknown_time_zone"),
            (json!({"group_by": vec![json!({"field": "source"}); 4], "measures": [{"fn": "count"}]}), "too_many"),
        ] {
            let answer = admin.post("/records/deal/aggregate", body.clone()).await;
            let (status, got) = answer.refusal();
            assert_eq!((status, got.as_str()), (400, code), "{body}: {}", answer.text());
        }
        let unknown = admin.post("/records/deal/aggregate", json!({"measures": [{"fn": "median", "field": "amount"}]})).await;
        assert_eq!(unknown.refusal(), (422, "invalid".into()));
        let by = json!({"group_by": [{"field": "created_at", "by": "'; --"}], "measures": [{"fn": "count"}]});
        assert_eq!(admin.post("/records/deal/aggregate", by).await.refusal(), (422, "invalid".into()));
    }
}

both! {
    async fn what_does_not_exist_is_not_found(world: World) {
        let admin = world.administrator().await;
        let id = uuid::Uuid::from_u128(9);
        for path in [
            "/records/nothing".to_owned(),
            "/records/obj_deal".to_owned(),
            "/records/user_account".to_owned(),
            format!("/records/company/{id}"),
            "/records/company/not-an-id".to_owned(),
            format!("/records/nothing/{id}"),
            format!("/records/company/{id}/timeline"),
            "/boards/nothing".to_owned(),
            format!("/boards/{id}"),
            format!("/users/{id}"),
            "/nothing".to_owned(),
            "/search?q=a&objects=nothing".to_owned(),
        ] {
            assert_eq!(admin.get(&path).await.refusal(), (404, "not_found".into()), "{path}");
        }
        for (method, path) in [
            (Method::DELETE, "/records/company".to_owned()),
            (Method::PUT, format!("/records/company/{id}")),
            (Method::PATCH, "/setup".to_owned()),
            (Method::GET, "/undo".to_owned()),
        ] {
            let answer = admin.send(method, &path, &[], Vec::new()).await;
            assert_eq!(answer.refusal(), (405, "method_not_allowed".into()), "{path}");
            assert!(answer.header("allow").is_some());
        }
        for (path, body) in [
            (format!("/records/company/{id}/restore"), json!({})),
            (format!("/records/company/{id}/notes"), json!({"text": "a"})),
            (format!("/records/deal/{id}/verbs/win"), json!({})),
            (format!("/users/{id}/deactivate"), json!({})),
        ] {
            assert_eq!(admin.post(&path, body).await.refusal().0, 404, "{path}");
        }
    }
}

both! {
    async fn extremes_are_kept_or_refused_but_never_break_anything(world: World) {
        let admin = world.administrator().await;
        let names = ["👩‍👩‍👧‍👦 family", "שלום עולם", "e\u{301}\u{301}\u{301}", "Аpple (Cyrillic А)", "a\u{202e}b", "%_\\'\";--", "{{7*7}}", "=1+1"];
        for name in names {
            let id = admin.record("company", json!({"name": name})).await;
            let back = admin.get(&format!("/records/company/{id}")).await.json();
            assert!(back["fields"]["name"].as_str().is_some_and(|kept| !kept.is_empty()), "{name}");
            let found = admin.post("/records/company/query", json!({"filter": {"field": "name", "op": "eq", "value": name}})).await.json();
            assert_eq!(found["records"][0]["id"], json!(id), "{name}");
        }
        for on in ["0001-01-01", "9999-12-31"] {
            let made = admin.post("/records/contact", json!({"fields": {"name": on, "birthday": on}, "on_duplicate": "allow"})).await;
            assert!(matches!(made.status, 201 | 422), "{}", made.text());
        }
        let nul = admin.post("/records/company", json!({"fields": {"name": "a\u{0}b"}})).await;
        assert!(matches!(nul.status, 201 | 422), "{}", nul.text());
        let bulk = admin.post("/records/company/bulk", json!({"ids": [], "set": {"employees": 1}})).await;
        assert_eq!(bulk.json()["counts"]["changed"], 0);
        for body in [json!({"set": {}}), json!({"ids": [], "filter": {}, "set": {}}), json!({"ids": []}), json!({"ids": [], "set": {}, "verb": "delete"}), json!({"ids": ["x"], "set": {}})] {
            assert_eq!(admin.post("/records/company/bulk", body).await.status, 422);
        }
    }
}
