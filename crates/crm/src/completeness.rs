//! How complete a record is: of the fields that count for its object, by their weights, how many are filled. Which fields count
//! is said in the catalogue ([`kith_catalogue::Field::weight`]); the share is kept on the record as a number from 0 to 100.

use kith_catalogue::standard::{COMPLETENESS, company, contact, deal, lead};
use kith_catalogue::{Catalogue, Object, Value};
use kith_engine::{Change, Record, Result, Tx};
use rust_decimal::Decimal;

use crate::client;

/// The objects whose records know it. People before companies: see [`client::Recount`].
pub(crate) const OBJECTS: [&str; 4] = [contact::KEY, company::KEY, deal::KEY, lead::KEY];

/// Puts it into a change that is about to be checked.
pub(crate) fn derive(change: &mut Change) {
    if change.after.object.field(COMPLETENESS).is_some() {
        let share = of(&change.after);
        change.after.set(COMPLETENESS, share);
    }
}

/// How complete a record is, in percent, rounded down; nothing where no field counts.
pub(crate) fn of(record: &Record) -> Value {
    let (mut filled, mut whole) = (0_u32, 0_u32);
    for (ix, field) in record.object.fields.iter().enumerate().filter(|(_, field)| field.weight > 0) {
        whole += u32::from(field.weight);
        filled += if record.get(ix).is_null() { 0 } else { u32::from(field.weight) };
    }
    match (filled * 100).checked_div(whole) {
        Some(percent) => Value::Number(Decimal::from(percent)),
        None => Value::Null,
    }
}

/// What counts has changed: everything is counted anew.
pub(crate) fn follow_catalogue(tx: &mut Tx<'_>, before: &Catalogue, after: &Catalogue) -> Result<()> {
    let counted = |object: &Object| -> Vec<(String, u8)> {
        let counting = object.fields.iter().filter(|field| field.weight > 0);
        counting.map(|field| (field.key.to_string(), field.weight)).collect()
    };
    for key in OBJECTS {
        let (was, is) = (before.object(key).map(|it| counted(it)), after.object(key).map(|it| counted(it)));
        if was != is {
            client::ask(tx, key)?;
        }
    }
    Ok(())
}
