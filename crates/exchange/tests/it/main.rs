//! Tests of the whole room.

mod exports;
mod hostile;
mod house;
mod imports;
mod real_imports;
mod real_tables;
mod trials;
