//! What can be done. Numbers choose among what there is at that moment.

use jiff::ToSpan as _;
use kith_crm::working_time::{self, NewAbsence};
use kith_engine::bulk::{self, Operation, Selection};
use kith_engine::undo::{self, Target};
use kith_engine::{CreateOptions, Error, Fields, Result, Tx};
use proptest::prelude::*;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::scene::{MADE, Scene, all};
use crate::house::map;

/// One thing that somebody does.
#[derive(Debug, Clone)]
pub struct Op {
    pub who: usize,
    pub what: What,
    pub a: usize,
    pub b: usize,
    pub c: usize,
}

/// What it is.
#[derive(Debug, Clone, Copy)]
pub enum What {
    Deal,
    Inquiry,
    Import { record: bool, distribute: bool },
    PatchDeal,
    Move,
    BulkMove,
    End,
    Reopen,
    Tick,
    Task,
    Complete,
    PatchTask,
    BulkTasks,
    PatchClient,
    Accept,
    Reject,
    ReopenLead,
    Convert,
    Link,
    ByRules,
    Absence,
    Wait,
    Member,
    PatchMember,
    Line,
    PatchLine,
    Delete,
    BulkDelete,
    Restore,
    Undo { batch: bool },
    UndoLast,
}

/// What an op led to.
#[derive(Debug, Clone, Copy)]
pub struct Done {
    pub event: Uuid,
    pub batch: Option<Uuid>,
}

pub fn op() -> impl Strategy<Value = Op> {
    use What::*;
    let what = prop_oneof![
        3 => Just(Deal),
        3 => Just(Inquiry),
        4 => (any::<bool>(), any::<bool>()).prop_map(|(record, distribute)| Import { record, distribute }),
        3 => Just(PatchDeal),
        4 => Just(Move),
        2 => Just(BulkMove),
        2 => Just(End),
        2 => Just(Reopen),
        1 => Just(Tick),
        2 => Just(Task),
        4 => Just(Complete),
        4 => Just(PatchTask),
        2 => Just(BulkTasks),
        2 => Just(PatchClient),
        1 => Just(Accept),
        2 => Just(Reject),
        2 => Just(ReopenLead),
        3 => Just(Convert),
        2 => Just(Link),
        2 => Just(ByRules),
        1 => Just(Absence),
        1 => Just(Wait),
        2 => Just(Member),
        1 => Just(PatchMember),
        2 => Just(Line),
        1 => Just(PatchLine),
        4 => Just(Delete),
        1 => Just(BulkDelete),
        4 => Just(Restore),
        5 => any::<bool>().prop_map(|batch| Undo { batch }),
        2 => Just(UndoLast),
    ];
    let n = || 0..64_usize;
    (0..3_usize, what, n(), n(), n()).prop_map(|(who, what, a, b, c)| Op { who, what, a, b, c })
}

/// So that there is something to begin with.
pub fn beginning() -> Vec<Op> {
    let op = |what, a, b| Op { who: 0, what, a, b, c: 1 };
    vec![
        op(What::Deal, 0, 3),
        op(What::Deal, 1, 3),
        op(What::Inquiry, 1, 0),
        op(What::Import { record: true, distribute: false }, 2, 2),
    ]
}

fn pick(from: &[Uuid], at: usize) -> Result<Uuid> {
    if from.is_empty() { Err(Error::NotFound) } else { Ok(from[at % from.len()]) }
}

/// A client of the small world, made when it is first spoken of.
fn client(tx: &mut Tx<'_>, object: &'static str, at: usize) -> Result<Uuid> {
    let known = all(tx, object, false)?;
    if known.len() > 2 {
        return pick(&known, at);
    }
    let n = known.len();
    let fields = match object {
        "company" => {
            json!({"name": format!("Company {n}"), "website": at.is_multiple_of(2).then(|| format!("c{n}.example"))})
        }
        _ => {
            let company = all(tx, "company", false)?.first().map(Uuid::to_string);
            let phones = json!([{"value": format!("+420 601 000 00{n}")}]);
            json!({"name": format!("Person {n}"), "phones": phones, "company": company.filter(|_| !at.is_multiple_of(3))})
        }
    };
    tx.create(object, &map(fields), CreateOptions::default()).map(|record| record.id)
}

