//! People and their companies: the main one, which the contact names, and the others.

use kith_catalogue::standard::affiliation::{COMPANY, CONTACT, KEY};
use kith_catalogue::{Expr, Part};
use kith_engine::query::ListQuery;
use kith_engine::{Record, Result, Tx, wire};
use uuid::Uuid;

/// The tie of a person and a company, whoever may see it.
pub(crate) fn between(tx: &mut Tx<'_>, contact: Uuid, company: Uuid) -> Result<Option<Record>> {
    tx.as_program(|tx| {
        let object = tx.object(KEY)?;
        let mut query = ListQuery::new(KEY);
        query.filter = Expr::all([
            Expr::eq(object.must(CONTACT), Part::Value, contact),
            Expr::eq(object.must(COMPANY), Part::Value, company),
        ]);
        query.limit = 1;
        Ok(tx.list(&query)?.rows.into_iter().next().map(|raw| wire::record(&object, raw)))
    })
}
