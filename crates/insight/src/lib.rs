//! Kith: insight.
