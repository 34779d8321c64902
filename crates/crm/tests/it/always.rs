//! Whatever is done by whatever door, in whatever order: what a pipeline enforces holds whenever a command has ended.

use std::cell::Cell;
use std::collections::HashMap;

use kith_catalogue::Value;
use kith_catalogue::filter::{Expr, Test};
use kith_crm::pipeline::{edit, stages};
use kith_engine::bulk::{self, Operation, Selection};
use kith_engine::query::ListQuery;
use kith_engine::undo::{self, Target};
use kith_engine::{Error, Fields, Lane, Origin, Result, Tx};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::house::{House, map, on_postgres, on_sqlite};

/// One thing that somebody does. Numbers choose among what there is at that moment.
#[derive(Debug, Clone)]
enum Op {
    Create { stage: usize, ready: bool },
    Import { stages: Vec<usize>, ready: bool },
    Move { deal: usize, stage: usize, fill: bool },
    Patch { deal: usize, stage: usize },
    BulkMove { stage: usize },
    End { deal: usize, won: bool },
    Reopen { deal: usize },
    Empty { deal: usize, website: bool },
    DeleteDeal { deal: usize },
    RestoreDeal { deal: usize },
    Complete { task: usize, then: usize, stage: usize },
    PatchTask { task: usize, how: usize, deal: usize },
    DeleteTask { task: usize },
    RestoreTask { task: usize },
    BulkTasks { how: usize },
    Undo { at: usize, batch: bool },
}

fn op() -> impl Strategy<Value = Op> {
    let n = 0..64_usize;
    prop_oneof![
        2 => (n.clone(), any::<bool>()).prop_map(|(stage, ready)| Op::Create { stage, ready }),
        1 => (proptest::collection::vec(n.clone(), 1..4), any::<bool>())
            .prop_map(|(stages, ready)| Op::Import { stages, ready }),
        3 => (n.clone(), n.clone(), any::<bool>()).prop_map(|(deal, stage, fill)| Op::Move { deal, stage, fill }),
        2 => (n.clone(), n.clone()).prop_map(|(deal, stage)| Op::Patch { deal, stage }),
        1 => n.clone().prop_map(|stage| Op::BulkMove { stage }),
        2 => (n.clone(), any::<bool>()).prop_map(|(deal, won)| Op::End { deal, won }),
        2 => n.clone().prop_map(|deal| Op::Reopen { deal }),
        1 => (n.clone(), any::<bool>()).prop_map(|(deal, website)| Op::Empty { deal, website }),
        1 => n.clone().prop_map(|deal| Op::DeleteDeal { deal }),
        2 => n.clone().prop_map(|deal| Op::RestoreDeal { deal }),
        4 => (n.clone(), 0..5_usize, n.clone()).prop_map(|(task, then, stage)| Op::Complete { task, then, stage }),
        3 => (n.clone(), 0..5_usize, n.clone()).prop_map(|(task, how, deal)| Op::PatchTask { task, how, deal }),
        2 => n.clone().prop_map(|task| Op::DeleteTask { task }),
        1 => n.clone().prop_map(|task| Op::RestoreTask { task }),
        2 => (0..3_usize).prop_map(|how| Op::BulkTasks { how }),
        5 => (n, any::<bool>()).prop_map(|(at, batch)| Op::Undo { at, batch }),
    ]
}

/// The stages that deals move between: those of the pipeline that enforces, then the first of one that does not.
struct Scene {
    stages: Vec<Uuid>,
    enforced: Uuid,
    proposal: Uuid,
    company: Uuid,
}

