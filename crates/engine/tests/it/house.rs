//! A workspace on either database, with people in it.

use std::sync::Arc;

use jiff::Timestamp;
use kith_engine::clock::{ManualClock, Randomness};
use kith_engine::people::{roles, teams, users};
use kith_engine::settings::WorkspaceSettings;
use kith_engine::{
    CreateOptions, Ctx, Error, Fields, Lane, NoDomain, Origin, Record, Result, Store, StoreConfig, Tx, Workspace, setup,
};
use kith_policy::Rights;
use serde_json::{Value as Json, json};
use uuid::Uuid;

/// A workspace that goes away with the value.
pub struct House {
    pub ws: Workspace,
    pub admin: Uuid,
    _folder: Option<tempfile::TempDir>,
    _database: Option<kith_pgtest::Database>,
}

/// Runs a test on SQLite and on PostgreSQL.
pub fn both(test: impl Fn(&House)) {
    let folder = tempfile::tempdir().unwrap();
    let config = StoreConfig::sqlite(folder.path().join("kith.db"));
    test(&House::new(config, Some(folder), None));
    let database = kith_pgtest::database();
    test(&House::new(StoreConfig::postgres(database.url()), None, Some(database)));
}

impl House {
    fn new(config: StoreConfig, folder: Option<tempfile::TempDir>, database: Option<kith_pgtest::Database>) -> Self {
        let clock = Arc::new(ManualClock::new("2026-03-02T09:00:00Z".parse::<Timestamp>().unwrap()));
        let store = Store::open(config).unwrap();
        let ws = Workspace::open(store, clock, Randomness::seeded(7), Arc::new(NoDomain)).unwrap();
        let admin = ws
            .write_blocking(ws.system_ctx(), Lane::Schema, |tx| {
                let settings = WorkspaceSettings { time_zone: "Europe/Prague".to_owned(), ..Default::default() };
                setup::claim(tx, &settings)?;
                let role = roles::by_key(tx.sql(), kith_policy::ADMINISTRATOR)?.ok_or(Error::NotFound)?;
                let person = users::NewPerson {
                    name: "Ada".to_owned(),
                    email: Some("ada@example.com".to_owned()),
                    roles: vec![role.id],
                    ..Default::default()
                };
                users::create(tx, &person)
            })
            .unwrap();
        ws.reload().unwrap();
        Self { ws, admin, _folder: folder, _database: database }
    }

    /// The context of a person.
    pub fn ctx(&self, user: Uuid) -> Ctx {
        let actors = self.ws.clone();
        let actor = self
            .ws
            .read_blocking(self.ws.system_ctx(), move |r| actors.actors().get(r.conn(), user, None))
            .unwrap()
            .expect("an active user");
        Ctx::new(actor, Origin::Api, self.ws.clock().now())
    }

    /// A command of a person.
    pub fn act<T: Send + 'static>(
        &self,
        user: Uuid,
        f: impl FnMut(&mut Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.ws.write_blocking(self.ctx(user), Lane::Interactive, f)
    }

    /// A command of the administrator.
    pub fn admin<T: Send + 'static>(&self, f: impl FnMut(&mut Tx<'_>) -> Result<T> + Send + 'static) -> Result<T> {
        self.act(self.admin, f)
    }

    /// A person with a role of these rights.
    pub fn person(&self, name: &str, team: Option<Uuid>, rights: Json) -> Uuid {
        let (name, rights) = (name.to_owned(), serde_json::from_value::<Rights>(rights).unwrap());
        self.admin(move |tx| {
            let role = roles::create(tx, &format!("Role of {name}"), &rights)?;
            let person = users::NewPerson {
                name: name.clone(),
                email: Some(format!("{}@example.com", name.to_lowercase())),
                team,
                roles: vec![role.id],
                ..Default::default()
            };
            users::create(tx, &person)
        })
        .unwrap()
    }

    /// A team.
    pub fn team(&self, name: &str, parent: Option<Uuid>) -> Uuid {
        let name = name.to_owned();
        self.admin(move |tx| teams::create(tx, &name, parent, None)).unwrap()
    }

    /// A record that a person makes.
    pub fn make(&self, user: Uuid, object: &'static str, fields: Json) -> Result<Record> {
        let fields = map(fields);
        self.act(user, move |tx| tx.create(object, &fields, CreateOptions::default()))
    }

    /// A record that a person changes.
    pub fn change(
        &self,
        user: Uuid,
        object: &'static str,
        id: Uuid,
        version: Option<i64>,
        fields: Json,
    ) -> Result<Record> {
        let fields = map(fields);
        self.act(user, move |tx| tx.update(object, id, version, &fields))
    }

    /// A record as a person sees it.
    pub fn see(&self, user: Uuid, object: &'static str, id: Uuid) -> Result<Record> {
        self.ws.read_blocking(self.ctx(user), move |r| r.load(object, id))
    }

    /// How many events the log holds.
    pub fn events(&self) -> i64 {
        self.ws
            .read_blocking(self.ws.system_ctx(), |r| {
                let row = r.conn().one(&kith_engine::Sql::new("SELECT count(*) FROM event"))?;
                Ok(row.map_or(Ok(0), |row| row.int(0))?)
            })
            .unwrap()
    }
}

/// A JSON object as fields.
pub fn map(json: Json) -> Fields {
    match json {
        Json::Object(map) => map,
        other => panic!("{other} is not an object"),
    }
}

/// Rights of the same reach on everything.
pub fn reach(reach: &str) -> Json {
    json!({"default": {"read": reach, "create": reach, "edit": reach, "delete": reach}, "may": ["bulk"]})
}
