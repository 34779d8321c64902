//! `deal.move`, `lead.move`: to another stage, of the same pipeline or another, with what the stage asks for filled on the way.

use kith_catalogue::standard::{PIPELINE, STAGE};
use kith_engine::{Error, Record, Result, Tx};
use uuid::Uuid;

use super::fill;
use super::params::{Params, fields};

pub(super) fn perform(tx: &mut Tx<'_>, object: &str, id: Uuid, params: &mut Params) -> Result<Record> {
    let version = params.version()?;
    let (stage, pipeline) = (params.take("stage"), params.take("pipeline"));
    let set = params.fields("set")?;
    params.end()?;
    if stage.is_none() && pipeline.is_none() {
        return Err(Error::field("stage", "required"));
    }
    let record = tx.load(object, id)?;
    let mut given = fill::linked(tx, &record, set)?;
    given.extend(fields([(STAGE, stage), (PIPELINE, pipeline)]));
    tx.update(object, id, version, &given)
}
