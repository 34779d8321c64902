//! What is to become of one row: decided the same way for a preview and for a run.

use std::sync::Arc;

use kith_catalogue::standard::{PIPELINE, STAGE, deal, lead};
use kith_catalogue::text::fold;
use kith_catalogue::{Field, FieldIx, Kind, Problem};
use kith_crm::pipeline::{Stage, StageKind};
use kith_engine::{Fields, Reader, Record};
use serde_json::Value as Json;
use uuid::Uuid;

use super::identity::Match;
use super::merge::merged;
use super::names::{Names, Resolved};
use super::session::{Session, values};
use crate::draft::Draft;
use crate::mapping::{Existing, Missing};

/// What is to become of a row.
#[derive(Debug)]
pub(super) enum Action {
    /// A new record.
    Create,
    /// A change of this record.
    Update(Arc<Record>),
    /// The record stands as the row says.
    Unchanged,
    /// The record is left alone.
    Skip,
    /// The row cannot be taken.
    Reject(Vec<Problem>),
}

/// A decided row.
#[derive(Debug)]
pub(super) struct Decided {
    pub(super) action: Action,
    /// Values to write, references resolved as far as they are.
    pub(super) fields: Fields,
    /// Names to be made first.
    pub(super) missing: Vec<(FieldIx, String)>,
    /// Links to rows further down.
    pub(super) later: Vec<(FieldIx, String)>,
    /// The pipeline in which missing stages are made.
    pub(super) pipeline: Option<Uuid>,
}

/// Decides about a row.
pub(super) fn decide(
    reader: &Reader<'_>,
    session: &Session,
    names: &Names<'_>,
    draft: &Draft,
    matched: &Match,
) -> Decided {
    let mut decided = Decided {
        action: Action::Create,
        fields: draft.fields.clone(),
        missing: Vec::new(),
        later: Vec::new(),
        pipeline: session.pipeline,
    };
    let mut problems = draft.problems.clone();
    let mut stage_name = None;
    // Pipelines before stages: a stage is looked for in the pipeline of its row.
    let mut order: Vec<&(FieldIx, String)> = draft.names.iter().collect();
    order.sort_by_key(|(field, _)| matches!(session.object.fields[*field].kind, Kind::Stage));
    for (field, name) in order {
        let known = &session.object.fields[*field];
        let refusal = |code: &'static str| {
            let column = session.layout.columns_of(*field).next().unwrap_or_default();
            let value: String = name.chars().take(80).collect();
            Problem::new(code).at(&known.key).with("column", column).with("value", value)
        };
        if matches!(known.kind, Kind::Stage) {
            stage_name = Some(session.meant(*field, name).to_owned());
        }
        match names.resolve(session, *field, name, decided.pipeline) {
            Resolved::Value(json) => {
                if matches!(known.kind, Kind::Pipeline) {
                    decided.pipeline = json.as_str().and_then(|id| id.parse().ok());
                }
                put(&mut decided.fields, known, json);
            }
            Resolved::Ambiguous => problems.push(refusal("ambiguous_name")),
            Resolved::Missing => {
                let meant = session.meant(*field, name).to_owned();
                let own = session.self_links.contains(field) && session.own_titles.contains(&fold(&meant));
                let is_itself = own && session.title(draft).is_some_and(|title| fold(&title) == fold(&meant));
                match (&known.kind, session.missing) {
                    _ if is_itself => problems.push(refusal("links_to_itself")),
                    _ if own => decided.later.push((*field, meant)),
                    (Kind::Pipeline, _) | (_, Missing::Reject) => problems.push(refusal(unknown(&known.kind))),
                    (_, Missing::Create) => decided.missing.push((*field, meant)),
                }
            }
        }
    }
    if &*session.object.key == deal::KEY {
        keep_dates_of_open_deals(session, names, &mut decided, stage_name.as_deref());
    }
    decided.action = if !problems.is_empty() {
        Action::Reject(problems)
    } else {
        match matched {
            Match::New => {
                begin(session, &mut decided);
                create(session, draft, &decided)
            }
            Match::Existing(record) => update(reader, session, &mut decided, record),
            Match::Several(count) => {
                Action::Reject(vec![Problem::new("several_records").at("key").with("count", *count)])
            }
        }
    };
    decided
}

/// Sets a field to what a name came to; among several users it is one more.
pub(super) fn put(fields: &mut Fields, field: &Field, value: Json) {
    match fields.get_mut(&*field.key) {
        Some(Json::Array(all)) if matches!(field.kind, Kind::Users) => all.push(value),
        _ if matches!(field.kind, Kind::Users) => {
            fields.insert(field.key.to_string(), Json::Array(vec![value]));
        }
        _ => {
            fields.insert(field.key.to_string(), value);
        }
    }
}

