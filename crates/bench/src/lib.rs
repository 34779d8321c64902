//! Measuring: data in the shape of a real trade, and the operations that people wait for, through HTTP and beside the
//! bare SQL statements of the same run.

mod bare;
pub mod data;
pub mod http;
mod import;
mod load;
mod measure;
pub mod names;
mod process;
pub mod random;
mod replay;
mod report;
mod run;
pub mod scenario;
pub mod trade;

pub use run::{Host, Options, run};
