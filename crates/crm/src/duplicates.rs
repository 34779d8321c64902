//! Which records a new one would double. Only what the actor may see shapes the answer: rows that are kept from him are
//! not looked at, nor are fields.

use std::collections::BTreeMap;

use kith_catalogue::filter::{Expr, Test};
use kith_catalogue::standard::{company, contact, lead, product};
use kith_catalogue::{Cell, FieldIx, Kind, Part, text};
use kith_engine::query::ListQuery;
use kith_engine::{Match, Reader, Record, Result};
use uuid::Uuid;

/// The most matches that are told.
const MOST: usize = 10;

/// What makes two records of an object alike.
fn alike(object: &str) -> &'static [Likeness] {
    match object {
        company::KEY => {
            &[Likeness::Same(company::EMAILS), Likeness::Same(company::PHONES), Likeness::Same(company::NAME)]
        }
        contact::KEY => &[
            Likeness::Same(contact::EMAILS),
            Likeness::Same(contact::PHONES),
            Likeness::SameWithin(contact::NAME, contact::COMPANY),
        ],
        lead::KEY => &[Likeness::Same(lead::EMAILS), Likeness::Same(lead::PHONES)],
        product::KEY => &[Likeness::Same(product::SKU), Likeness::Same(product::NAME)],
        _ => &[],
    }
}

#[derive(Clone, Copy)]
enum Likeness {
    /// The field is the same: one of its telephone numbers or addresses, or its text without case and diacritics.
    Same(&'static str),
    /// The first field is the same, and so is the second.
    SameWithin(&'static str, &'static str),
}

/// The records that `record` would double, as far as the actor may see them, each with the first field that is alike.
pub(crate) fn find(reader: &mut Reader<'_>, record: &Record) -> Result<Vec<Match>> {
    let mut found: BTreeMap<Uuid, Match> = BTreeMap::new();
    let mut order = Vec::new();
    for likeness in alike(&record.object.key) {
        let Some((field, filter)) = filter(reader, record, *likeness) else { continue };
        for (id, label) in matching(reader, record, filter)? {
            if found.contains_key(&id) || order.len() == MOST {
                continue;
            }
            let field = record.object.fields[field].key.to_string();
            found.insert(id, Match { object: record.object.key.to_string(), id, label, field });
            order.push(id);
        }
    }
    Ok(order.into_iter().filter_map(|id| found.remove(&id)).collect())
}

/// The filter that finds what is alike; none when the record says nothing there or the actor may not know.
fn filter(reader: &Reader<'_>, record: &Record, likeness: Likeness) -> Option<(FieldIx, Expr)> {
    let access = reader.access.object(&record.object);
    let readable = |key: &str| record.object.field(key).filter(|&ix| access.may_read(ix));
    match likeness {
        Likeness::Same(key) => {
            let field = readable(key)?;
            Some((field, same(record, field)?))
        }
        Likeness::SameWithin(key, within) => {
            let (field, within) = (readable(key)?, readable(within)?);
            Some((field, same(record, field)?.and(same(record, within)?)))
        }
    }
}

fn same(record: &Record, field: FieldIx) -> Option<Expr> {
    let (kind, value) = (&record.object.fields[field].kind, record.get(field));
    if value.is_null() {
        return None;
    }
    match kind {
        Kind::Text => {
            let folded = text::fold(value.as_text()?);
            (!folded.is_empty()).then(|| Expr::eq(field, Part::Fold, Cell::Text(folded)))
        }
        Kind::Link { .. } => Some(Expr::eq(field, Part::Value, Cell::Uuid(value.as_id()?))),
        _ => {
            let keys = kind.lookup_keys(value);
            (!keys.is_empty()).then(|| Expr::term(field, Test::Lookup { keys }))
        }
    }
}

fn matching(reader: &mut Reader<'_>, record: &Record, filter: Expr) -> Result<Vec<(Uuid, String)>> {
    let mut query = ListQuery::new(record.object.key.to_string());
    query.filter = filter;
    query.fields = Some(vec![record.object.title]);
    query.limit = MOST;
    let ids: Vec<Uuid> = reader.list(&query)?.rows.iter().map(|row| row.id).filter(|id| *id != record.id).collect();
    let mut labels = reader.labels(&record.object.key, &ids)?;
    Ok(ids.into_iter().map(|id| (id, labels.remove(&id).unwrap_or_default())).collect())
}
