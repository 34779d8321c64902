//! Dice that fall the same way every time: the generated workspace is a function of its seed.

/// A small fast generator (xoshiro256**, seeded by splitmix64). Not for secrets.
pub struct Dice {
    state: [u64; 4],
}

impl Dice {
    /// Dice for a seed.
    pub fn new(seed: u64) -> Self {
        let mut x = seed;
        let mut next = || {
            x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = x;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            z ^ (z >> 31)
        };
        Self { state: [next(), next(), next(), next()] }
    }

    fn next(&mut self) -> u64 {
        let s = &mut self.state;
        let out = s[1].wrapping_mul(5).rotate_left(7).wrapping_mul(9);
        let t = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= t;
        s[3] = s[3].rotate_left(45);
        out
    }

    /// A number below `end` (0 when `end` is 0).
    pub fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }

    /// A number of `low..=high`.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below((high - low + 1).max(1) as usize) as i64
    }

    /// A number of 0..1.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// True with this probability.
    pub fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// One of a list, all alike.
    pub fn pick<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }

    /// A log-normal number: `median` in the middle, a long tail above it.
    pub fn log_normal(&mut self, median: f64, sigma: f64) -> f64 {
        let radius = (-2.0 * self.unit().max(1e-12).ln()).sqrt();
        let normal = radius * (std::f64::consts::TAU * self.unit()).cos();
        median * (sigma * normal).exp()
    }
}

/// A fixed distribution over indexes: a draw is a binary search.
pub struct Weights {
    sums: Vec<f64>,
}

impl Weights {
    /// Weights as given.
    pub fn new(weights: impl IntoIterator<Item = f64>) -> Self {
        let mut sum = 0.0;
        let sums = weights
            .into_iter()
            .map(|weight| {
                sum += weight;
                sum
            })
            .collect();
        Self { sums }
    }

    /// Zipf's law: the k-th is drawn in proportion to `1 / k^exponent`.
    pub fn zipf(count: usize, exponent: f64) -> Self {
        Self::new((1..=count).map(|k| (k as f64).powf(-exponent)))
    }

    /// Draws an index.
    pub fn draw(&self, dice: &mut Dice) -> usize {
        let total = self.sums.last().copied().unwrap_or_default();
        let at = dice.unit() * total;
        self.sums.partition_point(|sum| *sum <= at).min(self.sums.len().saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_falls_the_same_way() {
        let (mut a, mut b) = (Dice::new(7), Dice::new(7));
        assert!((0..100).all(|_| a.below(1000) == b.below(1000)));
    }

    #[test]
    fn zipf_favours_the_first() {
        let (mut dice, weights) = (Dice::new(1), Weights::zipf(20, 1.0));
        let mut counts = [0; 20];
        for _ in 0..20_000 {
            counts[weights.draw(&mut dice)] += 1;
        }
        assert!(counts[0] > 3 * counts[4] && counts[19] > 0, "{counts:?}");
    }

    #[test]
    fn log_normal_has_its_median_in_the_middle() {
        let mut dice = Dice::new(3);
        let below = (0..10_000).filter(|_| dice.log_normal(500.0, 1.3) < 500.0).count();
        assert!((4_800..5_200).contains(&below), "{below}");
    }
}
