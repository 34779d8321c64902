//! What was saved is what is restored.

use std::collections::BTreeMap;

use kith_catalogue::overlay::{NewField, Overlay};
use kith_catalogue::{Catalogue, Kind, Labels};
use kith_store::backup::{BackupError, Manifest, Progress, Stage, TableEntry};
use kith_store::events::{self, Position};
use kith_store::query::ListQuery;
use kith_store::{Dialect, Lane, Sql, Store, StoreConfig, backup, records, search, shape};
use serde_json::json;
use std::sync::Arc;

use crate::house::{Empty, about, assert_healthy, furnish, load, now, save};
use crate::support::{World, cells, event, new_id, settings, texts};

const BOTH: [Dialect; 2] = [Dialect::Sqlite, Dialect::Postgres];

fn world(dialect: Dialect) -> World {
    dialect.pick(World::sqlite as fn() -> World, World::postgres)()
}

/// The tables hold the same, but for that by which events are ordered in PostgreSQL.
fn assert_same(one: &Manifest, other: &Manifest) {
    let tables = |manifest: &Manifest| -> BTreeMap<String, TableEntry> {
        let ordered = |table: &&TableEntry| !matches!(table.name.as_str(), "event" | "cursor");
        manifest.tables.iter().filter(ordered).map(|table| (table.name.clone(), table.clone())).collect()
    };
    let (one, other) = (tables(one), tables(other));
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (name, table) in one {
        assert_eq!(table, other[&name]);
    }
}

fn events_of(store: &Store) -> Vec<(i64, uuid::Uuid, String)> {
    store
        .read_blocking(|conn| {
            let rows = conn.query(&Sql::new("SELECT seq, id, name FROM event ORDER BY seq"))?;
            rows.iter()
                .map(|row| Ok::<_, kith_store::StoreError>((row.int(0)?, row.uuid(1)?, row.text(2)?.to_owned())))
                .collect()
        })
        .unwrap()
}

fn round_trip(from: Dialect, to: Dialect) {
    let mut world = world(from);
    // A custom field, its twin of the same key after it was retired, and one that is retired.
    let mut overlay = Overlay::default();
    let company = world.object("company");
    for _ in 0..2 {
        let field = NewField {
            key: "x_colour".to_owned(),
            kind: Kind::Text,
            label: Labels::new("Colour", "Цвет", "Barva"),
            required: false,
            searchable: None,
        };
        overlay.add_field(&company, field).unwrap();
        let with = Catalogue::build(&overlay, &settings(), 2).unwrap();
        world.store.write_blocking(Lane::Schema, move |conn| shape::ensure(conn, &with)).unwrap();
        let with = Catalogue::build(&overlay, &settings(), 2).unwrap();
        if with.object("company").unwrap().retired.is_empty() {
            world.cat = Arc::new(with);
            world.add("company", json!({"name": "Old", "x_colour": "синий"}));
            overlay.retire_field(world.cat.object("company").unwrap(), "x_colour").unwrap();
        } else {
            world.cat = Arc::new(with);
        }
    }
    furnish(&world);
    world.add("company", json!({"name": "New", "x_colour": "žlutá"}));

    let target = Empty::new(to);
    let first = save(&world.store, &target.file("first.backup"));
    assert_eq!(first.dialect, from.pick("sqlite", "postgres"));
    assert_eq!((first.program.as_str(), first.created_at), ("1.2.3", now()));
    assert!(first.tables.iter().all(|table| table.name != "session"));
    let restored = load(&world, &target.store, &target.file("first.backup")).unwrap();
    assert_eq!(restored, first);
    assert_healthy(&world, &target.store);
    let second = save(&target.store, &target.file("second.backup"));
    assert_same(&second, &first);
    assert_eq!(events_of(&target.store), events_of(&world.store));
    goes_on(&world, &target.store);
}

/// A restored database is used like any other.
fn goes_on(world: &World, store: &Store) {
    let (cat, access) = (Arc::clone(&world.cat), world.system());
    let found = store.read_blocking(move |conn| search::find(conn, &cat, &access, "омашк", &[], 10)).unwrap();
    assert_eq!(found.len(), 1, "{found:?}");
    let (cat, access) = (Arc::clone(&world.cat), world.system());
    let mut query = ListQuery::new("contact");
    query.sort = world.sort("contact", "name");
    let page = store.read_blocking(move |conn| kith_store::query::list(conn, &cat, &access, &query)).unwrap();
    assert_eq!(texts(&world.object("contact"), &page.rows, "name")[0], "Ёлкина Анна");

    let before: Position = store.read_blocking(|conn| events::cursor(conn, "mailer")).unwrap();
    let (object, id) = (world.object("contact"), new_id());
    let cells = cells(&world.cat, &object, &json!({"name": "Новый"}));
    let (rid, seq) = store
        .write_blocking(Lane::Interactive, move |conn| {
            let rid = records::insert(conn, &object, id, &cells)?;
            Ok::<_, kith_store::StoreError>((rid, events::append(conn, &event(&object, id, "created"))?))
        })
        .unwrap();
    assert!(rid > 2 && seq > 1);
    let (position, heard) = store
        .read_blocking(move |conn| {
            let heard = events::read_after(conn, before, 10)?;
            Ok::<_, kith_store::StoreError>((events::end(conn)?, heard))
        })
        .unwrap();
    // The reader had heard everything but what came after the cursor was set.
    assert_eq!(heard.last().map(|event| event.record), Some(id));
    assert!(heard.iter().all(|event| event.position.seq > before.seq) && position.seq == seq);
    assert_healthy(world, store);
}

