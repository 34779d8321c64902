//! Rules of selling over HTTP: what a refusal says, and how it is answered.

use serde_json::{Value, json};

use crate::world::{Client, both};

/// The stages of the default pipeline by name, and its id.
async fn stages(client: &Client) -> (String, Value) {
    let pipeline = client.get("/catalogue").await.json()["pipelines"][0].clone();
    let id = pipeline["id"].as_str().expect("an id").to_owned();
    (id, pipeline["stages"].clone())
}

fn id_of(stages: &Value, name: &str) -> String {
    let found = stages.as_array().expect("stages").iter().find(|stage| stage["name"] == name);
    found.expect("that stage")["id"].as_str().expect("an id").to_owned()
}

both! {
    async fn a_refused_move_says_what_is_missing_and_one_request_completes_it(world: World) {
        let admin = world.administrator().await;
        let (_, all) = stages(&admin).await;
        let proposal = id_of(&all, "Proposal");
        let rules = json!({"rules": {
            "required": ["amount", "company.website"], "guidance": "Send the offer.", "rotting_days": 10,
            "checklist": [{"text": "Offer sent", "required": true}],
        }});
        let changed = admin.patch(&format!("/stages/{proposal}"), rules).await;
        assert_eq!(changed.status, 200, "{}", changed.text());
        assert_eq!(changed.json()["status"], "proposal");
        assert_eq!(changed.json()["rules"]["required"], json!(["amount", "company.website"]));
        let (_, seen) = stages(&admin).await;
        let seen = seen.as_array().expect("stages").iter().find(|stage| stage["id"] == proposal.as_str()).cloned();
        assert_eq!(seen.expect("the stage")["rules"]["guidance"], "Send the offer.");

        let company = admin.record("company", json!({"name": "Brackenridge"})).await;
        let deal = admin.record("deal", json!({"name": "A", "company": company})).await;
        let moved = admin.post(&format!("/records/deal/{deal}/verbs/move"), json!({"stage": proposal})).await;
        assert_eq!(moved.refusal(), (409, "stage_rules".into()));
        let problems = moved.json()["problems"].clone();
        let named: Vec<(&str, &str)> = problems.as_array().expect("problems").iter()
            .map(|one| (one["field"].as_str().expect("a field"), one["code"].as_str().expect("a code"))).collect();
        assert_eq!(named, [("amount", "required"), ("company.website", "required")]);
        assert_eq!(problems[0]["params"]["stage"], "Proposal");
        let patched = admin.patch(&format!("/records/deal/{deal}"), json!({"fields": {"stage": proposal}})).await;
        assert_eq!(patched.refusal(), (409, "stage_rules".into()));

        let set = json!({"amount": {"amount": "10.00", "currency": "EUR"}, "company.website": "b.example"});
        let moved = admin.post(&format!("/records/deal/{deal}/verbs/move"), json!({"stage": proposal, "set": set})).await;
        assert_eq!(moved.status, 200, "{}", moved.text());
        let batch = moved.header("kith-batch").expect("one batch").to_owned();
        assert_eq!(admin.get(&format!("/records/company/{company}")).await.json()["fields"]["website"], "b.example");
        let filter = json!({"filter": {"field": "stage.status", "op": "eq", "value": "proposal"}});
        assert_eq!(admin.make("/records/deal/query", filter).await["records"].as_array().map(Vec::len), Some(1));
        let undone = admin.post("/undo", json!({"batch": batch})).await;
        assert_eq!(undone.status, 200, "{}", undone.text());
        assert!(admin.get(&format!("/records/company/{company}")).await.json()["fields"]["website"].is_null());
        world.assert_sound().await;
    }
}

