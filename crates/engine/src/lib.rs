//! Kith: engine.
