//! Lists and single records.

use kith_engine::{CreateOptions, wire};

use crate::lists::{self, Asked};

use super::prelude::*;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list_records, create_record))
        .routes(routes!(query_records))
        .routes(routes!(aggregate_records))
        .routes(routes!(get_record, update_record, delete_record))
        .routes(routes!(restore_record))
        .routes(routes!(destroy_record))
}

/// A page of a list.
#[utoipa::path(
    get,
    path = "/records/{object}",
    tag = "records",
    params(("object" = String, Path, description = "The object's key, for example `deal`"), ListParams),
    responses((status = OK, description = "Done", body = RecordPage))
)]
async fn list_records(call: Call, Pathed(object): Pathed<String>, Params(params): Params<ListParams>) -> Answer {
    let asked = Asked::of_params(params)?;
    call.read(move |r| lists::page(r, &object, &asked)).await
}

/// Make a record.
#[utoipa::path(
    post,
    path = "/records/{object}",
    tag = "records",
    params(("object" = String, Path, description = "The object's key, for example `deal`")),
    request_body = CreateRecord,
    responses((status = CREATED, description = "Made", body = RecordAnswer))
)]
async fn create_record(call: Call, Pathed(object): Pathed<String>, body: Body<CreateRecord>) -> Answer {
    let CreateRecord { fields, set, on_duplicate } = body.value;
    let options = CreateOptions { refuse_duplicates: on_duplicate == OnDuplicate::Refuse };
    call.write(&body.bytes, Lane::Interactive, move |tx| {
        let record = match &set {
            None => tx.create(&object, &fields, options)?,
            Some(set) => kith_crm::create_with(tx, &object, &fields, set.clone(), options)?,
        };
        Ok(Reply::created(&wire::one(tx, &record)?)?.with_event_of(tx))
    })
    .await
}

/// A page of a list, asked for in a body.
#[utoipa::path(
    post,
    path = "/records/{object}/query",
    tag = "records",
    params(("object" = String, Path, description = "The object's key, for example `deal`")),
    request_body = Query,
    responses((status = OK, description = "Done", body = RecordPage))
)]
async fn query_records(call: Call, Pathed(object): Pathed<String>, body: Body<Query>) -> Answer {
    let asked = Asked::of_body(body.value)?;
    call.ask(&body.bytes, move |r| lists::page(r, &object, &asked)).await
}

/// Figures over records.
#[utoipa::path(
    post,
    path = "/records/{object}/aggregate",
    tag = "records",
    params(("object" = String, Path, description = "The object's key, for example `deal`")),
    request_body = Aggregate,
    responses((status = OK, description = "Done", body = AggregateAnswer))
)]
async fn aggregate_records(call: Call, Pathed(object): Pathed<String>, body: Body<Aggregate>) -> Answer {
    let asked = body.value;
    call.ask_slow(&body.bytes, move |r| crate::aggregates::rows(r, &object, &asked)).await
}

/// One record.
#[utoipa::path(
    get,
    path = "/records/{object}/{id}",
    tag = "records",
    params(("object" = String, Path, description = "The object's key, for example `deal`"), ("id" = Uuid, Path, description = "The record's id")),
    responses((status = OK, description = "Done", body = RecordAnswer))
)]
async fn get_record(call: Call, Pathed((object, id)): Pathed<(String, Uuid)>) -> Answer {
    call.read(move |r| Ok(Reply::raw(kith_engine::page::one(r, &object, id)?))).await
}

/// Change a record.
#[utoipa::path(
    patch,
    path = "/records/{object}/{id}",
    tag = "records",
    params(("object" = String, Path, description = "The object's key, for example `deal`"), ("id" = Uuid, Path, description = "The record's id")),
    request_body = UpdateRecord,
    responses((status = OK, description = "Done", body = RecordAnswer))
)]
async fn update_record(call: Call, Pathed((object, id)): Pathed<(String, Uuid)>, body: Body<UpdateRecord>) -> Answer {
    let UpdateRecord { fields, version } = body.value;
    let (found, key) = (object.clone(), id);
    let done = call
        .write(&body.bytes, Lane::Interactive, move |tx| {
            let record = tx.update(&object, id, version, &fields)?;
            Ok(Reply::ok(&wire::one(tx, &record)?)?.with_event_of(tx))
        })
        .await;
    with_present(&call, done, found, key).await
}

/// Move a record to the bin.
#[utoipa::path(
    delete,
    path = "/records/{object}/{id}",
    tag = "records",
    params(("object" = String, Path, description = "The object's key, for example `deal`"), ("id" = Uuid, Path, description = "The record's id"), DeleteParams),
    responses((status = NO_CONTENT, description = "Done"))
)]
async fn delete_record(
    call: Call,
    Pathed((object, id)): Pathed<(String, Uuid)>,
    Params(params): Params<DeleteParams>,
) -> Answer {
    let (found, key) = (object.clone(), id);
    let done = call
        .write(b"", Lane::Interactive, move |tx| {
            tx.delete(&object, id, params.version)?;
            Ok(Reply::done().with_event_of(tx))
        })
        .await;
    with_present(&call, done, found, key).await
}

/// Bring a record back from the bin.
#[utoipa::path(
    post,
    path = "/records/{object}/{id}/restore",
    tag = "records",
    params(("object" = String, Path, description = "The object's key, for example `deal`"), ("id" = Uuid, Path, description = "The record's id")),
    responses((status = OK, description = "Done", body = RecordAnswer))
)]
async fn restore_record(call: Call, Pathed((object, id)): Pathed<(String, Uuid)>, body: Body<Nothing>) -> Answer {
    call.write(&body.bytes, Lane::Interactive, move |tx| {
        let record = tx.restore(&object, id)?;
        Ok(Reply::ok(&wire::one(tx, &record)?)?.with_event_of(tx))
    })
    .await
}

/// Remove a record for good.
///
/// Only what lies in the bin, and only with the right to destroy. Its parts (the lines of a deal) and its notes go with
/// it, other records that point to it stay without the pointer, and the log forgets its values. There is no undo.
#[utoipa::path(
    post,
    path = "/records/{object}/{id}/destroy",
    tag = "records",
    params(("object" = String, Path, description = "The object's key, for example `deal`"), ("id" = Uuid, Path, description = "The record's id")),
    request_body = DestroyRecord,
    responses((status = NO_CONTENT, description = "Done"))
)]
async fn destroy_record(call: Call, Pathed((object, id)): Pathed<(String, Uuid)>, body: Body<DestroyRecord>) -> Answer {
    let DestroyRecord { version } = body.value;
    let (found, key) = (object.clone(), id);
    let done = call
        .write(&body.bytes, Lane::Interactive, move |tx| {
            tx.destroy(&object, id, version)?;
            Ok(Reply::done())
        })
        .await;
    with_present(&call, done, found, key).await
}

/// A refusal because of a stale version carries the record as it stands now, as far as the caller may see it.
pub(super) async fn with_present(call: &Call, done: Answer, object: String, id: Uuid) -> Answer {
    let problem = match done {
        Err(problem) if problem.code() == "version_conflict" => problem,
        other => return other,
    };
    let present = call
        .read(move |r| {
            let record = r.find_any(&object, id)?.ok_or(Error::NotFound)?;
            wire::one(r, &record)
        })
        .await?;
    Err(problem.with("record", present))
}
