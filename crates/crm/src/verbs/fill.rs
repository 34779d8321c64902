//! What a person fills in on the way: values of the deal or lead and of its company and contact, set in the same command as the
//! move that asks for them.

use std::collections::BTreeMap;

use kith_catalogue::standard::deal::{COMPANY, CONTACT};
use kith_catalogue::standard::{company, contact};
use kith_engine::{Error, Fields, Record, Result, Tx};
use uuid::Uuid;

/// Sets values of linked records (`company.website`) and answers those of the record itself. Several changes are one batch.
pub(crate) fn linked(tx: &mut Tx<'_>, record: &Record, set: Option<Fields>) -> Result<Fields> {
    let (mut own, mut linked) = (Fields::new(), BTreeMap::<String, Fields>::new());
    for (name, value) in set.unwrap_or_default() {
        match name.split_once('.') {
            None => drop(own.insert(name, value)),
            Some((link, field)) => drop(linked.entry(link.to_owned()).or_default().insert(field.to_owned(), value)),
        }
    }
    for (link, fields) in linked {
        let object = match &*link {
            COMPANY => company::KEY,
            CONTACT => contact::KEY,
            _ => return Err(Error::field(&link, "unknown_field")),
        };
        let ix = record.object.must(&link);
        if !tx.access.object(&record.object).may_read(ix) {
            return Err(Error::field(&link, "unknown_field"));
        }
        let given = own.get(&link).map(|to| to.as_str().and_then(|id| Uuid::parse_str(id).ok()));
        let to = given.unwrap_or_else(|| record.reference(&link)).ok_or_else(|| Error::field(&link, "required"))?;
        if tx.ctx.batch.is_none() {
            tx.ctx.batch = Some(tx.new_id());
        }
        tx.update(object, to, None, &fields).map_err(|error| at(&link, error))?;
    }
    Ok(own)
}

/// Names the problems of a linked record by the way to it.
fn at(link: &str, error: Error) -> Error {
    match error {
        Error::Invalid(problems) => Error::Invalid(problems.into_iter().map(|problem| problem.at(link)).collect()),
        Error::NotFound => Error::field(link, "not_found"),
        other => other,
    }
}
