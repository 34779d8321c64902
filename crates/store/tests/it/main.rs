//! The store on both databases.

mod agree;
mod figures;
mod lists;
mod searching;
mod support;
mod transactions;
