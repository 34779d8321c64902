//! What is kept of a group of records. Sums are kept in two halves, so that no sum leaves 64 bits.

use kith_catalogue::Cell;

/// The columns of the figures, in their order.
pub(crate) const COLUMNS: [&str; 9] =
    ["n", "filled", "given", "sum_hi", "sum_lo", "units_hi", "units_lo", "rest_hi", "rest_lo"];

/// What is kept of a group; differences have negative numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Figures(pub(crate) [i64; COLUMNS.len()]);

impl Figures {
    /// The figures of one record: its amount in the workspace's currency, whether it has any amount, its weight.
    pub(crate) fn of(amount: Option<i64>, given: bool, weight: Option<i64>) -> Self {
        let Some(amount) = amount else { return Self([1, 0, given.into(), 0, 0, 0, 0, 0, 0]) };
        let weight = i128::from(weight.unwrap_or(0));
        let [sum_hi, sum_lo] = halves(amount.into());
        let [units_hi, units_lo] = halves(i128::from(amount / 100) * weight);
        let [rest_hi, rest_lo] = halves(i128::from(amount % 100) * weight);
        Self([1, 1, given.into(), sum_hi, sum_lo, units_hi, units_lo, rest_hi, rest_lo])
    }

    /// Adds others.
    pub(crate) fn add(&mut self, other: &Self) {
        for (own, more) in self.0.iter_mut().zip(other.0) {
            *own += more;
        }
    }

    /// Takes others away.
    pub(crate) fn take(&mut self, other: &Self) {
        for (own, less) in self.0.iter_mut().zip(other.0) {
            *own -= less;
        }
    }

    /// True when there is nothing in it.
    pub(crate) fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// The same, however the halves are cut.
    pub(crate) fn equals(&self, other: &Self) -> bool {
        let [n, filled, given, ..] = self.0;
        let wide = |figures: &Self| [3, 5, 7].map(|at| whole(figures.0[at].into(), figures.0[at + 1].into()));
        other.0[..3] == [n, filled, given] && wide(self) == wide(other)
    }

    pub(crate) fn cells(&self) -> impl Iterator<Item = Cell> {
        self.0.into_iter().map(Cell::Int)
    }
}

/// More than this in the upper half (about 10^21 minor units in one record) is not counted.
const MOST: i128 = 1 << 40;

fn halves(value: i128) -> [i64; 2] {
    let high = (value >> 32).clamp(-MOST, MOST);
    [i64::try_from(high).unwrap_or(0), i64::try_from(value & 0xffff_ffff).unwrap_or(0)]
}

/// What two halves mean.
pub(crate) fn whole(high: i128, low: i128) -> i128 {
    (high << 32) + low
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(figures: &Figures) -> i128 {
        whole(figures.0[3].into(), figures.0[4].into())
    }

    #[test]
    fn sums_beyond_64_bits_are_kept() {
        let mut all = Figures::default();
        for _ in 0..3 {
            all.add(&Figures::of(Some(i64::MAX), true, Some(50)));
        }
        assert_eq!(sum(&all), i128::from(i64::MAX) * 3);
        all.take(&Figures::of(Some(i64::MAX), true, Some(50)));
        assert_eq!(sum(&all), i128::from(i64::MAX) * 2);
    }

    #[test]
    fn negative_amounts_add_up() {
        let mut all = Figures::of(Some(-250), true, Some(10));
        all.add(&Figures::of(Some(1), true, None));
        assert_eq!(sum(&all), -249);
        let weighted = |at: usize| whole(all.0[at].into(), all.0[at + 1].into());
        assert_eq!(weighted(5) * 100 + weighted(7), -2_500);
    }

    #[test]
    fn what_comes_and_goes_leaves_nothing() {
        let mut all = Figures::of(Some(-7), true, Some(33));
        all.take(&Figures::of(Some(-7), true, Some(33)));
        assert!(all.is_nothing());
        assert!(!Figures::of(None, true, None).is_nothing());
    }
}
