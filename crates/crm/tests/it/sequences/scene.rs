//! What there is before a sequence begins: pipelines with rules, people, rules of distribution, products.

use kith_crm::distribution::{self, NewRule};
use kith_crm::pipeline::{edit, stages};
use kith_engine::query::{Deleted, ListQuery};
use kith_engine::worker::{self, Jobs};
use kith_engine::{Lane, Result, Sql, Tx};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::house::{House, map, reach};

/// What stays from sequence to sequence.
pub struct Scene {
    /// The stages that deals move between: those of the pipeline that enforces, then the first of one that does not.
    pub stages: Vec<Uuid>,
    /// The pipeline in which no open deal is without a task.
    pub enforced: Uuid,
    /// The stage that asks for an amount and for the company's website.
    pub proposal: Uuid,
    /// Two people besides the administrator; only the second may win.
    pub people: [Uuid; 2],
    /// The product that lines are of.
    pub product: Uuid,
    /// How many open leads each of the people takes.
    pub capacity: usize,
}

fn role_of(house: &House, name: &str) -> Uuid {
    let name = format!("Role of {name}");
    let sql = move |r: &mut kith_engine::Reader<'_>| {
        let row = r.conn().one(&Sql::new("SELECT id FROM role WHERE name = ").bind(&name))?.expect("a role");
        Ok(row.uuid(0)?)
    };
    house.ws.read_blocking(house.ws.system_ctx(), sql).unwrap()
}

pub fn build(house: &House) -> Scene {
    let people = [house.person("Sal", reach("all")), house.person("Hedda", reach("all"))];
    let enforced = house.pipeline().id;
    let rules = map(
        json!({"next_step": "enforce", "lost": {"reasons": [{"name": "Price"}, {"name": "Other", "note_required": true}], "required": true}}),
    );
    let change = edit::PipelineChange { rules: Some(rules), ..Default::default() };
    house.admin(move |tx| edit::change(tx, enforced, change.clone())).unwrap();
    let rule = |stage: &str, rules: Json| {
        let (id, change) = (house.stage(stage), stages::StageChange { rules: Some(map(rules)), ..Default::default() });
        house.admin(move |tx| stages::change_stage(tx, id, &change)).unwrap();
    };
    rule(
        "Proposal",
        json!({"required": ["amount", "company.website"], "checklist": [{"text": "Sent", "required": true}]}),
    );
    rule("Qualified", json!({"plan": [{"title": "Call"}, {"title": "Write"}]}));
    let goes_on: Vec<Uuid> = ["Qualified", "Proposal", "Lost"].iter().map(|name| house.stage(name)).collect();
    rule("New", json!({ "next": goes_on }));
    rule("Won", json!({"enter_roles": [role_of(house, "Hedda")]}));
    let other: edit::NewPipeline = serde_json::from_value(json!({"name": "Loose"})).unwrap();
    let other = house.admin(move |tx| edit::create(tx, other.clone())).unwrap();
    let mut stages: Vec<Uuid> = house.pipeline().in_use().map(|stage| stage.id).collect();
    stages.push(other.first_open().unwrap().id);
    let capacity = 3;
    let taken: Vec<Json> = people.iter().map(|user| json!({ "user": user })).collect();
    for (object, definition) in [
        (
            "lead",
            json!({"method": "round_robin", "people": taken, "capacity": capacity, "move_after": 60, "escalate": true}),
        ),
        ("deal", json!({"method": "least_loaded", "people": taken})),
    ] {
        let definition = serde_json::from_value(definition).unwrap();
        let new = NewRule { object: object.to_owned(), name: object.to_owned(), active: true, definition };
        house.admin(move |tx| distribution::create(tx, &new)).unwrap();
    }
    let price = json!({"name": "Desk", "price": {"amount": "10.01", "currency": "EUR"}, "tax": 21});
    let product = house.make("product", price).id;
    let proposal = house.stage("Proposal");
    Scene { stages, enforced, proposal, people, product, capacity }
}

/// What sequences make.
pub const MADE: [&str; 7] = ["lead", "line_item", "deal_member", "deal", "task", "contact", "company"];

/// Everything of an object, in the bin or not.
pub fn all(tx: &mut Tx<'_>, object: &'static str, bin: bool) -> Result<Vec<Uuid>> {
    let mut query = ListQuery::new(object);
    query.limit = 500;
    if bin {
        query.deleted = Deleted::Bin;
    }
    let mut ids: Vec<Uuid> = tx.as_program(|tx| tx.list(&query))?.rows.iter().map(|row| row.id).collect();
    ids.sort();
    Ok(ids)
}

/// Takes away what the sequence before has made, so that each begins alike.
pub fn clear(house: &House) {
    house
        .ws
        .write_blocking(house.ws.system_ctx(), Lane::Bulk, |tx| {
            for object in MADE {
                for id in all(tx, object, false)? {
                    tx.delete(object, id, None)?;
                }
            }
            for object in MADE {
                for id in all(tx, object, true)? {
                    tx.destroy(object, id, None)?;
                }
            }
            for table in
                ["DELETE FROM distribution_turn", "DELETE FROM absence", "UPDATE distribution_rule SET turn = 0"]
            {
                tx.sql().exec(&Sql::new(table))?;
            }
            Ok(())
        })
        .unwrap();
}

/// Does the jobs whose time has come: leads that nobody accepts go on.
pub fn work(house: &House) {
    let jobs = kith_crm::with_jobs(Jobs::default());
    while worker::run_one(&house.ws, &jobs).unwrap() {}
}
