//! A workspace with the rules of a CRM, on either database, with people in it.

use std::sync::Arc;

use jiff::Timestamp;
use kith_crm::pipeline::{self, Pipeline, StageKind};
use kith_crm::stay::{self, Stay};
use kith_crm::{Crm, setup as crm_setup};
use kith_engine::clock::{ManualClock, Randomness};
use kith_engine::people::{roles, users};
use kith_engine::settings::WorkspaceSettings;
use kith_engine::{
    CreateOptions, Ctx, Error, Fields, Lane, Origin, Record, Result, Sql, Store, StoreConfig, Tx, Workspace, setup,
};
use kith_policy::Rights;
use serde_json::{Value as Json, json};
use uuid::Uuid;

/// A workspace that goes away with the value.
pub struct House {
    pub ws: Workspace,
    pub clock: Arc<ManualClock>,
    pub admin: Uuid,
    _folder: Option<tempfile::TempDir>,
    _database: Option<kith_pgtest::Database>,
}

/// Runs a test on SQLite and on PostgreSQL.
pub fn both(test: impl Fn(&House)) {
    test(&on_sqlite());
    test(&on_postgres());
}

pub fn on_sqlite() -> House {
    let folder = tempfile::tempdir().unwrap();
    let config = StoreConfig::sqlite(folder.path().join("kith.db"));
    House::new(config, Some(folder), None)
}

pub fn on_postgres() -> House {
    let database = kith_pgtest::database();
    House::new(StoreConfig::postgres(database.url()), None, Some(database))
}

impl House {
    fn new(config: StoreConfig, folder: Option<tempfile::TempDir>, database: Option<kith_pgtest::Database>) -> Self {
        let clock = Arc::new(ManualClock::new("2026-03-02T09:00:00Z".parse::<Timestamp>().unwrap()));
        let store = Store::open(config).unwrap();
        let ws = Workspace::open(store, clock.clone(), Randomness::seeded(7), Arc::new(Crm)).unwrap();
        let admin = ws
            .write_blocking(ws.system_ctx(), Lane::Schema, |tx| {
                let settings = WorkspaceSettings { time_zone: "Europe/Prague".to_owned(), ..Default::default() };
                setup::claim(tx, &settings)?;
                crm_setup::initialise(tx, crm_setup::SetupOptions::default())?;
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
        Self { ws, clock, admin, _folder: folder, _database: database }
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

    /// What an import of the administrator does.
    pub fn import<T: Send + 'static>(&self, f: impl FnMut(&mut Tx<'_>) -> Result<T> + Send + 'static) -> Result<T> {
        let mut ctx = self.ctx(self.admin);
        ctx.origin = Origin::Import;
        self.ws.write_blocking(ctx, Lane::Bulk, f)
    }

    /// A person with a role of these rights.
    pub fn person(&self, name: &str, rights: Json) -> Uuid {
        let (name, rights) = (name.to_owned(), serde_json::from_value::<Rights>(rights).unwrap());
        self.admin(move |tx| {
            let role = roles::create(tx, &format!("Role of {name}"), &rights)?;
            let person = users::NewPerson {
                name: name.clone(),
                email: Some(format!("{}@example.com", name.to_lowercase())),
                roles: vec![role.id],
                ..Default::default()
            };
            users::create(tx, &person)
        })
        .unwrap()
    }

    /// A record that the administrator makes.
    pub fn make(&self, object: &'static str, fields: Json) -> Record {
        self.try_make(self.admin, object, fields).unwrap()
    }

    /// A record that a person makes.
    pub fn try_make(&self, user: Uuid, object: &'static str, fields: Json) -> Result<Record> {
        let fields = map(fields);
        self.act(user, move |tx| tx.create(object, &fields, CreateOptions::default()))
    }

    /// A record that the administrator changes.
    pub fn change(&self, object: &'static str, id: Uuid, fields: Json) -> Result<Record> {
        let fields = map(fields);
        self.admin(move |tx| tx.update(object, id, None, &fields))
    }

    /// A verb of the administrator.
    pub fn verb(&self, object: &'static str, id: Uuid, verb: &'static str, params: Json) -> Result<Record> {
        self.verb_of(self.admin, object, id, verb, params)
    }

    /// A verb of a person.
    pub fn verb_of(
        &self,
        user: Uuid,
        object: &'static str,
        id: Uuid,
        verb: &'static str,
        params: Json,
    ) -> Result<Record> {
        let params = map(params);
        self.act(user, move |tx| tx.verb(object, id, verb, &params))
    }

    /// A record as the administrator sees it, the bin included.
    pub fn see(&self, object: &'static str, id: Uuid) -> Record {
        self.ws.read_blocking(self.ctx(self.admin), move |r| r.find_any(object, id)).unwrap().expect("a record")
    }

    /// The default pipeline.
    pub fn pipeline(&self) -> Pipeline {
        self.ws.read_blocking(self.ws.system_ctx(), |r| pipeline::default_for(r.conn(), "deal")).unwrap()
    }

    /// A stage of the default pipeline by its name.
    pub fn stage(&self, name: &str) -> Uuid {
        self.pipeline().stages.iter().find(|stage| stage.name == name).expect("a stage of that name").id
    }

    /// The first stage of a kind.
    pub fn kind(&self, kind: StageKind) -> Uuid {
        self.pipeline().first_of(kind).expect("a stage of that kind").id
    }

    /// The stages that a deal has been in, first to last.
    pub fn stages_of(&self, deal: Uuid) -> Vec<Uuid> {
        self.stays(deal).iter().map(|stay| stay.stage).collect()
    }

    /// The stays of a deal.
    pub fn stays(&self, deal: Uuid) -> Vec<Stay> {
        self.ws.read_blocking(self.ws.system_ctx(), move |r| stay::of(r.conn(), deal)).unwrap()
    }

    /// The names of the events of a record, oldest first.
    pub fn events(&self, record: Uuid) -> Vec<String> {
        self.ws
            .read_blocking(self.ws.system_ctx(), move |r| {
                let sql = Sql::new("SELECT name FROM event WHERE record = ").bind(record).push(" ORDER BY seq");
                r.conn().query(&sql)?.iter().map(|row| Ok(row.text(0)?.to_owned())).collect()
            })
            .unwrap()
    }

    /// Everything that the database holds of a record: to show that a refusal left nothing behind.
    pub fn traces(&self, object: &'static str, record: Uuid) -> String {
        let seen = self.see(object, record);
        format!("{:?} {:?} {:?} {:?}", seen.values, seen.version, self.stays(record), self.events(record))
    }

    /// Lets time pass.
    pub fn pass(&self, minutes: i64) {
        self.clock.advance(minutes * 60_000);
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

/// The field of each problem with its code.
pub fn problems(error: &Error) -> Vec<(String, &'static str)> {
    let list = match error {
        Error::Invalid(problems) | Error::Refused { problems, .. } => problems.clone(),
        other => panic!("{other:?} has no problems"),
    };
    list.into_iter().map(|problem| (problem.field.unwrap_or_default(), problem.code)).collect()
}

/// The code of a refusal.
pub fn code(error: &Error) -> &str {
    match error {
        Error::Refused { code, .. } | Error::Forbidden { code } => code,
        Error::NotFound => "not_found",
        Error::Invalid(_) => "invalid",
        other => panic!("{other:?}"),
    }
}
