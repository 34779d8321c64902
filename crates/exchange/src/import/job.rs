//! The job that carries a run on, a few pieces at a time, so that other work gets its turn.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use kith_engine::worker::JobKind;
use kith_engine::{Conn, Ctx, Error, Lane, Origin, Result, Tx, Workspace, jobs};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::names::Known;
use super::session::{self, Session};
use super::{ImportRun, Status, identity, later, ledger, people, write};
use crate::mapping::USER;
use crate::table::spool::Row;

/// The job's name.
const NAME: &str = "import";
/// How many pieces one job does before it hands over to the next.
const PIECES: i64 = 20;
/// How many pieces share a transaction while nobody waits: pages of indexes that many rows touch are written once.
const TOGETHER: usize = 5;

/// Carries imports on.
#[derive(Debug, Clone, Copy, Default)]
pub struct ImportJob;

/// Promises to carry a run on.
pub(super) fn enqueue(tx: &mut Tx<'_>, run: Uuid) -> Result<()> {
    let job = job(run, tx.ctx.now);
    tx.enqueue(&job)
}

fn job(run: Uuid, now: jiff::Timestamp) -> jobs::NewJob {
    jobs::NewJob {
        kind: NAME.to_owned(),
        payload: json!({ "import": run }).to_string(),
        run_at: now,
        max_attempts: 20,
        dedup: Some(format!("import:{run}")),
        event: None,
    }
}

impl ImportJob {
    /// Promises anew to carry on all runs that are under way: for the start of a process, in case the one before it was
    /// cut off in the middle of a job.
    ///
    /// # Errors
    /// When the store fails.
    pub fn recover(ws: &Workspace) -> Result<()> {
        let now = ws.clock().now();
        ws.store().write_blocking(Lane::Bulk, move |conn: &mut Conn| -> Result<()> {
            for run in ledger::list(conn, None)?.into_iter().filter(|run| run.status == Status::Running) {
                jobs::enqueue(conn, &job(run.id, now), now)?;
            }
            Ok(())
        })
    }
}

impl JobKind for ImportJob {
    fn name(&self) -> &'static str {
        NAME
    }

    fn run(&self, ws: &Workspace, payload: &Json) -> Result<()> {
        let id = payload.get("import").and_then(Json::as_str).and_then(|id| id.parse().ok());
        let id: Uuid = id.ok_or_else(|| Error::internal("an import job without an import"))?;
        let run = ws.store().read_blocking(move |conn: &mut Conn| ledger::find(conn, id))?;
        let Some(run) = run.filter(|run| run.status == Status::Running) else { return Ok(()) };
        match carry_on(ws, &run) {
            Ok(()) => Ok(()),
            Err(error @ (Error::Busy { .. } | Error::Internal(_))) => Err(error),
            // Somebody else carries it on.
            Err(Error::Refused { code, .. }) if code == write::MOVED => Ok(()),
            Err(error) => fail(ws, id, error),
        }
    }
}

/// Ends a run that cannot go on; what it has done stays.
fn fail(ws: &Workspace, id: Uuid, error: Error) -> Result<()> {
    let (code, problems) = kith_engine::bulk::explain(error);
    let error = json!({ "code": code, "problems": problems });
    let now = ws.clock().now();
    let event = ws.randomness().uuid_v7(now);
    ws.store().write_blocking(Lane::Bulk, move |conn: &mut Conn| {
        ledger::finish(conn, id, Status::Failed, Some(&error), (event, now))
    })
}

/// The context of whoever started the run, as he stands today.
fn context(ws: &Workspace, run: &ImportRun) -> Result<Ctx> {
    let now = ws.clock().now();
    let Some(user) = run.created_by else {
        // Started on the console by the program itself.
        let mut ctx = Ctx::system(now);
        ctx.origin = Origin::Import;
        ctx.batch = run.batch;
        return Ok(ctx);
    };
    let (role, workspace) = (run.role, ws.clone());
    let actor = ws.store().read_blocking(move |conn: &mut Conn| workspace.actors().get(conn, user, role))?;
    let actor = actor.ok_or_else(|| Error::refused("person_not_active"))?;
    let mut ctx = Ctx::new(actor, Origin::Import, now);
    ctx.batch = run.batch;
    Ok(ctx)
}

