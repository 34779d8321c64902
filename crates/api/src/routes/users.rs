//! Users.

use std::collections::HashMap;

use kith_engine::people::roles;
use kith_engine::people::users::{self, NewPerson, Person as Row, PersonChange};
use kith_engine::{Reader, Result as Outcome, Sql, Tx};
use kith_policy::{Permission, Role};

use super::prelude::*;
use crate::auth::password;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list_users, create_user))
        .routes(routes!(get_user, update_user))
        .routes(routes!(deactivate_user))
        .routes(routes!(activate_user))
        .routes(routes!(set_user_password))
}

/// All users.
#[utoipa::path(
    get,
    path = "/users",
    tag = "people",
    responses((status = OK, description = "Done", body = UserList))
)]
async fn list_users(call: Call) -> Answer {
    call.read(|r| {
        let rows = users::list(r.conn())?;
        let held = if r.access.may(Permission::ManageUsers) { Some(roles_of_all(r)?) } else { None };
        let users = rows
            .into_iter()
            .map(|row| {
                let roles = held.as_ref().map(|held| held.get(&row.id).cloned().unwrap_or_default());
                info(row, roles)
            })
            .collect();
        Reply::ok(&UserList { users })
    })
    .await
}

/// Make a user.
#[utoipa::path(
    post,
    path = "/users",
    tag = "people",
    request_body = NewUser,
    responses((status = CREATED, description = "Made", body = UserInfo))
)]
async fn create_user(call: Call, body: Body<NewUser>) -> Answer {
    let NewUser { name, email, password, team, roles, language, time_zone } = body.value;
    permit(&call)?;
    let password_hash = match password {
        Some(password) => {
            password::check_length("password", &password)?;
            Some(call.app.hasher.hash(&call.app.ws, password).await?)
        }
        None => None,
    };
    let draft = NewPerson {
        name,
        email,
        password_hash,
        team,
        roles,
        language: language.map(|language| language.as_str().to_owned()),
        time_zone,
    };
    call.write(&body.bytes, Lane::Interactive, move |tx| {
        let id = users::create(tx, &draft)?;
        let row = found(tx, id)?;
        Reply::created(&shown(tx, row)?)
    })
    .await
}

/// One user.
#[utoipa::path(
    get,
    path = "/users/{id}",
    tag = "people",
    params(("id" = Uuid, Path, description = "The user's id")),
    responses((status = OK, description = "Done", body = UserInfo))
)]
async fn get_user(call: Call, Pathed(id): Ident) -> Answer {
    call.read(move |r| {
        let row = found(r, id)?;
        Reply::ok(&shown(r, row)?)
    })
    .await
}

/// Change a user.
#[utoipa::path(
    patch,
    path = "/users/{id}",
    tag = "people",
    params(("id" = Uuid, Path, description = "The user's id")),
    request_body = UpdateUser,
    responses((status = OK, description = "Done", body = UserInfo))
)]
async fn update_user(call: Call, Pathed(id): Ident, body: Body<UpdateUser>) -> Answer {
    let UpdateUser { name, email, team, roles, language, time_zone } = body.value;
    let language = language.map(|language| Some(language.as_str().to_owned()));
    let change = PersonChange { name, email, team, roles, language, time_zone: time_zone.map(Some) };
    call.write(&body.bytes, Lane::Interactive, move |tx| {
        let row = users::change(tx, id, &change)?;
        Reply::ok(&shown(tx, row)?)
    })
    .await
}

/// Close an account; its sessions and tokens stop working.
#[utoipa::path(
    post,
    path = "/users/{id}/deactivate",
    tag = "people",
    params(("id" = Uuid, Path, description = "The user's id")),
    responses((status = OK, description = "Done", body = UserInfo))
)]
async fn deactivate_user(call: Call, Pathed(id): Ident, body: Body<Nothing>) -> Answer {
    set_active(call, id, false, &body.bytes).await
}

/// Open a closed account again.
#[utoipa::path(
    post,
    path = "/users/{id}/activate",
    tag = "people",
    params(("id" = Uuid, Path, description = "The user's id")),
    responses((status = OK, description = "Done", body = UserInfo))
)]
async fn activate_user(call: Call, Pathed(id): Ident, body: Body<Nothing>) -> Answer {
    set_active(call, id, true, &body.bytes).await
}

/// Set a user's password; all his sessions end.
#[utoipa::path(
    post,
    path = "/users/{id}/password",
    tag = "people",
    params(("id" = Uuid, Path, description = "The user's id")),
    request_body = SetPassword,
    responses((status = NO_CONTENT, description = "Done"))
)]
async fn set_user_password(call: Call, Pathed(id): Ident, body: Body<SetPassword>) -> Answer {
    permit(&call)?;
    password::check_length("password", &body.value.password)?;
    let hash = call.app.hasher.hash(&call.app.ws, body.value.password).await?;
    call.write(&body.bytes, Lane::Interactive, move |tx| {
        users::set_password(tx, id, &hash)?;
        Ok(Reply::done())
    })
    .await
}

async fn set_active(call: Call, id: Uuid, active: bool, body: &[u8]) -> Answer {
    call.write(body, Lane::Interactive, move |tx: &mut Tx<'_>| {
        users::set_active(tx, id, active)?;
        let row = found(tx, id)?;
        Reply::ok(&shown(tx, row)?)
    })
    .await
}

/// Asks for the right before work is done for somebody who lacks it; the transaction asks again.
fn permit(call: &Call) -> Result<(), Problem> {
    let access = kith_policy::Access::of(&call.caller.actor, &call.app.ws.catalogue());
    if access.may(Permission::ManageUsers) { Ok(()) } else { Err(Error::forbidden("manage_users").into()) }
}

fn roles_of_all(r: &mut Reader<'_>) -> Outcome<HashMap<Uuid, Vec<Role>>> {
    let known: HashMap<Uuid, Role> = roles::list(r.conn())?.into_iter().map(|role| (role.id, role)).collect();
    let mut held: HashMap<Uuid, Vec<Role>> = HashMap::new();
    for row in r.conn().query(&Sql::new("SELECT user_id, role_id FROM user_role ORDER BY role_id"))? {
        if let Some(role) = known.get(&row.uuid(1)?) {
            held.entry(row.uuid(0)?).or_default().push(role.clone());
        }
    }
    Ok(held)
}

fn found(r: &mut Reader<'_>, id: Uuid) -> Outcome<Row> {
    users::find(r.conn(), id)?.ok_or(Error::NotFound)
}

fn shown(r: &mut Reader<'_>, row: Row) -> Outcome<UserInfo> {
    let roles = if r.access.may(Permission::ManageUsers) { Some(roles::of_user(r.conn(), row.id)?) } else { None };
    Ok(info(row, roles))
}

fn info(row: Row, roles: Option<Vec<Role>>) -> UserInfo {
    let keeps = roles.is_some();
    UserInfo {
        id: row.id,
        name: row.name,
        email: row.email,
        team: row.team,
        manager: row.manager,
        office: row.office,
        active: row.active,
        language: row.language.as_deref().filter(|_| keeps).map(|text| language(Some(text))),
        time_zone: row.time_zone.filter(|_| keeps),
        roles: roles.map(|roles| {
            roles.into_iter().map(|role| RoleName { id: role.id, key: role.key, name: role.name }).collect()
        }),
    }
}
