//! What was planned and written down about a lead goes on with what it has become.

use kith_catalogue::standard::task::{self, ABOUT};
use kith_catalogue::{Expr, LinkRef, Part, Value};
use kith_engine::query::ListQuery;
use kith_engine::{Record, Result, Tx};

use crate::notes;

/// How many tasks one lead takes with it.
const MOST: usize = 500;

/// Takes tasks along to a record, and copies of notes. Whoever may convert the lead may do so with all of them.
pub(crate) fn carry(tx: &mut Tx<'_>, lead: &Record, to: &Record) -> Result<()> {
    tx.as_program(|tx| tasks(tx, lead, to))?;
    notes::carry(tx, lead, to)
}

fn tasks(tx: &mut Tx<'_>, lead: &Record, to: &Record) -> Result<()> {
    let object = tx.object(task::KEY)?;
    let mut query = ListQuery::new(task::KEY);
    query.filter = Expr::eq(object.must(ABOUT), Part::Value, lead.id);
    query.fields = Some(vec![object.title]);
    query.limit = MOST;
    let ids: Vec<_> = tx.list(&query)?.rows.iter().map(|row| row.id).collect();
    for before in tx.find_many(task::KEY, &ids)? {
        let mut after = before.clone();
        after.set(ABOUT, Value::Link(LinkRef { object: to.object.key.clone(), id: to.id }));
        tx.change(before, after, "task.updated")?;
    }
    Ok(())
}
