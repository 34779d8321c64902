//! A lead's status and its stage say the same: new and accepted leads stand in open stages, converted and linked ones in
//! one that is won, rejected ones in one that is lost. Verbs set the status and bring the stage along; a move between
//! open stages by hand takes a new lead on.

use kith_catalogue::standard::lead::{ACCEPTED, CONVERTED, LINKED, NEW, OWNER, PIPELINE, REJECTED, STAGE, STATUS};
use kith_catalogue::{Problem, Value};
use kith_engine::{Change, Error, Origin, Record, Result, Tx};
use kith_policy::Actor;

use super::place::{self, Place};
use crate::pipeline::{self, Pipeline, Stage, StageKind};
use crate::{stage_rules, stay};

/// The kind of stage in which a lead of this status stands.
pub(crate) fn kind_of(status: &str) -> StageKind {
    match status {
        CONVERTED | LINKED => StageKind::Won,
        REJECTED => StageKind::Lost,
        _ => StageKind::Open,
    }
}

fn status_of(lead: &Record) -> &str {
    lead.value(STATUS).as_text().unwrap_or(NEW)
}

/// Whether a change has to do with where the lead stands.
fn concerns(change: &Change) -> bool {
    change.is_new()
        || change.after.value(STAGE).is_null()
        || [STATUS, STAGE, PIPELINE].iter().any(|key| change.changes(key))
}

/// Brings status and stage in step; where the lead is to stand, if that is touched at all.
pub(super) fn settle(tx: &mut Tx<'_>, change: &mut Change) -> Result<Option<Place>> {
    if !concerns(change) {
        return Ok(None);
    }
    let mut place = Place::asked(tx, change)?;
    let kind = kind_of(status_of(&change.after));
    let told = change.has_given(STATUS) && change.changes(STATUS);
    let staged = change.has_given(STAGE) && change.changes(STAGE);
    if place.stage.kind == kind {
        take_on(tx, change, &place, told);
    } else if staged && !told {
        follow_stage(tx, change, &place)?;
    } else if staged {
        return Err(Error::field(STAGE, "status_differs"));
    } else {
        place.stage = fitting(tx, &change.after, &place.pipeline, kind)?;
    }
    place.take(tx, change)?;
    Ok(Some(place))
}

/// Whoever moves a new lead on works on it from now on, as if he had accepted it.
fn take_on(tx: &Tx<'_>, change: &mut Change, place: &Place, told: bool) {
    let by_program = matches!(tx.ctx.actor, Actor::System) && tx.ctx.origin != Origin::Import;
    let is_first = place.pipeline.first_open().is_none_or(|first| first.id == place.stage.id);
    if told || by_program || is_first || !place.entered() || status_of(&change.after) != NEW {
        return;
    }
    change.after.set(STATUS, Value::Option(ACCEPTED.to_owned()));
    let object = change.after.object.clone();
    let may = object.owner.is_some_and(|owner| tx.access.object(&object).may_write(owner));
    if let Some(me) = tx.ctx.user_id().filter(|_| may && change.after.owner().is_none()) {
        change.after.set(OWNER, Value::Ref(me));
    }
}

/// What is carried over from elsewhere may say by its stage how the lead ended; here verbs do.
fn follow_stage(tx: &Tx<'_>, change: &mut Change, place: &Place) -> Result<()> {
    if !matches!(tx.ctx.origin, Origin::Import | Origin::Migration) {
        return Err(by_verb(place));
    }
    let status = match place.stage.kind {
        StageKind::Open => ACCEPTED,
        StageKind::Won => CONVERTED,
        StageKind::Lost => REJECTED,
    };
    change.after.set(STATUS, Value::Option(status.to_owned()));
    Ok(())
}

fn by_verb(place: &Place) -> Error {
    let verb = match (place.stage.kind, place.was.as_ref().map(|was| was.kind)) {
        (_, Some(StageKind::Won)) => return Error::refused("already_handled"),
        (StageKind::Open, _) => "reopen",
        (StageKind::Won, _) => "convert",
        (StageKind::Lost, _) => "reject",
    };
    let problem = Problem::new("only_by_verb").at(STAGE).with("verb", verb).with("name", &*place.stage.name);
    Error::Invalid(vec![problem])
}

/// The stage of that kind: the first, but for a lead that is looked at again where it was worked on last.
fn fitting(tx: &mut Tx<'_>, lead: &Record, pipeline: &Pipeline, kind: StageKind) -> Result<Stage> {
    let last = if kind == StageKind::Open { stay::last_open(tx.sql(), lead.id, pipeline)? } else { None };
    let stage = last.and_then(|id| pipeline.stage(id)).or_else(|| pipeline.first_of(kind));
    stage.cloned().ok_or_else(|| Error::refused("no_such_stage"))
}

/// What is taken back brings its stage with it. A change of the time before leads had stages has none to bring.
pub(super) fn take_back(tx: &mut Tx<'_>, change: &mut Change) -> Result<()> {
    if !change.changes(STATUS) && !change.changes(STAGE) {
        return Ok(());
    }
    let kind = kind_of(status_of(&change.after));
    let home = match change.after.reference(STAGE) {
        Some(stage) => pipeline::of_stage(tx.sql(), stage)?,
        None => stage_rules::usual_pipeline(tx, change.object())?,
    };
    let stands = change.after.reference(STAGE).and_then(|id| home.stage(id)).map(|stage| stage.kind);
    if stands != Some(kind) {
        if stands.is_some() && change.changes(STAGE) {
            let problem = Problem::new("changed_since").at(STATUS);
            return Err(Error::Refused { code: "undo_collision", problems: vec![problem] });
        }
        let stage = fitting(tx, &change.after, &home, kind)?;
        change.after.set(PIPELINE, Value::Ref(home.id));
        change.after.set(STAGE, Value::Ref(stage.id));
    }
    place::take_back(tx, change)
}