both! {
    async fn a_deal_that_must_have_a_next_step_gets_one_and_keeps_one(world: World) {
        let admin = world.administrator().await;
        let (pipeline, all) = stages(&admin).await;
        let enforce = admin.patch(&format!("/pipelines/{pipeline}"), json!({"rules": {"next_step": "enforce"}})).await;
        assert_eq!(enforce.json()["rules"]["next_step"], "enforce");
        let plan = json!({"rules": {"plan": [{"title": "Call", "type": "call", "due": {"in": 4, "unit": "working_hour"}}]}});
        admin.patch(&format!("/stages/{}", id_of(&all, "New")), plan).await;

        let made = admin.post("/records/deal", json!({"fields": {"name": "A"}})).await;
        assert!(made.header("kith-batch").is_some(), "deal and task are one batch");
        let made = made.json();
        let (deal, task) = (made["id"].as_str().expect("an id"), made["fields"]["next_task"].as_str().expect("a task"));
        assert_eq!(made["fields"]["next_task_at"], "2026-03-02T13:00:00Z");
        let done = admin.post(&format!("/records/task/{task}/verbs/complete"), json!({"result": "Reached"})).await;
        assert_eq!(done.refusal(), (409, "next_step_required".into()));
        assert_eq!(done.detail(), ("next".into(), "next_step_required".into()));
        assert_eq!(done.json()["problems"][0]["params"]["deal"], deal);
        let bulk = json!({"ids": [task], "verb": "delete"});
        let bulk = admin.make("/records/task/bulk", bulk).await;
        assert_eq!((bulk["counts"]["failed"].clone(), bulk["results"][0]["code"].clone()), (json!(1), json!("next_step_required")));
        let done = admin
            .post(&format!("/records/task/{task}/verbs/complete"), json!({"result": "Reached", "outcome": {"won": {}}}))
            .await;
        assert_eq!(done.status, 200, "{}", done.text());
        let batch = done.header("kith-batch").expect("one batch").to_owned();
        assert!(admin.get(&format!("/records/deal/{deal}")).await.json()["fields"]["next_task"].is_null());
        assert_eq!(admin.post("/undo", json!({"batch": batch})).await.status, 200);
        let open = admin.get(&format!("/records/deal/{deal}")).await.json();
        assert!(!open["fields"]["next_task"].is_null());
        let without = json!({"filter": {"and": [
            {"field": "next_task", "op": "empty"}, {"field": "stage.kind", "op": "eq", "value": "open"},
        ]}, "count": true});
        assert_eq!(admin.make("/records/deal/query", without).await["count"], 0);
        world.assert_sound().await;
    }
}

both! {
    async fn rules_are_an_administrators_affair(world: World) {
        let admin = world.administrator().await;
        let (pipeline, all) = stages(&admin).await;
        let (seller, _) = world.user(&admin, "Bob Fox", "manager", None).await;
        let stage = id_of(&all, "New");
        let change = seller.patch(&format!("/stages/{stage}"), json!({"rules": {"required": []}})).await;
        assert_eq!(change.refusal(), (403, "forbidden".into()));
        let change = seller.patch(&format!("/pipelines/{pipeline}"), json!({"rules": {"next_step": "off"}})).await;
        assert_eq!(change.refusal(), (403, "forbidden".into()));
        let odd = admin.patch(&format!("/stages/{stage}"), json!({"rules": {"required": ["nothing"]}})).await;
        assert_eq!(odd.refusal(), (422, "invalid".into()));
        assert_eq!(odd.detail(), ("rules.required[0]".into(), "unknown_field".into()));
        let teams = admin.make("/teams", json!({"name": "North"})).await;
        admin.patch(&format!("/pipelines/{pipeline}"), json!({"rules": {"teams": [teams["id"]]}})).await;
        assert_eq!(seller.get("/catalogue").await.json()["pipelines"][0]["can_use"], false);
        assert_eq!(admin.get("/catalogue").await.json()["pipelines"][0]["can_use"], true);
    }
}

