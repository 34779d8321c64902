//! The engine: one write path, one event a change, questions under the actor's rights, jobs and readers of the log.
//!
//! It knows kinds of fields, permissions and events; it does not know what a deal is. What a deal is comes in through
//! [`Domain`].

pub mod actors;
pub mod appearance;
mod apply;
pub mod bulk;
pub mod clock;
mod ctx;
pub mod destroy;
mod domain;
pub mod error;
mod fields;
pub mod live;
pub mod log;
pub mod page;
pub mod people;
pub mod presence;
mod rates;
pub mod reactor;
mod reader;
mod record;
pub mod reorder;
pub mod schema;
pub mod settings;
mod settle;
pub mod setup;
pub mod sheet;
pub mod timeline;
mod tx;
pub mod undo;
pub mod wire;
mod woken;
pub mod worker;
mod workspace;

pub use ctx::{Cause, Ctx, Origin, Rules};
pub use domain::{Change, Domain, HandOver, NoDomain};
pub use error::{Error, Match, Result};
pub use rates::Rates;
pub use reader::Reader;
pub use record::Record;
pub use tx::{CreateOptions, Fields, Tx};
pub use workspace::{Workspace, catalogue_settings};

/// The parts of the store that other rooms need for hand-written tables.
pub use kith_store::jobs::NewJob;
pub use kith_store::{
    Conn, Lane, Row, Signal, Sql, Store, StoreConfig, StoreError, backup, doctor, events, fixed, jobs, query, search,
};
