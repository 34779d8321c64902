//! `deal.move`: to another stage, of the same pipeline or another, with what the stage asks for filled on the way.

use kith_catalogue::standard::deal::{self, PIPELINE, STAGE};
use kith_engine::{Error, Record, Result, Tx};
use uuid::Uuid;

use super::fill;
use super::params::{Params, fields};

pub(super) fn perform(tx: &mut Tx<'_>, id: Uuid, params: &mut Params) -> Result<Record> {
    let version = params.version()?;
    let (stage, pipeline) = (params.take("stage"), params.take("pipeline"));
    let set = params.fields("set")?;
    params.end()?;
    if stage.is_none() && pipeline.is_none() {
        return Err(Error::field("stage", "required"));
    }
    let deal = tx.load(deal::KEY, id)?;
    let mut given = fill::linked(tx, &deal, set)?;
    given.extend(fields([(STAGE, stage), (PIPELINE, pipeline)]));
    tx.update(deal::KEY, id, version, &given)
}
