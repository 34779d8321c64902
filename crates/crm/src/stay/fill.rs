//! Tells deals that were there before they knew it since when they are in their stage.

use kith_engine::worker::JobKind;
use kith_engine::{Lane, Result, Sql, Tx, Workspace};
use uuid::Uuid;

/// How many deals one transaction looks at.
const CHUNK: i64 = 500;

/// The job that does it; the migration asks for it.
pub struct FillIn;

impl JobKind for FillIn {
    fn name(&self) -> &'static str {
        "deal.stage_since"
    }

    fn run(&self, ws: &Workspace, _: &serde_json::Value) -> Result<()> {
        let mut after = Some(Uuid::nil());
        while let Some(from) = after {
            after = ws.write_blocking(ws.system_ctx(), Lane::Bulk, move |tx| chunk(tx, from))?;
        }
        Ok(())
    }
}

/// Fills in some and says after which one to go on.
fn chunk(tx: &mut Tx<'_>, after: Uuid) -> Result<Option<Uuid>> {
    let sql = Sql::new("SELECT record, entered_at FROM stage_stay WHERE left_at IS NULL AND record > ")
        .bind(after)
        .push(" ORDER BY record LIMIT ")
        .bind(CHUNK);
    let mut last = None;
    for row in tx.sql().query(&sql)? {
        let deal = row.uuid(0)?;
        super::tell(tx, deal, row.int(1)?)?;
        last = Some(deal);
    }
    Ok(last)
}
