//! What a screen keeps for its user: widths of columns, what was looked at last, hints put away. The server only stores it.

use kith_engine::people::preferences as kept;
use serde_json::{Map, Value};

use super::prelude::*;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().routes(routes!(preferences, set_preferences))
}

/// One's own preferences: whatever was stored last.
#[utoipa::path(
    get,
    path = "/session/preferences",
    tag = "sign-in",
    responses((status = OK, description = "Done", body = BTreeMap<String, Value>))
)]
async fn preferences(call: Call) -> Answer {
    let me = call.user_id();
    call.read(move |r| Reply::ok(&kept::get(r.conn(), me)?)).await
}

/// Store one's own preferences, as a whole; at most 64 KiB.
#[utoipa::path(
    put,
    path = "/session/preferences",
    tag = "sign-in",
    request_body = BTreeMap<String, Value>,
    responses((status = OK, description = "Done", body = BTreeMap<String, Value>))
)]
async fn set_preferences(call: Call, body: Body<Map<String, Value>>) -> Answer {
    let wanted = body.value;
    call.write(&body.bytes, Lane::Interactive, move |tx| {
        kept::set(tx, &wanted)?;
        Reply::ok(&wanted)
    })
    .await
}
