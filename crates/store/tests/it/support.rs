//! A database with the standard catalogue, on either database.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::tz::TimeZone;
use kith_catalogue::filter::{Expr, Filter, FilterCx};
use kith_catalogue::overlay::Overlay;
use kith_catalogue::sort::Sort;
use kith_catalogue::{Catalogue, CellCx, Currency, Lang, Object, Settings, Value, text};
use kith_policy::{Access, Actor, ObjectRights, Reach, Rights, Role, User};
use kith_store::query::ListQuery;
use kith_store::records::{self, FieldCells, NewRecord};
use kith_store::{Conn, Dialect, Lane, Result, Sql, Store, StoreConfig, StoreError, events, shape};
use rust_decimal::Decimal;
use serde_json::{Value as Json, json};
use uuid::Uuid;

/// Makes a test of each function, once on SQLite and once on PostgreSQL.
macro_rules! both {
    ($($(#[$meta:meta])* fn $name:ident($world:ident: &World) $body:block)*) => {$(
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            $(#[$meta])*
            fn check($world: &World) $body

            #[test]
            fn sqlite() {
                check(&World::sqlite());
            }

            #[test]
            fn postgres() {
                check(&World::postgres());
            }
        }
    )*};
}
pub(crate) use both;

/// A store with tables in it, and what goes with it.
pub struct World {
    pub store: Store,
    pub cat: Arc<Catalogue>,
    /// Where the database is, to open it again.
    pub config: StoreConfig,
    pub folder: tempfile::TempDir,
    _database: Option<kith_pgtest::Database>,
}

pub fn settings() -> Settings {
    Settings {
        currency: Currency::EUR,
        country: "CZ".to_owned(),
        zone: TimeZone::get("Europe/Prague").unwrap(),
        language: Lang::Ru,
    }
}

impl World {
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = StoreConfig::sqlite(folder.path().join("kith.db"));
        Self::new(config, folder, None)
    }

    pub fn postgres() -> Self {
        let database = kith_pgtest::database();
        Self::new(StoreConfig::postgres(database.url()), tempfile::tempdir().unwrap(), Some(database))
    }

    fn new(config: StoreConfig, folder: tempfile::TempDir, database: Option<kith_pgtest::Database>) -> Self {
        let store = Store::open(config.clone()).unwrap();
        store.migrate().unwrap();
        let cat = Arc::new(Catalogue::build(&Overlay::default(), &settings(), 1).unwrap());
        let own = Arc::clone(&cat);
        store.write_blocking(Lane::Schema, move |conn| shape::ensure(conn, &own)).unwrap();
        Self { store, cat, config, folder, _database: database }
    }

    pub fn dialect(&self) -> Dialect {
        self.store.dialect()
    }

    pub fn object(&self, key: &str) -> Arc<Object> {
        Arc::clone(self.cat.object(key).unwrap())
    }

    pub fn read<T: Send + 'static>(&self, work: impl FnOnce(&mut Conn) -> Result<T> + Send + 'static) -> T {
        self.store.read_blocking(work).unwrap()
    }

    pub fn write<T: Send + 'static>(&self, work: impl FnMut(&mut Conn) -> Result<T> + Send + 'static) -> T {
        self.store.write_blocking(Lane::Interactive, work).unwrap()
    }

    /// Runs a statement of the test's own.
    pub fn exec(&self, sql: Sql) {
        self.write(move |conn| conn.exec(&sql));
    }

    /// Makes a record from its wire form and tells the log.
    pub fn add(&self, object: &str, fields: Json) -> Uuid {
        let id = new_id();
        let object = self.object(object);
        let cells = cells(&self.cat, &object, &fields);
        self.write(move |conn| {
            records::insert(conn, &object, id, &cells)?;
            events::append(conn, &event(&object, id, "created"))?;
            Ok(())
        });
        id
    }

    /// Makes many records from their wire form.
    pub fn add_many(&self, object: &str, all: &[Json]) -> Vec<Uuid> {
        let object = self.object(object);
        let records: Vec<NewRecord> =
            all.iter().map(|json| NewRecord { id: new_id(), fields: cells(&self.cat, &object, json) }).collect();
        let ids = records.iter().map(|record| record.id).collect();
        self.write(move |conn| {
            records::insert_many(conn, &object, &records)?;
            let drafts: Vec<_> = records.iter().map(|record| event(&object, record.id, "created")).collect();
            events::append_many(conn, &drafts)?;
            Ok(())
        });
        ids
    }

    /// Changes a record, whatever its version, and tells the log.
    pub fn change(&self, object: &str, id: Uuid, fields: Json) {
        let object = self.object(object);
        let cells = cells(&self.cat, &object, &fields);
        self.write(move |conn| {
            let (rid, version) = row(conn, &object, id)?;
            records::update(conn, &object, rid, version, &cells)?;
            events::append(conn, &event(&object, id, "updated"))?;
            Ok(())
        });
    }

    /// Puts a record into the bin and tells the log.
    pub fn bin(&self, object: &str, id: Uuid) {
        self.bin_at(object, id, NOW);
    }

    /// Puts a record into the bin at a moment.
    pub fn bin_at(&self, object: &str, id: Uuid, at: i64) {
        let object = self.object(object);
        self.write(move |conn| {
            let (rid, version) = row(conn, &object, id)?;
            records::set_deleted(conn, &object, rid, version, Some(at), &[])?;
            events::append(conn, &event(&object, id, "deleted"))?;
            Ok(())
        });
    }

    /// Everybody's rights.
    pub fn system(&self) -> Arc<Access> {
        Arc::new(Access::of(&Actor::System, &self.cat))
    }

    /// The rights of a person with one role.
    pub fn person(&self, id: Uuid, team: &[Uuid], rights: Rights) -> Arc<Access> {
        let role = Role { id: Uuid::from_u128(1), key: "test".to_owned(), name: "Test".to_owned(), rights };
        let user = User {
            id,
            name: "Somebody".to_owned(),
            email: "somebody@example.org".to_owned(),
            team: None,
            team_users: Arc::from(team),
            language: Lang::En,
            time_zone: "UTC".to_owned(),
        };
        let actor = Actor::User { user: Arc::new(user), roles: Arc::from([Arc::new(role)]) };
        Arc::new(Access::of(&actor, &self.cat))
    }

    /// A filter in its wire form.
    pub fn filter(&self, object: &str, json: Json) -> Expr {
        let cx = FilterCx {
            me: Some(Uuid::from_u128(1)),
            my_team: None,
            team: &[],
            now: jiff::Timestamp::from_millisecond(NOW).unwrap(),
            zone: &self.cat.zone,
        };
        Filter::parse(&json, &self.cat, &self.object(object), &cx).unwrap()
    }

    pub fn sort(&self, object: &str, text: &str) -> Vec<Sort> {
        Sort::parse(text, &self.cat, &self.object(object)).unwrap()
    }

    /// A list of ids.
    pub fn list(&self, access: &Arc<Access>, query: ListQuery) -> Result<kith_store::query::ListPage> {
        let (cat, access) = (Arc::clone(&self.cat), Arc::clone(access));
        self.store.read_blocking(move |conn| kith_store::query::list(conn, &cat, &access, &query))
    }
}

