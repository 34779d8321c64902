//! `deal.move`: to another stage, of the same pipeline or another.

use kith_catalogue::standard::deal::{self, PIPELINE, STAGE};
use kith_engine::{Error, Record, Result, Tx};
use uuid::Uuid;

use super::params::{Params, fields};

pub(super) fn perform(tx: &mut Tx<'_>, id: Uuid, params: &mut Params) -> Result<Record> {
    let version = params.version()?;
    let (stage, pipeline) = (params.take("stage"), params.take("pipeline"));
    params.end()?;
    if stage.is_none() && pipeline.is_none() {
        return Err(Error::field("stage", "required"));
    }
    tx.update(deal::KEY, id, version, &fields([(STAGE, stage), (PIPELINE, pipeline)]))
}
