//! The contract of records, from a list to a board.

use serde_json::{Value, json};

use crate::world::{both, masked};

both! {
    async fn a_workspace_is_set_up_and_described(world: World) {
        let nobody = world.nobody();
        assert_eq!(nobody.get("/setup").await.json(), json!({"needed": true}));
        let admin = world.administrator().await;
        assert_eq!(nobody.get("/setup").await.json(), json!({"needed": false}));
        insta::assert_json_snapshot!("session", masked(admin.get("/session").await.json()));
        let catalogue = admin.get("/catalogue").await.json();
        let keys: Vec<&str> = catalogue["objects"].as_array().expect("objects").iter().filter_map(|o| o["key"].as_str()).collect();
        for key in ["company", "contact", "deal", "task", "product", "line_item"] {
            assert!(keys.contains(&key), "{keys:?}");
        }
        let deal = catalogue["objects"].as_array().expect("objects").iter().find(|o| o["key"] == "deal").expect("deal");
        insta::assert_json_snapshot!("catalogue_deal", masked(deal.clone()));
        assert!(catalogue["pipelines"][0]["stages"].as_array().expect("stages").len() >= 3);
    }
}

both! {
    async fn a_record_is_made_read_changed_and_binned(world: World) {
        let admin = world.administrator().await;
        let body = json!({"fields": {
            "name": "Orlík Energy", "industry": "energy", "phones": [{"value": "+420 602 123 456"}],
            "emails": [{"value": "Info@Orlik.example"}], "annual_revenue": "1250.5", "tags": ["key account"]
        }});
        let made = admin.post("/records/company", body).await;
        assert_eq!(made.status, 201, "{}", made.text());
        let event = made.header("kith-event").expect("the event").to_owned();
        assert!(uuid::Uuid::parse_str(&event).is_ok());
        let made = made.json();
        insta::assert_json_snapshot!("company", masked(made.clone()));
        let path = format!("/records/company/{}", made["id"].as_str().expect("an id"));
        let read = admin.get(&path).await;
        assert_eq!((read.status, read.json()), (200, made));

        let changed = admin.patch(&path, json!({"fields": {"employees": 5210}, "version": 1})).await;
        assert_eq!(changed.status, 200, "{}", changed.text());
        assert_eq!(changed.json()["version"], 2);
        assert_eq!(changed.json()["fields"]["employees"], 5210);

        let stale = admin.patch(&path, json!({"fields": {"employees": 1}, "version": 1})).await;
        assert_eq!(stale.refusal(), (409, "version_conflict".into()));
        assert_eq!(stale.json()["record"]["fields"]["employees"], 5210, "the present record comes along");
        let mine = admin.get("/session").await.json()["user"]["id"].clone();
        let stale = admin.post(&format!("{path}/verbs/assign"), json!({"owner": mine, "version": 1})).await;
        assert_eq!(stale.refusal(), (409, "version_conflict".into()));
        assert_eq!(stale.json()["record"]["version"], 2);
        let nothing = admin.patch(&path, json!({"fields": {"employees": 5210}})).await;
        assert_eq!((nothing.status, &nothing.json()["version"]), (200, &json!(2)), "what changes nothing makes no version");

        assert_eq!(admin.delete(&path).await.status, 204);
        assert_eq!(admin.get("/records/company?count=true").await.json()["count"], 0);
        let bin = admin.get("/records/company?deleted=true").await.json();
        assert!(bin["records"][0]["deleted_at"].is_string(), "{bin}");
        assert_eq!(admin.patch(&path, json!({"fields": {"employees": 1}})).await.status, 409);
        assert_eq!(admin.post(&format!("{path}/restore"), json!({})).await.status, 200);
        assert_eq!(admin.get("/records/company?count=true").await.json()["count"], 1);
    }
}

