//! Stays follow every change of a deal's stage, whatever door it came through.

use jiff::Timestamp;
use kith_crm::pipeline::StageKind;
use kith_crm::stay::Stay;
use kith_engine::bulk::{self, Operation, Selection};
use kith_engine::undo::{self, Target};
use kith_engine::{CreateOptions, Record};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::json;
use uuid::Uuid;

use crate::house::{House, both, map, on_postgres, on_sqlite};

/// What somebody does with one of two deals.
#[derive(Debug, Clone)]
enum Op {
    Move(usize),
    Patch(usize),
    Win(Option<i64>),
    Lose,
    Reopen,
    Amount(i64),
    ClosedAt(i64),
    Bulk(usize),
    Delete,
    Restore,
    UndoLast,
    UndoOlder,
    UndoBulk,
}

fn op() -> impl Strategy<Value = Op> {
    prop_oneof![
        4 => (0..6_usize).prop_map(Op::Move),
        2 => (0..6_usize).prop_map(Op::Patch),
        2 => proptest::option::of(-4000..200_i64).prop_map(Op::Win),
        1 => Just(Op::Lose),
        2 => Just(Op::Reopen),
        2 => (1..1000_i64).prop_map(Op::Amount),
        1 => (-4000..200_i64).prop_map(Op::ClosedAt),
        2 => (0..6_usize).prop_map(Op::Bulk),
        1 => Just(Op::Delete),
        2 => Just(Op::Restore),
        4 => Just(Op::UndoLast),
        2 => Just(Op::UndoOlder),
        1 => Just(Op::UndoBulk),
    ]
}

/// What ought to be known of a deal's stays: stage, entered, left.
type Model = Vec<(Uuid, i64, Option<i64>)>;

/// `begun`: the event with which each stay began; `last`: the deal's last event and what it took back.
fn expected(
    model: &mut Model,
    begun: &mut Vec<Uuid>,
    last: (Uuid, Option<Uuid>),
    before: &Record,
    after: &Record,
    now: i64,
) {
    let (event, undone) = last;
    let is_undo = undone.is_some();
    let (was, is) = (before.reference("stage"), after.reference("stage").unwrap());
    let closed = after.value("closed_at").as_time().map(Timestamp::as_millisecond);
    if was == Some(is) {
        let changed = before.value("closed_at") != after.value("closed_at");
        if let (true, Some(closed)) = (changed, closed) {
            let last = model.len() - 1;
            let at = if last > 0 { closed.min(now).max(model[last - 1].1) } else { closed.min(now) };
            model[last].1 = at;
            if last > 0 {
                model[last - 1].2 = Some(at);
            }
        }
        return;
    }
    if model.len() > 1 && undone == begun.last().copied() {
        begun.pop();
        model.pop();
        model.last_mut().unwrap().2 = None;
        return;
    }
    let at = if is_undo { now } else { closed.map_or(now, |closed| closed.min(now)) };
    let last = model.last_mut().unwrap();
    let at = at.max(last.1);
    last.2 = Some(at);
    model.push((is, at, None));
    begun.push(event);
}

/// The deal's last event, and the one that it took back.
fn last_event(house: &House, deal: Uuid) -> (Uuid, Option<Uuid>) {
    let of = move |r: &mut kith_engine::Reader<'_>| {
        let sql = kith_engine::Sql::new("SELECT id, cause, name FROM event WHERE record = ").bind(deal);
        let row = r.conn().one(&sql.push(" ORDER BY seq DESC LIMIT 1"))?.unwrap();
        Ok((row.uuid(0)?, row.opt_uuid(1)?.filter(|_| row.text(2).unwrap().ends_with(".undone"))))
    };
    house.ws.read_blocking(house.ws.system_ctx(), of).unwrap()
}

fn moment(house: &House, minutes: i64) -> String {
    let now = house.ws.clock().now().as_millisecond();
    Timestamp::from_millisecond(now + minutes * 60_000).unwrap().to_string()
}

