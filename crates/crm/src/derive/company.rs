//! A company stands below others, never below itself.

use kith_catalogue::standard::company::{self, PARENT};
use kith_engine::{Change, Error, Result, Tx};

/// How many companies are looked at on the way up. No group is that deep: what has not ended there goes round.
const DEEPEST: usize = 200;

pub(super) fn check(tx: &mut Tx<'_>, change: &Change) -> Result<()> {
    // Nothing leads to a new one yet.
    if change.is_new() || !change.changes(PARENT) {
        return Ok(());
    }
    let mut at = change.after.reference(PARENT);
    // What the actor does not see is refused as unknown, whatever stands above it.
    if !matches!(at, Some(id) if tx.exists(company::KEY, id)?) {
        return Ok(());
    }
    for _ in 0..DEEPEST {
        match at {
            None => return Ok(()),
            Some(id) if id == change.after.id => break,
            // Also past those whom the actor does not see, and past the bin, from which they may come back.
            Some(id) => at = tx.as_program(|tx| tx.find_any(company::KEY, id))?.and_then(|it| it.reference(PARENT)),
        }
    }
    Err(Error::field(PARENT, "links_to_itself"))
}
