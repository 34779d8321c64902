//! `lead.reject`: nothing will come of the inquiry, for a reason.

use kith_catalogue::standard::lead::{self, PIPELINE, REJECT_NOTE, REJECT_REASON, REJECTED, STAGE, STATUS};
use kith_engine::{Record, Result, Tx};
use uuid::Uuid;

use super::fill;
use super::lose::closing_stage;
use super::params::{Params, fields, rename};
use crate::pipeline::{self, StageKind};

pub(super) fn perform(tx: &mut Tx<'_>, id: Uuid, params: &mut Params) -> Result<Record> {
    let version = params.version()?;
    let (reason, note) = (params.take("reason"), params.take("note"));
    let (stage, set) = (params.take("stage"), params.fields("set")?);
    params.end()?;
    let lead = tx.load(lead::KEY, id)?;
    let stage = match (stage, lead.reference(PIPELINE)) {
        (Some(stage), Some(home)) => {
            let home = pipeline::find(tx.sql(), home)?;
            Some(closing_stage(&home, StageKind::Lost, Some(stage))?.to_string().into())
        }
        _ => None,
    };
    let mut given = fill::linked(tx, &lead, set)?;
    given.extend(fields([
        (STATUS, Some(REJECTED.into())),
        (STAGE, stage),
        (REJECT_REASON, reason),
        (REJECT_NOTE, note),
    ]));
    tx.update(lead::KEY, id, version, &given)
        .map_err(|error| rename(rename(error, REJECT_REASON, "reason"), REJECT_NOTE, "note"))
}
