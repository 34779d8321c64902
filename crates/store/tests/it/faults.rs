//! Connections that break, tables that change under load, statements that run too long.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use kith_catalogue::Catalogue;
use kith_catalogue::overlay::Overlay;
use kith_store::query::ListQuery;
use kith_store::{Dialect, Lane, Sql, StoreError, query, records, shape};
use serde_json::json;

use crate::support::{World, both, cells, new_id, settings};

both! {
    fn a_read_that_takes_too_long_is_stopped(world: &World) {
        let endless = Sql::new(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000) SELECT max(i) FROM n",
        );
        let result = world.store.read_slow_blocking(Duration::from_millis(200), move |conn| conn.one(&endless));
        assert!(matches!(result, Err(StoreError::Interrupted(_))), "{result:?}");
        // The thread goes on with others.
        let fine = world.store.read_slow_blocking(Duration::from_secs(5), |conn| conn.one(&Sql::new("SELECT 1")));
        assert_eq!(fine.unwrap().unwrap().int(0).unwrap(), 1);
    }

    fn a_long_read_does_not_stay_on_the_thread_that_asks(world: &World) {
        let embedded = world.store.dialect() == Dialect::Sqlite;
        let threads_of = |rows: u32| {
            let sql = Sql::new("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ")
                .bind(i64::from(rows))
                .push(") SELECT count(*) FROM n");
            let threads = Arc::new(Mutex::new(Vec::new()));
            let seen = Arc::clone(&threads);
            let read = world.store.read(move |conn| {
                seen.lock().unwrap().push(std::thread::current().id());
                conn.one(&sql)
            });
            let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
            let counted = runtime.block_on(read).unwrap().unwrap().int(0).unwrap();
            assert_eq!(counted, i64::from(rows));
            threads.lock().unwrap().clone()
        };
        let here = std::thread::current().id();
        let short = threads_of(10);
        assert_eq!(short.len(), 1);
        assert_eq!(short[0] == here, embedded);
        let long = threads_of(1_000_000);
        assert_eq!(long.len(), if embedded { 2 } else { 1 });
        assert_ne!(long.last(), Some(&here));
    }

    fn fields_are_added_while_others_read_and_write(world: &World) {
        let stop = Arc::new(AtomicBool::new(false));
        let workers: Vec<_> = (0..4)
            .map(|n| {
                let (store, cat, stop) = (world.store.clone(), Arc::clone(&world.cat), Arc::clone(&stop));
                std::thread::spawn(move || {
                    let object = Arc::clone(cat.object("contact").unwrap());
                    let access = Arc::new(kith_policy::Access::of(&kith_policy::Actor::System, &cat));
                    let mut made = 0;
                    while !stop.load(Ordering::Relaxed) {
                        let given = cells(&cat, &object, &json!({"name": format!("w{n} {made}")}));
                        let own = Arc::clone(&object);
                        let id = new_id();
                        store
                            .write_blocking(Lane::Interactive, move |conn| records::insert(conn, &own, id, &given))
                            .unwrap();
                        let (own, rights) = (Arc::clone(&cat), Arc::clone(&access));
                        let page = store
                            .read_blocking(move |conn| query::list(conn, &own, &rights, &ListQuery::new("contact")))
                            .unwrap();
                        assert!(!page.rows.is_empty());
                        made += 1;
                    }
                    made
                })
            })
            .collect();
        let mut overlay = Overlay::default();
        for i in 0..6 {
            add_field(&mut overlay, &world.cat, i);
            let wider = Arc::new(Catalogue::build(&overlay, &settings(), 2 + i).unwrap());
            let own = Arc::clone(&wider);
            world
                .store
                .write_blocking(Lane::Schema, move |conn| {
                    shape::lock_schema(conn)?;
                    shape::ensure(conn, &own)
                })
                .unwrap();
            // At once to be used.
            let object = Arc::clone(wider.object("contact").unwrap());
            let given = cells(&wider, &object, &json!({"name": "new", format!("x_f{i}"): "value"}));
            let id = new_id();
            world.write(move |conn| records::insert(conn, &object, id, &given));
        }
        stop.store(true, Ordering::Relaxed);
        let made: i64 = workers.into_iter().map(|worker| worker.join().unwrap()).sum();
        let count = world.read(|conn| conn.one(&Sql::new("SELECT count(*) FROM obj_contact"))).unwrap().int(0).unwrap();
        assert_eq!(count, made + 6);
        let wider = Arc::new(Catalogue::build(&overlay, &settings(), 9).unwrap());
        assert_eq!(world.read(move |conn| shape::compare(conn, &wider)), []);
    }

    fn a_retired_field_keeps_its_column(world: &World) {
        let mut overlay = Overlay::default();
        add_field(&mut overlay, &world.cat, 0);
        let wider = Arc::new(Catalogue::build(&overlay, &settings(), 2).unwrap());
        let own = Arc::clone(&wider);
        world.store.write_blocking(Lane::Schema, move |conn| shape::ensure(conn, &own)).unwrap();
        let findings = {
            let cat = Arc::clone(&world.cat);
            world.read(move |conn| shape::compare(conn, &cat))
        };
        // A catalogue that knows nothing of the column says so; it is not dropped.
        assert!(findings.iter().all(|finding| finding.code == "unknown_column") && !findings.is_empty(), "{findings:?}");
    }
}

