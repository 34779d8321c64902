//! Scripts of calls and meetings, and talks by them, over HTTP.

use serde_json::{Value, json};

use crate::world::{Client, both};

fn script() -> Value {
    json!({
        "objects": ["deal", "contact"],
        "start": "hello",
        "nodes": [
            {"id": "hello", "kind": "say", "text": "Good day, {contact.name}, {me.name} here about “{deal.name}”.", "next": "who"},
            {"id": "who", "kind": "choice", "text": "How did you hear of us?", "answers": [
                {"label": "A friend", "next": "words", "set": {"source": "Friend"}},
                {"label": "An advert", "next": "words", "set": {"source": "Advert"}},
                {"label": "No time", "next": "bye"},
            ]},
            {"id": "words", "kind": "input", "text": "What is it for?", "next": "site", "required": true},
            {"id": "site", "kind": "input", "text": "Anything to note?", "field": "note", "next": "bye"},
            {"id": "bye", "kind": "end", "text": "Good-bye"},
        ],
    })
}

fn path(choice: u32) -> Value {
    if choice == 2 {
        return json!([{"node": "hello"}, {"node": "who", "answer": 2}, {"node": "bye"}]);
    }
    json!([
        {"node": "hello"}, {"node": "who", "answer": choice}, {"node": "words", "value": "A gift"},
        {"node": "site", "value": "Blue ones"}, {"node": "bye"},
    ])
}

async fn offer(admin: &Client, script: Value) -> String {
    let made = admin.make("/scripts", json!({"name": "First call", "script": script})).await;
    made["id"].as_str().expect("an id").to_owned()
}

/// Begins a talk: its path.
async fn talk(client: &Client, script: &str, object: &str, record: &str) -> (String, Value) {
    let begun = client.post(&format!("/scripts/{script}/runs"), json!({"object": object, "record": record})).await;
    assert_eq!(begun.status, 200, "{}", begun.text());
    let begun = begun.json();
    (format!("/scripts/runs/{}", begun["id"].as_str().expect("an id")), begun)
}

both! {
    async fn a_script_that_leads_nowhere_is_refused_at_its_step(world: World) {
        let admin = world.administrator().await;
        let with = |change: &dyn Fn(&mut Value)| {
            let mut script = script();
            script["objects"] = json!(["deal"]);
            change(&mut script);
            json!({"name": "X", "script": script})
        };
        type Case<'a> = (&'a dyn Fn(&mut Value), &'a str, &'a str);
        let cases: [Case<'_>; 13] = [
            (&|s| s["nodes"][0]["next"] = json!("gone"), "nodes.hello.next", "not_found"),
            (&|s| s["nodes"][1]["answers"][2]["next"] = json!("gone"), "nodes.who.answers[2].next", "not_found"),
            (&|s| s["start"] = json!("words"), "nodes.hello", "unreachable"),
            (&|s| s["start"] = json!("gone"), "start", "not_found"),
            (&|s| s["nodes"][4] = json!({"id": "bye", "kind": "say", "text": "x", "next": "bye"}), "nodes.hello", "no_end"),
            (&|s| s["nodes"][2]["id"] = json!("who"), "nodes.who.id", "not_unique"),
            (&|s| s["nodes"][3]["field"] = json!("nothing"), "nodes.site.field", "unknown_field"),
            (&|s| s["nodes"][3]["field"] = json!("number"), "nodes.site.field", "read_only"),
            (&|s| s["nodes"][3]["field"] = json!("owner.name"), "nodes.site.field", "unknown_field"),
            (&|s| s["nodes"][1]["answers"][0]["set"] = json!({"probability": "many"}), "nodes.who.answers[0].set.probability", "wrong_format"),
            (&|s| s["nodes"][0]["text"] = json!("Hello {contact.secret}"), "nodes.hello.text", "unknown_field"),
            (&|s| s["objects"] = json!(["task"]), "objects", "not_allowed"),
            (&|s| s["stages"] = json!(["00000000-0000-7000-8000-000000000000"]), "stages[0]", "not_found"),
        ];
        for (change, field, code) in cases {
            let answer = admin.post("/scripts", with(change)).await;
            assert_eq!(answer.status, 422, "{field} {}", answer.text());
            let problems = answer.json()["problems"].clone();
            let has = problems.as_array().expect("problems").iter().any(|one| one["field"] == field && one["code"] == code);
            assert!(has, "{field} {code}: {problems}");
        }
        let good = admin.make("/scripts", with(&|s| {
            s["nodes"][3]["field"] = json!("company.website");
            // A loop with a way out.
            s["nodes"][1]["answers"][2]["next"] = json!("hello");
        })).await;
        assert_eq!((&good["version"], &good["kind"]), (&json!(1), &json!("call")));
        let odd = admin.post("/scripts", json!({"name": "X", "script": {"objects": ["deal"], "start": "a", "nodes": [{"id": "a", "kind": "end", "text": "x", "odd": 1}]}})).await;
        assert_eq!(odd.status, 422);
    }
}

