//! Tests of the whole room.

mod hostile;
mod real_tables;