fn amount(at: usize) -> Json {
    json!({"amount": format!("{}.{:02}", at * 7 % 50, at), "currency": "EUR"})
}

/// A deal as somebody writes it down; what its stage asks for is there or not.
fn deal(tx: &mut Tx<'_>, scene: &Scene, stage: usize, how: usize) -> Result<Fields> {
    let mut fields = map(json!({"name": format!("D{how}"), "stage": scene.stages[stage % scene.stages.len()]}));
    if !how.is_multiple_of(4) {
        fields.insert("company".to_owned(), client(tx, "company", how)?.to_string().into());
    }
    if how % 4 > 1 {
        fields.insert("contact".to_owned(), client(tx, "contact", how)?.to_string().into());
    }
    if how % 4 == 3 {
        fields.insert("amount".to_owned(), amount(how));
    }
    Ok(fields)
}

fn inquiry(how: usize) -> Fields {
    let mut fields = map(json!({"name": format!("L{how}")}));
    match how % 5 {
        0 => {}
        1 => drop(fields.insert("contact_name".to_owned(), format!("Person {how}").into())),
        2 => drop(fields.insert("company_name".to_owned(), format!("Company {how}").into())),
        _ => drop(fields.insert("phones".to_owned(), json!([{"value": format!("+420 601 000 00{}", how % 3)}]))),
    }
    fields
}

/// Something that tasks are about.
fn about(tx: &mut Tx<'_>, which: usize, at: usize) -> Result<Json> {
    let object = ["deal", "deal", "deal", "lead", "contact", "company"][which % 6];
    Ok(json!({"object": object, "id": pick(&all(tx, object, false)?, at)?}))
}

