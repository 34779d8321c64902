//! Trying the first rows out: they are written as a run would write them, looked at, and taken back.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use kith_catalogue::Problem;
use kith_catalogue::standard::{deal, lead, task};
use kith_crm::RULES_BROKEN;
use kith_crm::STAGE_RULES;
use kith_engine::events;
use kith_engine::people::users;
use kith_engine::timeline::WHY_FIELD;
use kith_engine::{Ctx, Error, Lane, Origin, Result, Tx, Workspace};
use serde::Serialize;
use serde_json::{Map, Value as Json};
use uuid::Uuid;

use super::session::{self, Session};
use super::write::{self, Told};
use super::{ImportRun, PIECE_ROWS};
use crate::mapping::Mapping;
use crate::table::spool::Row;

/// How many rows are written between two looks at whether somebody at work waits.
const STEP: usize = 100;
/// How many rows are named as examples.
const EXAMPLES: usize = 5;

/// What came of trying the first rows out.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Tried {
    /// How many rows were tried.
    pub rows: u64,
    /// How many of them break rules of stages.
    pub breaking: u64,
    /// Which rules they break, the most frequent first.
    pub violations: Vec<Violation>,
    /// Who would get how many new records.
    pub owners: Vec<Share>,
}

/// A rule that rows break, as a problem of each of them tells it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Violation {
    /// The field that it is about.
    pub field: Option<String>,
    /// What is wrong.
    pub code: String,
    /// Details: the stage, the item of the checklist.
    pub params: Map<String, Json>,
    /// How many rows.
    pub rows: u64,
    /// The first of them, by their numbers.
    pub examples: Vec<u64>,
}

/// How many new records somebody would get.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Share {
    /// Who; none for nobody, and for somebody whom the import makes.
    pub user: Option<Uuid>,
    /// What he is called.
    pub name: Option<String>,
    /// Why: `rules` of distribution, the `client` is his, the `file` says so, or he is the `importer`.
    pub by: &'static str,
    /// How many.
    pub rows: u64,
}

/// What is known of rows that were tried.
#[derive(Default)]
pub(super) struct Trial {
    /// Nothing of tasks: they have no stages, and nobody is chosen to have them.
    pub(super) tried: Option<Tried>,
    /// Why rows would be refused.
    pub(super) refused: HashMap<u64, Vec<Problem>>,
}

/// Tries the first piece of a file out whose rows are subject to rules that only writing applies.
pub(super) fn attempt(
    ws: &Workspace,
    ctx: &Ctx,
    session: &Arc<Session>,
    run: &ImportRun,
    mapping: &Mapping,
) -> Result<Option<Trial>> {
    if ![deal::KEY, lead::KEY, task::KEY].contains(&&*session.object.key) {
        return Ok(None);
    }
    let Some(rows) = session::rows(ws, run.id, 0)? else { return Ok(None) };
    let rows: Arc<Vec<Row>> = Arc::new(rows);
    debug_assert!(rows.len() <= PIECE_ROWS);
    let mut ctx = ctx.clone();
    (ctx.origin, ctx.rules, ctx.distribute) = (Origin::Import, mapping.rules.into(), mapping.distribute);
    ctx.batch = Some(ws.randomness().uuid_v7(ws.clock().now()));
    let (session, run) = (Arc::clone(session), run.clone());
    ws.write_blocking(ctx, Lane::Bulk, move |tx| {
        tx.rehearse(|tx| {
            let before: BTreeSet<Uuid> = users::list(tx.sql())?.into_iter().map(|person| person.id).collect();
            let told = write::tell(tx, &session, &run, &rows, STEP)?;
            look(tx, &session, told, &before)
        })
    })
    .map(Some)
}

/// Sums up what was written.
fn look(tx: &mut Tx<'_>, session: &Session, told: Told, before: &BTreeSet<Uuid>) -> Result<Trial> {
    let mut rules = Rules::default();
    let mut refused = HashMap::new();
    for (row, code, problems) in told.refused {
        if code == STAGE_RULES {
            rules.note(row, &serde_json::to_value(&problems).map_err(Error::internal)?);
        }
        refused.insert(row, problems);
    }
    let rows: HashMap<Uuid, u64> = told.made.iter().map(|made| (made.record, made.row)).collect();
    let mut reasons: HashMap<Uuid, &'static str> = HashMap::new();
    let batch = tx.ctx.batch;
    for event in batch.map(|batch| events::by_batch(tx.sql(), batch)).transpose()?.unwrap_or_default() {
        let value = |field: &str| event.changes.iter().find(|change| change.field == field)?.after.clone();
        if let (Some(row), Some(broken)) = (rows.get(&event.record), value(RULES_BROKEN)) {
            rules.note(*row, &broken);
        }
        match value(WHY_FIELD).as_ref().and_then(|why| why.get("reason")?.as_str()) {
            Some("known_client") => drop(reasons.insert(event.record, "client")),
            Some("rule") => drop(reasons.insert(event.record, "rules")),
            _ => {}
        }
    }
    let new: Vec<Uuid> = told.made.iter().filter(|made| made.is_new).map(|made| made.record).collect();
    let key = session.object.key.to_string();
    let records = tx.as_program(|tx| tx.find_many(&key, &new))?;
    let given: BTreeSet<Uuid> = told.made.iter().filter(|made| made.owner_given).map(|made| made.record).collect();
    let mut shares: BTreeMap<(Option<Uuid>, &'static str), u64> = BTreeMap::new();
    for record in records {
        let because = reasons.get(&record.id).copied();
        let by = because.unwrap_or(if given.contains(&record.id) { "file" } else { "importer" });
        *shares.entry((record.owner(), by)).or_default() += 1;
    }
    let names: HashMap<Uuid, String> =
        users::list(tx.sql())?.into_iter().map(|person| (person.id, person.name)).collect();
    let mut owners: Vec<Share> = shares
        .into_iter()
        .map(|((user, by), rows)| {
            let name = user.and_then(|user| names.get(&user).cloned());
            Share { user: user.filter(|user| before.contains(user)), name, by, rows }
        })
        .collect();
    owners.sort_by(|a, b| b.rows.cmp(&a.rows).then_with(|| a.name.cmp(&b.name)));
    let (breaking, violations) = rules.finish();
    let tried = Tried { rows: told.rows, breaking, violations, owners };
    Ok(Trial { tried: (session.object.key.as_ref() != task::KEY).then_some(tried), refused })
}

/// Rules by what they say, with the rows that break them.
#[derive(Default)]
struct Rules {
    rows: BTreeSet<u64>,
    found: BTreeMap<String, (Json, BTreeSet<u64>)>,
}

impl Rules {
    fn note(&mut self, row: u64, problems: &Json) {
        self.rows.insert(row);
        for problem in problems.as_array().into_iter().flatten() {
            self.found.entry(problem.to_string()).or_insert_with(|| (problem.clone(), BTreeSet::new())).1.insert(row);
        }
    }

    fn finish(self) -> (u64, Vec<Violation>) {
        let mut violations: Vec<Violation> = self
            .found
            .into_values()
            .map(|(problem, rows)| Violation {
                field: problem["field"].as_str().map(str::to_owned),
                code: problem["code"].as_str().unwrap_or_default().to_owned(),
                params: problem["params"].as_object().cloned().unwrap_or_default(),
                rows: rows.len() as u64,
                examples: rows.into_iter().take(EXAMPLES).collect(),
            })
            .collect();
        violations.sort_by_key(|violation| std::cmp::Reverse(violation.rows));
        (self.rows.len() as u64, violations)
    }
}
