//! Changes of many records at once.

use kith_engine::bulk::{self as many, Operation, Selection};

use crate::asked;

use super::prelude::*;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().routes(routes!(change_many))
}

/// Change many records as one batch.
#[utoipa::path(
    post,
    path = "/records/{object}/bulk",
    tag = "records",
    params(("object" = String, Path, description = "The object's key, for example `deal`")),
    request_body = Bulk,
    responses((status = OK, description = "Done", body = BulkAnswer))
)]
async fn change_many(call: Call, Pathed(object): Pathed<String>, body: Body<Bulk>) -> Answer {
    let Bulk { ids, filter, set, verb, params, dry_run } = body.value;
    if ids.is_some() == filter.is_some() {
        return Err(Problem::invalid().field("ids", "ids_or_filter"));
    }
    let operation = match (set, verb.as_deref()) {
        (Some(_), None) if params.is_some() => return Err(Problem::invalid().field("params", "not_allowed")),
        (Some(values), None) => Operation::Set(values),
        (None, Some("delete")) => Operation::Delete,
        (None, Some("restore")) => Operation::Restore,
        (None, Some(verb)) => Operation::Verb(verb.to_owned(), params.unwrap_or_default()),
        _ => return Err(Problem::invalid().field("set", "set_or_verb")),
    };
    call.write(&body.bytes, Lane::Bulk, move |tx| {
        let selection = match (&ids, &filter) {
            (Some(ids), _) => Selection::Ids(ids.clone()),
            (None, filter) => {
                let object = tx.object(&object)?;
                Selection::Filter(asked::filter(tx, &object, filter.as_ref())?)
            }
        };
        let outcome = many::run(tx, &object, selection, &operation, dry_run)?;
        Ok(Reply { batch: outcome.batch, ..Reply::ok(&outcome)? })
    })
    .await
}
