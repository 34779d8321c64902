//! Saved views: how a list, board or calendar of an object is to be shown. Its owner keeps a view to himself or shares it
//! with his team (and the teams below it) or with everyone.
//!
//! A view that names a field is itself hidden from whoever may not read that field: what it filters by would tell.

mod edit;
mod state;

use std::collections::BTreeSet;

use kith_catalogue::{Filter, Path};
use kith_engine::events::EventRow;
use kith_engine::{Conn, Error, Reader, Result, Row, Sql};
use kith_policy::Permission;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use uuid::Uuid;

pub use edit::{NewView, ViewChange, change, create, delete, forget_default, set_default};
pub use state::{Column, State};

/// The name under which the log tells of views.
pub const VIEW: &str = "view";

/// How a view shows records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Kind {
    Table,
    Board,
    Calendar,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Table, Self::Board, Self::Calendar];

    /// The name in the table and on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Board => "board",
            Self::Calendar => "calendar",
        }
    }
}

/// Who finds a view among his own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Its owner.
    Private,
    /// The team that its owner was in when he shared it, and the teams below.
    Team,
    /// Everybody.
    Everyone,
}

impl Scope {
    const ALL: [Self; 3] = [Self::Private, Self::Team, Self::Everyone];

    /// The name in the table and on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::Team => "team",
            Self::Everyone => "everyone",
        }
    }
}

/// Whether there is a view of that id, whoever finds it.
pub(crate) fn is_there(conn: &mut Conn, id: Uuid) -> Result<bool> {
    Ok(conn.one(&Sql::new("SELECT 1 FROM saved_view WHERE id = ").bind(id))?.is_some())
}

/// A view.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// Its identity.
    pub id: Uuid,
    /// The object whose records it shows.
    pub object: String,
    /// What people call it.
    pub name: String,
    /// How it shows them.
    pub kind: Kind,
    /// Who finds it.
    pub scope: Scope,
    /// Who made it.
    pub owner: Uuid,
    /// The team that it is shared with.
    pub team: Option<Uuid>,
    /// What it shows.
    pub state: State,
    /// Its place among the views of its object.
    pub position: i64,
    /// Whether the actor begins with it.
    pub is_default: bool,
    /// Counts its changes from 1.
    pub version: i64,
    /// The fields by which it filtered and that are no more: their conditions are left out of what it shows. For its owner
    /// alone, who may save it so; nobody else finds it until then.
    pub dropped: Vec<String>,
}

const COLUMNS: &str = "SELECT v.id, v.object, v.name, v.kind, v.scope, v.owner, v.team, v.state, v.position, v.version, \
     d.view IS NOT NULL FROM saved_view v LEFT JOIN view_default d ON d.view = v.id AND d.user_id = ";

fn view_of(row: &Row) -> Result<View> {
    let unknown = |what: &str| Error::internal(format!("a view of the unknown {what}"));
    let (kind, scope) = (row.text(3)?, row.text(4)?);
    Ok(View {
        id: row.uuid(0)?,
        object: row.text(1)?.to_owned(),
        name: row.text(2)?.to_owned(),
        kind: Kind::ALL.into_iter().find(|it| it.as_str() == kind).ok_or_else(|| unknown("kind"))?,
        scope: Scope::ALL.into_iter().find(|it| it.as_str() == scope).ok_or_else(|| unknown("scope"))?,
        owner: row.uuid(5)?,
        team: row.opt_uuid(6)?,
        state: serde_json::from_str(row.text(7)?).map_err(|error| Error::internal(format!("a view: {error}")))?,
        position: row.int(8)?,
        version: row.int(9)?,
        is_default: row.bool(10)?,
        dropped: Vec::new(),
    })
}

/// The views of an object that the actor finds, in order.
///
/// # Errors
/// [`Error::NotFound`] for an object that he does not know of.
pub fn list(reader: &mut Reader<'_>, object: &str) -> Result<Vec<View>> {
    reader.object(object)?;
    let me = reader.ctx.user_id().ok_or(Error::NotFound)?;
    let teams = teams_above(reader)?;
    let mut sql = Sql::new(COLUMNS);
    sql.arg(me).add(" WHERE v.object = ").arg(object).add(" ORDER BY v.position, v.name_s, v.id");
    let mut views = Vec::new();
    for row in reader.conn().query(&sql)? {
        let mut view = view_of(&row)?;
        let audience = Audience::of(&view);
        if audience.includes(me, &teams) && fits(reader, &mut view, me) {
            views.push(view);
        }
    }
    Ok(views)
}

