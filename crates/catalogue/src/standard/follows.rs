//! What follows from what: a field that is worked out says something about those that it is worked out from. Whoever may
//! not read one of those may not read it either: see `docs/decisions/0031-derived-fields.md`.
//!
//! Prices of lines go by the lists and the client, and that is no secret (0022); so they name only the amounts that
//! they are taken from.

use std::sync::Arc;

use super::{
    AVERAGE_PURCHASE, COMPLETENESS, CREATED_AT, FURTHEST_STAGE, GROSS, LAST_PURCHASE_ON, MARGIN, NET,
    NEXT_PURCHASE_AMOUNT, NEXT_PURCHASE_ON, NEXT_TASK, NEXT_TASK_AT, OFFERED_FOR, PURCHASE_INTERVAL, PURCHASES,
    STAGE_SINCE, SUBTOTAL, TAX_AMOUNT, company, contact, deal, deal_member, lead, line_item, objection_met, price,
    price_list, product, task,
};
use crate::{FieldIx, Object};

/// A field that is worked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derived {
    /// The place of its object in the catalogue.
    pub object: usize,
    /// The field.
    pub field: FieldIx,
    /// What it follows from: the places of objects, and their fields.
    pub from: Vec<(usize, FieldIx)>,
}

/// A field, with the key of its object.
type At = (&'static str, &'static str);

const OPEN_TASKS: [At; 3] = [(task::KEY, task::ABOUT), (task::KEY, task::DUE_AT), (task::KEY, task::DONE_AT)];
const COMPANY_TASKS: [At; 5] =
    [OPEN_TASKS[0], OPEN_TASKS[1], OPEN_TASKS[2], (deal::KEY, deal::COMPANY), (contact::KEY, contact::COMPANY)];
const CONTACT_TASKS: [At; 4] = [OPEN_TASKS[0], OPEN_TASKS[1], OPEN_TASKS[2], (deal::KEY, deal::CONTACT)];
const WON: [At; 3] = [(deal::KEY, deal::STAGE), (deal::KEY, deal::COMPANY), (deal::KEY, deal::CONTACT)];
const WON_ON: [At; 4] = [WON[0], WON[1], WON[2], (deal::KEY, deal::CLOSED_AT)];
const WON_FOR: [At; 4] = [WON[0], WON[1], WON[2], (deal::KEY, deal::AMOUNT)];
const ASKED_PRICE: [At; 3] =
    [(product::KEY, product::PRICE), (price::KEY, price::PRICE), (price_list::KEY, price_list::PERCENT)];

