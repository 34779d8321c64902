//! Where a record stands that goes through a pipeline, and how far it got: the same for deals and leads.

use kith_catalogue::standard::{FURTHEST_STAGE, PIPELINE, STAGE};
use kith_catalogue::{Problem, Value};
use kith_engine::{Change, Error, Result, Tx};
use uuid::Uuid;

use crate::pipeline::{self, Pipeline, Stage, StageKind};
use crate::{furthest, next_step, stage_rules, stay};

/// Where a record stood and where it is to stand.
pub(super) struct Place {
    /// The stage that it comes from.
    pub(super) was: Option<Stage>,
    /// The pipeline that it is to be in.
    pub(super) pipeline: Pipeline,
    /// The stage that it is to be in.
    pub(super) stage: Stage,
}

impl Place {
    /// What a change asks for. A stage alone brings its pipeline with it; a pipeline alone means its first stage of the
    /// kind that the record is in.
    pub(super) fn asked(tx: &mut Tx<'_>, change: &Change) -> Result<Self> {
        let home = match change.before.as_ref().and_then(|before| before.reference(STAGE)) {
            Some(stage) => Some((pipeline::of_stage(tx.sql(), stage)?, stage)),
            None => None,
        };
        let was = home.as_ref().and_then(|(pipeline, stage)| pipeline.stage(*stage)).cloned();
        let (pipeline, stage) = place(tx, change, home.map(|(pipeline, _)| pipeline), was.as_ref())?;
        Ok(Self { was, pipeline, stage })
    }

    /// Whether the record comes to another stage.
    pub(super) fn entered(&self) -> bool {
        self.was.as_ref().is_none_or(|was| was.id != self.stage.id)
    }

    /// Puts the record there, and tells how far it got and since when.
    pub(super) fn take(&self, tx: &mut Tx<'_>, change: &mut Change) -> Result<()> {
        change.after.set(PIPELINE, Value::Ref(self.pipeline.id));
        change.after.set(STAGE, Value::Ref(self.stage.id));
        if !self.entered() {
            return Ok(());
        }
        if tx.ctx.batch.is_none() && next_step::makes_tasks(&self.pipeline, &self.stage) {
            tx.ctx.batch = Some(tx.new_id());
        }
        let furthest = furthest::after_entering(tx, change, &self.pipeline, &self.stage)?;
        change.after.set(FURTHEST_STAGE, furthest.map_or(Value::Null, Value::Ref));
        Ok(())
    }
}

/// What is taken back may lead neither into a stage that is no longer in use nor around the rules of stages.
pub(super) fn take_back(tx: &mut Tx<'_>, change: &mut Change) -> Result<()> {
    let Some(id) = change.after.reference(STAGE).filter(|_| change.changes(STAGE)) else { return Ok(()) };
    let pipeline = pipeline::of_stage(tx.sql(), id)?;
    let stage = pipeline.stage(id).cloned().ok_or(Error::NotFound)?;
    if stage.archived || pipeline.archived {
        let problem = Problem::new("stage_archived").at(STAGE);
        return Err(Error::Refused { code: "undo_collision", problems: vec![problem] });
    }
    let was = match change.before.as_ref().and_then(|before| before.reference(STAGE)) {
        Some(was) => Some(pipeline::stage(tx.sql(), was)?),
        None => None,
    };
    let been = stay::stages_after_undo(tx, change.after.id, id)?;
    change.after.set(FURTHEST_STAGE, furthest::furthest_of(&pipeline, been).map_or(Value::Null, Value::Ref));
    stage_rules::enforce(tx, change, was.as_ref(), &pipeline, &stage)
}

fn place(tx: &mut Tx<'_>, change: &Change, home: Option<Pipeline>, was: Option<&Stage>) -> Result<(Pipeline, Stage)> {
    if change.has_given(STAGE) && change.after.value(STAGE).is_null() && !change.is_new() {
        return Err(Error::field(STAGE, "required"));
    }
    let wanted = change.after.reference(PIPELINE).filter(|_| change.changes(PIPELINE));
    let stage = change.after.reference(STAGE).filter(|_| change.changes(STAGE) || wanted.is_none());
    let Some(stage) = stage else {
        let pipeline = match wanted {
            Some(id) => in_use(tx, change.object(), id)?,
            None => {
                let usual = stage_rules::usual_pipeline(tx, change.object());
                usual.map_err(|_| Error::field(PIPELINE, "required"))?
            }
        };
        let kind = was.map_or(StageKind::Open, |was| was.kind);
        let stage = pipeline.first_of(kind).or_else(|| pipeline.first_open()).cloned();
        let stage = stage.ok_or_else(|| Error::field(STAGE, "required"))?;
        return Ok((pipeline, stage));
    };
    let pipeline = match home.filter(|home| home.stage(stage).is_some()) {
        Some(home) => home,
        None => pipeline::of_stage(tx.sql(), stage).map_err(|error| unknown(STAGE, error))?,
    };
    let stage = pipeline.stage(stage).cloned().ok_or_else(|| Error::field(STAGE, "not_found"))?;
    if wanted.is_some_and(|id| id != pipeline.id) || pipeline.object != change.object() {
        return Err(Error::field(STAGE, "not_in_pipeline"));
    }
    let stays = was.is_some_and(|was| was.id == stage.id);
    if !stays && (stage.archived || pipeline.archived) {
        return Err(Error::field(STAGE, "archived"));
    }
    Ok((pipeline, stage))
}

fn in_use(tx: &mut Tx<'_>, object: &str, id: Uuid) -> Result<Pipeline> {
    let pipeline = pipeline::find(tx.sql(), id).map_err(|error| unknown(PIPELINE, error))?;
    if pipeline.archived || pipeline.object != object {
        return Err(Error::field(PIPELINE, "archived"));
    }
    Ok(pipeline)
}

fn unknown(field: &str, error: Error) -> Error {
    match error {
        Error::NotFound => Error::field(field, "not_found"),
        other => other,
    }
}
