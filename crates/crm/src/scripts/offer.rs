//! Which scripts fit a record.

use kith_catalogue::standard::{PIPELINE, STAGE};
use kith_engine::{Error, Reader, Record, Result};
use kith_policy::Action;
use uuid::Uuid;

use super::run::{Run, under_way};
use super::{Script, list};
use crate::pipeline::{self, Pipeline};

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
    let pipelines = pipeline::list_of(reader.conn(), object)?;
    let mut found = Vec::new();
    for script in list(reader.conn())? {
        if script.active && fits(reader, &pipelines, &script, &record) {
            let run = under_way(reader, script.id, &record)?;
            found.push(Offered { script, run });
        }
    }
    Ok(found)
}

/// Whether a script is for such a record. Where it stands counts only for those who may read that, and of the pipelines and
/// stages that the script names, only those that such records go through (`pipelines`).
fn fits(reader: &Reader<'_>, pipelines: &[Pipeline], script: &Script, record: &Record) -> bool {
    let definition = &script.definition;
    if !definition.objects.iter().any(|object| *object == *record.object.key) {
        return false;
    }
    let access = reader.access.object(&record.object);
    let among = |wanted: Vec<Uuid>, key: &str| {
        let here = record.object.field(key).filter(|&field| access.may_read(field)).and_then(|_| record.reference(key));
        wanted.is_empty() || here.is_some_and(|here| wanted.contains(&here))
    };
    let ours = |id: &Uuid| pipelines.iter().any(|pipeline| pipeline.id == *id);
    let our_stage = |id: &Uuid| pipelines.iter().any(|pipeline| pipeline.stage(*id).is_some());
    among(definition.pipelines.iter().copied().filter(ours).collect(), PIPELINE)
        && among(definition.stages.iter().copied().filter(our_stage).collect(), STAGE)
}

/// Refuses a script that is not for a record.
pub(super) fn must_fit(reader: &mut Reader<'_>, script: &Script, record: &Record) -> Result<()> {
    let pipelines = pipeline::list_of(reader.conn(), &record.object.key)?;
    let fits = script.active && fits(reader, &pipelines, script, record);
    if fits { Ok(()) } else { Err(Error::refused("script_not_offered")) }
}
