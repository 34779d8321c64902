//! The catalogue: what objects there are, which fields they have, what kind each field is, and how a value of each kind
//! is read from JSON, kept in columns, shown, searched, filtered and sorted.
//!
//! This crate is pure: no database, no network, no clock. Standard objects are declared in [`standard`], one file an
//! object; the customer's changes live in an [`overlay::Overlay`]; [`Catalogue::build`] merges the two.

mod catalogue;
mod cell;
pub mod currency;
pub mod filter;
mod kinds;
mod labels;
mod object;
pub mod overlay;
pub mod phone;
mod problem;
pub mod sort;
pub mod standard;
pub mod text;
mod value;

pub use catalogue::{BuildError, Catalogue, Settings};
pub use cell::{Cell, CellRef, Column, ColumnType, Part, Stored};
pub use currency::Currency;
pub use filter::{Expr, Filter, FilterCx, Op, Path};
pub use kinds::{CellCx, Kind, ParseCx, limits};
pub use labels::{Choice, Labels, Lang, Tone};
pub use object::{Field, FieldIx, Index, Object, Tally};
pub use problem::Problem;
pub use value::{Address, Email, LinkRef, Money, Phone, Value};
