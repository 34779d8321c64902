//! Kith: store.
