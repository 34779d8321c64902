//! What rules have to look like: what they name exists, and there is not too much of anything.

use std::collections::HashSet;

use kith_catalogue::standard::{company, contact, deal, task};
use kith_catalogue::text::fold;
use kith_catalogue::{Kind, Object, Problem};
use kith_engine::people::{roles, teams, users};
use kith_engine::{Error, Result, Tx};

use super::rules::{NextStep, OutcomeRules, PipelineRules, PlannedTask, StageRules};

/// The most of anything in one list.
const MAX_LISTED: usize = 100;
/// The most tasks of one plan.
const MAX_PLAN: usize = 20;
/// The longest name, title or item, in characters.
const MAX_NAME: usize = 200;
/// The longest guidance, in characters.
const MAX_GUIDANCE: usize = 10_000;
/// The longest span until a planned task is due, in its units, and until a record rots, in days.
const MAX_SPAN: u32 = 3_660;

/// Collects what is wrong.
#[derive(Default)]
struct Findings(Vec<Problem>);

impl Findings {
    fn add(&mut self, list: &str, at: usize, problem: Problem) {
        self.0.push(problem.at(&format!("{list}[{at}]")).at("rules"));
    }

    fn limit(&mut self, list: &str, len: usize, max: usize) {
        if len > max {
            self.0.push(Problem::new("too_many").with("max", max).at(list).at("rules"));
        }
    }

    /// Names that are there, not too long, and not twice.
    fn names<'a>(&mut self, list: &str, names: impl Iterator<Item = &'a str>) {
        let mut seen = HashSet::new();
        for (at, name) in names.enumerate() {
            if name.trim().is_empty() {
                self.add(list, at, Problem::new("required"));
            } else if name.chars().count() > MAX_NAME {
                self.add(list, at, Problem::new("too_long").with("max", MAX_NAME));
            } else if !seen.insert(fold(name)) {
                self.add(list, at, Problem::new("not_unique"));
            }
        }
    }

    fn end(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Invalid(self.0)) }
    }
}

