//! Kith: api.