both! {
    async fn scripts_are_written_by_those_who_keep_pipelines_and_offered_where_they_fit(world: World) {
        let admin = world.administrator().await;
        let (ann, ann_id) = world.user(&admin, "Ann", "manager", None).await;
        let deal = admin.record("deal", json!({"name": "D", "owner": ann_id})).await;
        let pipelines = admin.get("/pipelines").await.json();
        let stages = pipelines["pipelines"][0]["stages"].as_array().expect("stages").clone();
        let mut here = script();
        here["stages"] = json!([stages[1]["id"]]);
        let id = offer(&admin, here.clone()).await;
        let listed = admin.get("/scripts").await.json();
        assert_eq!(listed["scripts"][0]["nodes"][1]["answers"][0]["set"]["source"], "Friend");
        let offered = format!("/scripts?object=deal&record={deal}");
        assert_eq!(ann.get(&offered).await.json()["offered"], json!([]));
        let refused = ann.post(&format!("/scripts/{id}/runs"), json!({"object": "deal", "record": deal})).await;
        assert_eq!(refused.refusal(), (409, "script_not_offered".into()));
        let moved = ann.post(&format!("/records/deal/{deal}/verbs/move"), json!({"stage": stages[1]["id"]})).await;
        assert_eq!(moved.status, 200);
        assert_eq!(ann.get(&offered).await.json()["offered"][0]["name"], "First call");
        let patch = format!("/scripts/{id}");
        for answer in [
            ann.get("/scripts").await,
            ann.post("/scripts", json!({"name": "Y", "script": script()})).await,
            ann.patch(&patch, json!({"active": false})).await,
            ann.delete(&patch).await,
        ] {
            assert_eq!(answer.refusal(), (403, "forbidden".into()));
        }
        assert_eq!(ann.get("/scripts?object=deal").await.status, 422);
        // Whoever may not see the deal is not told of it.
        let (bob, _) = world.user(&admin, "Bob", "manager", None).await;
        assert_eq!(bob.get(&offered).await.status, 404);
        assert_eq!(bob.post(&format!("/scripts/{id}/runs"), json!({"object": "deal", "record": deal})).await.status, 404);
        let changed = admin.patch(&patch, json!({"active": false, "name": "Call one", "version": 1})).await.json();
        assert_eq!((&changed["name"], &changed["version"]), (&json!("Call one"), &json!(2)));
        assert_eq!(admin.patch(&patch, json!({"name": "Z", "version": 1})).await.status, 409);
        assert_eq!(ann.get(&offered).await.json()["offered"], json!([]));
        let second = offer(&admin, script()).await;
        admin.patch(&format!("/scripts/{second}"), json!({"position": 0})).await;
        assert_eq!(admin.get("/scripts").await.json()["scripts"][0]["id"], json!(second));
        assert_eq!(admin.delete(&patch).await.status, 204);
        world.assert_sound().await;
    }
}