both! {
    async fn a_list_is_filtered_sorted_paged_and_counted(world: World) {
        let admin = world.administrator().await;
        for (name, industry, employees) in
            [("Žofín", "retail", Some(3)), ("anna", "energy", Some(30)), ("Ёлка", "retail", None), ("Bär", "energy", Some(7)), ("čedok", "retail", Some(30))]
        {
            admin.record("company", json!({"name": name, "industry": industry, "employees": employees})).await;
        }
        let names = |page: &Value| -> Vec<String> {
            page["records"].as_array().expect("records").iter().map(|r| r["fields"]["name"].as_str().expect("a name").to_owned()).collect()
        };
        let page = admin.get("/records/company?sort=name&count=true&fields=name,employees").await.json();
        assert_eq!(names(&page), ["anna", "Bär", "čedok", "Žofín", "Ёлка"]);
        insta::assert_json_snapshot!("page", masked(page.clone()));
        let body = json!({"sort": ["name"], "count": true, "fields": ["name", "employees"]});
        assert_eq!(admin.post("/records/company/query", body).await.json(), page);

        let mut seen = Vec::new();
        let mut path = "/records/company?sort=-employees,name&limit=2".to_owned();
        loop {
            let page = admin.get(&path).await.json();
            seen.extend(names(&page));
            let Some(next) = page["next"].as_str() else { break };
            path = format!("/records/company?sort=-employees,name&limit=2&cursor={next}");
        }
        assert_eq!(seen, ["Ёлка", "anna", "čedok", "Bär", "Žofín"]);
        let jump = admin.get("/records/company?sort=-employees,name&limit=2&offset=3").await.json();
        assert_eq!(names(&jump), ["Bär", "Žofín"]);

        let filter = json!({"and": [{"field": "industry", "op": "in", "value": ["retail"]}, {"not": {"field": "employees", "op": "empty"}}]});
        let found = admin.post("/records/company/query", json!({"filter": filter, "sort": "name", "count": true})).await.json();
        assert_eq!((names(&found), &found["count"]), (vec!["čedok".to_owned(), "Žofín".to_owned()], &json!(2)));
        let folded = admin.post("/records/company/query", json!({"filter": {"field": "name", "op": "contains", "value": "ЕЛК"}})).await.json();
        assert_eq!(names(&folded), ["Ёлка"]);
        let none = admin.post("/records/company/query", json!({"filter": {"field": "industry", "op": "in", "value": []}})).await.json();
        assert_eq!(none["records"], json!([]));
    }
}

both! {
    async fn figures_are_computed_over_groups(world: World) {
        let admin = world.administrator().await;
        let acme = admin.record("company", json!({"name": "Acme", "industry": "retail"})).await;
        for (name, amount, on) in [("one", "100.10", "2026-01-15"), ("two", "50.05", "2026-01-31"), ("three", "7", "2026-02-01")] {
            admin.record("deal", json!({"name": name, "company": acme, "amount": amount, "expected_close": on})).await;
        }
        let body = json!({
            "group_by": [{"field": "company.industry"}, {"field": "expected_close", "by": "month"}],
            "measures": [{"fn": "count"}, {"fn": "sum", "field": "amount"}, {"fn": "avg", "field": "amount"},
                {"fn": "min", "field": "expected_close"}, {"fn": "max", "field": "amount"}]
        });
        let figures = admin.make("/records/deal/aggregate", body).await;
        insta::assert_json_snapshot!("aggregate", masked(figures));
        let all = admin.make("/records/deal/aggregate", json!({"measures": [{"fn": "sum", "field": "amount"}]})).await;
        assert_eq!(all["rows"], json!([{"keys": [], "values": [{"amount": "157.15", "currency": "EUR"}]}]));
    }
}

both! {
    async fn duplicates_are_refused_unless_allowed(world: World) {
        let admin = world.administrator().await;
        let fields = json!({"name": "Zoë Černá", "emails": [{"value": "zoe@firma.example"}]});
        let first = admin.make("/records/contact", json!({"fields": fields})).await;
        let second = json!({"fields": {"name": "Z. Cerna", "emails": [{"value": "ZOE@firma.example"}]}});
        let refused = admin.post("/records/contact", second.clone()).await;
        assert_eq!(refused.refusal(), (409, "duplicate".into()));
        assert_eq!(refused.json()["matches"][0]["id"], first["id"]);
        assert_eq!(refused.json()["matches"][0]["label"], "Zoë Černá");
        let mut allowed = second;
        allowed["on_duplicate"] = json!("allow");
        assert_eq!(admin.post("/records/contact", allowed).await.status, 201);
    }
}

