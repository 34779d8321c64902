//! What the day holds.

use std::sync::Arc;

use kith_crm::today as day;
use kith_engine::wire::{self, Mentions};
use kith_engine::{Reader, Record as Stored, Result as Outcome};
use serde_json::{Value, json};

use super::prelude::*;

/// Records of each list.
const FIRST: usize = 20;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().routes(routes!(today))
}

/// One's tasks that are overdue, due today and in the days to come, one's deals that nothing is planned for,
/// and new leads.
#[utoipa::path(
    get,
    path = "/today",
    tag = "notifications",
    responses((status = OK, description = "Done", body = TodayAnswer))
)]
async fn today(call: Call) -> Answer {
    call.read(|r| {
        let day = day::today(r, FIRST)?;
        let mut mentions = Mentions::default();
        let mut answer = json!({
            "counts": day.counts,
            "overdue": list(r, &day.overdue, &mut mentions)?,
            "today": list(r, &day.today, &mut mentions)?,
            "upcoming": list(r, &day.upcoming, &mut mentions)?,
            "no_next_step": list(r, &day.no_next_step, &mut mentions)?,
            "new_leads": list(r, &day.new_leads, &mut mentions)?,
        });
        answer["refs"] = mentions.resolve(r)?;
        Reply::ok(&answer)
    })
    .await
}

pub(super) fn list(r: &mut Reader<'_>, records: &[Stored], mentions: &mut Mentions) -> Outcome<Vec<Value>> {
    let Some(first) = records.first() else { return Ok(Vec::new()) };
    let object = Arc::clone(&first.object);
    let can = wire::abilities(r, &object, records)?;
    let access = r.access.object(&object);
    Ok(records
        .iter()
        .zip(can)
        .map(|(record, can)| {
            mentions.add_record(record, &access);
            wire::record_json(record, &access, can, None)
        })
        .collect())
}
