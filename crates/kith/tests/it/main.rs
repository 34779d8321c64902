//! Tests of the program itself, run as people run it.

mod commands;
mod durability;
mod program;
mod upgrade;
