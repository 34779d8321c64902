//! The verbs: what people do with records beside plain editing, one file each.
//!
//! A verb works out which values follow from what was asked and hands them to the one write path, where rights on the
//! record and on each field hold as for any other change. The event gets its name there too, so that a card dragged to
//! *Won* and the verb *win* tell the same story.

mod accept;
mod assign;
mod change_company;
mod complete;
mod convert;
mod discount;
pub(crate) mod fill;
mod link_lead;
mod lose;
mod move_to;
mod params;
mod reject;
mod reopen;
mod reopen_lead;
mod reopen_task;
mod reschedule;
mod skip;
mod win;

use kith_catalogue::standard::{contact, deal, lead, task};
use kith_engine::{CreateOptions, Error, Fields, Record, Result, Tx};
use uuid::Uuid;

pub(crate) use convert::wanted as wanted_conversion;
use params::Params;

/// Makes a deal or a lead together with what its stage asks for of the company and the contact that it names
/// (`company.website`): all of it or nothing, as one batch.
///
/// # Errors
/// [`Error::Invalid`] with `not_allowed` for other objects, else as making a record and changing the linked ones.
pub fn create_with(
    tx: &mut Tx<'_>,
    object: &str,
    fields: &Fields,
    set: Fields,
    options: CreateOptions,
) -> Result<Record> {
    if !matches!(object, deal::KEY | lead::KEY) {
        return Err(Error::field("set", "not_allowed"));
    }
    let home = tx.object(object)?;
    let fields = fill::linked_of_new(tx, &home, fields.clone(), set)?;
    tx.create(object, &fields, options)
}

/// Performs a verb on a record.
pub(crate) fn perform(tx: &mut Tx<'_>, object: &str, id: Uuid, verb: &str, params: &Fields) -> Result<Record> {
    let mut params = Params::new(params);
    match (object, verb) {
        (contact::KEY, "change_company") => change_company::perform(tx, id, &mut params),
        (deal::KEY | lead::KEY, "move") => move_to::perform(tx, object, id, &mut params),
        (deal::KEY, "win") => win::perform(tx, id, &mut params),
        (deal::KEY, "lose") => lose::perform(tx, id, &mut params),
        (deal::KEY, "reopen") => reopen::perform(tx, id, &mut params),
        (deal::KEY, "request_discount") => discount::request(tx, id, &mut params),
        (deal::KEY, "approve_discount") => discount::approve(tx, id, &mut params),
        (deal::KEY, "refuse_discount") => discount::refuse(tx, id, &mut params),
        (lead::KEY, "accept") => accept::perform(tx, id, &mut params),
        (lead::KEY, "reject") => reject::perform(tx, id, &mut params),
        (lead::KEY, "link") => link_lead::perform(tx, id, &mut params),
        (lead::KEY, "convert") => convert::perform(tx, id, &mut params),
        (lead::KEY, "reopen") => reopen_lead::perform(tx, id, &mut params),
        (task::KEY, "complete") => complete::perform(tx, id, &mut params),
        (task::KEY, "reopen") => reopen_task::perform(tx, id, &mut params),
        (task::KEY, "reschedule") => reschedule::perform(tx, id, &mut params),
        (task::KEY, "skip") => skip::perform(tx, id, &mut params),
        (_, "assign") => assign::perform(tx, object, id, &mut params),
        _ => Err(Error::NotFound),
    }
}
