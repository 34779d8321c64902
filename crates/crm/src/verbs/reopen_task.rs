//! `task.reopen`: it was not done after all. Its result stays until it is done again.

use kith_catalogue::standard::task::{self, DONE_AT};
use kith_engine::{Error, Record, Result, Tx};
use serde_json::Value as Json;
use uuid::Uuid;

use super::params::{Params, fields};

pub(super) fn perform(tx: &mut Tx<'_>, id: Uuid, params: &mut Params) -> Result<Record> {
    let version = params.version()?;
    params.end()?;
    if tx.load(task::KEY, id)?.value(DONE_AT).is_null() {
        return Err(Error::refused("not_done"));
    }
    tx.update(task::KEY, id, version, &fields([(DONE_AT, Some(Json::Null))]))
}
