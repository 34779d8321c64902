//! Queries over record tables.

/// Places in sorted lists.
#[derive(Debug, Default)]
pub(crate) struct Anchors {}
