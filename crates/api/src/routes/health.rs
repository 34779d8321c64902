//! Whether the program works.

use axum::extract::State;
use axum::http::StatusCode;

use super::prelude::*;

/// A database that has not answered by then does not answer. Others wait longer for one that restarts; whoever asks here
/// wants to know.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(2);

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().routes(routes!(healthz))
}

/// Whether requests can be served.
#[utoipa::path(
    get,
    path = "/healthz",
    tag = "service",
    responses((status = OK, description = "Done", body = Health))
)]
async fn healthz(State(app): State<AppState>) -> Answer {
    let asked = app.ws.store().read(|conn| Ok::<_, Error>(conn.one(&kith_engine::Sql::new("SELECT 1"))?));
    let failure = match tokio::time::timeout(PATIENCE, asked).await {
        Ok(answered) => answered.err().map(|error| error.to_string()),
        Err(_) => Some("it has not answered in time".to_owned()),
    };
    let reason = failure.map(|error| {
        tracing::warn!(error, "the database does not answer");
        "the database does not answer".to_owned()
    });
    let status = if reason.is_none() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let word = if reason.is_none() { "ok" } else { "failing" };
    let health = Health { status: word.to_owned(), version: env!("CARGO_PKG_VERSION").to_owned(), reason };
    Ok(Reply { status, ..Reply::ok(&health)? })
}
