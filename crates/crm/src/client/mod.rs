//! What a client (a company, a person) carries that follows from others: the next thing to do about it, and what it buys.

pub(crate) mod next_task;
pub(crate) mod purchases;
mod recount;
mod remind;

use kith_catalogue::standard::deal::{COMPANY, CONTACT};
use kith_catalogue::standard::{company, contact};
use kith_engine::{Change, Record, Result, Tx};
use uuid::Uuid;

pub(crate) use recount::{Recount, ask};
pub(crate) use remind::{Daily, number_of, today, wake};
pub use remind::{Settings, change_settings, settings};

/// A client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Client {
    /// The object's key.
    pub(crate) object: &'static str,
    /// The record.
    pub(crate) id: Uuid,
}

impl Client {
    pub(crate) const fn company(id: Uuid) -> Self {
        Self { object: company::KEY, id }
    }

    pub(crate) const fn contact(id: Uuid) -> Self {
        Self { object: contact::KEY, id }
    }

    /// The field of a deal that leads to it.
    pub(crate) fn field(self) -> &'static str {
        if self.object == company::KEY { COMPANY } else { CONTACT }
    }
}

/// Those whom a deal names: its company and its person.
pub(crate) fn named_by(deal: &Record) -> impl Iterator<Item = Client> {
    let company = deal.reference(COMPANY).map(Client::company);
    company.into_iter().chain(deal.reference(CONTACT).map(Client::contact))
}

/// Keeps what clients carry in step with a change that has just been written.
pub(crate) fn follow(tx: &mut Tx<'_>, change: &Change, event: Uuid) -> Result<()> {
    next_task::follow(tx, change)?;
    purchases::follow(tx, change, event)
}
