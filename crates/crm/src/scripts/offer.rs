//! Which scripts fit a record.

use kith_catalogue::standard::deal::{self, PIPELINE, STAGE};
use kith_engine::{Error, Reader, Record, Result};
use kith_policy::Action;
use uuid::Uuid;

use super::run::{Run, under_way};
use super::{Script, list};

/// A script that fits a record.
#[derive(Debug, Clone, PartialEq)]
pub struct Offered {
    /// The script.
    pub script: Script,
    /// The talk by it that the actor has begun and not finished.
    pub run: Option<Run>,
}

/// The scripts that fit a record, in order; none for whoever may only look at it.
///
/// # Errors
/// [`Error::NotFound`] when the actor may not see the record.
pub fn offered(reader: &mut Reader<'_>, object: &str, record: Uuid) -> Result<Vec<Offered>> {
    let record = reader.load(object, record)?;
    if !reader.may(&record, Action::Edit)? {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for script in list(reader.conn())? {
        if script.active && fits(reader, &script, &record) {
            let run = under_way(reader, script.id, &record)?;
            found.push(Offered { script, run });
        }
    }
    Ok(found)
}

/// Whether a script is for such a record. Where it stands counts only for those who may read that.
pub(super) fn fits(reader: &Reader<'_>, script: &Script, record: &Record) -> bool {
    let definition = &script.definition;
    if !definition.objects.iter().any(|object| *object == *record.object.key) {
        return false;
    }
    if &*record.object.key != deal::KEY {
        return true;
    }
    let access = reader.access.object(&record.object);
    let among = |wanted: &[Uuid], key: &str| {
        let here = record.reference(key).filter(|_| access.may_read(record.object.must(key)));
        wanted.is_empty() || here.is_some_and(|here| wanted.contains(&here))
    };
    among(&definition.pipelines, PIPELINE) && among(&definition.stages, STAGE)
}

/// Refuses a script that is not for a record.
pub(super) fn must_fit(reader: &Reader<'_>, script: &Script, record: &Record) -> Result<()> {
    if script.active && fits(reader, script, record) { Ok(()) } else { Err(Error::refused("script_not_offered")) }
}
