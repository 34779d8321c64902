//! Saving, changing and removing views.

use kith_catalogue::Problem;
use kith_engine::events::FieldChange;
use kith_engine::{Conn, Error, Result, Sql, Tx};
use kith_policy::Permission;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::{Audience, Kind, Scope, State, VIEW, View, find, may_change};
use crate::log;

/// What an event about a view says it is a view of …
pub(super) const OBJECT: &str = "object";
/// … and who found it before and finds it now.
pub(super) const AUDIENCE: &str = "audience";

/// The most views that one person keeps of one object.
const MAX_VIEWS: i64 = 200;
/// The longest name.
const MAX_NAME: usize = 200;

/// A view to be saved.
#[derive(Debug, Clone)]
pub struct NewView {
    /// The object whose records it shows.
    pub object: String,
    /// What people call it.
    pub name: String,
    /// How it shows them.
    pub kind: Kind,
    /// Who finds it.
    pub scope: Scope,
    /// What it shows.
    pub state: State,
}

/// What is to change about a view; what is none stays.
#[derive(Debug, Clone, Default)]
pub struct ViewChange {
    /// What people call it.
    pub name: Option<String>,
    /// Who finds it.
    pub scope: Option<Scope>,
    /// What it shows, as a whole.
    pub state: Option<State>,
    /// Its place.
    pub position: Option<i64>,
    /// The version that the change was made on.
    pub version: Option<i64>,
}

/// Saves a view of the actor's own.
///
/// # Errors
/// [`Error::NotFound`] for an object that he does not know of, [`Error::Invalid`], [`Error::Forbidden`] when he may not
/// share so widely.
pub fn create(tx: &mut Tx<'_>, new: &NewView) -> Result<View> {
    let me = tx.ctx.user_id().ok_or_else(|| Error::forbidden("person"))?;
    let object = tx.object(&new.object)?.key.to_string();
    let name = checked_name(&new.name)?;
    new.state.check(tx, &object, new.kind)?;
    let team = shared_with(tx, me, new.scope)?;
    let mut count = Sql::new("SELECT count(*), coalesce(sum(CASE WHEN owner = ");
    count.arg(me).add(" THEN 1 ELSE 0 END), 0) FROM saved_view WHERE object = ").arg(&object);
    let (all, mine) = match tx.sql().one(&count)? {
        Some(row) => (row.int(0)?, row.int(1)?),
        None => (0, 0),
    };
    if mine >= MAX_VIEWS {
        return Err(Error::Invalid(vec![Problem::new("too_many").with("max", MAX_VIEWS).at("name")]));
    }
    let id = tx.new_id();
    let (state, key) = (state_text(&new.state)?, tx.cat.collator().key(&name));
    let mut sql = Sql::new(
        "INSERT INTO saved_view (id, object, name, name_s, kind, scope, owner, team, state, position, created_at, \
         updated_at) VALUES (",
    );
    sql.arg(id).add(", ").arg(&object).add(", ").arg(&name).add(", ").arg(key).add(", ").arg(new.kind.as_str());
    sql.add(", ").arg(new.scope.as_str()).add(", ").arg(me).add(", ").arg(team).add(", ").arg(state);
    sql.add(", ").arg(all).add(", ").arg(tx.ctx.now).add(", ").arg(tx.ctx.now).add(")");
    tx.sql().exec(&sql)?;
    let view = find(tx, id)?;
    told(tx, "created", None, Some(&view))?;
    Ok(view)
}

/// Changes a view.
///
/// # Errors
/// [`Error::NotFound`] for one that the actor does not find, [`Error::Forbidden`], [`Error::Invalid`],
/// [`Error::VersionConflict`].
pub fn change(tx: &mut Tx<'_>, id: Uuid, with: &ViewChange) -> Result<View> {
    let before = find(tx, id)?;
    permit(tx, &before)?;
    if with.version.is_some_and(|version| version != before.version) {
        return Err(Error::VersionConflict { object: VIEW.to_owned(), id, version: before.version });
    }
    let name = with.name.as_deref().map_or_else(|| Ok(before.name.clone()), checked_name)?;
    let state = match &with.state {
        Some(state) => {
            state.check(tx, &before.object, before.kind)?;
            state.clone()
        }
        None => before.state.clone(),
    };
    let (scope, team) = match with.scope {
        Some(scope) if scope != before.scope => (scope, shared_with(tx, before.owner, scope)?),
        _ => (before.scope, before.team),
    };
    let key = tx.cat.collator().key(&name);
    let mut sql = Sql::new("UPDATE saved_view SET name = ");
    sql.arg(&name).add(", name_s = ").arg(key).add(", scope = ").arg(scope.as_str()).add(", team = ").arg(team);
    // What was left out of the view for a field that is gone is left out for good only when it is saved so.
    if with.state.is_some() {
        sql.add(", state = ").arg(state_text(&state)?);
    }
    sql.add(", position = ").arg(with.position.unwrap_or(before.position));
    sql.add(", version = version + 1, updated_at = ").arg(tx.ctx.now).add(" WHERE id = ").arg(id);
    tx.sql().exec(&sql)?;
    // Whoever is no longer among those who find it (an administrator who made a colleague's view private) still gets
    // told what became of it.
    let mut after = before.clone();
    (after.name, after.state, after.scope, after.team) = (name, state, scope, team);
    if with.state.is_some() {
        after.dropped.clear();
    }
    after.position = with.position.unwrap_or(before.position);
    after.version += 1;
    told(tx, "updated", Some(&before), Some(&after))?;
    Ok(after)
}

