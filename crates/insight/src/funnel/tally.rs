//! What is added up of a set of deals.

use kith_catalogue::filter::Path;
use kith_catalogue::standard::deal::{AMOUNT, CYCLE_DAYS, PROBABILITY};
use kith_catalogue::{Currency, Money, Object};
use kith_engine::Reader;
use kith_engine::query::{Figure as Computed, Function, Measure, Measured};
use rust_decimal::Decimal;
use serde_json::Value as Json;

use super::Figure;

/// Sums over some deals. What the actor may not read is none.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Tally {
    pub count: u64,
    pub sum: Option<Decimal>,
    weighted: Option<Decimal>,
    /// How many amounts are in the sum.
    priced: u64,
    pub unconverted: u64,
    pub days: Option<Decimal>,
    /// How many are in the days.
    pub timed: u64,
}

impl Tally {
    pub(super) fn add(&mut self, other: &Tally) {
        let plus = |a: Option<Decimal>, b: Option<Decimal>| match (a, b) {
            (Some(a), Some(b)) => Some(a.saturating_add(b)),
            (a, b) => a.or(b),
        };
        self.count += other.count;
        self.sum = plus(self.sum, other.sum);
        self.weighted = plus(self.weighted, other.weighted);
        self.priced += other.priced;
        self.unconverted += other.unconverted;
        self.days = plus(self.days, other.days);
        self.timed += other.timed;
    }

    /// Leaves the days out.
    pub(super) fn forget_days(&mut self) {
        (self.days, self.timed) = (None, 0);
    }

    /// More deals, and more (or less) of their amounts.
    pub(super) fn move_sum(&mut self, count: u64, sum: Decimal) {
        self.count += count;
        self.priced += count;
        if self.sum.is_some() || !sum.is_zero() {
            self.sum = Some(self.sum.unwrap_or_default().saturating_add(sum));
        }
    }

    pub(super) fn figure(&self, filter: Json, may_sum: bool, currency: Currency) -> Figure {
        Figure { count: self.count, sum: amount(self.sum, may_sum, currency), filter }
    }

    pub(super) fn weighted(&self, may_weigh: bool, currency: Currency) -> Option<Money> {
        amount(self.weighted, may_weigh, currency)
    }

    /// The mean of the amounts that are in the sum.
    pub(super) fn average(&self, currency: Currency) -> Option<Money> {
        let mean = self.sum?.checked_div(Decimal::from(self.priced))?;
        Money::rounded(mean, currency)
    }
}

fn amount(sum: Option<Decimal>, may_sum: bool, currency: Currency) -> Option<Money> {
    let sum = may_sum.then(|| sum.unwrap_or_default())?;
    Money::rounded(sum, currency)
}

/// Which sums are asked for, as far as the actor may read what they are made of.
pub(super) struct Plan {
    measures: Vec<(What, Measure)>,
}

#[derive(Clone, Copy)]
enum What {
    Count,
    Sum,
    Weighted,
    Priced,
    Days,
    Timed,
}

impl Plan {
    pub(super) fn new(reader: &Reader<'_>, object: &Object) -> Self {
        let access = reader.access.object(object);
        let readable = |key: &str| object.field(key).filter(|&field| access.may_read(field)).map(Path::field);
        let mut measures = vec![(What::Count, Measure { function: Function::Count, path: None })];
        let mut add =
            |what, function, path: &Path| measures.push((what, Measure { function, path: Some(path.clone()) }));
        if let Some(amount) = readable(AMOUNT) {
            add(What::Sum, Function::Sum, &amount);
            add(What::Priced, Function::Count, &amount);
            if let Some(by) = readable(PROBABILITY) {
                add(What::Weighted, Function::Weighted { by }, &amount);
            }
        }
        if let Some(days) = readable(CYCLE_DAYS) {
            add(What::Days, Function::Sum, &days);
            add(What::Timed, Function::Count, &days);
        }
        Self { measures }
    }

    pub(super) fn measures(&self) -> Vec<Measure> {
        self.measures.iter().map(|(_, measure)| measure.clone()).collect()
    }

    pub(super) fn read(&self, figures: &[Measured]) -> Tally {
        let mut tally = Tally::default();
        for ((what, _), measured) in self.measures.iter().zip(figures) {
            let count = match measured.figure {
                Computed::Count(count) => count,
                _ => 0,
            };
            let decimal = match measured.figure {
                Computed::Decimal(decimal) => decimal,
                _ => Decimal::ZERO,
            };
            match what {
                What::Count => tally.count = count,
                What::Sum => {
                    tally.sum = Some(decimal);
                    tally.unconverted = measured.unconverted;
                }
                What::Weighted => tally.weighted = Some(decimal),
                What::Priced => tally.priced = count,
                What::Days => tally.days = Some(decimal),
                What::Timed => tally.timed = count,
            }
        }
        tally.priced = tally.priced.saturating_sub(tally.unconverted);
        tally
    }
}
