//! `contact.change_company`: another company becomes the person's main one, and the one before stays as an affiliation,
//! in one step. What was known of the tie to the new one, its role and beginning, comes onto the contact.

use kith_catalogue::standard::affiliation::{self, ROLE, SINCE, UNTIL};
use kith_catalogue::standard::contact::{self, COMPANY, COMPANY_SINCE, POSITION};
use kith_catalogue::{Problem, Value};
use kith_engine::{CreateOptions, Error, Fields, Record, Result, Tx};
use kith_policy::Action;
use serde_json::Value as Json;
use uuid::Uuid;

use super::params::Params;
use crate::affiliations;
use crate::leads::begin_batch;
use crate::series::wire;

pub(super) fn perform(tx: &mut Tx<'_>, id: Uuid, params: &mut Params) -> Result<Record> {
    let version = params.version()?;
    let to = params.must(COMPANY)?;
    let to = to.as_str().and_then(|id| Uuid::parse_str(id).ok()).ok_or_else(|| Error::field(COMPANY, "not_found"))?;
    let (position, since) = (params.take(POSITION), params.take(COMPANY_SINCE));
    let keep = match params.take("keep") {
        None => true,
        Some(Json::Bool(keep)) => keep,
        Some(other) => return Err(Error::Invalid(vec![Problem::wrong_type("boolean", &other).at("keep")])),
    };
    params.end()?;
    let before = tx.load_for(contact::KEY, id, Action::Edit)?;
    if before.deleted_at.is_some() {
        return Err(Error::refused("deleted"));
    }
    if before.reference(COMPANY) == Some(to) {
        return Err(Error::refused("already_main"));
    }
    begin_batch(tx);
    let tie = affiliations::between(tx, id, to)?;
    let known = |key: &str| tie.as_ref().map_or(Json::Null, |tie| json_of(tie, key));
    let mut given = Fields::new();
    given.insert(COMPANY.to_owned(), to.to_string().into());
    given.insert(POSITION.to_owned(), position.unwrap_or_else(|| known(ROLE)));
    given.insert(COMPANY_SINCE.to_owned(), since.unwrap_or_else(|| known(SINCE)));
    let changed = tx.update(contact::KEY, id, version, &given)?;
    keep_former(tx, &before, tie.as_ref(), keep)?;
    Ok(changed)
}

/// The company before is tied to the person by the affiliation that the new one no longer needs, or by a new one.
fn keep_former(tx: &mut Tx<'_>, before: &Record, tie: Option<&Record>, keep: bool) -> Result<()> {
    let former = before.reference(COMPANY).filter(|_| keep);
    let former = match former {
        Some(company) if affiliations::between(tx, before.id, company)?.is_none() => Some(company),
        _ => None,
    };
    let Some(former) = former else {
        let Some(tie) = tie else { return Ok(()) };
        return gently(tx, |tx| tx.delete(affiliation::KEY, tie.id, None).map(drop));
    };
    let mut given = Fields::new();
    given.insert(affiliation::COMPANY.to_owned(), former.to_string().into());
    given.insert(ROLE.to_owned(), json_of(before, POSITION));
    given.insert(SINCE.to_owned(), json_of(before, COMPANY_SINCE));
    given.insert(UNTIL.to_owned(), Json::Null);
    match tie {
        Some(tie) => gently(tx, |tx| tx.update(affiliation::KEY, tie.id, None, &given).map(drop)),
        None => {
            given.insert(affiliation::CONTACT.to_owned(), before.id.to_string().into());
            gently(tx, |tx| tx.create(affiliation::KEY, &given, CreateOptions::default()).map(drop))
        }
    }
}

/// In the name of the person, or else of the program: who may change the contact's company need not see the former one.
fn gently(tx: &mut Tx<'_>, mut change: impl FnMut(&mut Tx<'_>) -> Result<()>) -> Result<()> {
    match tx.attempt(&mut change) {
        Err(Error::Forbidden { .. } | Error::Invalid(_) | Error::NotFound) => tx.as_program(change),
        done => done,
    }
}

fn json_of(record: &Record, key: &str) -> Json {
    match (record.value(key), record.object.get(key)) {
        (Value::Null, _) | (_, None) => Json::Null,
        (value, Some(field)) => wire(value, &field.kind),
    }
}
