//! The interface from outside: the real router on a workspace of its own, on SQLite and on PostgreSQL.

mod bad_input;
mod catalogue;
mod contract;
mod document;
mod http;
mod live;
mod people;
mod repeats;
mod rights;
mod sign_in;
mod twins;
mod undo;
mod world;
