//! One command on many records: per-record results, one batch, undone as one.

use std::collections::BTreeSet;

use kith_catalogue::filter::Expr;
use kith_catalogue::sort::{Dir, Sort};
use kith_catalogue::text::fold;
use kith_catalogue::{Kind, Problem, Value};
use kith_policy::{Action, Permission};
use kith_store::query::{ListQuery, Paging};
use serde::Serialize;
use uuid::Uuid;

use crate::tx::Fields;
use crate::{Error, Result, Tx};

/// The most records that one bulk command changes.
pub const MAX_RECORDS: usize = 50_000;

/// Which records a bulk command is about.
#[derive(Debug, Clone)]
pub enum Selection {
    /// These.
    Ids(Vec<Uuid>),
    /// All that fit and that the actor may see.
    Filter(Expr),
}

/// What a bulk command does with each of them.
#[derive(Debug, Clone)]
pub enum Operation {
    /// Sets values.
    Set(Fields),
    /// Moves to the bin.
    Delete,
    /// Takes out of the bin.
    Restore,
    /// Adds options to lists (tags) and takes options out of them; the other options stay.
    Options {
        /// Options to add, by field.
        add: Fields,
        /// Options to take out, by field.
        remove: Fields,
    },
    /// Performs a verb with these parameters.
    Verb(String, Fields),
}

/// One record with values of its own: a line of a pasted block.
#[derive(Debug, Clone)]
pub struct Change {
    /// The record.
    pub id: Uuid,
    /// The version that the caller has seen; none for whatever it is.
    pub version: Option<i64>,
    /// The values.
    pub set: Fields,
}

/// What became of one record.
#[derive(Debug, Clone, Serialize)]
pub struct RecordResult {
    /// The record.
    pub id: Uuid,
    /// Whether the command holds for it.
    pub ok: bool,
    /// Its version afterwards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
    /// Why it was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The refusal field by field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<Problem>,
}

/// How many records came out how.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Counts {
    /// Changed.
    pub changed: usize,
    /// As they were already.
    pub unchanged: usize,
    /// Refused.
    pub failed: usize,
}

/// What a bulk command did.
#[derive(Debug, Clone, Serialize)]
pub struct BulkOutcome {
    /// The batch under which it can be undone; none when nothing was changed.
    pub batch: Option<Uuid>,
    /// True when nothing was really done.
    pub dry_run: bool,
    /// Totals.
    pub counts: Counts,
    /// One result a record.
    pub results: Vec<RecordResult>,
}

/// Performs an operation on every selected record.
///
/// A refusal concerns its record only; the others go on.
///
/// # Errors
/// [`Error::Forbidden`] without the right to bulk commands, [`Error::Invalid`] for more than [`MAX_RECORDS`] records.
pub fn run(
    tx: &mut Tx<'_>,
    object: &str,
    selection: Selection,
    operation: &Operation,
    dry_run: bool,
) -> Result<BulkOutcome> {
    permit(tx)?;
    let object_key = tx.object(object)?.key.to_string();
    let ids = select(tx, &object_key, selection)?;
    each(tx, ids, dry_run, |tx, id| one(tx, &object_key, *id, operation), |id| *id)
}

/// Sets values of its own on every record of a list: one batch, undone as one.
///
/// # Errors
/// As [`run`].
pub fn run_changes(tx: &mut Tx<'_>, object: &str, changes: Vec<Change>, dry_run: bool) -> Result<BulkOutcome> {
    permit(tx)?;
    let object_key = tx.object(object)?.key.to_string();
    limit(changes.len())?;
    let change = |tx: &mut Tx<'_>, change: &Change| {
        let before = tx.load_for(&object_key, change.id, Action::Read)?.version;
        let record = tx.update(&object_key, change.id, change.version, &change.set)?;
        Ok((record.version, record.version != before))
    };
    each(tx, changes, dry_run, change, |change| change.id)
}

fn permit(tx: &Tx<'_>) -> Result<()> {
    if tx.access.may(Permission::Bulk) { Ok(()) } else { Err(Error::forbidden("bulk")) }
}

