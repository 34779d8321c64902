//! Converts amounts that were written before anybody stated a rate for their currency.

use std::sync::Arc;

use kith_catalogue::filter::{Cmp, Expr, Test};
use kith_catalogue::{Currency, FieldIx, Kind, Part};
use kith_engine::query::{Deleted, ListQuery, Paging};
use kith_engine::worker::JobKind;
use kith_engine::{Lane, NewJob, Result, Tx, Workspace, wire};
use serde_json::json;

/// How many records one transaction converts.
const CHUNK: usize = 500;

/// Asks for the conversion of all amounts in a currency that are not converted yet.
pub(super) fn ask(tx: &mut Tx<'_>, currency: Currency) -> Result<()> {
    let job = NewJob {
        kind: ConvertAmounts::NAME.to_owned(),
        payload: json!({ "currency": currency.code() }).to_string(),
        run_at: tx.ctx.now,
        max_attempts: 12,
        dedup: Some(format!("{} {}", ConvertAmounts::NAME, currency.code())),
        event: None,
    };
    tx.enqueue(&job)
}

/// The job that does it. Amounts that have been converted stay as they are: they were worth that at the time.
pub(crate) struct ConvertAmounts;

impl ConvertAmounts {
    const NAME: &'static str = "rates.convert";
}

impl JobKind for ConvertAmounts {
    fn name(&self) -> &'static str {
        Self::NAME
    }

    fn run(&self, ws: &Workspace, payload: &serde_json::Value) -> Result<()> {
        let Some(currency) = payload["currency"].as_str().and_then(Currency::parse) else { return Ok(()) };
        // The rate may have been stated by another process a moment ago.
        ws.reload()?;
        if ws.rates().to_base(currency).is_none() {
            return Ok(());
        }
        for object in &ws.catalogue().objects {
            for field in object.fields.iter().filter(|field| field.kind == Kind::Money) {
                convert(ws, &object.key, &field.key, currency)?;
            }
        }
        Ok(())
    }
}

/// Converts all amounts of a field, some at a time, so that people's changes pass between.
fn convert(ws: &Workspace, object: &Arc<str>, field: &Arc<str>, currency: Currency) -> Result<()> {
    let mut next = Some(Paging::First);
    while let Some(page) = next {
        let (object, field) = (Arc::clone(object), Arc::clone(field));
        next = ws.write_blocking(ws.system_ctx(), Lane::Bulk, move |tx| {
            chunk(tx, &object, &field, currency, page.clone())
        })?;
    }
    Ok(())
}

/// Converts a page of amounts and says where the next begins.
fn chunk(tx: &mut Tx<'_>, object: &str, key: &str, currency: Currency, page: Paging) -> Result<Option<Paging>> {
    let object = tx.object(object)?;
    let Some(field) = object.field(key) else { return Ok(None) };
    let mut query = ListQuery::new(&*object.key);
    query.filter = unconverted(field, currency);
    query.deleted = Deleted::All;
    query.limit = CHUNK;
    query.paging = page;
    let page = tx.list(&query)?;
    for raw in page.rows {
        let record = wire::record(&object, raw);
        tx.convert_anew(&record, field)?;
    }
    Ok(page.next.map(Paging::Cursor))
}

fn unconverted(field: FieldIx, currency: Currency) -> Expr {
    let converted = Expr::term(field, Test::Compare { part: Part::Base, cmp: Cmp::Gte, to: i64::MIN });
    Expr::eq(field, Part::Currency, currency.code()).and(converted.negate())
}
