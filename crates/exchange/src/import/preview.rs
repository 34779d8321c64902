//! What a run would do, without doing it: the same decisions over the same rows.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use kith_catalogue::{Kind, Problem};
use kith_engine::people::users;
use kith_engine::{Ctx, Result, Workspace};
use serde::Serialize;
use serde_json::{Map, Value as Json};
use uuid::Uuid;

use super::decide::{Action, decide};
use super::identity::{self, RowKey};
use super::names::{Known, Names, Resolved};
use super::near::{self, Candidate, Suggestion};
use super::session::{self, Session, values};
use super::trial::{self, Trial, Tried};
use super::{ImportRun, find, people, upload};
use crate::draft::Draft;
use crate::mapping::{Mapping, USER};
use crate::table::spool::Row;

/// How many rows are shown, and how many rejected ones besides.
const SHOWN: usize = 50;
/// How many unmatched names are listed.
const UNMATCHED: usize = 200;

/// What a run would do.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Preview {
    /// How many rows would come out how.
    pub counts: PreviewCounts,
    /// The first rows, and the first rejected ones.
    pub rows: Vec<PreviewRow>,
    /// Names that stand for nothing that exists, the most frequent first.
    pub unmatched: Vec<Unmatched>,
    /// Of deals and leads: what came of trying the first rows out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tried: Option<Tried>,
}

/// How many rows would come out how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct PreviewCounts {
    pub create: u64,
    pub update: u64,
    pub unchanged: u64,
    pub skip: u64,
    pub reject: u64,
}

/// One row and what it would become.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PreviewRow {
    /// Its number, as a spreadsheet program shows it.
    pub row: u64,
    /// create, update, unchanged, skip or reject.
    pub action: &'static str,
    /// What the record would be called.
    pub label: String,
    /// Its values in wire form; names where records, people and stages are meant.
    pub fields: Map<String, Json>,
    /// Why it would be rejected.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<Problem>,
}

/// A name that stands for nothing that exists.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Unmatched {
    /// The column.
    pub column: String,
    /// The field.
    pub field: String,
    /// The object looked among; `user` for people, `stage` for stages.
    pub object: String,
    /// The name.
    pub value: String,
    /// How many rows have it.
    pub rows: u64,
    /// What it may mean.
    pub suggestions: Vec<Suggestion>,
}

/// Says what a run with this mapping would do.
///
/// # Errors
/// As for starting a run.
pub fn preview(ws: &Workspace, ctx: &Ctx, id: Uuid, mapping: &Mapping) -> Result<Preview> {
    let run = upload::ensure_read_as(ws, ctx, find(ws, ctx, id)?, mapping)?;
    if mapping.object == USER {
        return people::preview(ws, ctx, &run, mapping);
    }
    let (for_session, for_read) = (run.clone(), mapping.clone());
    let session = ws.read_blocking(ctx.clone(), move |reader| Session::new(reader, &for_session, &for_read))?;
    let mut session = session;
    session.read_own_titles(ws)?;
    let session = Arc::new(session);
    let trial = trial::attempt(ws, ctx, &session, &run, mapping)?;
    let mut state = State { trial, ..State::default() };
    for piece in 0.. {
        let Some(rows) = session::rows(ws, run.id, piece)? else { break };
        let session = Arc::clone(&session);
        state = ws.read_blocking(ctx.clone(), move |reader| {
            state.piece(reader, &session, &rows)?;
            Ok(state)
        })?;
    }
    state.finish(ws, ctx, &session, &run)
}

#[derive(Default)]
struct State {
    known: Known,
    seen: HashMap<u64, u64>,
    counts: PreviewCounts,
    rows: Vec<PreviewRow>,
    rejected: Vec<PreviewRow>,
    unmatched: BTreeMap<(usize, String), u64>,
    trial: Option<Trial>,
}

impl State {
    fn piece(&mut self, reader: &mut kith_engine::Reader<'_>, session: &Session, rows: &[Row]) -> Result<()> {
        let drafts: Vec<Draft> = rows.iter().map(|row| session.draft(row)).collect();
        let known = std::mem::take(&mut self.known);
        let mut names = Names::new(&known);
        names.gather(reader, session, &drafts)?;
        let keyed: Vec<(&Draft, Option<RowKey>)> = drafts
            .iter()
            .map(|draft| {
                let key = if draft.problems.is_empty() { identity::key_of(reader, session, draft) } else { None };
                (draft, key)
            })
            .collect();
        let matches = identity::find(reader, session, &names, &keyed)?;
        for ((draft, key), matched) in keyed.iter().zip(&matches) {
            let mark = key.as_ref().map(|key| key.mark(session, draft));
            let action = match mark.and_then(|mark| self.seen.get(&mark)) {
                Some(first) => Action::Reject(vec![Problem::new("repeated_row").at("key").with("row", *first)]),
                None => {
                    let decided = decide(reader, session, &names, draft, matched);
                    match decided.action {
                        Action::Create => match values(&reader.cat, &session.object, &decided.fields) {
                            Ok(_) => Action::Create,
                            Err(problems) => Action::Reject(problems),
                        },
                        other => other,
                    }
                }
            };
            let refused = self.trial.as_mut().and_then(|trial| trial.refused.remove(&draft.row));
            let action = match (action, refused) {
                (Action::Create | Action::Update(_), Some(problems)) => Action::Reject(problems),
                (action, _) => action,
            };
            if let (Some(mark), false) = (mark, matches!(action, Action::Reject(_))) {
                self.seen.entry(mark).or_insert(draft.row);
            }
            self.note_names(session, &names, draft);
            self.note(session, draft, action);
        }
        let fresh = names.fresh;
        self.known = known;
        self.known.take(fresh);
        Ok(())
    }

