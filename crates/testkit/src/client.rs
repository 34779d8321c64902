//! A client of the HTTP interface, as the browser is: a cookie, the same origin, JSON.

use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};

/// A client; keeps the session's cookie.
pub struct Client {
    http: reqwest::blocking::Client,
    base: String,
    cookie: Mutex<Option<String>>,
}

/// What the server answered.
#[derive(Debug, Clone)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// The body, null when it was empty or no JSON.
    pub body: Value,
    /// The event of a single write (`Kith-Event`).
    pub event: Option<String>,
}

impl Answer {
    /// The body, if the status is this one.
    ///
    /// # Panics
    /// When it is another.
    #[track_caller]
    pub fn expect_status(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.body);
        self.body
    }

    /// The body, if the request succeeded.
    ///
    /// # Panics
    /// When it did not.
    #[track_caller]
    pub fn ok(self) -> Value {
        assert!((200..300).contains(&self.status), "status {}: {}", self.status, self.body);
        self.body
    }
}

impl Client {
    /// A client that is not signed in.
    ///
    /// # Panics
    /// When no client can be made.
    pub fn new(address: SocketAddr) -> Self {
        let http = reqwest::blocking::Client::builder().timeout(Duration::from_secs(60)).build().expect("a client");
        Self { http, base: format!("http://{address}"), cookie: Mutex::new(None) }
    }

    /// Sends a request below `/api/v1`.
    ///
    /// # Panics
    /// When the server does not answer at all.
    pub fn send(&self, method: Method, path: &str, body: Option<&Value>) -> Answer {
        let mut request = self.http.request(method, format!("{}/api/v1{path}", self.base)).header("origin", &self.base);
        if let Some(cookie) = &*self.cookie.lock().unwrap_or_else(PoisonError::into_inner) {
            request = request.header("cookie", cookie);
        }
        if let Some(body) = body {
            request = request.json(body);
        }
        let answer = request.send().expect("an answer");
        let header = |name: &str| answer.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        if let Some(cookie) = header("set-cookie").and_then(|set| set.split(';').next().map(str::to_owned)) {
            *self.cookie.lock().unwrap_or_else(PoisonError::into_inner) = Some(cookie);
        }
        let (status, event) = (answer.status().as_u16(), header("kith-event"));
        let bytes = answer.bytes().expect("a body");
        Answer { status, event, body: serde_json::from_slice(&bytes).unwrap_or(Value::Null) }
    }

    /// GET.
    pub fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None)
    }

    /// POST.
    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.send(Method::POST, path, Some(body))
    }

    /// PATCH.
    pub fn patch(&self, path: &str, body: &Value) -> Answer {
        self.send(Method::PATCH, path, Some(body))
    }

    /// DELETE.
    pub fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, None)
    }

    /// Signs in.
    ///
    /// # Panics
    /// When that is refused.
    pub fn sign_in(&self, email: &str, password: &str) {
        self.post("/session", &json!({"email": email, "password": password})).ok();
    }

    /// Creates a record and answers its id.
    ///
    /// # Panics
    /// When that is refused.
    #[track_caller]
    pub fn make(&self, object: &str, fields: &Value) -> String {
        let record = self.post(&format!("/records/{object}"), &json!({"fields": fields})).expect_status(201);
        record["id"].as_str().expect("an id").to_owned()
    }

    /// The fields of a record.
    ///
    /// # Panics
    /// When it cannot be read.
    #[track_caller]
    pub fn fields(&self, object: &str, id: &str) -> Value {
        self.get(&format!("/records/{object}/{id}")).ok()["fields"].clone()
    }
}
