//! What the lines of a deal come to, to the last cent.
//!
//! Every line is rounded once, half away from zero, to what the currency can hold: quantity × price less its own discount.
//! The discount on the whole is rounded once and shared out over the lines by the largest remainder, so that shares add up
//! to it. Tax is counted for each rate on what its lines come to, rounded once, and shared out over them in the same way.
//! So whatever is shown for lines adds up to what is shown for the whole, and the order of lines or edits changes nothing
//! of it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use kith_catalogue::limits;
use rust_decimal::{Decimal, RoundingStrategy};

/// A line, in minor units of the deal's currency.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Line {
    /// Quantity × price less its discount.
    pub total: i64,
    /// Tax in percent.
    pub tax: Decimal,
    /// What all of it costs us, where that is known.
    pub cost: Option<i64>,
}

/// The discount on the whole.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Whole {
    /// In percent of what the lines come to.
    Percent(Decimal),
    /// An amount, in minor units; not more than the lines come to.
    Amount(i64),
}

/// What a line comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Part {
    pub net: i64,
    pub tax: i64,
    pub gross: i64,
    pub margin: Option<i64>,
}

/// What the deal comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Totals {
    pub subtotal: i64,
    pub net: i64,
    pub tax: i64,
    pub gross: i64,
    /// Unknown as long as the cost of one of its lines is.
    pub margin: Option<i64>,
    /// Each line's part, in their order.
    pub parts: Vec<Part>,
}

/// Adds up; none for what is beyond all amounts.
pub(crate) fn add_up(lines: &[Line], whole: Whole) -> Option<Totals> {
    // In an order of their own, so that the last cents fall the same way however the lines are listed.
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by_key(|at| (Reverse(lines[*at].total), lines[*at].tax, lines[*at].cost, *at));
    let sorted: Vec<Line> = order.iter().map(|at| lines[*at]).collect();
    let mut totals = in_order(&sorted, whole)?;
    let mut parts = vec![Part::default(); lines.len()];
    for (at, part) in order.into_iter().zip(totals.parts) {
        parts[at] = part;
    }
    totals.parts = parts;
    Some(totals)
}

fn in_order(lines: &[Line], whole: Whole) -> Option<Totals> {
    let totals: Vec<i64> = lines.iter().map(|line| line.total).collect();
    let subtotal = sum(&totals)?;
    let discount = match whole {
        Whole::Percent(percent) => percent_of(subtotal, percent)?,
        Whole::Amount(amount) => amount.min(subtotal),
    };
    let shares = share(discount, &totals);
    let nets: Vec<i64> = totals.iter().zip(&shares).map(|(total, share)| total - share).collect();
    let mut taxes = vec![0; lines.len()];
    let mut by_rate: BTreeMap<Decimal, Vec<usize>> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        by_rate.entry(line.tax).or_default().push(at);
    }
    for (rate, group) in by_rate {
        let of_group: Vec<i64> = group.iter().map(|at| nets[*at]).collect();
        let tax = percent_of(sum(&of_group)?, rate)?;
        for (at, share) in group.into_iter().zip(share(tax, &of_group)) {
            taxes[at] = share;
        }
    }
    let mut parts = Vec::with_capacity(lines.len());
    for ((line, net), tax) in lines.iter().zip(nets).zip(taxes) {
        let margin = match line.cost {
            Some(cost) => Some(net.checked_sub(cost)?),
            None => None,
        };
        parts.push(Part { net, tax, gross: net.checked_add(tax)?, margin });
    }
    let of = |get: fn(&Part) -> i64| sum(&parts.iter().map(get).collect::<Vec<_>>());
    let margins: Option<Vec<i64>> = parts.iter().map(|part| part.margin).collect();
    Some(Totals {
        subtotal,
        net: of(|part| part.net)?,
        tax: of(|part| part.tax)?,
        gross: of(|part| part.gross)?,
        margin: match margins {
            Some(margins) => Some(sum(&margins)?),
            None => None,
        },
        parts,
    })
}

fn sum(amounts: &[i64]) -> Option<i64> {
    let sum = amounts.iter().try_fold(0_i64, |sum, amount| sum.checked_add(*amount))?;
    (sum.abs() <= limits::MONEY).then_some(sum)
}

/// So many percent, rounded half away from zero.
fn percent_of(amount: i64, percent: Decimal) -> Option<i64> {
    let exact = Decimal::from(amount).checked_mul(percent)?.checked_div(Decimal::ONE_HUNDRED)?;
    i64::try_from(exact.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)).ok()
}

