//! Backup while others write.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;

use kith_store::{Dialect, Lane, Sql, StoreError, backup};
use serde_json::json;

use crate::house::{Empty, STAGES, about, add_deal, assert_healthy, change, furnish, load};
use crate::support::{World, both};

both! {
    fn what_is_saved_while_others_write_fits_together(world: &World) {
        furnish(world);
        let all: Vec<_> = (0..5_100).map(|i| json!({"name": format!("n{i}"), "emails": [{"value": format!("{i}@x.example")}]})).collect();
        world.add_many("contact", &all);
        let (stop, written) = (AtomicBool::new(false), AtomicU64::new(0));
        thread::scope(|scope| {
            for writer in 0..2 {
                let (stop, written) = (&stop, &written);
                scope.spawn(move || {
                    let mut n = 0;
                    while !stop.load(Ordering::Relaxed) {
                        let deal = add_deal(world, &format!("w{writer} {n}"), STAGES[0], json!({}));
                        let emails = json!([{"value": format!("w{writer}-{n}@x.example")}]);
                        let contact = world.add("contact", json!({"name": format!("w{writer} {n}"), "emails": emails}));
                        change(world, "contact", contact, json!({"name": "changed", "emails": null}));
                        change(world, "deal", deal, json!({"name": "changed"}));
                        n += 1;
                        written.fetch_add(4, Ordering::Relaxed);
                    }
                });
            }
            for round in 0..2 {
                while written.load(Ordering::Relaxed) < 40 * (round + 1) {
                    thread::sleep(std::time::Duration::from_millis(2));
                }
                let target = Empty::new(if round == 1 { Dialect::Postgres } else { Dialect::Sqlite });
                let path = target.file("busy.backup");
                let before = written.load(Ordering::Relaxed);
                // The backup takes as long as it takes others to write something.
                let wait = |_| {
                    let now = written.load(Ordering::Relaxed);
                    while written.load(Ordering::Relaxed) == now {
                        thread::yield_now();
                    }
                };
                backup::write_file(world.store.config(), &path, &about(), wait).unwrap();
                assert!(written.load(Ordering::Relaxed) > before);
                load(world, &target.store, &path).unwrap();
                assert_healthy(world, &target.store);
            }
            stop.store(true, Ordering::Relaxed);
        });
        assert_healthy(world, &world.store);
    }

    fn tables_can_change_while_a_backup_runs(world: &World) {
        furnish(world);
        let path = world.folder.path().join("a.backup");
        let mut changed = false;
        let manifest = backup::write_file(world.store.config(), &path, &about(), |progress| {
            // As late as can be: when the table of companies has been read already, and when it has not.
            if !changed && progress.table == "obj_company" {
                changed = true;
                world
                    .store
                    .write_blocking(Lane::Schema, |conn| {
                        for table in ["obj_company", "obj_contact", "obj_task", "setting"] {
                            let mut sql = Sql::new("ALTER TABLE ");
                            sql.ident(table).add(" ADD COLUMN x_late ").add(conn.dialect().pick("INTEGER", "bigint"));
                            conn.batch(sql.text())?;
                        }
                        conn.exec(&Sql::new("UPDATE obj_task SET x_late = 1"))?;
                        conn.exec(&Sql::new("DELETE FROM setting"))?;
                        Ok::<_, StoreError>(())
                    })
                    .unwrap();
            }
        })
        .unwrap();
        assert!(changed);
        let columns = manifest.tables.iter().flat_map(|table| &table.columns);
        assert!(columns.into_iter().all(|column| column.name != "x_late"));
        let target = Empty::new(world.dialect());
        load(world, &target.store, &path).unwrap();
        assert_healthy(world, &target.store);
    }
}
