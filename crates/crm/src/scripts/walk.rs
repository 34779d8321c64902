//! The way through a script: each step follows from the answer to the one before.

use std::collections::BTreeMap;
use std::sync::Arc;

use kith_catalogue::{Object, ParseCx, Problem};
use kith_engine::{Error, Reader, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::definition::{Definition, Node, NodeKind};
use super::fields::{may_write, target};

/// The most steps of a talk: loops end.
const MAX_STEPS: usize = 1_000;
/// The longest answer that is filled in.
const MAX_ANSWER: usize = 50_000;

/// A step that was taken.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The step of the script.
    pub node: String,
    /// Which answer was chosen, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<usize>,
    /// What was filled in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Json>,
}

/// Refuses a way that the script does not have. Answers the step that comes next; none after the end.
pub(super) fn follow<'a>(
    reader: &Reader<'_>,
    object: &Arc<Object>,
    script: &'a Definition,
    path: &[Step],
) -> Result<Option<&'a Node>> {
    if path.len() > MAX_STEPS {
        return Err(Error::Invalid(vec![Problem::new("too_many").with("max", MAX_STEPS).at("path")]));
    }
    let mut here = script.node(&script.start);
    let mut problems = Vec::new();
    for (n, step) in path.iter().enumerate() {
        let mut wrong = |field: &str, problem: Problem| problems.push(problem.at(field).at(&format!("path[{n}]")));
        let Some(node) = here.filter(|node| node.id == step.node) else {
            wrong("node", Problem::new("not_next"));
            break;
        };
        if step.answer.is_some() && node.kind != NodeKind::Choice {
            wrong("answer", Problem::new("not_allowed"));
        }
        if step.value.is_some() && node.kind != NodeKind::Input {
            wrong("value", Problem::new("not_allowed"));
        }
        let next = match node.kind {
            NodeKind::Choice => {
                let answer = step.answer.and_then(|answer| node.answers.get(answer));
                if answer.is_none() {
                    wrong("answer", Problem::new("not_found"));
                }
                answer.map(|answer| answer.next.as_str())
            }
            NodeKind::Input => {
                if let Err(problem) = filled(reader, object, node, step) {
                    wrong("value", problem);
                }
                node.next.as_deref()
            }
            NodeKind::Say => node.next.as_deref(),
            NodeKind::End => None,
        };
        here = next.and_then(|next| script.node(next));
    }
    if problems.is_empty() { Ok(here) } else { Err(Error::Invalid(problems)) }
}

fn filled(reader: &Reader<'_>, object: &Arc<Object>, node: &Node, step: &Step) -> Result<(), Problem> {
    let catalogue = &reader.cat;
    let Some(value) = step.value.as_ref().filter(|value| !is_empty(value)) else {
        return if node.required { Err(Problem::new("required")) } else { Ok(()) };
    };
    let cx = ParseCx { country: &catalogue.country, currency: catalogue.currency, zone: &catalogue.zone };
    match node.field.as_deref().and_then(|name| target(catalogue, object, name)) {
        Some(target) if may_write(reader, object, &target) => {
            target.object.fields[target.field].kind.parse(value, &cx).map(drop)
        }
        // Whoever may not write the field, or comes after it is gone, has his words kept with the talk.
        _ => match value.as_str() {
            Some(text) if text.chars().count() <= MAX_ANSWER => Ok(()),
            Some(_) => Err(Problem::new("too_long").with("max", MAX_ANSWER)),
            None if node.field.is_some() && value.to_string().len() <= MAX_ANSWER => Ok(()),
            None => Err(Problem::new("wrong_type").with("expected", "string")),
        },
    }
}

/// Nothing was filled in.
fn is_empty(value: &Json) -> bool {
    match value {
        Json::Null => true,
        Json::String(text) => text.trim().is_empty(),
        Json::Array(items) => items.is_empty(),
        _ => false,
    }
}

/// What a way says of the record, by the names that the script uses; what was said later holds.
pub(super) fn answers(script: &Definition, path: &[Step]) -> BTreeMap<String, Json> {
    let mut found = BTreeMap::new();
    for step in path {
        let Some(node) = script.node(&step.node) else { continue };
        if let Some(answer) = step.answer.and_then(|answer| node.answers.get(answer)) {
            found.extend(answer.set.clone());
        }
        if let (Some(field), Some(value)) = (&node.field, step.value.as_ref().filter(|value| !is_empty(value))) {
            found.insert(field.clone(), value.clone());
        }
    }
    found
}
