//! Kith: kith.
fn main() {}
