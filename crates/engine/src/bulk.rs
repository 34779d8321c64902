//! One command on many records: per-record results, one batch, undone as one.

use kith_catalogue::Problem;
use kith_catalogue::filter::Expr;
use kith_catalogue::sort::{Dir, Sort};
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
    /// Performs a verb with these parameters.
    Verb(String, Fields),
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
    if !tx.access.may(Permission::Bulk) {
        return Err(Error::forbidden("bulk"));
    }
    let object_key = tx.object(object)?.key.to_string();
    let ids = select(tx, &object_key, selection)?;
    let batch = tx.ctx.batch.unwrap_or_else(|| tx.new_id());
    tx.ctx.batch = Some(batch);
    let mut outcome =
        BulkOutcome { batch: None, dry_run, counts: Counts::default(), results: Vec::with_capacity(ids.len()) };
    for id in ids {
        let done = if dry_run {
            tx.rehearse(|tx| one(tx, &object_key, id, operation))
        } else {
            tx.attempt(|tx| one(tx, &object_key, id, operation))
        };
        outcome.note(id, done)?;
    }
    if outcome.counts.changed > 0 && !dry_run {
        outcome.batch = Some(batch);
    }
    Ok(outcome)
}

impl BulkOutcome {
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
    if ids.len() > MAX_RECORDS {
        let problem = Problem::new("too_many").with("max", MAX_RECORDS);
        return Err(Error::Invalid(vec![problem]));
    }
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
        Operation::Delete => tx.delete(object, id, None)?,
        Operation::Restore => tx.restore(object, id)?,
        Operation::Verb(verb, params) => tx.verb(object, id, verb, params)?,
    };
    Ok((record.version, record.version != before))
}
