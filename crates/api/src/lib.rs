//! The HTTP interface: routes, sign-in, sessions, the OpenAPI document, live updates, errors; and the browser UI as files.
//!
//! [`router`] is the whole interface of a workspace; [`serve`] puts it on a socket. What a request may do is decided by
//! the engine; this room turns HTTP into questions and commands and their outcome into HTTP.

mod aggregates;
mod app;
mod asked;
mod assets;
pub mod auth;
mod call;
mod depth;
mod error;
mod extract;
mod headers;
mod idempotency;
mod limits;
mod lists;
mod live;
mod metrics;
pub mod model;
pub mod openapi;
mod problem;
mod rate;
mod reply;
mod request_id;
mod routes;
mod serve;
mod transfer;

use std::future::Future;
use std::io;

use axum::Router;
use kith_engine::Workspace;
use tokio::net::TcpListener;

pub use app::{App, AppState, ServeOptions};
pub use problem::Problem;

/// The whole interface: `/api/v1`, `/api/docs`, `/healthz`, `/metrics` when switched on, and the UI for everything else.
pub fn router(app: AppState) -> Router {
    limits::assemble(app)
}

/// Serves a workspace until `shutdown` completes; then finishes what is under way.
///
/// # Errors
/// When the socket fails.
pub async fn serve(
    listener: TcpListener,
    ws: Workspace,
    options: ServeOptions,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    let app = AppState::new(ws.clone(), options);
    let follower = tokio::spawn(kith_engine::live::follow(ws));
    let served = serve::serve_router(listener, router(app.clone()), app, shutdown).await;
    follower.abort();
    served
}
