//! The rules of stages: what has to be filled, done and allowed for a deal or a lead to come to a stage. They hold for every door,
//! since every change passes here on its way.

use kith_catalogue::standard::deal::{AMOUNT, COMPANY, CONTACT, OUTCOME_NOTE, OUTCOME_REASON};
use kith_catalogue::standard::{CHECKLIST, PIPELINE, STAGE, deal, lead};
use kith_catalogue::text::fold;
use kith_catalogue::{Problem, Value};
use kith_engine::{Change, Error, Origin, Record, Result, Rules, Tx};
use kith_policy::{Action, Actor};
use uuid::Uuid;

use crate::pipeline::{self, Pipeline, Stage, StageKind};
use crate::{log, setup};

/// The code of a refusal for the sake of these rules.
pub const CODE: &str = "stage_rules";
/// What the log calls a change that was let through although it breaks them.
pub const BROKEN: &str = "rules_broken";

/// The record came to its stage by undoing: what else is taken back with that may be what the stage asks for.
pub(crate) const RETURNED: u32 = 64;

/// Looks once more at a record that has been taken back to a stage, when the command is about to end.
pub(crate) fn settle(tx: &mut Tx<'_>, id: Uuid) -> Result<()> {
    for object in [deal::KEY, lead::KEY] {
        let Some(record) = tx.as_program(|tx| tx.find_any(object, id))? else { continue };
        let Some(stage) = record.reference(STAGE).filter(|_| record.deleted_at.is_none()) else { continue };
        let stage = pipeline::stage(tx.sql(), stage)?;
        let mut found = Vec::new();
        required(tx, &record, None, &stage, &mut found)?;
        refuse(found)?;
    }
    Ok(())
}

/// Refuses a record that may not come to where it is to stand.
pub(crate) fn enforce(
    tx: &mut Tx<'_>,
    change: &mut Change,
    was: Option<&Stage>,
    pipeline: &Pipeline,
    stage: &Stage,
) -> Result<()> {
    name_reason(change, pipeline, stage);
    if tx.ctx.rules == Rules::Record {
        return Ok(());
    }
    refuse(problems(tx, change, was, pipeline, stage)?)
}

fn refuse(problems: Vec<Problem>) -> Result<()> {
    if problems.is_empty() { Ok(()) } else { Err(Error::Refused { code: CODE, problems }) }
}

/// Says in the log which rules a change breaks that was let through.
pub(crate) fn record(tx: &mut Tx<'_>, change: &Change) -> Result<()> {
    if tx.ctx.rules != Rules::Record {
        return Ok(());
    }
    let Some(to) = change.after.reference(STAGE).filter(|_| change.changes(STAGE)) else {
        let emptied = emptied(tx, change)?;
        return tell_broken(tx, &change.after, emptied);
    };
    let pipeline = pipeline::of_stage(tx.sql(), to)?;
    let was = match change.before.as_ref().and_then(|before| before.reference(STAGE)) {
        Some(stage) => Some(pipeline::stage(tx.sql(), stage)?),
        None => None,
    };
    let Some(stage) = pipeline.stage(to) else { return Ok(()) };
    let problems = problems(tx, change, was.as_ref(), &pipeline, stage)?;
    tell_broken(tx, &change.after, problems)
}

fn tell_broken(tx: &mut Tx<'_>, deal: &Record, problems: Vec<Problem>) -> Result<()> {
    if problems.is_empty() {
        return Ok(());
    }
    let told = serde_json::to_value(problems).map_err(Error::internal)?;
    log::about_record(tx, deal, BROKEN, vec![log::change(BROKEN, serde_json::Value::Null, told)])?;
    Ok(())
}

/// A record keeps what its stage asks for as long as it is there.
pub(crate) fn keep_filled(tx: &mut Tx<'_>, change: &Change) -> Result<()> {
    if tx.ctx.rules == Rules::Record {
        return Ok(());
    }
    refuse(emptied(tx, change)?)
}

