//! The people who work in the workspace.

use std::collections::BTreeMap;

use kith_catalogue::{Problem, text};
use kith_store::{Conn, Row, Sql};
use serde::Serialize;
use uuid::Uuid;

use super::{changed, difference, permit, rank, roles, teams, text_of};
use crate::{Error, Result, Tx};

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Person {
    /// Id.
    pub id: Uuid,
    /// Name.
    pub name: String,
    /// Address to sign in with, in lower case; people without one cannot sign in.
    pub email: Option<String>,
    /// Team.
    pub team: Option<Uuid>,
    /// The team's manager.
    pub manager: Option<Uuid>,
    /// The topmost team above the person's own.
    pub office: Option<Uuid>,
    /// Whether he may sign in and be given records.
    pub active: bool,
    /// `en`, `ru` or `cs`; the workspace's when none.
    pub language: Option<String>,
    /// IANA zone; the workspace's when none.
    pub time_zone: Option<String>,
}

/// A person to be.
#[derive(Debug, Clone, Default)]
pub struct NewPerson {
    /// Name; required.
    pub name: String,
    /// Address to sign in with.
    pub email: Option<String>,
    /// PHC string of the argon2id hash; people without one cannot sign in.
    pub password_hash: Option<String>,
    /// Team.
    pub team: Option<Uuid>,
    /// Roles.
    pub roles: Vec<Uuid>,
    /// `en`, `ru` or `cs`.
    pub language: Option<String>,
    /// IANA zone.
    pub time_zone: Option<String>,
}

/// What to change about a person; what is none stays.
#[derive(Debug, Clone, Default)]
pub struct PersonChange {
    /// Name.
    pub name: Option<String>,
    /// Address; `Some(None)` takes it away.
    pub email: Option<Option<String>>,
    /// Team; `Some(None)` takes him out of his team.
    pub team: Option<Option<Uuid>>,
    /// All his roles.
    pub roles: Option<Vec<Uuid>>,
    /// Language.
    pub language: Option<Option<String>>,
    /// Zone.
    pub time_zone: Option<Option<String>>,
}

const COLUMNS: &str = "SELECT id, name, email, team, manager, office, active, language, time_zone FROM user_account";

fn person(row: &Row) -> Result<Person> {
    Ok(Person {
        id: row.uuid(0)?,
        name: row.text(1)?.to_owned(),
        email: row.opt_text(2)?.map(str::to_owned),
        team: row.opt_uuid(3)?,
        manager: row.opt_uuid(4)?,
        office: row.opt_uuid(5)?,
        active: row.int(6)? != 0,
        language: row.opt_text(7)?.map(str::to_owned),
        time_zone: row.opt_text(8)?.map(str::to_owned),
    })
}

/// Everybody, by name.
///
/// # Errors
/// When the store fails.
pub fn list(conn: &mut Conn) -> Result<Vec<Person>> {
    conn.query(&Sql::new(COLUMNS).push(" ORDER BY name_s, id"))?.iter().map(person).collect()
}

/// When each person's sessions were last used, in milliseconds UTC; nobody is among them who has signed out everywhere.
///
/// # Errors
/// When the store fails.
pub fn last_seen(conn: &mut Conn) -> Result<BTreeMap<Uuid, i64>> {
    let sql = Sql::new("SELECT user_id, max(last_seen_at) FROM session GROUP BY user_id");
    conn.query(&sql)?.iter().map(|row| Ok((row.uuid(0)?, row.int(1)?))).collect()
}

/// One person.
///
/// # Errors
/// When the store fails.
pub fn find(conn: &mut Conn, id: Uuid) -> Result<Option<Person>> {
    conn.one(&Sql::new(COLUMNS).push(" WHERE id = ").bind(id))?.as_ref().map(person).transpose()
}

/// The person who signs in with this address, in whatever case it is written.
///
/// # Errors
/// When the store fails.
pub fn by_email(conn: &mut Conn, email: &str) -> Result<Option<Person>> {
    let email = email.trim().to_lowercase();
    conn.one(&Sql::new(COLUMNS).push(" WHERE email = ").bind(email))?.as_ref().map(person).transpose()
}

/// People of that name, without regard to case and diacritics.
///
/// # Errors
/// When the store fails.
pub fn by_name(conn: &mut Conn, name: &str) -> Result<Vec<Person>> {
    let folded = text::fold(name.trim());
    conn.query(&Sql::new(COLUMNS).push(" WHERE name_f = ").bind(folded).push(" ORDER BY id"))?
        .iter()
        .map(person)
        .collect()
}

