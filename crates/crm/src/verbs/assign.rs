//! `assign`: hands a record to somebody, or to whom the rules choose (`by: "rules"`). For a task the field is its assignee.

use kith_engine::{Error, Record, Result, Tx};
use kith_policy::Action;
use uuid::Uuid;

use super::params::{Params, fields, rename};
use crate::distribution;

pub(super) fn perform(tx: &mut Tx<'_>, object: &str, id: Uuid, params: &mut Params) -> Result<Record> {
    let version = params.version()?;
    let object = tx.object(object)?;
    let owner = object.owner.ok_or(Error::NotFound)?;
    let field = object.fields[owner].key.clone();
    if let Some(by) = params.take("by") {
        if by != "rules" {
            return Err(Error::field("by", "unknown_option"));
        }
        params.end()?;
        let record = tx.load_for(&object.key, id, Action::Edit)?;
        if record.deleted_at.is_some() {
            return Err(Error::refused("deleted"));
        }
        if !tx.may_assign(&record)? {
            return Err(Error::forbidden("assign"));
        }
        if version.is_some_and(|version| version != record.version) {
            let object = object.key.to_string();
            return Err(Error::VersionConflict { object, id, version: record.version });
        }
        return distribution::by_rules(tx, record);
    }
    let (name, to) = match params.take("owner") {
        Some(to) => ("owner", to),
        None => (&*field, params.must(&field)?),
    };
    params.end()?;
    tx.update(&object.key, id, version, &fields([(&*field, Some(to))])).map_err(|error| rename(error, &field, name))
}