both! {
    async fn a_talk_is_kept_step_by_step_and_its_answers_go_into_the_record(world: World) {
        let admin = world.administrator().await;
        let (ann, ann_id) = world.user(&admin, "Ann", "manager", None).await;
        let contact = admin.record("contact", json!({"name": "Eva Nová", "owner": ann_id})).await;
        let deal = admin.record("deal", json!({"name": "Awnings", "owner": ann_id, "contact": contact})).await;
        let id = offer(&admin, script()).await;
        let (run, begun) = talk(&ann, &id, "deal", &deal).await;
        assert_eq!(begun["nodes"][0]["text"], "Good day, Eva Nová, Ann here about “Awnings”.");
        assert_eq!((&begun["nodes"][3]["object"], &begun["nodes"][3]["field"]), (&json!("deal"), &json!("note")));
        assert!(begun["nodes"][1]["answers"][0].get("set").is_none());
        // Half of it, and gone.
        let half = json!([{"node": "hello"}, {"node": "who", "answer": 1}]);
        assert_eq!(ann.patch(&run, json!({"path": half})).await.status, 200);
        let (again, taken_up) = talk(&ann, &id, "deal", &deal).await;
        assert_eq!((&again, &taken_up["path"]), (&run, &half));
        assert_eq!(ann.get(&format!("/scripts?object=deal&record={deal}")).await.json()["offered"][0]["steps"], 2);
        // The script changes meanwhile: the talk goes on as it began.
        let mut other = script();
        other["nodes"][1]["answers"][1]["label"] = json!("Changed");
        other["nodes"][1]["answers"][1]["set"] = json!({"source": "Changed"});
        admin.patch(&format!("/scripts/{id}"), json!({"script": other})).await;
        for (bad, field, code) in [
            (json!([{"node": "who", "answer": 0}]), "path[0].node", "not_next"),
            (json!([{"node": "hello"}, {"node": "who", "answer": 7}]), "path[1].answer", "not_found"),
            (json!([{"node": "hello"}, {"node": "who", "answer": 0}, {"node": "words", "value": " "}]), "path[2].value", "required"),
            (json!([{"node": "hello", "answer": 0}]), "path[0].answer", "not_allowed"),
        ] {
            let answer = ann.patch(&run, json!({"path": bad})).await;
            assert_eq!((answer.status, answer.detail()), (422, (field.into(), code.into())));
        }
        let early = ann.post(&format!("{run}/finish"), json!({})).await;
        assert_eq!(early.refusal(), (409, "not_at_end".into()));
        assert_eq!(ann.patch(&run, json!({"path": path(1)})).await.status, 200);
        let stale = ann.post(&format!("{run}/finish"), json!({"version": 7})).await;
        assert_eq!(stale.status, 409);
        let done = ann.post(&format!("{run}/finish"), json!({"version": 1})).await;
        assert_eq!(done.status, 200, "{}", done.text());
        let batch = done.header("kith-batch").expect("a batch").to_owned();
        let done = done.json();
        assert_eq!((&done["record"]["fields"]["source"], &done["record"]["fields"]["note"]), (&json!("Advert"), &json!("Blue ones")));
        assert_eq!((&done["written"], &done["left"]), (&json!(["note", "source"]), &json!([])));
        assert_eq!(done["talk"]["nodes"], json!([]));
        assert_eq!(ann.post(&format!("{run}/finish"), json!({})).await.refusal(), (409, "already_finished".into()));
        assert_eq!(ann.patch(&run, json!({"path": half})).await.refusal(), (409, "already_finished".into()));
        let story = ann.get(&format!("/records/deal/{deal}/timeline")).await.json();
        let told = &story["entries"][0];
        assert_eq!((&told["name"], &told["talk"]["name"], &told["can_undo"]), (&json!("deal.talked"), &json!("First call"), &json!(false)));
        let seen = ann.get(&run).await.json();
        let lines: Vec<_> = seen["story"].as_array().expect("a story").iter().map(|line| line["answer"].clone()).collect();
        assert_eq!(lines, [json!(null), json!("An advert"), json!("A gift"), json!("Blue ones"), json!(null)]);
        // What was written is taken back as one; that there was a talk stays true.
        let undone = ann.post("/undo", json!({"batch": batch})).await;
        assert_eq!(undone.status, 200, "{}", undone.text());
        assert!(ann.get(&format!("/records/deal/{deal}")).await.json()["fields"]["source"].is_null());
        let (next, _) = talk(&ann, &id, "deal", &deal).await;
        assert_ne!(next, run);
        assert_eq!(ann.delete(&next).await.status, 204);
        assert_eq!(admin.delete(&format!("/scripts/{id}")).await.status, 204);
        assert!(ann.get(&run).await.json()["script"].is_null());
        world.assert_sound().await;
    }
}

