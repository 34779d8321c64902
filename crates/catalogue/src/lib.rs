//! Kith: catalogue.
