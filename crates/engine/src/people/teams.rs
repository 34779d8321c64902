//! Teams: a tree. The topmost team above a person's own is his office; his team's manager is his manager.

use std::collections::HashMap;

use kith_catalogue::text;
use kith_store::{Conn, Row, Sql};
use serde::Serialize;
use uuid::Uuid;

use super::{changed, difference, permit, rank, text_of, users};
use crate::{Error, Result, Tx};

/// How deep the tree may be.
const MAX_DEPTH: usize = 16;

/// A team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Team {
    /// Id.
    pub id: Uuid,
    /// Name.
    pub name: String,
    /// The team above.
    pub parent: Option<Uuid>,
    /// Who leads it.
    pub manager: Option<Uuid>,
}

fn team(row: &Row) -> Result<Team> {
    Ok(Team { id: row.uuid(0)?, name: row.text(1)?.to_owned(), parent: row.opt_uuid(2)?, manager: row.opt_uuid(3)? })
}

/// The people of the teams that somebody leads, and of those below them.
///
/// # Errors
/// When the store fails.
pub fn led_by(conn: &mut Conn, manager: Uuid) -> Result<Vec<Uuid>> {
    people(conn, "manager", manager)
}

/// The people of a team and of all teams below it.
///
/// # Errors
/// When the store fails.
pub(crate) fn people_of(conn: &mut Conn, team: Uuid) -> Result<Vec<Uuid>> {
    people(conn, "id", team)
}

/// The people of the teams with that value in that column, and of those below them, by id.
fn people(conn: &mut Conn, column: &'static str, value: Uuid) -> Result<Vec<Uuid>> {
    let sql = Sql::new("WITH RECURSIVE below (id) AS (SELECT id FROM team WHERE ").push(column).push(" = ").bind(value);
    let sql = sql.push(
        " UNION SELECT team.id FROM team JOIN below ON team.parent = below.id) \
         SELECT user_account.id FROM user_account JOIN below ON user_account.team = below.id ORDER BY 1",
    );
    conn.query(&sql)?.iter().map(|row| Ok(row.uuid(0)?)).collect()
}

/// All teams, by name.
///
/// # Errors
/// When the store fails.
pub fn list(conn: &mut Conn) -> Result<Vec<Team>> {
    conn.query(&Sql::new("SELECT id, name, parent, manager FROM team ORDER BY name_s, id"))?.iter().map(team).collect()
}

/// One team.
///
/// # Errors
/// When the store fails.
pub fn find(conn: &mut Conn, id: Uuid) -> Result<Option<Team>> {
    let sql = Sql::new("SELECT id, name, parent, manager FROM team WHERE id = ").bind(id);
    conn.one(&sql)?.as_ref().map(team).transpose()
}

/// Adds a team.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Invalid`] for an empty name, an unknown parent or manager.
pub fn create(tx: &mut Tx<'_>, name: &str, parent: Option<Uuid>, manager: Option<Uuid>) -> Result<Uuid> {
    permit(tx)?;
    let name = checked_name(name)?;
    let id = tx.new_id();
    check_links(tx.sql(), id, parent, manager)?;
    let (now, key) = (tx.ctx.now.as_millisecond(), tx.cat.collator().key(&name));
    let mut sql =
        Sql::new("INSERT INTO team (id, name, name_f, name_s, parent, manager, created_at, updated_at) VALUES (");
    sql.arg(id).add(", ").arg(name.as_str()).add(", ").arg(text::fold(&name)).add(", ").arg(key).add(", ").arg(parent);
    sql.add(", ").arg(manager).add(", ").arg(now).add(", ").arg(now).add(")");
    tx.sql().exec(&sql)?;
    refresh(tx.sql())?;
    let change = difference("name", serde_json::Value::Null, name);
    changed(tx, "team", "created", id, change.into_iter().collect())?;
    Ok(id)
}

