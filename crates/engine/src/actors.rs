//! People as actors: their teams and roles, read from the hand-written tables and kept until rights change.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use kith_catalogue::Lang;
use kith_policy::{Actor, Role, User};
use kith_store::{Conn, Sql};
use uuid::Uuid;

use crate::Result;
use crate::people::{roles, teams};
use crate::settings::{self, WorkspaceSettings, keys};

/// Actors read before, valid while the version of rights stays the same.
#[derive(Default)]
pub struct ActorCache(Mutex<Cached>);

#[derive(Default)]
struct Cached {
    version: i64,
    actors: HashMap<(Uuid, Option<Uuid>), Actor>,
}

impl ActorCache {
    /// The actor of an active user, limited to one role when `role` names it; none when the user is unknown or
    /// deactivated. Reads the version of rights in the same snapshot, so that a revoked right is gone at once.
    ///
    /// # Errors
    /// When the store fails.
    pub fn get(&self, conn: &mut Conn, user: Uuid, role: Option<Uuid>) -> Result<Option<Actor>> {
        let version = rights_version(conn)?;
        {
            let mut cached = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if cached.version != version {
                cached.actors.clear();
                cached.version = version;
            }
            if let Some(actor) = cached.actors.get(&(user, role)) {
                return Ok(Some(actor.clone()));
            }
        }
        let Some(actor) = load(conn, user, role)? else { return Ok(None) };
        let mut cached = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if cached.version == version {
            cached.actors.insert((user, role), actor.clone());
        }
        Ok(Some(actor))
    }
}

/// Counts changes of users, teams and roles.
///
/// # Errors
/// When the store fails.
pub fn rights_version(conn: &mut Conn) -> Result<i64> {
    Ok(settings::get(conn, keys::RIGHTS_VERSION)?.unwrap_or(0))
}

/// Tells every process that users, teams or roles have changed. Belongs into the transaction of that change.
///
/// # Errors
/// When the store fails.
pub fn rights_changed(conn: &mut Conn) -> Result<()> {
    settings::bump(conn, keys::RIGHTS_VERSION)?;
    Ok(())
}

fn load(conn: &mut Conn, id: Uuid, only_role: Option<Uuid>) -> Result<Option<Actor>> {
    let sql = Sql::new("SELECT name, email, team, language, time_zone FROM user_account WHERE id = ")
        .bind(id)
        .push(" AND active = 1");
    let Some(row) = conn.one(&sql)? else { return Ok(None) };
    let team = row.opt_uuid(2)?;
    let frame = Frame::read(conn)?;
    let team_users = match team {
        Some(team) => team_users(conn, id, team)?,
        None => Arc::from([id]),
    };
    let user = User {
        id,
        name: row.text(0)?.to_owned(),
        email: row.opt_text(1)?.unwrap_or_default().to_owned(),
        team,
        team_users,
        language: row.opt_text(3)?.and_then(Lang::parse).unwrap_or(frame.language),
        time_zone: row.opt_text(4)?.map_or_else(|| frame.time_zone.clone(), str::to_owned),
    };
    let roles = roles_of(conn, id, only_role)?;
    Ok(Some(Actor::User { user: Arc::new(user), roles: roles.into() }))
}

/// Whom a person reaches through his team, read past the cache: good inside of a transaction that moves people.
pub(crate) fn reached_by(conn: &mut Conn, user: Uuid) -> Result<Arc<[Uuid]>> {
    let row = conn.one(&Sql::new("SELECT team FROM user_account WHERE id = ").bind(user))?;
    match row.map(|row| row.opt_uuid(0)).transpose()?.flatten() {
        Some(team) => team_users(conn, user, team),
        None => Ok(Arc::from([user])),
    }
}

/// The people of a team and of all teams below it, and the person himself.
fn team_users(conn: &mut Conn, me: Uuid, team: Uuid) -> Result<Arc<[Uuid]>> {
    let mut users = teams::people_of(conn, team)?;
    if !users.contains(&me) {
        users.push(me);
    }
    Ok(users.into())
}

fn roles_of(conn: &mut Conn, user: Uuid, only: Option<Uuid>) -> Result<Vec<Arc<Role>>> {
    let all = roles::of_user(conn, user)?;
    Ok(all.into_iter().filter(|role| only.is_none_or(|only| role.id == only)).map(Arc::new).collect())
}

/// What a person has who has chosen nothing himself.
struct Frame {
    language: Lang,
    time_zone: String,
}

impl Frame {
    fn read(conn: &mut Conn) -> Result<Self> {
        let settings: WorkspaceSettings = settings::get(conn, keys::WORKSPACE)?.unwrap_or_default();
        Ok(Self { language: Lang::parse(&settings.language).unwrap_or(Lang::En), time_zone: settings.time_zone })
    }
}