/// Does it; none when it was refused.
fn perform(house: &House, deals: [Uuid; 2], stages: &[Uuid], op: &Op, batches: &mut Vec<Uuid>) -> Option<()> {
    let deal = deals[0];
    let verb = |verb: &'static str, params| house.verb("deal", deal, verb, params).map(|_| ());
    let undo_target = |target| house.admin(move |tx| undo::run(tx, target)).map(|_| ());
    let event = |back: usize| {
        house
            .ws
            .read_blocking(house.ws.system_ctx(), move |r| {
                let sql = kith_engine::Sql::new("SELECT id FROM event WHERE record = ").bind(deal);
                let rows = r.conn().query(&sql.push(" ORDER BY seq DESC LIMIT 4"))?;
                Ok(rows.get(back).or(rows.last()).map(|row| row.uuid(0)).transpose()?)
            })
            .unwrap()
            .unwrap()
    };
    let done = match op {
        Op::Move(to) => verb("move", json!({"stage": stages[*to]})),
        Op::Patch(to) => house.change("deal", deal, json!({"stage": stages[*to]})).map(|_| ()),
        Op::Win(None) => verb("win", json!({})),
        Op::Win(Some(minutes)) => verb("win", json!({"closed_at": moment(house, *minutes)})),
        Op::Lose => verb("lose", json!({})),
        Op::Reopen => verb("reopen", json!({})),
        Op::Amount(euros) => {
            house.change("deal", deal, json!({"amount": {"amount": euros.to_string(), "currency": "EUR"}})).map(|_| ())
        }
        Op::ClosedAt(minutes) => house.change("deal", deal, json!({"closed_at": moment(house, *minutes)})).map(|_| ()),
        Op::Bulk(to) => {
            let set = Operation::Set(map(json!({"stage": stages[*to]})));
            let outcome =
                house.admin(move |tx| bulk::run(tx, "deal", Selection::Ids(deals.to_vec()), &set, false)).unwrap();
            batches.extend(outcome.batch);
            Ok(())
        }
        Op::Delete => house.admin(move |tx| tx.delete("deal", deal, None)).map(|_| ()),
        Op::Restore => house.admin(move |tx| tx.restore("deal", deal)).map(|_| ()),
        Op::UndoLast => undo_target(Target::Event(event(0))),
        Op::UndoOlder => undo_target(Target::Event(event(2))),
        Op::UndoBulk => match batches.pop() {
            Some(batch) => undo_target(Target::Batch(batch)),
            None => return None,
        },
    };
    done.ok()
}

fn check(house: &House, deal: Uuid, model: &Model) {
    let stays = house.stays(deal);
    let seen: Model = stays.iter().map(|stay| (stay.stage, stay.entered_at, stay.left_at)).collect();
    assert_eq!(&seen, model);
    let record = house.see("deal", deal);
    assert_eq!(stays.last().map(|stay| stay.stage), record.reference("stage"));
    assert!(stays.windows(2).all(|pair| pair[0].left_at == Some(pair[1].entered_at)));
    assert!(stays.iter().all(|stay| stay.left_at.is_none_or(|left| left >= stay.entered_at)));
    assert_eq!(stays.iter().filter(|stay| stay.left_at.is_none()).count(), 1);
    assert_eq!(record.reference("furthest_stage"), furthest(house, &stays), "furthest stage");
    let since = record.value("stage_since").as_time().map(Timestamp::as_millisecond);
    assert_eq!(since, stays.last().map(|stay| stay.entered_at), "since when it is there");
}

/// Won beats all, open stages by their order, lost counts as the first.
fn furthest(house: &House, stays: &[Stay]) -> Option<Uuid> {
    let pipeline = house.pipeline();
    let been = |id: Uuid| stays.iter().any(|stay| stay.stage == id);
    let won = pipeline.first_of(StageKind::Won).map(|stage| stage.id).filter(|id| been(*id));
    let open = pipeline.in_use().filter(|stage| stage.kind == StageKind::Open && been(stage.id)).last();
    won.or(open.map(|stage| stage.id)).or(pipeline.first_open().map(|stage| stage.id))
}