fn scene(house: &House) -> Scene {
    let rules = map(json!({"next_step": "enforce"}));
    let id = house.pipeline().id;
    let change = edit::PipelineChange { rules: Some(rules), ..Default::default() };
    house.admin(move |tx| edit::change(tx, id, change.clone())).unwrap();
    let rule = |stage: &str, rules: Json| {
        let (id, change) = (house.stage(stage), stages::StageChange { rules: Some(map(rules)), ..Default::default() });
        house.admin(move |tx| stages::change_stage(tx, id, &change)).unwrap();
    };
    rule("Proposal", json!({"required": ["amount", "company.website"]}));
    rule("Qualified", json!({"plan": [{"title": "Call"}, {"title": "Write"}]}));
    let other: edit::NewPipeline = serde_json::from_value(json!({"name": "Loose"})).unwrap();
    let other = house.admin(move |tx| edit::create(tx, other.clone())).unwrap();
    let mut stages: Vec<Uuid> = house.pipeline().in_use().map(|stage| stage.id).collect();
    stages.push(other.first_open().unwrap().id);
    let company = house.make("company", json!({"name": "Brackenridge"})).id;
    Scene { stages, enforced: id, proposal: house.stage("Proposal"), company }
}

type Events = Vec<(Uuid, Option<Uuid>)>;

fn pick<T: Copy>(from: &[T], at: usize) -> Option<T> {
    (!from.is_empty()).then(|| from[at % from.len()])
}

/// Everything of an object, in the bin or not.
fn all(tx: &mut Tx<'_>, object: &'static str, bin: bool) -> Result<Vec<Uuid>> {
    let mut query = ListQuery::new(object);
    query.limit = 500;
    if bin {
        query.deleted = kith_engine::query::Deleted::Bin;
    }
    let mut ids: Vec<Uuid> = tx.list(&query)?.rows.iter().map(|row| row.id).collect();
    ids.sort();
    Ok(ids)
}

fn ready(scene: &Scene) -> Fields {
    map(json!({"amount": {"amount": "5.00", "currency": "EUR"}, "company": scene.company}))
}

