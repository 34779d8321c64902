//! Working time: hours of the workspace and of teams, and who is away.

use jiff::civil::Date;
use kith_crm::working_time as kept;
use kith_engine::Result as Outcome;

use super::prelude::*;
use crate::model::working_time::*;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .routes(routes!(working_time, set_working_time))
        .routes(routes!(set_team_hours, forget_team_hours))
        .routes(routes!(list_absences, create_absence))
        .routes(routes!(delete_absence))
}

/// When people work.
#[utoipa::path(
    get,
    path = "/working-time",
    tag = "people",
    responses((status = OK, description = "Done", body = WorkingTime))
)]
async fn working_time(call: Call) -> Answer {
    call.read(|r| {
        let found = kept::load(r.conn())?;
        let mut teams: Vec<TeamHours> = found
            .teams
            .iter()
            .map(|(team, hours)| Ok(TeamHours { team: *team, hours: shown(hours)? }))
            .collect::<Outcome<_>>()?;
        teams.sort_by_key(|team| team.team);
        Reply::ok(&WorkingTime { workspace: shown(&found.workspace)?, teams })
    })
    .await
}

/// Set the hours of the workspace.
#[utoipa::path(
    put,
    path = "/working-time",
    tag = "people",
    request_body = SetWorkingHours,
    responses((status = OK, description = "Done", body = WorkingHours))
)]
async fn set_working_time(call: Call, body: Body<SetWorkingHours>) -> Answer {
    let change = asked(body.value)?;
    call.write(&body.bytes, Lane::Interactive, move |tx| Reply::ok(&shown(&kept::set_workspace(tx, &change)?)?)).await
}

/// Set the hours of a team.
#[utoipa::path(
    put,
    path = "/working-time/teams/{id}",
    tag = "people",
    params(("id" = Uuid, Path, description = "The team's id")),
    request_body = SetWorkingHours,
    responses((status = OK, description = "Done", body = WorkingHours))
)]
async fn set_team_hours(call: Call, Pathed(id): Ident, body: Body<SetWorkingHours>) -> Answer {
    let change = asked(body.value)?;
    call.write(&body.bytes, Lane::Interactive, move |tx| Reply::ok(&shown(&kept::set_team(tx, id, &change)?)?)).await
}

/// Let a team keep the hours of those above it again.
#[utoipa::path(
    delete,
    path = "/working-time/teams/{id}",
    tag = "people",
    params(("id" = Uuid, Path, description = "The team's id")),
    responses((status = NO_CONTENT, description = "Done"))
)]
async fn forget_team_hours(call: Call, Pathed(id): Ident) -> Answer {
    call.write(b"", Lane::Interactive, move |tx| {
        kept::forget_team(tx, id)?;
        Ok(Reply::done())
    })
    .await
}

/// Who is away, and when.
#[utoipa::path(
    get,
    path = "/absences",
    tag = "people",
    params(AbsenceParams),
    responses((status = OK, description = "Done", body = AbsenceList))
)]
async fn list_absences(call: Call, Params(params): Params<AbsenceParams>) -> Answer {
    let since = params.since.as_deref().map(|text| day("since", text)).transpose()?;
    call.read(move |r| {
        let since = since.unwrap_or_else(|| r.ctx.now.to_zoned(r.zone()).date());
        let absences = kept::absences(r, since)?.into_iter().map(absence).collect();
        Reply::ok(&AbsenceList { absences })
    })
    .await
}

/// Note that somebody is away.
#[utoipa::path(
    post,
    path = "/absences",
    tag = "people",
    request_body = NewAbsence,
    responses((status = CREATED, description = "Made", body = Absence))
)]
async fn create_absence(call: Call, body: Body<NewAbsence>) -> Answer {
    let NewAbsence { user, from, to, note } = body.value;
    let new = kept::NewAbsence { user, from: day("from", &from)?, to: day("to", &to)?, note };
    call.write(&body.bytes, Lane::Interactive, move |tx| Reply::created(&absence(kept::add_absence(tx, &new)?))).await
}

/// Take an absence back.
#[utoipa::path(
    delete,
    path = "/absences/{id}",
    tag = "people",
    params(("id" = Uuid, Path, description = "The absence's id")),
    responses((status = NO_CONTENT, description = "Done"))
)]
async fn delete_absence(call: Call, Pathed(id): Ident) -> Answer {
    call.write(b"", Lane::Interactive, move |tx| {
        kept::remove_absence(tx, id)?;
        Ok(Reply::done())
    })
    .await
}

fn day(key: &str, text: &str) -> Result<Date, Problem> {
    let found: Option<Date> = text.parse().ok().filter(|day: &Date| day.to_string() == text && day.year() > 0);
    let expected = serde_json::json!({ "expected": "YYYY-MM-DD" });
    found.ok_or_else(|| Problem::invalid().field_with(key, "wrong_type", expected))
}

fn asked(body: SetWorkingHours) -> Result<kept::HoursChange, Problem> {
    let SetWorkingHours { week, days, time_zone, react_within, version } = body;
    let week = same(&week).map_err(|_| wrong("week"))?;
    let days = days.iter().map(same).collect::<Outcome<Vec<_>>>().map_err(|_| wrong("days"))?;
    Ok(kept::HoursChange { week, days, time_zone, react_within, version })
}

fn wrong(key: &str) -> Problem {
    Problem::invalid().field_with(key, "wrong_format", serde_json::json!({ "expected": "HH:MM, YYYY-MM-DD" }))
}

fn shown(hours: &kept::Hours) -> Outcome<WorkingHours> {
    Ok(WorkingHours {
        week: same(&hours.week)?,
        days: same(&hours.days)?,
        time_zone: hours.time_zone.clone(),
        react_within: hours.react_within,
        version: hours.version,
    })
}

fn absence(one: kept::Absence) -> Absence {
    Absence { id: one.id, user: one.user, from: one.from.to_string(), to: one.to.to_string(), note: one.note }
}
