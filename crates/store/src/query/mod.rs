//! Queries over record tables.
//!
//! Every function takes the actor's [`Access`](kith_policy::Access) and puts his row rule into the statement itself, for
//! linked records too; a path that he may not read is refused as an unknown field. Values are only ever bound,
//! identifiers come from the catalogue by look-up.
//!
//! Order and paging: ascending puts rows without a value last, descending puts them first, equal ones follow by row
//! number in the direction of the last key. A page is fetched by its place (the sort key of the row before it), never by
//! counting through those before; a jump by number finds that place first (see [`Anchors`]).

mod aggregate;
mod anchors;
mod beyond;
mod buckets;
mod cursor;
mod filter;
mod find;
mod list;
mod measure;
mod parts;
mod paths;
#[cfg(test)]
mod plans;
mod ranks;
mod seek;
mod select;
mod stays;
mod totals;

use std::sync::Arc;

use kith_catalogue::filter::Expr;
use kith_catalogue::sort::Sort;
use kith_catalogue::{FieldIx, Object};

pub use aggregate::{AggregateQuery, AggregateRow, Figure, Function, Group, Measure, Measured, aggregate};
pub(crate) use anchors::Anchors;
pub use buckets::Bucket;
pub(crate) use filter::{Compiler, prefix_end};
pub use find::{exists, find, find_many, labels, titles};
pub use list::{count, explain, list, list_each};
pub use parts::{PartsQuery, PartsRow, explain_parts, parts};
pub use ranks::{RankQuery, RankRow, ranks};
pub use select::{Cells, RawRecord, RecordRow};
pub use stays::{StayFigure, StayQuery, stays};

/// Which records are meant, as regards the bin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Deleted {
    /// Live ones.
    #[default]
    Live,
    /// Those in the bin.
    Bin,
    /// All.
    All,
}

/// Which page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Paging {
    /// The first.
    #[default]
    First,
    /// The one after that which gave this `next`.
    Cursor(String),
    /// The one that begins after so many records.
    Offset(u64),
}

/// A question for a page of records.
#[derive(Debug, Clone)]
pub struct ListQuery {
    /// The object's key.
    pub object: Arc<str>,
    /// Which records.
    pub filter: Expr,
    /// In which order. When empty: by row number; the bin by when its records were deleted, the last first.
    pub sort: Vec<Sort>,
    /// Which fields to read; when left out, all that the actor may read.
    pub fields: Option<Vec<FieldIx>>,
    /// How many records.
    pub limit: usize,
    /// Which page.
    pub paging: Paging,
    /// Whether to count all that match.
    pub count: bool,
    /// Live records, the bin, or both.
    pub deleted: Deleted,
}

impl ListQuery {
    /// The first fifty live records of an object by row number.
    pub fn new(object: impl Into<Arc<str>>) -> Self {
        Self {
            object: object.into(),
            filter: Expr::True,
            sort: Vec::new(),
            fields: None,
            limit: 50,
            paging: Paging::First,
            count: false,
            deleted: Deleted::Live,
        }
    }
}

/// A page of records.
#[derive(Debug, Clone)]
pub struct ListPage {
    /// The records.
    pub rows: Vec<RawRecord>,
    /// Where the next page begins; nothing on the last one.
    pub next: Option<String>,
    /// How many match in all, where that was asked.
    pub count: Option<u64>,
}

/// What a list says besides its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageEnd {
    /// Where the next page begins; nothing on the last one.
    pub next: Option<String>,
    /// How many match in all, where that was asked.
    pub count: Option<u64>,
}

/// `alias.deleted_at IS [NOT] NULL`, or nothing for all. The words match those of the partial indexes.
pub(crate) fn deleted_test(deleted: Deleted, alias: &str) -> Option<String> {
    match deleted {
        Deleted::Live => Some(format!("{alias}.deleted_at IS NULL")),
        Deleted::Bin => Some(format!("{alias}.deleted_at IS NOT NULL")),
        Deleted::All => None,
    }
}

/// The object of a query.
pub(crate) fn object_of<'a>(cat: &'a kith_catalogue::Catalogue, key: &str) -> crate::Result<&'a Arc<Object>> {
    cat.object(key).ok_or_else(|| crate::StoreError::invalid("unknown_object", key))
}
