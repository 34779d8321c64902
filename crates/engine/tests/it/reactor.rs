//! Reactors: what follows from events, once.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Barrier, Mutex};

use kith_engine::events::EventRow;
use kith_engine::reactor::{Effect, Reactor, Reactors, catch_up};
use kith_engine::{Error, Reader, Result, Workspace, settings};
use serde_json::json;

use crate::house::{House, both};

/// Counts in the database how often it has dealt with companies, and remembers their events.
#[derive(Default)]
struct Count {
    seen: Mutex<Vec<String>>,
    begun: AtomicU32,
    /// Everybody looks before anybody writes.
    together: Option<Arc<Barrier>>,
    fails_at: Option<&'static str>,
}

#[derive(Clone, Default)]
struct Shared(Arc<Count>);

impl Reactor for Shared {
    fn name(&self) -> &'static str {
        "count"
    }

    fn begin(&self, _: &Workspace, _: &mut Reader<'_>) -> Result<Option<Effect>> {
        self.0.begun.fetch_add(1, Ordering::SeqCst);
        Ok(None)
    }

    fn react(&self, _: &Workspace, _: &mut Reader<'_>, events: &[EventRow]) -> Result<Option<Effect>> {
        if events.iter().any(|event| Some(event.name.as_str()) == self.0.fails_at) {
            return Err(Error::internal("it cannot be dealt with"));
        }
        if let Some(together) = &self.0.together {
            together.wait();
        }
        let found: Vec<&EventRow> = events.iter().filter(|event| event.object == "company").collect();
        self.0.seen.lock().unwrap().extend(found.iter().map(|event| event.name.clone()));
        if found.is_empty() {
            return Ok(None);
        }
        let count = found.len();
        Ok(Some(Box::new(move |tx| {
            for _ in 0..count {
                settings::bump(tx.sql(), "test.count")?;
            }
            Ok(())
        })))
    }
}

fn counted(house: &House) -> i64 {
    house.ws.read_blocking(house.ws.system_ctx(), |r| Ok(settings::get(r.conn(), "test.count")?.unwrap_or(0))).unwrap()
}

fn company(house: &House, name: &str) -> uuid::Uuid {
    house.make(house.admin, "company", json!({"name": name})).unwrap().id
}

#[test]
fn a_reactor_hears_of_what_comes_and_not_of_what_was() {
    both(|house| {
        let count = Shared::default();
        let reactors = Reactors::default().with(count.clone());
        company(house, "Before");
        catch_up(&house.ws, &reactors).unwrap();
        assert_eq!((counted(house), count.0.begun.load(Ordering::SeqCst)), (0, 1));
        let id = company(house, "One");
        house.change(house.admin, "company", id, None, json!({"name": "Other"})).unwrap();
        house.make(house.admin, "product", json!({"name": "Pump"})).unwrap();
        catch_up(&house.ws, &reactors).unwrap();
        catch_up(&house.ws, &reactors).unwrap();
        assert_eq!(counted(house), 2);
        assert_eq!(count.0.begun.load(Ordering::SeqCst), 1);
        let another = Shared::default();
        catch_up(&house.ws, &Reactors::default().with(another.clone())).unwrap();
        assert_eq!(*another.0.seen.lock().unwrap(), [""; 0], "what has been dealt with is not replayed");
    });
}

#[test]
fn each_event_has_its_effect_once_when_two_processes_look_at_the_same_time() {
    both(|house| {
        catch_up(&house.ws, &Reactors::default().with(Shared::default())).unwrap();
        company(house, "One");
        company(house, "Two");
        let together = Arc::new(Barrier::new(2));
        let processes: Vec<_> = (0..2)
            .map(|_| {
                let count = Count { together: Some(Arc::clone(&together)), ..Count::default() };
                let (ws, reactors) = (house.ws.clone(), Reactors::default().with(Shared(Arc::new(count))));
                std::thread::spawn(move || catch_up(&ws, &reactors))
            })
            .collect();
        for process in processes {
            process.join().unwrap().unwrap();
        }
        assert_eq!(counted(house), 2);
    });
}

#[test]
fn what_follows_and_the_cursor_stand_or_fall_together() {
    both(|house| {
        struct Broken;
        impl Reactor for Broken {
            fn name(&self) -> &'static str {
                "count"
            }
            fn begin(&self, _: &Workspace, _: &mut Reader<'_>) -> Result<Option<Effect>> {
                Ok(None)
            }
            fn react(&self, _: &Workspace, _: &mut Reader<'_>, _: &[EventRow]) -> Result<Option<Effect>> {
                Ok(Some(Box::new(|tx| {
                    settings::bump(tx.sql(), "test.count")?;
                    Err(Error::internal("the lights went out"))
                })))
            }
        }
        let broken = Reactors::default().with(Broken);
        catch_up(&house.ws, &broken).unwrap();
        company(house, "One");
        assert!(catch_up(&house.ws, &broken).is_err());
        assert_eq!(counted(house), 0);
        catch_up(&house.ws, &Reactors::default().with(Shared::default())).unwrap();
        assert_eq!(counted(house), 1, "the event is still there for whoever can deal with it");
    });
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_event_that_cannot_be_dealt_with_does_not_stop_those_after_it() {
    tokio::task::spawn_blocking(|| {
        both(|house| {
            let count = Count { fails_at: Some("product.created"), ..Count::default() };
            let reactors = Reactors::default().with(Shared(Arc::new(count)));
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let running = tokio::spawn(kith_engine::reactor::run(house.ws.clone(), reactors));
                tokio::time::sleep(std::time::Duration::from_millis(500)).await;
                company(house, "One");
                house.make(house.admin, "product", json!({"name": "Pump"})).unwrap();
                company(house, "Two");
                for _ in 0..200 {
                    if counted(house) == 2 {
                        break;
                    }
                    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
                }
                running.abort();
            });
            assert_eq!(counted(house), 2);
        });
    })
    .await
    .unwrap();
}

/// The first transaction takes the smaller number and commits last: a reactor must see both.
#[test]
fn events_that_commit_out_of_order_are_not_missed() {
    both(|house| {
        if house.ws.store().dialect().is_sqlite() {
            return;
        }
        let reactors = Reactors::default().with(Shared::default());
        catch_up(&house.ws, &reactors).unwrap();
        let (ws, ctx) = (house.ws.clone(), house.ctx(house.admin));
        let (wrote, wait) = (Arc::new(Barrier::new(2)), Arc::new(Barrier::new(2)));
        let (inside, until) = (Arc::clone(&wrote), Arc::clone(&wait));
        let first = AtomicU32::new(0);
        let slow = std::thread::spawn(move || {
            ws.write_blocking(ctx, kith_engine::Lane::Bulk, move |tx| {
                let fields = crate::house::map(json!({"name": "Slow"}));
                tx.create("company", &fields, kith_engine::CreateOptions::default())?;
                if first.fetch_add(1, Ordering::SeqCst) == 0 {
                    inside.wait();
                    until.wait();
                }
                Ok(())
            })
        });
        wrote.wait();
        company(house, "Fast");
        catch_up(&house.ws, &reactors).unwrap();
        wait.wait();
        slow.join().unwrap().unwrap();
        catch_up(&house.ws, &reactors).unwrap();
        assert_eq!(counted(house), 2);
    });
}
