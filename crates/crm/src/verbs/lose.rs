//! `deal.lose`: the deal ends without an order.

use kith_catalogue::standard::deal::{self, CLOSED_AT, OUTCOME_REASON, PIPELINE, STAGE};
use kith_engine::{Error, Fields, Record, Result, Tx};
use uuid::Uuid;

use super::params::{Params, rename};
use crate::pipeline::{self, StageKind};

pub(super) fn perform(tx: &mut Tx<'_>, id: Uuid, params: &mut Params) -> Result<Record> {
    close(tx, id, params, StageKind::Lost, &[("closed_at", CLOSED_AT), ("reason", OUTCOME_REASON)])
}

/// Puts a deal into the first stage of that kind in its pipeline, with what the parameters say about the end.
pub(super) fn close(
    tx: &mut Tx<'_>,
    id: Uuid,
    params: &mut Params,
    kind: StageKind,
    known: &[(&str, &str)],
) -> Result<Record> {
    let version = params.version()?;
    let mut given = Fields::new();
    for (parameter, field) in known {
        if let Some(value) = params.take(parameter) {
            given.insert((*field).to_owned(), value);
        }
    }
    params.end()?;
    let record = tx.load(deal::KEY, id)?;
    let pipeline = record.reference(PIPELINE).ok_or_else(|| Error::field(PIPELINE, "required"))?;
    let pipeline = pipeline::find(tx.sql(), pipeline)?;
    let already = record.reference(STAGE).and_then(|id| pipeline.stage(id)).is_some_and(|stage| stage.kind == kind);
    if !already {
        let stage = pipeline.first_of(kind).ok_or_else(|| Error::refused("no_such_stage"))?;
        given.insert(STAGE.to_owned(), stage.id.to_string().into());
    }
    tx.update(deal::KEY, id, version, &given).map_err(|error| rename(error, OUTCOME_REASON, "reason"))
}
