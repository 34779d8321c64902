//! Measuring: data in the shape of a real trade, and the operations that people wait for, through HTTP and beside the
//! bare SQL statements of the same run.

pub mod data;
pub mod names;
pub mod random;
pub mod trade;