both! {
    async fn rules_of_stages_hold_for_what_a_talk_says_and_nothing_is_written_when_they_refuse(world: World) {
        let admin = world.administrator().await;
        let pipelines = admin.get("/pipelines").await.json();
        let stage = pipelines["pipelines"][0]["stages"][1]["id"].as_str().expect("a stage").to_owned();
        let rules = admin.patch(&format!("/stages/{stage}"), json!({"rules": {"required": ["amount"]}})).await;
        assert_eq!(rules.status, 200, "{}", rules.text());
        let mut script = script();
        script["objects"] = json!(["deal"]);
        script["nodes"][1]["answers"][0]["set"] = json!({"stage": stage, "source": "Friend"});
        let id = offer(&admin, script).await;
        let deal = admin.record("deal", json!({"name": "D"})).await;
        let (run, _) = talk(&admin, &id, "deal", &deal).await;
        admin.patch(&run, json!({"path": path(0)})).await;
        let refused = admin.post(&format!("{run}/finish"), json!({})).await;
        assert_eq!(refused.refusal(), (409, "stage_rules".into()));
        assert_eq!(refused.json()["problems"][0]["field"], "amount");
        let same = admin.get(&format!("/records/deal/{deal}")).await.json();
        assert_eq!((&same["version"], &same["fields"]["source"]), (&json!(1), &json!(null)));
        let done = admin.post(&format!("{run}/finish"), json!({"leave": ["stage"]})).await.json();
        assert_eq!((&done["left"], &done["record"]["fields"]["source"]), (&json!(["stage"]), &json!("Friend")));
    }
}

both! {
    async fn what_somebody_may_not_see_is_neither_said_nor_shown_nor_written_by_a_talk(world: World) {
        let admin = world.administrator().await;
        let own = json!({"read": "own", "create": "own", "edit": "own"});
        let deal = json!({"read": "own", "create": "own", "edit": "own", "hidden": ["source", "contact"], "read_only": ["note"]});
        admin.make("/roles", json!({"name": "Clerk", "default": own, "objects": {"deal": deal}})).await;
        let (clara, clara_id) = world.user(&admin, "Clara", "Clerk", None).await;
        let contact = admin.record("contact", json!({"name": "Eva Nová"})).await;
        let deal = admin.record("deal", json!({"name": "D", "owner": clara_id, "contact": contact, "source": "Old"})).await;
        let id = offer(&admin, script()).await;
        let (run, begun) = talk(&clara, &id, "deal", &deal).await;
        assert_eq!(begun["nodes"][0]["text"], "Good day, , Clara here about “D”.");
        assert_eq!((&begun["nodes"][3]["field"], &begun["nodes"][3]["object"]), (&json!(null), &json!(null)));
        assert_eq!(clara.patch(&run, json!({"path": path(0)})).await.status, 200);
        let done = clara.post(&format!("{run}/finish"), json!({})).await;
        assert_eq!(done.status, 200, "{}", done.text());
        // She is told of the field that she may only read, and not of the one that is hidden from her.
        assert_eq!((&done.json()["written"], &done.json()["left"]), (&json!([]), &json!(["note"])));
        assert_eq!(admin.get(&format!("/records/deal/{deal}")).await.json()["fields"]["source"], "Old");
        let seen = clara.get(&run).await.json();
        assert_eq!(seen["story"][1]["answer"], json!(null), "the answer would tell the hidden field");
        assert_eq!(admin.get(&run).await.json()["story"][1]["answer"], "A friend");
        // Nobody else goes on with it, and whoever may not see the deal sees nothing.
        let (run, _) = talk(&clara, &id, "deal", &deal).await;
        assert_eq!(admin.patch(&run, json!({"path": []})).await.status, 403);
        assert_eq!(admin.get(&run).await.json()["nodes"], json!([]));
        let (bob, _) = world.user(&admin, "Bob", "manager", None).await;
        for answer in [bob.get(&run).await, bob.patch(&run, json!({"path": []})).await, bob.delete(&run).await, bob.post(&format!("{run}/finish"), json!({})).await] {
            assert_eq!(answer.status, 404);
        }
    }
}