    fn note_names(&mut self, session: &Session, names: &Names<'_>, draft: &Draft) {
        for (field, name) in &draft.names {
            let meant = session.meant(*field, name);
            let own =
                session.self_links.contains(field) && session.own_titles.contains(&kith_catalogue::text::fold(meant));
            if !own && names.resolve(session, *field, name, session.pipeline) == Resolved::Missing {
                *self.unmatched.entry((*field, name.clone())).or_default() += 1;
            }
        }
    }

    fn note(&mut self, session: &Session, draft: &Draft, action: Action) {
        let (name, count, problems) = match action {
            Action::Create => ("create", &mut self.counts.create, Vec::new()),
            Action::Update(_) => ("update", &mut self.counts.update, Vec::new()),
            Action::Unchanged => ("unchanged", &mut self.counts.unchanged, Vec::new()),
            Action::Skip => ("skip", &mut self.counts.skip, Vec::new()),
            Action::Reject(problems) => ("reject", &mut self.counts.reject, problems),
        };
        *count += 1;
        let list = if problems.is_empty() { &mut self.rows } else { &mut self.rejected };
        if list.len() >= SHOWN {
            return;
        }
        let mut fields = draft.fields.clone();
        for (field, name) in &draft.names {
            let called = session.called(*field, name).to_owned();
            fields.insert(session.object.fields[*field].key.to_string(), Json::String(called));
        }
        let label = session.title(draft).unwrap_or_default();
        list.push(PreviewRow { row: draft.row, action: name, label, fields, problems });
    }

    fn finish(self, ws: &Workspace, ctx: &Ctx, session: &Arc<Session>, _: &ImportRun) -> Result<Preview> {
        let mut names: Vec<((usize, String), u64)> = self.unmatched.into_iter().collect();
        names.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        names.truncate(UNMATCHED);
        let session = Arc::clone(session);
        let unmatched = ws.read_blocking(ctx.clone(), move |reader| {
            let mut candidates: HashMap<String, Vec<Candidate>> = HashMap::new();
            let mut unmatched = Vec::new();
            for ((field, value), rows) in names {
                let object = match &session.object.fields[field].kind {
                    Kind::Link { targets } => targets.first().map(|target| target.to_string()).unwrap_or_default(),
                    Kind::User | Kind::Users => USER.to_owned(),
                    Kind::Stage => "stage".to_owned(),
                    _ => "pipeline".to_owned(),
                };
                if !candidates.contains_key(&object) {
                    let found = named(reader, &session, &object)?;
                    candidates.insert(object.clone(), found);
                }
                let suggestions = near::suggest(&value, &candidates[&object]);
                let column = session.layout.columns_of(field).next().unwrap_or_default().to_owned();
                let field = session.object.fields[field].key.to_string();
                unmatched.push(Unmatched { column, field, object, value, rows, suggestions });
            }
            Ok(unmatched)
        })?;
        let mut rows = self.rows;
        rows.extend(self.rejected);
        rows.sort_by_key(|row| row.row);
        Ok(Preview { counts: self.counts, rows, unmatched, tried: self.trial.and_then(|trial| trial.tried) })
    }
}

/// What names of this kind may mean.
fn named(reader: &mut kith_engine::Reader<'_>, session: &Session, object: &str) -> Result<Vec<Candidate>> {
    match object {
        USER => {
            let people = users::list(reader.conn())?.into_iter().filter(|person| person.active);
            Ok(people.map(|person| Candidate::new(person.id, person.name)).collect())
        }
        "stage" => {
            let pipelines = kith_crm::pipeline::list(reader.conn())?;
            let within = pipelines.iter().filter(|one| Some(one.id) == session.pipeline);
            Ok(within.flat_map(|one| one.in_use().map(|stage| Candidate::new(stage.id, stage.name.clone()))).collect())
        }
        "pipeline" => {
            let all = kith_crm::pipeline::list_of(reader.conn(), &session.object.key)?;
            let pipelines = all.into_iter().filter(|one| !one.archived);
            Ok(pipelines.map(|one| Candidate::new(one.id, one.name)).collect())
        }
        record => near::candidates(reader, record),
    }
}
