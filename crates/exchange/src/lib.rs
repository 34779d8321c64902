//! Exchange: tables come in, tables go out.
//!
//! [`table`] reads whatever a person calls "the file" into checked rows; [`human`] reads the values in them as people
//! write them; [`mapping`] says which column becomes which field, and guesses it.

pub mod draft;
pub mod human;
pub mod mapping;
pub mod table;
