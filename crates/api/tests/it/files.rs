//! Files on records: in and out unchanged, with the rights of the record, taken back, swept away.

use axum::http::Method;
use kith_engine::{Conn, Error, Sql};
use serde_json::{Value, json};

use crate::world::{Answer, Client, World, both, masked};

/// A red dot.
const PNG: &[u8] = &[
    137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0, 144, 119, 83,
    222, 0, 0, 0, 12, 73, 68, 65, 84, 120, 156, 99, 248, 207, 192, 0, 0, 3, 1, 1, 0, 201, 254, 146, 239, 0, 0, 0, 0,
    73, 69, 78, 68, 174, 66, 96, 130,
];

pub async fn send(client: &Client, path: &str, name: &str, content: &[u8]) -> Answer {
    let path = format!("{path}/files?filename={name}");
    client.send(Method::POST, &path, &[("content-type", "application/octet-stream")], content.to_vec()).await
}

fn form(name: &str, content: &[u8]) -> (String, Vec<u8>) {
    let mut body = b"--XX\r\ncontent-disposition: form-data; name=\"other\"\r\n\r\nx\r\n".to_vec();
    body.extend(format!("--XX\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\ncontent-type: text/html\r\n\r\n").bytes());
    body.extend(content);
    body.extend(b"\r\n--XX--\r\n");
    ("multipart/form-data; boundary=XX".to_owned(), body)
}

pub async fn count(world: &World, table: &'static str) -> i64 {
    world
        .ws
        .store()
        .read::<_, Error, _>(move |conn: &mut Conn| {
            Ok(conn.one(&Sql::new("SELECT count(*) FROM ").push(table))?.expect("a row").int(0)?)
        })
        .await
        .expect("a count")
}

pub fn id(json: &Value) -> &str {
    json["id"].as_str().expect("an id")
}

both! {
    async fn what_comes_out_is_what_went_in(world: World) {
        let admin = world.administrator().await;
        let deal = format!("/records/deal/{}", admin.record("deal", json!({"name": "A"})).await);
        // More than two pieces, of nothing that a piece could end well with.
        let content: Vec<u8> = (0..600_000_u32).flat_map(|n| (n.wrapping_mul(2_654_435_761) as u16).to_be_bytes()).collect();
        let (kind, body) = form("C:\\x\\смета %221%22.bin", &content);
        let made = admin.send(Method::POST, &format!("{deal}/files"), &[("content-type", &kind)], body).await;
        assert_eq!(made.status, 201, "{}", made.text());
        assert!(made.header("kith-event").is_some());
        let file = made.json();
        assert_eq!((&file["name"], &file["size"], &file["preview"]), (&json!("смета \"1\".bin"), &json!(1_200_000), &Value::Null));
        assert_eq!(file["type"], "application/octet-stream", "what the form claims does not count");
        assert_eq!(file["record"]["object"], "deal");

        let got = admin.get(&format!("/files/{}/content?inline=true", id(&file))).await;
        assert_eq!((got.status, got.body == content), (200, true));
        assert_eq!(got.header("content-type"), Some("application/octet-stream"));
        assert!(got.header("content-disposition").unwrap().starts_with("attachment; filename=\"_____ _1_.bin\"; filename*=UTF-8''%D1%81"));
        assert_eq!(got.header("x-content-type-options"), Some("nosniff"));
        assert!(got.header("content-security-policy").unwrap().contains("sandbox"));
        assert_eq!(got.header("content-length"), Some("1200000"));
        let tag = got.header("etag").unwrap().to_owned();
        let known = admin.send(Method::GET, &format!("/files/{}/content", id(&file)), &[("if-none-match", &tag)], vec![]).await;
        assert_eq!((known.status, known.body.len()), (304, 0));

        let empty = send(&admin, &deal, "nothing.txt", b"").await.json();
        assert_eq!((&empty["size"], &empty["type"]), (&json!(0), &json!("text/plain")));
        assert_eq!(admin.get(&format!("/files/{}/content", id(&empty))).await.body, b"");
        let listed = admin.get(&format!("{deal}/files")).await.json();
        assert_eq!(listed["files"].as_array().unwrap().len(), 2);
        world.assert_sound().await;
    }
}