pub fn perform(tx: &mut Tx<'_>, scene: &Scene, events: &[Done], op: &Op) -> Result<()> {
    let Op { a, b, c, .. } = *op;
    let stage = |at: usize| scene.stages[at % scene.stages.len()];
    let due = |at: usize| format!("2026-03-{:02}T10:00:00Z", 1 + at % 28);
    let person = |at: usize| scene.people[at % 2];
    macro_rules! some {
        ($object:literal, $at:expr) => {{
            let known = all(tx, $object, false)?;
            pick(&known, $at)?
        }};
    }
    match op.what {
        What::Deal => {
            let fields = deal(tx, scene, a, b)?;
            tx.create("deal", &fields, CreateOptions::default()).map(drop)
        }
        What::Inquiry => {
            let mut fields = inquiry(a);
            if b % 4 == 0 {
                fields.insert("owner".to_owned(), person(b).to_string().into());
            }
            tx.create("lead", &fields, CreateOptions::default()).map(drop)
        }
        What::Import { .. } => import(tx, scene, a, b),
        What::PatchDeal => {
            let id = some!("deal", a);
            let fields = match b % 7 {
                0 => json!({ "stage": stage(c) }),
                1 => json!({"amount": null}),
                2 => json!({ "amount": amount(c) }),
                3 => json!({ "owner": person(c) }),
                4 => json!({ "company": client(tx, "company", c)? }),
                5 => json!({ "contact": client(tx, "contact", c)? }),
                _ => json!({"company": null}),
            };
            tx.update("deal", id, None, &map(fields)).map(drop)
        }
        What::Move => {
            let id = some!("deal", a);
            let mut params = json!({ "stage": stage(b) });
            if c % 2 == 0 {
                let company = client(tx, "company", 0)?;
                params["set"] = json!({"amount": amount(c), "company": company, "company.website": "set.example", "checklist": ["Sent"]});
            }
            tx.verb("deal", id, "move", &map(params)).map(drop)
        }
        What::BulkMove => {
            let ids: Vec<Uuid> = all(tx, "deal", false)?.into_iter().skip(b % 2).step_by(1 + c % 2).collect();
            let operation = if c % 3 == 0 {
                Operation::Set(map(json!({ "stage": stage(a) })))
            } else {
                Operation::Verb("move".to_owned(), map(json!({"stage": stage(a), "set": {"amount": amount(c)}})))
            };
            bulk::run(tx, "deal", Selection::Ids(ids), &operation, false).map(drop)
        }
        What::End => {
            let id = some!("deal", a);
            let (verb, params) = if b % 2 == 0 { ("win", json!({})) } else { ("lose", json!({"reason": "Price"})) };
            tx.verb("deal", id, verb, &map(params)).map(drop)
        }
        What::Reopen => {
            let id = some!("deal", a);
            tx.verb("deal", id, "reopen", &Fields::new()).map(drop)
        }
        What::Tick => {
            let id = some!("deal", a);
            let done = if b % 2 == 0 { json!(["Sent"]) } else { Json::Null };
            tx.update("deal", id, None, &map(json!({ "checklist": done }))).map(drop)
        }
        What::Task => {
            let about = about(tx, a, b)?;
            let due = (c % 3 > 0).then(|| due(c));
            let fields = json!({"title": format!("T{a}"), "about": about, "due_at": due, "assignee": person(c)});
            tx.create("task", &map(fields), CreateOptions::default()).map(drop)
        }
        What::Complete => {
            let id = some!("task", a);
            let params = match b % 6 {
                0 => json!({}),
                1 => json!({"next": {"title": "More", "due_at": due(c)}}),
                2 => json!({ "stage": stage(c) }),
                3 => json!({"outcome": {"won": {}}}),
                4 => json!({"outcome": {"lost": {"reason": "Price"}}}),
                _ => json!({"stage": stage(c), "next": {"title": "Then"}}),
            };
            tx.verb("task", id, "complete", &map(params)).map(drop)
        }
        What::PatchTask => {
            let id = some!("task", a);
            let fields = match b % 6 {
                0 => json!({"done_at": "2026-03-02T08:00:00Z"}),
                1 => json!({"done_at": null}),
                2 => json!({"about": null}),
                3 => json!({ "about": about(tx, c, a)? }),
                4 => json!({ "assignee": person(c) }),
                _ => json!({ "due_at": due(c) }),
            };
            tx.update("task", id, None, &map(fields)).map(drop)
        }
        What::BulkTasks => {
            let ids = all(tx, "task", false)?;
            let operation = match a % 5 {
                0 => Operation::Delete,
                1 => Operation::Verb("complete".to_owned(), Fields::new()),
                2 => Operation::Set(map(json!({ "assignee": person(b) }))),
                3 => Operation::Set(map(json!({ "due_at": due(b) }))),
                _ => Operation::Set(map(json!({"about": null}))),
            };
            bulk::run(tx, "task", Selection::Ids(ids), &operation, false).map(drop)
        }
        What::PatchClient => {
            let company = client(tx, "company", a)?;
            if b % 2 == 0 {
                let website = (c % 2 == 0).then_some("patched.example");
                return tx.update("company", company, None, &map(json!({ "website": website }))).map(drop);
            }
            let contact = client(tx, "contact", a)?;
            let to = (c % 3 > 0).then(|| company.to_string());
            tx.update("contact", contact, None, &map(json!({ "company": to }))).map(drop)
        }
        What::Accept => {
            let id = some!("lead", a);
            tx.verb("lead", id, "accept", &Fields::new()).map(drop)
        }
        What::Reject if c % 3 == 0 => {
            let ids = all(tx, "lead", false)?;
            let operation = Operation::Verb("reject".to_owned(), map(json!({"reason": "spam"})));
            bulk::run(tx, "lead", Selection::Ids(ids), &operation, false).map(drop)
        }
        What::Reject => {
            let id = some!("lead", a);
            tx.verb("lead", id, "reject", &map(json!({"reason": "not_a_buyer"}))).map(drop)
        }
        What::ReopenLead => {
            let id = some!("lead", a);
            tx.verb("lead", id, "reopen", &Fields::new()).map(drop)
        }
        What::Convert => {
            let id = some!("lead", a);
            let mut params = json!({"on_duplicate": "allow"});
            match b % 4 {
                0 => params["deal"] = json!(false),
                1 => params["deal"] = json!({"stage": stage(c), "amount": amount(c)}),
                2 => params["contact"] = json!(client(tx, "contact", c)?),
                _ => {}
            }
            tx.verb("lead", id, "convert", &map(params)).map(drop)
        }
        What::Link => {
            let id = some!("lead", a);
            let params = match b % 3 {
                0 => json!({ "deal": some!("deal", c) }),
                1 => json!({ "contact": client(tx, "contact", c)? }),
                _ => json!({ "company": client(tx, "company", c)? }),
            };
            tx.verb("lead", id, "link", &map(params)).map(drop)
        }
        What::ByRules => {
            let object = if a % 2 == 0 { "lead" } else { "deal" };
            let known = all(tx, object, false)?;
            let id = pick(&known, b)?;
            tx.verb(object, id, "assign", &map(json!({"by": "rules"}))).map(drop)
        }
        What::Absence => {
            let today = tx.ctx.now.to_zoned(tx.cat.zone.clone()).date();
            let to = today.checked_add((b as i64 % 3).days()).map_err(Error::internal)?;
            working_time::add_absence(tx, &NewAbsence { user: person(a), from: today, to, note: None }).map(drop)
        }
        What::Wait => Ok(()),
        What::Member => {
            let id = some!("deal", a);
            let fields =
                json!({"deal": id, "user": person(b), "share": c * 2, "may_edit": c % 2 == 0, "role": "Seller"});
            tx.create("deal_member", &map(fields), CreateOptions::default()).map(drop)
        }
        What::PatchMember => {
            let id = some!("deal_member", a);
            let fields = match b % 3 {
                0 => json!({ "share": c * 2 }),
                1 => json!({ "user": person(c) }),
                _ => json!({ "deal": some!("deal", c) }),
            };
            tx.update("deal_member", id, None, &map(fields)).map(drop)
        }
        What::Line => {
            let id = some!("deal", a);
            let fields = json!({"deal": id, "product": scene.product, "quantity": 1 + b % 5, "discount": c});
            tx.create("line_item", &map(fields), CreateOptions::default()).map(drop)
        }
        What::PatchLine => {
            let id = some!("line_item", a);
            tx.update("line_item", id, None, &map(json!({"quantity": 1 + b % 9, "discount": c}))).map(drop)
        }
        What::Delete => {
            let object = MADE[a % MADE.len()];
            let id = pick(&all(tx, object, false)?, b)?;
            tx.delete(object, id, None).map(drop)
        }
        What::BulkDelete => {
            let object = ["deal", "lead", "contact"][a % 3];
            let ids = all(tx, object, false)?.into_iter().step_by(2).collect();
            bulk::run(tx, object, Selection::Ids(ids), &Operation::Delete, false).map(drop)
        }
        What::Restore => {
            let object = MADE[a % MADE.len()];
            let id = pick(&all(tx, object, true)?, b)?;
            tx.restore(object, id).map(drop)
        }
        What::Undo { batch } => {
            let done = events.get(a % events.len().max(1)).ok_or(Error::NotFound)?;
            let target = done.batch.filter(|_| batch).map_or(Target::Event(done.event), Target::Batch);
            undo::run(tx, target).map(drop)
        }
        What::UndoLast => {
            let done = events.last().ok_or(Error::NotFound)?;
            undo::run(tx, done.batch.map_or(Target::Event(done.event), Target::Batch)).map(drop)
        }
    }
}

/// Some rows of a file, each as an import makes it: refused alone, kept alone.
fn import(tx: &mut Tx<'_>, scene: &Scene, a: usize, b: usize) -> Result<()> {
    let mut kept = 0;
    for row in 0..=a % 4 {
        let (deals, leads) = (all(tx, "deal", false)?, all(tx, "lead", false)?);
        let done = tx.attempt(|tx| {
            match (b + row) % 5 {
                0 if !deals.is_empty() => {
                    let id = pick(&deals, a + row)?;
                    let fields = if a.is_multiple_of(2) {
                        json!({"amount": null})
                    } else {
                        json!({ "stage": scene.stages[(b + row) % scene.stages.len()] })
                    };
                    tx.update("deal", id, None, &map(fields))?;
                }
                1 if leads.len() < 12 => drop(tx.create("lead", &inquiry(a + row), CreateOptions::default())?),
                _ => {
                    let fields = deal(tx, scene, a + row, b + row)?;
                    for made in tx.create_many("deal", &[fields])? {
                        made?;
                    }
                }
            }
            tx.settle()
        });
        kept += usize::from(done.is_ok());
    }
    if kept > 0 { Ok(()) } else { Err(Error::NotFound) }
}
