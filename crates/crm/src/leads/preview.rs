//! What converting a lead would make, and what it would double. It is tried out on the write path itself and taken back,
//! so that nothing is promised that the conversion would not do.

use kith_engine::{Error, Fields, Match, Result, Tx};
use uuid::Uuid;

use super::{Convert, Made, open};
use crate::verbs::wanted_conversion;

/// Tries out a conversion with the parameters of the verb and hands what it made to `show` before it is gone.
///
/// # Errors
/// What the conversion would be refused for, but for duplicates: those are answered.
pub fn preview<T>(
    tx: &mut Tx<'_>,
    id: Uuid,
    params: &Fields,
    show: impl FnOnce(&mut Tx<'_>, &Made) -> Result<T>,
) -> Result<(T, Vec<Match>)> {
    let wanted = wanted_conversion(params)?;
    let lead = open(tx, id)?;
    let strict = Convert { allow_duplicates: false, ..wanted.clone() };
    let matches = match tx.rehearse(|tx| strict.perform(tx, &lead)) {
        Err(Error::Duplicate(matches)) => matches,
        _ => Vec::new(),
    };
    let loose = Convert { allow_duplicates: true, ..wanted };
    let shown = tx.rehearse(|tx| {
        let made = loose.perform(tx, &lead)?;
        show(tx, &made)
    })?;
    Ok((shown, matches))
}