/// Changes a team; what is none stays.
///
/// # Errors
/// As [`create`]; [`Error::NotFound`]; `cycle` for a parent that lies below the team itself.
pub fn change(
    tx: &mut Tx<'_>,
    id: Uuid,
    name: Option<&str>,
    parent: Option<Option<Uuid>>,
    manager: Option<Option<Uuid>>,
) -> Result<Team> {
    permit(tx)?;
    let before = find(tx.sql(), id)?.ok_or(Error::NotFound)?;
    let after = Team {
        id,
        name: name.map_or_else(|| Ok(before.name.clone()), checked_name)?,
        parent: parent.unwrap_or(before.parent),
        manager: manager.unwrap_or(before.manager),
    };
    check_links(tx.sql(), id, after.parent, after.manager)?;
    let key = tx.cat.collator().key(&after.name);
    let mut sql = Sql::new("UPDATE team SET name = ");
    sql.arg(after.name.as_str()).add(", name_f = ").arg(text::fold(&after.name)).add(", name_s = ").arg(key);
    sql.add(", parent = ").arg(after.parent).add(", manager = ").arg(after.manager);
    sql.add(" WHERE id = ").arg(id);
    tx.sql().exec(&sql)?;
    rank::keep_reach(tx)?;
    refresh(tx.sql())?;
    let changes = [
        difference("name", before.name, after.name.clone()),
        difference("parent", text_of(before.parent), text_of(after.parent)),
        difference("manager", text_of(before.manager), text_of(after.manager)),
    ];
    changed(tx, "team", "updated", id, changes.into_iter().flatten().collect())?;
    Ok(after)
}

/// Removes a team that has neither people nor teams below it.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`]; [`Error::Refused`] with `team_not_empty`.
pub fn delete(tx: &mut Tx<'_>, id: Uuid) -> Result<()> {
    permit(tx)?;
    let before = find(tx.sql(), id)?.ok_or(Error::NotFound)?;
    let sql = Sql::new("SELECT 1 FROM user_account WHERE team = ")
        .bind(id)
        .push(" UNION ALL SELECT 1 FROM team WHERE parent = ")
        .bind(id);
    if tx.sql().one(&sql)?.is_some() {
        return Err(Error::refused("team_not_empty"));
    }
    tx.sql().exec(&Sql::new("DELETE FROM team WHERE id = ").bind(id))?;
    let change = difference("name", before.name, serde_json::Value::Null);
    changed(tx, "team", "deleted", id, change.into_iter().collect())
}

pub(super) fn must_exist(conn: &mut Conn, id: Uuid) -> Result<()> {
    if find(conn, id)?.is_some() { Ok(()) } else { Err(Error::field("team", "not_found")) }
}

fn checked_name(name: &str) -> Result<String> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 200 {
        return Err(Error::field("name", if name.is_empty() { "required" } else { "too_long" }));
    }
    Ok(name.to_owned())
}

fn check_links(conn: &mut Conn, id: Uuid, parent: Option<Uuid>, manager: Option<Uuid>) -> Result<()> {
    if let Some(manager) = manager {
        users::find(conn, manager)?.ok_or_else(|| Error::field("manager", "not_found"))?;
    }
    let mut above = parent;
    for _ in 0..MAX_DEPTH {
        let Some(next) = above else { return Ok(()) };
        if next == id {
            return Err(Error::field("parent", "cycle"));
        }
        above = find(conn, next)?.ok_or_else(|| Error::field("parent", "not_found"))?.parent;
    }
    Err(Error::field("parent", "too_deep"))
}

/// Works out everybody's manager and office anew from the tree.
pub(super) fn refresh(conn: &mut Conn) -> Result<()> {
    let teams: HashMap<Uuid, Team> = list(conn)?.into_iter().map(|team| (team.id, team)).collect();
    for person in users::list(conn)? {
        let own = person.team.and_then(|id| teams.get(&id));
        let manager = own.and_then(|team| manager_of(team, &teams));
        let office = own.map(|team| root_of(team, &teams));
        if (manager, office) != (person.manager, person.office) {
            let mut sql = Sql::new("UPDATE user_account SET manager = ");
            sql.arg(manager).add(", office = ").arg(office).add(" WHERE id = ").arg(person.id);
            conn.exec(&sql)?;
        }
    }
    Ok(())
}

/// The manager of the team, or of the nearest team above that has one. Whoever leads a team is his own manager there, so
/// that figures by manager hold what he sells himself.
fn manager_of(team: &Team, teams: &HashMap<Uuid, Team>) -> Option<Uuid> {
    let mut at = Some(team);
    for _ in 0..MAX_DEPTH {
        let team = at?;
        if team.manager.is_some() {
            return team.manager;
        }
        at = team.parent.and_then(|id| teams.get(&id));
    }
    None
}

fn root_of(team: &Team, teams: &HashMap<Uuid, Team>) -> Uuid {
    let mut at = team;
    for _ in 0..MAX_DEPTH {
        match at.parent.and_then(|id| teams.get(&id)) {
            Some(above) => at = above,
            None => break,
        }
    }
    at.id
}
