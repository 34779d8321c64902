//! What was planned and written down about a lead goes on with what it has become.

use kith_catalogue::standard::{objection_met, task};
use kith_catalogue::{Expr, LinkRef, Part, Value};
use kith_engine::query::ListQuery;
use kith_engine::{Record, Result, Tx};

use crate::{files, notes};

/// How many tasks, and how many objections met, one lead takes with it.
const MOST: usize = 500;

/// Takes tasks and objections met along to a record, copies of notes, and the files. Whoever may convert the lead may do so with all of them.
pub(crate) fn carry(tx: &mut Tx<'_>, lead: &Record, to: &Record) -> Result<()> {
    tx.as_program(|tx| {
        parts(tx, task::KEY, task::ABOUT, lead, to)?;
        parts(tx, objection_met::KEY, objection_met::ABOUT, lead, to)
    })?;
    let copies = notes::carry(tx, lead, to)?;
    files::carry(tx, lead, to, &copies)
}

fn parts(tx: &mut Tx<'_>, of: &'static str, link: &str, lead: &Record, to: &Record) -> Result<()> {
    let object = tx.object(of)?;
    let mut query = ListQuery::new(of);
    query.filter = Expr::eq(object.must(link), Part::Value, lead.id);
    query.fields = Some(vec![object.title]);
    query.limit = MOST;
    let ids: Vec<_> = tx.list(&query)?.rows.iter().map(|row| row.id).collect();
    for before in tx.find_many(of, &ids)? {
        let mut after = before.clone();
        after.set(link, Value::Link(LinkRef { object: to.object.key.clone(), id: to.id }));
        tx.change(before, after, &format!("{of}.updated"))?;
    }
    Ok(())
}