fn limit(records: usize) -> Result<()> {
    if records <= MAX_RECORDS {
        return Ok(());
    }
    Err(Error::Invalid(vec![Problem::new("too_many").with("max", MAX_RECORDS)]))
}

/// Does something to each, every time so that a refusal takes back its own part only. A rehearsal does the same, and takes
/// all of it back.
fn each<T>(
    tx: &mut Tx<'_>,
    items: Vec<T>,
    dry_run: bool,
    work: impl Fn(&mut Tx<'_>, &T) -> Result<(i64, bool)>,
    id: impl Fn(&T) -> Uuid,
) -> Result<BulkOutcome> {
    let batch = tx.ctx.batch.unwrap_or_else(|| tx.new_id());
    tx.ctx.batch = Some(batch);
    let mut by_themselves = Each::Nothing;
    loop {
        let mut failing = BTreeSet::new();
        let mut round = |tx: &mut Tx<'_>| {
            let mut outcome = BulkOutcome::new(dry_run, items.len());
            for item in &items {
                let done = tx.attempt(|tx| {
                    let done = work(tx, item)?;
                    tx.settle_those(|record| by_themselves.has(record))?;
                    Ok(done)
                });
                outcome.note(id(item), done)?;
            }
            failing = tx.settle_each()?;
            if failing.is_empty() { Ok(outcome) } else { Err(Error::refused("unsettled")) }
        };
        let outcome = if dry_run { tx.rehearse(&mut round) } else { tx.attempt(&mut round) };
        if failing.is_empty() {
            let mut outcome = outcome?;
            outcome.batch = Some(batch).filter(|_| outcome.counts.changed > 0 && !dry_run);
            return Ok(outcome);
        }
        by_themselves = by_themselves.and(failing);
    }
}

/// What is asked of records when the command ends is asked when all of them are as they are to be, so that their order does
/// not matter. Where that does not hold, all is taken back and done once more, and is asked after each of those that had a
/// part in it: then it is known which of them to refuse.
enum Each {
    /// Nothing is asked before the end.
    Nothing,
    /// What was found not to hold is asked after each.
    These(BTreeSet<Uuid>),
    /// Everything is.
    All,
}

impl Each {
    fn has(&self, record: &Uuid) -> bool {
        match self {
            Self::Nothing => false,
            Self::These(records) => records.contains(record),
            Self::All => true,
        }
    }

    /// Refusing some may leave others without what they counted on: after that, nobody counts on anybody.
    fn and(self, failing: BTreeSet<Uuid>) -> Self {
        match self {
            Self::Nothing => Self::These(failing),
            Self::These(_) | Self::All => Self::All,
        }
    }
}

impl BulkOutcome {
    fn new(dry_run: bool, records: usize) -> Self {
        Self { batch: None, dry_run, counts: Counts::default(), results: Vec::with_capacity(records) }
    }

    fn note(&mut self, id: Uuid, done: Result<(i64, bool)>) -> Result<()> {
        let mut result = RecordResult { id, ok: true, version: None, code: None, problems: Vec::new() };
        match done {
            Ok((version, changed)) => {
                result.version = Some(version);
                if changed {
                    self.counts.changed += 1;
                } else {
                    self.counts.unchanged += 1;
                }
            }
            Err(error @ (Error::Busy { .. } | Error::Internal(_))) => return Err(error),
            Err(error) => {
                self.counts.failed += 1;
                result.ok = false;
                let (code, problems) = explain(error);
                result.code = Some(code);
                result.problems = problems;
            }
        }
        self.results.push(result);
        Ok(())
    }
}

/// A refusal as a code and problems, the way it leaves the building.
pub fn explain(error: Error) -> (String, Vec<Problem>) {
    match error {
        Error::Invalid(problems) => ("invalid".to_owned(), problems),
        Error::BadRequest(problem) => (problem.code.to_owned(), vec![problem]),
        Error::Forbidden { code } => ("forbidden".to_owned(), vec![Problem::new("forbidden").with("right", code)]),
        Error::NotFound => ("not_found".to_owned(), Vec::new()),
        Error::VersionConflict { .. } => ("version_conflict".to_owned(), Vec::new()),
        Error::Duplicate(_) => ("duplicate".to_owned(), Vec::new()),
        Error::Refused { code, problems } => (code.to_owned(), problems),
        Error::Busy { .. } => ("busy".to_owned(), Vec::new()),
        Error::Internal(_) => ("internal".to_owned(), Vec::new()),
    }
}

