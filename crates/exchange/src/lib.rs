//! Kith: exchange.
