//! Exchange: tables come in, tables go out.
//!
//! [`table`] reads whatever a person calls "the file" into checked rows; [`human`] reads the values in them as people
//! write them; [`mapping`] says which column becomes which field, and guesses it; [`draft`] makes of a row what it
//! says about a record; [`import`] turns files into records, [`export`] records into files.

pub mod draft;
pub mod export;
pub mod human;
pub mod import;
pub mod mapping;
pub mod table;
