//! `lead.link`: the inquiry is from a client, or about a deal, that is there already.

use kith_catalogue::standard::lead::{self, COMPANY, CONTACT, DEAL, LINKED, STATUS};
use kith_catalogue::standard::{company, contact, deal};
use kith_engine::{Error, Record, Result, Tx};
use serde_json::Value as Json;
use uuid::Uuid;

use super::fill;
use super::params::{Params, fields};
use crate::leads;

pub(super) fn perform(tx: &mut Tx<'_>, id: Uuid, params: &mut Params) -> Result<Record> {
    let version = params.version()?;
    let filled = params.fields("set")?;
    let wanted = [(DEAL, deal::KEY), (CONTACT, contact::KEY), (COMPANY, company::KEY)];
    let wanted = wanted.map(|(key, object)| (key, object, params.take(key)));
    params.end()?;
    let lead = leads::open(tx, id)?;
    let mut found = Vec::new();
    for (key, object, to) in wanted {
        if let Some(to) = to {
            found.push((key, seen(tx, key, object, &to)?));
        }
    }
    let Some((_, target)) = found.first().cloned() else { return Err(Error::field("deal", "required")) };
    let mut links = [(DEAL, None), (CONTACT, None), (COMPANY, None)];
    for (key, record) in &found {
        set(&mut links, key, Some(record.id));
    }
    // Whose deal it is, his inquiry it is.
    for (key, record) in &found {
        if *key == DEAL || *key == CONTACT {
            for other in [CONTACT, COMPANY] {
                if links.iter().any(|(known, to)| *known == other && to.is_none()) {
                    let theirs = record.reference(other).filter(|_| record.object.field(other).is_some());
                    set(&mut links, other, theirs);
                }
            }
        }
    }
    leads::begin_batch(tx);
    let [deal, contact, company] = links.map(|(key, to)| (key, to.map(|to| Json::from(to.to_string()))));
    let mut given = filled.unwrap_or_default();
    given.extend(fields([(STATUS, Some(LINKED.into())), deal, contact, company]));
    let given = fill::linked(tx, &lead, Some(given))?;
    let linked = tx.update_as(lead::KEY, id, version, &given, Some("lead.linked"))?;
    leads::carry(tx, &lead, &target)?;
    Ok(linked)
}

fn set(links: &mut [(&str, Option<Uuid>)], key: &str, to: Option<Uuid>) {
    if let Some(link) = links.iter_mut().find(|(known, _)| *known == key) {
        link.1 = to;
    }
}

fn seen(tx: &mut Tx<'_>, key: &str, object: &str, to: &Json) -> Result<Record> {
    let id = to.as_str().and_then(|id| Uuid::parse_str(id).ok()).ok_or_else(|| Error::field(key, "not_found"))?;
    match tx.load(object, id) {
        Err(Error::NotFound) => Err(Error::field(key, "not_found")),
        found => found,
    }
}
