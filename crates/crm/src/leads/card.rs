//! The card of a client: there is one from when somebody takes his inquiry up.

use kith_catalogue::standard::lead::{COMPANY, CONTACT};
use kith_catalogue::{LinkRef, Value};
use kith_engine::{Change, Error, Record, Result, Tx};

use super::{Convert, Part, begin_batch};

/// Makes the contact and the company that a lead speaks of, unless it knows its client, as conversion would make them. What
/// would double others is left for a person to decide, and whoever may not make clients makes none.
pub(crate) fn open_card(tx: &mut Tx<'_>, change: &mut Change) -> Result<()> {
    let lead = change.after.clone();
    if lead.reference(CONTACT).is_some() || lead.reference(COMPANY).is_some() {
        return Ok(());
    }
    let card = Convert {
        company: Part::Usual,
        contact: Part::Usual,
        deal: Part::Nothing,
        owner: None,
        allow_duplicates: false,
    };
    // Taken back as one with the acceptance.
    begin_batch(tx);
    let made = match tx.attempt(|tx| card.perform(tx, &lead)) {
        Ok(made) => made,
        Err(Error::Duplicate(_) | Error::Forbidden { .. } | Error::Invalid(_) | Error::NotFound) => return Ok(()),
        Err(error) => return Err(error),
    };
    let mut link = |key: &str, record: Option<Record>| {
        if let Some(record) = record {
            change.after.set(key, Value::Link(LinkRef { object: record.object.key.clone(), id: record.id }));
        }
    };
    link(COMPANY, made.company);
    link(CONTACT, made.contact);
    Ok(())
}