fn carry_on(ws: &Workspace, run: &ImportRun) -> Result<()> {
    let mapping = run.mapping.clone().ok_or_else(|| Error::refused("not_started"))?;
    let mut ctx = context(ws, run)?;
    ctx.rules = mapping.rules.into();
    ctx.distribute = mapping.distribute;
    if mapping.object == USER {
        return people::run(ws, &ctx, run, &mapping);
    }
    let for_session = run.clone();
    let mut session = ws.read_blocking(ctx.clone(), move |reader| Session::new(reader, &for_session, &mapping))?;
    session.read_own_titles(ws)?;
    let session = Arc::new(session);
    let mut run = run.clone();
    let mut known = Arc::new(Known::default());
    let mut seen = Arc::new(marks_before(ws, &ctx, &session, run.piece)?);
    let mut ahead: VecDeque<Arc<Vec<Row>>> = VecDeque::new();
    let last = run.piece + PIECES;
    while run.piece < last {
        while ahead.len() < TOGETHER {
            let next = run.piece + ahead.len() as i64;
            let Some(rows) = session::rows(ws, run.id, next)? else { break };
            ahead.push_back(Arc::new(rows));
        }
        if ahead.is_empty() {
            return finish(ws, &ctx, &session, &run);
        }
        let mut ctx = ctx.clone();
        ctx.now = ws.clock().now();
        let (in_session, in_run) = (Arc::clone(&session), run.clone());
        let (in_known, in_seen) = (Arc::clone(&known), Arc::clone(&seen));
        let pieces: Vec<_> = ahead.iter().cloned().collect();
        let written = ws.write_blocking(ctx, Lane::Bulk, move |tx| {
            write::pieces(tx, &in_session, &in_run, &in_known, &in_seen, &pieces)
        })?;
        // Somebody else has moved the cursor meanwhile; nothing was written.
        let Some(written) = written else { return Ok(()) };
        Arc::make_mut(&mut known).take(written.known);
        Arc::make_mut(&mut seen).extend(written.marks);
        ahead.drain(..usize::try_from(written.piece - run.piece).unwrap_or(ahead.len()));
        run.counts = written.counts;
        run.done = written.done;
        run.piece = written.piece;
    }
    let id = run.id;
    let now = ws.clock().now();
    ws.store().write_blocking(Lane::Bulk, move |conn: &mut Conn| -> Result<()> {
        jobs::enqueue(conn, &job(id, now), now)?;
        Ok(())
    })
}

/// Marks of the rows that have been dealt with, so that a row that repeats one of them is known.
fn marks_before(ws: &Workspace, ctx: &Ctx, session: &Arc<Session>, upto: i64) -> Result<HashMap<u64, u64>> {
    let mut marks = HashMap::new();
    for piece in 0..upto {
        let Some(rows) = session::rows(ws, session.run, piece)? else { break };
        let session = Arc::clone(session);
        let found = ws.read_blocking(ctx.clone(), move |reader| {
            let drafts = rows.iter().map(|row| session.draft(row)).filter(|draft| draft.problems.is_empty());
            Ok(drafts
                .filter_map(|draft| {
                    let key = identity::key_of(reader, &session, &draft)?;
                    Some((key.mark(&session, &draft), draft.row))
                })
                .collect::<Vec<_>>())
        })?;
        for (mark, row) in found {
            marks.entry(mark).or_insert(row);
        }
    }
    Ok(marks)
}

/// Sets the links for later and ends the run.
fn finish(ws: &Workspace, ctx: &Ctx, session: &Arc<Session>, run: &ImportRun) -> Result<()> {
    let mut counts = run.counts.clone();
    loop {
        let (in_session, in_counts) = (Arc::clone(session), counts.clone());
        let mut ctx = ctx.clone();
        ctx.now = ws.clock().now();
        let (after, more) = ws.write_blocking(ctx, Lane::Bulk, move |tx| later::pass(tx, &in_session, &in_counts))?;
        counts = after;
        if !more {
            break;
        }
    }
    let (id, now) = (run.id, ws.clock().now());
    let event = ws.randomness().uuid_v7(now);
    ws.store()
        .write_blocking(Lane::Bulk, move |conn: &mut Conn| ledger::finish(conn, id, Status::Done, None, (event, now)))
}
