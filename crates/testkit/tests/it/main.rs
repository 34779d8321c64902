//! The house as a whole: its shape, its documents.

mod architecture;
mod documents;
mod tree;