/// What each field follows from.
const FOLLOWS: &[(At, &[At])] = &[
    ((company::KEY, NEXT_TASK), &COMPANY_TASKS),
    ((company::KEY, NEXT_TASK_AT), &COMPANY_TASKS),
    ((company::KEY, PURCHASES), &WON),
    ((company::KEY, LAST_PURCHASE_ON), &WON_ON),
    ((company::KEY, PURCHASE_INTERVAL), &WON_ON),
    ((company::KEY, AVERAGE_PURCHASE), &WON_FOR),
    ((company::KEY, NEXT_PURCHASE_ON), &[(company::KEY, LAST_PURCHASE_ON), (company::KEY, PURCHASE_INTERVAL)]),
    ((company::KEY, NEXT_PURCHASE_AMOUNT), &[(company::KEY, AVERAGE_PURCHASE)]),
    ((company::KEY, OFFERED_FOR), &[(company::KEY, PURCHASES), (company::KEY, NEXT_PURCHASE_ON)]),
    ((contact::KEY, NEXT_TASK), &CONTACT_TASKS),
    ((contact::KEY, NEXT_TASK_AT), &CONTACT_TASKS),
    ((contact::KEY, PURCHASES), &WON),
    ((contact::KEY, LAST_PURCHASE_ON), &WON_ON),
    ((contact::KEY, PURCHASE_INTERVAL), &WON_ON),
    ((contact::KEY, AVERAGE_PURCHASE), &WON_FOR),
    ((contact::KEY, NEXT_PURCHASE_ON), &[(contact::KEY, LAST_PURCHASE_ON), (contact::KEY, PURCHASE_INTERVAL)]),
    ((contact::KEY, NEXT_PURCHASE_AMOUNT), &[(contact::KEY, AVERAGE_PURCHASE)]),
    ((contact::KEY, OFFERED_FOR), &[(contact::KEY, PURCHASES), (contact::KEY, NEXT_PURCHASE_ON)]),
    ((lead::KEY, FURTHEST_STAGE), &[(lead::KEY, lead::STAGE)]),
    ((lead::KEY, STAGE_SINCE), &[(lead::KEY, lead::STAGE)]),
    // They say the same: see 0028.
    ((lead::KEY, lead::STATUS), &[(lead::KEY, lead::STAGE)]),
    ((lead::KEY, lead::STAGE), &[(lead::KEY, lead::STATUS)]),
    ((lead::KEY, lead::HANDLED_AT), &[(lead::KEY, lead::STATUS)]),
    ((lead::KEY, lead::REACT_BY), &[(lead::KEY, lead::HANDLED_AT)]),
    ((lead::KEY, lead::REACTION_MINUTES), &[(lead::KEY, lead::HANDLED_AT), (lead::KEY, CREATED_AT)]),
    ((lead::KEY, lead::REACTED_IN_TIME), &[(lead::KEY, lead::HANDLED_AT), (lead::KEY, lead::REACT_BY)]),
    ((deal::KEY, deal::FURTHEST_STAGE), &[(deal::KEY, deal::STAGE)]),
    ((deal::KEY, deal::STAGE_SINCE), &[(deal::KEY, deal::STAGE)]),
    ((deal::KEY, deal::PROBABILITY), &[(deal::KEY, deal::STAGE)]),
    ((deal::KEY, deal::CLOSED_AT), &[(deal::KEY, deal::STAGE)]),
    (
        (deal::KEY, deal::CYCLE_DAYS),
        &[(deal::KEY, deal::CLOSED_AT), (deal::KEY, deal::ENGAGED_ON), (deal::KEY, CREATED_AT)],
    ),
    ((deal::KEY, SUBTOTAL), &[(line_item::KEY, line_item::TOTAL)]),
    (
        (deal::KEY, deal::AMOUNT),
        &[(line_item::KEY, line_item::TOTAL), (deal::KEY, deal::DISCOUNT), (deal::KEY, deal::DISCOUNT_AMOUNT)],
    ),
    ((deal::KEY, TAX_AMOUNT), &[(line_item::KEY, TAX_AMOUNT)]),
    ((deal::KEY, GROSS), &[(deal::KEY, deal::AMOUNT), (deal::KEY, TAX_AMOUNT)]),
    ((deal::KEY, MARGIN), &[(deal::KEY, deal::AMOUNT), (line_item::KEY, MARGIN)]),
    ((deal::KEY, NEXT_TASK), &OPEN_TASKS),
    ((deal::KEY, NEXT_TASK_AT), &OPEN_TASKS),
    ((deal::KEY, deal::RECURS_ON), &[(deal::KEY, deal::RECURRENCE)]),
    ((deal::KEY, deal::TEAM), &[(deal_member::KEY, deal_member::USER)]),
    (
        (deal::KEY, deal::TEAM_EDITORS),
        &[(deal_member::KEY, deal_member::USER), (deal_member::KEY, deal_member::MAY_EDIT)],
    ),
    (
        (deal_member::KEY, deal_member::SHARE_AMOUNT),
        &[(deal::KEY, deal::AMOUNT), (deal_member::KEY, deal_member::SHARE)],
    ),
    ((line_item::KEY, line_item::UNIT), &[(product::KEY, product::UNIT)]),
    ((line_item::KEY, line_item::TAX), &[(product::KEY, product::TAX)]),
    ((line_item::KEY, line_item::COST), &[(product::KEY, product::COST)]),
    ((line_item::KEY, line_item::LIST_PRICE), &ASKED_PRICE),
    ((line_item::KEY, line_item::PRICE), &ASKED_PRICE),
    (
        (line_item::KEY, line_item::TOTAL),
        &[
            (line_item::KEY, line_item::QUANTITY),
            (line_item::KEY, line_item::PRICE),
            (line_item::KEY, line_item::DISCOUNT),
        ],
    ),
    (
        (line_item::KEY, NET),
        &[(line_item::KEY, line_item::TOTAL), (deal::KEY, deal::DISCOUNT), (deal::KEY, deal::DISCOUNT_AMOUNT)],
    ),
    ((line_item::KEY, TAX_AMOUNT), &[(line_item::KEY, NET), (line_item::KEY, line_item::TAX)]),
    ((line_item::KEY, GROSS), &[(line_item::KEY, NET), (line_item::KEY, TAX_AMOUNT)]),
    (
        (line_item::KEY, MARGIN),
        &[(line_item::KEY, NET), (line_item::KEY, line_item::COST), (line_item::KEY, line_item::QUANTITY)],
    ),
    ((objection_met::KEY, objection_met::DEAL), &[(objection_met::KEY, objection_met::ABOUT)]),
    ((objection_met::KEY, objection_met::PIPELINE), &[(deal::KEY, deal::PIPELINE)]),
    ((objection_met::KEY, objection_met::STAGE), &[(deal::KEY, deal::STAGE)]),
];

