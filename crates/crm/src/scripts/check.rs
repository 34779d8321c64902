//! What a script has to look like: every way leads somewhere, every step can be reached and comes to an end, and what is
//! filled in has a field to go into. Each problem names its step.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use kith_catalogue::standard::{company, contact, deal, lead};
use kith_catalogue::{Object, ParseCx, Path, Problem, standard};
use kith_engine::{Error, Result, Tx};

use super::definition::{Definition, Node, NodeKind};
use super::fields::{Target, names, target};
use super::words::ME;
use crate::pipeline;

/// The objects that talks are about.
pub(super) const OBJECTS: [&str; 4] = [lead::KEY, deal::KEY, contact::KEY, company::KEY];
/// The most steps.
const MAX_NODES: usize = 200;
/// The most answers to one question.
const MAX_ANSWERS: usize = 20;
/// The longest text of a step.
const MAX_TEXT: usize = 10_000;
/// The longest answer, and the longest id of a step.
const MAX_LABEL: usize = 200;

/// Refuses a script that cannot be walked through.
pub(super) fn check(tx: &mut Tx<'_>, script: &Definition) -> Result<()> {
    let mut problems = Vec::new();
    let mut objects = Vec::new();
    for key in &script.objects {
        match tx.object(key) {
            Ok(object) if OBJECTS.contains(&key.as_str()) => objects.push(object),
            _ => problems.push(Problem::new("not_allowed").with("object", key.as_str()).at("objects")),
        }
    }
    if script.objects.is_empty() {
        problems.push(Problem::new("required").at("objects"));
    }
    places(tx, script, &mut problems)?;
    if script.nodes.len() > MAX_NODES {
        problems.push(Problem::new("too_many").with("max", MAX_NODES).at("nodes"));
        return Err(Error::Invalid(problems));
    }
    shape(script, &mut problems);
    for node in &script.nodes {
        let mut found = Vec::new();
        texts(node, &mut found);
        let mut unknown: BTreeMap<Option<String>, (usize, Problem)> = BTreeMap::new();
        for object in &objects {
            let mut here = Vec::new();
            said(tx, object, node, &mut here);
            written(tx, object, node, &mut here);
            for problem in here {
                match problem.code {
                    "unknown_field" => unknown.entry(problem.field.clone()).or_insert((0, problem)).0 += 1,
                    _ => found.push(problem),
                }
            }
        }
        // What one of several objects has is left out in talks about the others.
        found.extend(unknown.into_values().filter(|(times, _)| *times >= objects.len()).map(|(_, problem)| problem));
        problems.extend(found.into_iter().map(|problem| at(node, problem)));
    }
    problems.dedup_by(|a, b| a.field == b.field && a.code == b.code);
    if problems.is_empty() { Ok(()) } else { Err(Error::Invalid(problems)) }
}

/// Names the step that a problem is with.
fn at(node: &Node, problem: Problem) -> Problem {
    problem.at(&format!("nodes.{}", node.id)).with("node", node.id.as_str())
}

/// The pipelines and stages are those of objects that the script is for.
fn places(tx: &mut Tx<'_>, script: &Definition, problems: &mut Vec<Problem>) -> Result<()> {
    for (key, given) in [("pipelines", &script.pipelines), ("stages", &script.stages)] {
        for (n, id) in given.iter().enumerate() {
            let found = match key {
                "pipelines" => pipeline::find(tx.sql(), *id),
                _ => pipeline::of_stage(tx.sql(), *id),
            };
            let code = match found {
                Ok(found) if script.objects.contains(&found.object) => continue,
                Ok(_) => "not_allowed",
                Err(Error::NotFound) => "not_found",
                Err(error) => return Err(error),
            };
            problems.push(Problem::new(code).at(&format!("[{n}]")).at(key));
        }
    }
    Ok(())
}

/// Ways and ends.
fn shape(script: &Definition, problems: &mut Vec<Problem>) {
    let mut by_id: BTreeMap<&str, &Node> = BTreeMap::new();
    for node in &script.nodes {
        if node.id.trim().is_empty() || node.id.chars().count() > MAX_LABEL {
            problems.push(at(node, Problem::new("required").at("id")));
        }
        if by_id.insert(&node.id, node).is_some() {
            problems.push(at(node, Problem::new("not_unique").at("id")));
        }
    }
    if !by_id.contains_key(script.start.as_str()) {
        problems.push(Problem::new("not_found").at("start"));
        return;
    }
    for node in &script.nodes {
        if node.next.as_ref().is_some_and(|next| !by_id.contains_key(next.as_str())) {
            problems.push(at(node, Problem::new("not_found").at("next")));
        }
        for (n, answer) in node.answers.iter().enumerate() {
            if !by_id.contains_key(answer.next.as_str()) {
                problems.push(at(node, Problem::new("not_found").at("next").at(&format!("answers[{n}]"))));
            }
        }
    }
    let reached = spread([script.start.as_str()].into(), |id| by_id.get(id).into_iter().flat_map(|node| node.ways()));
    let ends = script.nodes.iter().filter(|node| node.kind == NodeKind::End).map(|node| node.id.as_str()).collect();
    let into = |id: &str| {
        let id = id.to_owned();
        script.nodes.iter().filter(move |node| node.ways().any(|way| way == id)).map(|node| node.id.as_str())
    };
    let ending = spread(ends, into);
    for node in &script.nodes {
        if !reached.contains(node.id.as_str()) {
            problems.push(at(node, Problem::new("unreachable")));
        } else if !ending.contains(node.id.as_str()) {
            problems.push(at(node, Problem::new("no_end")));
        }
    }
}

