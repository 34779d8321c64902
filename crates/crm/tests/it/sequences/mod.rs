//! Whole sequences: whatever people, programs and imports do one after the other, every rule that is enforced holds after each
//! commit, and all that is kept beside the records says what they say.
//!
//! Seeds are fixed. `KITH_SEQUENCES` tries so many sequences instead of the usual few, `KITH_SEED` begins elsewhere.

mod check;
mod ops;
mod scene;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::sync::Arc;

use kith_engine::{Ctx, Error, Lane, Origin, Rules};
use kith_policy::Actor;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::house::{House, on_postgres, on_sqlite};
use check::Model;
use ops::{Done, Op, What};
use scene::Scene;

/// How many sequences, and from which seed.
fn wanted(usual: u32) -> (u32, u64) {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let cases = number("KITH_SEQUENCES").and_then(|n| u32::try_from(n).ok()).unwrap_or(usual);
    (cases, number("KITH_SEED").unwrap_or(1))
}

/// Who does it, and through which door.
fn ctx(house: &House, scene: &Scene, op: &Op) -> Ctx {
    let mut ctx = house.ctx([house.admin, scene.people[0], scene.people[1]][op.who % 3]);
    match op.what {
        What::Import { record, distribute } => {
            ctx.origin = Origin::Import;
            (ctx.rules, ctx.distribute) = (if record { Rules::Record } else { Rules::Refuse }, distribute);
            ctx.batch = Some(house.ws.write_blocking(house.ws.system_ctx(), Lane::Bulk, |tx| Ok(tx.new_id())).unwrap());
        }
        What::Inquiry if op.who.is_multiple_of(3) => {
            ctx = Ctx::new(Actor::Channel("form".to_owned()), Origin::Channel, house.ws.clock().now());
        }
        _ if op.c.is_multiple_of(2) => ctx.origin = Origin::Ui,
        _ => {}
    }
    ctx
}

fn whatever_is_done(house: &House, usual: u32) {
    let (cases, seed) = wanted(usual);
    let scene = Arc::new(scene::build(house));
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 400, ..Config::default() };
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
    let (tried, done) = (Cell::new(0_u32), Cell::new(0_u32));
    // What has been done at least once: a kind that is always refused would prove nothing.
    let kinds = RefCell::new(BTreeMap::<String, u32>::new());
    runner
        .run(&proptest::collection::vec(ops::op(), 10..50), |ops| {
            scene::clear(house);
            let mut model = Model::begin(house);
            let mut events = Vec::new();
            for op in ops::beginning().iter().chain(&ops) {
                house.pass(if matches!(op.what, What::Wait) { 60 * (op.a as i64 % 30) } else { 3 });
                if matches!(op.what, What::Wait) {
                    scene::work(house);
                }
                let (in_scene, in_events, in_op) = (scene.clone(), events.clone(), op.clone());
                let answer = house.ws.write_blocking(ctx(house, &scene, op), Lane::Interactive, move |tx| {
                    ops::perform(tx, &in_scene, &in_events, &in_op)?;
                    Ok(tx.last_event().map(|event| Done { event, batch: tx.ctx.batch }))
                });
                tried.set(tried.get() + 1);
                let name = format!("{:?}", op.what).split([' ', '{']).next().unwrap_or_default().to_owned();
                let mut kinds = kinds.borrow_mut();
                let count = kinds.entry(name).or_default();
                match answer {
                    Ok(event) => {
                        if event.is_some() || matches!(op.what, What::Absence | What::Wait) {
                            *count += 1;
                            done.set(done.get() + 1);
                        }
                        events.extend(event);
                    }
                    Err(Error::Internal(what)) => panic!("{op:?}: {what}"),
                    Err(_) => {}
                }
                model.check(house, &scene, op);
            }
            // What is due is done before the doctor looks for what lies about.
            scene::work(house);
            model.check(house, &scene, &Op { who: 0, what: What::Wait, a: 0, b: 0, c: 0 });
            check::sound(house);
            Ok(())
        })
        .unwrap();
    assert!(done.get() * 4 > tried.get(), "{} of {} did something", done.get(), tried.get());
    let never: Vec<_> = kinds.into_inner().into_iter().filter(|(_, count)| *count == 0).map(|(name, _)| name).collect();
    assert!(cases < 16 || never.is_empty(), "never done: {never:?}");
}

#[test]
fn every_rule_holds_after_every_commit_of_any_sequence_on_sqlite() {
    whatever_is_done(&on_sqlite(), 16);
}

#[test]
fn every_rule_holds_after_every_commit_of_any_sequence_on_postgres() {
    whatever_is_done(&on_postgres(), 5);
}