both! {
    async fn what_is_met_in_a_note_stands_at_the_note(world: World) {
        let admin = world.administrator().await;
        let (ann, ann_id) = world.user(&admin, "Ann", "manager", None).await;
        let (bob, _) = world.user(&admin, "Bob", "manager", None).await;
        let objection = admin.record("objection", json!({"title": "Too dear"})).await;
        let answer = admin.record("answer", json!({"objection": objection, "title": "Per year"})).await;
        let deal = admin.record("deal", json!({"name": "D", "owner": ann_id})).await;
        let other = admin.record("deal", json!({"name": "E", "owner": ann_id})).await;
        let marks = json!([{"objection": objection, "answer": answer, "worked": "yes", "words": "Twice as much"}]);
        let note = ann.post(&format!("/records/deal/{deal}/notes"), json!({"text": "Called", "objections": marks})).await;
        assert_eq!(note.status, 201, "{}", note.text());
        let note = note.json();
        let of = |entry: &serde_json::Value| {
            let mark = &entry["objections"][0];
            ["objection", "answer", "worked", "words"].map(|key| mark[key].as_str().unwrap_or_default().to_owned())
        };
        assert_eq!(of(&note), ["Too dear", "Per year", "yes", "Twice as much"]);
        let fields = json!({"about": deal, "objection": objection, "note": note["note"]});
        let later = ann.record("objection_met", fields.clone()).await;
        let story = ann.get(&format!("/records/deal/{deal}/timeline")).await.json();
        let entries = story["entries"].as_array().expect("entries");
        let stands = entries.iter().find(|entry| entry["kind"] == "note").expect("the note");
        assert_eq!(of(stands), ["Too dear", "Per year", "yes", "Twice as much"]);
        assert_eq!((stands["objections"].as_array().map(Vec::len), &stands["objections"][1]["id"]), (Some(2), &json!(later)));
        // A note of another record, or of nobody, is no note of this one.
        for (about, note) in [(&other, note["note"].clone()), (&deal, json!(ann_id)), (&deal, json!("x"))] {
            let fields = json!({"about": about, "objection": objection, "note": note});
            let refused = ann.post("/records/objection_met", json!({"fields": fields})).await;
            assert_eq!(refused.detail(), ("note".into(), "not_found".into()));
        }
        assert_eq!(bob.post("/records/objection_met", json!({"fields": fields})).await.status, 422);
        // Nothing is written where one of the marks is refused.
        let wrong = json!({"text": "Again", "objections": [{"objection": objection, "answer": ann_id}]});
        assert_eq!(ann.post(&format!("/records/deal/{deal}/notes"), wrong).await.status, 422);
        let story = ann.get(&format!("/records/deal/{deal}/timeline")).await.json();
        assert_eq!(story["entries"].as_array().map(Vec::len), Some(entries.len()));
    }
}

