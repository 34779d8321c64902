//! Tokens of programs.

use kith_engine::people::{rank, roles};
use kith_policy::Permission;

use super::prelude::*;
use crate::auth::token::{self, TokenRow};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().routes(routes!(list_tokens, create_token)).routes(routes!(revoke_token))
}

/// One's own tokens; everybody's for those who keep users.
#[utoipa::path(
    get,
    path = "/tokens",
    tag = "sign-in",
    responses((status = OK, description = "Done", body = TokenList))
)]
async fn list_tokens(call: Call) -> Answer {
    let me = call.user_id();
    call.read(move |r| {
        let of = (!r.access.may(Permission::ManageUsers)).then_some(me);
        let tokens = token::list(r.conn(), of)?.into_iter().map(info).collect();
        Reply::ok(&TokenList { tokens })
    })
    .await
}

/// Make a token; it is shown this once.
#[utoipa::path(
    post,
    path = "/tokens",
    tag = "sign-in",
    request_body = NewToken,
    responses((status = CREATED, description = "Made", body = CreatedToken))
)]
async fn create_token(call: Call, body: Body<NewToken>) -> Answer {
    let NewToken { name, role, expires_at } = body.value;
    let expires_at =
        expires_at.map(|text| text.parse::<jiff::Timestamp>().map(|at| at.as_millisecond())).transpose().map_err(
            |_| Problem::invalid().field_with("expires_at", "wrong_type", serde_json::json!({"expected": "RFC 3339"})),
        )?;
    let me = call.user_id();
    let limit = call.caller.role();
    // The secret leaves the transaction beside the answer: what is kept for repeats must not hold it.
    let (send, secret) = std::sync::mpsc::channel();
    let reply = call
        .write(&body.bytes, Lane::Interactive, move |tx| {
            let name = clean(&name)?;
            if expires_at.is_some_and(|at| at <= tx.ctx.now.as_millisecond()) {
                return Err(Error::field("expires_at", "in_the_past"));
            }
            // A token that is limited to a role makes no token with more.
            let role = match (limit, role) {
                (Some(limit), None) => Some(limit),
                (Some(limit), Some(role)) if role != limit => return Err(Error::forbidden("beyond_own")),
                (_, role) => role,
            };
            if let Some(role) = role
                && !roles::of_user(tx.sql(), me)?.iter().any(|held| held.id == role)
            {
                return Err(Error::field("role", "not_found"));
            }
            let (row, secret) = token::create(tx, me, &name, role, expires_at)?;
            // Nobody listening any more means that the request was given up.
            let _ = send.send((row.id, secret));
            Reply::created(&CreatedToken { info: info(row), token: None })
        })
        .await?;
    shown_once(reply, &secret.try_iter().collect::<Vec<_>>())
}

/// Revoke a token; it stops working with the next request.
#[utoipa::path(
    delete,
    path = "/tokens/{id}",
    tag = "sign-in",
    params(("id" = Uuid, Path, description = "The token's id")),
    responses((status = NO_CONTENT, description = "Done"))
)]
async fn revoke_token(call: Call, Pathed(id): Ident) -> Answer {
    let me = call.user_id();
    call.write(b"", Lane::Interactive, move |tx| {
        let row = token::find(tx.sql(), id)?;
        if row.user != me {
            if !tx.access.may(Permission::ManageUsers) {
                return Err(Error::NotFound);
            }
            rank::permit_user(tx, row.user)?;
        }
        token::revoke(tx, id)?;
        Ok(Reply::done())
    })
    .await
}

fn clean(name: &str) -> kith_engine::Result<String> {
    let name: String = name.chars().filter(|c| !c.is_control()).collect();
    let name = name.trim();
    match name.chars().count() {
        0 => Err(Error::field("name", "required")),
        n if n > 200 => Err(Error::field("name", "too_long")),
        _ => Ok(name.to_owned()),
    }
}

/// Adds the secret to the first answer only; a transaction that was tried again made several.
fn shown_once(mut reply: Reply, made: &[(Uuid, String)]) -> Answer {
    let mut answer: CreatedToken = serde_json::from_slice(&reply.body).map_err(|e| Problem::internal(&e))?;
    if let Some((_, secret)) = made.iter().find(|(id, _)| *id == answer.info.id) {
        answer.token = Some(secret.clone());
        reply.body = serde_json::to_vec(&answer).map_err(|e| Problem::internal(&e))?;
    }
    Ok(reply)
}

fn info(row: TokenRow) -> TokenInfo {
    TokenInfo {
        id: row.id,
        name: row.name,
        user: row.user,
        role: row.role,
        created_at: moment(row.created_at),
        expires_at: row.expires_at.map(moment),
        last_used_at: row.last_used_at.map(moment),
    }
}
