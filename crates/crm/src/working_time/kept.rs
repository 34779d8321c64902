//! The hours that the workspace and its teams keep, and whose hours a person's are.

use std::collections::HashMap;

use jiff::tz::TimeZone;
use kith_catalogue::Problem;
use kith_engine::people::{teams, users};
use kith_engine::{Conn, Error, Reader, Result, Row, Sql, Tx};
use kith_policy::Permission;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::Calendar;
use super::absences;
use super::hours::{SpecialDay, Week, wrong};
use crate::log;

/// What the log calls it.
const TABLE: &str = "working_time";
/// The most days that differ, of one calendar.
const MOST_DAYS: usize = 1_000;
/// The longest name of a day.
const MAX_NAME: usize = 200;
/// The longest time in which somebody has to react, in minutes of work.
pub(crate) const LONGEST: u32 = 60 * 24 * 30;

/// The hours of the workspace or of a team.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hours {
    /// The hours of a week.
    pub week: Week,
    /// Days that differ, in order. Those of the workspace hold for teams too, unless a team says otherwise of a day.
    pub days: Vec<SpecialDay>,
    /// IANA zone; the workspace's when none. A person's own zone goes before.
    pub time_zone: Option<String>,
    /// In how many minutes of work somebody is to react to an inquiry.
    pub react_within: Option<u32>,
    /// Counts its changes; 0 for what nobody has set.
    pub version: i64,
}

/// Hours to be kept, as a whole.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "as in Hours")]
pub struct HoursChange {
    pub week: Week,
    pub days: Vec<SpecialDay>,
    pub time_zone: Option<String>,
    pub react_within: Option<u32>,
    /// The version that the change was made on.
    pub version: Option<i64>,
}

/// All hours, and who is away.
#[derive(Debug, Clone, Default)]
pub struct WorkingTime {
    /// The workspace's.
    pub workspace: Hours,
    /// Of the teams that have their own.
    pub teams: HashMap<Uuid, Hours>,
    parents: HashMap<Uuid, Option<Uuid>>,
}

/// The hours that are kept.
///
/// # Errors
/// When the store fails.
pub fn load(conn: &mut Conn) -> Result<WorkingTime> {
    let parents = teams::list(conn)?.into_iter().map(|team| (team.id, team.parent)).collect();
    let mut found = WorkingTime { parents, ..WorkingTime::default() };
    let sql = Sql::new("SELECT scope, week, days, time_zone, react_within, version FROM working_hours");
    for row in conn.query(&sql)? {
        let (scope, hours) = (row.uuid(0)?, hours_of(&row)?);
        if scope.is_nil() {
            found.workspace = hours;
        } else if found.parents.contains_key(&scope) {
            found.teams.insert(scope, hours);
        }
    }
    Ok(found)
}

fn hours_of(row: &Row) -> Result<Hours> {
    let broken = |error: serde_json::Error| Error::internal(format!("working hours: {error}"));
    Ok(Hours {
        week: serde_json::from_str(row.text(1)?).map_err(broken)?,
        days: serde_json::from_str(row.text(2)?).map_err(broken)?,
        time_zone: row.opt_text(3)?.map(str::to_owned),
        react_within: row.opt_int(4)?.and_then(|minutes| u32::try_from(minutes).ok()),
        version: row.int(5)?,
    })
}

impl WorkingTime {
    /// The hours that a team keeps: its own, or those of the nearest team above that has some.
    fn nearest(&self, team: Option<Uuid>) -> Option<&Hours> {
        let mut at = team;
        for _ in 0..=self.parents.len() {
            let team = at?;
            if let Some(hours) = self.teams.get(&team) {
                return Some(hours);
            }
            at = self.parents.get(&team).copied().flatten();
        }
        None
    }

    /// In how many minutes of work somebody of a team is to react.
    pub(crate) fn react_within(&self, team: Option<Uuid>) -> Option<u32> {
        self.nearest(team).and_then(|hours| hours.react_within).or(self.workspace.react_within)
    }

    /// The calendar of a person of that team and zone.
    pub(crate) fn calendar(&self, team: Option<Uuid>, own_zone: Option<&str>, fallback: &TimeZone) -> Calendar {
        let own = self.nearest(team);
        let hours = own.unwrap_or(&self.workspace);
        let zones = [own_zone, hours.time_zone.as_deref(), self.workspace.time_zone.as_deref()];
        let zone = zones.into_iter().flatten().find_map(|name| TimeZone::get(name).ok());
        let mut calendar = Calendar::new(zone.unwrap_or_else(|| fallback.clone()), hours.week.clone());
        for day in self.workspace.days.iter().chain(own.into_iter().flat_map(|own| &own.days)) {
            calendar = calendar.with_day(day.day, day.hours.clone());
        }
        calendar
    }
}

/// When a person works, his absences left out; the workspace's hours where nobody is named.
pub(crate) fn calendar_of(reader: &mut Reader<'_>, person: Option<Uuid>) -> Result<Calendar> {
    let person = match person {
        Some(person) => users::find(reader.conn(), person)?,
        None => None,
    };
    let zone = reader.cat.zone.clone();
    let kept = load(reader.conn())?;
    let Some(person) = person else { return Ok(kept.calendar(None, None, &zone)) };
    let mut calendar = kept.calendar(person.team, person.time_zone.as_deref(), &zone);
    let now = reader.ctx.now;
    for (from, to) in absences::days_of(reader.conn(), person.id, now)? {
        calendar = calendar.with_absence(from, to);
    }
    Ok(calendar)
}

