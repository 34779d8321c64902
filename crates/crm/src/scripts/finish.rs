//! The end of a talk: what was answered goes into the record, in one batch and through the one write path, and the history
//! tells of the talk.

use kith_engine::timeline::TALK_FIELD;
use kith_engine::{Error, Fields, Record, Result, Sql, Tx};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::fields::{may_read, may_write, target};
use super::run::{Run, own, run};
use super::walk::{answers, follow};
use crate::leads::begin_batch;
use crate::log;
use crate::verbs::fill;

/// How a talk is to end.
#[derive(Debug, Clone, Default)]
pub struct Finish {
    /// The version of the record that the answers were given on.
    pub version: Option<i64>,
    /// Answers that are not to go into the record, by the fields that the script names.
    pub leave: Vec<String>,
}

/// A talk that is over.
#[derive(Debug, Clone)]
pub struct Finished {
    /// The talk.
    pub run: Run,
    /// The record as it stands now.
    pub record: Record,
    /// The fields that were written, as the script names them.
    pub written: Vec<String>,
    /// The fields that were left as they are, because that was asked for or the actor may not write them.
    pub left: Vec<String>,
}

/// Ends a talk where it has come to an end of the script.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`], [`Error::Refused`] with `already_finished`, with `not_at_end`, or with what the
/// rules refuse; [`Error::VersionConflict`], [`Error::Invalid`] naming fields. Nothing is written then, and the talk can go on.
pub fn finish(tx: &mut Tx<'_>, id: Uuid, how: &Finish) -> Result<Finished> {
    let (found, record) = own(tx, id)?;
    if record.deleted_at.is_some() {
        return Err(Error::refused("deleted"));
    }
    // Only the end of a script has nothing after it.
    let over = !found.path.is_empty() && follow(tx, &record.object, &found.definition, &found.path)?.is_none();
    if !over {
        return Err(Error::refused("not_at_end"));
    }
    begin_batch(tx);
    let mut own_fields = Fields::new();
    let (mut written, mut left) = (Vec::new(), Vec::new());
    for (name, value) in answers(&found.definition, &found.path) {
        let Some(target) = target(&tx.cat, &record.object, &name) else { continue };
        if how.leave.contains(&name) || !may_write(tx, &record.object, &target) {
            left.extend(may_read(tx, &record.object, &target).then_some(name));
            continue;
        }
        own_fields.insert(target.key, value);
        written.push(name);
    }
    let (object, id) = (record.object.key.to_string(), record.id);
    let set = match &*object {
        kith_catalogue::standard::deal::KEY => fill::linked(tx, &record, Some(own_fields))?,
        _ => own_fields,
    };
    let record = if set.is_empty() {
        check_version(&record, how.version)?;
        record
    } else {
        tx.update(&object, id, how.version, &set)?
    };
    let sql = Sql::new("UPDATE script_run SET finished_at = ").bind(tx.ctx.now).push(" WHERE id = ").bind(found.id);
    tx.sql().exec(&sql)?;
    let talk = json!({"run": found.id, "name": found.name, "kind": found.kind});
    log::about_record(tx, &record, "talked", vec![log::change(TALK_FIELD, Json::Null, talk)])?;
    let (run, record) = run(tx, found.id)?;
    Ok(Finished { run, record, written, left })
}

fn check_version(record: &Record, version: Option<i64>) -> Result<()> {
    match version {
        Some(version) if version != record.version => Err(Error::VersionConflict {
            object: record.object.key.to_string(),
            id: record.id,
            version: record.version,
        }),
        _ => Ok(()),
    }
}
