//! The order of words is that of the workspace's language: where the language changes, the keys that lists are ordered by are
//! made anew.

use std::sync::Arc;

use kith_store::jobs::NewJob;
use kith_store::records;
use serde_json::json;

use crate::worker::JobKind;
use crate::{Lane, Result, Tx, Workspace};

/// How many records one transaction goes through.
const CHUNK: i64 = 500;

/// Asks for it.
pub(crate) fn ask(tx: &mut Tx<'_>) -> Result<()> {
    let name = Reorder.name().to_owned();
    let run_at = tx.ctx.now;
    let payload = json!({}).to_string();
    tx.enqueue(&NewJob { dedup: Some(name.clone()), kind: name, payload, run_at, max_attempts: 12, event: None })
}

/// The job that does it, some records at a time, so that people's changes pass between.
#[derive(Debug, Clone, Copy)]
pub struct Reorder;

impl JobKind for Reorder {
    fn name(&self) -> &'static str {
        "order.language"
    }

    fn run(&self, ws: &Workspace, _: &serde_json::Value) -> Result<()> {
        // The language may have been changed by another process a moment ago.
        ws.reload()?;
        ws.write_blocking(ws.system_ctx(), Lane::Bulk, |tx| {
            let cat = Arc::clone(&tx.cat);
            Ok(records::reorder_names(tx.sql(), cat.collator())?)
        })?;
        for object in &ws.catalogue().objects {
            let mut after = Some(0);
            while let Some(from) = after {
                let object = Arc::clone(object);
                after = ws.write_blocking(ws.system_ctx(), Lane::Bulk, move |tx| {
                    let cat = Arc::clone(&tx.cat);
                    Ok(records::reorder(tx.sql(), &object, cat.collator(), from, CHUNK)?)
                })?;
            }
        }
        Ok(())
    }
}
