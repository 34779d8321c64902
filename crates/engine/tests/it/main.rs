//! The engine through its public door, on both databases.

mod house;
mod people;
mod reactor;
mod rights;
mod schema;
mod undo;
mod write_path;
