//! Files of an inquiry go on with what it becomes.

use serde_json::{Value, json};

use crate::files::{count, id, send};
use crate::world::{Client, both};

/// The names of the files of a record, with the ids by which they are fetched.
async fn files(client: &Client, path: &str) -> Vec<(String, String)> {
    let listed = client.get(&format!("{path}/files")).await.json();
    let files = listed["files"].as_array().unwrap_or_else(|| panic!("{listed}"));
    let mut files: Vec<_> =
        files.iter().map(|file| (file["name"].as_str().unwrap().to_owned(), id(file).to_owned())).collect();
    files.sort();
    files
}

fn names(files: &[(String, String)]) -> Vec<&str> {
    files.iter().map(|(name, _)| name.as_str()).collect()
}

async fn notes(client: &Client, path: &str) -> Vec<Value> {
    let timeline = client.get(&format!("{path}/timeline")).await.json();
    timeline["entries"].as_array().unwrap().iter().filter(|entry| entry["kind"] == "note").cloned().collect()
}

both! {
    async fn files_of_a_lead_and_of_its_notes_are_on_its_deal_and_conversion_is_taken_back_without_leavings(world: World) {
        let admin = world.administrator().await;
        let lead = format!("/records/lead/{}", admin.record("lead", json!({"name": "Awnings", "contact_name": "Grace Hopper"})).await);
        let plan = send(&admin, &lead, "plan.txt", b"the plan").await.json();
        let photo = send(&admin, &lead, "photo.txt", b"the photo").await.json();
        let gone = send(&admin, &lead, "gone.txt", b"gone").await.json();
        admin.delete(&format!("/files/{}", id(&gone))).await;
        admin.make(&format!("{lead}/notes"), json!({"text": "How it looks", "files": [photo["id"]]})).await;
        let (before, pieces) = (files(&admin, &lead).await, count(&world, "file_piece").await);
        let story = admin.get(&format!("{lead}/timeline")).await.json();

        let done = admin.post(&format!("{lead}/verbs/convert"), json!({})).await;
        assert_eq!(done.status, 200, "{}", done.text());
        let deal = format!("/records/deal/{}", done.json()["fields"]["deal"].as_str().expect("a deal"));
        let carried = files(&admin, &deal).await;
        assert_eq!(names(&carried), ["photo.txt", "plan.txt"]);
        for (name, file) in &carried {
            let content = admin.get(&format!("/files/{file}/content")).await.body;
            assert_eq!(content, if name == "plan.txt" { b"the plan".as_slice() } else { b"the photo" }, "{name}");
        }
        assert_eq!(count(&world, "file_piece").await, pieces, "no byte is there twice");
        let noted = notes(&admin, &deal).await;
        assert_eq!((noted.len(), &noted[0]["text"], &noted[0]["files"][0]["id"]), (1, &json!("How it looks"), &json!(carried[0].1)));
        // The inquiry keeps its own history.
        assert_eq!(files(&admin, &lead).await, before);
        let after = admin.get(&format!("{lead}/timeline")).await.json();
        let (then, now) = (story["entries"].as_array().unwrap(), after["entries"].as_array().unwrap());
        assert!(then.iter().all(|entry| now.iter().any(|other| other["id"] == entry["id"] && other["files"] == entry["files"])));

        // What is renamed or removed on one of them stays on the other.
        admin.patch(&format!("/files/{}", carried[1].1), json!({"name": "offer.txt"})).await;
        let removed = admin.delete(&format!("/files/{}", id(&plan))).await;
        assert_eq!(admin.get(&format!("/files/{}/content", carried[1].1)).await.body, b"the plan");
        admin.make("/undo", json!({"event": removed.header("kith-event")})).await;
        assert_eq!(files(&admin, &lead).await, before);
        world.assert_sound().await;

        let undone = admin.make("/undo", json!({"batch": done.header("kith-batch")})).await;
        assert_eq!(files(&admin, &lead).await, before);
        for (name, file) in &carried {
            assert_eq!(admin.get(&format!("/files/{file}")).await.refusal().0, 404, "{name}");
        }
        // And once more, by taking back that it was taken back.
        admin.make("/undo", json!({"batch": undone["batch"]})).await;
        assert_eq!(names(&files(&admin, &deal).await), ["offer.txt", "photo.txt"]);
        assert_eq!(notes(&admin, &deal).await.len(), 1);
        world.assert_sound().await;
    }
}