fn select(tx: &mut Tx<'_>, object: &str, selection: Selection) -> Result<Vec<Uuid>> {
    let ids = match selection {
        Selection::Ids(mut ids) => {
            let mut seen = std::collections::HashSet::new();
            ids.retain(|id| seen.insert(*id));
            ids
        }
        Selection::Filter(filter) => matching(tx, object, filter)?,
    };
    limit(ids.len())?;
    Ok(ids)
}

fn matching(tx: &mut Tx<'_>, object: &str, filter: Expr) -> Result<Vec<Uuid>> {
    let object = tx.object(object)?;
    let title = Sort::new(&object.fields[object.title].key, Dir::Asc, &tx.cat, &object);
    let mut query = ListQuery::new(object.key.to_string());
    query.filter = filter;
    query.sort = title.into_iter().collect();
    query.fields = Some(vec![object.title]);
    query.limit = 500;
    let mut ids = Vec::new();
    loop {
        let page = tx.list(&query)?;
        ids.extend(page.rows.iter().map(|row| row.id));
        match page.next {
            Some(next) if ids.len() <= MAX_RECORDS => query.paging = Paging::Cursor(next),
            _ => return Ok(ids),
        }
    }
}

fn one(tx: &mut Tx<'_>, object: &str, id: Uuid, operation: &Operation) -> Result<(i64, bool)> {
    let before = tx.load_for(object, id, Action::Read)?.version;
    let record = match operation {
        Operation::Set(given) => tx.update(object, id, None, given)?,
        Operation::Options { add, remove } => {
            let lists = lists(tx, object, id, add, remove)?;
            tx.update(object, id, None, &lists)?
        }
        Operation::Delete => tx.delete(object, id, None)?,
        Operation::Restore => tx.restore(object, id)?,
        Operation::Verb(verb, params) => tx.verb(object, id, verb, params)?,
    };
    Ok((record.version, record.version != before))
}

/// The lists of a record as they are to be. An option is the same in any spelling of its letters.
fn lists(tx: &mut Tx<'_>, object: &str, id: Uuid, add: &Fields, remove: &Fields) -> Result<Fields> {
    let record = tx.load_for(object, id, Action::Read)?;
    let mut after = Fields::new();
    let mut problems = Vec::new();
    for key in add.keys().chain(remove.keys().filter(|key| !add.contains_key(*key))) {
        let known = record.object.field(key).filter(|&ix| tx.access.object(&record.object).may_read(ix));
        let Some(ix) = known else {
            problems.push(Problem::new("unknown_field").at(key));
            continue;
        };
        if !matches!(record.object.fields[ix].kind, Kind::ManyOf { .. }) {
            problems.push(Problem::new("not_a_list").at(key));
            continue;
        }
        let (Ok(added), Ok(removed)) = (options(add.get(key)), options(remove.get(key))) else {
            problems.push(Problem::new("wrong_type").with("expected", "array").at(key));
            continue;
        };
        let mut list = match record.get(ix) {
            Value::Options(options) => options.clone(),
            _ => Vec::new(),
        };
        let has = |list: &[String], option: &str| list.iter().any(|other| fold(other) == fold(option));
        list.retain(|option| !has(&removed, option));
        for option in added {
            if !has(&list, &option) {
                list.push(option);
            }
        }
        after.insert(key.clone(), list.into());
    }
    if problems.is_empty() { Ok(after) } else { Err(Error::Invalid(problems)) }
}

fn options(json: Option<&serde_json::Value>) -> serde_json::Result<Vec<String>> {
    json.map_or_else(|| Ok(Vec::new()), |json| serde_json::from_value(json.clone()))
}
