//! `deal.lose`: the deal ends without an order, perhaps to be taken up again on a day.

use jiff::civil::Date;
use kith_catalogue::Lang;
use kith_catalogue::standard::deal::{self, CLOSED_AT, COMPETITOR, OUTCOME_NOTE, OUTCOME_REASON, PIPELINE, STAGE};
use kith_engine::{Error, Fields, Record, Result, Tx};
use serde_json::Value as Json;
use uuid::Uuid;

use super::fill;
use super::params::{Params, rename};
use crate::next_step;
use crate::pipeline::{self, Pipeline, StageKind};

pub(super) fn perform(tx: &mut Tx<'_>, id: Uuid, params: &mut Params) -> Result<Record> {
    let day = come_back_on(params)?;
    if day.is_some_and(|day| day < tx.ctx.now.to_zoned(tx.cat.zone.clone()).date()) {
        return Err(Error::field("come_back_on", "in_the_past"));
    }
    if day.is_some() && tx.ctx.batch.is_none() {
        tx.ctx.batch = Some(tx.new_id());
    }
    let lost = close(tx, id, params, StageKind::Lost, &[])?;
    if let Some(day) = day {
        plan_return(tx, &lost, day)?;
    }
    Ok(lost)
}

fn come_back_on(params: &mut Params) -> Result<Option<Date>> {
    let Some(day) = params.take("come_back_on") else { return Ok(None) };
    let read = day.as_str().and_then(|day| day.parse().ok());
    read.map(Some).ok_or_else(|| Error::field("come_back_on", "wrong_format"))
}

/// A lost client may be won another time: a task remembers when.
fn plan_return(tx: &mut Tx<'_>, lost: &Record, day: Date) -> Result<()> {
    let title = match tx.cat.language {
        Lang::En => "Come back to the client",
        Lang::Ru => "Вернуться к клиенту",
        Lang::Cs => "Znovu oslovit zákazníka",
    };
    let assignee = next_step::usual_assignee(tx, lost, None)?;
    let zone = next_step::zone_of(tx, assignee)?;
    let due = day.at(9, 0, 0, 0).to_zoned(zone).map_err(|_| Error::field("come_back_on", "out_of_range"))?;
    let planned =
        next_step::Planned { title: title.to_owned(), kind: Some("call".to_owned()), assignee, due: due.timestamp() };
    next_step::make_one(tx, lost, planned)
}

/// What can be said about any end: parameters and their fields.
const SAID: [(&str, &str); 4] =
    [("closed_at", CLOSED_AT), ("reason", OUTCOME_REASON), ("note", OUTCOME_NOTE), ("competitor", COMPETITOR)];

/// Puts a deal into a stage of that kind in its pipeline, the first unless another is named, with what the parameters
/// say about the end.
pub(super) fn close(
    tx: &mut Tx<'_>,
    id: Uuid,
    params: &mut Params,
    kind: StageKind,
    besides: &[(&str, &str)],
) -> Result<Record> {
    let (version, wanted) = (params.version()?, params.take("stage"));
    let set = params.fields("set")?;
    let mut told = Fields::new();
    for (parameter, field) in SAID.iter().chain(besides) {
        if let Some(value) = params.take(parameter) {
            told.insert((*field).to_owned(), value);
        }
    }
    params.end()?;
    let record = tx.load(deal::KEY, id)?;
    let mut given = fill::linked(tx, &record, set)?;
    given.extend(told);
    let pipeline = record.reference(PIPELINE).ok_or_else(|| Error::field(PIPELINE, "required"))?;
    let pipeline = pipeline::find(tx.sql(), pipeline)?;
    let present = record.reference(STAGE);
    let already = present.and_then(|id| pipeline.stage(id)).is_some_and(|stage| stage.kind == kind);
    if wanted.is_some() || !already {
        let stage = closing_stage(&pipeline, kind, wanted)?;
        given.insert(STAGE.to_owned(), stage.to_string().into());
    }
    tx.update(deal::KEY, id, version, &given).map_err(|error| rename(error, OUTCOME_REASON, "reason"))
}

pub(super) fn closing_stage(pipeline: &Pipeline, kind: StageKind, wanted: Option<Json>) -> Result<Uuid> {
    let Some(wanted) = wanted else {
        return pipeline.first_of(kind).map(|stage| stage.id).ok_or_else(|| Error::refused("no_such_stage"));
    };
    let id = wanted.as_str().and_then(|id| Uuid::parse_str(id).ok());
    let stage = id.and_then(|id| pipeline.in_use().find(|stage| stage.id == id));
    match stage {
        Some(stage) if stage.kind == kind => Ok(stage.id),
        Some(_) => Err(Error::refused("no_such_stage")),
        None => Err(Error::field("stage", "not_found")),
    }
}
