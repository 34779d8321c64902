//! Values from outside: known, permitted, well formed.

use std::collections::BTreeSet;

use kith_catalogue::{FieldIx, Kind, ParseCx, Problem, Value};

use crate::tx::Fields;
use crate::{Error, Reader, Record, Result};

/// Parses wire values into the record and says which fields were given.
///
/// A field that the actor may not see is as unknown as one that does not exist; one that he may not write is named so.
///
/// # Errors
/// [`Error::Invalid`] with a problem for every field that does not hold.
pub(crate) fn parse_into(reader: &Reader<'_>, record: &mut Record, given: &Fields) -> Result<BTreeSet<FieldIx>> {
    let object = record.object.clone();
    let access = reader.access.object(&object);
    let cx = ParseCx { country: &reader.cat.country, currency: reader.cat.currency, zone: &reader.cat.zone };
    let mut problems = Vec::new();
    let mut seen = BTreeSet::new();
    for (key, json) in given {
        let known = object.field(key).filter(|&ix| access.may_read(ix));
        let Some(ix) = known else {
            problems.push(Problem::new("unknown_field").at(key));
            continue;
        };
        let field = &object.fields[ix];
        if field.read_only || !access.may_write(ix) {
            problems.push(Problem::new("read_only").at(key));
            continue;
        }
        match field.kind.parse(json, &cx) {
            Ok(value) => {
                record.values[ix] = value;
                seen.insert(ix);
            }
            Err(problem) => problems.push(problem.at(key)),
        }
    }
    if problems.is_empty() { Ok(seen) } else { Err(Error::Invalid(problems)) }
}

/// Checks the finished record: what is required is there, and what is pointed to exists and may be seen.
///
/// Only fields that `touched` names are checked, so that an old gap elsewhere does not stop an edit.
///
/// # Errors
/// [`Error::Invalid`] with a problem for every field that does not hold.
pub(crate) fn validate(reader: &mut Reader<'_>, record: &mut Record, touched: &BTreeSet<FieldIx>) -> Result<()> {
    let object = record.object.clone();
    let mut problems = Vec::new();
    for &ix in touched {
        let field = &object.fields[ix];
        let value = record.get(ix).clone();
        if value.is_null() {
            if field.required {
                problems.push(Problem::new("required").at(&field.key));
            }
            continue;
        }
        if let Err(problem) = reference(reader, record, ix, &field.kind, &value)? {
            problems.push(problem.at(&field.key));
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(Error::Invalid(problems)) }
}

/// Resolves a reference to what it points to; completes a link that came without its object.
fn reference(
    reader: &mut Reader<'_>,
    record: &mut Record,
    ix: FieldIx,
    kind: &Kind,
    value: &Value,
) -> Result<Result<(), Problem>> {
    match (kind, value) {
        (Kind::Link { targets }, Value::Link(link)) => {
            for target in targets {
                if !link.object.is_empty() && link.object != *target {
                    continue;
                }
                if reader.exists(target, link.id)? {
                    let mut link = link.clone();
                    link.object = target.clone();
                    if record.object.key == *target && record.id == link.id {
                        return Ok(Err(Problem::new("links_to_itself")));
                    }
                    record.values[ix] = Value::Link(link);
                    return Ok(Ok(()));
                }
            }
            Ok(Err(Problem::new("not_found")))
        }
        (Kind::User, Value::Ref(id)) => Ok(check(kith_store::fixed::active_user_exists(reader.conn(), *id)?)),
        (Kind::Users, Value::Users(ids)) => {
            // Who has left may stay on a list: else nobody could change it any more.
            let known = kith_store::fixed::user_labels(reader.conn(), ids)?;
            Ok(match ids.iter().position(|id| !known.contains_key(id)) {
                Some(at) => Err(Problem::new("not_found").at(&format!("[{at}]"))),
                None => Ok(()),
            })
        }
        (Kind::Pipeline, Value::Ref(id)) => Ok(check(kith_store::fixed::pipeline_exists(reader.conn(), *id)?)),
        (Kind::Stage, Value::Ref(id)) => Ok(check(kith_store::fixed::stage_exists(reader.conn(), *id)?)),
        _ => Ok(Ok(())),
    }
}

fn check(found: bool) -> Result<(), Problem> {
    if found { Ok(()) } else { Err(Problem::new("not_found")) }
}