both! {
    async fn a_deal_is_dragged_won_and_seen_on_the_board(world: World) {
        let admin = world.administrator().await;
        let acme = admin.record("company", json!({"name": "Acme"})).await;
        let deal = admin.record("deal", json!({"name": "Ten pumps", "company": acme, "amount": "12500"})).await;
        admin.record("task", json!({"title": "Call", "type": "call", "about": deal, "due_at": "2026-03-01T10:00:00Z"})).await;
        let board = admin.get("/boards/default?limit=5").await;
        assert_eq!(board.status, 200, "{}", board.text());
        insta::assert_json_snapshot!("board", masked(board.json()));
        let columns = board.json()["columns"].clone();
        let second = columns[1]["stage"]["id"].clone();
        let moved = admin.post(&format!("/records/deal/{deal}/verbs/move"), json!({"stage": second})).await;
        assert_eq!(moved.status, 200, "{}", moved.text());
        assert_eq!(moved.json()["fields"]["stage"], second);
        assert!(moved.header("kith-event").is_some());
        let won = admin.make(&format!("/records/deal/{deal}/verbs/win"), json!({"amount": "11900", "reason": "price"})).await;
        assert_eq!(won["fields"]["amount"], json!({"amount": "11900.00", "currency": "EUR"}));
        assert_eq!(won["fields"]["outcome_reason"], "price");
        let unknown = admin.post(&format!("/records/deal/{deal}/verbs/explode"), json!({})).await;
        assert!(unknown.status == 422 || unknown.status == 404, "{}", unknown.text());
        let timeline = admin.get(&format!("/records/deal/{deal}/timeline")).await.json();
        let names: Vec<&str> = timeline["entries"].as_array().expect("entries").iter().filter_map(|e| e["name"].as_str()).collect();
        assert_eq!(names, ["deal.won", "deal.moved", "task.created", "deal.created"]);
        insta::assert_json_snapshot!("timeline", masked(timeline));
    }
}

both! {
    async fn notes_stand_on_the_timeline(world: World) {
        let admin = world.administrator().await;
        let acme = admin.record("company", json!({"name": "Acme"})).await;
        let note = admin.make(&format!("/records/company/{acme}/notes"), json!({"text": "They like tea."})).await;
        assert_eq!((&note["kind"], &note["text"]), (&json!("note"), &json!("They like tea.")));
        let id = note["note"].as_str().expect("the note's id").to_owned();
        let entry = admin.get(&format!("/records/company/{acme}/timeline")).await.json()["entries"][0].clone();
        assert_eq!((&entry["text"], &entry["by"]["name"]), (&json!("They like tea."), &json!("Ada Quill")));
        assert_eq!(admin.patch(&format!("/notes/{id}"), json!({"text": "Coffee."})).await.status, 200);
        assert_eq!(admin.get(&format!("/records/company/{acme}/timeline")).await.json()["entries"][0]["text"], "Coffee.");
        assert_eq!(admin.delete(&format!("/notes/{id}")).await.status, 204);
        assert_eq!(admin.patch(&format!("/notes/{id}"), json!({"text": "x"})).await.status, 404);
    }
}

both! {
    async fn many_records_change_as_one_batch(world: World) {
        let admin = world.administrator().await;
        let mut ids = Vec::new();
        for name in ["a", "b", "c"] {
            ids.push(admin.record("company", json!({"name": name, "industry": "energy"})).await);
        }
        let filter = json!({"field": "industry", "op": "eq", "value": "energy"});
        let rehearsal = admin.make("/records/company/bulk", json!({"filter": filter, "set": {"employees": 5}, "dry_run": true})).await;
        assert_eq!(rehearsal["counts"], json!({"changed": 3, "unchanged": 0, "failed": 0}));
        assert_eq!(admin.get(&format!("/records/company/{}", ids[0])).await.json()["version"], 1);
        let done = admin.post("/records/company/bulk", json!({"ids": ids, "set": {"employees": 5}})).await;
        assert_eq!(done.status, 200, "{}", done.text());
        let batch = done.json()["batch"].as_str().expect("a batch").to_owned();
        assert_eq!(done.header("kith-batch"), Some(batch.as_str()));
        assert_eq!(admin.get(&format!("/records/company/{}", ids[2])).await.json()["fields"]["employees"], 5);
        let undone = admin.make("/undo", json!({"batch": batch})).await;
        assert_eq!(undone["undone"], 3);
        assert_eq!(admin.get(&format!("/records/company/{}", ids[2])).await.json()["fields"]["employees"], Value::Null);
        let missing = uuid::Uuid::from_u128(7).to_string();
        let mixed = admin.make("/records/company/bulk", json!({"ids": [ids[0], missing], "verb": "delete"})).await;
        assert_eq!(mixed["counts"], json!({"changed": 1, "unchanged": 0, "failed": 1}));
        assert_eq!(mixed["results"][1]["code"], "not_found");
    }
}