/// Checks the rules of a stage.
pub(super) fn stage(tx: &mut Tx<'_>, object: &str, rules: &mut StageRules) -> Result<()> {
    let mut found = Findings::default();
    for (list, names) in [("required", &rules.required), ("key_fields", &rules.key_fields)] {
        found.limit(list, names.len(), MAX_LISTED);
        found.names(list, names.iter().map(String::as_str));
        for (at, name) in names.iter().enumerate().filter(|(_, name)| !is_field(tx, object, name)) {
            found.add(list, at, Problem::new("unknown_field").with("field", name.as_str()));
        }
    }
    let next = rules.next.iter().flatten().copied().collect::<Vec<_>>();
    found.limit("next", next.len(), MAX_LISTED);
    for (at, id) in next.into_iter().enumerate() {
        match super::of_stage(tx.sql(), id) {
            Ok(other) if other.object != object => found.add("next", at, Problem::new("not_found")),
            Ok(other) if other.in_use().any(|stage| stage.id == id) => {}
            Ok(_) => found.add("next", at, Problem::new("archived")),
            Err(Error::NotFound) => found.add("next", at, Problem::new("not_found")),
            Err(error) => return Err(error),
        }
    }
    for (list, ids) in [("enter_roles", &rules.enter_roles), ("leave_roles", &rules.leave_roles)] {
        for (at, id) in ids.iter().flatten().enumerate() {
            if roles::find(tx.sql(), *id)?.is_none() {
                found.add(list, at, Problem::new("not_found"));
            }
        }
    }
    found.limit("checklist", rules.checklist.len(), MAX_LISTED);
    found.names("checklist", rules.checklist.iter().map(|item| item.text.as_str()));
    for item in &mut rules.checklist {
        item.text = item.text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    rules.guidance = rules.guidance.take().map(|text| text.trim().replace('\0', "")).filter(|text| !text.is_empty());
    if rules.guidance.as_ref().is_some_and(|text| text.chars().count() > MAX_GUIDANCE) {
        found.0.push(Problem::new("too_long").with("max", MAX_GUIDANCE).at("guidance").at("rules"));
    }
    if rules.rotting_days.is_some_and(|days| !(1..=MAX_SPAN).contains(&days)) {
        found.0.push(Problem::new("out_of_range").with("min", 1).with("max", MAX_SPAN).at("rotting_days").at("rules"));
    }
    plan(tx, &rules.plan, &mut found)?;
    found.end()
}

fn plan(tx: &mut Tx<'_>, plan: &[PlannedTask], found: &mut Findings) -> Result<()> {
    found.limit("plan", plan.len(), MAX_PLAN);
    found.names("plan", plan.iter().map(|task| task.title.as_str()));
    let types: Vec<String> = match tx.cat.object(task::KEY).and_then(|object| object.get(task::TYPE)) {
        Some(field) => field.kind.options().iter().filter(|one| !one.retired).map(|one| one.key.clone()).collect(),
        None => Vec::new(),
    };
    for (at, planned) in plan.iter().enumerate() {
        if planned.kind.as_ref().is_some_and(|kind| !types.contains(kind)) {
            found.add("plan", at, Problem::new("unknown_option").at("type"));
        }
        if planned.due.after > MAX_SPAN {
            found.add("plan", at, Problem::new("out_of_range").with("min", 0).with("max", MAX_SPAN).at("due"));
        }
        if let Some(assignee) = planned.assignee
            && !users::find(tx.sql(), assignee)?.is_some_and(|person| person.active)
        {
            found.add("plan", at, Problem::new("not_found").at("assignee"));
        }
    }
    Ok(())
}

/// Whether a rule may name this field: one of the deal or lead that people fill, or of its company or contact.
fn is_field(tx: &Tx<'_>, of: &str, name: &str) -> bool {
    let object = |key: &str| tx.cat.object(key).cloned();
    let fillable = |object: &Object, key: &str| object.get(key).is_some_and(|field| !field.read_only);
    match name.split_once('.') {
        None => object(of).is_some_and(|of| fillable(&of, name)),
        Some((link, field)) => {
            let linked = match link {
                deal::COMPANY => company::KEY,
                deal::CONTACT => contact::KEY,
                _ => return false,
            };
            debug_assert!(
                object(of).is_some_and(|of| matches!(of.get(link).map(|field| &field.kind), Some(Kind::Link { .. })))
            );
            object(linked).is_some_and(|linked| fillable(&linked, field))
        }
    }
}

/// Checks the rules of a pipeline.
pub(super) fn pipeline(tx: &mut Tx<'_>, object: &str, rules: &mut PipelineRules) -> Result<()> {
    let mut found = Findings::default();
    // Why a lead was rejected, and what it has become, its own fields and verbs say.
    let nothing = OutcomeRules::default();
    let asked = [
        ("next_step", rules.next_step != NextStep::Off),
        ("won", rules.won != nothing),
        ("lost", rules.lost != nothing),
    ];
    for (name, _) in asked.into_iter().filter(|(_, asked)| *asked && object != deal::KEY) {
        found.0.push(Problem::new("only_deals").at(name).at("rules"));
    }
    for (at, id) in rules.teams.iter().flatten().enumerate() {
        if teams::find(tx.sql(), *id)?.is_none() {
            found.add("teams", at, Problem::new("not_found"));
        }
    }
    for (list, outcome) in [("won.reasons", &mut rules.won), ("lost.reasons", &mut rules.lost)] {
        outcome_rules(list, outcome, &mut found);
    }
    found.end()
}

fn outcome_rules(list: &str, outcome: &mut OutcomeRules, found: &mut Findings) {
    found.limit(list, outcome.reasons.len(), MAX_LISTED);
    found.names(list, outcome.reasons.iter().map(|reason| reason.name.as_str()));
    for reason in &mut outcome.reasons {
        reason.name = reason.name.split_whitespace().collect::<Vec<_>>().join(" ");
    }
}
