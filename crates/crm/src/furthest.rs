//! The furthest stage that a record has reached in its pipeline: what the funnel's conversion is counted from, and what
//! tells where what was lost was lost. Kept on the record itself, so that the figure and the rows behind it are one query.

use std::collections::BTreeMap;

use kith_catalogue::Value;
use kith_catalogue::standard::{FURTHEST_STAGE, PIPELINE};
use kith_engine::worker::JobKind;
use kith_engine::{Change, Error, Lane, NewJob, Result, Sql, Tx, Workspace};
use serde_json::json;
use uuid::Uuid;

use crate::pipeline::{self, Pipeline, Stage, StageKind};

/// How many records one transaction of the recomputation looks at.
const CHUNK: i64 = 500;

/// How far a stage is along its pipeline; lost and archived ones are nowhere on the way.
fn rank(stage: &Stage) -> Option<i64> {
    match stage.kind {
        _ if stage.archived => None,
        StageKind::Open => Some(stage.position),
        StageKind::Won => Some(i64::MAX),
        StageKind::Lost => None,
    }
}

/// The furthest of these stages; the first open one when none of them is on the way, for whoever was lost had begun.
pub(crate) fn furthest_of(pipeline: &Pipeline, been: impl IntoIterator<Item = Uuid>) -> Option<Uuid> {
    been.into_iter()
        .filter_map(|id| pipeline.stage(id))
        .filter_map(|stage| rank(stage).map(|rank| (rank, stage.id)))
        .max_by_key(|(rank, _)| *rank)
        .map(|(_, id)| id)
        .or_else(|| pipeline.first_open().map(|stage| stage.id))
}

/// The furthest stage of a record that is about to enter `stage`.
pub(crate) fn after_entering(
    tx: &mut Tx<'_>,
    change: &Change,
    pipeline: &Pipeline,
    stage: &Stage,
) -> Result<Option<Uuid>> {
    let mut been = vec![stage.id];
    match &change.before {
        Some(before) if before.reference(PIPELINE) == Some(pipeline.id) => {
            been.extend(before.reference(FURTHEST_STAGE));
        }
        Some(before) => {
            let sql = Sql::new("SELECT DISTINCT stage FROM stage_stay WHERE record = ")
                .bind(before.id)
                .push(" AND pipeline = ")
                .bind(pipeline.id);
            for row in tx.sql().query(&sql)? {
                been.push(row.uuid(0)?);
            }
        }
        None => {}
    }
    Ok(furthest_of(pipeline, been))
}

/// Asks for the furthest stages of a pipeline's records to be computed anew, because the order of its stages changed.
pub(crate) fn recompute(tx: &mut Tx<'_>, pipeline: Uuid) -> Result<()> {
    let job = NewJob {
        kind: Recompute::NAME.to_owned(),
        payload: json!({ "pipeline": pipeline }).to_string(),
        run_at: tx.ctx.now,
        max_attempts: 12,
        dedup: Some(format!("{} {pipeline}", Recompute::NAME)),
        event: None,
    };
    tx.enqueue(&job)
}

/// The job that does it.
pub struct Recompute;

impl Recompute {
    const NAME: &'static str = "deal.furthest";
}

impl JobKind for Recompute {
    fn name(&self) -> &'static str {
        Self::NAME
    }

    fn run(&self, ws: &Workspace, payload: &serde_json::Value) -> Result<()> {
        let Some(pipeline) = payload["pipeline"].as_str().and_then(|id| Uuid::parse_str(id).ok()) else {
            return Ok(());
        };
        let mut after = Some(Uuid::nil());
        while let Some(from) = after {
            after = ws.write_blocking(ws.system_ctx(), Lane::Bulk, move |tx| chunk(tx, pipeline, from))?;
        }
        Ok(())
    }
}

/// Brings some records up to date and says after which one to go on.
fn chunk(tx: &mut Tx<'_>, pipeline: Uuid, after: Uuid) -> Result<Option<Uuid>> {
    let pipeline = match pipeline::find(tx.sql(), pipeline) {
        Err(Error::NotFound) => return Ok(None),
        found => found?,
    };
    let sql = Sql::new("SELECT DISTINCT record FROM stage_stay WHERE pipeline = ")
        .bind(pipeline.id)
        .push(" AND record > ")
        .bind(after)
        .push(" ORDER BY record LIMIT ")
        .bind(CHUNK);
    let mut been: BTreeMap<Uuid, Vec<Uuid>> = BTreeMap::new();
    for row in tx.sql().query(&sql)? {
        been.insert(row.uuid(0)?, Vec::new());
    }
    let Some(last) = been.keys().next_back().copied() else { return Ok(None) };
    let mut sql =
        Sql::new("SELECT record, stage FROM stage_stay WHERE pipeline = ").bind(pipeline.id).push(" AND record IN ");
    sql.list(been.keys());
    for row in tx.sql().query(&sql)? {
        been.entry(row.uuid(0)?).or_default().push(row.uuid(1)?);
    }
    let ids: Vec<Uuid> = been.keys().copied().collect();
    for record in tx.find_many(&pipeline.object, &ids)? {
        if record.reference(PIPELINE) != Some(pipeline.id) || record.deleted_at.is_some() {
            continue;
        }
        let furthest = been.remove(&record.id).and_then(|stages| furthest_of(&pipeline, stages));
        if furthest != record.reference(FURTHEST_STAGE) {
            let mut changed = record.clone();
            changed.set(FURTHEST_STAGE, furthest.map_or(Value::Null, Value::Ref));
            tx.change(record, changed, &format!("{}.updated", pipeline.object))?;
        }
    }
    Ok(Some(last))
}