/// Adds a person.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Invalid`] for an address that is taken or malformed, an unknown team or role.
pub fn create(tx: &mut Tx<'_>, new: &NewPerson) -> Result<Uuid> {
    permit(tx)?;
    let name = checked_name(&new.name)?;
    let email = new.email.as_deref().map(checked_email).transpose()?;
    let id = tx.new_id();
    check_free(tx.sql(), email.as_deref(), id)?;
    if let Some(team) = new.team {
        teams::must_exist(tx.sql(), team)?;
    }
    let now = tx.ctx.now.as_millisecond();
    let key = tx.cat.collator().key(&name);
    let mut sql = Sql::new(
        "INSERT INTO user_account (id, name, name_f, name_s, email, password_hash, team, active, language, time_zone, created_at, updated_at) VALUES (",
    );
    sql.arg(id).add(", ").arg(name.as_str()).add(", ").arg(text::fold(&name)).add(", ").arg(key);
    sql.add(", ").arg(email.clone()).add(", ").arg(new.password_hash.clone()).add(", ").arg(new.team);
    sql.add(", 1, ").arg(new.language.clone()).add(", ").arg(new.time_zone.clone());
    sql.add(", ").arg(now).add(", ").arg(now).add(")");
    tx.sql().exec(&sql)?;
    set_roles(tx, id, &new.roles)?;
    rank::permit_new_user(tx, id)?;
    rank::keep_reach(tx)?;
    teams::refresh(tx.sql())?;
    let changes =
        [difference("name", serde_json::Value::Null, name), difference("email", serde_json::Value::Null, email)];
    changed(tx, "user", "created", id, changes.into_iter().flatten().collect())?;
    Ok(id)
}

/// Changes a person. One may change one's own name, language and zone; the rest takes the right to manage people.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`], [`Error::Invalid`]; [`Error::Refused`] with `last_administrator` when
/// nobody would be left who may do everything.
pub fn change(tx: &mut Tx<'_>, id: Uuid, with: &PersonChange) -> Result<Person> {
    let own = tx.ctx.user_id() == Some(id) && with.email.is_none() && with.team.is_none() && with.roles.is_none();
    if !own {
        permit(tx)?;
    }
    let before = find(tx.sql(), id)?.ok_or(Error::NotFound)?;
    rank::permit_user(tx, id)?;
    rank::permit_roles(tx, with.roles.as_deref().unwrap_or_default())?;
    let mut after = before.clone();
    if let Some(name) = &with.name {
        after.name = checked_name(name)?;
    }
    if let Some(email) = &with.email {
        after.email = email.as_deref().map(checked_email).transpose()?;
        check_free(tx.sql(), after.email.as_deref(), id)?;
    }
    if let Some(team) = with.team {
        if let Some(team) = team {
            teams::must_exist(tx.sql(), team)?;
        }
        after.team = team;
    }
    after.language = with.language.clone().unwrap_or(after.language);
    after.time_zone = with.time_zone.clone().unwrap_or(after.time_zone);
    check_settings(after.language.as_deref(), after.time_zone.as_deref())?;
    let key = tx.cat.collator().key(&after.name);
    let mut sql = Sql::new("UPDATE user_account SET name = ");
    sql.arg(after.name.as_str()).add(", name_f = ").arg(text::fold(&after.name)).add(", name_s = ").arg(key);
    sql.add(", email = ").arg(after.email.clone()).add(", team = ").arg(after.team);
    sql.add(", language = ").arg(after.language.clone()).add(", time_zone = ").arg(after.time_zone.clone());
    sql.add(" WHERE id = ").arg(id);
    tx.sql().exec(&sql)?;
    if let Some(roles) = &with.roles {
        set_roles(tx, id, roles)?;
        roles::keep_an_administrator(tx.sql())?;
    }
    rank::permit_user(tx, id)?;
    rank::keep_reach(tx)?;
    teams::refresh(tx.sql())?;
    let changes = [
        difference("name", before.name, after.name.clone()),
        difference("email", before.email, after.email.clone()),
        difference("team", text_of(before.team), text_of(after.team)),
    ];
    changed(tx, "user", "updated", id, changes.into_iter().flatten().collect())?;
    find(tx.sql(), id)?.ok_or(Error::NotFound)
}

