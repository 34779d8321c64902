//! Pieces of a run in one transaction: rows become records, refused rows are noted, the cursor moves.

use std::collections::HashMap;
use std::sync::Arc;

use kith_catalogue::Problem;
use kith_engine::{CreateOptions, Error, Fields, Result, Tx, bulk};
use uuid::Uuid;

use super::decide::{Action, Decided, decide};
use super::identity::{self, RowKey};
use super::names::{Known, Names};
use super::session::Session;
use super::{Counts, ImportRun, ledger, make};
use crate::draft::Draft;
use crate::table::spool::Row;

/// What was written in one transaction, kept only when it is committed.
pub(super) struct Written {
    pub(super) known: Known,
    pub(super) counts: Counts,
    /// Marks of the rows that were taken, with their numbers.
    pub(super) marks: Vec<(u64, u64)>,
    /// The first piece that was not written.
    pub(super) piece: i64,
    /// How many rows of the file have been dealt with.
    pub(super) done: u64,
}

/// The code of a piece that somebody else has written meanwhile.
pub(super) const MOVED: &str = "import_moved";

/// Pieces under way.
struct Piece<'a> {
    session: &'a Session,
    run: &'a ImportRun,
    counts: Counts,
    /// Marks of the rows that were taken.
    here: HashMap<u64, u64>,
    /// New records that wait to be written together.
    waiting: Vec<Waiting<'a>>,
    /// What becomes of each row, where that is only tried.
    told: Option<Told>,
}

/// What became of rows that were written to be looked at.
#[derive(Default)]
pub(super) struct Told {
    /// How many rows there were.
    pub(super) rows: u64,
    pub(super) made: Vec<Made>,
    /// Rows that were refused: the code of the refusal and its problems.
    pub(super) refused: Vec<(u64, String, Vec<Problem>)>,
}

/// A row that became a record, or changed one.
pub(super) struct Made {
    pub(super) row: u64,
    pub(super) record: Uuid,
    pub(super) is_new: bool,
    /// Whether the row says whose it is.
    pub(super) owner_given: bool,
}

/// A row whose record waits to be written with others.
struct Waiting<'a> {
    row: &'a Row,
    mark: Option<u64>,
    fields: Fields,
    owner_given: bool,
}

/// Writes pieces, one after the other, until somebody at work waits; one in any case.
pub(super) fn pieces(
    tx: &mut Tx<'_>,
    session: &Session,
    run: &ImportRun,
    known: &Known,
    seen: &HashMap<u64, u64>,
    pieces: &[Arc<Vec<Row>>],
) -> Result<Option<Written>> {
    if ledger::find(tx.sql(), run.id)?.is_none_or(|now| now.piece != run.piece) {
        return Ok(None);
    }
    let mut names = Names::new(known);
    let mut piece = Piece::new(session, run);
    let (mut number, mut done) = (run.piece, run.done);
    for rows in pieces {
        if number > run.piece && tx.others_wait() {
            break;
        }
        piece.write(tx, &mut names, seen, rows)?;
        done += rows.len() as u64;
        if !ledger::advance(tx.sql(), run.id, number, done, &piece.counts)? {
            return Err(Error::refused(MOVED));
        }
        number += 1;
    }
    let marks = piece.here.into_iter().collect();
    Ok(Some(Written { known: names.fresh, counts: piece.counts, marks, piece: number, done }))
}

/// Writes rows to see what becomes of them, some at a time, until somebody at work waits. Whoever asks takes it all back.
pub(super) fn tell(tx: &mut Tx<'_>, session: &Session, run: &ImportRun, rows: &[Row], step: usize) -> Result<Told> {
    let known = Known::default();
    let (mut names, nothing) = (Names::new(&known), HashMap::new());
    let mut piece = Piece { told: Some(Told::default()), ..Piece::new(session, run) };
    let mut tried = 0;
    for some in rows.chunks(step) {
        if tried > 0 && tx.others_wait() {
            break;
        }
        piece.write(tx, &mut names, &nothing, some)?;
        tried += some.len() as u64;
    }
    Ok(Told { rows: tried, ..piece.told.unwrap_or_default() })
}

impl<'a> Piece<'a> {
    fn new(session: &'a Session, run: &'a ImportRun) -> Self {
        let counts = run.counts.clone();
        Self { session, run, counts, here: HashMap::new(), waiting: Vec::new(), told: None }
    }

    /// Makes records of the rows of one piece.
    fn write(
        &mut self,
        tx: &mut Tx<'_>,
        names: &mut Names<'_>,
        seen: &HashMap<u64, u64>,
        rows: &'a [Row],
    ) -> Result<()> {
        let session = self.session;
        let drafts: Vec<Draft> = rows.iter().map(|row| session.draft(row)).collect();
        names.gather(tx, session, &drafts)?;
        let keyed: Vec<(&Draft, Option<RowKey>)> = drafts
            .iter()
            .map(|draft| {
                let key = if draft.problems.is_empty() { identity::key_of(tx, session, draft) } else { None };
                (draft, key)
            })
            .collect();
        let matches = identity::find(tx, session, names, &keyed)?;
        for ((row, (draft, key)), matched) in rows.iter().zip(&keyed).zip(&matches) {
            let mark = key.as_ref().map(|key| key.mark(session, draft));
            if mark.is_some_and(|mark| self.here.contains_key(&mark)) {
                // Whether the row it repeats stands is known only once that is written.
                self.flush(tx)?;
            }
            let first = mark.and_then(|mark| seen.get(&mark).or_else(|| self.here.get(&mark)));
            if let Some(first) = first {
                let problem = Problem::new("repeated_row").at("key").with("row", *first);
                self.reject(tx, row, &[problem])?;
                continue;
            }
            let decided = decide(tx, session, names, draft, matched);
            self.take(tx, names, row, draft, mark, decided)?;
        }
        self.flush(tx)
    }

