//! What a person fills in on the way: values of the deal or lead and of its company and contact, set in the same command as the
//! move that asks for them.

use std::collections::BTreeMap;

use kith_catalogue::standard::deal::{COMPANY, CONTACT};
use kith_catalogue::standard::{company, contact};
use kith_catalogue::{Object, Value};
use kith_engine::{Error, Fields, Record, Result, Tx};
use serde_json::Value as Json;
use uuid::Uuid;

/// Sets values of linked records (`company.website`) and answers those of the record itself. Several changes are one batch.
pub(crate) fn linked(tx: &mut Tx<'_>, record: &Record, set: Option<Fields>) -> Result<Fields> {
    let (own, others) = split(set.unwrap_or_default());
    for (link, fields) in others {
        let to = if own.contains_key(&link) { named(&own, &link) } else { record.reference(&link) };
        write(tx, &record.object, &link, to, &fields)?;
    }
    Ok(own)
}

/// The same for a record that is about to be made: sets values of the company and contact that its fields name, and answers
/// all of its own.
pub(crate) fn linked_of_new(tx: &mut Tx<'_>, object: &Object, mut fields: Fields, set: Fields) -> Result<Fields> {
    let (own, others) = split(set);
    fields.extend(own);
    for (link, values) in others {
        let to = named(&fields, &link);
        write(tx, object, &link, to, &values)?;
    }
    Ok(fields)
}

/// The values of the record itself, and those of the records that it links to.
fn split(set: Fields) -> (Fields, BTreeMap<String, Fields>) {
    let (mut own, mut linked) = (Fields::new(), BTreeMap::<String, Fields>::new());
    for (name, value) in set {
        match name.split_once('.') {
            None => drop(own.insert(name, value)),
            Some((link, field)) => drop(linked.entry(link.to_owned()).or_default().insert(field.to_owned(), value)),
        }
    }
    (own, linked)
}

fn named(fields: &Fields, link: &str) -> Option<Uuid> {
    fields.get(link).and_then(Json::as_str).and_then(|id| Uuid::parse_str(id).ok())
}

fn write(tx: &mut Tx<'_>, home: &Object, link: &str, to: Option<Uuid>, fields: &Fields) -> Result<()> {
    let object = match link {
        COMPANY => company::KEY,
        CONTACT => contact::KEY,
        _ => return Err(Error::field(link, "unknown_field")),
    };
    let readable = home.field(link).is_some_and(|ix| tx.access.object(home).may_read(ix));
    if !readable {
        return Err(Error::field(link, "unknown_field"));
    }
    let to = to.ok_or_else(|| Error::field(link, "required"))?;
    if tx.ctx.batch.is_none() {
        tx.ctx.batch = Some(tx.new_id());
    }
    tx.update(object, to, None, fields).map_err(|error| at(link, error)).map(drop)
}

/// What is to be set, with those values of `fill` besides that are not there yet: what several deals lack is filled in for all
/// of them, and what one has already stays. Items are added to a checklist.
pub(crate) fn where_empty(
    tx: &mut Tx<'_>,
    deal: &Record,
    fill: Option<Fields>,
    set: Option<Fields>,
) -> Result<Option<Fields>> {
    let Some(fill) = fill else { return Ok(set) };
    let mut all = Fields::new();
    for (name, value) in fill {
        let (record, key) = match name.split_once('.') {
            None => (Some(deal.clone()), name.as_str()),
            Some((link @ (COMPANY | CONTACT), key)) => {
                let object = if link == COMPANY { company::KEY } else { contact::KEY };
                let linked = deal.reference(link).map(|id| tx.find_any(object, id)).transpose()?.flatten();
                (linked, key)
            }
            Some(_) => (None, name.as_str()),
        };
        // What the actor may not see counts as not there: writing it is refused like any other time.
        let held = record.as_ref().and_then(|record| {
            let ix = record.object.field(key).filter(|ix| tx.access.object(&record.object).may_read(*ix))?;
            Some(record.get(ix).clone()).filter(|value| !value.is_null())
        });
        match (held, value) {
            (None, value) => drop(all.insert(name, value)),
            (Some(Value::Options(held)), Json::Array(more)) => {
                let new = more.into_iter().filter(|item| !held.iter().any(|one| Some(one.as_str()) == item.as_str()));
                let new: Vec<Json> = new.collect();
                if !new.is_empty() {
                    all.insert(name, held.iter().map(|item| Json::from(item.as_str())).chain(new).collect());
                }
            }
            (Some(_), _) => {}
        }
    }
    all.extend(set.unwrap_or_default());
    Ok(Some(all))
}

/// Names the problems of a linked record by the way to it.
fn at(link: &str, error: Error) -> Error {
    match error {
        Error::Invalid(problems) => Error::Invalid(problems.into_iter().map(|problem| problem.at(link)).collect()),
        Error::NotFound => Error::field(link, "not_found"),
        other => other,
    }
}
