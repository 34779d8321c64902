//! The store on both databases.

mod lists;
mod support;
mod transactions;
