//! `assign`: hands a record to somebody. For a task the field is its assignee.

use kith_engine::{Error, Record, Result, Tx};
use uuid::Uuid;

use super::params::{Params, fields, rename};

pub(super) fn perform(tx: &mut Tx<'_>, object: &str, id: Uuid, params: &mut Params) -> Result<Record> {
    let version = params.version()?;
    let object = tx.object(object)?;
    let owner = object.owner.ok_or(Error::NotFound)?;
    let field = object.fields[owner].key.clone();
    let (name, to) = match params.take("owner") {
        Some(to) => ("owner", to),
        None => (&*field, params.must(&field)?),
    };
    params.end()?;
    tx.update(&object.key, id, version, &fields([(&*field, Some(to))])).map_err(|error| rename(error, &field, name))
}
