//! Who else is at a record.

use kith_engine::presence::Sighting;
use kith_engine::{Reader, fixed};

use super::prelude::*;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().routes(routes!(presence, be_present, leave))
}

/// Who else is at a record.
#[utoipa::path(
    get,
    path = "/records/{object}/{id}/presence",
    tag = "notifications",
    params(("object" = String, Path, description = "The object's key, for example `deal`"), ("id" = Uuid, Path, description = "The record's id")),
    responses((status = OK, description = "Done", body = PresenceAnswer))
)]
async fn presence(call: Call, Pathed((object, id)): Pathed<(String, Uuid)>) -> Answer {
    others(&call, object, id).await
}

/// Say that one is at a record; again every 20 seconds. Whoever is silent is forgotten after 45.
#[utoipa::path(
    put,
    path = "/records/{object}/{id}/presence",
    tag = "notifications",
    params(("object" = String, Path, description = "The object's key, for example `deal`"), ("id" = Uuid, Path, description = "The record's id")),
    request_body = PresenceSign,
    responses((status = OK, description = "Done", body = PresenceAnswer))
)]
async fn be_present(call: Call, Pathed((object, id)): Pathed<(String, Uuid)>, body: Body<PresenceSign>) -> Answer {
    // The answer comes first: whoever may not see the record leaves no trace at it.
    let answer = others(&call, object.clone(), id).await?;
    let seen = Sighting { object, id, user: call.user_id(), editing: Some(body.value.editing) };
    call.app.ws.seen_at(seen).await?;
    Ok(answer)
}

/// Say that one has left a record.
#[utoipa::path(
    delete,
    path = "/records/{object}/{id}/presence",
    tag = "notifications",
    params(("object" = String, Path, description = "The object's key, for example `deal`"), ("id" = Uuid, Path, description = "The record's id")),
    responses((status = NO_CONTENT, description = "Done"))
)]
async fn leave(call: Call, Pathed((object, id)): Pathed<(String, Uuid)>) -> Answer {
    call.app.ws.seen_at(Sighting { object, id, user: call.user_id(), editing: None }).await?;
    Ok(Reply::done())
}

async fn others(call: &Call, object: String, id: Uuid) -> Answer {
    let (ws, me) = (call.app.ws.clone(), call.user_id());
    call.read(move |r: &mut Reader<'_>| {
        if !r.exists(&object, id)? {
            return Err(Error::NotFound);
        }
        let there = ws.presence().others(&object, id, me, r.ctx.now);
        let ids: Vec<Uuid> = there.iter().map(|(id, _)| *id).collect();
        let mut names = fixed::user_labels(r.conn(), &ids)?;
        let person = |(id, editing)| PersonPresent { id, name: names.remove(&id).unwrap_or_default(), editing };
        Reply::ok(&PresenceAnswer { people: there.into_iter().map(person).collect() })
    })
    .await
}