/// Sets the hours of the workspace.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::Invalid`], [`Error::VersionConflict`].
pub fn set_workspace(tx: &mut Tx<'_>, change: &HoursChange) -> Result<Hours> {
    set(tx, Uuid::nil(), change)
}

/// Sets a team's own hours.
///
/// # Errors
/// As [`set_workspace`]; [`Error::NotFound`] for a team that is not there.
pub fn set_team(tx: &mut Tx<'_>, team: Uuid, change: &HoursChange) -> Result<Hours> {
    teams::find(tx.sql(), team)?.ok_or(Error::NotFound)?;
    set(tx, team, change)
}

/// Lets a team keep the hours of those above it again.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for a team without hours of its own.
pub fn forget_team(tx: &mut Tx<'_>, team: Uuid) -> Result<()> {
    permit(tx)?;
    let before = find(tx.sql(), team)?.filter(|_| !team.is_nil()).ok_or(Error::NotFound)?;
    tx.sql().exec(&Sql::new("DELETE FROM working_hours WHERE scope = ").bind(team))?;
    told(tx, "deleted", team, Some(&before), None)
}

fn find(conn: &mut Conn, scope: Uuid) -> Result<Option<Hours>> {
    let sql = Sql::new("SELECT scope, week, days, time_zone, react_within, version FROM working_hours WHERE scope = ");
    conn.one(&sql.bind(scope))?.as_ref().map(hours_of).transpose()
}

fn set(tx: &mut Tx<'_>, scope: Uuid, change: &HoursChange) -> Result<Hours> {
    permit(tx)?;
    let before = find(tx.sql(), scope)?;
    let version = before.as_ref().map_or(0, |before| before.version);
    if change.version.is_some_and(|on| on != version) {
        return Err(Error::VersionConflict { object: TABLE.to_owned(), id: scope, version });
    }
    let after = checked(change, version + 1)?;
    let text = |json: serde_json::Result<String>| json.map_err(Error::internal);
    let mut sql = Sql::new(
        "INSERT INTO working_hours (scope, week, days, time_zone, react_within, version, updated_at) VALUES (",
    );
    sql.arg(scope).add(", ").arg(text(serde_json::to_string(&after.week))?);
    sql.add(", ").arg(text(serde_json::to_string(&after.days))?).add(", ").arg(after.time_zone.clone());
    sql.add(", ").arg(after.react_within).add(", ").arg(after.version).add(", ").arg(tx.ctx.now);
    sql.add(") ON CONFLICT (scope) DO UPDATE SET week = excluded.week, days = excluded.days, time_zone = excluded.time_zone, ");
    sql.add("react_within = excluded.react_within, version = excluded.version, updated_at = excluded.updated_at");
    tx.sql().exec(&sql)?;
    told(tx, "updated", scope, before.as_ref(), Some(&after))?;
    Ok(after)
}

/// What is given, as far as it holds: one entry a day, in order.
fn checked(change: &HoursChange, version: i64) -> Result<Hours> {
    let mut problems = change.week.problems();
    let mut days = change.days.clone();
    days.sort_by_key(|day| day.day);
    let at = |problem: Problem, n: usize| problem.at(&n.to_string()).at("days");
    if days.len() > MOST_DAYS {
        problems.push(Problem::new("too_many").with("max", MOST_DAYS).at("days"));
    }
    for (n, day) in change.days.iter().enumerate() {
        problems.extend(wrong(&day.hours).map(|problem| at(problem.at("hours"), n)));
        if day.name.chars().count() > MAX_NAME || day.name.chars().any(char::is_control) {
            problems.push(at(Problem::new("too_long").with("max", MAX_NAME).at("name"), n));
        }
        if change.days[..n].iter().any(|other| other.day == day.day) {
            problems.push(at(Problem::new("repeated").at("day"), n));
        }
    }
    if change.time_zone.as_deref().is_some_and(|zone| TimeZone::get(zone).is_err()) {
        problems.push(Problem::new("unknown_time_zone").at("time_zone"));
    }
    if change.react_within.is_some_and(|minutes| minutes == 0 || minutes > LONGEST) {
        problems.push(Problem::new("out_of_range").with("min", 1).with("max", LONGEST).at("react_within"));
    }
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    let (week, time_zone, react_within) = (change.week.clone(), change.time_zone.clone(), change.react_within);
    Ok(Hours { week, days, time_zone, react_within, version })
}

fn permit(tx: &Tx<'_>) -> Result<()> {
    if tx.access.may(Permission::ManageUsers) { Ok(()) } else { Err(Error::forbidden("manage_users")) }
}

fn told(tx: &mut Tx<'_>, verb: &str, scope: Uuid, before: Option<&Hours>, after: Option<&Hours>) -> Result<()> {
    type Part = fn(&Hours) -> Json;
    let of = |part: Part| (before.map_or(Json::Null, part), after.map_or(Json::Null, part));
    let parts: [(&str, Part); 4] = [
        ("week", |hours| json!(hours.week)),
        ("days", |hours| json!(hours.days)),
        ("time_zone", |hours| json!(hours.time_zone)),
        ("react_within", |hours| json!(hours.react_within)),
    ];
    let changes = parts.into_iter().map(|(field, part)| {
        let (was, is) = of(part);
        log::change(field, was, is)
    });
    log::about_row(tx, TABLE, verb, scope, changes.collect())?;
    Ok(())
}
