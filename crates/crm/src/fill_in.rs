//! Jobs that tell deals which were there before what is kept of them since; migrations ask for them.

use kith_engine::worker::JobKind;
use kith_engine::{Lane, Result, Row, Sql, Tx, Workspace};
use uuid::Uuid;

use crate::{next_step, stay};

/// How many deals one transaction looks at.
const CHUNK: i64 = 500;

/// A job that goes through the deals, some at a time.
#[derive(Clone, Copy)]
pub(crate) struct FillIn {
    name: &'static str,
    /// Rows with a deal first, up to the condition that they come after one.
    rows: &'static str,
    /// What is to be done with the deal of a row.
    each: fn(&mut Tx<'_>, Uuid, &Row) -> Result<()>,
}

/// Fills in the next steps of deals that were there before deals knew them.
pub(crate) const NEXT_STEP: FillIn = FillIn {
    name: "deal.next_step",
    rows: "SELECT DISTINCT record FROM stage_stay WHERE record > ",
    each: |tx, deal, _| next_step::refresh(tx, deal).map(drop),
};

/// Tells deals that were there before they knew it since when they are in their stage.
pub(crate) const STAGE_SINCE: FillIn = FillIn {
    name: "deal.stage_since",
    rows: "SELECT record, entered_at FROM stage_stay WHERE left_at IS NULL AND record > ",
    each: |tx, deal, row| stay::tell(tx, deal, row.int(1)?),
};

impl JobKind for FillIn {
    fn name(&self) -> &'static str {
        self.name
    }

    fn run(&self, ws: &Workspace, _: &serde_json::Value) -> Result<()> {
        let job = *self;
        let mut after = Some(Uuid::nil());
        while let Some(from) = after {
            after = ws.write_blocking(ws.system_ctx(), Lane::Bulk, move |tx| job.some(tx, from))?;
        }
        Ok(())
    }
}

impl FillIn {
    /// Fills in some and says after which one to go on.
    fn some(self, tx: &mut Tx<'_>, after: Uuid) -> Result<Option<Uuid>> {
        let sql = Sql::new(self.rows).bind(after).push(" ORDER BY record LIMIT ").bind(CHUNK);
        let mut last = None;
        for row in tx.sql().query(&sql)? {
            let deal = row.uuid(0)?;
            (self.each)(tx, deal, &row)?;
            last = Some(deal);
        }
        Ok(last)
    }
}
