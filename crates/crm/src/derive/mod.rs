//! What follows from what was given: defaults, composed names, totals, outcomes. Runs before a change is checked and
//! written, whatever door it came through. What is taken back is not derived anew: its values come from the log.

mod affiliation;
mod company;
mod contact;
mod deal;
mod deal_member;
mod lead;
mod line_item;
mod objection;
mod place;
mod price;
mod product;
mod standing;
mod task;

pub(crate) use lead::first_of;
pub(crate) use standing::kind_of as kind_of_status;
pub(crate) use task::zone as task_zone;

use kith_catalogue::standard;
use kith_engine::{Change, Result, Tx};

use crate::client::purchases;
use crate::completeness;

/// Completes a change of any object.
pub(crate) fn before(tx: &mut Tx<'_>, change: &mut Change) -> Result<()> {
    match change.object() {
        standard::affiliation::KEY => affiliation::check(tx, change)?,
        standard::company::KEY => company::check(tx, change)?,
        standard::contact::KEY => contact::complete(change),
        standard::deal::KEY => {
            deal::complete(tx, change)?;
            purchases::foresee(tx, change)?;
        }
        standard::deal_member::KEY => deal_member::check(tx, change)?,
        standard::lead::KEY => lead::complete(tx, change)?,
        standard::task::KEY => task::complete(tx, change)?,
        standard::line_item::KEY => line_item::complete(tx, change)?,
        standard::objection::KEY | standard::answer::KEY => objection::complete_entry(change),
        standard::objection_met::KEY => objection::complete_met(tx, change)?,
        standard::product::KEY => product::complete(tx, change)?,
        standard::price_list::KEY => price::complete_list(change)?,
        standard::price::KEY => price::complete_price(tx, change)?,
        _ => {}
    }
    name_assignment(change);
    completeness::derive(change);
    Ok(())
}

/// A plain update that does nothing but hand the record over is an assignment, and the log says so.
fn name_assignment(change: &mut Change) {
    let Some(before) = &change.before else { return };
    let Some(owner) = change.after.object.owner else { return };
    let mut changed = (0..change.after.values.len()).filter(|&ix| before.get(ix) != change.after.get(ix));
    if changed.next() == Some(owner) && changed.next().is_none() && is_plain_update(change) {
        change.event = format!("{}.assigned", change.object());
    }
}

/// Whether nobody has given the change a telling name yet.
fn is_plain_update(change: &Change) -> bool {
    !change.undo && change.event.ends_with(".updated")
}
