//! A whole workspace for tests: a database of its own on SQLite or PostgreSQL, a clock that stands still, the real HTTP
//! interface on a port of its own, people of every role, builders. What a test leaves behind is looked at when it ends.

mod app;
mod client;
mod people;

pub use app::{Backend, TestApp, both};
pub use client::{Answer, Client};
pub use people::Cast;