/// What its stage asks for and a change takes from a deal that stays there.
fn emptied(tx: &mut Tx<'_>, change: &Change) -> Result<Vec<Problem>> {
    let Some(before) = &change.before else { return Ok(Vec::new()) };
    let emptied: Vec<&str> = (0..before.values.len())
        .filter(|&ix| !before.get(ix).is_null() && change.after.get(ix).is_null())
        .map(|ix| &*before.object.fields[ix].key)
        .collect();
    if emptied.is_empty() || change.changes(STAGE) || is_exempt(tx) {
        return Ok(Vec::new());
    }
    let Some(stage) = before.reference(STAGE) else { return Ok(Vec::new()) };
    let stage = pipeline::stage(tx.sql(), stage)?;
    let kept = stage.rules.required.iter().filter(|name| emptied.contains(&name.as_str()));
    Ok(kept.map(|name| missing(&stage, name)).collect())
}

/// The program's own work is no move of a person's: emptying a stage that is removed, bringing old data up to date.
fn is_exempt(tx: &Tx<'_>) -> bool {
    matches!(tx.ctx.actor, Actor::System) && tx.ctx.origin != Origin::Import
}

/// Everything that speaks against it.
fn problems(
    tx: &mut Tx<'_>,
    change: &Change,
    was: Option<&Stage>,
    pipeline: &Pipeline,
    stage: &Stage,
) -> Result<Vec<Problem>> {
    let mut found = Vec::new();
    if is_exempt(tx) {
        return Ok(found);
    }
    let moves = was.is_none_or(|was| was.id != stage.id);
    if moves {
        rights(tx, was, pipeline, stage, &mut found)?;
        if let Some(was) = was.filter(|_| !change.undo) {
            transition(was, stage, &mut found);
            unfinished(&change.after, was, stage, &mut found);
        }
        required(tx, &change.after, Some(change), stage, &mut found)?;
        if change.undo && !stage.rules.required.is_empty() {
            tx.defer(change.after.id, RETURNED);
        }
    }
    let ends = [OUTCOME_REASON, OUTCOME_NOTE].iter().any(|key| change.changes(key));
    if stage.kind.is_closed() && (moves || ends) {
        outcome(&change.after, pipeline, stage, &mut found);
    }
    Ok(found)
}

/// Who may move it there, and away from where it is.
fn rights(
    tx: &mut Tx<'_>,
    was: Option<&Stage>,
    pipeline: &Pipeline,
    stage: &Stage,
    found: &mut Vec<Problem>,
) -> Result<()> {
    if was.is_none_or(|was| was.pipeline != pipeline.id) && !pipeline::may_use(tx, pipeline)? {
        found.push(Problem::new("forbidden").at(PIPELINE).with("right", "use_pipeline").with("name", &*pipeline.name));
    }
    if tx.access.is_admin() || tx.ctx.user_id().is_none() {
        return Ok(());
    }
    let own: Vec<Uuid> = tx.ctx.actor.roles().iter().map(|role| role.id).collect();
    let has =
        |roles: &Option<Vec<Uuid>>| roles.as_ref().is_none_or(|roles| roles.iter().any(|role| own.contains(role)));
    let refused = |right: &str, stage: &Stage| {
        Problem::new("forbidden").at(STAGE).with("right", right).with("name", &*stage.name)
    };
    if let Some(was) = was.filter(|was| !has(&was.rules.leave_roles)) {
        found.push(refused("leave_stage", was));
    }
    if !has(&stage.rules.enter_roles) {
        found.push(refused("enter_stage", stage));
    }
    Ok(())
}

fn transition(was: &Stage, stage: &Stage, found: &mut Vec<Problem>) {
    if was.rules.next.as_ref().is_some_and(|next| !next.contains(&stage.id)) {
        found.push(Problem::new("transition_forbidden").at(STAGE).with("from", &*was.name).with("to", &*stage.name));
    }
}

