//! Text: folded once for search and equality, and given a key for order, so that both databases find and order alike.

mod collator;
mod fold;
mod mention;

pub use collator::Collator;
pub use fold::fold;
pub use mention::{Mention, mentions, without_ids};