/// Shares an amount out by weight: each gets the whole part of its share, and what is left goes one by one to those whose
/// share was cut the most, the first of equals first. The shares add up to the amount.
fn share(amount: i64, weights: &[i64]) -> Vec<i64> {
    let all: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
    if all == 0 || amount == 0 {
        return vec![0; weights.len()];
    }
    let (amount, mut shares, mut cut) = (i128::from(amount), Vec::new(), Vec::new());
    for (at, weight) in weights.iter().enumerate() {
        let exact = amount * i128::from(*weight);
        shares.push(exact.div_euclid(all));
        cut.push((Reverse(exact.rem_euclid(all)), at));
    }
    cut.sort_unstable();
    let left = usize::try_from(amount - shares.iter().sum::<i128>()).unwrap_or(0);
    for (_, at) in cut.into_iter().take(left) {
        shares[at] += 1;
    }
    shares.into_iter().map(|share| i64::try_from(share).unwrap_or(0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(total: i64, tax: i64, cost: Option<i64>) -> Line {
        Line { total, tax: Decimal::from(tax), cost }
    }

    #[test]
    fn a_discount_that_cannot_be_shared_evenly_is_shared_to_the_cent() {
        let lines = [line(100, 0, None), line(100, 0, None), line(100, 0, None)];
        let totals = add_up(&lines, Whole::Amount(100)).unwrap();
        assert_eq!(totals.parts.iter().map(|part| part.net).collect::<Vec<_>>(), [66, 67, 67]);
        assert_eq!(totals.net, 200);
        let totals = add_up(&lines, Whole::Percent("12.5".parse().unwrap())).unwrap();
        assert_eq!(totals.net, 262, "37.5 cents of 300 are 38");
    }

    #[test]
    fn tax_is_rounded_once_for_each_rate() {
        // 21 % of 3 × 0.33 is 0.2079: 0.21, where line by line it would be 3 × 0.07.
        let lines = [line(33, 21, None), line(33, 21, None), line(33, 21, None), line(1_000, 10, None)];
        let totals = add_up(&lines, Whole::Percent(Decimal::ZERO)).unwrap();
        assert_eq!(totals.tax, 21 + 100);
        assert_eq!(totals.gross, 1_099 + 121);
        assert_eq!(totals.margin, None);
    }

    #[test]
    fn a_margin_is_known_when_every_cost_is() {
        let known =
            add_up(&[line(1_000, 0, Some(600)), line(500, 0, Some(600))], Whole::Percent(Decimal::TEN)).unwrap();
        assert_eq!((known.margin, known.parts[1].margin), (Some(150), Some(-150)));
        let unknown = add_up(&[line(1_000, 0, Some(600)), line(500, 0, None)], Whole::Amount(0)).unwrap();
        assert_eq!((unknown.margin, unknown.parts[0].margin), (None, Some(400)));
    }

    #[test]
    fn whatever_the_lines_parts_add_up_to_the_whole_and_order_changes_nothing() {
        let mut seed = 7_u64;
        let mut next = |most: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % most
        };
        for _ in 0..2_000 {
            let rates = [0, 10, 12, 21];
            let lines: Vec<Line> = (0..=next(12))
                .map(|_| {
                    let total = if next(4) == 0 { next(4) } else { next(10_000_000) };
                    line(total as i64, rates[next(4) as usize], Some(next(1_000_000) as i64))
                })
                .collect();
            let whole = match next(3) {
                0 => Whole::Amount(next(20_000_000) as i64),
                1 => Whole::Percent(Decimal::new(next(10_001) as i64, 2)),
                _ => Whole::Percent(Decimal::ZERO),
            };
            let totals = add_up(&lines, whole).unwrap();
            let sum = |get: fn(&Part) -> i64| totals.parts.iter().map(get).sum::<i64>();
            assert_eq!(sum(|part| part.net), totals.net);
            assert_eq!(sum(|part| part.tax), totals.tax);
            assert_eq!(sum(|part| part.gross), totals.gross);
            assert_eq!(totals.net + totals.tax, totals.gross);
            assert_eq!(Some(sum(|part| part.margin.unwrap())), totals.margin);
            assert_eq!(totals.subtotal, lines.iter().map(|line| line.total).sum::<i64>());
            let discount = totals.subtotal - totals.net;
            match whole {
                Whole::Amount(amount) => assert_eq!(discount, amount.min(totals.subtotal)),
                Whole::Percent(percent) => {
                    let exact = Decimal::from(totals.subtotal) * percent / Decimal::ONE_HUNDRED;
                    assert!((Decimal::from(discount) - exact).abs() <= Decimal::new(5, 1));
                }
            }
            for (part, line) in totals.parts.iter().zip(&lines) {
                assert!((0..=line.total).contains(&part.net), "{part:?} of {line:?}");
            }
            let mut turned = lines.clone();
            turned.rotate_left(next(lines.len() as u64) as usize);
            let again = add_up(&turned, whole).unwrap();
            assert_eq!(
                (again.subtotal, again.net, again.tax, again.gross, again.margin),
                (totals.subtotal, totals.net, totals.tax, totals.gross, totals.margin)
            );
        }
    }

    #[test]
    fn what_no_amount_can_hold_is_none() {
        assert_eq!(add_up(&[line(i64::MAX, 0, None), line(1, 0, None)], Whole::Amount(0)), None);
    }
}