/// Only what a checklist of the record's pipeline has on it is done; what has been taken off the list since stays done.
pub(crate) fn check_checklist(tx: &mut Tx<'_>, change: &Change) -> Result<()> {
    if change.undo || !change.changes(CHECKLIST) {
        return Ok(());
    }
    let held = |record: &Record| match record.value(CHECKLIST) {
        Value::Options(done) => done.iter().map(|item| fold(item)).collect(),
        _ => Vec::new(),
    };
    let before: Vec<String> = change.before.as_ref().map(held).unwrap_or_default();
    let Value::Options(done) = change.after.value(CHECKLIST) else { return Ok(()) };
    let new: Vec<&String> = done.iter().filter(|item| !before.contains(&fold(item))).collect();
    if new.is_empty() {
        return Ok(());
    }
    let mut known: Vec<String> = Vec::new();
    for pipeline in pipelines_of(tx, change)? {
        let items = pipeline.stages.iter().flat_map(|stage| &stage.rules.checklist);
        known.extend(items.map(|item| item.text.clone()));
    }
    match new.into_iter().find(|item| !known.iter().any(|text| fold(text) == fold(item))) {
        None => Ok(()),
        Some(item) => {
            let problem = Problem::new("unknown_option").at(CHECKLIST).with("option", item.as_str());
            Err(Error::Invalid(vec![problem.with("options", known)]))
        }
    }
}

/// The pipelines that a record comes from and goes to.
fn pipelines_of(tx: &mut Tx<'_>, change: &Change) -> Result<Vec<Pipeline>> {
    let mut found: Vec<Pipeline> = Vec::new();
    let stages = change.before.iter().chain([&change.after]).filter_map(|record| record.reference(STAGE));
    let mut asked: Vec<Result<Pipeline>> = stages.map(|stage| pipeline::of_stage(tx.sql(), stage)).collect();
    asked.extend(change.after.reference(PIPELINE).map(|id| pipeline::find(tx.sql(), id)));
    if asked.is_empty() {
        asked.push(usual_pipeline(tx, change.object()));
    }
    for pipeline in asked {
        match pipeline {
            Ok(pipeline) => found.push(pipeline),
            Err(error @ (Error::Busy { .. } | Error::Internal(_))) => return Err(error),
            // That there is no such one is told where the record is put there.
            Err(_) => {}
        }
    }
    Ok(found)
}

/// What its checklist says has to be done before the record goes on. Going back, or losing it, leaves things undone.
fn unfinished(record: &Record, was: &Stage, stage: &Stage, found: &mut Vec<Problem>) {
    let goes_on = stage.pipeline != was.pipeline || stage.position > was.position;
    if stage.kind == StageKind::Lost || was.kind.is_closed() || !goes_on {
        return;
    }
    let done: Vec<String> = match record.value(CHECKLIST) {
        Value::Options(done) => done.iter().map(|item| fold(item)).collect(),
        _ => Vec::new(),
    };
    let open = was.rules.checklist.iter().filter(|item| item.required && !done.contains(&fold(&item.text)));
    found.extend(
        open.map(|item| Problem::new("checklist").at(CHECKLIST).with("item", &*item.text).with("stage", &*was.name)),
    );
}

fn missing(stage: &Stage, name: &str) -> Problem {
    Problem::new("required").at(name).with("stage", &*stage.name)
}

/// What has to be filled, on the record and on its company and contact.
fn required(
    tx: &mut Tx<'_>,
    record: &Record,
    change: Option<&Change>,
    stage: &Stage,
    found: &mut Vec<Problem>,
) -> Result<()> {
    let mut hidden = false;
    for name in &stage.rules.required {
        match name.split_once('.') {
            None => {
                let Some(ix) = record.object.field(name).filter(|&ix| record.get(ix).is_null()) else { continue };
                if tx.access.object(&record.object).may_read(ix) {
                    found.push(missing(stage, name));
                } else {
                    hidden = true;
                }
            }
            Some((link, field)) => match linked(tx, record, change, link, field)? {
                Linked::Filled => {}
                Linked::Nobody => {
                    if !found.iter().any(|problem| problem.field.as_deref() == Some(link)) {
                        found.push(missing(stage, link));
                    }
                    found.push(missing(stage, name));
                }
                Linked::Empty => found.push(missing(stage, name)),
                Linked::Hidden => hidden = true,
            },
        }
    }
    if hidden {
        // Named to nobody who may not see it.
        found.push(Problem::new("required_hidden").at(STAGE).with("stage", &*stage.name));
    }
    Ok(())
}

