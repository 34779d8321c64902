//! The store on both databases.

mod lists;
mod searching;
mod support;
mod transactions;
