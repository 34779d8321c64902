//! Changes as they happen.

use std::sync::Arc;

use axum::body::Body as Content;
use axum::http::{HeaderName, HeaderValue, header};

use super::prelude::*;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().routes(routes!(live))
}

/// Server-sent events: `change` with `{object, id, version}`, `catalogue` with `{version}`, `view` with `{object}`,
/// `notification` with `{id}` and `presence` with `{object, id}`.
#[utoipa::path(
    get,
    path = "/live",
    tag = "records",
    responses((status = OK, description = "Done", body = LiveChange, content_type = "text/event-stream"))
)]
async fn live(call: Call) -> Result<Response, Problem> {
    let place = Arc::clone(&call.app.streams).try_acquire_owned().map_err(|_| Problem::busy(10))?;
    let stream = crate::live::stream(call.app.clone(), &call.caller, place);
    let mut response = Response::new(Content::from_stream(stream));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    Ok(response)
}
