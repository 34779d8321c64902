//! Figures as exact decimals.

use rust_decimal::{Decimal, RoundingStrategy};

/// `part` of `whole` as a decimal with six digits at most; none of nothing.
pub(crate) fn ratio(part: u64, whole: u64) -> Option<String> {
    quotient(Decimal::from(part), whole, 6)
}

/// The mean of a sum of days over so many, with one digit at most.
pub(crate) fn mean_days(sum: Decimal, count: u64) -> Option<String> {
    quotient(sum, count, 1)
}

/// Milliseconds as days, to the hundredth.
pub(crate) fn days(milliseconds: i64) -> String {
    let days = Decimal::from(milliseconds) / Decimal::from(86_400_000);
    days.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero).normalize().to_string()
}

fn quotient(of: Decimal, by: u64, digits: u32) -> Option<String> {
    let exact = of.checked_div(Decimal::from(by))?;
    let rounded = exact.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero);
    Some(rounded.normalize().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_have_six_digits_and_no_idle_zeros() {
        assert_eq!(ratio(1595, 2415).as_deref(), Some("0.660455"));
        assert_eq!(ratio(1, 2).as_deref(), Some("0.5"));
        assert_eq!(ratio(0, 7).as_deref(), Some("0"));
        assert_eq!(ratio(3, 0), None);
        assert_eq!(mean_days(Decimal::from(479), 10).as_deref(), Some("47.9"));
    }
}
