//! Kith: web-assets.
