//! A workspace of its own for a test, served by the real router, on either database.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, header};
use http_body_util::BodyExt as _;
use kith_api::{AppState, ServeOptions};
use kith_engine::clock::{ManualClock, Randomness};
use kith_engine::reactor::Reactors;
use kith_engine::worker::Jobs;
use kith_engine::{Store, StoreConfig, Workspace};
use serde_json::{Value, json};
use tower::ServiceExt as _;

/// Which database a test runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Database {
    Sqlite,
    Postgres,
}

/// The same test on both databases.
macro_rules! both {
    ($(#[$meta:meta])* async fn $name:ident($world:ident: World) $body:block) => {
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            async fn run($world: crate::world::World) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                run(crate::world::World::start(crate::world::Database::Sqlite).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                run(crate::world::World::start(crate::world::Database::Postgres).await).await;
            }
        }
    };
}
pub(crate) use both;

/// The password of everybody in these tests.
pub const PASSWORD: &str = "correct horse battery";

/// A workspace and its router.
pub struct World {
    pub router: Router,
    pub ws: Workspace,
    pub clock: Arc<ManualClock>,
    place: Option<Place>,
}

impl Drop for World {
    fn drop(&mut self) {
        // The database's own connection may not wait on a thread that drives tasks.
        let place = self.place.take();
        let _ = std::thread::spawn(move || drop(place)).join();
    }
}

enum Place {
    Folder(tempfile::TempDir),
    Server(kith_pgtest::Database),
}

struct Shared(Arc<ManualClock>);

impl kith_engine::clock::Clock for Shared {
    fn now(&self) -> jiff::Timestamp {
        self.0.now()
    }
}

impl World {
    /// An empty workspace that has not been set up.
    pub async fn start(database: Database) -> Self {
        Self::start_with(database, ServeOptions { metrics: true, ..ServeOptions::default() }).await
    }

    /// The same, served in a certain way.
    pub async fn start_with(database: Database, options: ServeOptions) -> Self {
        let place = tokio::task::spawn_blocking(move || match database {
            Database::Sqlite => Place::Folder(tempfile::tempdir().expect("a folder")),
            Database::Postgres => Place::Server(kith_pgtest::database()),
        })
        .await
        .expect("a place");
        let clock = Arc::new(ManualClock::new("2026-03-02T09:00:00Z".parse().expect("a moment")));
        let ws = open(&place, &clock).await;
        let app = AppState::new(ws.clone(), options);
        tokio::spawn(kith_engine::live::follow(ws.clone()));
        tokio::spawn(kith_engine::worker::work(ws.clone(), jobs()));
        tokio::spawn(kith_engine::reactor::run(ws.clone(), kith_crm::with_reactors(Reactors::default())));
        Self { router: kith_api::router(app), ws, clock, place: Some(place) }
    }

    /// A second process on the same database.
    pub async fn second_process(&self) -> (Router, Workspace) {
        let ws = open(self.place.as_ref().expect("a place"), &self.clock).await;
        tokio::spawn(kith_engine::live::follow(ws.clone()));
        tokio::spawn(kith_engine::reactor::run(ws.clone(), kith_crm::with_reactors(Reactors::default())));
        (kith_api::router(AppState::new(ws.clone(), ServeOptions::default())), ws)
    }

    /// What the doctor finds, which must be nothing.
    pub async fn assert_sound(&self) {
        let (catalogue, now) = (self.ws.catalogue(), self.ws.clock().now());
        let check = move |r: &mut kith_engine::Reader<'_>| Ok(kith_engine::doctor::check(r.conn(), &catalogue, now)?);
        let findings = self.ws.read(self.ws.system_ctx(), check).await.expect("a check");
        assert!(findings.is_empty(), "{findings:?}");
    }

    /// Takes the database away from under the server; only one of a server of its own can go.
    pub async fn lose_database(&mut self) {
        let place = self.place.take();
        let _ = tokio::task::spawn_blocking(move || drop(place)).await;
    }

    /// Somebody without a session.
    pub fn nobody(&self) -> Client {
        Client { router: self.router.clone(), cookie: None, token: None, origin: Some("http://kith.test".into()) }
    }

    /// Sets the workspace up and signs its first administrator in.
    pub async fn administrator(&self) -> Client {
        let mut client = self.nobody();
        let answer = client.post("/setup", setup()).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        client.cookie = answer.cookie();
        client
    }

    /// Makes a user with a role and signs him in.
    pub async fn user(&self, admin: &Client, name: &str, role: &str, team: Option<&str>) -> (Client, String) {
        let roles = admin.get("/roles").await.json();
        let roles = roles["roles"].as_array().expect("roles");
        let role =
            roles.iter().find(|found| found["key"] == role || found["name"] == role).expect("that role")["id"].clone();
        let email = format!("{}@firma.example", name.to_lowercase().replace(' ', "."));
        let body = json!({"name": name, "email": email, "password": PASSWORD, "roles": [role], "team": team});
        let made = admin.post("/users", body).await;
        assert_eq!(made.status, 201, "{}", made.text());
        (self.sign_in(&email).await, made.json()["id"].as_str().expect("an id").to_owned())
    }

    /// Signs somebody in.
    pub async fn sign_in(&self, email: &str) -> Client {
        let mut client = self.nobody();
        let answer = client.post("/session", json!({"email": email, "password": PASSWORD})).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        client.cookie = answer.cookie();
        client
    }
}

