//! Files are found by their names and by the words in them, with the rights of their record, as long as they are there.

use std::time::Duration;

use serde_json::{Value, json};

use crate::files::{id, send};
use crate::world::{Client, both};

const OFFER: &[u8] = include_bytes!("../../../crm/tests/data/offer.pdf");

/// What is found: the title of the record, where, and what is quoted.
async fn found(client: &Client, question: &str) -> Vec<(String, String, String)> {
    let question: String = form_urlencoded::byte_serialize(question.as_bytes()).collect();
    let answer = client.get(&format!("/search?q={question}")).await.json();
    let text = |hit: &Value, key: &str| hit[key].as_str().unwrap_or_default().to_owned();
    let hits = answer["hits"].as_array().expect("hits");
    hits.iter().map(|hit| (text(hit, "title"), text(hit, "matched"), text(hit, "excerpt"))).collect()
}

/// The same, once the file has been read.
async fn found_soon(client: &Client, question: &str) -> Vec<(String, String, String)> {
    for _ in 0..200 {
        let hits = found(client, question).await;
        if !hits.is_empty() {
            return hits;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Vec::new()
}

fn hit(title: &str, excerpt: &str) -> Vec<(String, String, String)> {
    vec![(title.to_owned(), "file".to_owned(), excerpt.to_owned())]
}

both! {
    async fn a_file_is_found_by_its_name_at_once_and_by_its_words_soon_after(world: World) {
        let admin = world.administrator().await;
        let deal = admin.record("deal", json!({"name": "Oak"})).await;
        let path = format!("/records/deal/{deal}");
        send(&admin, &path, "%D0%A1%D0%BC%D0%B5%D1%82%D0%B0_7.pdf", OFFER).await;
        assert_eq!(found(&admin, "смета").await, hit("Oak", "Смета_7.pdf"));
        let hits = found_soon(&admin, "елочная отделка").await;
        assert_eq!((hits[0].0.as_str(), hits[0].1.as_str()), ("Oak", "file"));
        assert!(hits[0].2.starts_with("Смета_7.pdf: ") && hits[0].2.contains("ёлочная отделка"), "{hits:?}");
        assert_eq!(found(&admin, "zluty stul 12 500").await.len(), 1);

        send(&admin, &path, "notes.txt", "Позвонить Эдуарду\n".as_bytes()).await;
        assert_eq!(found_soon(&admin, "эдуарду").await, hit("Oak", "notes.txt: Позвонить Эдуарду"));
        send(&admin, &path, "photo.bin", b"\0\x01hidden words").await;
        assert_eq!(found(&admin, "hidden words").await, Vec::new());
    }
}

both! {
    async fn the_search_knows_files_as_they_are_and_forgets_them_with_their_record(world: World) {
        let admin = world.administrator().await;
        let deal = admin.record("deal", json!({"name": "Oak"})).await;
        let path = format!("/records/deal/{deal}");
        let file = send(&admin, &path, "plan.txt", b"corner cupboard").await.json();
        assert_eq!(found_soon(&admin, "cupboard").await, hit("Oak", "plan.txt: corner cupboard"));

        let path = format!("/files/{}", id(&file));
        admin.patch(&path, json!({"name": "drawing.txt"})).await;
        assert_eq!(found(&admin, "plan.txt").await, Vec::new());
        assert_eq!(found(&admin, "drawing").await, hit("Oak", "drawing.txt"));
        assert_eq!(found(&admin, "cupboard").await, hit("Oak", "drawing.txt: corner cupboard"));

        let removed = admin.delete(&path).await;
        assert_eq!(found(&admin, "cupboard").await, Vec::new());
        let event = removed.header("kith-event").expect("an event").to_owned();
        admin.make("/undo", json!({"event": event})).await;
        assert_eq!(found(&admin, "cupboard").await, hit("Oak", "drawing.txt: corner cupboard"));

        admin.delete(&format!("/records/deal/{deal}")).await;
        assert_eq!(found(&admin, "cupboard").await, Vec::new());
    }
}

both! {
    async fn nobody_finds_a_file_on_a_record_that_he_does_not_see(world: World) {
        let admin = world.administrator().await;
        let own = json!({"read": "own", "create": "own", "edit": "own", "delete": "own"});
        admin.make("/roles", json!({"name": "Seller", "default": own})).await;
        let (seller, _) = world.user(&admin, "Bob", "Seller", None).await;
        let deal = admin.record("deal", json!({"name": "Oak"})).await;
        send(&admin, &format!("/records/deal/{deal}"), "secret.txt", b"margin of forty").await;
        assert_eq!(found_soon(&admin, "margin of forty").await.len(), 1);
        assert_eq!(found(&seller, "margin of forty").await, Vec::new());
        assert_eq!(found(&seller, "secret").await, Vec::new());
    }
}