both! {
    async fn pictures_are_shown_and_what_could_run_is_not(world: World) {
        let admin = world.administrator().await;
        let deal = format!("/records/deal/{}", admin.record("deal", json!({"name": "A"})).await);
        let picture = send(&admin, &deal, "dot.txt", PNG).await.json();
        assert_eq!((&picture["type"], &picture["preview"]), (&json!("image/png"), &json!("image")));
        let shown = admin.get(&format!("/files/{}/content?inline=true", id(&picture))).await;
        assert_eq!(shown.header("content-type"), Some("image/png"));
        assert!(shown.header("content-disposition").unwrap().starts_with("inline;"));
        let small = admin.get(&format!("/files/{}/thumbnail", id(&picture))).await;
        assert_eq!((small.status, small.header("content-type")), (200, Some("image/png")));
        assert!(small.body.starts_with(b"\x89PNG"));

        let document = send(&admin, &deal, "a.pdf", b"%PDF-1.7\n1 0 obj").await.json();
        assert_eq!(document["preview"], "pdf");
        let shown = admin.get(&format!("/files/{}/content?inline=true", id(&document))).await;
        assert_eq!(shown.header("content-type"), Some("application/pdf"));
        assert!(shown.header("content-security-policy").unwrap().contains("frame-ancestors 'self'"));
        assert_eq!(admin.get(&format!("/files/{}/thumbnail", id(&document))).await.refusal().0, 404);

        for page in ["<html><script>alert(1)</script>", "<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>"] {
            let file = send(&admin, &deal, "picture.png", page.as_bytes()).await.json();
            assert_eq!(file["preview"], Value::Null, "{page}");
            let got = admin.get(&format!("/files/{}/content?inline=true", id(&file))).await;
            assert_eq!(got.header("content-type"), Some("application/octet-stream"));
            assert!(got.header("content-disposition").unwrap().starts_with("attachment;"));
        }
        // A picture that is broken behind its head.
        let broken = send(&admin, &deal, "broken.png", &PNG[..40]).await.json();
        assert_eq!(admin.get(&format!("/files/{}/thumbnail", id(&broken))).await.refusal().0, 404);
    }
}

both! {
    async fn files_are_renamed_removed_and_all_that_is_taken_back(world: World) {
        let admin = world.administrator().await;
        let deal = format!("/records/deal/{}", admin.record("deal", json!({"name": "A"})).await);
        let added = send(&admin, &deal, "a.txt", b"text").await;
        let (event, file) = (added.header("kith-event").unwrap().to_owned(), format!("/files/{}", id(&added.json())));

        let renamed = admin.patch(&file, json!({"name": "../b.txt"})).await;
        assert_eq!((renamed.status, &renamed.json()["name"]), (200, &json!("b.txt")));
        admin.make("/undo", json!({"event": renamed.header("kith-event")})).await;
        assert_eq!(admin.get(&file).await.json()["name"], "a.txt");
        assert_eq!(admin.patch(&file, json!({"name": " "})).await.refusal().0, 422);
        assert_eq!(admin.patch(&file, json!({"name": "b", "record": "x"})).await.refusal().0, 422);

        let removed = admin.delete(&file).await;
        assert_eq!(removed.status, 204);
        assert_eq!(admin.get(&file).await.refusal().0, 404);
        assert_eq!(admin.get(&format!("{file}/content")).await.refusal().0, 404);
        assert_eq!(admin.post("/undo", json!({"event": event})).await.refusal(), (409, "undo_collision".to_owned()));
        let back = admin.make("/undo", json!({"event": removed.header("kith-event")})).await;
        assert_eq!(admin.get(&format!("{file}/content")).await.body, b"text");
        // What brought it back can be taken back in turn.
        admin.make("/undo", json!({"event": back["event"]})).await;
        assert_eq!(admin.get(&file).await.refusal().0, 404);

        let timeline = admin.get(&format!("{deal}/timeline")).await.json();
        let told: Vec<(&str, &str, usize)> = timeline["entries"].as_array().unwrap().iter()
            .filter(|entry| entry["kind"] == "file")
            .map(|entry| (entry["name"].as_str().unwrap(), entry["files"][0]["name"].as_str().unwrap(), entry["files"].as_array().unwrap().len()))
            .collect();
        let names: Vec<&str> = told.iter().map(|(name, ..)| *name).collect();
        assert_eq!(names, ["file.removed", "file.added", "file.removed", "file.renamed", "file.renamed", "file.added"]);
        assert!(told.iter().all(|(_, name, count)| *name == "a.txt" && *count == 1));
        world.assert_sound().await;
    }
}

