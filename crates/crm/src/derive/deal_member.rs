//! A member of a deal's team: each person once, with a share between nothing and all.

use kith_catalogue::Problem;
use kith_catalogue::standard::deal;
use kith_catalogue::standard::deal_member::{DEAL, SHARE, USER};
use kith_engine::{Change, Error, Result, Tx};
use rust_decimal::Decimal;

use crate::team;

pub(super) fn check(tx: &mut Tx<'_>, change: &Change) -> Result<()> {
    let share = change.after.value(SHARE).as_number();
    if share.is_some_and(|share| share < Decimal::ZERO || share > Decimal::ONE_HUNDRED) {
        return Err(Error::Invalid(vec![Problem::new("out_of_range").at(SHARE).with("min", 0).with("max", 100)]));
    }
    if !change.is_new() && !change.changes(DEAL) && !change.changes(USER) {
        return Ok(());
    }
    let (Some(home), Some(user)) = (change.after.reference(DEAL), change.after.reference(USER)) else { return Ok(()) };
    // Whoever may not see the deal is refused for that, and is not told who works on it.
    let Ok(Some(_)) = tx.find_any(deal::KEY, home) else { return Ok(()) };
    let members = tx.as_program(|tx| team::of_deal(tx, home))?;
    let others: Vec<_> = members.iter().filter(|member| member.id != change.after.id).collect();
    if others.iter().any(|member| member.reference(USER) == Some(user)) {
        return Err(Error::field(USER, "already_member"));
    }
    if others.len() >= team::MOST {
        return Err(Error::Invalid(vec![Problem::new("too_many").at(DEAL).with("max", team::MOST)]));
    }
    Ok(())
}
