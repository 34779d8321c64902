//! Figures: questions to the records under the rights of whoever asks. Every figure comes with the filter that opens the
//! rows behind it.

pub mod cohort;
mod decimal;
pub mod engagement;
mod filters;
pub mod funnel;
mod grouping;
pub mod objections;
mod period;
pub mod reaction;

pub use grouping::GroupBy;

/// So many records, and the filter that finds them.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    /// How many.
    pub count: u64,
    /// Finds these very records.
    pub filter: serde_json::Value,
}
