//! The house as a whole: its shape, its documents.

mod agree;
mod architecture;
mod documents;
mod tree;
mod world;
