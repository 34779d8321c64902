//! The team of a deal: who works on it besides its owner, and how its amount is shared. Members are parts of the deal; the
//! deal carries who they are, and each of them his part of the amount, kept in the transaction of whatever changes it.
//! What is not shared out is the owner's. See `docs/decisions/0026-deal-teams.md`.

use kith_catalogue::filter::Expr;
use kith_catalogue::sort::{Dir, Sort};
use kith_catalogue::standard::deal::{self, AMOUNT};
use kith_catalogue::standard::deal_member::{self, DEAL, MAY_EDIT, SHARE, SHARE_AMOUNT, USER};
use kith_catalogue::standard::{CREATED_AT, is_kept};
use kith_catalogue::{Money, Part, Problem, Value};
use kith_engine::query::ListQuery;
use kith_engine::{Change, Error, Record, Result, Tx, wire};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use uuid::Uuid;

/// The shares of a deal's team have changed: they may not exceed the whole when the command ends.
pub(crate) const SHARES: u32 = 8;

/// The most members that a deal may have.
pub(crate) const MOST: usize = 100;

/// The whole, in hundredths of a percent.
const WHOLE: i64 = 10_000;

/// Keeps teams in step with a change that has just been written.
pub(crate) fn follow(tx: &mut Tx<'_>, change: &Change) -> Result<()> {
    match change.object() {
        deal::KEY if !change.is_new() && change.changes(AMOUNT) => {
            let members = tx.as_program(|tx| of_deal(tx, change.after.id))?;
            share_out(tx, &change.after, &members)
        }
        deal_member::KEY => {
            let was = change.before.as_ref().and_then(|before| before.reference(DEAL));
            let is = change.after.reference(DEAL);
            let only_kept = change.before.as_ref().is_some_and(|before| {
                let same = |ix: usize| is_kept(&before.object.fields[ix].key) || before.get(ix) == change.after.get(ix);
                before.deleted_at == change.after.deleted_at && (0..before.values.len()).all(same)
            });
            if only_kept {
                return Ok(());
            }
            for deal in was.filter(|was| Some(*was) != is).into_iter().chain(is) {
                refresh(tx, deal)?;
            }
            if let Some(deal) = is.filter(|_| change.after.deleted_at.is_none()) {
                tx.defer(deal, SHARES);
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// The members of a deal's team, in the order in which they came.
pub(crate) fn of_deal(tx: &mut Tx<'_>, deal: Uuid) -> Result<Vec<Record>> {
    let object = tx.object(deal_member::KEY)?;
    let mut query = ListQuery::new(deal_member::KEY);
    query.filter = Expr::eq(object.must(DEAL), Part::Value, deal);
    query.sort = vec![Sort::new(CREATED_AT, Dir::Asc, &tx.cat, &object).map_err(Error::BadRequest)?];
    query.limit = 500;
    Ok(tx.list(&query)?.rows.into_iter().map(|raw| wire::record(&object, raw)).collect())
}

/// Tells a deal who its team is, and each member his part of the amount.
fn refresh(tx: &mut Tx<'_>, deal: Uuid) -> Result<()> {
    tx.as_program(|tx| {
        let Some(deal) = tx.find_any(deal::KEY, deal)? else { return Ok(()) };
        let members = of_deal(tx, deal.id)?;
        let people = |of: &dyn Fn(&&Record) -> bool| {
            let mut users: Vec<Uuid> = Vec::new();
            for user in members.iter().filter(of).filter_map(|member| member.reference(USER)) {
                if !users.contains(&user) {
                    users.push(user);
                }
            }
            if users.is_empty() { Value::Null } else { Value::Users(users) }
        };
        let editors = people(&|member| member.value(MAY_EDIT).as_bool() == Some(true));
        tx.keep(&deal, &[(deal::TEAM, people(&|_| true)), (deal::TEAM_EDITORS, editors)])?;
        share_out(tx, &deal, &members)
    })
}

fn share_out(tx: &mut Tx<'_>, deal: &Record, members: &[Record]) -> Result<()> {
    let amount = deal.value(AMOUNT).as_money();
    let shares: Vec<Option<i64>> = members.iter().map(share_of).collect();
    let known: Vec<i64> = shares.iter().map(|share| share.unwrap_or(0)).collect();
    let parts = amount.map(|amount| (amount.currency, split(amount.minor, &known)));
    for (at, member) in members.iter().enumerate() {
        let part = match (&parts, shares[at]) {
            (Some((currency, parts)), Some(_)) => Value::Money(Money { minor: parts[at], currency: *currency }),
            _ => Value::Null,
        };
        tx.keep(member, &[(SHARE_AMOUNT, part)])?;
    }
    Ok(())
}

/// A member's share in hundredths of a percent.
fn share_of(member: &Record) -> Option<i64> {
    member.value(SHARE).as_number().and_then(|share| (share * Decimal::ONE_HUNDRED).to_i64())
}

/// Shares an amount out to the last cent: each gets what his share comes to rounded down, and what is left goes one by one to
/// those who lost most by the rounding. Whoever the rest of the whole belongs to takes part in that.
fn split(minor: i64, shares: &[i64]) -> Vec<i64> {
    let whole = WHOLE.max(shares.iter().sum());
    let rest = whole - shares.iter().sum::<i64>();
    let amount = i128::from(minor).abs();
    let all: Vec<i128> = shares.iter().chain([&rest]).map(|share| amount * i128::from(*share)).collect();
    let mut parts: Vec<i128> = all.iter().map(|part| part / i128::from(whole)).collect();
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|at| (std::cmp::Reverse(all[*at] % i128::from(whole)), *at));
    let left = usize::try_from(amount - parts.iter().sum::<i128>()).unwrap_or(0);
    for at in order.into_iter().take(left) {
        parts[at] += 1;
    }
    parts.pop();
    parts.into_iter().map(|part| i64::try_from(part).unwrap_or(i64::MAX) * minor.signum()).collect()
}

/// Nobody shares out more than there is: asked when the command ends, so that shares may be moved in any order.
pub(crate) fn settle(tx: &mut Tx<'_>, deal: Uuid) -> Result<()> {
    let members = tx.as_program(|tx| of_deal(tx, deal))?;
    let sum: i64 = members.iter().filter_map(share_of).sum();
    if sum > WHOLE {
        let sum = Decimal::new(sum, 2).normalize().to_string();
        let problem = Problem::new("shares_exceed").at(SHARE).with("sum", sum).with("max", 100);
        return Err(Error::Invalid(vec![problem.with("deal", deal.to_string())]));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn shares_of_the_whole_add_up_to_the_cent() {
        assert_eq!(split(10_000, &[3_333, 3_333, 3_334]), [3_333, 3_333, 3_334]);
        assert_eq!(split(100, &[3_333, 3_333, 3_334]), [33, 33, 34]);
        assert_eq!(split(1, &[5_000, 5_000]), [1, 0], "the first of equals gets the cent");
        for minor in [0_i64, 1, 2, 99, 101, 12_345, i64::MAX, -7, -12_345] {
            for shares in [[1, 9_999, 0], [3_333, 3_333, 3_334], [2_500, 2_501, 4_999]] {
                assert_eq!(split(minor, &shares).iter().map(|part| i128::from(*part)).sum::<i128>(), i128::from(minor));
            }
        }
    }

    #[test]
    fn what_is_not_shared_out_is_left() {
        assert_eq!(split(1_001, &[5_000]), [501], "the member comes before the owner among equals");
        assert_eq!(split(1_000, &[]), Vec::<i64>::new());
        assert_eq!(split(999, &[1_000, 2_500]), [100, 250]);
        assert_eq!(split(-1_001, &[5_000]), [-501]);
    }
}
