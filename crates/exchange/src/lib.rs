//! Exchange: tables come in, tables go out.
//!
//! [`table`] reads whatever a person calls "the file" into checked rows; [`human`] reads the values in
//! them as people write them.

pub mod human;
pub mod table;
