//! Kith: the store. The only room with SQL for record tables (`obj_…`): two databases behind one door, transactions,
//! migrations, tables made from the catalogue, queries that respect rights, the event log, jobs, search, backup.
//!
//! Work is closures: [`Store::read`] and [`Store::write`] send one to a thread that owns a connection and answer when
//! it is done (a write: when it is committed). Inside there is plain synchronous code with a [`Conn`] in hand, the same
//! for SQLite and PostgreSQL. See `docs/decisions/0001-synchronous-core.md`
//! and `0002-own-sql-builder.md`.

pub mod backup;
mod bulk;
mod config;
mod conn;
pub mod doctor;
mod error;
pub mod events;
pub mod fixed;
pub mod jobs;
mod layout;
pub mod migrations;
mod postgres;
pub mod query;
mod queue;
mod readers;
pub mod records;
mod row;
mod seal;
pub mod search;
pub mod shape;
mod signal;
mod sql;
mod sqlite;
mod store;
mod tally;
mod threads;
mod wake;

pub use config::StoreConfig;
pub use conn::Conn;
pub use error::{Result, StoreError};
pub use layout::{LaidColumn, Layout};
pub use queue::Lane;
pub use row::{Row, RowRef};
pub use signal::Signal;
pub use sql::{Dialect, IntoCell, Sql};
pub use store::Store;
pub use wake::Pulse;
