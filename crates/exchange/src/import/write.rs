//! One piece of a run in one transaction: rows become records, refused rows are noted, the cursor moves.

use std::collections::HashMap;
use std::sync::Arc;

use kith_catalogue::{FieldIx, Kind, Problem};
use kith_crm::pipeline;
use kith_engine::people::{roles, users};
use kith_engine::{CreateOptions, Error, Result, Tx, bulk};
use kith_policy::Permission;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::decide::{Action, Decided, decide};
use super::identity::{self, RowKey};
use super::ledger::{self, Later};
use super::names::{Known, Names};
use super::session::Session;
use super::stages;
use super::{Counts, ImportRun};
use crate::draft::Draft;
use crate::table::spool::Row;

/// What a piece has added, kept only when it is committed.
pub(super) struct Written {
    pub(super) known: Known,
    pub(super) counts: Counts,
    /// Marks of the rows of the piece, with their numbers.
    pub(super) marks: Vec<(u64, u64)>,
    /// False when somebody else has moved the cursor meanwhile; nothing was written then.
    pub(super) mine: bool,
}

/// Writes one piece.
pub(super) fn piece(
    tx: &mut Tx<'_>,
    session: &Session,
    run: &ImportRun,
    known: &Known,
    seen: &HashMap<u64, u64>,
    rows: &[Row],
) -> Result<Written> {
    let mut written = Written {
        known: Known::default(),
        counts: run.counts.clone(),
        marks: Vec::new(),
        mine: ledger::find(tx.sql(), run.id)?.is_some_and(|now| now.piece == run.piece),
    };
    if !written.mine {
        return Ok(written);
    }
    let drafts: Vec<Draft> = rows.iter().map(|row| session.draft(row)).collect();
    let mut names = Names::new(known);
    names.gather(tx, session, &drafts)?;
    let keyed: Vec<(&Draft, Option<RowKey>)> = drafts
        .iter()
        .map(|draft| {
            let key = if draft.problems.is_empty() { identity::key_of(tx, session, draft) } else { None };
            (draft, key)
        })
        .collect();
    let matches = identity::find(tx, session, &names, &keyed)?;
    let mut here: HashMap<u64, u64> = HashMap::new();
    for ((row, (draft, key)), matched) in rows.iter().zip(&keyed).zip(&matches) {
        let mark = key.as_ref().map(|key| key.mark(session, draft));
        let first = mark.and_then(|mark| seen.get(&mark).or_else(|| here.get(&mark)));
        let outcome = match first {
            Some(first) => Err(vec![Problem::new("repeated_row").at("key").with("row", *first)]),
            None => {
                let decided = decide(tx, session, &names, draft, matched);
                perform(tx, session, &mut names, draft, decided, &mut written.counts)?
            }
        };
        match outcome {
            Ok(()) => {
                if let Some(mark) = mark {
                    here.insert(mark, draft.row);
                }
            }
            Err(problems) => {
                written.counts.rejected += 1;
                let cells: Vec<String> = row.cells.iter().map(|cell| cell.text().into_owned()).collect();
                ledger::reject(tx.sql(), run.id, draft.row, &problems, &cells)?;
            }
        }
    }
    written.mine = ledger::advance(tx.sql(), run.id, run.piece, run.done + rows.len() as u64, &written.counts)?;
    if !written.mine {
        return Err(Error::refused(MOVED));
    }
    written.marks = here.into_iter().collect();
    written.known = names.fresh;
    Ok(written)
}

/// The code of a piece that somebody else has written meanwhile.
pub(super) const MOVED: &str = "import_moved";

/// Carries out what was decided about a row. The inner error is why the row is rejected.
fn perform(
    tx: &mut Tx<'_>,
    session: &Session,
    names: &mut Names<'_>,
    draft: &Draft,
    decided: Decided,
    counts: &mut Counts,
) -> Result<Result<(), Vec<Problem>>> {
    match &decided.action {
        Action::Reject(problems) => return Ok(Err(problems.clone())),
        Action::Unchanged => counts.unchanged += 1,
        Action::Skip => counts.skipped += 1,
        Action::Create | Action::Update(_) => {
            let done = if decided.missing.is_empty() && decided.later.is_empty() {
                // One command, which checks everything before it writes anything.
                tx.attempt(|tx| write(tx, session, &decided, draft))
            } else {
                tx.attempt(|tx| write_with_missing(tx, session, names, &decided, draft))
            };
            match done {
                Ok(done) => done.note(names, session, counts),
                Err(error @ (Error::Busy { .. } | Error::Internal(_))) => return Err(error),
                Err(error) => return Ok(Err(problems_of(session, error))),
            }
        }
    }
    Ok(Ok(()))
}

/// What writing one row has done, to be noted once it stands.
#[derive(Default)]
struct Done {
    created: bool,
    changed: bool,
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
    fn note(self, names: &mut Names<'_>, session: &Session, counts: &mut Counts) {
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

fn write(tx: &mut Tx<'_>, session: &Session, decided: &Decided, draft: &Draft) -> Result<Done> {
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
fn write_with_missing(
    tx: &mut Tx<'_>,
    session: &Session,
    names: &Names<'_>,
    decided: &Decided,
    draft: &Draft,
) -> Result<Done> {
    let mut done = Done::default();
    let mut fields = decided.fields.clone();
    for (field, name) in &decided.missing {
        let value = make(tx, session, decided, *field, name, &mut done)
            .map_err(|error| at_column(session, *field, name, error))?;
        fields.insert(session.object.fields[*field].key.to_string(), value);
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
    let _ = names;
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
        Kind::User => {
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
pub(super) fn outside_batch<T>(tx: &mut Tx<'_>, f: impl FnOnce(&mut Tx<'_>) -> Result<T>) -> Result<T> {
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

/// Why a row was refused, each problem with the column it is of.
pub(super) fn problems_of(session: &Session, error: Error) -> Vec<Problem> {
    let (code, problems) = bulk::explain(error);
    if problems.is_empty() {
        return vec![Problem::new(known_code(&code))];
    }
    problems
        .into_iter()
        .map(|problem| {
            let key = problem.field.as_deref().and_then(|field| field.split(['.', '[']).next());
            let column = key
                .and_then(|key| session.object.field(key))
                .and_then(|ix| session.layout.columns_of(ix).next().map(str::to_owned));
            match column {
                Some(column) if !problem.params.contains_key("column") => problem.with("column", column),
                _ => problem,
            }
        })
        .collect()
}

fn known_code(code: &str) -> &'static str {
    match code {
        "forbidden" => "forbidden",
        "not_found" => "not_found",
        "version_conflict" => "version_conflict",
        "duplicate" => "duplicate",
        _ => "refused",
    }
}
