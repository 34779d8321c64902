//! The one door for rights. [`Access`] is made of an actor and the catalogue and of nothing else; whatever reads or writes
//! records asks it which rows ([`RowRule`]) and which fields may be seen and changed. The query compiler accepts only
//! what comes from here, so that an unchecked query cannot be written.
//!
//! # How rights are put together
//!
//! * The rights of several roles add up: the reach of an action is the widest that any role gives.
//! * Nobody may edit, delete or destroy what he may not read: the reach of those is never wider than that of reading.
//! * A field is hidden when every role that lets the object be read hides it, and read only when no role that lets it be
//!   created or edited lets the field be written. What is hidden cannot be written either.
//! * What follows from a hidden field is hidden as well ([`kith_catalogue::Catalogue::derived`]): how complete a record is where
//!   a field that counts is hidden, a share of an amount where the amount is.
//! * Whose a record is, is said by the object's owner field; where it has none, by who created it.
//! * A part (a line item) follows the record that it is a part of: it is read where that may be read, and created, changed
//!   and deleted where that may be edited. A role may only refuse it altogether.
//! * Whoever takes part in a record (a task's participants, a deal's team) sees it as if it were his own, and changes it
//!   where it names him among those who may; deleting it stays with its owner.
//! * Work that no person does has an identity of its own (system, channel, rule): see [`Actor`].

mod access;
mod actor;
mod role;
mod standard;

pub use access::{Access, Action, ObjectAccess, RowRule};
pub use actor::{Actor, User};
pub use role::{ObjectRights, Permission, Reach, Rights, Role};
pub use standard::{ADMINISTRATOR, HEAD, MANAGER, standard_roles};
