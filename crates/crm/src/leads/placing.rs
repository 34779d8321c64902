//! A job that gives leads a pipeline which were there before leads had any; a migration asks for it. What is known of each
//! is where it stands now and since when it can be said to: nobody's change, so there is no event.

use jiff::Timestamp;
use kith_catalogue::Value;
use kith_catalogue::sort::{Dir, Sort};
use kith_catalogue::standard::lead::{self, HANDLED_AT, PIPELINE, STAGE, STATUS};
use kith_catalogue::standard::{CREATED_AT, FURTHEST_STAGE, STAGE_SINCE};
use kith_engine::query::{Deleted, ListQuery, Paging};
use kith_engine::worker::JobKind;
use kith_engine::{Error, Lane, Record, Result, Tx, Workspace, wire};
use serde_json::Value as Json;

use crate::derive::kind_of_status;
use crate::pipeline::{Pipeline, StageKind};
use crate::{furthest, setup, stay};

/// How many leads one transaction looks at.
const CHUNK: usize = 200;

/// The job.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Placing;

impl JobKind for Placing {
    fn name(&self) -> &'static str {
        "lead.place"
    }

    fn run(&self, ws: &Workspace, _: &Json) -> Result<()> {
        ws.reload()?;
        let mut next = Some(Paging::First);
        while let Some(page) = next {
            next = ws.write_blocking(ws.system_ctx(), Lane::Bulk, move |tx| chunk(tx, page.clone()))?;
        }
        ws.reload()
    }
}

fn chunk(tx: &mut Tx<'_>, page: Paging) -> Result<Option<Paging>> {
    let language = tx.cat.language;
    let pipeline = setup::usual(tx, lead::KEY, language)?;
    let object = tx.object(lead::KEY)?;
    let mut query = ListQuery::new(lead::KEY);
    query.sort = vec![Sort::new(CREATED_AT, Dir::Asc, &tx.cat, &object).map_err(Error::BadRequest)?];
    query.deleted = Deleted::All;
    query.limit = CHUNK;
    query.paging = page;
    let page = tx.list(&query)?;
    for raw in page.rows {
        place(tx, &wire::record(&object, raw), &pipeline)?;
    }
    Ok(page.next.map(Paging::Cursor))
}

fn place(tx: &mut Tx<'_>, lead: &Record, pipeline: &Pipeline) -> Result<()> {
    if !lead.value(STAGE).is_null() {
        return Ok(());
    }
    let kind = kind_of_status(lead.value(STATUS).as_text().unwrap_or_default());
    let Some(stage) = pipeline.first_of(kind) else { return Ok(()) };
    let told = |key: &str| lead.value(key).as_time();
    let handled = told(HANDLED_AT).filter(|_| kind != StageKind::Open);
    let since: Timestamp = handled.or_else(|| told(CREATED_AT)).unwrap_or(tx.ctx.now);
    let furthest = furthest::furthest_of(pipeline, [stage.id]);
    let values = [
        (PIPELINE, Value::Ref(pipeline.id)),
        (STAGE, Value::Ref(stage.id)),
        (FURTHEST_STAGE, furthest.map_or(Value::Null, Value::Ref)),
        (STAGE_SINCE, Value::DateTime(since)),
    ];
    tx.keep(lead, &values)?;
    stay::begin(tx, lead, stage, since)
}