fn add_field(overlay: &mut Overlay, cat: &Catalogue, i: u64) {
    use kith_catalogue::overlay::NewField;
    let json = json!({"key": format!("x_f{i}"), "kind": "text", "label": format!("F{i}")});
    let new = NewField::from_json(&json, cat).unwrap();
    let present = Catalogue::build(overlay, &settings(), 0).unwrap();
    overlay.add_field(present.object("contact").unwrap(), new).unwrap();
}

#[test]
fn work_goes_on_after_postgres_cut_the_connections() {
    let world = World::postgres();
    world.exec(Sql::new("INSERT INTO setting (key, value) VALUES ('a', '1')"));
    let cut = || {
        world.store.write_blocking(Lane::Interactive, |conn| {
            conn.query(&Sql::new(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                 WHERE datname = current_database() AND pid <> pg_backend_pid()",
            ))
        })
    };
    for round in 0..3 {
        cut().unwrap();
        let value = world.read(|conn| conn.one(&Sql::new("SELECT value FROM setting WHERE key = 'a'")));
        assert_eq!(value.unwrap().text(0).unwrap(), "1");
        for i in 0..8 {
            let key = format!("{round} {i}");
            world.exec(Sql::new("INSERT INTO setting (key, value) VALUES (").bind(key).push(", '1')"));
        }
    }
    let count = world.read(|conn| conn.one(&Sql::new("SELECT count(*) FROM setting"))).unwrap().int(0).unwrap();
    assert_eq!(count, 25);
}

#[test]
fn a_connection_that_breaks_in_the_middle_of_a_write_does_the_work_once() {
    let world = World::postgres();
    let mut runs = 0;
    let ran = world
        .store
        .write_blocking(Lane::Interactive, move |conn| {
            runs += 1;
            conn.exec(&Sql::new("INSERT INTO setting (key, value) VALUES ('once', '1')"))?;
            if runs == 1 {
                // Cut off by somebody else, in the middle.
                let _ = conn.query(&Sql::new("SELECT pg_terminate_backend(pg_backend_pid())"));
                conn.exec(&Sql::new("INSERT INTO setting (key, value) VALUES ('never', '1')"))?;
            }
            Ok::<_, StoreError>(runs)
        })
        .unwrap();
    assert_eq!(ran, 2);
    let count = world.read(|conn| conn.one(&Sql::new("SELECT count(*) FROM setting"))).unwrap().int(0).unwrap();
    assert_eq!(count, 1);
}

#[test]
fn a_server_that_is_away_is_told_as_busy() {
    let world = World::postgres();
    let url = "postgres://postgres@127.0.0.1:1/none";
    let error = kith_store::Store::open(kith_store::StoreConfig::postgres(url)).unwrap_err();
    assert!(error.is_busy(), "{error}");
    drop(world);
}