both! {
    async fn a_lead_becomes_a_client_and_a_deal_unless_they_are_there(world: World) {
        let admin = world.administrator().await;
        let catalogue = admin.get("/catalogue").await.json();
        let lead = catalogue["objects"].as_array().expect("objects").iter().find(|one| one["key"] == "lead").cloned();
        assert_eq!(lead.expect("leads")["verbs"], json!(["move", "accept", "reject", "link", "convert", "reopen", "assign"]));
        for object in ["lead", "deal"] {
            let field = json!({"key": "x_colour", "kind": "text", "label": "Colour"});
            admin.make(&format!("/catalogue/{object}/fields"), field).await;
        }
        admin.record("contact", json!({"name": "Grace Hopper", "emails": [{"value": "grace@b.example"}]})).await;
        let fields = json!({"contact_name": "Grace Hopper", "company_name": "Brackenridge", "source": "fair",
            "x_colour": "red", "emails": [{"value": "grace.hopper@b.example"}]});
        let id = admin.record("lead", fields).await;
        let convert = format!("/records/lead/{id}/verbs/convert");
        let odd = admin.post(&convert, json!({"contact": {"emails": [{"value": "grace@b.example"}]}})).await;
        assert_eq!(odd.refusal(), (409, "duplicate".into()));
        assert_eq!(odd.json()["matches"][0]["label"], "Grace Hopper");
        let done = admin.post(&convert, json!({"deal": {"name": "Awnings"}})).await;
        assert_eq!(done.status, 200, "{}", done.text());
        let lead = done.json();
        assert_eq!(lead["fields"]["status"], "converted");
        let deal = lead["fields"]["deal"].as_str().expect("a deal").to_owned();
        let deal = admin.get(&format!("/records/deal/{deal}")).await.json();
        assert_eq!((deal["fields"]["name"].clone(), deal["fields"]["source"].clone()), (json!("Awnings"), json!("fair")));
        assert_eq!(deal["fields"]["x_colour"], "red", "a field of one's own of the same key and kind is carried over");
        let undone = admin.post("/undo", json!({"batch": done.header("kith-batch").expect("one batch")})).await;
        assert_eq!(undone.status, 200, "{}", undone.text());
        assert_eq!(admin.get(&format!("/records/lead/{id}")).await.json()["fields"]["status"], "new");
        world.assert_sound().await;
    }
}

