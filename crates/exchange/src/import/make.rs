//! Writing one row: the record itself, and before it what the row names and does not exist.

use std::sync::Arc;

use kith_catalogue::{FieldIx, Kind, Problem};
use kith_crm::pipeline;
use kith_engine::people::{roles, users};
use kith_engine::{CreateOptions, Error, Result, Tx};
use kith_policy::Permission;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::Counts;
use super::decide::{Action, Decided};
use super::ledger::{self, Later};
use super::names::{Known, Names};
use super::session::Session;
use super::stages;
use crate::draft::Draft;

/// What writing one row has done, to be noted once it stands.
#[derive(Default)]
pub(super) struct Done {
    pub(super) created: bool,
    changed: bool,
    /// The record.
    pub(super) id: Option<Uuid>,
    /// The record's title and id, where other rows may name it.
    record: Option<(String, Uuid)>,
    /// Records made for it: object, title, id.
    made: Vec<(Arc<str>, String, Uuid)>,
    /// People made for it.
    people: u64,
    /// Stages made for it.
    stages: u64,
    fresh_people: Option<Known>,
}

impl Done {
    pub(super) fn note(self, names: &mut Names<'_>, session: &Session, counts: &mut Counts) {
        match (self.created, self.changed) {
            (true, _) => counts.created += 1,
            (false, true) => counts.updated += 1,
            (false, false) => counts.unchanged += 1,
        }
        if let Some((title, id)) = self.record
            && !session.self_links.is_empty()
        {
            names.add_record(&session.object.key, &title, id);
        }
        for (object, title, id) in self.made {
            names.add_record(&object, &title, id);
            *counts.also.entry(object.to_string()).or_default() += 1;
        }
        for (what, count) in [("user", self.people), ("stage", self.stages)] {
            if count > 0 {
                *counts.also.entry(what.to_owned()).or_default() += count;
            }
        }
        if let Some(fresh) = self.fresh_people {
            names.fresh.take(fresh);
        }
    }
}

/// Writes a row that names nothing new.
pub(super) fn write(tx: &mut Tx<'_>, session: &Session, decided: &Decided, draft: &Draft) -> Result<Done> {
    let mut done = Done::default();
    put(tx, session, decided, &decided.fields, draft, &mut done)?;
    Ok(done)
}

fn put(
    tx: &mut Tx<'_>,
    session: &Session,
    decided: &Decided,
    fields: &kith_engine::Fields,
    draft: &Draft,
    done: &mut Done,
) -> Result<()> {
    let object = &session.object.key;
    let record = match &decided.action {
        Action::Update(record) => {
            let changed = tx.update(object, record.id, Some(record.version), fields)?;
            done.changed = changed.version != record.version;
            changed
        }
        _ => {
            done.created = true;
            tx.create(object, fields, CreateOptions::default())?
        }
    };
    done.id = Some(record.id);
    if !session.self_links.is_empty() {
        done.record = Some((record.title(), record.id));
    }
    for (field, name) in &decided.later {
        let field = session.object.fields[*field].key.to_string();
        let later = Later { line: draft.row, field, record: record.id, name: name.clone() };
        ledger::put_later(tx.sql(), session.run, &later)?;
        done.changed = true;
    }
    Ok(())
}

/// Makes what the row names and does not exist, then the record.
pub(super) fn write_with_missing(tx: &mut Tx<'_>, session: &Session, decided: &Decided, draft: &Draft) -> Result<Done> {
    let mut done = Done::default();
    let mut fields = decided.fields.clone();
    for (field, name) in &decided.missing {
        let value = make(tx, session, decided, *field, name, &mut done)
            .map_err(|error| at_column(session, *field, name, error))?;
        super::decide::put(&mut fields, &session.object.fields[*field], value);
    }
    if done.people > 0 || done.stages > 0 {
        let empty = Known::default();
        let mut fresh = Names::new(&empty);
        if done.people > 0 {
            fresh.load_people(tx)?;
        }
        if done.stages > 0 {
            fresh.load_pipelines(tx)?;
        }
        done.fresh_people = Some(fresh.fresh);
    }
    put(tx, session, decided, &fields, draft, &mut done)?;
    Ok(done)
}

/// Makes a record, a person or a stage that has nothing but a name.
fn make(
    tx: &mut Tx<'_>,
    session: &Session,
    decided: &Decided,
    field: FieldIx,
    name: &str,
    done: &mut Done,
) -> Result<Json> {
    match &session.object.fields[field].kind {
        Kind::Link { targets } => {
            let target = targets.first().ok_or(Error::NotFound)?;
            let object = tx.object(target)?;
            let mut fields = kith_engine::Fields::new();
            fields.insert(object.fields[object.title].key.to_string(), Json::String(name.to_owned()));
            let record = tx.create(target, &fields, CreateOptions::default())?;
            done.made.push((Arc::clone(target), record.title(), record.id));
            Ok(json!({ "object": &**target, "id": record.id.to_string() }))
        }
        Kind::User | Kind::Users => {
            if !tx.access.may(Permission::ManageUsers) {
                return Err(Error::Invalid(vec![Problem::new("unknown_person")]));
            }
            let id = hire(tx, name)?;
            done.people += 1;
            Ok(Json::String(id.to_string()))
        }
        Kind::Stage => {
            if !tx.access.may(Permission::ManagePipelines) {
                return Err(Error::Invalid(vec![Problem::new("unknown_stage")]));
            }
            let pipeline = pipeline::find(tx.sql(), decided.pipeline.ok_or(Error::NotFound)?)?;
            let stage = outside_batch(tx, |tx| stages::find_or_make(tx, &pipeline, name))?;
            done.stages += 1;
            Ok(Json::String(stage.id.to_string()))
        }
        _ => Err(Error::Invalid(vec![Problem::new("unknown_record")])),
    }
}

/// A person who is known by name only: he owns records and cannot sign in.
fn hire(tx: &mut Tx<'_>, name: &str) -> Result<Uuid> {
    let role = roles::by_key(tx.sql(), kith_policy::MANAGER)?.map(|role| role.id);
    let email = name.contains('@').then(|| name.trim().to_lowercase());
    let person = users::NewPerson {
        name: name.to_owned(),
        email,
        roles: role.into_iter().collect(),
        ..users::NewPerson::default()
    };
    outside_batch(tx, |tx| users::create(tx, &person))
}

/// What is done to people and stages does not belong to the batch: taking the batch back leaves them.
fn outside_batch<T>(tx: &mut Tx<'_>, f: impl FnOnce(&mut Tx<'_>) -> Result<T>) -> Result<T> {
    let batch = tx.ctx.batch.take();
    let outcome = f(tx);
    tx.ctx.batch = batch;
    outcome
}

fn at_column(session: &Session, field: FieldIx, name: &str, error: Error) -> Error {
    let column = session.layout.columns_of(field).next().unwrap_or_default().to_owned();
    let key = session.object.fields[field].key.clone();
    let say = |problem: Problem| {
        problem.at(&key).with("column", column.as_str()).with("value", name.chars().take(80).collect::<String>())
    };
    match error {
        Error::Invalid(problems) => {
            Error::Invalid(problems.into_iter().map(|p| say(Problem { field: None, ..p })).collect())
        }
        Error::Forbidden { code } => Error::Invalid(vec![say(Problem::new("may_not_create").with("right", code))]),
        Error::NotFound => Error::Invalid(vec![say(Problem::new("unknown_record"))]),
        other => other,
    }
}