fn unknown(kind: &Kind) -> &'static str {
    match kind {
        Kind::User | Kind::Users => "unknown_person",
        Kind::Stage => "unknown_stage",
        Kind::Pipeline => "unknown_pipeline",
        _ => "unknown_record",
    }
}

/// Puts a new record whose row does not say where it stands to where the mapping says. A lead's status says it too.
fn begin(session: &Session, decided: &mut Decided) {
    let Some((field, id)) = session.place else { return };
    let is_stage = |(ix, _): &(FieldIx, String)| matches!(session.object.fields[*ix].kind, Kind::Stage);
    let says = |key: &str| decided.fields.contains_key(key);
    if says(STAGE) || says(PIPELINE) || decided.missing.iter().any(is_stage) {
        return;
    }
    let ended = field == STAGE && &*session.object.key == lead::KEY && says(lead::STATUS);
    let (field, id) = match (ended, session.pipeline) {
        (true, Some(pipeline)) => (PIPELINE, pipeline),
        _ => (field, id),
    };
    decided.fields.insert(field.to_owned(), Json::String(id.to_string()));
}

fn create(session: &Session, draft: &Draft, decided: &Decided) -> Action {
    let title = &session.object.fields[session.object.title];
    let has_title = session.title(draft).is_some();
    let mut problems = Vec::new();
    for field in session.object.fields.iter().filter(|field| field.required && !field.read_only) {
        let given = decided.fields.contains_key(&*field.key)
            || decided.missing.iter().any(|(ix, _)| session.object.fields[*ix].key == field.key);
        let follows = matches!(field.kind, Kind::Pipeline | Kind::Stage)
            || (&*session.object.key == lead::KEY && matches!(&*field.key, lead::NAME | lead::STATUS))
            || (field.key == title.key && (has_title || &*session.object.key == deal::KEY));
        if !given && !follows {
            let mut problem = Problem::new("required").at(&field.key);
            if let Some(column) = session.object.field(&field.key).and_then(|ix| session.layout.columns_of(ix).next()) {
                problem = problem.with("column", column);
            }
            problems.push(problem);
        }
    }
    if problems.is_empty() { Action::Create } else { Action::Reject(problems) }
}

/// Leaves in `fields` only what the record does not hold yet.
fn update(reader: &Reader<'_>, session: &Session, decided: &mut Decided, record: &Arc<Record>) -> Action {
    if session.existing == Existing::Skip {
        return Action::Skip;
    }
    let new = match values(&reader.cat, &session.object, &decided.fields) {
        Ok(new) => new,
        Err(problems) => return Action::Reject(problems),
    };
    let mut fields = Fields::new();
    for (ix, value) in new {
        let (known, held) = (&session.object.fields[ix], record.get(ix));
        if value.is_null() || (session.existing == Existing::Fill && !held.is_null()) {
            continue;
        }
        let value = merged(held, value);
        let same = match (held, &value) {
            (kith_catalogue::Value::Link(held), kith_catalogue::Value::Link(new)) => held.id == new.id,
            (held, value) => held == value,
        };
        if !same {
            fields.insert(known.key.to_string(), value.to_json(&known.kind));
        }
    }
    decided.fields = fields;
    if session.existing == Existing::Fill {
        let is_empty = |(ix, _): &(FieldIx, String)| record.get(*ix).is_null();
        decided.missing.retain(is_empty);
        decided.later.retain(is_empty);
    }
    if decided.fields.is_empty() && decided.missing.is_empty() && decided.later.is_empty() {
        Action::Unchanged
    } else {
        Action::Update(Arc::clone(record))
    }
}

/// What other programs call the date of closing is, for a deal that is still open, the date by which it is expected.
fn keep_dates_of_open_deals(session: &Session, names: &Names<'_>, decided: &mut Decided, stage_name: Option<&str>) {
    if !decided.fields.contains_key(deal::CLOSED_AT) {
        return;
    }
    let given = decided.fields.get(deal::STAGE).and_then(Json::as_str).and_then(|id| id.parse::<Uuid>().ok());
    let stages = names.pipelines().iter().flat_map(|pipeline| &pipeline.stages);
    let kind = match (given, stage_name) {
        (Some(id), _) => stages.clone().find(|stage: &&Stage| stage.id == id).map(|stage| stage.kind),
        (None, Some(name)) => Some(kith_crm::pipeline::guess_kind(name)),
        (None, None) => Some(StageKind::Open),
    };
    if kind != Some(StageKind::Open) {
        return;
    }
    let Some(Json::String(at)) = decided.fields.shift_remove(deal::CLOSED_AT) else { return };
    let may_write = session.object.field(deal::EXPECTED_CLOSE).is_some();
    if may_write && !decided.fields.contains_key(deal::EXPECTED_CLOSE) {
        let day = at.get(..10).unwrap_or(&at).to_owned();
        decided.fields.insert(deal::EXPECTED_CLOSE.to_owned(), Json::String(day));
    }
}
