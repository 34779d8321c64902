//! Figures: questions to the records under the rights of whoever asks. Every figure comes with the filter that opens the
//! rows behind it.

pub mod funnel;
pub mod objections;