both! {
    async fn a_client_that_was_there_keeps_nothing_of_a_link_that_is_taken_back(world: World) {
        let admin = world.administrator().await;
        let contact = admin.record("contact", json!({"name": "Grace Hopper"})).await;
        let client = format!("/records/contact/{contact}");
        send(&admin, &client, "own.txt", b"own").await;
        admin.make(&format!("{client}/notes"), json!({"text": "Her own"})).await;
        let lead = format!("/records/lead/{}", admin.record("lead", json!({"name": "Awnings"})).await);
        let photo = send(&admin, &lead, "photo.txt", b"the photo").await.json();
        admin.make(&format!("{lead}/notes"), json!({"text": "How it looks", "files": [photo["id"]]})).await;
        let done = admin.post(&format!("{lead}/verbs/link"), json!({"contact": contact})).await;
        assert_eq!((names(&files(&admin, &client).await), notes(&admin, &client).await.len()), (vec!["own.txt", "photo.txt"], 2));
        assert_eq!(admin.get("/search?q=looks").await.json()["hits"].as_array().map(Vec::len), Some(2));

        let undone = admin.make("/undo", json!({"batch": done.header("kith-batch")})).await;
        let left = notes(&admin, &client).await;
        let left: Vec<&Value> = left.iter().filter(|note| !note["text"].is_null()).map(|note| &note["text"]).collect();
        assert_eq!((names(&files(&admin, &client).await), left), (vec!["own.txt"], vec![&json!("Her own")]));
        assert_eq!(admin.get("/search?q=looks").await.json()["hits"].as_array().map(Vec::len), Some(1));
        assert_eq!(notes(&admin, &lead).await.len(), 1);

        admin.make("/undo", json!({"batch": undone["batch"]})).await;
        assert_eq!((names(&files(&admin, &client).await), notes(&admin, &client).await[0]["text"].clone()), (vec!["own.txt", "photo.txt"], json!("How it looks")));
        assert_eq!(admin.get("/search?q=looks").await.json()["hits"].as_array().map(Vec::len), Some(2));
        world.assert_sound().await;
    }
}

both! {
    async fn a_file_that_was_carried_along_has_the_rights_of_where_it_is(world: World) {
        let admin = world.administrator().await;
        let own = json!({"read": "own", "create": "own", "edit": "own", "delete": "own"});
        let look = json!({"read": "all"});
        admin.make("/roles", json!({"name": "Clerk", "default": own, "objects": {"contact": look}})).await;
        let (clara, clara_id) = world.user(&admin, "Clara", "Clerk", None).await;
        let (emil, emil_id) = world.user(&admin, "Emil", "Clerk", None).await;
        let lead = format!("/records/lead/{}", admin.record("lead", json!({"name": "Awnings", "owner": clara_id})).await);
        let file = send(&clara, &lead, "plan.txt", b"the plan").await.json();
        assert_eq!(emil.get(&format!("/files/{}", id(&file))).await.refusal().0, 404);
        let done = clara.post(&format!("{lead}/verbs/convert"), json!({"contact": false, "company": false})).await;
        assert_eq!(done.status, 200, "{}", done.text());
        let deal = format!("/records/deal/{}", done.json()["fields"]["deal"].as_str().expect("a deal"));
        let copy = files(&clara, &deal).await[0].1.clone();
        assert_eq!(emil.get(&format!("/files/{copy}/content")).await.refusal().0, 404, "he sees neither");
        admin.patch(&deal, json!({"fields": {"owner": emil_id}})).await;
        assert_eq!(emil.get(&format!("/files/{copy}/content")).await.body, b"the plan");
        assert_eq!(emil.get(&format!("/files/{}/content", id(&file))).await.refusal().0, 404, "the inquiry is not his");
        assert_eq!(clara.get(&format!("/files/{copy}/content")).await.refusal().0, 404, "the deal is not hers any more");
        assert_eq!(clara.get(&format!("/files/{}/content", id(&file))).await.body, b"the plan");

        // To a client whom she only sees, and back.
        let contact = admin.record("contact", json!({"name": "Grace Hopper"})).await;
        let lead = format!("/records/lead/{}", admin.record("lead", json!({"name": "More", "owner": clara_id})).await);
        send(&clara, &lead, "more.txt", b"more").await;
        let done = clara.post(&format!("{lead}/verbs/link"), json!({"contact": contact})).await;
        assert_eq!(done.status, 200, "{}", done.text());
        let client = format!("/records/contact/{contact}");
        let copy = files(&clara, &client).await[0].1.clone();
        assert_eq!(clara.delete(&format!("/files/{copy}")).await.refusal().0, 403);
        assert_eq!(clara.post("/undo", json!({"batch": done.header("kith-batch")})).await.status, 200);
        assert_eq!(files(&clara, &client).await, []);
    }
}

both! {
    async fn content_goes_for_good_with_the_last_file_that_is_made_of_it(world: World) {
        let admin = world.administrator().await;
        let lead = format!("/records/lead/{}", admin.record("lead", json!({"name": "Awnings"})).await);
        let plan = send(&admin, &lead, "plan.txt", b"the plan").await.json();
        let done = admin.post(&format!("{lead}/verbs/convert"), json!({})).await;
        let deal = format!("/records/deal/{}", done.json()["fields"]["deal"].as_str().expect("a deal"));
        let copy = files(&admin, &deal).await[0].1.clone();
        let wait = |left: i64| {
            let world = &world;
            async move {
                for _ in 0..200 {
                    if count(world, "file").await == left {
                        return;
                    }
                    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
                }
                panic!("{} files are left", count(world, "file").await);
            }
        };
        admin.delete(&format!("/files/{}", id(&plan))).await;
        world.clock.advance(32 * 24 * 3_600_000);
        wait(1).await;
        let admin = world.sign_in("ada@firma.example").await;
        assert_eq!(admin.get(&format!("/files/{copy}/content")).await.body, b"the plan");
        world.assert_sound().await;
        admin.delete(&format!("/files/{copy}")).await;
        world.clock.advance(32 * 24 * 3_600_000);
        wait(0).await;
        assert_eq!(count(&world, "file_piece").await, 0);
    }
}