#[test]
fn from_sqlite_into_sqlite() {
    round_trip(Dialect::Sqlite, Dialect::Sqlite);
}

#[test]
fn from_sqlite_into_postgres() {
    round_trip(Dialect::Sqlite, Dialect::Postgres);
}

#[test]
fn from_postgres_into_sqlite() {
    round_trip(Dialect::Postgres, Dialect::Sqlite);
}

#[test]
fn from_postgres_into_postgres() {
    round_trip(Dialect::Postgres, Dialect::Postgres);
}

#[test]
fn both_databases_save_the_same_columns_and_types() {
    let [sqlite, postgres] = BOTH.map(|dialect| {
        let world = world(dialect);
        let manifest = save(&world.store, &world.folder.path().join("empty.backup"));
        manifest.tables.into_iter().map(|table| (table.name, table.columns)).collect::<BTreeMap<_, _>>()
    });
    assert_eq!(sqlite, postgres);
}

#[test]
fn many_rows_come_page_by_page_and_progress_is_told() {
    for dialect in BOTH {
        let world = world(dialect);
        let all: Vec<_> = (0..5_100).map(|i| json!({"name": format!("n{i}")})).collect();
        world.add_many("contact", &all);
        let target = Empty::new(dialect.pick(Dialect::Postgres, Dialect::Sqlite));
        let path = target.file("many.backup");
        let mut told: Vec<Progress> = Vec::new();
        let manifest =
            backup::write_file(world.store.config(), &path, &about(), |progress| told.push(progress)).unwrap();
        let contacts = manifest.tables.iter().find(|table| table.name == "obj_contact").unwrap();
        assert_eq!(contacts.rows, 5_100);
        assert!(told.iter().filter(|progress| progress.table == "obj_contact").count() == 2);
        let last = told.last().unwrap();
        assert_eq!((last.stage, last.done, last.total), (Stage::Saving, manifest.rows(), manifest.rows()));
        let cat = Arc::clone(&world.cat);
        let mut stages = Vec::new();
        backup::restore(&target.store, &path, move |_| Ok((*cat).clone()), |p| stages.push((p.stage, p.done))).unwrap();
        for stage in [Stage::Checking, Stage::Loading, Stage::Finishing] {
            assert_eq!(stages.iter().rfind(|(s, _)| *s == stage).unwrap().1, manifest.rows(), "{stage:?}");
        }
        assert_same(&save(&target.store, &target.file("again.backup")), &manifest);
    }
}

#[test]
fn a_database_that_was_opened_but_never_used_is_empty_and_one_with_rows_is_not() {
    for dialect in BOTH {
        let source = world(dialect);
        furnish(&source);
        let target = world(dialect);
        let path = target.folder.path().join("a.backup");
        save(&source.store, &path);
        load(&source, &target.store, &path).unwrap();
        assert_healthy(&source, &target.store);
        let before = save(&target.store, &target.folder.path().join("b.backup"));
        let refused = load(&source, &target.store, &path).unwrap_err();
        assert!(matches!(refused, BackupError::NotEmpty { .. }), "{refused}");
        let after = save(&target.store, &target.folder.path().join("c.backup"));
        assert_eq!(before, after);
        // What belongs to others is not touched either.
        let target = Empty::new(dialect);
        target.store.write_blocking(Lane::Schema, |conn| conn.batch("CREATE TABLE guest (n int)")).unwrap();
        let refused = load(&source, &target.store, &path).unwrap_err();
        assert!(refused.to_string().contains("guest"), "{refused}");
    }
}

#[test]
fn a_file_is_not_overwritten_and_not_left_half_done() {
    let world = World::sqlite();
    let path = world.folder.path().join("a.backup");
    save(&world.store, &path);
    let again = backup::write_file(world.store.config(), &path, &about(), |_| {});
    assert!(matches!(again, Err(BackupError::Exists(_))));
    let nowhere = backup::write_file(world.store.config(), &world.folder.path().join("no/such/a"), &about(), |_| {});
    assert!(matches!(nowhere, Err(BackupError::Io { .. })));
    let empty = Store::open(StoreConfig::sqlite(world.folder.path().join("new.db"))).unwrap();
    let none = backup::write_file(empty.config(), &world.folder.path().join("none.backup"), &about(), |_| {});
    assert!(none.is_err());
    let left: Vec<_> = std::fs::read_dir(world.folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().contains("none")), "{left:?}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
