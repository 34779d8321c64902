//! The rules of the business through the engine, on both databases.

mod board;
mod deals;
mod duplicates;
mod house;
mod line_items;
mod notes;
mod people;
mod pipelines;
mod rates;
mod sample;
mod stays;
mod tasks;
