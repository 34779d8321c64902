//! Kith: testkit.