both! {
    async fn a_note_brings_its_files(world: World) {
        let admin = world.administrator().await;
        let deal = format!("/records/deal/{}", admin.record("deal", json!({"name": "A"})).await);
        let other = format!("/records/deal/{}", admin.record("deal", json!({"name": "B"})).await);
        let file = send(&admin, &deal, "offer.txt", b"offer").await.json();
        let foreign = send(&admin, &other, "x.txt", b"x").await.json();
        let stolen = admin.post(&format!("{deal}/notes"), json!({"text": "T", "files": [file["id"], foreign["id"]]})).await;
        assert_eq!((stolen.status, stolen.detail()), (422, ("files[1]".to_owned(), "not_found".to_owned())));
        let note = admin.make(&format!("{deal}/notes"), json!({"text": "The offer", "files": [file["id"]]})).await;
        assert_eq!(note["files"][0]["name"], "offer.txt");
        let again = admin.post(&format!("{deal}/notes"), json!({"text": "T", "files": [file["id"]]})).await;
        assert_eq!(again.status, 422, "a file hangs on one note");
        let timeline = admin.get(&format!("{deal}/timeline")).await.json();
        let entry = timeline["entries"].as_array().unwrap().iter().find(|entry| entry["kind"] == "note").unwrap().clone();
        assert!(timeline["entries"].as_array().unwrap().iter().all(|entry| entry["kind"] != "file"), "the note tells of it");
        assert_eq!((&entry["text"], &entry["files"][0]["id"]), (&json!("The offer"), &file["id"]));
        assert_eq!(admin.get(&format!("{deal}/files")).await.json()["files"].as_array().unwrap().len(), 1);
    }
}

both! {
    async fn a_file_has_the_rights_of_its_record(world: World) {
        let admin = world.administrator().await;
        let own = json!({"read": "own", "create": "own", "edit": "own", "delete": "own"});
        let look = json!({"read": "all"});
        admin.make("/roles", json!({"name": "Clerk", "default": own, "objects": {"company": look}})).await;
        let (clara, clara_id) = world.user(&admin, "Clara", "Clerk", None).await;
        let hidden = format!("/records/deal/{}", admin.record("deal", json!({"name": "Hidden"})).await);
        let seen = format!("/records/company/{}", admin.record("company", json!({"name": "Seen"})).await);
        let mine = format!("/records/deal/{}", admin.record("deal", json!({"name": "Mine", "owner": clara_id})).await);
        let secret = send(&admin, &hidden, "secret.txt", b"secret").await.json();
        let open = send(&admin, &seen, "open.txt", b"open").await.json();
        let own = send(&clara, &mine, "own.txt", b"own").await.json();

        let nowhere = uuid::Uuid::from_u128(7);
        for path in ["", "/content", "/thumbnail"] {
            let (there, not) = (clara.get(&format!("/files/{}{path}", id(&secret))).await, clara.get(&format!("/files/{nowhere}{path}")).await);
            assert_eq!((there.status, masked(there.json())), (404, masked(not.json())), "{path}");
        }
        assert_eq!(clara.get(&format!("{hidden}/files")).await.refusal().0, 404);
        assert_eq!(send(&clara, &hidden, "x", b"x").await.refusal().0, 404);
        assert_eq!(clara.patch(&format!("/files/{}", id(&secret)), json!({"name": "x"})).await.refusal().0, 404);
        assert_eq!(clara.delete(&format!("/files/{}", id(&secret))).await.refusal().0, 404);
        // What she may only see she may fetch, not change.
        assert_eq!(clara.get(&format!("/files/{}/content", id(&open))).await.body, b"open");
        assert_eq!(send(&clara, &seen, "x", b"x").await.refusal().0, 403);
        assert_eq!(clara.delete(&format!("/files/{}", id(&open))).await.refusal().0, 403);
        let removal = admin.delete(&format!("/files/{}", id(&open))).await;
        assert_eq!(clara.post("/undo", json!({"event": removal.header("kith-event")})).await.refusal().0, 403);
        // Her own record is taken from her: the file with it.
        let away = admin.patch(&mine, json!({"fields": {"owner": null}})).await;
        assert_eq!(away.status, 200);
        assert_eq!(clara.get(&format!("/files/{}/content", id(&own))).await.refusal().0, 404);
        assert_eq!(world.nobody().get(&format!("/files/{}/content", id(&own))).await.refusal().0, 401);
        assert_eq!(count(&world, "file").await, 3, "refusals left nothing");
    }
}

fn too_large(limit: u64) -> Value {
    json!([{"field": "file", "code": "file_too_large", "params": {"limit": limit}}])
}