/// All that can be come to from somewhere.
fn spread<'a, I: Iterator<Item = &'a str>>(from: BTreeSet<&'a str>, ways: impl Fn(&'a str) -> I) -> BTreeSet<&'a str> {
    let mut known = from.clone();
    let mut left: Vec<&str> = from.into_iter().collect();
    while let Some(at) = left.pop() {
        for next in ways(at) {
            if known.insert(next) {
                left.push(next);
            }
        }
    }
    known
}

fn texts(node: &Node, problems: &mut Vec<Problem>) {
    let mut wrong = |field: &str, problem: Problem| problems.push(problem.at(field));
    if node.text.trim().is_empty() {
        wrong("text", Problem::new("required"));
    }
    if node.text.chars().count() > MAX_TEXT {
        wrong("text", Problem::new("too_long").with("max", MAX_TEXT));
    }
    let goes_on = matches!(node.kind, NodeKind::Say | NodeKind::Input);
    match (&node.next, goes_on) {
        (None, true) => wrong("next", Problem::new("required")),
        (Some(_), false) => wrong("next", Problem::new("not_allowed")),
        _ => {}
    }
    match (node.answers.is_empty(), node.kind == NodeKind::Choice) {
        (true, true) => wrong("answers", Problem::new("required")),
        (false, false) => wrong("answers", Problem::new("not_allowed")),
        _ => {}
    }
    if node.kind != NodeKind::Input && (node.field.is_some() || node.required) {
        wrong("field", Problem::new("not_allowed"));
    }
    if node.answers.len() > MAX_ANSWERS {
        wrong("answers", Problem::new("too_many").with("max", MAX_ANSWERS));
    }
    for (n, answer) in node.answers.iter().enumerate() {
        let length = answer.label.trim().chars().count();
        if length == 0 {
            wrong("answers", Problem::new("required").at("label").at(&format!("[{n}]")));
        } else if length > MAX_LABEL {
            wrong("answers", Problem::new("too_long").with("max", MAX_LABEL).at("label").at(&format!("[{n}]")));
        }
    }
}

/// The names in braces lead somewhere.
fn said(tx: &Tx<'_>, object: &Arc<Object>, node: &Node, problems: &mut Vec<Problem>) {
    for name in names(&node.text) {
        let own = name.strip_prefix(&format!("{}.", object.key));
        let leads = name == ME
            || Path::parse(own.unwrap_or(&name), &tx.cat, object)
                .is_ok_and(|path| tx.access.may_read_path(&tx.cat, object, &path));
        if !leads {
            problems.push(Problem::new("unknown_field").with("field", name.as_str()).at("text"));
        }
    }
}

/// What is filled in can be written.
fn written(tx: &Tx<'_>, object: &Arc<Object>, node: &Node, problems: &mut Vec<Problem>) {
    let cx = ParseCx { country: &tx.cat.country, currency: tx.cat.currency, zone: &tx.cat.zone };
    let mut wrong = |place: &str, problem: Problem| problems.push(problem.at(place));
    let find = |name: &str| -> std::result::Result<Target, Problem> {
        let unknown = || Problem::new("unknown_field").with("field", name);
        let found = target(&tx.cat, object, name).ok_or_else(unknown)?;
        let there = tx.access.object(&found.object);
        let sees_link = found.link.is_none_or(|link| tx.access.object(object).may_read(link));
        if !sees_link || !there.may_read(found.field) {
            return Err(unknown());
        }
        let field = &found.object.fields[found.field];
        if field.read_only || standard::is_kept(&field.key) || !there.may_write(found.field) {
            return Err(Problem::new("read_only").with("field", name));
        }
        Ok(found)
    };
    if let Some(name) = &node.field
        && let Err(problem) = find(name)
    {
        wrong("field", problem);
    }
    for (n, answer) in node.answers.iter().enumerate() {
        for (name, value) in &answer.set {
            let place = format!("answers[{n}].set.{name}");
            match find(name) {
                Err(problem) => wrong(&place, problem),
                Ok(found) => {
                    if let Err(problem) = found.object.fields[found.field].kind.parse(value, &cx) {
                        wrong(&place, problem);
                    }
                }
            }
        }
    }
}
