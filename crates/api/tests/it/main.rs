//! The interface from outside: the real router on a workspace of its own, on SQLite and on PostgreSQL.

mod bad_input;
mod calendar;
mod catalogue;
mod contract;
mod destroy;
mod distribution;
mod document;
mod files;
mod http;
mod live;
mod notifications;
mod people;
mod presence;
mod repeats;
mod rights;
mod sales;
mod scripts;
mod setups;
mod sign_in;
mod tasks;
mod twins;
mod undo;
mod views;
mod working_time;
mod workspace;
mod world;
