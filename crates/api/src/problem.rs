//! Errors as RFC 9457 has them. A handler says what is wrong; the outermost layer writes it down together with the
//! request's id, so that every refusal of the program looks the same, whoever raised it.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

/// A refusal.
#[derive(Debug, Clone)]
pub struct Problem(Box<Inner>);

#[derive(Debug, Clone)]
struct Inner {
    status: StatusCode,
    code: String,
    problems: Vec<Value>,
    extra: Map<String, Value>,
    retry_after: Option<u32>,
}

impl Problem {
    /// A refusal with a status and a code.
    pub fn new(status: StatusCode, code: impl Into<String>) -> Self {
        Self(Box::new(Inner { status, code: code.into(), problems: Vec::new(), extra: Map::new(), retry_after: None }))
    }

    /// 400: the request cannot be read at all.
    pub fn bad_request(code: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code)
    }

    /// 401: nobody is signed in.
    pub fn not_signed_in() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "not_signed_in")
    }

    /// 403: a right is missing.
    pub fn forbidden() -> Self {
        Self::new(StatusCode::FORBIDDEN, "forbidden")
    }

    /// 404: there is no such thing, or it is secret.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found")
    }

    /// 409: it collides with what is there.
    pub fn conflict(code: &str) -> Self {
        Self::new(StatusCode::CONFLICT, code)
    }

    /// 422: values that do not hold.
    pub fn invalid() -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid")
    }

    /// 413: larger than is taken. `file` tells what is in a form or beside a name from any other body.
    pub fn too_large(is_file: bool, limit: u64) -> Self {
        let (field, code) = if is_file { (Some("file"), "file_too_large") } else { (None, "body_too_large") };
        Self::of_status(StatusCode::PAYLOAD_TOO_LARGE)
            .detail(json!({"field": field, "code": code, "params": {"limit": limit}}))
    }

    /// 429: too often.
    pub fn throttled(seconds: u32) -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, "throttled").retry_after(seconds)
    }

    /// 500: the program's own fault. What it was goes to the log only.
    pub fn internal(what: &dyn std::fmt::Display) -> Self {
        tracing::error!(error = %what, "internal error");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal")
    }

    /// 503: busy or away.
    pub fn busy(seconds: u32) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "busy").retry_after(seconds)
    }

    /// Adds one wrong field.
    #[must_use]
    pub fn field(self, field: &str, code: &str) -> Self {
        self.detail(json!({"field": field, "code": code, "params": {}}))
    }

    /// Adds one wrong field with what its words need.
    #[must_use]
    pub fn field_with(self, field: &str, code: &str, params: Value) -> Self {
        self.detail(json!({"field": field, "code": code, "params": params}))
    }

    /// Adds an entry of `problems`.
    #[must_use]
    pub fn detail(mut self, entry: Value) -> Self {
        self.0.problems.push(entry);
        self
    }

    /// Adds a member beside the standard ones.
    #[must_use]
    pub fn with(mut self, key: &str, value: Value) -> Self {
        self.0.extra.insert(key.to_owned(), value);
        self
    }

    /// Says when to try again.
    #[must_use]
    pub fn retry_after(mut self, seconds: u32) -> Self {
        self.0.retry_after = Some(seconds.max(1));
        self
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The code.
    pub fn code(&self) -> &str {
        &self.0.code
    }

    /// The body.
    pub fn body(&self, request_id: &str) -> Value {
        let inner = &*self.0;
        let mut body = json!({
            "type": format!("urn:kith:problem:{}", inner.code),
            "title": inner.status.canonical_reason().unwrap_or("Refused"),
            "status": inner.status.as_u16(),
            "code": inner.code,
            "problems": inner.problems,
            "request_id": request_id,
        });
        if let Value::Object(members) = &mut body {
            for (key, value) in &inner.extra {
                members.insert(key.clone(), value.clone());
            }
        }
        body
    }

    /// The answer that goes out.
    pub fn write(&self, request_id: &str) -> Response {
        let mut response = (self.0.status, self.body(request_id).to_string()).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = self.0.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.0.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }

    /// What a bare status of the libraries below means.
    pub fn of_status(status: StatusCode) -> Self {
        let code = match status {
            StatusCode::NOT_FOUND => "not_found",
            StatusCode::METHOD_NOT_ALLOWED => "method_not_allowed",
            StatusCode::PAYLOAD_TOO_LARGE => "too_large",
            StatusCode::UNSUPPORTED_MEDIA_TYPE => "unsupported_media_type",
            StatusCode::REQUEST_TIMEOUT | StatusCode::GATEWAY_TIMEOUT => "timeout",
            StatusCode::SERVICE_UNAVAILABLE => return Self::busy(1),
            status if status.is_server_error() => "internal",
            _ => "bad_request",
        };
        Self::new(status, code)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.0.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}