both! {
    async fn figures_of_objections_are_asked_for_like_those_of_the_funnel(world: World) {
        let admin = world.administrator().await;
        let (ann, ann_id) = world.user(&admin, "Ann", "manager", None).await;
        let objection = admin.record("objection", json!({"title": "Too dear"})).await;
        let answer = admin.record("answer", json!({"objection": objection, "title": "Per year"})).await;
        let deal = admin.record("deal", json!({"name": "D", "owner": ann_id})).await;
        let met = ann.record("objection_met", json!({"about": deal, "objection": objection, "answer": answer, "worked": "yes"})).await;
        assert_eq!(ann.post(&format!("/records/deal/{deal}/verbs/win"), json!({})).await.status, 200);
        let found = ann.post("/insight/objections", json!({"pipeline": "default"})).await.json();
        let one = &found["objections"][0];
        assert_eq!((&one["label"], &one["times"]["count"], &one["deals"]["won"]["count"]), (&json!("Too dear"), &json!(1), &json!(1)));
        assert_eq!((&one["answers"][0]["label"], &one["answers"][0]["helped"]["count"]), (&json!("Per year"), &json!(1)));
        let opened = ann.post("/records/deal/query", json!({"filter": one["deals"]["won"]["filter"]})).await.json();
        assert_eq!(opened["records"][0]["id"], json!(deal));
        let opened = ann.post("/records/objection_met/query", json!({"filter": one["times"]["filter"]})).await.json();
        assert_eq!(opened["records"][0]["id"], json!(met));
        // Managers use the library and do not write it; the mark stands on the timeline of the deal.
        assert_eq!(ann.get("/records/objection").await.json()["records"][0]["id"], json!(objection));
        assert_eq!(ann.post("/records/objection", json!({"fields": {"title": "Mine"}})).await.status, 403);
        let story = ann.get(&format!("/records/deal/{deal}/timeline")).await.json();
        let names: Vec<_> = story["entries"].as_array().expect("entries").iter().map(|e| e["name"].clone()).collect();
        assert!(names.contains(&json!("objection_met.created")), "{names:?}");
        for (bad, code) in [
            (json!({"linked": {"object": "objection_met", "by": "task"}}), "unknown_field"),
            (json!({"linked": {"object": "objection_met"}}), "required"),
            (json!({"through": {"field": "name"}}), "unknown_field"),
            (json!({"linked": {"object": "objection_met", "by": "deal", "filter": {"field": "nothing", "op": "empty"}}}), "unknown_field"),
            (json!({"linked": {}, "through": {}}), "unknown_key"),
        ] {
            let answer = ann.post("/records/deal/query", json!({"filter": bad})).await;
            assert_eq!(answer.json()["problems"][0]["code"], code, "{bad} {}", answer.text());
        }
        let rule = json!({"method": "person", "people": [{"user": ann_id}], "filter": {"linked": {"object": "objection_met", "by": "deal"}}});
        let refused = admin.post("/distribution", json!({"object": "deal", "name": "X", "rule": rule})).await;
        assert_eq!(refused.detail(), ("filter".into(), "not_allowed".into()));
    }
}

