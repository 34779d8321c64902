//! What stands in a file, in the shapes in which an administrator would ask for it.

use kith_catalogue::overlay::NewField;
use kith_catalogue::{Catalogue, Field, Kind, Lang, Problem};
use kith_engine::{Error, Result};
use serde_json::{Map, Value as Json, json};
use uuid::Uuid;

use super::form::{self, Outcome, Text};
use crate::pipeline::edit::NewPipeline;
use crate::pipeline::stages::NewStage;
use crate::views::{Column, Kind as Shows, State};

/// A custom field, checked as one that comes through the API.
pub(super) fn field(form: &form::Field, catalogue: &Catalogue) -> Result<NewField> {
    let mut asked = json!({ "key": form.key, "kind": form.kind, "label": form.label.labels() });
    if !form.options.is_empty() {
        let options = form
            .options
            .iter()
            .map(|option| json!({ "key": option.key, "label": option.label.labels(), "tone": option.tone }));
        asked["options"] = options.collect();
    }
    if !form.targets.is_empty() {
        asked["targets"] = json!(form.targets);
    }
    if let Some(scale) = form.scale {
        asked["scale"] = json!(scale);
    }
    NewField::from_json(&asked, catalogue).map_err(Error::Invalid)
}

/// Whether a field that is there can stand for the one that is wanted.
pub(super) fn serves(there: &Kind, wanted: &Kind) -> bool {
    let has = |options: &[kith_catalogue::Choice]| {
        wanted.options().iter().all(|one| options.iter().any(|other| other.key == one.key && !other.retired))
    };
    match (there, wanted) {
        (Kind::OneOf { options }, Kind::OneOf { .. }) | (Kind::ManyOf { options, .. }, Kind::ManyOf { .. }) => {
            has(options)
        }
        (there, wanted) => there == wanted,
    }
}

/// What is in the way of a field.
pub(super) fn conflict(object: &str, there: &Field) -> Problem {
    Problem::new("field_conflict")
        .at(&format!("{object}.{}", there.key))
        .with("object", object)
        .with("key", there.key.to_string())
        .with("label", json!(there.label))
}

/// A pipeline with its stages in the order of the file. Which may follow which is said when they are there.
pub(super) fn pipeline(trade: &str, form: &form::Pipeline, lang: Lang) -> Result<NewPipeline> {
    let rules = json!({
        "next_step": form.next_step,
        "won": outcome(&form.won, lang),
        "lost": outcome(&form.lost, lang),
    });
    Ok(NewPipeline {
        key: Some(format!("{trade}_{}", form.key)),
        name: form.name.get(lang).to_owned(),
        object: "deal".to_owned(),
        stages: Some(form.stages.iter().enumerate().map(|(at, one)| stage(at, one, lang)).collect()),
        is_default: false,
        rules: map(rules)?,
    })
}

fn outcome(form: &Outcome, lang: Lang) -> Json {
    let reason = |text: &Text, note: bool| json!({ "name": text.get(lang), "note_required": note });
    let reasons = form.reasons.iter().map(|text| reason(text, false));
    let reasons: Vec<Json> = reasons.chain(form.other.iter().map(|text| reason(text, true))).collect();
    json!({ "reasons": reasons, "required": form.required, "amount_required": form.amount_required })
}

fn stage(at: usize, form: &form::Stage, lang: Lang) -> NewStage {
    let checklist = form.checklist.iter().map(|item| json!({ "text": item.text.get(lang), "required": item.required }));
    let plan = form.plan.iter().map(|task| {
        let due = json!({ "in": task.after, "unit": task.unit });
        json!({ "title": task.title.get(lang), "type": task.kind, "due": due })
    });
    let rules = [
        ("required", json!(form.required)),
        ("key_fields", json!(form.key_fields)),
        ("checklist", checklist.collect()),
        ("guidance", json!(form.guidance.as_ref().map(|text| text.get(lang).trim()))),
        ("rotting_days", json!(form.rotting_days)),
        ("plan", plan.collect()),
    ];
    NewStage {
        name: form.name.get(lang).to_owned(),
        kind: form.kind,
        probability: form.probability,
        tone: form.tone.clone(),
        position: Some(at),
        status: form.status.clone(),
        rules: rules.into_iter().map(|(key, value)| (key.to_owned(), value)).collect(),
    }
}

/// What a view shows; it keeps to its pipeline.
pub(super) fn state(form: &form::View, pipeline: Option<Uuid>) -> State {
    let is_board = form.kind == Shows::Board;
    let kept = pipeline.filter(|_| !is_board).map(|id| json!({ "field": "pipeline", "op": "eq", "value": id }));
    let filter = match (kept, form.filter.clone()) {
        (Some(kept), Some(own)) => Some(json!({ "and": [kept, own] })),
        (kept, own) => kept.or(own),
    };
    let column = |field: &String| Column { field: field.clone(), width: None, pinned: false };
    State {
        filter,
        sort: form.sort.clone(),
        columns: (!form.columns.is_empty()).then(|| form.columns.iter().map(column).collect()),
        group_by: form.group_by.clone(),
        pipeline: pipeline.filter(|_| is_board),
        date_field: form.date_field.clone(),
        ..State::default()
    }
}

fn map(json: Json) -> Result<Map<String, Json>> {
    match json {
        Json::Object(map) => Ok(map),
        _ => Err(Error::internal("rules are an object")),
    }
}