/// Saturday, the fifteenth of July 2017, noon in UTC.
pub const NOW: i64 = 1_500_120_000_000;

/// Ids that ascend.
pub fn new_id() -> Uuid {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(1);
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + u128::from(NEXT.fetch_add(1, Ordering::Relaxed)))
}

/// One euro is worth two dollars; other rates are not known.
pub fn rate(currency: Currency) -> Option<Decimal> {
    match currency.code() {
        "EUR" => Some(Decimal::ONE),
        "USD" => Some(Decimal::new(5, 1)),
        _ => None,
    }
}

pub fn cells(cat: &Catalogue, object: &Object, fields: &Json) -> Vec<FieldCells> {
    let cx = CellCx { collator: cat.collator(), currency: cat.currency, rate: &rate };
    fields
        .as_object()
        .unwrap()
        .iter()
        .map(|(key, json)| {
            let field = object.field(key).unwrap_or_else(|| panic!("no field {key}"));
            let kind = &object.fields[field].kind;
            let value = kind.parse(json, &cat.parse_cx()).unwrap_or_else(|e| panic!("{key}: {e:?}"));
            FieldCells { field, cells: kind.cells(&value, &cx), lookup: kind.lookup_keys(&value) }
        })
        .collect()
}

pub fn event(object: &Object, record: Uuid, verb: &str) -> events::EventDraft {
    events::EventDraft {
        id: new_id(),
        at: NOW,
        name: format!("{}.{verb}", object.key),
        object: object.key.to_string(),
        record,
        version: 1,
        actor: None,
        actor_kind: "system".to_owned(),
        origin: "system".to_owned(),
        cause: None,
        depth: 0,
        batch: None,
        request_id: String::new(),
        subjects: vec![(object.key.to_string(), record)],
        changes: Vec::new(),
    }
}

/// Row number and version.
pub fn row(conn: &mut Conn, object: &Object, id: Uuid) -> Result<(i64, i64)> {
    let mut sql = Sql::new("SELECT rid, version FROM ");
    sql.ident(&object.table).add(" WHERE id = ").arg(id);
    let row = conn.one(&sql)?.ok_or(StoreError::Missing)?;
    Ok((row.int(0)?, row.int(1)?))
}

/// The value of a field of a listed record.
pub fn value(object: &Object, record: &kith_store::query::RawRecord, key: &str) -> Value {
    let field = object.field(key).unwrap();
    object.fields[field].kind.value(record.cells.field(field))
}

/// A text field of listed records.
pub fn texts(object: &Object, records: &[kith_store::query::RawRecord], key: &str) -> Vec<String> {
    records.iter().map(|record| value(object, record, key).as_text().unwrap_or_default().to_owned()).collect()
}

/// Rights that read an object as far as said and all others wholly.
pub fn rights(objects: &[(&str, Reach)], hidden: &[(&str, &str)]) -> Rights {
    let all = ObjectRights { read: Reach::All, create: Reach::All, edit: Reach::All, ..ObjectRights::default() };
    let mut by_key: HashMap<String, ObjectRights> = HashMap::new();
    for (key, read) in objects {
        by_key.insert((*key).to_owned(), ObjectRights { read: *read, ..all.clone() });
    }
    for (key, field) in hidden {
        by_key.entry((*key).to_owned()).or_insert_with(|| all.clone()).hidden.push((*field).to_owned());
    }
    Rights { admin: false, objects: by_key.into_iter().collect(), others: all, ..Rights::default() }
}

/// A user with a name, in the table of users.
pub fn add_user(world: &World, id: Uuid, name: &str) {
    let collator = world.cat.collator();
    world.exec(
        Sql::new("INSERT INTO user_account (id, name, name_f, name_s, email, language, time_zone, created_at, updated_at) VALUES (")
            .bind(id)
            .push(", ")
            .bind(name)
            .push(", ")
            .bind(text::fold(name))
            .push(", ")
            .bind(collator.key(name))
            .push(", ")
            .bind(format!("{id}@example.org"))
            .push(", 'en', 'UTC', 1, 1)"),
    );
}

/// A contact with a name and nothing else.
pub fn contact(name: &str) -> Json {
    json!({"name": name})
}
