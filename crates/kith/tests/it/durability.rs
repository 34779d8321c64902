//! The server is killed in the middle of its work. What it had acknowledged must be there afterwards, what it had not
//! must be wholly there or wholly absent, and work that was under way must go on.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::{Value as Json, json};

use crate::program::{Client, Place, both, words};

#[test]
fn acknowledged_writes_survive_a_kill_and_others_leave_no_half() {
    both(|place| {
        let password = place.set_up();
        let (mut acknowledged, mut sent) = (HashSet::new(), HashSet::new());
        for round in 0..3 {
            let server = place.serve();
            let clients: Vec<_> = (0..4).map(|_| server.sign_in(&password)).collect();
            let stop = Arc::new(AtomicBool::new(false));
            let done = Arc::new(Mutex::new((Vec::new(), Vec::new())));
            let threads: Vec<_> = clients
                .into_iter()
                .enumerate()
                .map(|(writer, mut client)| {
                    let (stop, done) = (Arc::clone(&stop), Arc::clone(&done));
                    std::thread::spawn(move || {
                        for number in 0.. {
                            if stop.load(Ordering::Relaxed) {
                                return;
                            }
                            let name = format!("Firm {round}-{writer}-{number}");
                            done.lock().unwrap().0.push(name.clone());
                            let body = json!({ "fields": { "name": name, "industry": name, "employees": number } });
                            match client.post("/records/company", &body) {
                                Some((201, _)) => done.lock().unwrap().1.push(name),
                                Some((status, answer)) => panic!("{status}: {answer}"),
                                None => return,
                            }
                        }
                    })
                })
                .collect();
            std::thread::sleep(Duration::from_millis(700 + 300 * round));
            server.kill();
            stop.store(true, Ordering::Relaxed);
            for thread in threads {
                thread.join().unwrap();
            }
            let done = done.lock().unwrap();
            sent.extend(done.0.iter().cloned());
            acknowledged.extend(done.1.iter().cloned());
        }
        assert!(acknowledged.len() > 50, "only {} writes were acknowledged", acknowledged.len());
        let server = place.serve();
        let mut client = server.sign_in(&password);
        let present = all(&mut client, "company");
        let names: HashSet<String> = present.iter().map(|one| text(one, "name")).collect();
        assert_eq!(names.len(), present.len(), "something is there twice");
        let lost: Vec<_> = acknowledged.difference(&names).collect();
        assert!(lost.is_empty(), "{} acknowledged writes are gone: {lost:?}", lost.len());
        let strange: Vec<_> = names.difference(&sent).collect();
        assert!(strange.is_empty(), "never sent: {strange:?}");
        for one in &present {
            assert_eq!(text(one, "industry"), text(one, "name"), "a half of a record");
        }
        assert_eq!(server.stop().0, 0);
        healthy(place);
    });
}

#[test]
fn an_import_that_was_killed_goes_on_and_doubles_nothing() {
    both(|place| {
        const ROWS: u64 = 6_000;
        let password = place.set_up();
        let mut file = "contact id,name,email,company\n".to_owned();
        for n in 0..ROWS {
            file.push_str(&format!("C{n},Person {n},p{n}@example.com,Firm {}\n", n % 40));
        }
        let file = place.file("contacts.csv", &file);
        let server = place.serve();
        let mut client = server.sign_in(&password);
        let (status, uploaded) = client.upload("/imports?filename=contacts.csv", &file);
        assert_eq!(status, 201, "{uploaded}");
        let id = uploaded["id"].as_str().unwrap().to_owned();
        let run = json!({ "mapping": uploaded["guess"]["mapping"] });
        let (status, answer) = client.post(&format!("/imports/{id}/run"), &run).unwrap();
        assert_eq!(status, 202, "{answer}");
        wait(&mut client, &id, |run| run["done"].as_u64() > Some(0));
        server.kill();

        // Cut off again and again while it goes on, each time from where it stood.
        let mut before = 0;
        for _ in 0..2 {
            let server = place.serve();
            let mut client = server.sign_in(&password);
            let run = wait(&mut client, &id, |run| run["status"] == "done" || run["done"].as_u64() > Some(before));
            let done = run["done"].as_u64().unwrap();
            assert!(done >= before, "the import went back from {before} to {done}");
            before = done;
            server.kill();
        }
        let server = place.serve();
        let mut client = server.sign_in(&password);
        let run = wait(&mut client, &id, |run| run["status"] == "done");
        assert_eq!((run["counts"]["created"].as_u64(), run["counts"]["rejected"].as_u64()), (Some(ROWS), Some(0)));
        let contacts = all(&mut client, "contact");
        let ids: HashSet<String> =
            contacts.iter().map(|one| one["fields"]["external_id"]["default"].to_string()).collect();
        assert_eq!((contacts.len() as u64, ids.len() as u64), (ROWS, ROWS));
        assert_eq!(all(&mut client, "company").len(), 40);

        // The whole import is still one batch.
        let batch = run["batch"].clone();
        let (status, undone) = client.post("/undo", &json!({ "batch": batch })).unwrap();
        assert_eq!(status, 200, "{undone}");
        assert!(all(&mut client, "contact").is_empty() && all(&mut client, "company").is_empty());
        assert_eq!(server.stop().0, 0);
        healthy(place);
    });
}

fn healthy(place: &Place) {
    let output = place.run(&["doctor"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}\n{}", words(&output));
}

fn wait(client: &mut Client, id: &str, enough: impl Fn(&Json) -> bool) -> Json {
    let deadline = Instant::now() + Duration::from_secs(120);
    loop {
        let (status, run) = client.get(&format!("/imports/{id}"));
        assert_eq!(status, 200, "{run}");
        assert!(run["status"] != "failed", "{run}");
        if enough(&run) {
            return run;
        }
        assert!(Instant::now() < deadline, "the import does not move: {run}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn all(client: &mut Client, object: &str) -> Vec<Json> {
    let mut records = Vec::new();
    let mut cursor = String::new();
    loop {
        let (status, page) = client.get(&format!("/records/{object}?limit=500{cursor}"));
        assert_eq!(status, 200, "{page}");
        records.extend(page["records"].as_array().unwrap().iter().cloned());
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return records,
        }
    }
}

fn text(record: &Json, key: &str) -> String {
    record["fields"][key].as_str().unwrap_or_default().to_owned()
}
