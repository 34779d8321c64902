//! A job that works out anew what records carry: for those that were there before, and when what counts has changed.

use kith_catalogue::sort::{Dir, Sort};
use kith_catalogue::standard::CREATED_AT;
use kith_catalogue::standard::{COMPLETENESS, company, contact, deal};
use kith_engine::query::{Deleted, ListQuery, Paging};
use kith_engine::worker::JobKind;
use kith_engine::{Error, Lane, NewJob, Record, Result, Tx, Workspace, wire};
use serde_json::{Value as Json, json};

use super::{Client, next_task, purchases};
use crate::completeness;

const NAME: &str = "client.recount";

/// How many records one transaction looks at.
const CHUNK: usize = 200;

/// Has the completeness of an object's records worked out anew.
pub(crate) fn ask(tx: &mut Tx<'_>, object: &str) -> Result<()> {
    let job = NewJob {
        kind: NAME.to_owned(),
        payload: json!({ "object": object, "what": "completeness" }).to_string(),
        run_at: tx.ctx.now,
        max_attempts: 12,
        dedup: Some(format!("{NAME}:{object}")),
        event: None,
    };
    tx.enqueue(&job)
}

/// The job. A payload of nothing means everything: what a migration asks for.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Recount;

impl JobKind for Recount {
    fn name(&self) -> &'static str {
        NAME
    }

    fn run(&self, ws: &Workspace, payload: &Json) -> Result<()> {
        // The catalogue may have been changed by another process a moment ago.
        ws.reload()?;
        let all = payload["what"].is_null();
        let objects: Vec<String> = match payload["object"].as_str() {
            Some(object) => vec![object.to_owned()],
            // What is next about a company may be that of its people: those first.
            None => completeness::OBJECTS.map(str::to_owned).to_vec(),
        };
        for object in objects {
            let mut next = Some(Paging::First);
            while let Some(page) = next {
                let object = object.clone();
                next =
                    ws.write_blocking(ws.system_ctx(), Lane::Bulk, move |tx| chunk(tx, &object, all, page.clone()))?;
            }
        }
        Ok(())
    }
}

fn chunk(tx: &mut Tx<'_>, object: &str, all: bool, page: Paging) -> Result<Option<Paging>> {
    let object = tx.object(object)?;
    let mut query = ListQuery::new(&*object.key);
    query.sort = vec![Sort::new(CREATED_AT, Dir::Asc, &tx.cat, &object).map_err(Error::BadRequest)?];
    query.deleted = Deleted::All;
    query.limit = CHUNK;
    query.paging = page;
    let page = tx.list(&query)?;
    for raw in page.rows {
        let record = wire::record(&object, raw);
        tx.keep(&record, &[(COMPLETENESS, completeness::of(&record))])?;
        if all {
            rest(tx, &record)?;
        }
    }
    Ok(page.next.map(Paging::Cursor))
}

fn rest(tx: &mut Tx<'_>, record: &Record) -> Result<()> {
    let client = match &*record.object.key {
        company::KEY => Client::company(record.id),
        contact::KEY => Client::contact(record.id),
        deal::KEY => return Ok(()),
        _ => return Ok(()),
    };
    next_task::refresh(tx, client)?;
    purchases::refresh(tx, client, None)
}