enum Linked {
    Filled,
    Empty,
    Nobody,
    Hidden,
}

fn linked(tx: &mut Tx<'_>, record: &Record, change: Option<&Change>, link: &str, field: &str) -> Result<Linked> {
    debug_assert!(matches!(link, COMPANY | CONTACT));
    let Some(Value::Link(to)) = record.object.field(link).map(|ix| record.get(ix).clone()) else {
        return Ok(Linked::Nobody);
    };
    let key =
        if link == COMPANY { kith_catalogue::standard::company::KEY } else { kith_catalogue::standard::contact::KEY };
    let found = tx.as_program(|tx| tx.find_any(key, to.id))?;
    let Some(found) = found else { return Ok(Linked::Nobody) };
    let Some(ix) = found.object.field(field) else { return Ok(Linked::Filled) };
    let seen = tx.may(&found, Action::Read)?;
    // A new link to what the actor may not see is refused as any link to nothing, which tells him less.
    if !found.get(ix).is_null() || (!seen && change.is_some_and(|change| change.changes(link))) {
        return Ok(Linked::Filled);
    }
    Ok(if seen && tx.access.object(&found.object).may_read(ix) { Linked::Empty } else { Linked::Hidden })
}

/// What a deal that ends has to say about it.
fn outcome(deal: &Record, pipeline: &Pipeline, stage: &Stage, found: &mut Vec<Problem>) {
    let rules = outcome_rules(pipeline, stage);
    let reason = deal.value(OUTCOME_REASON).as_text().filter(|reason| !reason.trim().is_empty());
    match reason {
        None if rules.required => found.push(missing(stage, OUTCOME_REASON)),
        None => {}
        Some(_) if rules.reasons.is_empty() => {}
        Some(reason) => match rules.reasons.iter().find(|one| fold(&one.name) == fold(reason)) {
            None => found.push(Problem::new("unknown_option").at(OUTCOME_REASON).with("value", reason)),
            Some(one) if one.note_required && deal.value(OUTCOME_NOTE).is_null() => {
                found.push(missing(stage, OUTCOME_NOTE));
            }
            Some(_) => {}
        },
    }
    if rules.amount_required && deal.value(AMOUNT).is_null() {
        let known = found.iter().any(|problem| problem.field.as_deref() == Some(AMOUNT));
        found.extend((!known).then(|| missing(stage, AMOUNT)));
    }
}

fn outcome_rules<'a>(pipeline: &'a Pipeline, stage: &Stage) -> &'a pipeline::rules::OutcomeRules {
    if stage.kind == StageKind::Won { &pipeline.rules.won } else { &pipeline.rules.lost }
}

/// A reason is spelt as the pipeline's list spells it, so that figures count it once.
fn name_reason(change: &mut Change, pipeline: &Pipeline, stage: &Stage) {
    if !stage.kind.is_closed() || change.undo {
        return;
    }
    let Some(given) = change.after.value(OUTCOME_REASON).as_text().map(fold) else { return };
    let reasons = &outcome_rules(pipeline, stage).reasons;
    if let Some(reason) = reasons.iter().find(|reason| fold(&reason.name) == given) {
        change.after.set(OUTCOME_REASON, Value::Text(reason.name.clone()));
    }
}

/// The pipeline for a record that names none: the default one, or else the first that the actor may use.
pub(crate) fn usual_pipeline(tx: &mut Tx<'_>, object: &str) -> Result<Pipeline> {
    let usual = match pipeline::default_for(tx.sql(), object) {
        // Made before leads had pipelines.
        Err(Error::NotFound) if object == lead::KEY => {
            let language = tx.cat.language;
            return tx.as_program(|tx| setup::usual(tx, object, language));
        }
        found => found?,
    };
    if usual.rules.teams.is_none() || pipeline::may_use(tx, &usual)? {
        return Ok(usual);
    }
    for other in pipeline::list(tx.sql())? {
        if !other.archived && other.object == object && pipeline::may_use(tx, &other)? {
            return Ok(other);
        }
    }
    Ok(usual)
}
