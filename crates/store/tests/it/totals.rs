//! Kept totals say what counting says, whatever was done to the records.

use std::sync::Arc;

use kith_catalogue::filter::{Expr, Path};
use kith_policy::{Access, Reach};
use kith_store::query::{self, AggregateQuery, AggregateRow, Function, Group, Measure};
use kith_store::{Sql, records};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::house::examine;
use crate::support::{World, both, cells, rights, row};

const STAGES: [Uuid; 3] = [Uuid::from_u128(0x101), Uuid::from_u128(0x102), Uuid::from_u128(0x103)];
const OWNERS: [Uuid; 3] = [Uuid::from_u128(0x201), Uuid::from_u128(0x202), Uuid::from_u128(0x203)];

/// Numbers that look accidental and are the same every time.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.throw(of.len() as u64) as usize]
    }
}

fn some_deal(dice: &mut Dice) -> Json {
    let amount = match dice.throw(6) {
        0 => Json::Null,
        1 => json!({"amount": "17", "currency": "GBP"}),
        2 => json!({"amount": "999999999999999.99", "currency": "EUR"}),
        3 => json!({"amount": "-3.33", "currency": "USD"}),
        n => json!({"amount": format!("{n}.07"), "currency": "EUR"}),
    };
    let owner = if dice.throw(4) == 0 { Json::Null } else { json!(dice.pick(&OWNERS)) };
    let probability = if dice.throw(4) == 0 { Json::Null } else { json!(dice.throw(101)) };
    let team = if dice.throw(3) == 0 { json!([dice.pick(&OWNERS)]) } else { Json::Null };
    json!({"name": "x", "stage": dice.pick(&STAGES), "owner": owner, "amount": amount, "probability": probability,
        "team": team})
}

fn set_bin(world: &World, id: Uuid, at: Option<i64>) {
    let object = world.object("deal");
    world.write(move |conn| {
        let (rid, version) = row(conn, &object, id)?;
        records::set_deleted(conn, &object, rid, version, at, &[])
    });
}

fn destroy(world: &World, id: Uuid) {
    let object = world.object("deal");
    world.write(move |conn| {
        let (rid, version) = row(conn, &object, id)?;
        records::destroy(conn, &object, rid, version)
    });
}

fn rewrite(world: &World, id: Uuid, amount: Json) {
    let object = world.object("deal");
    let changes = cells(&world.cat, &object, &json!({"amount": amount}));
    world.write(move |conn| {
        let (rid, version) = row(conn, &object, id)?;
        records::rewrite(conn, &object, rid, version, &changes)
    });
}

fn ask(world: &World, access: &Arc<Access>, query: AggregateQuery) -> Vec<AggregateRow> {
    let (cat, access) = (Arc::clone(&world.cat), Arc::clone(access));
    world.read(move |conn| query::aggregate(conn, &cat, &access, &query))
}

/// Asks every question that kept totals answer twice: so, and with a condition on which nothing is kept.
fn assert_agreed(world: &World) {
    let path = |text: &str| Path::parse(text, &world.cat, &world.object("deal")).unwrap();
    let group = |text: &str| Group { path: path(text), bucket: None };
    let amount = |function| Measure { function, path: Some(path("amount")) };
    let everything = world.system();
    let own = world.person(OWNERS[0], &[], rights(&[("deal", Reach::Own)], &[]));
    let team = world.person(OWNERS[0], &OWNERS[..2], rights(&[("deal", Reach::Team)], &[]));
    let filters = [
        Expr::True,
        world.filter("deal", json!({"field": "stage", "op": "in", "value": STAGES[..2]})),
        world.filter("deal", json!({"not": {"field": "owner", "op": "eq", "value": OWNERS[1]}})),
        world.filter("deal", json!({"field": "owner", "op": "empty"})),
    ];
    let named = world.filter("deal", json!({"field": "name", "op": "not_empty"}));
    for access in [&everything, &own, &team] {
        for groups in [vec![], vec![group("stage")], vec![group("owner"), group("stage")]] {
            for filter in &filters {
                let mut query = AggregateQuery::new("deal");
                query.group.clone_from(&groups);
                query.measures = vec![
                    Measure { function: Function::Count, path: None },
                    amount(Function::Sum),
                    amount(Function::Avg),
                    amount(Function::Weighted { by: path("probability") }),
                ];
                query.filter = filter.clone();
                let kept = ask(world, access, query.clone());
                query.filter = filter.clone().and(named.clone());
                assert_eq!(kept, ask(world, access, query), "{groups:?} {filter:?}");
            }
        }
    }
    let faults: Vec<_> = examine(world, &world.store).into_iter().filter(|found| found.check == "totals").collect();
    assert!(faults.is_empty(), "{faults:?}");
}