both! {
    async fn a_script_for_stages_of_leads_is_offered_there_and_its_answers_are_kept_in_the_lead(world: World) {
        let admin = world.administrator().await;
        let (ann, ann_id) = world.user(&admin, "Ann", "manager", None).await;
        let stages_of = |object: &str| {
            let (admin, path) = (&admin, format!("/pipelines?object={object}"));
            async move { admin.get(&path).await.json()["pipelines"][0].clone() }
        };
        let (deals, leads) = (stages_of("deal").await, stages_of("lead").await);
        let at = |pipeline: &Value, n: usize| pipeline["stages"][n]["id"].clone();
        let qualify = |objects: Value, places: Value| {
            let mut script = json!({
                "objects": objects,
                "start": "who",
                "nodes": [
                    {"id": "who", "kind": "choice", "text": "Who decides, {me.name}?", "answers": [
                        {"label": "I do", "next": "what", "set": {"position": "Owner"}},
                        {"label": "My boss", "next": "what"},
                    ]},
                    {"id": "what", "kind": "input", "text": "What is it for?", "field": "note", "next": "bye"},
                    {"id": "bye", "kind": "end", "text": "Thank you"},
                ],
            });
            for (key, value) in places.as_object().expect("places") {
                script[key] = value.clone();
            }
            json!({"name": "Qualify", "script": script})
        };
        let wrong = [
            (json!({"stages": [at(&deals, 1)]}), "stages[0]"),
            (json!({"stages": [at(&leads, 0), at(&deals, 0)]}), "stages[1]"),
            (json!({"pipelines": [deals["id"]]}), "pipelines[0]"),
        ];
        for (places, field) in wrong {
            let answer = admin.post("/scripts", qualify(json!(["lead"]), places)).await;
            assert_eq!((answer.refusal(), answer.detail()), ((422, "invalid".into()), (field.into(), "not_allowed".into())));
        }
        let made = admin.make("/scripts", qualify(json!(["lead"]), json!({"stages": [at(&leads, 1)]}))).await;
        let id = made["id"].as_str().expect("an id").to_owned();
        let lead = admin.record("lead", json!({"name": "Awnings", "owner": ann_id})).await;
        let deal = admin.record("deal", json!({"name": "D", "owner": ann_id})).await;
        let offered = format!("/scripts?object=lead&record={lead}");
        assert_eq!(ann.get(&offered).await.json()["offered"], json!([]));
        let early = ann.post(&format!("/scripts/{id}/runs"), json!({"object": "lead", "record": lead})).await;
        assert_eq!(early.refusal(), (409, "script_not_offered".into()));
        let moved = ann.post(&format!("/records/lead/{lead}/verbs/move"), json!({"stage": at(&leads, 1)})).await;
        assert_eq!(moved.status, 200);
        assert_eq!(ann.get(&offered).await.json()["offered"][0]["name"], "Qualify");

        let (run, begun) = talk(&ann, &id, "lead", &lead).await;
        assert_eq!(begun["nodes"][0]["text"], "Who decides, Ann?");
        let path = json!([{"node": "who", "answer": 0}, {"node": "what", "value": "A terrace"}, {"node": "bye"}]);
        assert_eq!(ann.patch(&run, json!({"path": path})).await.status, 200);
        let done = ann.post(&format!("{run}/finish"), json!({})).await.json();
        assert_eq!(done["written"], json!(["note", "position"]));
        let kept = ann.get(&format!("/records/lead/{lead}")).await.json()["fields"].clone();
        assert_eq!((&kept["note"], &kept["position"], &kept["status"]), (&json!("A terrace"), &json!("Owner"), &json!("accepted")));

        // Where a script names stages of one object only, those of the other are all meant.
        let both = admin.make("/scripts", qualify(json!(["lead", "contact"]), json!({"pipelines": [leads["id"]]}))).await;
        assert_eq!(ann.get(&offered).await.json()["offered"].as_array().map(Vec::len), Some(2));
        let mut wide = script();
        wide["objects"] = json!(["lead", "deal"]);
        wide["stages"] = json!([at(&leads, 2)]);
        offer(&admin, wide).await;
        assert_eq!(ann.get(&offered).await.json()["offered"].as_array().map(Vec::len), Some(2));
        let of_deal = ann.get(&format!("/scripts?object=deal&record={deal}")).await.json();
        assert_eq!(of_deal["offered"].as_array().map(Vec::len), Some(1));
        assert!(both["id"].is_string());
    }
}
