//! Verbs of records.

use kith_engine::wire;

use super::prelude::*;
use super::records::with_present;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().routes(routes!(perform_verb))
}

/// Perform a verb: move, win, lose, reopen, assign, complete, ….
#[utoipa::path(
    post,
    path = "/records/{object}/{id}/verbs/{verb}",
    tag = "records",
    params(("object" = String, Path, description = "The object's key, for example `deal`"), ("id" = Uuid, Path, description = "The record's id"), ("verb" = String, Path, description = "One of the object's verbs")),
    request_body = VerbParams,
    responses((status = OK, description = "Done", body = RecordAnswer))
)]
async fn perform_verb(
    call: Call,
    Pathed((object, id, verb)): Pathed<(String, Uuid, String)>,
    body: Body<VerbParams>,
) -> Answer {
    let params = body.value.0;
    let found = object.clone();
    let done = call
        .write(&body.bytes, Lane::Interactive, move |tx| {
            let record = tx.verb(&object, id, &verb, &params)?;
            Ok(Reply::ok(&wire::one(tx, &record)?)?.with_event_of(tx))
        })
        .await;
    with_present(&call, done, found, id).await
}