/// Lets a person in or shuts him out at once: his sessions and tokens end with the transaction.
///
/// # Errors
/// As [`change`].
pub fn set_active(tx: &mut Tx<'_>, id: Uuid, active: bool) -> Result<()> {
    permit(tx)?;
    let before = find(tx.sql(), id)?.ok_or(Error::NotFound)?;
    rank::permit_user(tx, id)?;
    if before.active == active {
        return Ok(());
    }
    tx.sql()
        .exec(&Sql::new("UPDATE user_account SET active = ").bind(i64::from(active)).push(" WHERE id = ").bind(id))?;
    if !active {
        roles::keep_an_administrator(tx.sql())?;
        end_access(tx.sql(), id)?;
    }
    let verb = if active { "activated" } else { "deactivated" };
    changed(tx, "user", verb, id, difference("active", before.active, active).into_iter().collect())
}

/// Sets the hash of a person's password and ends his sessions.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Forbidden`] unless it is one's own or one may manage people.
pub fn set_password(tx: &mut Tx<'_>, id: Uuid, hash: &str) -> Result<()> {
    if tx.ctx.user_id() != Some(id) {
        permit(tx)?;
    }
    rank::permit_user(tx, id)?;
    let sql = Sql::new("UPDATE user_account SET password_hash = ")
        .bind(hash)
        .push(", password_changed_at = ")
        .bind(tx.ctx.now)
        .push(" WHERE id = ")
        .bind(id);
    if tx.sql().exec(&sql)? == 0 {
        return Err(Error::NotFound);
    }
    end_sessions(tx.sql(), id)?;
    changed(tx, "user", "password_changed", id, Vec::new())
}

/// Ends all sessions of a person.
///
/// # Errors
/// When the store fails.
pub fn end_sessions(conn: &mut Conn, user: Uuid) -> Result<()> {
    conn.exec(&Sql::new("DELETE FROM session WHERE user_id = ").bind(user))?;
    Ok(())
}

fn end_access(conn: &mut Conn, user: Uuid) -> Result<()> {
    end_sessions(conn, user)?;
    conn.exec(&Sql::new("DELETE FROM token WHERE user_id = ").bind(user))?;
    Ok(())
}

fn set_roles(tx: &mut Tx<'_>, user: Uuid, roles: &[Uuid]) -> Result<()> {
    tx.sql().exec(&Sql::new("DELETE FROM user_role WHERE user_id = ").bind(user))?;
    for role in roles {
        roles::find(tx.sql(), *role)?.ok_or_else(|| Error::field("roles", "not_found"))?;
        let mut sql = Sql::new("INSERT INTO user_role (user_id, role_id) VALUES (");
        sql.arg(user).add(", ").arg(*role).add(") ON CONFLICT DO NOTHING");
        tx.sql().exec(&sql)?;
    }
    Ok(())
}

fn checked_name(name: &str) -> Result<String> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Error::field("name", "required"));
    }
    if name.chars().count() > 200 || name.contains('\0') {
        return Err(Error::Invalid(vec![Problem::new("too_long").with("max", 200).at("name")]));
    }
    Ok(name.to_owned())
}

fn checked_email(email: &str) -> Result<String> {
    let email = email.trim().to_lowercase();
    let well_formed = email.len() <= 254
        && !email.chars().any(|c| c.is_whitespace() || c.is_control())
        && email
            .split_once('@')
            .is_some_and(|(local, host)| !local.is_empty() && !host.is_empty() && !host.contains('@'));
    if well_formed { Ok(email) } else { Err(Error::field("email", "not_an_email")) }
}

fn check_free(conn: &mut Conn, email: Option<&str>, id: Uuid) -> Result<()> {
    let Some(email) = email else { return Ok(()) };
    let sql = Sql::new("SELECT 1 FROM user_account WHERE email = ").bind(email).push(" AND id <> ").bind(id);
    if conn.one(&sql)?.is_some() { Err(Error::field("email", "taken")) } else { Ok(()) }
}

fn check_settings(language: Option<&str>, time_zone: Option<&str>) -> Result<()> {
    if language.is_some_and(|language| kith_catalogue::Lang::parse(language).is_none()) {
        return Err(Error::field("language", "unknown_language"));
    }
    if time_zone.is_some_and(|zone| jiff::tz::TimeZone::get(zone).is_err()) {
        return Err(Error::field("time_zone", "unknown_time_zone"));
    }
    Ok(())
}
