//! `lead.convert`: the inquiry becomes a client and a deal, new ones or those that are there already.

use kith_catalogue::Problem;
use kith_catalogue::standard::lead::{self, COMPANY, CONTACT, CONVERTED, DEAL, STATUS};
use kith_engine::{Error, Fields, Record, Result, Tx};
use uuid::Uuid;

use super::fill;
use super::params::{Params, fields};
use crate::leads::{self, Convert, Part};

pub(super) fn perform(tx: &mut Tx<'_>, id: Uuid, params: &mut Params) -> Result<Record> {
    let version = params.version()?;
    let set = params.fields("set")?;
    let wanted = read(params)?;
    let lead = leads::open(tx, id)?;
    leads::begin_batch(tx);
    let made = wanted.perform(tx, &lead)?;
    let text = |record: &Option<Record>| record.as_ref().map(|record| record.id.to_string().into());
    let mut given = set.unwrap_or_default();
    given.extend(fields([
        (STATUS, Some(CONVERTED.into())),
        (COMPANY, text(&made.company)),
        (CONTACT, text(&made.contact)),
        (DEAL, text(&made.deal)),
    ]));
    let given = fill::linked(tx, &lead, Some(given))?;
    let converted = tx.update_as(lead::KEY, id, version, &given, Some("lead.converted"))?;
    // Asked last: whoever may not convert it at all is told that.
    let target = made.target().ok_or_else(|| Error::field(DEAL, "becomes_nothing"))?;
    leads::carry(tx, &lead, target)?;
    Ok(converted)
}

fn read(params: &mut Params) -> Result<Convert> {
    let allow = match params.take("on_duplicate") {
        None => false,
        Some(json) if json == "refuse" => false,
        Some(json) if json == "allow" => true,
        Some(_) => return Err(Error::Invalid(vec![Problem::new("unknown_option").at("on_duplicate")])),
    };
    let mut part = |key: &str| Part::read(key, params.take(key));
    let wanted = Convert {
        company: part(COMPANY)?,
        contact: part(CONTACT)?,
        deal: part(DEAL)?,
        owner: params.take("owner"),
        allow_duplicates: allow,
    };
    params.end()?;
    Ok(wanted)
}

/// What the parameters of the verb ask for, to be tried out.
pub(crate) fn wanted(params: &Fields) -> Result<Convert> {
    let mut params = Params::new(params);
    params.fields("set")?;
    read(&mut params)
}
