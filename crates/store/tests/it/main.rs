//! The store on both databases.

mod agree;
mod backup;
mod doctor;
mod faults;
mod figures;
mod house;
mod lists;
mod log;
mod plans;
mod random;
mod searching;
mod support;
mod totals;
mod transactions;
