//! Teams.

use std::collections::HashMap;

use kith_engine::people::teams::{self, Team};
use kith_engine::{Reader, Result as Outcome, Sql};

use super::prelude::*;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().routes(routes!(list_teams, create_team)).routes(routes!(update_team, delete_team))
}

/// All teams.
#[utoipa::path(
    get,
    path = "/teams",
    tag = "people",
    responses((status = OK, description = "Done", body = TeamList))
)]
async fn list_teams(call: Call) -> Answer {
    call.read(|r| {
        let members = members(r)?;
        let teams = teams::list(r.conn())?.into_iter().map(|team| info(team, &members)).collect();
        Reply::ok(&TeamList { teams })
    })
    .await
}

/// Make a team.
#[utoipa::path(
    post,
    path = "/teams",
    tag = "people",
    request_body = NewTeam,
    responses((status = CREATED, description = "Made", body = TeamInfo))
)]
async fn create_team(call: Call, body: Body<NewTeam>) -> Answer {
    let NewTeam { name, parent, manager } = body.value;
    call.write(&body.bytes, Lane::Interactive, move |tx| {
        let id = teams::create(tx, &name, parent, manager)?;
        let team = teams::find(tx.sql(), id)?.ok_or(Error::NotFound)?;
        Reply::created(&info(team, &HashMap::new()))
    })
    .await
}

/// Change a team.
#[utoipa::path(
    patch,
    path = "/teams/{id}",
    tag = "people",
    params(("id" = Uuid, Path, description = "The team's id")),
    request_body = UpdateTeam,
    responses((status = OK, description = "Done", body = TeamInfo))
)]
async fn update_team(call: Call, Pathed(id): Ident, body: Body<UpdateTeam>) -> Answer {
    let UpdateTeam { name, parent, manager } = body.value;
    call.write(&body.bytes, Lane::Interactive, move |tx| {
        let team = teams::change(tx, id, name.as_deref(), parent, manager)?;
        Reply::ok(&info(team, &members(tx)?))
    })
    .await
}

/// Remove a team without members or teams below it.
#[utoipa::path(
    delete,
    path = "/teams/{id}",
    tag = "people",
    params(("id" = Uuid, Path, description = "The team's id")),
    responses((status = NO_CONTENT, description = "Done"))
)]
async fn delete_team(call: Call, Pathed(id): Ident) -> Answer {
    call.write(b"", Lane::Interactive, move |tx| {
        teams::delete(tx, id)?;
        Ok(Reply::done())
    })
    .await
}

/// How many people each team has.
fn members(r: &mut Reader<'_>) -> Outcome<HashMap<Uuid, u64>> {
    let sql = Sql::new("SELECT team, count(*) FROM user_account WHERE team IS NOT NULL GROUP BY team");
    r.conn().query(&sql)?.iter().map(|row| Ok((row.uuid(0)?, row.int(1)?.unsigned_abs()))).collect()
}

fn info(team: Team, members: &HashMap<Uuid, u64>) -> TeamInfo {
    TeamInfo {
        members: members.get(&team.id).copied().unwrap_or(0),
        id: team.id,
        name: team.name,
        parent: team.parent,
        manager: team.manager,
    }
}
