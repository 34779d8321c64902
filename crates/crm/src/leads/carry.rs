//! What was planned and written down about a lead goes on with what it has become.

use std::collections::HashMap;

use kith_catalogue::standard::{objection_met, task};
use kith_catalogue::{Expr, LinkRef, Part, Value};
use kith_engine::query::ListQuery;
use kith_engine::{Record, Result, Tx};
use uuid::Uuid;

use crate::{files, notes};

/// How many tasks, and how many objections met, one lead takes with it.
const MOST: usize = 500;

/// Takes tasks and objections met along to a record, copies of notes, and the files. Whoever may convert the lead may do so with all of them.
pub(crate) fn carry(tx: &mut Tx<'_>, lead: &Record, to: &Record) -> Result<()> {
    let copies = notes::carry(tx, lead, to)?;
    tx.as_program(|tx| {
        parts(tx, task::KEY, task::ABOUT, lead, to, &HashMap::new())?;
        parts(tx, objection_met::KEY, objection_met::ABOUT, lead, to, &copies)
    })?;
    files::carry(tx, lead, to, &copies)
}

/// What was marked in a note goes over to the note's copy.
fn parts(
    tx: &mut Tx<'_>,
    of: &'static str,
    link: &str,
    lead: &Record,
    to: &Record,
    notes: &HashMap<Uuid, Uuid>,
) -> Result<()> {
    let object = tx.object(of)?;
    let mut query = ListQuery::new(of);
    query.filter = Expr::eq(object.must(link), Part::Value, lead.id);
    query.fields = Some(vec![object.title]);
    query.limit = MOST;
    let ids: Vec<_> = tx.list(&query)?.rows.iter().map(|row| row.id).collect();
    for before in tx.find_many(of, &ids)? {
        let mut after = before.clone();
        after.set(link, Value::Link(LinkRef { object: to.object.key.clone(), id: to.id }));
        let note = before.value(objection_met::NOTE).as_text().and_then(|id| Uuid::parse_str(id).ok());
        if let Some(copy) = note.and_then(|note| notes.get(&note)) {
            after.set(objection_met::NOTE, Value::Text(copy.to_string()));
        }
        tx.change(before, after, &format!("{of}.updated"))?;
    }
    Ok(())
}
