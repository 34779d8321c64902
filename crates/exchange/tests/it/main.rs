//! Tests of the whole room.

mod hostile;
mod house;
mod imports;
mod real_imports;
mod real_tables;
