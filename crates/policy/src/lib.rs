//! Kith: policy.
