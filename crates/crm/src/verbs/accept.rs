//! `lead.accept`: somebody takes the inquiry on.

use kith_catalogue::standard::lead::{self, ACCEPTED, NEW, OWNER, STATUS};
use kith_engine::{Error, Record, Result, Tx};
use uuid::Uuid;

use super::params::{Params, fields};

pub(super) fn perform(tx: &mut Tx<'_>, id: Uuid, params: &mut Params) -> Result<Record> {
    let (version, owner) = (params.version()?, params.take("owner"));
    params.end()?;
    let lead = tx.load(lead::KEY, id)?;
    if lead.value(STATUS).as_text() != Some(NEW) {
        return Err(Error::refused("already_handled"));
    }
    let owner = owner.or_else(|| tx.ctx.user_id().map(|me| me.to_string().into()));
    let given = fields([(STATUS, Some(ACCEPTED.into())), (OWNER, owner)]);
    tx.update_as(lead::KEY, id, version, &given, Some("lead.accepted"))
}