both! {
    async fn leads_go_through_pipelines_of_their_own(world: World) {
        let admin = world.administrator().await;
        let listed = admin.get("/pipelines").await.json();
        let objects = |listed: &Value| -> Vec<Value> {
            listed["pipelines"].as_array().expect("a list").iter().map(|one| one["object"].clone()).collect()
        };
        assert_eq!(objects(&listed), ["deal"], "who has never heard of pipelines of leads sees none");
        let odd = admin.get("/pipelines?object=company").await;
        assert_eq!(odd.status, 400, "{}", odd.text());
        let made = json!({"name": "Fair", "object": "lead", "rules": {"next_step": "enforce"}});
        let odd = admin.post("/pipelines", made).await;
        assert_eq!((odd.refusal(), odd.detail()), ((422, "invalid".into()), ("rules.next_step".into(), "only_deals".into())));
        admin.make("/pipelines", json!({"name": "Fair", "object": "lead"})).await;
        let listed = admin.get("/pipelines?object=lead").await.json();
        assert_eq!(objects(&listed), ["lead", "lead"]);
        let catalogue = admin.get("/catalogue").await.json();
        assert_eq!(objects(&catalogue), ["deal", "lead", "lead"]);
        let home = listed["pipelines"][0].clone();
        let stage = |name: &str| id_of(&home["stages"], name);

        let lead = admin.record("lead", json!({"name": "Awnings", "company_name": "Brackenridge"})).await;
        let other = admin.record("lead", json!({"name": "Blinds"})).await;
        let rules = json!({"rules": {"required": ["source"]}});
        let changed = admin.patch(&format!("/stages/{}", stage("Contacted")), rules).await;
        assert_eq!(changed.status, 200, "{}", changed.text());
        let verb = |lead: &str, verb: &str| format!("/records/lead/{lead}/verbs/{verb}");
        let refused = admin.post(&verb(&lead, "move"), json!({"stage": stage("Contacted")})).await;
        assert_eq!((refused.refusal(), refused.detail()), ((409, "stage_rules".into()), ("source".into(), "required".into())));
        let moved = admin.post(&verb(&lead, "move"), json!({"stage": stage("Contacted"), "set": {"source": "fair"}})).await;
        assert_eq!((moved.status, &moved.json()["fields"]["status"]), (200, &json!("accepted")));
        let by_hand = admin.post(&verb(&lead, "move"), json!({"stage": stage("Converted")})).await;
        assert_eq!((by_hand.refusal(), by_hand.detail()), ((422, "invalid".into()), ("stage".into(), "only_by_verb".into())));
        assert_eq!(by_hand.json()["problems"][0]["params"]["verb"], "convert");

        let board = admin.get("/boards/default?object=lead").await.json();
        let counts: Vec<Value> =
            board["columns"].as_array().expect("columns").iter().map(|column| column["count"].clone()).collect();
        assert_eq!(counts, [1, 1, 0, 0, 0]);
        assert_eq!(board["columns"][1]["records"][0]["fields"]["name"], "Awnings");
        let by_id = admin.get(&format!("/boards/{}", home["id"].as_str().expect("an id"))).await.json();
        assert_eq!(by_id["columns"], board["columns"]);
        let of_deals = admin.get("/boards/default").await.json();
        assert_eq!(of_deals["columns"].as_array().expect("columns").len(), 6);
        let missing = admin.get(&format!("/boards/{}?object=deal", home["id"].as_str().expect("an id"))).await;
        assert_eq!(missing.status, 404);

        admin.make(&verb(&other, "reject"), json!({"reason": "spam"})).await;
        let done = admin.make(&verb(&lead, "convert"), json!({})).await;
        assert_eq!(done["fields"]["stage"], json!(stage("Converted")));
        let funnel = admin.make("/insight/funnel", json!({"object": "lead", "group_by": "owner"})).await;
        let seen = |key: &str| -> Vec<Value> {
            funnel["stages"].as_array().expect("stages").iter().map(|stage| stage[key].clone()).collect()
        };
        assert_eq!(seen("reached"), [json!(2), json!(1), json!(1), json!(1), json!(1)]);
        assert_eq!(seen("conversion")[1], json!("0.5"));
        let totals = ["open", "won", "lost"].map(|kind| funnel["totals"][kind]["count"].clone());
        assert_eq!(totals, [0, 1, 1]);
        assert!(funnel["totals"]["cycle_days"].is_null() && funnel["stages"][0]["weighted"].is_null());
        let rows = json!({"filter": funnel["stages"][1]["reached_filter"], "count": true});
        assert_eq!(admin.make("/records/lead/query", rows).await["count"], 1);
        for asked in [
            json!({"object": "lead", "group_by": "share"}),
            json!({"object": "lead", "period": {"field": "closed_at", "from": "2026-01-01", "to": "2026-12-31"}}),
        ] {
            assert_eq!(admin.post("/insight/funnel", asked.clone()).await.status, 400, "{asked}");
        }
        let months = admin.make("/insight/funnel", json!({"object": "lead", "group_by": "month"})).await;
        assert_eq!((&months["groups"][0]["key"], &months["groups"][1]), (&json!("2026-03"), &Value::Null));
        let entered = json!({"filter": {"field": "stage", "op": "entered", "value": stage("Contacted")}, "sort": ["stage"], "count": true});
        assert_eq!(admin.make("/records/lead/query", entered).await["count"], 1);
        let view = json!({"object": "lead", "name": "Fair", "kind": "board", "scope": "private", "state": {"pipeline": home["id"]}});
        let kept = admin.post("/views", view).await;
        assert_eq!(kept.status, 201, "{}", kept.text());
        world.assert_sound().await;
    }
}