fn perform(tx: &mut Tx<'_>, scene: &Scene, events: &Events, op: &Op) -> Result<()> {
    let stage = |at: usize| scene.stages[at % scene.stages.len()].to_string();
    let (deals, tasks) = (all(tx, "deal", false)?, all(tx, "task", false)?);
    let website = map(json!({"website": "brackenridge.example"}));
    let row = |at: usize, is_ready: bool| {
        let mut fields = if is_ready { ready(scene) } else { Fields::new() };
        fields.insert("name".to_owned(), "A".into());
        fields.insert("stage".to_owned(), stage(at).into());
        fields
    };
    let update = |tx: &mut Tx<'_>, object: &str, id: Option<Uuid>, fields: Json| match id {
        Some(id) => tx.update(object, id, None, &map(fields)).map(drop),
        None => Ok(()),
    };
    let verb = |tx: &mut Tx<'_>, object: &str, id: Option<Uuid>, verb: &str, params: Json| match id {
        Some(id) => tx.verb(object, id, verb, &map(params)).map(drop),
        None => Ok(()),
    };
    match op {
        Op::Create { stage, ready } => {
            if *ready {
                tx.update("company", scene.company, None, &website)?;
            }
            tx.create("deal", &row(*stage, *ready), Default::default()).map(drop)
        }
        Op::Import { stages, ready } => {
            let rows: Vec<Fields> = stages.iter().map(|at| row(*at, *ready)).collect();
            tx.create_many("deal", &rows).map(drop)
        }
        Op::Move { deal, stage: to, fill } => {
            let mut params = json!({"stage": stage(*to)});
            if *fill {
                let mut set = ready(scene);
                set.insert("company.website".to_owned(), "brackenridge.example".into());
                params["set"] = set.into();
            }
            verb(tx, "deal", pick(&deals, *deal), "move", params)
        }
        Op::Patch { deal, stage: to } => update(tx, "deal", pick(&deals, *deal), json!({"stage": stage(*to)})),
        Op::BulkMove { stage: to } => {
            let set = Operation::Set(map(json!({"stage": stage(*to)})));
            bulk::run(tx, "deal", Selection::Ids(deals), &set, false).map(drop)
        }
        Op::End { deal, won } => verb(tx, "deal", pick(&deals, *deal), if *won { "win" } else { "lose" }, json!({})),
        Op::Reopen { deal } => verb(tx, "deal", pick(&deals, *deal), "reopen", json!({})),
        Op::Empty { website: true, .. } => update(tx, "company", Some(scene.company), json!({"website": null})),
        Op::Empty { deal, .. } => update(tx, "deal", pick(&deals, *deal), json!({"amount": null})),
        Op::DeleteDeal { deal } => match pick(&deals, *deal) {
            Some(deal) => tx.delete("deal", deal, None).map(drop),
            None => Ok(()),
        },
        Op::RestoreDeal { deal } => match pick(&all(tx, "deal", true)?, *deal) {
            Some(deal) => tx.restore("deal", deal).map(drop),
            None => Ok(()),
        },
        Op::Complete { task, then, stage: to } => {
            let params = match then {
                0 => json!({}),
                1 => json!({"next": {"title": "More"}}),
                2 => json!({"stage": stage(*to)}),
                3 => json!({"outcome": {"won": {}}}),
                _ => json!({"outcome": {"lost": {}}}),
            };
            verb(tx, "task", pick(&tasks, *task), "complete", params)
        }
        Op::PatchTask { task, how, deal } => {
            let about = pick(&deals, *deal).map(|id| json!({"object": "deal", "id": id}));
            let fields = match how {
                0 => json!({"done_at": "2026-03-02T08:00:00Z"}),
                1 => json!({"done_at": null}),
                2 => json!({"about": null}),
                3 => json!({"about": about}),
                _ => json!({"due_at": "2026-03-09T08:00:00Z"}),
            };
            update(tx, "task", pick(&tasks, *task), fields)
        }
        Op::DeleteTask { task } => match pick(&tasks, *task) {
            Some(task) => tx.delete("task", task, None).map(drop),
            None => Ok(()),
        },
        Op::RestoreTask { task } => match pick(&all(tx, "task", true)?, *task) {
            Some(task) => tx.restore("task", task).map(drop),
            None => Ok(()),
        },
        Op::BulkTasks { how } => {
            let operation = match how {
                0 => Operation::Delete,
                1 => Operation::Verb("complete".to_owned(), Fields::new()),
                _ => Operation::Set(map(json!({"about": null}))),
            };
            bulk::run(tx, "task", Selection::Ids(tasks), &operation, false).map(drop)
        }
        Op::Undo { at, batch } => {
            let Some((event, of)) = pick(events, *at) else { return Ok(()) };
            let target = of.filter(|_| *batch).map_or(Target::Event(event), Target::Batch);
            undo::run(tx, target).map(drop)
        }
    }
}

