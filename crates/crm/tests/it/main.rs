//! The rules of the business through the engine, on both databases.

mod affiliations;
mod always;
mod board;
mod clients;
mod deals;
mod distribution;
mod duplicates;
mod house;
mod leads;
mod line_items;
mod next_step;
mod notes;
mod objections;
mod people;
mod pipelines;
mod prices;
mod rates;
mod sample;
mod sequences;
mod series;
mod stage_rules;
mod stays;
mod tasks;
mod team;
mod trades;
mod working_time;
