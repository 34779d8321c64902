//! The layers around the routes, from the outside in: security headers, the request's id and the form of errors, counts,
//! compression, panics, room, time, size, and who asks.

use std::any::Any;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::{DefaultBodyLimit, MatchedPath, Request, State};
use axum::http::{Extensions, HeaderMap, HeaderValue, StatusCode, Version, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, Predicate, SizeAbove};

use crate::app::AppState;
use crate::auth::gate;
use crate::extract::Largest;
use crate::problem::Problem;
use crate::routes::{self, calendar, document, health};
use crate::transfer::AsItIs;
use crate::{assets, headers, request_id};

/// Answers smaller than this are not worth compressing.
const WORTH_IT: u64 = 1_400;

/// The whole interface of a workspace.
pub fn assemble(app: AppState) -> Router {
    let plain = |routes: routes::Routes| -> Router<AppState> { routes.split_for_parts().0 };
    let gate = from_fn_with_state(app.clone(), gate::require);
    let recognise = from_fn_with_state(app.clone(), gate::recognise);

    let guarded = plain(routes::guarded()).route_layer(gate.clone());
    let open = plain(routes::open()).route_layer(recognise.clone());
    let quick = guarded
        .merge(open)
        .layer(DefaultBodyLimit::max(app.options.max_body))
        .layer(Extension(Largest { bytes: app.options.max_body, is_file: false }))
        .layer(from_fn_with_state((app.clone(), app.options.request_timeout), in_time));
    let files = plain(routes::files())
        .route_layer(gate.clone())
        .layer(DefaultBodyLimit::max(app.options.max_upload))
        .layer(Extension(Largest { bytes: app.options.max_upload, is_file: true }))
        .layer(from_fn_with_state((app.clone(), app.options.transfer_timeout), in_time));
    let streams = plain(routes::streams()).route_layer(gate);
    let docs = Router::new().route("/api/docs", get(document::docs).route_layer(recognise));

    let mut all = Router::new()
        .nest("/api/v1", quick.merge(files).merge(streams))
        .merge(docs)
        .merge(plain(health::routes()))
        .merge(plain(calendar::public()))
        .fallback(assets::serve);
    if app.options.metrics {
        all = all.route("/metrics", get(metrics));
    }
    let compressible = |_: StatusCode, _: Version, _: &HeaderMap, marks: &Extensions| marks.get::<AsItIs>().is_none();
    let worth_it = DefaultPredicate::new().and(SizeAbove::new(WORTH_IT)).and(compressible);
    all.layer(CatchPanicLayer::custom(panicked))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(worth_it))
        .layer(from_fn_with_state(app.clone(), note))
        .layer(from_fn_with_state(app.clone(), request_id::identify))
        .layer(from_fn(headers::secure))
        .with_state(app)
}

/// Refuses a request when too many are under way, and gives up on one that takes too long.
async fn in_time(State((app, limit)): State<(AppState, Duration)>, request: Request, next: Next) -> Response {
    let Ok(_room) = Arc::clone(&app.requests).try_acquire_owned() else {
        return Problem::busy(1).into_response();
    };
    match tokio::time::timeout(limit, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::new(StatusCode::REQUEST_TIMEOUT, "timeout").into_response(),
    }
}

/// Counts a request and tells the log of it.
async fn note(State(app): State<AppState>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let id = request.extensions().get::<request_id::RequestId>().map(|id| id.0.clone()).unwrap_or_default();
    let response = next.run(request).await;
    let (status, took) = (response.status().as_u16(), begun.elapsed());
    let route = route.as_deref().unwrap_or("other");
    if app.options.metrics {
        app.metrics.count(route, method.as_str(), status, took);
    }
    if response.status().is_server_error() {
        tracing::warn!(target: "kith::http", %method, route, status, ?took, request_id = id, "request");
    } else {
        tracing::debug!(target: "kith::http", %method, route, status, ?took, request_id = id, "request");
    }
    response
}

async fn metrics(State(app): State<AppState>) -> Response {
    let mut response = app.metrics.text().into_response();
    let kind = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

#[expect(clippy::needless_pass_by_value, reason = "the layer hands over what was thrown")]
fn panicked(thrown: Box<dyn Any + Send>) -> Response {
    let what = thrown
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| thrown.downcast_ref::<&str>().copied())
        .unwrap_or("something without words");
    Problem::internal(&format!("a handler panicked: {what}")).into_response()
}