async fn open(place: &Place, clock: &Arc<ManualClock>) -> Workspace {
    let mut config = match place {
        Place::Folder(folder) => StoreConfig::sqlite(folder.path().join("kith.db")),
        Place::Server(database) => StoreConfig::postgres(database.url()),
    };
    config.full_sync = false;
    let clock = Arc::new(Shared(Arc::clone(clock)));
    tokio::task::spawn_blocking(move || {
        let store = Store::open(config).expect("a store");
        Workspace::open(store, clock, Randomness::system(), Arc::new(kith_crm::Crm)).expect("a workspace")
    })
    .await
    .expect("a workspace")
}

fn jobs() -> Jobs {
    kith_crm::with_jobs(Jobs::default()).with(kith_exchange::import::ImportJob)
}

/// What a workspace is set up with.
pub fn setup() -> Value {
    json!({
        "name": "Ada Quill", "email": "ada@firma.example", "password": PASSWORD, "language": "en",
        "currency": "EUR", "time_zone": "Europe/Prague"
    })
}

/// Somebody who sends requests.
#[derive(Clone)]
pub struct Client {
    pub router: Router,
    pub cookie: Option<String>,
    pub token: Option<String>,
    pub origin: Option<String>,
}

impl Client {
    /// The same person on another process.
    pub fn at(&self, router: &Router) -> Self {
        Self { router: router.clone(), ..self.clone() }
    }

    /// A program with a token.
    pub fn with_token(&self, token: &str) -> Self {
        Self { token: Some(token.to_owned()), cookie: None, origin: None, ..self.clone() }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], Vec::new()).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.json(Method::POST, path, &[], &body).await
    }

    pub async fn patch(&self, path: &str, body: Value) -> Answer {
        self.json(Method::PATCH, path, &[], &body).await
    }

    pub async fn put(&self, path: &str, body: Value) -> Answer {
        self.json(Method::PUT, path, &[], &body).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, &[], Vec::new()).await
    }

    /// A POST that must succeed.
    pub async fn make(&self, path: &str, body: Value) -> Value {
        let answer = self.post(path, body).await;
        assert!(answer.status < 300, "{path}: {} {}", answer.status, answer.text());
        answer.json()
    }

    /// A record that must come into being; its id.
    pub async fn record(&self, object: &str, fields: Value) -> String {
        let made = self.make(&format!("/records/{object}"), json!({"fields": fields, "on_duplicate": "allow"})).await;
        made["id"].as_str().expect("an id").to_owned()
    }

    pub async fn json(&self, method: Method, path: &str, headers: &[(&str, &str)], body: &Value) -> Answer {
        let mut all = vec![("content-type", "application/json")];
        all.extend_from_slice(headers);
        self.send(method, path, &all, body.to_string().into_bytes()).await
    }

    pub async fn send(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Answer {
        let response = self.raw(method, path, headers, body).await;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = response.into_body().collect().await.expect("a body").to_bytes().to_vec();
        Answer { status, headers, body }
    }

    /// The answer before its body has come.
    pub async fn raw(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> axum::response::Response {
        // A path of the interface without its base; `!` marks a whole one.
        let path = path.strip_prefix('!').map_or_else(|| format!("/api/v1{path}"), str::to_owned);
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "kith.test");
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, format!("other=1; {cookie}"));
        }
        if let Some(token) = &self.token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        if let Some(origin) = &self.origin {
            request = request.header(header::ORIGIN, origin);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(body)).expect("a request");
        self.router.clone().oneshot(request).await.expect("an answer")
    }
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{e}: {} {}", self.status, self.text()))
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The session's cookie as it is sent back.
    pub fn cookie(&self) -> Option<String> {
        self.header("set-cookie").and_then(|cookie| cookie.split(';').next()).map(str::to_owned)
    }

    /// The status and code of a refusal.
    pub fn refusal(&self) -> (u16, String) {
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{}", self.text());
        let json = self.json();
        assert_eq!(json["status"], self.status);
        assert!(json["problems"].is_array() && json["title"].is_string() && json["request_id"].is_string());
        (self.status, json["code"].as_str().expect("a code").to_owned())
    }

    /// The first detail of a refusal: field and code.
    pub fn detail(&self) -> (String, String) {
        let json = self.json();
        let detail = &json["problems"][0];
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        (text(&detail["field"]), text(&detail["code"]))
    }
}

/// An answer in which ids, moments and what else differs from run to run is masked, for comparing and for snapshots.
pub fn masked(mut json: Value) -> Value {
    mask(&mut json, None);
    json
}

fn mask(json: &mut Value, key: Option<&str>) {
    match json {
        Value::String(text) => {
            let is_id = uuid_like(text);
            let is_moment = text.len() >= 20 && text.parse::<jiff::Timestamp>().is_ok();
            if is_id {
                *text = "<id>".into();
            } else if text.strip_prefix("role_").is_some_and(|rest| rest.len() == 32) {
                *text = "role_<id>".into();
            } else if is_moment {
                *text = "<moment>".into();
            } else if matches!(key, Some("next" | "request_id" | "token")) {
                *text = format!("<{}>", key.unwrap_or_default());
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| mask(item, None)),
        Value::Object(map) => {
            let keys: Vec<String> = map.keys().cloned().collect();
            for key in keys {
                let Some(mut value) = map.shift_remove(&key) else { continue };
                mask(&mut value, Some(&key));
                let name = if uuid_like(&key) { "<id>".to_owned() } else { key };
                // Several ids become one key: their values are kept in a list, in order of the values.
                if name == "<id>" {
                    let list = map.entry(name).or_insert_with(|| json!([]));
                    if let Value::Array(list) = list {
                        list.push(value);
                        list.sort_by_key(ToString::to_string);
                    }
                } else {
                    map.insert(name, value);
                }
            }
        }
        _ => {}
    }
}

fn uuid_like(text: &str) -> bool {
    text.len() == 36 && uuid::Uuid::parse_str(text).is_ok()
}