both! {
    fn kept_totals_agree_with_counting_after_every_kind_of_change(world: &World) {
        assert_agreed(world);
        let mut dice = Dice(7);
        let first: Vec<Json> = (0..40).map(|_| some_deal(&mut dice)).collect();
        let mut live = world.add_many("deal", &first);
        let mut binned: Vec<Uuid> = Vec::new();
        for step in 0..160 {
            match dice.throw(8) {
                0 => live.push(world.add("deal", some_deal(&mut dice))),
                1 => world.change("deal", dice.pick(&live), json!({"stage": dice.pick(&STAGES)})),
                2 => world.change("deal", dice.pick(&live), json!({"owner": dice.pick(&OWNERS), "probability": dice.throw(101)})),
                3 => world.change("deal", dice.pick(&live), some_deal(&mut dice)),
                4 => rewrite(world, dice.pick(&live), json!({"amount": dice.throw(999).to_string(), "currency": "USD"})),
                5 if live.len() > 10 => {
                    let id = live.swap_remove(dice.throw(live.len() as u64) as usize);
                    set_bin(world, id, Some(1));
                    binned.push(id);
                }
                6 if !binned.is_empty() => {
                    let id = binned.swap_remove(dice.throw(binned.len() as u64) as usize);
                    set_bin(world, id, None);
                    live.push(id);
                }
                7 if !binned.is_empty() => {
                    let id = binned.swap_remove(dice.throw(binned.len() as u64) as usize);
                    if dice.throw(2) == 0 { world.change("deal", id, some_deal(&mut dice)); }
                    destroy(world, id);
                }
                _ => world.change("deal", dice.pick(&live), json!({"note": "nothing that counts"})),
            }
            if step % 40 == 0 {
                assert_agreed(world);
            }
        }
        assert_agreed(world);
    }

    fn a_change_that_is_taken_back_leaves_the_totals_alone(world: &World) {
        let id = world.add("deal", json!({"name": "a", "stage": STAGES[0], "amount": {"amount": "5", "currency": "EUR"}}));
        let object = world.object("deal");
        let changes = cells(&world.cat, &object, &json!({"stage": STAGES[1]}));
        let outcome = world.store.write_blocking(kith_store::Lane::Interactive, move |conn| {
            let (rid, version) = row(conn, &object, id)?;
            records::update(conn, &object, rid, version, &changes)?;
            Err::<(), _>(kith_store::StoreError::Missing)
        });
        assert!(outcome.is_err());
        assert_agreed(world);
    }

    fn many_changes_do_not_pile_up(world: &World) {
        let id = world.add("deal", json!({"name": "a", "stage": STAGES[0], "amount": {"amount": "5", "currency": "EUR"}}));
        let object = world.object("deal");
        let moves: Vec<_> = (0..1_100).map(|i| cells(&world.cat, &object, &json!({"stage": STAGES[i % 3]}))).collect();
        world.write(move |conn| {
            let (rid, version) = row(conn, &object, id)?;
            for (i, changes) in moves.iter().enumerate() {
                records::update(conn, &object, rid, version + i as i64, changes)?;
            }
            Ok(())
        });
        let rows = world.read(|conn| Ok(conn.query(&Sql::new("SELECT id FROM tally_deal"))?.len()));
        assert!(rows < 520, "{rows}");
        assert_agreed(world);
    }

    fn totals_that_differ_from_the_records_are_found(world: &World) {
        world.add("deal", json!({"name": "a", "stage": STAGES[0], "amount": {"amount": "5", "currency": "EUR"}}));
        world.exec(Sql::new("UPDATE obj_deal SET amount__b = 600"));
        let found: Vec<_> = examine(world, &world.store).into_iter().filter(|found| found.check == "totals").collect();
        assert_eq!(found.len(), 1);
        assert!(found[0].what.contains("tally_deal"), "{found:?}");
    }
}
