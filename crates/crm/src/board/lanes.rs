//! A lane for each owner.

use kith_catalogue::Object;
use kith_catalogue::filter::Expr;
use kith_catalogue::standard::deal::OWNER;
use kith_engine::{Error, Reader, Result};

use super::{BoardQuery, Lane, Slot, cards, figures};

/// The lanes of all owners who have deals on the board. What they cost grows with the people, not with the deals.
pub(super) fn lanes(
    reader: &mut Reader<'_>,
    object: &Object,
    slots: &[Slot],
    filter: &Expr,
    query: &BoardQuery,
) -> Result<Vec<Lane>> {
    let owner = object.must(OWNER);
    if query.by != super::By::Stage {
        return Err(Error::field("lanes", "by_stage_only"));
    }
    if !reader.access.object(object).may_read(owner) {
        return Err(Error::field("lanes", "unknown_field"));
    }
    let mut lanes = Vec::new();
    for (whose, totals) in figures::of_owners(reader, object, owner, slots, filter)? {
        let mut columns = Vec::with_capacity(slots.len());
        for (slot, total) in slots.iter().zip(totals) {
            columns.push(cards::filled(reader, object, cards::owned(slot, owner, whose), total, filter, query)?);
        }
        lanes.push(Lane { owner: whose, columns });
    }
    Ok(lanes)
}