/// What the rules say about everything that there is, after a command; `stood` is where deals stood before it.
fn check(house: &House, scene: &Scene, stood: &mut HashMap<Uuid, Uuid>, op: &Op) {
    let (deals, firsts, website) = house
        .ws
        .read_blocking(house.ws.system_ctx(), {
            let company = scene.company;
            move |r| {
                let mut query = ListQuery::new("deal");
                query.limit = 500;
                let ids: Vec<Uuid> = r.list(&query)?.rows.iter().map(|row| row.id).collect();
                let deals = r.find_many("deal", &ids)?;
                let task = r.object("task")?;
                let mut query = ListQuery::new("task");
                query.limit = 500;
                query.filter = Expr::term(task.must("done_at"), Test::Filled).negate();
                let open: Vec<Uuid> = r.list(&query)?.rows.iter().map(|row| row.id).collect();
                let mut firsts: HashMap<Uuid, Vec<(Option<i64>, Uuid)>> = HashMap::new();
                for task in r.find_many("task", &open)? {
                    let due = task.value("due_at").as_time().map(jiff::Timestamp::as_millisecond);
                    if let Some(about) = task.reference("about") {
                        firsts.entry(about).or_default().push((due, task.id));
                    }
                }
                let company = r.find_any("company", company)?.expect("the company");
                Ok((deals, firsts, company.value("website").clone()))
            }
        })
        .unwrap();
    let open: Vec<Uuid> = house.pipeline().in_use().filter(|stage| !stage.kind.is_closed()).map(|s| s.id).collect();
    for deal in deals {
        let stage = deal.reference("stage").expect("a stage");
        let tasks = firsts.get(&deal.id).map_or(&[][..], Vec::as_slice);
        let named = deal.reference("next_task");
        let earliest = tasks.iter().filter_map(|(due, _)| *due).min();
        let due = deal.value("next_task_at").as_time().map(jiff::Timestamp::as_millisecond);
        assert_eq!(due, earliest, "the first due date of {} after {op:?}", deal.id);
        assert_eq!(named.is_some(), !tasks.is_empty(), "the next step of {} after {op:?}", deal.id);
        assert!(named.is_none_or(|named| tasks.iter().any(|(_, id)| *id == named)), "a next step that is none");
        if deal.reference("pipeline") == Some(scene.enforced) && open.contains(&stage) {
            assert!(!tasks.is_empty(), "{} is open without a task after {op:?}", deal.id);
        }
        let came = stood.insert(deal.id, stage) != Some(stage);
        if stage == scene.proposal {
            assert!(!deal.value("amount").is_null(), "no amount in the stage that asks for it, after {op:?}");
            assert!(!came || website != Value::Null, "it came to the stage without a website, after {op:?}");
        }
    }
}

fn whatever_is_done(house: &House, cases: u32) {
    let scene = scene(house);
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 200, ..Config::default() };
    let mut runner = TestRunner::new(config);
    let scene = std::sync::Arc::new(scene);
    let (tried, done_at_all) = (Cell::new(0_u32), Cell::new(0_u32));
    runner
        .run(&proptest::collection::vec(op(), 8..40), |ops| {
            clear(house);
            let (mut events, mut stood) = (Events::new(), HashMap::new());
            let begun = [
                Op::Create { stage: 0, ready: true },
                Op::Create { stage: 1, ready: true },
                Op::Import { stages: vec![0, 6], ready: true },
            ];
            for op in begun.iter().chain(&ops) {
                house.pass(3);
                let mut ctx = house.ctx(house.admin);
                if matches!(op, Op::Import { .. }) {
                    ctx.origin = Origin::Import;
                }
                let (in_scene, in_events, in_op) = (scene.clone(), events.clone(), op.clone());
                let done = house.ws.write_blocking(ctx, Lane::Interactive, move |tx| {
                    perform(tx, &in_scene, &in_events, &in_op)?;
                    Ok(tx.last_event().map(|event| (event, tx.ctx.batch)))
                });
                tried.set(tried.get() + 1);
                match done {
                    Ok(event) => {
                        done_at_all.set(done_at_all.get() + u32::from(event.is_some()));
                        events.extend(event);
                    }
                    Err(Error::Internal(what)) => panic!("{op:?}: {what}"),
                    Err(_) => {}
                }
                check(house, &scene, &mut stood, op);
            }
            Ok(())
        })
        .unwrap();
    // Refusals alone would prove nothing.
    assert!(done_at_all.get() * 6 > tried.get(), "{} of {} did something", done_at_all.get(), tried.get());
}

/// Puts everything into the bin and out of sight, so that cases do not grow: deals first, for they hold tasks.
fn clear(house: &House) {
    house
        .ws
        .write_blocking(house.ws.system_ctx(), Lane::Bulk, |tx| {
            for object in ["deal", "task"] {
                for id in all(tx, object, false)? {
                    tx.delete(object, id, None)?;
                }
            }
            for object in ["deal", "task"] {
                for id in all(tx, object, true)? {
                    tx.destroy(object, id, None)?;
                }
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn what_is_enforced_holds_whatever_is_done_on_sqlite() {
    whatever_is_done(&on_sqlite(), 24);
}

#[test]
fn what_is_enforced_holds_whatever_is_done_on_postgres() {
    whatever_is_done(&on_postgres(), 10);
}