    /// Carries out what was decided about a row.
    fn take(
        &mut self,
        tx: &mut Tx<'_>,
        names: &mut Names<'_>,
        row: &'a Row,
        draft: &Draft,
        mark: Option<u64>,
        decided: Decided,
    ) -> Result<()> {
        match &decided.action {
            Action::Reject(problems) => return self.reject(tx, row, problems),
            Action::Unchanged => self.counts.unchanged += 1,
            Action::Skip => self.counts.skipped += 1,
            Action::Create if self.may_wait(&decided) => {
                let owner_given = self.says_owner(&decided);
                self.waiting.push(Waiting { row, mark, fields: decided.fields, owner_given });
            }
            Action::Create | Action::Update(_) => {
                self.flush(tx)?;
                let session = self.session;
                let plain = decided.missing.is_empty();
                let done = tx.attempt(|tx| {
                    let done = if plain {
                        make::write(tx, session, &decided, draft)
                    } else {
                        make::write_with_missing(tx, session, &decided, draft)
                    }?;
                    tx.settle()?;
                    Ok(done)
                });
                match done {
                    Ok(done) => {
                        let owner_given = self.says_owner(&decided);
                        self.made(row, done.id, done.created, owner_given);
                        done.note(names, session, &mut self.counts);
                    }
                    Err(error) => return self.refuse(tx, row, error),
                }
            }
        }
        if let Some(mark) = mark {
            self.here.insert(mark, row.number);
        }
        Ok(())
    }

    /// Whether a new record may be written together with others: nothing else depends on its being there.
    fn may_wait(&self, decided: &Decided) -> bool {
        // Whom a record is given to depends on what those before it have got.
        let alone = self.session.distribute || !self.session.self_links.is_empty();
        decided.missing.is_empty() && decided.later.is_empty() && !alone
    }

    /// Writes the records that wait.
    fn flush(&mut self, tx: &mut Tx<'_>) -> Result<()> {
        let mut waiting = std::mem::take(&mut self.waiting);
        if waiting.is_empty() {
            return Ok(());
        }
        let object = &self.session.object.key;
        let fields: Vec<Fields> = waiting.iter_mut().map(|one| std::mem::take(&mut one.fields)).collect();
        let together = tx.attempt(|tx| {
            let answers = tx.create_many(object, &fields)?;
            tx.settle()?;
            Ok(answers)
        });
        let answers = match together {
            Ok(answers) => answers,
            Err(error @ (Error::Busy { .. } | Error::Internal(_))) => return Err(error),
            // One of them spoils all: find out which.
            Err(_) => {
                let alone = |tx: &mut Tx<'_>, one: &Fields| {
                    tx.attempt(|tx| {
                        let made = tx.create(object, one, CreateOptions::default())?;
                        tx.settle()?;
                        Ok(made)
                    })
                };
                fields.iter().map(|one| alone(tx, one)).collect()
            }
        };
        for (one, answer) in waiting.into_iter().zip(answers) {
            match answer {
                Ok(record) => {
                    self.counts.created += 1;
                    self.made(one.row, Some(record.id), true, one.owner_given);
                }
                Err(error) => {
                    if let Some(mark) = one.mark {
                        self.here.remove(&mark);
                    }
                    self.refuse(tx, one.row, error)?;
                }
            }
        }
        Ok(())
    }

    /// Notes a row that the write path has refused; passes on what is nobody's fault.
    fn refuse(&mut self, tx: &mut Tx<'_>, row: &Row, error: Error) -> Result<()> {
        match error {
            error @ (Error::Busy { .. } | Error::Internal(_)) => Err(error),
            error => {
                let code = if let Error::Refused { code, .. } = &error { *code } else { "" };
                let problems = problems_of(self.session, error);
                if let Some(told) = &mut self.told {
                    told.refused.push((row.number, code.to_owned(), problems));
                    return Ok(());
                }
                self.reject(tx, row, &problems)
            }
        }
    }

    fn says_owner(&self, decided: &Decided) -> bool {
        let Some(owner) = self.session.object.owner else { return false };
        let key = &*self.session.object.fields[owner].key;
        decided.fields.contains_key(key) || decided.missing.iter().any(|(field, _)| *field == owner)
    }

    fn made(&mut self, row: &Row, record: Option<Uuid>, is_new: bool, owner_given: bool) {
        if let (Some(told), Some(record)) = (&mut self.told, record) {
            told.made.push(Made { row: row.number, record, is_new, owner_given });
        }
    }

    fn reject(&mut self, tx: &mut Tx<'_>, row: &Row, problems: &[Problem]) -> Result<()> {
        if self.told.is_some() {
            return Ok(());
        }
        self.counts.rejected += 1;
        let cells: Vec<String> = row.cells.iter().map(|cell| cell.text().into_owned()).collect();
        ledger::reject(tx.sql(), self.run.id, row.number, problems, &cells)
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
