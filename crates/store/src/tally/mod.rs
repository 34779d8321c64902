//! Totals that are kept instead of counted: how many live records there are by a few fields, and what they add up to.
//!
//! An object asks for them in the catalogue ([`kith_catalogue::Tally`]). They are written by the same functions that
//! write records, in the same transaction, so they are exact in every snapshot; a question that they can answer costs
//! the same however many records there are. See `docs/decisions/0013-kept-totals.md`.

mod figures;
mod keep;
mod table;

pub(crate) use figures::{COLUMNS, Figures, whole};
pub(crate) use keep::{add_new, around};
pub(crate) use table::{ensure, grouped, of_records, table_of};
