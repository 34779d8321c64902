//! The request's id, and the one place where refusals are written down.

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

use crate::app::AppState;
use crate::problem::Problem;

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// The id by which a request is found in the log.
#[derive(Debug, Clone)]
pub struct RequestId(pub String);

/// Gives the request an id (its own, when that is sane) and writes whatever refusal comes back as a problem.
pub async fn identify(State(app): State<AppState>, mut request: Request, next: Next) -> Response {
    let given = request.headers().get(&HEADER).and_then(|value| value.to_str().ok()).filter(|id| is_sane(id));
    let id = given.map_or_else(|| app.random_hex::<8>(), str::to_owned);
    request.extensions_mut().insert(RequestId(id.clone()));
    let mut response = next.run(request).await;
    let problem = match response.extensions_mut().remove::<Problem>() {
        Some(problem) => Some(problem),
        None if is_bare_error(&response) => Some(Problem::of_status(response.status())),
        None => None,
    };
    if let Some(problem) = problem {
        let mut written = problem.write(&id);
        for (name, value) in response.headers() {
            if name == "allow" || name == "set-cookie" {
                written.headers_mut().append(name, value.clone());
            }
        }
        response = written;
    }
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HEADER, value);
    }
    response
}

/// An error of the libraries below, which know nothing of problems. What a handler has to say in JSON stands (why the
/// program is not well).
fn is_bare_error(response: &Response) -> bool {
    let status = response.status();
    let is_own = |kind: &HeaderValue| {
        let kind = kind.as_bytes();
        kind.starts_with(b"application/problem+json") || kind.starts_with(b"application/json")
    };
    (status.is_client_error() || status.is_server_error())
        && !response.headers().get("content-type").is_some_and(is_own)
}

fn is_sane(id: &str) -> bool {
    (1..=64).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
}
