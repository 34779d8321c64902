//! A tie of a person and a company: one of each pair, and it does not end before it begins.

use kith_catalogue::Problem;
use kith_catalogue::standard::affiliation::{COMPANY, CONTACT, SINCE, UNTIL};
use kith_catalogue::standard::contact;
use kith_engine::{Change, Error, Result, Tx};

use crate::affiliations;

pub(super) fn check(tx: &mut Tx<'_>, change: &Change) -> Result<()> {
    if change.undo {
        return Ok(());
    }
    if let (Some(since), Some(until)) = (change.after.value(SINCE).as_date(), change.after.value(UNTIL).as_date())
        && until < since
    {
        return Err(Error::Invalid(vec![Problem::new("out_of_range").at(UNTIL).with("min", since.to_string())]));
    }
    let (Some(person), Some(company)) = (change.after.reference(CONTACT), change.after.reference(COMPANY)) else {
        return Ok(());
    };
    if !change.is_new() && !change.changes(CONTACT) && !change.changes(COMPANY) {
        return Ok(());
    }
    // Whoever may not see the person is refused for that, and is not told what the person is tied to.
    let Ok(Some(known)) = tx.find_any(contact::KEY, person) else { return Ok(()) };
    let is_main = change.is_new() && known.reference(contact::COMPANY) == Some(company);
    let tied = affiliations::between(tx, person, company)?;
    if is_main || tied.is_some_and(|other| other.id != change.after.id) {
        return Err(Error::field(COMPANY, "already_linked"));
    }
    Ok(())
}