/// A view that the actor finds.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find(reader: &mut Reader<'_>, id: Uuid) -> Result<View> {
    let me = reader.ctx.user_id().ok_or(Error::NotFound)?;
    let mut sql = Sql::new(COLUMNS);
    sql.arg(me).add(" WHERE v.id = ").arg(id);
    let row = reader.conn().one(&sql)?.ok_or(Error::NotFound)?;
    let mut view = view_of(&row)?;
    reader.object(&view.object)?;
    let teams = teams_above(reader)?;
    let found = Audience::of(&view).includes(me, &teams) && fits(reader, &mut view, me);
    if found { Ok(view) } else { Err(Error::NotFound) }
}

/// Whether the actor may change and remove a view that he finds.
pub fn may_change(reader: &Reader<'_>, view: &View) -> bool {
    let mine = reader.ctx.user_id() == Some(view.owner);
    match view.scope {
        Scope::Private => mine,
        Scope::Team => mine || reader.access.is_admin(),
        Scope::Everyone => reader.access.may(Permission::ShareViews),
    }
}

/// Which object's views have changed for the actor by an event of the log; none when it is not his business.
///
/// # Errors
/// When the store fails.
pub fn heard(reader: &mut Reader<'_>, event: &EventRow) -> Result<Option<String>> {
    let Some(me) = reader.ctx.user_id() else { return Ok(None) };
    let sides = |field: &str| {
        let change = event.changes.iter().find(|change| change.field == field);
        change.into_iter().flat_map(|change| [&change.before, &change.after]).flatten().cloned().collect::<Vec<Json>>()
    };
    let Some(object) = sides(edit::OBJECT).iter().find_map(|json| json.as_str().map(str::to_owned)) else {
        return Ok(None);
    };
    let Ok(of) = reader.object(&object) else { return Ok(None) };
    let teams = teams_above(reader)?;
    let seen = reader.seen();
    let is_mine = sides(edit::AUDIENCE)
        .into_iter()
        .filter_map(|json| serde_json::from_value::<Audience>(json).ok())
        .any(|audience| {
            let readable = |path: &String| Path::parse(path, &seen, &of).is_ok();
            audience.includes(me, &teams) && (audience.owner == me || audience.paths.iter().all(readable))
        });
    Ok(is_mine.then_some(object))
}

/// Who finds a view, as the log keeps it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Audience {
    scope: Scope,
    owner: Uuid,
    team: Option<Uuid>,
    /// The fields that the view names.
    paths: BTreeSet<String>,
}

impl Audience {
    fn of(view: &View) -> Self {
        Self { scope: view.scope, owner: view.owner, team: view.team, paths: view.state.paths() }
    }

    fn includes(&self, me: Uuid, teams: &[Uuid]) -> bool {
        self.owner == me
            || match self.scope {
                Scope::Private => false,
                Scope::Team => self.team.is_some_and(|team| teams.contains(&team)),
                Scope::Everyone => true,
            }
    }
}

/// The actor's team and all above it.
fn teams_above(reader: &mut Reader<'_>) -> Result<Vec<Uuid>> {
    let Some(team) = reader.ctx.actor.user().and_then(|user| user.team) else { return Ok(Vec::new()) };
    above(reader.conn(), team)
}

fn above(conn: &mut Conn, team: Uuid) -> Result<Vec<Uuid>> {
    let sql =
        Sql::new("WITH RECURSIVE above (id, parent) AS (SELECT id, parent FROM team WHERE id = ").bind(team).push(
            " UNION SELECT team.id, team.parent FROM team JOIN above ON team.id = above.parent) SELECT id FROM above",
        );
    Ok(conn.query(&sql)?.iter().map(|row| row.uuid(0)).collect::<Result<_, _>>()?)
}

/// Whether the actor may know of all that a view names. What no longer exists is left out of columns and order; a filter
/// by such a field opens without it for the view's owner, who is told and alone can mend it.
fn fits(reader: &Reader<'_>, view: &mut View, me: Uuid) -> bool {
    let seen = reader.seen();
    let (Some(known), Some(whole)) = (seen.object(&view.object), reader.cat.object(&view.object)) else { return false };
    let gone: BTreeSet<String> =
        view.state.paths().into_iter().filter(|path| Path::parse(path, &seen, known).is_err()).collect();
    if gone.iter().any(|path| Path::parse(path, &reader.cat, whole).is_ok()) {
        return false;
    }
    view.dropped = view.state.drop_conditions(&gone);
    if view.owner != me && !view.dropped.is_empty() {
        return false;
    }
    if let Some(filter) = view.state.filter_beyond()
        && Filter::parse(filter, &seen, known, &reader.filter_cx(&seen.zone)).is_err()
    {
        return false;
    }
    view.state.forget(&gone);
    true
}
