//! The live stream.

use std::time::Duration;

use axum::http::Method;
use http_body_util::BodyExt as _;
use serde_json::{Value, json};

use crate::world::{Client, both};

/// An open stream.
pub struct Stream {
    body: axum::body::Body,
    text: String,
}

impl Stream {
    pub async fn open(client: &Client) -> Self {
        let response = client.raw(Method::GET, "/live", &[], Vec::new()).await;
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        let mut stream = Self { body: response.into_body(), text: String::new() };
        stream.more(Duration::from_secs(5)).await;
        assert!(stream.text.contains("hello"));
        stream.text.clear();
        stream
    }

    /// Reads on; false at the end of the stream, true also when nothing came in time.
    async fn more(&mut self, patience: Duration) -> bool {
        match tokio::time::timeout(patience, self.body.frame()).await {
            Ok(Some(Ok(frame))) => {
                self.text.push_str(&String::from_utf8_lossy(&frame.into_data().unwrap_or_default()));
                true
            }
            Ok(_) => false,
            Err(_) => true,
        }
    }

    /// The changes that came until nothing more came.
    async fn changes(&mut self) -> Vec<Value> {
        self.told("change").await
    }

    /// The events of this name that came until nothing more came.
    pub async fn told(&mut self, name: &str) -> Vec<Value> {
        let quiet = Duration::from_millis(1_500);
        loop {
            let before = self.text.len();
            if !self.more(quiet).await || self.text.len() == before {
                break;
            }
        }
        let head = format!("event: {name}\ndata: ");
        let changes = self.text.split("\n\n").filter_map(|event| event.strip_prefix(&*head));
        let changes = changes.map(|data| serde_json::from_str(data).expect("JSON")).collect();
        self.text.clear();
        changes
    }

    async fn ends(&mut self) -> bool {
        for _ in 0..40 {
            if !self.more(Duration::from_millis(500)).await {
                return true;
            }
        }
        false
    }
}

both! {
    async fn changes_reach_those_who_may_see_them(world: World) {
        let admin = world.administrator().await;
        let (bob, _) = world.user(&admin, "Bob", "manager", None).await;
        let (mut for_admin, mut for_bob) = (Stream::open(&admin).await, Stream::open(&bob).await);
        let mine = bob.record("company", json!({"name": "Bob's"})).await;
        let other = admin.record("company", json!({"name": "Not Bob's"})).await;
        let changes = for_admin.changes().await;
        for id in [&mine, &other] {
            assert!(changes.iter().any(|c| c["id"] == json!(id) && c["object"] == "company" && c["version"] == 1), "{changes:?}");
        }
        let changes = for_bob.changes().await;
        assert!(changes.iter().all(|c| c["id"] == json!(mine)) && !changes.is_empty(), "{changes:?}");
    }
}

both! {
    async fn a_change_in_another_process_reaches_the_stream(world: World) {
        let admin = world.administrator().await;
        let (router, ws) = world.second_process().await;
        let mut stream = Stream::open(&admin).await;
        let id = admin.at(&router).record("company", json!({"name": "There"})).await;
        assert!(stream.changes().await.iter().any(|c| c["id"] == json!(id)));
        drop(ws);
    }
}

both! {
    async fn rights_are_read_again_for_every_change(world: World) {
        let admin = world.administrator().await;
        let (bob, id) = world.user(&admin, "Bob", "administrator", None).await;
        let mut stream = Stream::open(&bob).await;
        admin.record("company", json!({"name": "Seen"})).await;
        assert!(!stream.changes().await.is_empty());
        let roles = admin.get("/roles").await.json();
        let manager = roles["roles"].as_array().expect("roles").iter().find(|r| r["key"] == "manager").expect("one")["id"].clone();
        assert_eq!(admin.patch(&format!("/users/{id}"), json!({"roles": [manager]})).await.status, 200);
        admin.record("company", json!({"name": "Unseen"})).await;
        assert_eq!(stream.changes().await, Vec::<Value>::new());
    }
}

both! {
    async fn a_stream_ends_when_its_account_or_token_does(world: World) {
        let admin = world.administrator().await;
        let (bob, id) = world.user(&admin, "Bob", "manager", None).await;
        let made = bob.make("/tokens", json!({"name": "x"})).await;
        let program = bob.with_token(made["token"].as_str().expect("the secret"));
        let (mut by_session, mut by_token) = (Stream::open(&bob).await, Stream::open(&program).await);
        let token = made["id"].as_str().expect("an id");
        assert_eq!(bob.delete(&format!("/tokens/{token}")).await.status, 204);
        assert!(by_token.ends().await);
        admin.make(&format!("/users/{id}/deactivate"), json!({})).await;
        assert!(by_session.ends().await);
    }
}

both! {
    async fn open_windows_hear_of_a_changed_catalogue_and_changed_rights(world: World) {
        let admin = world.administrator().await;
        let (bob, _) = world.user(&admin, "Bob", "manager", None).await;
        let (router, ws) = world.second_process().await;
        let (mut here, mut there) = (Stream::open(&bob).await, Stream::open(&bob.at(&router)).await);
        for stream in [&mut here, &mut there] {
            stream.told("catalogue").await;
        }
        admin.make("/catalogue/company/fields", json!({"key": "x_colour", "kind": "text", "label": "Colour"})).await;
        let version = admin.get("/catalogue").await.json()["version"].clone();
        for stream in [&mut here, &mut there] {
            assert_eq!(stream.told("catalogue").await.last(), Some(&json!({"version": version})));
        }
        assert_eq!(bob.at(&router).get("/catalogue").await.json()["version"], version, "told once it answers with it");
        admin.make("/pipelines", json!({"name": "Tenders"})).await;
        assert_eq!(here.told("catalogue").await.len(), 1);
        assert_eq!(there.told("catalogue").await.len(), 1);
        admin.make("/roles", json!({"name": "Guest", "default": {"read": "own"}})).await;
        for stream in [&mut here, &mut there] {
            assert_eq!(stream.told("catalogue").await.len(), 1);
        }
        admin.record("company", json!({"name": "No news of that sort"})).await;
        assert_eq!(here.told("catalogue").await, Vec::<Value>::new());
        drop(ws);
    }
}
