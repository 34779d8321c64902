//! Rights: who may do what with which records and fields.
//!
//! Pure: it knows neither the database nor the network. [`Access`] is the one door: it is made from an [`Actor`] and the
//! catalogue, and everything that reads or writes records asks it.

mod access;
mod actor;
mod role;

pub use access::{Access, ObjectAccess, RowRule};
pub use actor::{Actor, User};
pub use role::{Action, ObjectRights, Permission, Reach, Role, keys, standard_roles};
