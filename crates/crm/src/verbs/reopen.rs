//! `deal.reopen`: an ended deal goes on, in the stage where it was last worked on unless another is named. That it had
//! ended, and how, stays in its history.

use kith_catalogue::standard::deal::{self, COMPETITOR, OUTCOME_NOTE, OUTCOME_REASON, PIPELINE, STAGE};
use kith_engine::{Error, Record, Result, Tx};
use serde_json::Value as Json;
use uuid::Uuid;

use super::fill;
use super::params::Params;
use crate::pipeline::{self, StageKind};
use crate::stay;

pub(super) fn perform(tx: &mut Tx<'_>, id: Uuid, params: &mut Params) -> Result<Record> {
    let version = params.version()?;
    let wanted = params.take("stage");
    let set = params.fields("set")?;
    params.end()?;
    let record = tx.load(deal::KEY, id)?;
    let stage = record.reference(STAGE).ok_or_else(|| Error::field(STAGE, "required"))?;
    if !pipeline::stage(tx.sql(), stage)?.kind.is_closed() {
        return Err(Error::refused("not_closed"));
    }
    let stage = match wanted {
        Some(stage) => open_stage(tx, stage)?,
        None => last_open_stage(tx, &record)?,
    };
    let mut given = fill::linked(tx, &record, set)?;
    given.insert(STAGE.to_owned(), stage);
    let object = tx.access.object(&record.object);
    for key in [OUTCOME_REASON, OUTCOME_NOTE, COMPETITOR] {
        if record.object.field(key).is_some_and(|ix| object.may_read(ix) && object.may_write(ix)) {
            given.insert(key.to_owned(), Json::Null);
        }
    }
    tx.update(deal::KEY, id, version, &given)
}

pub(super) fn open_stage(tx: &mut Tx<'_>, wanted: Json) -> Result<Json> {
    let id =
        wanted.as_str().and_then(|id| Uuid::parse_str(id).ok()).ok_or_else(|| Error::field("stage", "not_found"))?;
    match pipeline::stage(tx.sql(), id) {
        Ok(stage) if stage.kind == StageKind::Open => Ok(wanted),
        Ok(_) => Err(Error::field("stage", "stage_is_closed")),
        Err(Error::NotFound) => Err(Error::field("stage", "not_found")),
        Err(error) => Err(error),
    }
}

fn last_open_stage(tx: &mut Tx<'_>, record: &Record) -> Result<Json> {
    let pipeline = record.reference(PIPELINE).ok_or_else(|| Error::field(PIPELINE, "required"))?;
    let pipeline = pipeline::find(tx.sql(), pipeline)?;
    let last = stay::last_open(tx.sql(), record.id, &pipeline)?;
    let stage = last.or_else(|| pipeline.first_open().map(|stage| stage.id));
    stage.map(|id| id.to_string().into()).ok_or_else(|| Error::field("stage", "required"))
}