fn any_sequence_keeps_stays_in_step(house: &House) {
    let stages: Vec<Uuid> = house.pipeline().in_use().map(|stage| stage.id).collect();
    let mut runner = TestRunner::new(Config { cases: 20, failure_persistence: None, ..Config::default() });
    runner
        .run(&proptest::collection::vec(op(), 1..24), |ops| {
            let deals = [0, 1].map(|_| house.make("deal", json!({"name": "A"})).id);
            let mut models = deals.map(|deal| vec![(stages[0], house.stays(deal)[0].entered_at, None)]);
            let mut begun = deals.map(|deal| vec![last_event(house, deal).0]);
            let mut batches = Vec::new();
            for op in &ops {
                house.pass(7);
                let now = house.ws.clock().now().as_millisecond();
                let before = deals.map(|deal| house.see("deal", deal));
                let traces = house.traces("deal", deals[0]);
                match perform(house, deals, &stages, op, &mut batches) {
                    None => assert_eq!(house.traces("deal", deals[0]), traces, "{op:?} was refused"),
                    Some(()) => {
                        for at in [0, 1] {
                            let after = house.see("deal", deals[at]);
                            let last = last_event(house, deals[at]);
                            expected(&mut models[at], &mut begun[at], last, &before[at], &after, now);
                        }
                    }
                }
                for at in [0, 1] {
                    check(house, deals[at], &models[at]);
                }
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn stays_match_whatever_sequence_of_moves_edits_bulk_and_undo_on_sqlite() {
    any_sequence_keeps_stays_in_step(&on_sqlite());
}

#[test]
fn stays_match_whatever_sequence_of_moves_edits_bulk_and_undo_on_postgres() {
    any_sequence_keeps_stays_in_step(&on_postgres());
}

#[test]
fn only_the_move_that_is_taken_back_is_forgotten() {
    both(|house| {
        let deal = house.make("deal", json!({"name": "A"})).id;
        let (first, proposal) = (house.stages_of(deal)[0], house.stage("Proposal"));
        let take_back = |event| house.admin(move |tx| undo::run(tx, Target::Event(event))).map(|_| ()).unwrap();
        house.verb("deal", deal, "move", json!({"stage": proposal})).unwrap();
        let moved = last_event(house, deal).0;
        house.verb("deal", deal, "lose", json!({})).unwrap();
        house.verb("deal", deal, "move", json!({"stage": proposal})).unwrap();
        let been = house.stages_of(deal);
        take_back(moved);
        assert_eq!(house.stages_of(deal), [been.as_slice(), &[first]].concat());
        assert_eq!(house.see("deal", deal).reference("furthest_stage"), Some(proposal));
        take_back(last_event(house, deal).0);
        assert_eq!(house.stages_of(deal), been);
        take_back(last_event(house, deal).0);
        assert_eq!(house.stages_of(deal), [been.as_slice(), &[first]].concat());
    });
}

#[test]
fn what_an_import_brings_keeps_its_dates() {
    both(|house| {
        let (won, open) = (house.kind(StageKind::Won), house.stage("Proposal"));
        let noon = |day: &str| format!("{day}T11:00:00Z").parse::<Timestamp>().unwrap().as_millisecond();
        let ids = house
            .import(move |tx| {
                let made = [
                    json!({"name": "W", "stage": won, "engaged_on": "2017-01-05", "closed_at": "2017-02-10"}),
                    json!({"name": "O", "stage": open, "engaged_on": "2017-01-20"}),
                    json!({"name": "N", "stage": won}),
                ];
                let mut ids = Vec::new();
                for fields in made {
                    ids.push(tx.create("deal", &map(fields), CreateOptions::default())?.id);
                }
                Ok(ids)
            })
            .unwrap();
        let only = |deal| {
            let stays = house.stays(deal);
            assert_eq!(stays.len(), 1);
            stays[0].entered_at
        };
        assert_eq!(only(ids[0]), noon("2017-02-10"));
        assert_eq!(only(ids[1]), noon("2017-01-20"));
        assert!(house.see("deal", ids[2]).value("closed_at").is_null(), "it was not closed today");
        let open = ids[1];
        house
            .import(move |tx| tx.update("deal", open, None, &map(json!({"stage": won, "closed_at": "2017-03-01"}))))
            .unwrap();
        let stays = house.stays(ids[1]);
        assert_eq!(stays[0].left_at, Some(noon("2017-03-01")));
        assert_eq!(stays[1].entered_at, noon("2017-03-01"));
        assert_eq!(house.see("deal", ids[1]).value("cycle_days").as_number(), Some(40.into()));
    });
}

#[test]
fn a_move_that_is_refused_at_the_end_of_its_transaction_leaves_no_stay() {
    both(|house| {
        let deal = house.make("deal", json!({"name": "A"})).id;
        let before = house.traces("deal", deal);
        let stage = house.stage("Proposal");
        house
            .admin(move |tx| {
                tx.verb("deal", deal, "move", &map(json!({"stage": stage})))?;
                Err::<(), _>(kith_engine::Error::refused("second_thoughts"))
            })
            .unwrap_err();
        house
            .admin(move |tx| {
                let outcome = tx.rehearse(|tx| tx.verb("deal", deal, "move", &map(json!({"stage": stage}))));
                outcome.map(|_| ())
            })
            .unwrap();
        assert_eq!(house.traces("deal", deal), before);
    });
}
