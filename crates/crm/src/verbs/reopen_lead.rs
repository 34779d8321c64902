//! `lead.reopen`: a rejected inquiry is looked at again, in the stage where it was last worked on unless another is named.

use kith_catalogue::standard::lead::{self, ACCEPTED, REJECTED, STAGE, STATUS};
use kith_engine::{Error, Record, Result, Tx};
use uuid::Uuid;

use super::fill;
use super::params::{Params, fields};
use super::reopen::open_stage;

pub(super) fn perform(tx: &mut Tx<'_>, id: Uuid, params: &mut Params) -> Result<Record> {
    let version = params.version()?;
    let (stage, set) = (params.take("stage"), params.fields("set")?);
    params.end()?;
    let lead = tx.load(lead::KEY, id)?;
    if lead.value(STATUS).as_text() != Some(REJECTED) {
        return Err(Error::refused("not_rejected"));
    }
    let stage = stage.map(|stage| open_stage(tx, stage)).transpose()?;
    let mut given = fill::linked(tx, &lead, set)?;
    given.extend(fields([(STATUS, Some(ACCEPTED.into())), (STAGE, stage)]));
    tx.update(lead::KEY, id, version, &given)
}