/// What is worked out in these objects, as the customer has them, field by field.
pub(crate) fn derived(objects: &[Arc<Object>]) -> Vec<Derived> {
    let find = |(object, field): At| {
        let at = objects.iter().position(|it| &*it.key == object)?;
        Some((at, objects[at].field(field)?))
    };
    let known = FOLLOWS.iter().filter_map(|(at, from)| {
        let (object, field) = find(*at)?;
        Some(Derived { object, field, from: from.iter().copied().filter_map(find).collect() })
    });
    // How complete a record is follows from whatever counts for it, the customer's own fields among it.
    let complete = objects.iter().enumerate().filter_map(|(at, object)| {
        let counting = object.fields.iter().enumerate().filter(|(_, field)| field.weight > 0);
        let from = counting.map(|(field, _)| (at, field)).collect();
        Some(Derived { object: at, field: object.field(COMPLETENESS)?, from })
    });
    known.chain(complete).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::standard::{all, is_kept, is_reckoned};

    /// Written by the system alone, and yet no answer to what other fields say.
    const ALONE: [&str; 10] = [
        "deal.number",
        "lead.number",
        "deal.discount_wanted",
        "deal.discount_approval",
        "deal.discount_approved",
        "deal.discount_note",
        "deal.recurrence_of",
        "line_item.discount_wanted",
        "line_item.price_from",
        "line_item.price_list",
    ];

    fn objects() -> Vec<Arc<Object>> {
        all().into_iter().map(|spec| Arc::new(spec.build(None).expect("an object"))).collect()
    }

    #[test]
    fn every_name_is_that_of_a_field() {
        let objects = objects();
        let exists = |(object, field): &At| objects.iter().any(|it| &*it.key == *object && it.field(field).is_some());
        for (at, from) in FOLLOWS {
            assert!(exists(at), "{at:?}");
            assert!(!from.is_empty() && from.iter().all(exists), "{at:?} from {from:?}");
        }
        let weighed = objects.iter().filter(|object| object.field(COMPLETENESS).is_some()).count();
        assert_eq!(derived(&objects).len(), FOLLOWS.len() + weighed);
    }

    #[test]
    fn whatever_the_system_writes_is_said_to_follow_from_something_or_stands_alone() {
        let objects = objects();
        let derived = derived(&objects);
        let mut silent = Vec::new();
        for (at, object) in objects.iter().enumerate() {
            for (ix, field) in object.fields.iter().enumerate().filter(|(_, field)| !field.system) {
                let written = field.read_only || is_kept(&field.key) || is_reckoned(&field.key);
                if written && !derived.iter().any(|it| (it.object, it.field) == (at, ix)) {
                    silent.push(format!("{}.{}", object.key, field.key));
                }
            }
        }
        silent.retain(|name| !ALONE.contains(&name.as_str()));
        assert_eq!(silent, Vec::<String>::new());
    }
}
