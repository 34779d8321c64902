//! The store on both databases.

mod agree;
mod backup;
mod doctor;
mod figures;
mod house;
mod lists;
mod searching;
mod support;
mod transactions;
