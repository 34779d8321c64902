//! Values as people write them: numbers with spaces and commas, dates in any order, yes and no in
//! several languages. What one cell leaves in doubt, the whole column decides.

pub mod boolean;
pub mod date;
mod months;
pub mod number;
