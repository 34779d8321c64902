//! Chance that a seed repeats.

/// A small generator: the seed names the case.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below as u64) as usize
    }

    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.next(list.len())]
    }

    pub fn one_in(&mut self, n: usize) -> bool {
        self.next(n) == 0
    }
}
