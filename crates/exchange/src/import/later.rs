//! Links to rows further down the file, set once all rows are there.

use kith_engine::{CreateOptions, Error, Fields, Result, Tx};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::ledger::{self, Later};
use super::names::{Known, Names, Resolved};
use super::session::Session;
use super::{Counts, PIECE_ROWS};
use crate::draft::Draft;
use crate::mapping::Missing;

/// Sets the next links in one transaction. Returns the counts and whether there may be more.
pub(super) fn pass(tx: &mut Tx<'_>, session: &Session, counts: &Counts) -> Result<(Counts, bool)> {
    let mut counts = counts.clone();
    let laters = ledger::laters(tx.sql(), session.run, PIECE_ROWS)?;
    if laters.is_empty() {
        return Ok((counts, false));
    }
    let drafts: Vec<Draft> = laters
        .iter()
        .filter_map(|later| {
            let field = session.object.field(&later.field)?;
            Some(Draft { row: later.line, names: vec![(field, later.name.clone())], ..Draft::default() })
        })
        .collect();
    let known = Known::default();
    let mut names = Names::new(&known);
    names.gather(tx, session, &drafts)?;
    for later in &laters {
        let done = tx.attempt(|tx| link(tx, session, &names, later));
        match done {
            Ok(Linked::Set) => {}
            Ok(Linked::SetToNew(title, id)) => {
                *counts.also.entry(session.object.key.to_string()).or_default() += 1;
                names.add_record(&session.object.key, &title, id);
            }
            Err(error @ (Error::Busy { .. } | Error::Internal(_))) => return Err(error),
            // There is nothing to link to, or the record has been changed or taken away since: it stays without the link.
            Ok(Linked::Nothing) | Err(_) => counts.incomplete += 1,
        }
        ledger::drop_later(tx.sql(), session.run, later)?;
    }
    ledger::set_counts(tx.sql(), session.run, &counts)?;
    Ok((counts, true))
}

/// What became of one link.
enum Linked {
    /// It is set.
    Set,
    /// It is set to a record that had to be made: its title and id.
    SetToNew(String, Uuid),
    /// There is nothing to link to.
    Nothing,
}

fn link(tx: &mut Tx<'_>, session: &Session, names: &Names<'_>, later: &Later) -> Result<Linked> {
    let object = &session.object;
    let field = object.field(&later.field).ok_or(Error::NotFound)?;
    let mut linked = Linked::Set;
    let value = match names.resolve(session, field, &later.name, None) {
        Resolved::Value(json) => json,
        Resolved::Missing if session.missing == Missing::Create => {
            let mut fields = Fields::new();
            fields.insert(object.fields[object.title].key.to_string(), Json::String(later.name.clone()));
            let record = tx.create(&object.key, &fields, CreateOptions::default())?;
            linked = Linked::SetToNew(record.title(), record.id);
            json!({ "object": &*object.key, "id": record.id.to_string() })
        }
        Resolved::Missing | Resolved::Ambiguous => return Ok(Linked::Nothing),
    };
    let mut fields = Fields::new();
    fields.insert(later.field.clone(), value);
    tx.update(&object.key, later.record, None, &fields)?;
    Ok(linked)
}
