//! What converting a lead would make, and what it would double. It is tried out on the write path itself and taken back,
//! so that nothing is promised that the conversion would not do.

use kith_catalogue::Problem;
use kith_engine::{Error, Fields, Match, Result, Rules, Tx};
use uuid::Uuid;

use super::{Convert, Made, open};
use crate::stage_rules;
use crate::verbs::wanted_conversion;

/// What a conversion would do.
#[derive(Debug)]
pub struct Preview<T> {
    /// What was shown of the records that it would make.
    pub shown: T,
    /// What they would double.
    pub matches: Vec<Match>,
    /// What the rules of the deal's stage ask for besides.
    pub missing: Vec<Problem>,
}

/// Tries out a conversion with the parameters of the verb and hands what it made to `show` before it is gone.
///
/// # Errors
/// What the conversion would be refused for, but for duplicates and the rules of stages: those are answered.
pub fn preview<T>(
    tx: &mut Tx<'_>,
    id: Uuid,
    params: &Fields,
    mut show: impl FnMut(&mut Tx<'_>, &Made) -> Result<T>,
) -> Result<Preview<T>> {
    let wanted = wanted_conversion(params)?;
    let lead = open(tx, id)?;
    let strict = Convert { allow_duplicates: false, ..wanted.clone() };
    let matches = match tx.rehearse(|tx| strict.perform(tx, &lead)) {
        Err(Error::Duplicate(matches)) => matches,
        _ => Vec::new(),
    };
    let loose = Convert { allow_duplicates: true, ..wanted };
    let mut attempt = |tx: &mut Tx<'_>| {
        tx.rehearse(|tx| {
            let made = loose.clone().perform(tx, &lead)?;
            show(tx, &made)
        })
    };
    match attempt(tx) {
        // Shown all the same, so that it can be filled in or chosen otherwise.
        Err(Error::Refused { code: stage_rules::CODE, problems }) => {
            let usual = std::mem::replace(&mut tx.ctx.rules, Rules::Record);
            let shown = attempt(tx);
            tx.ctx.rules = usual;
            Ok(Preview { shown: shown?, matches, missing: problems })
        }
        shown => Ok(Preview { shown: shown?, matches, missing: Vec::new() }),
    }
}
