//! Changes of many records at once.

use kith_engine::bulk::{self as many, Change, Operation, Selection};
use serde_json::Value;

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
    let (object_key, dry_run) = (object, body.value.dry_run);
    let asked = asked_for(body.value)?;
    call.write(&body.bytes, Lane::Bulk, move |tx| {
        let outcome = match &asked {
            Asked::Changes(changes) => many::run_changes(tx, &object_key, changes.clone(), dry_run)?,
            Asked::Same(whom, operation) => {
                let selection = match whom {
                    Whom::Ids(ids) => Selection::Ids(ids.clone()),
                    Whom::Filter(filter) => {
                        let object = tx.object(&object_key)?;
                        Selection::Filter(asked::filter(tx, &object, Some(filter))?)
                    }
                };
                many::run(tx, &object_key, selection, operation, dry_run)?
            }
        };
        Ok(Reply { batch: outcome.batch, ..Reply::ok(&outcome)? })
    })
    .await
}

enum Asked {
    Changes(Vec<Change>),
    Same(Whom, Operation),
}

enum Whom {
    Ids(Vec<Uuid>),
    Filter(Value),
}

/// What a body asks for; combinations that mean nothing are refused.
fn asked_for(body: Bulk) -> Result<Asked, Problem> {
    let Bulk { ids, filter, changes, set, add, remove, verb, params, dry_run: _ } = body;
    let whom = match (ids, filter, changes) {
        (Some(ids), None, None) => Whom::Ids(ids),
        (None, Some(filter), None) => Whom::Filter(filter),
        (None, None, Some(changes)) => {
            let nothing_else = set.is_none() && add.is_none() && remove.is_none() && verb.is_none() && params.is_none();
            if !nothing_else {
                return Err(Problem::invalid().field("changes", "not_allowed"));
            }
            let change = |BulkChange { id, version, set }| Change { id, version, set };
            return Ok(Asked::Changes(changes.into_iter().map(change).collect()));
        }
        _ => return Err(Problem::invalid().field("ids", "ids_or_filter")),
    };
    if verb.is_none() && params.is_some() {
        return Err(Problem::invalid().field("params", "not_allowed"));
    }
    let operation = match (set, add, remove, verb.as_deref()) {
        (Some(values), None, None, None) => Operation::Set(values),
        (None, None, None, Some("delete")) => Operation::Delete,
        (None, None, None, Some("restore")) => Operation::Restore,
        (None, None, None, Some(verb)) => Operation::Verb(verb.to_owned(), params.unwrap_or_default()),
        (None, add, remove, None) if add.is_some() || remove.is_some() => {
            Operation::Options { add: add.unwrap_or_default(), remove: remove.unwrap_or_default() }
        }
        _ => return Err(Problem::invalid().field("set", "set_or_verb")),
    };
    Ok(Asked::Same(whom, operation))
}
