//! A workspace of a CRM on either database, with imports carried out on the spot.

use std::sync::Arc;

use jiff::Timestamp;
use kith_crm::{Crm, setup as crm_setup};
use kith_engine::clock::{ManualClock, Randomness};
use kith_engine::people::{roles, users};
use kith_engine::query::ListQuery;
use kith_engine::settings::WorkspaceSettings;
use kith_engine::worker::{self, Jobs};
use kith_engine::{Ctx, Error, Lane, Origin, Record, Result, Sql, Store, StoreConfig, Tx, Workspace, setup, wire};
use kith_exchange::import::{self, ImportJob, ImportRun};
use kith_exchange::mapping::Mapping;
use kith_exchange::table::ReadOptions;
use serde_json::Value as Json;
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
        let ws = Workspace::open(store, clock, Randomness::seeded(7), Arc::new(Crm)).unwrap();
        let admin = ws
            .write_blocking(ws.system_ctx(), Lane::Schema, |tx| {
                let settings = WorkspaceSettings { time_zone: "Europe/Prague".to_owned(), ..Default::default() };
                setup::claim(tx, &settings)?;
                crm_setup::initialise(tx, crm_setup::SetupOptions::default())?;
                let role = roles::by_key(tx.sql(), kith_policy::ADMINISTRATOR)?.ok_or(Error::NotFound)?;
                let person = users::NewPerson {
                    name: "Ada Root".to_owned(),
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
        let system = self.ws.system_ctx();
        let actor = self.ws.read_blocking(system, move |r| actors.actors().get(r.conn(), user, None));
        Ctx::new(actor.unwrap().expect("an active user"), Origin::Api, self.ws.clock().now())
    }

    /// A person with one of the standard roles.
    pub fn person(&self, name: &str, role: &'static str) -> Uuid {
        let name = name.to_owned();
        self.write(move |tx| {
            let role = roles::by_key(tx.sql(), role)?.ok_or(Error::NotFound)?;
            let person = users::NewPerson { name: name.clone(), roles: vec![role.id], ..Default::default() };
            users::create(tx, &person)
        })
        .unwrap()
    }

    /// A person with a role of one's own making.
    pub fn person_with(&self, name: &str, role: Uuid) -> Uuid {
        let name = name.to_owned();
        self.write(move |tx| {
            let person = users::NewPerson { name: name.clone(), roles: vec![role], ..Default::default() };
            users::create(tx, &person)
        })
        .unwrap()
    }

    /// A command of the administrator.
    pub fn write<T: Send + 'static>(&self, f: impl FnMut(&mut Tx<'_>) -> Result<T> + Send + 'static) -> Result<T> {
        self.ws.write_blocking(self.ctx(self.admin), Lane::Interactive, f)
    }

    /// Takes a file in.
    pub fn upload(&self, filename: &str, text: impl AsRef<[u8]>) -> import::Uploaded {
        self.try_upload(filename, text).unwrap()
    }

    pub fn try_upload(&self, filename: &str, text: impl AsRef<[u8]>) -> Result<import::Uploaded> {
        let ctx = self.ctx(self.admin);
        import::upload(&self.ws, &ctx, filename, text.as_ref(), &ReadOptions::default(), None)
    }

    /// Runs an import to its end.
    pub fn run(&self, id: Uuid, mapping: &Mapping) -> ImportRun {
        let ctx = self.ctx(self.admin);
        import::start(&self.ws, &ctx, id, mapping).unwrap();
        self.work();
        import::find(&self.ws, &ctx, id).unwrap()
    }

    /// Does all jobs that are due.
    pub fn work(&self) {
        let jobs = Jobs::default().with(ImportJob);
        while worker::run_one(&self.ws, &jobs).unwrap() {}
    }

    /// Takes a file in and runs it as guessed.
    pub fn import(&self, filename: &str, text: impl AsRef<[u8]>) -> ImportRun {
        let uploaded = self.upload(filename, text);
        self.run(uploaded.id, &uploaded.guess.mapping)
    }

    /// All live records of an object.
    pub fn records(&self, object: &str) -> Vec<Record> {
        let key = object.to_owned();
        self.ws
            .read_blocking(self.ctx(self.admin), move |reader| {
                let object = reader.object(&key)?;
                let mut query = ListQuery::new(key.as_str());
                query.limit = 500;
                let mut all = Vec::new();
                loop {
                    let page = reader.list(&query)?;
                    all.extend(page.rows.into_iter().map(|raw| wire::record(&object, raw)));
                    match page.next {
                        Some(next) => query.paging = kith_engine::query::Paging::Cursor(next),
                        None => return Ok(all),
                    }
                }
            })
            .unwrap()
    }

    /// The record with this title.
    pub fn titled(&self, object: &str, title: &str) -> Record {
        let found = self.records(object).into_iter().find(|record| record.title() == title);
        found.unwrap_or_else(|| panic!("no {object} called {title}"))
    }

    /// How many events there are of records; that an import ended is one too, but changes nothing.
    pub fn events(&self) -> i64 {
        self.count("SELECT count(*) FROM event WHERE object <> 'import'")
    }

    pub fn count(&self, sql: &'static str) -> i64 {
        self.ws
            .read_blocking(self.ws.system_ctx(), move |r| Ok(r.conn().one(&Sql::new(sql))?.unwrap().int(0)?))
            .unwrap()
    }
}

/// A value of a record in wire form.
pub fn json(record: &Record, key: &str) -> Json {
    let ix = record.object.field(key).unwrap_or_else(|| panic!("no field {key}"));
    record.get(ix).to_json(&record.object.fields[ix].kind)
}
