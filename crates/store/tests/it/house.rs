//! A database in which everything fits together, with every kind of value in it, and an empty one to restore into.

use jiff::Timestamp;
use kith_catalogue::standard::deal;
use kith_store::backup::{self, About, BackupError, Manifest};
use kith_store::doctor::{self, Finding};
use kith_store::jobs::{self, NewJob};
use kith_store::{Dialect, Sql, Store, StoreConfig, events, records, search};
use serde_json::{Value as Json, json};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use uuid::Uuid;

use crate::support::{NOW, World, add_user, cells, event, new_id, row};

pub const PIPELINE: Uuid = Uuid::from_u128(0x100);
pub const STAGES: [Uuid; 2] = [Uuid::from_u128(0x101), Uuid::from_u128(0x102)];
pub const PERSON: Uuid = Uuid::from_u128(0x200);
pub const TEAM: Uuid = Uuid::from_u128(0x300);

/// A database that was never used.
pub struct Empty {
    pub store: Store,
    folder: tempfile::TempDir,
    _database: Option<kith_pgtest::Database>,
}

impl Empty {
    pub fn new(dialect: Dialect) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = dialect.is_postgres().then(kith_pgtest::database);
        let config = match &database {
            Some(database) => StoreConfig::postgres(database.url()),
            None => StoreConfig::sqlite(folder.path().join("restored.db")),
        };
        Self { store: Store::open(config).unwrap(), folder, _database: database }
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

pub fn now() -> Timestamp {
    Timestamp::from_millisecond(NOW).unwrap()
}

pub fn about() -> About {
    About { program: "1.2.3".to_owned(), created_at: now() }
}

pub fn save(store: &Store, path: &Path) -> Manifest {
    backup::write_file(store.config(), path, &about(), |_| {}).unwrap()
}

/// Restores with the catalogue of the world that was saved.
pub fn load(world: &World, into: &Store, path: &Path) -> Result<Manifest, BackupError> {
    let cat = Arc::clone(&world.cat);
    backup::restore(into, path, move |_| Ok((*cat).clone()), |_| {})
}

pub fn examine(world: &World, store: &Store) -> Vec<Finding> {
    let cat = Arc::clone(&world.cat);
    store.read_blocking(move |conn| doctor::check(conn, &cat, now())).unwrap()
}

pub fn assert_healthy(world: &World, store: &Store) {
    let findings = examine(world, store);
    assert!(findings.is_empty(), "{findings:#?}");
}

/// People, a pipeline, and records with every kind of value: empty, Cyrillic, emoji, long, at its limits.
pub fn furnish(world: &World) {
    add_user(world, PERSON, "Zdeněk Žežulka");
    let sql = |text: &str| Sql::new(text);
    world.exec(
        sql("INSERT INTO team (id, name, name_f, name_s, created_at, updated_at) VALUES (")
            .bind(TEAM)
            .push(", 'Prodej', 'prodej', NULL, 1, 1)"),
    );
    world.exec(sql("UPDATE user_account SET team = ").bind(TEAM).push(", office = ").bind(TEAM));
    world.exec(
        sql("INSERT INTO pipeline (id, name, name_f, object, created_at, updated_at) VALUES (")
            .bind(PIPELINE)
            .push(", 'Продажи', 'продажи', 'deal', 1, 1)"),
    );
    for (stage, name) in STAGES.iter().zip(["Новая", "Выиграна 🏆"]) {
        let mut sql = sql("INSERT INTO stage (id, pipeline, name, name_f, kind, created_at, updated_at) VALUES (");
        sql.arg(*stage).add(", ").arg(PIPELINE).add(", ").arg(name).add(", ").arg(name).add(", 'open', 1, 1)");
        world.exec(sql);
    }
    world.exec(
        sql("INSERT INTO session (hash, user_id, created_at, expires_at, last_seen_at) VALUES (")
            .bind(&[1_u8, 2, 3][..])
            .push(", ")
            .bind(PERSON)
            .push(", 1, 2, 3)"),
    );
    world.exec(
        sql("INSERT INTO idempotency (actor, key, body_hash, status, response, created_at) VALUES ('a', 'k', ")
            .bind(&[0_u8, 255, 10, 13][..])
            .push(", 201, ")
            .bind(&[][..])
            .push(", 1)"),
    );
    world.exec(sql("INSERT INTO setting (key, value) VALUES ('catalogue.version', '3')"));
    world.exec(sql("INSERT INTO counter (name, value) VALUES ('deal.number', ").bind(i64::MAX).push(")"));

    let company = world.add(
        "company",
        json!({
            "name": "ООО «Ромашка» 🌼 \"кавычки\" \\ \t и\nстрока", "kinds": ["customer"], "tags": ["важная", "a b"],
            "phones": [{"value": "+420 777 123 456"}], "emails": [{"value": "Info@Romashka.example"}],
            "website": "https://ромашка.example", "employees": 0, "founded_year": -5,
            "annual_revenue": {"amount": "999999999999999.99", "currency": "CZK"}, "owner": PERSON,
            "addresses": [{"city": "Москва", "country": "RU"}], "external_id": {"1c": "000 17"},
            "note": "ж".repeat(20_000),
        }),
    );
    let child = world.add("company", json!({"name": "Čapek & syn", "parent": company}));
    let contact = world.add(
        "contact",
        json!({"name": "Ёлкина Анна", "company": company, "birthday": "0001-01-01", "phones": [{"value": "8 (495) 123-45-67"}]}),
    );
    world.add("contact", json!({"name": "e\u{301}\u{200f}\u{1f468}\u{200d}\u{1f469}", "birthday": "9999-12-31"}));
    for (i, stage) in [0, 1, 0].into_iter().enumerate() {
        add_deal(world, &format!("Сделка {i}"), STAGES[stage], json!({"company": company, "contact": contact}));
    }
    world.add("task", json!({"title": "Позвонить", "about": {"object": "contact", "id": contact}, "assignee": PERSON}));
    world.add(
        "task",
        json!({"title": "Úkol", "about": {"object": "company", "id": child}, "due_at": "2026-01-01T10:00:00Z"}),
    );
    change(world, "company", child, json!({"name": "Čapek & synové", "emails": [{"value": "c@x.example"}]}));
    bin(world, "company", child);
    let note = new_id();
    world.exec(
        sql("INSERT INTO note (id, object, record, text, author, created_at, updated_at) VALUES (")
            .bind(note)
            .push(", 'company', ")
            .bind(company)
            .push(", 'Заметка', ")
            .bind(PERSON)
            .push(", 1, 1)"),
    );
    world.write(move |conn| search::Beside::Notes.add(conn, "company", note, "Заметка"));
    world.write(|conn| {
        let job = NewJob {
            kind: "greet".to_owned(),
            payload: "{\"имя\":\"Анна\"}".to_owned(),
            run_at: now(),
            max_attempts: 3,
            dedup: Some("one".to_owned()),
            event: Some(1),
        };
        jobs::enqueue(conn, &job, now())?;
        let end = events::end(conn)?;
        events::move_cursor(conn, "mailer", end, NOW)
    });
    assert_healthy(world, &world.store);
}

/// A deal with its stay.
pub fn add_deal(world: &World, name: &str, stage: Uuid, more: Json) -> Uuid {
    let mut fields = json!({"name": name, "pipeline": PIPELINE, "stage": stage, "owner": PERSON,
        "amount": {"amount": "-0.01", "currency": "USD"}, "probability": 50, "engaged_on": "2026-02-28"});
    fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let object = world.object(deal::KEY);
    let (id, cells) = (new_id(), cells(&world.cat, &world.object(deal::KEY), &fields));
    world.write(move |conn| {
        records::insert(conn, &object, id, &cells)?;
        let mut draft = event(&object, id, "created");
        draft.changes =
            vec![events::FieldChange { field: "name".to_owned(), before: None, after: Some(json!("Сделка")) }];
        events::append(conn, &draft)?;
        conn.exec(
            &Sql::new("INSERT INTO stage_stay (object, record, pipeline, stage, entered_at) VALUES ('deal', ")
                .bind(id)
                .push(", ")
                .bind(PIPELINE)
                .push(", ")
                .bind(stage)
                .push(", 5)"),
        )?;
        Ok(id)
    })
}

/// Changes a record, with an event of its new version.
pub fn change(world: &World, object: &str, id: Uuid, fields: Json) {
    let object = world.object(object);
    let cells = cells(&world.cat, &object, &fields);
    world.write(move |conn| {
        let (rid, version) = row(conn, &object, id)?;
        records::update(conn, &object, rid, version, &cells)?;
        events::append(conn, &events::EventDraft { version: version + 1, ..event(&object, id, "updated") })?;
        Ok(())
    });
}

fn bin(world: &World, object: &str, id: Uuid) {
    let object = world.object(object);
    world.write(move |conn| {
        let (rid, version) = row(conn, &object, id)?;
        records::set_deleted(conn, &object, rid, version, Some(NOW), &[])?;
        events::append(conn, &events::EventDraft { version: version + 1, ..event(&object, id, "deleted") })?;
        Ok(())
    });
}
