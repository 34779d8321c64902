//! What a write promises.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Barrier};

use kith_store::{Lane, Sql, StoreError};

use crate::support::{World, both};

fn put(key: &str, value: &str) -> Sql {
    Sql::new("INSERT INTO setting (key, value) VALUES (").bind(key).push(", ").bind(value).push(")")
}

fn get(world: &World, key: &'static str) -> Option<String> {
    world.read(move |conn| {
        let row = conn.one(&Sql::new("SELECT value FROM setting WHERE key = ").bind(key))?;
        row.map(|row| row.text(0).map(str::to_owned)).transpose()
    })
}

/// Waits until nothing was noticed for a while: what a store notices while it starts is not meant.
fn quiet(changed: &mut tokio::sync::watch::Receiver<kith_store::Pulse>) {
    loop {
        changed.mark_unchanged();
        std::thread::sleep(std::time::Duration::from_millis(1_500));
        if !changed.has_changed().unwrap() {
            return;
        }
    }
}

both! {
    fn an_acknowledged_write_is_there(world: &World) {
        world.exec(put("a", "1"));
        assert_eq!(get(world, "a").as_deref(), Some("1"));
    }

    fn an_error_rolls_back_its_own_closure_only(world: &World) {
        let failed = world.store.write_blocking(Lane::Interactive, |conn| {
            conn.exec(&put("a", "1"))?;
            Err::<(), _>(StoreError::Missing)
        });
        assert!(matches!(failed, Err(StoreError::Missing)));
        world.exec(put("b", "2"));
        assert_eq!(get(world, "a"), None);
        assert_eq!(get(world, "b").as_deref(), Some("2"));
    }

    fn a_panic_becomes_an_error_and_the_store_lives_on(world: &World) {
        let failed = world.store.write_blocking(Lane::Interactive, |conn| -> Result<(), StoreError> {
            conn.exec(&put("a", "1"))?;
            panic!("on purpose")
        });
        assert!(matches!(failed, Err(StoreError::Panic(text)) if text == "on purpose"));
        let failed = world.store.read_blocking(|_| -> Result<(), StoreError> { panic!("again") });
        assert!(matches!(failed, Err(StoreError::Panic(_))));
        assert_eq!(get(world, "a"), None);
    }

    fn a_swallowed_failure_saves_nothing(world: &World) {
        world.exec(put("a", "1"));
        let result = world.store.write_blocking(Lane::Interactive, |conn| {
            conn.exec(&put("b", "2"))?;
            assert!(matches!(conn.exec(&put("a", "3")), Err(StoreError::Unique { .. })));
            Ok::<_, StoreError>(())
        });
        assert!(result.is_err());
        assert_eq!(get(world, "b"), None);
    }

    fn a_savepoint_confines_a_failure(world: &World) {
        world.exec(put("a", "1"));
        world.write(|conn| {
            conn.exec(&put("b", "2"))?;
            let inner = conn.savepoint(|conn| {
                conn.exec(&put("c", "3"))?;
                conn.exec(&put("a", "4"))
            });
            assert!(matches!(inner, Err(StoreError::Unique { .. })));
            conn.savepoint(|conn| conn.exec(&put("d", "5")))
        });
        assert_eq!(get(world, "b").as_deref(), Some("2"));
        assert_eq!(get(world, "c"), None);
        assert_eq!(get(world, "d").as_deref(), Some("5"));
    }

    fn a_reader_cannot_write(world: &World) {
        let result = world.store.read_blocking(|conn| conn.exec(&put("a", "1")));
        assert!(result.is_err());
        assert_eq!(get(world, "a"), None);
    }

    fn a_read_sees_one_snapshot(world: &World) {
        world.exec(put("a", "1"));
        let store = world.store.clone();
        let (before, after) = world.read(move |conn| {
            let count = |conn: &mut kith_store::Conn| -> Result<i64, StoreError> {
                conn.one(&Sql::new("SELECT count(*) FROM setting"))?.unwrap().int(0)
            };
            let before = count(conn)?;
            let other = store.clone();
            std::thread::spawn(move || other.write_blocking(Lane::Interactive, |conn| conn.exec(&put("b", "2"))))
                .join()
                .unwrap()?;
            Ok((before, count(conn)?))
        });
        assert_eq!((before, after), (1, 1));
        assert_eq!(get(world, "b").as_deref(), Some("2"));
    }

    fn counters_lose_no_step_when_many_count_at_once(world: &World) {
        world.exec(Sql::new("INSERT INTO counter (name, value) VALUES ('n', 0)"));
        let threads = 6;
        let barrier = Arc::new(Barrier::new(threads));
        let workers: Vec<_> = (0..threads)
            .map(|_| {
                let (store, barrier) = (world.store.clone(), Arc::clone(&barrier));
                std::thread::spawn(move || {
                    barrier.wait();
                    for _ in 0..15 {
                        store
                            .write_blocking(Lane::Interactive, |conn| {
                                let old = conn.one(&Sql::new("SELECT value FROM counter WHERE name = 'n'"))?;
                                let old = old.ok_or(StoreError::Missing)?.int(0)?;
                                conn.exec(&Sql::new("UPDATE counter SET value = ").bind(old + 1).push(" WHERE name = 'n'"))
                            })
                            .unwrap();
                    }
                })
            })
            .collect();
        for worker in workers {
            worker.join().unwrap();
        }
        let value = world.read(|conn| conn.one(&Sql::new("SELECT value FROM counter WHERE name = 'n'"))?.unwrap().int(0));
        assert_eq!(value, 90);
    }

    fn two_that_check_and_then_write_do_not_both_win(world: &World) {
        // Set-up must happen once, also when two requests race: both see nobody, only one may add somebody.
        let wins = Arc::new(AtomicU32::new(0));
        let barrier = Arc::new(Barrier::new(2));
        let racers: Vec<_> = ["x", "y"]
            .map(|key| {
                let (store, wins, barrier) = (world.store.clone(), Arc::clone(&wins), Arc::clone(&barrier));
                std::thread::spawn(move || {
                    barrier.wait();
                    let added = store
                        .write_blocking(Lane::Interactive, move |conn| {
                            let count = conn.one(&Sql::new("SELECT count(*) FROM setting"))?.unwrap().int(0)?;
                            std::thread::sleep(std::time::Duration::from_millis(30));
                            if count > 0 {
                                return Ok(false);
                            }
                            conn.exec(&put(key, "1"))?;
                            Ok::<_, StoreError>(true)
                        })
                        .unwrap();
                    wins.fetch_add(u32::from(added), Ordering::Relaxed);
                })
            })
            .into_iter()
            .collect();
        for racer in racers {
            racer.join().unwrap();
        }
        assert_eq!(wins.load(Ordering::Relaxed), 1);
    }

    fn commits_wake_those_who_wait(world: &World) {
        let mut changed = world.store.changed();
        changed.mark_unchanged();
        world.exec(put("a", "1"));
        assert!(changed.has_changed().unwrap());
    }

    fn work_that_changes_nothing_wakes_nobody(world: &World) {
        let mut changed = world.store.changed();
        quiet(&mut changed);
        world.exec(Sql::new("DELETE FROM setting WHERE key = 'nothing'"));
        world.write(|conn| conn.query(&Sql::new("UPDATE job SET state = 'running' WHERE id < 0 RETURNING id")));
        assert!(!changed.has_changed().unwrap());
    }

    fn another_store_on_the_same_database_hears_of_it(world: &World) {
        let other = kith_store::Store::open(world.config.clone()).unwrap();
        other.migrate().unwrap();
        let mut changed = other.changed();
        quiet(&mut changed);
        let object = world.object("contact");
        world.write(move |conn| kith_store::events::append(conn, &crate::support::event(&object, uuid::Uuid::from_u128(5), "made")));
        let deadline = std::time::Instant::now() + std::time::Duration::from_secs(5);
        while !changed.has_changed().unwrap() {
            assert!(std::time::Instant::now() < deadline, "nothing was heard");
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
    }

    fn migrations_are_applied_once(world: &World) {
        assert_eq!(world.store.migrate().unwrap(), [0_i64; 0]);
        let own = Arc::clone(&world.cat);
        let changes = world
            .store
            .write_blocking(Lane::Schema, move |conn| kith_store::shape::ensure(conn, &own))
            .unwrap();
        assert_eq!(changes, kith_store::shape::Changes::default());
        let own = Arc::clone(&world.cat);
        assert_eq!(world.read(move |conn| kith_store::shape::compare(conn, &own)), []);
    }
}

#[test]
fn the_log_of_the_embedded_database_does_not_grow_while_long_work_goes_on() {
    let world = World::sqlite();
    let log = world.store.path().unwrap().with_extension("db-wal");
    let mut largest = 0;
    for round in 0..14_u32 {
        // 32 MiB a transaction, one after the other without a pause.
        let rows = Sql::new("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 32) ")
            .push("INSERT INTO setting (key, value) SELECT 'big ' || i || ' ' || ")
            .bind(i64::from(round))
            .push(", hex(zeroblob(524288)) FROM n");
        world.store.write_blocking(Lane::Bulk, move |conn| conn.exec(&rows)).unwrap();
        largest = largest.max(std::fs::metadata(&log).map_or(0, |log| log.len()));
    }
    assert!(largest < 352 << 20, "{} MiB", largest >> 20);
}

#[test]
fn long_work_learns_that_others_wait_for_the_one_writer() {
    let world = World::sqlite();
    let begun = Arc::new(Barrier::new(2));
    let (store, seen) = (world.store.clone(), Arc::clone(&begun));
    let long = std::thread::spawn(move || {
        store.write_blocking(Lane::Bulk, move |conn| {
            let before = conn.others_wait();
            seen.wait();
            let patience = std::time::Instant::now() + std::time::Duration::from_secs(10);
            while !conn.others_wait() && std::time::Instant::now() < patience {
                std::thread::sleep(std::time::Duration::from_millis(1));
            }
            Ok::<_, StoreError>((before, conn.others_wait()))
        })
    });
    begun.wait();
    world.exec(put("a", "1"));
    assert_eq!(long.join().unwrap().unwrap(), (false, true));
    let after = world.store.write_blocking(Lane::Bulk, |conn| Ok::<_, StoreError>(conn.others_wait())).unwrap();
    assert!(!after, "those who waited have had their turn");
}
