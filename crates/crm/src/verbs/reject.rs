//! `lead.reject`: nothing will come of the inquiry, for a reason.

use kith_catalogue::standard::lead::{self, REJECT_NOTE, REJECT_REASON, REJECTED, STATUS};
use kith_engine::{Record, Result, Tx};
use uuid::Uuid;

use super::params::{Params, fields, rename};

pub(super) fn perform(tx: &mut Tx<'_>, id: Uuid, params: &mut Params) -> Result<Record> {
    let version = params.version()?;
    let (reason, note) = (params.take("reason"), params.take("note"));
    params.end()?;
    let given = fields([(STATUS, Some(REJECTED.into())), (REJECT_REASON, reason), (REJECT_NOTE, note)]);
    tx.update(lead::KEY, id, version, &given)
        .map_err(|error| rename(rename(error, REJECT_REASON, "reason"), REJECT_NOTE, "note"))
}
