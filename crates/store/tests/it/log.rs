//! The event log and its readers.

use std::sync::mpsc;

use kith_store::events::{self, FieldChange, Position};
use kith_store::{Lane, Sql, StoreError};
use serde_json::json;
use uuid::Uuid;

use crate::support::{World, both, event};

fn append(world: &World, record: u128, verb: &str) -> i64 {
    let draft = event(&world.object("contact"), Uuid::from_u128(record), verb);
    world.write(move |conn| events::append(conn, &draft))
}

fn names(world: &World, from: Position) -> (Vec<String>, Position) {
    let found = world.read(move |conn| events::read_after(conn, from, 100));
    let end = found.last().map_or(from, |event| event.position);
    (found.into_iter().map(|event| event.name).collect(), end)
}

both! {
    fn a_reader_sees_every_event_once_and_in_order(world: &World) {
        append(world, 1, "a");
        append(world, 1, "b");
        let (found, end) = names(world, Position::default());
        assert_eq!(found, ["contact.a", "contact.b"]);
        append(world, 2, "c");
        assert_eq!(names(world, end).0, ["contact.c"]);
        let own = world.read(events::end);
        assert_eq!(names(world, own).0, [""; 0]);
    }

    fn a_place_is_kept_by_name(world: &World) {
        assert_eq!(world.read(|conn| events::cursor(conn, "mail")), Position::default());
        let place = Position { txid: 5, seq: 9 };
        world.write(move |conn| events::move_cursor(conn, "mail", place, 1));
        world.write(move |conn| events::move_cursor(conn, "mail", Position { txid: 6, seq: 8 }, 2));
        assert_eq!(world.read(|conn| events::cursor(conn, "mail")), Position { txid: 6, seq: 8 });
    }

    fn changes_come_back_as_they_were(world: &World) {
        let mut draft = event(&world.object("deal"), Uuid::from_u128(4), "updated");
        draft.changes = vec![
            FieldChange { field: "name".to_owned(), before: None, after: Some(json!("Ёлка \"1\"")) },
            FieldChange { field: "amount".to_owned(), before: Some(json!({"amount": "1.00"})), after: None },
        ];
        draft.subjects.push(("company".to_owned(), Uuid::from_u128(9)));
        let wanted = draft.clone();
        let plain = event(&world.object("deal"), Uuid::from_u128(4), "moved");
        world.write(move |conn| {
            events::append(conn, &draft)?;
            events::append_many(conn, std::slice::from_ref(&plain))
        });
        let found = world.read(move |conn| events::by_id(conn, wanted.id)).unwrap();
        assert_eq!(found.changes.len(), 2);
        assert_eq!(found.changes[0].after, Some(json!("Ёлка \"1\"")));
        assert_eq!(found.changes[1].before, Some(json!({"amount": "1.00"})));
        let on = |object: &'static str, id| {
            world.read(move |conn| events::timeline(conn, object, Uuid::from_u128(id), None, 10))
        };
        assert_eq!(on("company", 9).len(), 1);
        let names: Vec<String> = on("deal", 4).into_iter().map(|event| event.name).collect();
        assert_eq!(names, ["deal.moved", "deal.updated"]);
    }

    fn events_of_work_that_failed_are_not_there(world: &World) {
        let draft = event(&world.object("contact"), Uuid::from_u128(1), "lost");
        let failed = world.store.write_blocking(Lane::Interactive, move |conn| {
            events::append(conn, &draft)?;
            Err::<(), _>(StoreError::Missing)
        });
        assert!(failed.is_err());
        append(world, 1, "kept");
        assert_eq!(names(world, Position::default()).0, ["contact.kept"]);
    }
}

/// The first transaction takes the smaller number and commits last. A reader that went by numbers alone would read the
/// second event, remember its number, and never see the first.
#[test]
fn events_that_commit_out_of_order_are_not_skipped_on_postgres() {
    let world = World::postgres();
    let (slow, fast) = (
        event(&world.object("contact"), Uuid::from_u128(1), "slow"),
        event(&world.object("contact"), Uuid::from_u128(2), "fast"),
    );
    let (appended, wait_appended) = mpsc::channel();
    let (go_on, wait_go_on) = mpsc::channel::<()>();
    let store = world.store.clone();
    let first = std::thread::spawn(move || {
        store.write_blocking(Lane::Interactive, move |conn| {
            let seq = events::append(conn, &slow)?;
            let _ = appended.send(seq);
            let _ = wait_go_on.recv();
            Ok::<_, StoreError>(seq)
        })
    });
    let slow_seq = wait_appended.recv().unwrap();
    let fast_seq = world.write(move |conn| events::append(conn, &fast));
    assert!(slow_seq < fast_seq);
    // The second is committed and to be seen, but not yet by readers of the log.
    assert_eq!(world.read(|conn| conn.one(&Sql::new("SELECT count(*) FROM event"))).unwrap().int(0).unwrap(), 1);
    let (found, end) = names(&world, Position::default());
    assert_eq!(found, [""; 0]);
    go_on.send(()).unwrap();
    first.join().unwrap().unwrap();
    let (found, _) = names(&world, end);
    assert_eq!(found, ["contact.slow", "contact.fast"]);
}

/// A copy of a database on another server holds numbers of transactions that mean nothing there.
#[test]
fn events_from_another_server_are_read_all_the_same() {
    let world = World::postgres();
    for verb in ["a", "b", "c"] {
        append(&world, 1, verb);
    }
    let place = world.read(|conn| events::read_after(conn, Position::default(), 1))[0].position;
    world.write(move |conn| {
        events::move_cursor(conn, "mail", Position { txid: place.txid + 9_000_000_000, ..place }, 1)
    });
    world.exec(Sql::new("UPDATE event SET txid = txid + 9000000000"));
    assert_eq!(names(&world, Position::default()).0, [""; 0]);
    world.store.migrate().unwrap();
    let place = world.read(|conn| events::cursor(conn, "mail"));
    assert_eq!(names(&world, place).0, ["contact.b", "contact.c"]);
    append(&world, 1, "d");
    assert_eq!(names(&world, place).0, ["contact.b", "contact.c", "contact.d"]);
}

/// Long work in another database of the same server holds nobody up.
#[test]
fn a_transaction_of_another_database_does_not_hold_readers_up() {
    let (world, other) = (World::postgres(), World::postgres());
    let (began, wait_began) = mpsc::channel();
    let (go_on, wait_go_on) = mpsc::channel::<()>();
    let draft = event(&other.object("contact"), Uuid::from_u128(1), "slow");
    let store = other.store.clone();
    let long = std::thread::spawn(move || {
        store.write_blocking(Lane::Interactive, move |conn| {
            events::append(conn, &draft)?;
            let _ = began.send(());
            let _ = wait_go_on.recv();
            Ok::<_, StoreError>(())
        })
    });
    wait_began.recv().unwrap();
    append(&world, 1, "a");
    assert_eq!(names(&world, Position::default()).0, ["contact.a"]);
    go_on.send(()).unwrap();
    long.join().unwrap().unwrap();
}