both! {
    async fn a_pasted_block_is_one_batch_with_values_of_their_own(world: World) {
        let admin = world.administrator().await;
        let mut ids = Vec::new();
        for name in ["a", "b", "c"] {
            ids.push(admin.record("company", json!({"name": name})).await);
        }
        let changes = json!([
            {"id": ids[0], "set": {"employees": 1}},
            {"id": ids[1], "set": {"employees": "many", "industry": "energy"}},
            {"id": ids[2], "version": 1, "set": {"employees": 3}},
        ]);
        let path = "/records/company/bulk";
        let rehearsal = admin.make(path, json!({"changes": changes, "dry_run": true})).await;
        assert_eq!(rehearsal["counts"], json!({"changed": 2, "unchanged": 0, "failed": 1}), "{rehearsal}");
        assert_eq!(rehearsal["results"][1]["problems"][0]["field"], "employees");
        let done = admin.make(path, json!({"changes": changes})).await;
        assert_eq!(admin.get(&format!("/records/company/{}", ids[2])).await.json()["fields"]["employees"], 3);
        assert_eq!(admin.get(&format!("/records/company/{}", ids[1])).await.json()["fields"]["industry"], Value::Null);
        assert_eq!(admin.make("/undo", json!({"batch": done["batch"]})).await["undone"], 2);
        for body in [json!({"changes": [], "ids": []}), json!({"changes": [], "set": {"employees": 1}})] {
            assert_eq!(admin.post(path, body).await.status, 422);
        }
    }
}

both! {
    async fn tags_are_added_and_taken_out_without_touching_the_others(world: World) {
        let admin = world.administrator().await;
        let one = admin.record("company", json!({"name": "a", "tags": ["VIP", "north"]})).await;
        let two = admin.record("company", json!({"name": "b"})).await;
        let path = "/records/company/bulk";
        let body = json!({"ids": [one, two], "add": {"tags": ["vip", "east"]}, "remove": {"tags": ["North"]}});
        let done = admin.make(path, body.clone()).await;
        assert_eq!(done["counts"], json!({"changed": 2, "unchanged": 0, "failed": 0}), "{done}");
        let tags = |id: String| {
            let admin = &admin;
            async move { admin.get(&format!("/records/company/{id}")).await.json()["fields"]["tags"].clone() }
        };
        assert_eq!(tags(one.to_string()).await, json!(["VIP", "east"]));
        assert_eq!(tags(two.to_string()).await, json!(["vip", "east"]));
        assert_eq!(admin.make(path, body).await["counts"]["unchanged"], 2);
        let wrong = admin.make(path, json!({"ids": [one], "add": {"employees": ["5"]}})).await;
        assert_eq!(wrong["results"][0]["problems"][0]["code"], "not_a_list");
        assert_eq!(admin.post(path, json!({"ids": [one], "add": {"tags": ["x"]}, "set": {"employees": 1}})).await.status, 422);
    }
}

both! {
    async fn everything_can_be_found(world: World) {
        let admin = world.administrator().await;
        admin.record("company", json!({"name": "Orlík Energy"})).await;
        admin.record("contact", json!({"name": "Zoë Černá", "emails": [{"value": "zoe@firma.example"}], "phones": [{"value": "+420 602 123 456"}]})).await;
        for (q, object) in [("orlik", "company"), ("ČERN", "contact"), ("erna", "contact"), ("zoe@fir", "contact"), ("602123", "contact")] {
            let found = admin.get(&format!("/search?q={}", q.replace('Č', "%C4%8C"))).await.json();
            assert_eq!(found["hits"][0]["object"], object, "{q}: {found}");
        }
        let only = admin.get("/search?q=e&objects=company&limit=5").await.json();
        assert!(only["hits"].as_array().expect("hits").iter().all(|hit| hit["object"] == "company"));
    }
}

both! {
    async fn a_record_reads_the_same_in_a_list_and_alone(world: World) {
        let admin = world.administrator().await;
        let (bob, _) = world.user(&admin, "Bob", "manager", None).await;
        let deal = bob.record("deal", json!({"name": "Pumps", "amount": "10", "tags": ["a"]})).await;
        bob.record("line_item", json!({"deal": deal, "name": "Pump", "quantity": 2, "price": "5"})).await;
        bob.record("task", json!({"title": "Call", "about": deal})).await;
        for client in [&admin, &bob] {
            for object in ["deal", "line_item", "task"] {
                let page = client.get(&format!("/records/{object}")).await.json();
                let listed = page["records"][0].clone();
                let path = format!("/records/{object}/{}", listed["id"].as_str().expect("an id"));
                let mut alone = client.get(&path).await.json();
                let refs = alone.as_object_mut().expect("a record").shift_remove("refs").expect("refs");
                assert_eq!((&listed, &page["refs"]), (&alone, &refs), "{object}");
                assert_eq!(listed.to_string(), alone.to_string(), "{object}: down to the order of keys");
            }
        }
    }
}
