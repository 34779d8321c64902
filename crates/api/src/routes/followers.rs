//! Who follows a record.

use kith_crm::followers;
use kith_engine::Reader;

use super::prelude::*;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().routes(routes!(list_followers)).routes(routes!(follow, unfollow))
}

/// Who follows a record.
#[utoipa::path(
    get,
    path = "/records/{object}/{id}/followers",
    tag = "notifications",
    params(("object" = String, Path, description = "The object's key, for example `deal`"), ("id" = Uuid, Path, description = "The record's id")),
    responses((status = OK, description = "Done", body = Followers))
)]
async fn list_followers(call: Call, Pathed((object, id)): Pathed<(String, Uuid)>) -> Answer {
    call.read(move |r| shown(r, &object, id)).await
}

/// Follow a record, or make a colleague follow it who may see it.
#[utoipa::path(
    put,
    path = "/records/{object}/{id}/followers/{user}",
    tag = "notifications",
    params(("object" = String, Path, description = "The object's key, for example `deal`"), ("id" = Uuid, Path, description = "The record's id"), ("user" = String, Path, description = "A user's id, or `me`")),
    responses((status = OK, description = "Done", body = Followers))
)]
async fn follow(call: Call, Pathed((object, id, user)): Pathed<(String, Uuid, String)>) -> Answer {
    let user = named(&call, &user)?;
    call.write(b"", Lane::Interactive, move |tx| {
        followers::add(tx, &object, id, user)?;
        shown(tx, &object, id)
    })
    .await
}

/// Stop following a record, or make a colleague stop.
#[utoipa::path(
    delete,
    path = "/records/{object}/{id}/followers/{user}",
    tag = "notifications",
    params(("object" = String, Path, description = "The object's key, for example `deal`"), ("id" = Uuid, Path, description = "The record's id"), ("user" = String, Path, description = "A user's id, or `me`")),
    responses((status = OK, description = "Done", body = Followers))
)]
async fn unfollow(call: Call, Pathed((object, id, user)): Pathed<(String, Uuid, String)>) -> Answer {
    let user = named(&call, &user)?;
    call.write(b"", Lane::Interactive, move |tx| {
        followers::remove(tx, &object, id, user)?;
        shown(tx, &object, id)
    })
    .await
}

fn named(call: &Call, user: &str) -> Result<Uuid, Problem> {
    match user {
        "me" => Ok(call.user_id()),
        id => id.parse().map_err(|_| Problem::not_found()),
    }
}

fn shown(r: &mut Reader<'_>, object: &str, id: Uuid) -> kith_engine::Result<Reply> {
    let found = followers::list(r, object, id)?;
    let followers = found.people.into_iter().map(|(id, name)| Person { id, name }).collect();
    Reply::ok(&Followers { followers, following: found.following })
}
