//! `lead.reopen`: a rejected inquiry is looked at again.

use kith_catalogue::standard::lead::{self, ACCEPTED, REJECTED, STATUS};
use kith_engine::{Error, Record, Result, Tx};
use uuid::Uuid;

use super::params::{Params, fields};

pub(super) fn perform(tx: &mut Tx<'_>, id: Uuid, params: &mut Params) -> Result<Record> {
    let version = params.version()?;
    params.end()?;
    if tx.load(lead::KEY, id)?.value(STATUS).as_text() != Some(REJECTED) {
        return Err(Error::refused("not_rejected"));
    }
    tx.update(lead::KEY, id, version, &fields([(STATUS, Some(ACCEPTED.into()))]))
}
