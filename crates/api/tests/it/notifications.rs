//! Notifications: who is told what, and who is not.

use std::time::Duration;

use axum::http::Method;
use serde_json::{Value, json};

use crate::live::Stream;
use crate::world::{Client, both};

/// Somebody's notifications once there are so many of a kind; those of other kinds are left out.
async fn told(client: &Client, kind: &str, count: usize) -> Vec<Value> {
    let mut found = Vec::new();
    for _ in 0..60 {
        found = all(client).await.into_iter().filter(|told| told["kind"] == kind).collect();
        if found.len() >= count {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(found.len(), count, "{kind}: {found:?}");
    found
}

async fn all(client: &Client) -> Vec<Value> {
    let answer = client.get("/notifications").await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()["notifications"].as_array().cloned().expect("notifications")
}

/// Lets everything that has happened be dealt with.
async fn settle() {
    tokio::time::sleep(Duration::from_millis(1_500)).await;
}

fn id(json: &Value) -> String {
    json.as_str().expect("an id").to_owned()
}

both! {
    async fn nobody_is_told_of_the_first_task_of_a_deal_that_he_makes_himself(world: World) {
        let admin = world.administrator().await;
        let (bob, bob_id) = world.user(&admin, "Bob", "manager", None).await;
        let pipeline = admin.get("/pipelines").await.json()["pipelines"][0]["id"].clone();
        let path = format!("/pipelines/{}", id(&pipeline));
        let ruled = admin.patch(&path, json!({"rules": {"next_step": "enforce"}})).await;
        assert_eq!(ruled.status, 200, "{}", ruled.text());
        bob.record("deal", json!({"name": "His own"})).await;
        settle().await;
        assert_eq!(all(&bob).await, Vec::<Value>::new());
        admin.record("deal", json!({"name": "Given to him", "owner": bob_id})).await;
        let found = told(&bob, "assigned", 2).await;
        assert!(found.iter().any(|told| told["record"]["object"] == "task"), "{found:?}");
        assert_eq!(all(&admin).await, Vec::<Value>::new());
    }
}

both! {
    async fn people_are_told_of_what_is_given_to_them(world: World) {
        let admin = world.administrator().await;
        let admin_id = admin.get("/session").await.json()["user"]["id"].clone();
        let (bob, bob_id) = world.user(&admin, "Bob", "manager", None).await;
        let mut stream = Stream::open(&bob).await;
        let deal = admin.record("deal", json!({"name": "Ten pumps", "owner": bob_id})).await;
        let task = admin.record("task", json!({"title": "Call", "assignee": bob_id})).await;
        bob.record("deal", json!({"name": "His own"})).await;
        let mut found = told(&bob, "assigned", 2).await;
        // Both happened at one moment.
        found.sort_by_key(|told| told["object"] == "deal");
        assert_eq!(found[1]["record"], json!({"object": "deal", "id": deal, "label": "Ten pumps"}));
        assert_eq!(found[0]["record"]["id"], json!(task));
        assert_eq!((&found[0]["by"], &found[0]["read"], &found[0]["count"]), (&admin_id, &json!(false), &json!(1)));
        assert!(found[0]["event"].is_string());
        let heard = stream.told("notification").await;
        assert!(heard.iter().any(|word| word["id"] == found[1]["id"]), "{heard:?}");
        settle().await;
        assert_eq!(all(&bob).await.len(), 2, "nobody is told of what he does himself");
        assert_eq!(all(&admin).await, Vec::<Value>::new());

        let read = bob.make("/notifications/read", json!({"ids": [found[0]["id"]]})).await;
        assert_eq!(read, json!({"unread": 1}));
        let unread = bob.get("/notifications?unread=true").await.json();
        assert_eq!((&unread["unread"], &unread["notifications"][0]["id"]), (&json!(1), &found[1]["id"]));
        assert_eq!(unread["notifications"].as_array().map(Vec::len), Some(1));
        assert_eq!(stream.told("notification").await.len(), 1, "other windows hear that it was read");
        let theirs = admin.make("/notifications/read", json!({"ids": [found[1]["id"]]})).await;
        assert_eq!((theirs, bob.get("/notifications").await.json()["unread"].clone()), (json!({"unread": 0}), json!(1)));
        assert_eq!(bob.make("/notifications/read", json!({"all": true})).await, json!({"unread": 0}));
        for bad in [json!({}), json!({"all": false}), json!({"all": true, "ids": []})] {
            assert_eq!(bob.post("/notifications/read", bad.clone()).await.refusal().0, 422, "{bad}");
        }
    }
}

both! {
    async fn a_note_calls_and_whoever_is_called_follows(world: World) {
        let admin = world.administrator().await;
        let (head, head_id) = world.user(&admin, "Hana", "head", None).await;
        let (bob, bob_id) = world.user(&admin, "Bob", "manager", None).await;
        let rights = json!({"read": "all"});
        admin.make("/roles", json!({"name": "Reader", "objects": {"deal": rights}})).await;
        let (reader, reader_id) = world.user(&admin, "Rita", "Reader", None).await;
        let deal = head.record("deal", json!({"name": "Ten pumps"})).await;
        let path = format!("/records/deal/{deal}");
        let text = format!("Ask @[Rita](user:{reader_id}) and @[Bob](user:{bob_id}) about it");
        let note = admin.make(&format!("{path}/notes"), json!({"text": text})).await;
        assert_eq!((&note["mentions"], &note["unreachable"]), (&json!([reader_id]), &json!([bob_id])));
        let found = told(&reader, "mentioned", 1).await;
        assert_eq!((&found[0]["text"], &found[0]["record"]["label"]), (&json!(text), &json!("Ten pumps")));
        assert_eq!(told(&head, "note", 1).await[0]["text"], json!(text), "the owner is told of notes");
        assert_eq!(all(&bob).await, Vec::<Value>::new());
        let followers = admin.get(&format!("{path}/followers")).await.json();
        assert_eq!(followers["followers"], json!([{"id": reader_id, "name": "Rita"}]));

        // Called by a change of the note, and only once.
        let text = format!("{text}, @[Hana](user:{head_id})");
        let note_path = format!("/notes/{}", id(&note["note"]));
        let changed = admin.patch(&note_path, json!({"text": text})).await.json();
        assert_eq!(changed["mentions"], json!([reader_id, head_id]));
        assert_eq!(told(&head, "mentioned", 1).await.len(), 1);
        settle().await;
        assert_eq!(all(&reader).await.len(), 1);
        let timeline = admin.get(&format!("{path}/timeline")).await.json();
        assert_eq!(timeline["entries"].as_array().map(Vec::len), Some(2), "the note stands there once: {timeline}");

        // What is removed is no longer told.
        assert_eq!(admin.delete(&note_path).await.status, 204);
        assert_eq!(all(&reader).await, Vec::<Value>::new());
    }
}

both! {
    async fn followers_hear_of_changes_that_they_may_read(world: World) {
        let admin = world.administrator().await;
        admin.make("/catalogue/deal/fields", json!({"key": "x_margin", "kind": "number", "label": "Margin"})).await;
        let rights = json!({"read": "all", "hidden": ["x_margin"]});
        let role = admin.make("/roles", json!({"name": "Reader", "objects": {"deal": rights}})).await;
        let (reader, _) = world.user(&admin, "Rita", "Reader", None).await;
        let deal = admin.record("deal", json!({"name": "Ten pumps"})).await;
        let path = format!("/records/deal/{deal}");
        assert_eq!(reader.put(&format!("{path}/followers/me"), json!({})).await.status, 200);
        admin.patch(&path, json!({"fields": {"x_margin": 7}})).await;
        settle().await;
        assert_eq!(all(&reader).await, Vec::<Value>::new(), "what is hidden happens in silence");
        admin.patch(&path, json!({"fields": {"name": "Twelve pumps"}})).await;
        assert_eq!(told(&reader, "changed", 1).await[0]["text"], "deal.updated");
        admin.patch(&path, json!({"fields": {"source": "fair"}})).await;
        admin.make(&format!("{path}/verbs/win"), json!({})).await;
        settle().await;
        let found = told(&reader, "changed", 1).await;
        assert_eq!((&found[0]["text"], &found[0]["record"]["label"]), (&json!("deal.won"), &json!("Twelve pumps")), "only the last of several unread ones is kept");

        // Shown only while the reader may see the record.
        assert_eq!(admin.patch(&format!("/roles/{}", id(&role["id"])), json!({"objects": {"deal": {"read": "own"}}})).await.status, 200);
        let answer = reader.get("/notifications").await.json();
        assert_eq!((&answer["notifications"], &answer["unread"]), (&json!([]), &json!(0)));
        assert_eq!(admin.patch(&format!("/roles/{}", id(&role["id"])), json!({"objects": {"deal": {"read": "all"}}})).await.status, 200);
        assert_eq!(all(&reader).await.len(), 1);
    }
}

both! {
    async fn a_bulk_change_is_told_once(world: World) {
        let admin = world.administrator().await;
        let (bob, bob_id) = world.user(&admin, "Bob", "manager", None).await;
        let mut deals = Vec::new();
        for n in 0..30 {
            deals.push(admin.record("deal", json!({"name": format!("Deal {n}")})).await);
        }
        let body = json!({"ids": deals, "verb": "assign", "params": {"owner": bob_id}});
        let bulk = admin.make("/records/deal/bulk", body).await;
        assert_eq!(bulk["counts"]["changed"], 30);
        let found = told(&bob, "assigned", 1).await;
        assert_eq!((&found[0]["count"], &found[0]["object"], &found[0]["record"]), (&json!(30), &json!("deal"), &Value::Null));
        settle().await;
        assert_eq!(all(&bob).await.len(), 1);
        let back = json!({"ids": [deals[0]], "verb": "assign", "params": {"owner": admin.get("/session").await.json()["user"]["id"]}});
        admin.make("/records/deal/bulk", back).await;
        assert_eq!(told(&bob, "assigned", 1).await[0]["count"], 29, "what is no longer his is not counted");
    }
}

both! {
    async fn an_import_tells_its_author_when_it_ends_and_others_once(world: World) {
        let admin = world.administrator().await;
        let (bob, _) = world.user(&admin, "Bob", "manager", None).await;
        let rows: String = (0..12).map(|n| format!("Deal {n};Bob\n")).collect();
        let file = format!("name;owner\n{rows}").into_bytes();
        let upload = admin.send(Method::POST, "/imports?filename=deals.csv", &[("content-type", "text/csv")], file).await;
        assert!(upload.status < 300, "{}", upload.text());
        let import = upload.json();
        let mut mapping = import["guess"]["mapping"].clone();
        mapping["object"] = json!("deal");
        let path = format!("/imports/{}", id(&import["id"]));
        let run = admin.post(&format!("{path}/run"), json!({"mapping": mapping})).await;
        assert!(run.status < 300, "{}", run.text());
        let ended = told(&admin, "import_done", 1).await;
        assert_eq!(ended[0]["record"], json!({"object": "import", "id": import["id"], "label": "deals.csv"}));
        let text: Value = serde_json::from_str(ended[0]["text"].as_str().expect("a text")).expect("JSON");
        assert_eq!((&text["counts"]["created"], &text["status"]), (&json!(12), &json!("done")), "{text}");
        assert_eq!(told(&bob, "assigned", 1).await[0]["count"], 12);
    }
}

both! {
    async fn a_head_hears_how_deals_of_his_people_end(world: World) {
        let admin = world.administrator().await;
        let team = id(&admin.make("/teams", json!({"name": "North"})).await["id"]);
        let (head, head_id) = world.user(&admin, "Hana", "head", Some(&team)).await;
        admin.patch(&format!("/teams/{team}"), json!({"manager": head_id})).await;
        let (bob, _) = world.user(&admin, "Bob", "manager", Some(&team)).await;
        let deals = [bob.record("deal", json!({"name": "One"})).await, bob.record("deal", json!({"name": "Two"})).await];
        bob.make(&format!("/records/deal/{}/verbs/win", deals[0]), json!({})).await;
        bob.make(&format!("/records/deal/{}/verbs/lose", deals[1]), json!({"reason": "price"})).await;
        assert_eq!(told(&head, "deal_won", 1).await[0]["record"]["label"], "One");
        assert_eq!(told(&head, "deal_lost", 1).await[0]["record"]["label"], "Two");
        let own = head.record("deal", json!({"name": "Hers"})).await;
        head.make(&format!("/records/deal/{own}/verbs/win"), json!({})).await;
        settle().await;
        assert_eq!(all(&head).await.len(), 2);
        assert_eq!(all(&bob).await, Vec::<Value>::new());
    }
}

both! {
    async fn the_clock_reminds_of_tasks_and_sums_up_the_day(world: World) {
        let admin = world.administrator().await;
        let (bob, _) = world.user(&admin, "Bob", "manager", None).await;
        settle().await;
        // It is Monday, 2 March 2026, ten in the morning in Prague.
        let due = json!({"title": "Call", "due_at": "2026-03-02T11:00:00Z", "remind_before": 30});
        let call = bob.record("task", due).await;
        let silent = bob.record("task", json!({"title": "Someday", "due_at": "2026-03-02T12:00:00Z"})).await;
        bob.record("deal", json!({"name": "Ten pumps"})).await;
        settle().await;
        world.clock.advance(89 * 60_000);
        settle().await;
        assert_eq!(all(&bob).await, Vec::<Value>::new(), "not yet");
        world.clock.advance(60_000);
        let found = told(&bob, "task_due", 1).await;
        assert_eq!((&found[0]["record"]["id"], &found[0]["at"]), (&json!(call), &json!("2026-03-02T10:30:00Z")));

        // Midnight in Prague makes it overdue, the next morning sums up.
        bob.make(&format!("/records/task/{call}/verbs/complete"), json!({})).await;
        world.clock.advance(13 * 3_600_000);
        let found = told(&bob, "task_overdue", 1).await;
        assert_eq!((&found[0]["record"]["id"], &found[0]["at"]), (&json!(silent), &json!("2026-03-02T23:00:00Z")));
        world.clock.advance(8 * 3_600_000);
        let found = told(&bob, "digest", 1).await;
        let text: Value = serde_json::from_str(found[0]["text"].as_str().expect("a text")).expect("JSON");
        assert_eq!(text["counts"], json!({"overdue": 1, "today": 0, "upcoming": 0, "no_next_step": 1, "new_leads": 0}));
        assert_eq!(found[0]["at"], "2026-03-03T07:30:00Z");
        assert_eq!(found[0]["record"], Value::Null);
        settle().await;
        assert_eq!(all(&bob).await.len(), 3);
        assert_eq!(all(&admin).await, Vec::<Value>::new(), "a day without work is not summed up");

        // What is 90 days old is gone.
        world.clock.advance(91 * 24 * 3_600_000);
        let bob = world.sign_in("bob@firma.example").await;
        let left = all(&bob).await;
        assert!(left.iter().all(|told| told["kind"] == "digest"), "{left:?}");
    }
}

both! {
    async fn the_summary_of_the_day_names_the_new_leads_that_one_may_see(world: World) {
        let admin = world.administrator().await;
        let (bob, bob_id) = world.user(&admin, "Bob", "manager", None).await;
        let mut leads = Vec::new();
        for n in 0..7 {
            leads.push(admin.record("lead", json!({"name": format!("Inquiry {n}"), "owner": bob_id})).await);
        }
        let taken = admin.record("lead", json!({"name": "Taken", "owner": bob_id})).await;
        admin.make(&format!("/records/lead/{taken}/verbs/accept"), json!({"owner": bob_id})).await;
        settle().await;
        // From Monday, ten in the morning in Prague, to Tuesday, half past eight.
        world.clock.advance((22 * 60 + 30) * 60_000);
        let digest = told(&bob, "digest", 1).await.remove(0);
        let text: Value = serde_json::from_str(digest["text"].as_str().expect("a text")).expect("JSON");
        assert_eq!(text.as_object().map(serde_json::Map::len), Some(1));
        assert_eq!(text["counts"]["new_leads"], 7);
        let named: Vec<&Value> = digest["leads"].as_array().expect("leads").iter().collect();
        assert_eq!(named.len(), 5, "{digest}");
        assert_eq!(named[0], &json!({"object": "lead", "id": leads[6], "label": "Inquiry 6"}));
        // What is no longer his is no longer named.
        let admin_id = admin.get("/session").await.json()["user"]["id"].clone();
        admin.make(&format!("/records/lead/{}/verbs/assign", leads[6]), json!({"owner": admin_id})).await;
        let digest = told(&bob, "digest", 1).await.remove(0);
        assert_eq!((digest["leads"].as_array().map(Vec::len), &digest["leads"][0]["id"]), (Some(4), &json!(leads[5])));
    }
}

both! {
    async fn everybody_chooses_what_he_is_told(world: World) {
        let admin = world.administrator().await;
        let (bob, bob_id) = world.user(&admin, "Bob", "manager", None).await;
        let mut settings = bob.get("/notifications/settings").await.json();
        assert_eq!(settings["kinds"].as_object().map(serde_json::Map::len), Some(12));
        assert_eq!(settings["kinds"]["assigned"], json!({"product": true, "browser": true}));
        assert_eq!(settings["digest"], json!({"enabled": true, "at": "08:30", "days": [1, 2, 3, 4, 5]}));
        settings["kinds"]["assigned"] = json!({"product": false, "browser": false});
        settings["digest"] = json!({"enabled": false, "at": "07:00", "days": [7, 1]});
        let kept = bob.put("/notifications/settings", settings.clone()).await;
        assert_eq!((kept.status, &kept.json()["digest"]["days"]), (200, &json!([1, 7])), "{}", kept.text());
        admin.record("deal", json!({"name": "Ten pumps", "owner": bob_id})).await;
        settle().await;
        assert_eq!(all(&bob).await, Vec::<Value>::new());
        assert_eq!(admin.get("/notifications/settings").await.json()["kinds"]["assigned"]["product"], true);
        for (at, days) in [("7:00", json!([1])), ("25:00", json!([1])), ("07:00", json!([0])), ("07:00", json!([8]))] {
            settings["digest"] = json!({"enabled": true, "at": at, "days": days});
            assert_eq!(bob.put("/notifications/settings", settings.clone()).await.refusal().0, 422, "{at} {days}");
        }
        assert_eq!(bob.put("/notifications/settings", json!({"kinds": {"nothing": {"product": true, "browser": true}}, "digest": settings["digest"]})).await.status, 422);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_tell_everything_once() {
    let world = crate::world::World::start(crate::world::Database::Postgres).await;
    let admin = world.administrator().await;
    let (bob, bob_id) = world.user(&admin, "Bob", "manager", None).await;
    let (router, _other) = world.second_process().await;
    let there = admin.at(&router);
    let mut stream = Stream::open(&bob.at(&router)).await;
    for n in 0..20 {
        let client = if n % 2 == 0 { &admin } else { &there };
        client.record("deal", json!({"name": format!("Deal {n}"), "owner": bob_id})).await;
    }
    told(&bob, "assigned", 20).await;
    settle().await;
    told(&bob.at(&router), "assigned", 20).await;
    let heard = stream.told("notification").await;
    assert_eq!(heard.len(), 20, "open screens of every process hear of each: {heard:?}");
}

both! {
    async fn the_day_shows_what_is_ones_own(world: World) {
        let admin = world.administrator().await;
        let (bob, _) = world.user(&admin, "Bob", "manager", None).await;
        for (title, due) in [
            ("late", Some("2026-02-27T10:00:00Z")), ("today", Some("2026-03-02T22:30:00Z")), ("tomorrow", Some("2026-03-02T23:30:00Z")),
            ("in a week", Some("2026-03-09T22:00:00Z")), ("in a month", Some("2026-04-09T22:00:00Z")), ("some day", None),
        ] {
            bob.record("task", json!({"title": title, "due_at": due})).await;
        }
        let done = bob.record("task", json!({"title": "done", "due_at": "2026-02-27T10:00:00Z"})).await;
        bob.make(&format!("/records/task/{done}/verbs/complete"), json!({})).await;
        admin.record("task", json!({"title": "hers", "due_at": "2026-03-02T10:00:00Z"})).await;
        let planned = bob.record("deal", json!({"name": "Planned"})).await;
        bob.record("task", json!({"title": "Call", "about": planned, "due_at": "2026-05-02T10:00:00Z"})).await;
        let company = bob.record("company", json!({"name": "Acme"})).await;
        bob.record("deal", json!({"name": "Forgotten", "company": company})).await;
        let won = bob.record("deal", json!({"name": "Won"})).await;
        bob.make(&format!("/records/deal/{won}/verbs/win"), json!({})).await;
        let lead = bob.record("lead", json!({"name": "Wants pumps"})).await;
        let day = bob.get("/today").await;
        assert_eq!(day.status, 200, "{}", day.text());
        let day = day.json();
        assert_eq!(day["counts"], json!({"overdue": 1, "today": 1, "upcoming": 2, "no_next_step": 1, "new_leads": 1}));
        let titles = |list: &str, field: &str| -> Vec<String> {
            day[list].as_array().expect("a list").iter().map(|r| r["fields"][field].as_str().expect("a title").to_owned()).collect()
        };
        assert_eq!(titles("overdue", "title"), ["late"]);
        assert_eq!(titles("today", "title"), ["today"]);
        assert_eq!(titles("upcoming", "title"), ["tomorrow", "in a week"]);
        assert_eq!(titles("no_next_step", "name"), ["Forgotten"]);
        assert_eq!((day["new_leads"][0]["id"].as_str(), titles("new_leads", "name")), (Some(lead.as_str()), vec!["Wants pumps".to_owned()]));
        assert_eq!(day["refs"]["company"][&company], "Acme");
        assert_eq!(admin.get("/today").await.json()["counts"]["today"], 1);
    }
}