both! {
    async fn the_largest_file_is_told_before_and_after_it_is_sent(world: World) {
        let admin = world.administrator().await;
        let limits = admin.get("/session").await.json()["limits"].clone();
        assert_eq!(limits, json!({"file": 50 * 1024 * 1024, "import": 64 * 1024 * 1024}));
        let large = vec![b'a'; 64 * 1024 * 1024 + 1];
        let (kind, body) = form("large.csv", &large);
        for (headers, body) in [(vec![("content-type", kind.as_str())], body), (vec![("content-type", "text/csv")], large)] {
            let answer = admin.send(Method::POST, "/imports?filename=large.csv", &headers, body).await;
            assert_eq!(answer.refusal(), (413, "too_large".to_owned()));
            assert_eq!(answer.json()["problems"], too_large(64 * 1024 * 1024));
        }
    }
}

both! {
    async fn what_is_too_large_or_broken_off_leaves_nothing(world: World) {
        let admin = world.administrator().await;
        let deal = format!("/records/deal/{}", admin.record("deal", json!({"name": "A"})).await);
        let large = vec![7_u8; 50 * 1024 * 1024 + 1];
        let answer = send(&admin, &deal, "large", &large).await;
        assert_eq!(answer.refusal(), (413, "too_large".to_owned()));
        assert_eq!(answer.json()["problems"], too_large(50 * 1024 * 1024));
        let (kind, mut body) = form("large", &large);
        let answer = admin.send(Method::POST, &format!("{deal}/files"), &[("content-type", &kind)], body.clone()).await;
        assert_eq!(answer.refusal(), (413, "too_large".to_owned()));
        assert_eq!(answer.json()["problems"], too_large(50 * 1024 * 1024));
        body.truncate(900_000);
        let answer = admin.send(Method::POST, &format!("{deal}/files"), &[("content-type", &kind)], body).await;
        assert_eq!(answer.refusal(), (400, "bad_form".to_owned()));
        let nothing = b"--XX\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\nx\r\n--XX--\r\n".to_vec();
        let answer = admin.send(Method::POST, &format!("{deal}/files"), &[("content-type", &kind)], nothing).await;
        assert_eq!(answer.detail(), ("file".to_owned(), "required".to_owned()));
        assert_eq!((count(&world, "file").await, count(&world, "file_piece").await), (0, 0));
    }
}

both! {
    async fn a_repeated_upload_is_kept_once(world: World) {
        let admin = world.administrator().await;
        let deal = format!("/records/deal/{}", admin.record("deal", json!({"name": "A"})).await);
        let send = |content: &'static [u8]| {
            let (client, path) = (admin.clone(), format!("{deal}/files?filename=a.txt"));
            async move { client.send(Method::POST, &path, &[("idempotency-key", "k1")], content.to_vec()).await }
        };
        let (first, second) = (send(b"one").await, send(b"one").await);
        assert_eq!((first.status, second.status), (201, 201));
        assert_eq!(first.json()["id"], second.json()["id"]);
        assert_eq!(send(b"two").await.refusal().0, 422);
        assert_eq!((count(&world, "file").await, count(&world, "file_piece").await), (1, 1));
    }
}

both! {
    async fn what_was_abandoned_or_long_removed_is_swept_away(world: World) {
        let admin = world.administrator().await;
        let deal = admin.record("deal", json!({"name": "A"})).await;
        let path = format!("/records/deal/{deal}");
        let kept = send(&admin, &path, "kept.txt", b"kept").await.json();
        let removed = send(&admin, &path, "removed.txt", b"removed").await.json();
        admin.delete(&format!("/files/{}", id(&removed))).await;
        // An upload whose sender went away after the first piece.
        let abandoned = world.ws.write(world.ws.system_ctx(), kith_engine::Lane::Interactive, move |tx| {
            let id = kith_crm::files::begin(tx, "deal", deal.parse().expect("an id"), "half.txt")?;
            kith_crm::files::put_piece(tx.sql(), id, 0, vec![1; 1_000])?;
            Ok(id)
        }).await.expect("an upload");
        assert_eq!(admin.get(&format!("/files/{abandoned}")).await.refusal().0, 404, "nobody sees it");
        assert_eq!(admin.get(&format!("{path}/files")).await.json()["files"].as_array().unwrap().len(), 1);

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
        world.clock.advance(3 * 3_600_000);
        wait(2).await;
        assert_eq!(count(&world, "file_piece").await, 2);
        world.clock.advance(31 * 24 * 3_600_000);
        wait(1).await;
        let admin = world.sign_in("ada@firma.example").await;
        assert_eq!(admin.get(&format!("/files/{}/content", id(&kept))).await.body, b"kept");
        world.assert_sound().await;
    }
}