/// Removes a view.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub fn delete(tx: &mut Tx<'_>, id: Uuid) -> Result<()> {
    let view = find(tx, id)?;
    permit(tx, &view)?;
    tx.sql().exec(&Sql::new("DELETE FROM view_default WHERE view = ").bind(id))?;
    tx.sql().exec(&Sql::new("DELETE FROM saved_view WHERE id = ").bind(id))?;
    told(tx, "deleted", Some(&view), None)
}

/// Makes a view the one that the actor begins with: of the tables, the boards or the calendars of its object.
///
/// # Errors
/// [`Error::NotFound`] for an object that he does not know of; [`Error::Invalid`] for a view that he does not find.
pub fn set_default(tx: &mut Tx<'_>, object: &str, view: Uuid) -> Result<()> {
    let me = tx.ctx.user_id().ok_or_else(|| Error::forbidden("person"))?;
    tx.object(object)?;
    let kind = match find(tx, view) {
        Ok(found) if found.object == object => found.kind,
        Ok(_) | Err(Error::NotFound) => return Err(Error::field("view", "not_found")),
        Err(error) => return Err(error),
    };
    let mut sql = Sql::new("INSERT INTO view_default (user_id, object, view) VALUES (");
    sql.arg(me).add(", ").arg(place(object, kind)).add(", ").arg(view);
    sql.add(") ON CONFLICT (user_id, object) DO UPDATE SET view = excluded.view");
    tx.sql().exec(&sql)?;
    Ok(())
}

/// The actor begins with no view of his own there.
///
/// # Errors
/// [`Error::NotFound`] for an object that he does not know of.
pub fn forget_default(tx: &mut Tx<'_>, object: &str, kind: Kind) -> Result<()> {
    let me = tx.ctx.user_id().ok_or_else(|| Error::forbidden("person"))?;
    tx.object(object)?;
    let sql = Sql::new("DELETE FROM view_default WHERE user_id = ").bind(me).push(" AND object = ");
    tx.sql().exec(&sql.bind(place(object, kind)))?;
    Ok(())
}

/// Where somebody begins: an object's tables, or its boards or calendars. Keys of objects have no such sign in them.
fn place(object: &str, kind: Kind) -> String {
    match kind {
        Kind::Table => object.to_owned(),
        kind => format!("{object}/{}", kind.as_str()),
    }
}

fn permit(tx: &Tx<'_>, view: &View) -> Result<()> {
    if may_change(tx, view) { Ok(()) } else { Err(Error::forbidden("others_view")) }
}

/// The team that a view of `owner` is shared with by its scope. Sharing with everyone is a right of its own.
fn shared_with(tx: &mut Tx<'_>, owner: Uuid, scope: Scope) -> Result<Option<Uuid>> {
    match scope {
        Scope::Private => Ok(None),
        Scope::Everyone if tx.access.may(Permission::ShareViews) => Ok(None),
        Scope::Everyone => Err(Error::forbidden("share_views")),
        Scope::Team => {
            let team = team_of(tx.sql(), owner)?;
            if team.is_some() { Ok(team) } else { Err(Error::field("scope", "no_team")) }
        }
    }
}

fn team_of(conn: &mut Conn, user: Uuid) -> Result<Option<Uuid>> {
    let row = conn.one(&Sql::new("SELECT team FROM user_account WHERE id = ").bind(user))?;
    Ok(row.map(|row| row.opt_uuid(0)).transpose()?.flatten())
}

/// Tells the log what became of a view, and for whom.
fn told(tx: &mut Tx<'_>, verb: &str, before: Option<&View>, after: Option<&View>) -> Result<()> {
    let Some(view) = after.or(before) else { return Ok(()) };
    let side = |view: Option<&View>| match view {
        Some(view) => serde_json::to_value(Audience::of(view)).map_err(Error::internal),
        None => Ok(Json::Null),
    };
    let (was, is) = (side(before)?, side(after)?);
    let same = was == is;
    let changes: Vec<FieldChange> = vec![
        log::change(OBJECT, Json::Null, view.object.as_str()),
        log::change(AUDIENCE, if same { Json::Null } else { was }, is),
        log::change("name", json!(before.map(|view| &view.name)), json!(after.map(|view| &view.name))),
    ];
    log::about_row(tx, VIEW, verb, view.id, changes)?;
    Ok(())
}

fn state_text(state: &State) -> Result<String> {
    serde_json::to_string(state).map_err(Error::internal)
}

fn checked_name(name: &str) -> Result<String> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Error::field("name", "required"));
    }
    if name.chars().count() > MAX_NAME || name.chars().any(char::is_control) {
        return Err(Error::Invalid(vec![Problem::new("too_long").with("max", MAX_NAME).at("name")]));
    }
    Ok(name.to_owned())
}
