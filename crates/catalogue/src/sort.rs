//! Order: what a list is sorted by.
//!
//! Ascending puts records without a value last, descending puts them first; equal ones follow by `rid` in the same
//! direction. Text is ordered by its collation key, money by its amount in the workspace's currency, users, links and
//! pipelines by their label's collation key, stages by their position, everything else by its stored value. Text columns
//! that are compared as such (one-of) are compared by bytes (`COLLATE "C"` on PostgreSQL).

use crate::filter::{Leaf, Path};
use crate::{Catalogue, Object, Part, Problem};

/// A direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dir {
    /// Smallest first, nothing last.
    Asc,
    /// Nothing first, then greatest first.
    Desc,
}

/// The column that orders a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SortBy {
    /// A column of the field itself.
    Column(Part),
    /// The collation key of the user's name.
    UserName,
    /// The collation key of the title of the record that the link points to (links with one target).
    TargetTitle,
    /// The position of the stage.
    StagePosition,
    /// The collation key of the pipeline's name.
    PipelineName,
}

/// One key of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sort {
    /// What is ordered.
    pub path: Path,
    /// By which column.
    pub by: SortBy,
    /// Which way.
    pub dir: Dir,
}

impl Sort {
    /// An order of one key. Through a step (`company.name`) only what needs no further look-up can be ordered.
    ///
    /// # Errors
    /// `unknown_field`, or `not_sortable`.
    pub fn new(path: &str, dir: Dir, catalogue: &Catalogue, object: &Object) -> Result<Sort, Problem> {
        let at = Path::parse(path, catalogue, object)?;
        let by = match at.leaf(catalogue, object) {
            Leaf::Kind(kind) => kind.sort_by(),
            Leaf::Team => None,
        };
        match by {
            Some(by) if at.step.is_none() || matches!(by, SortBy::Column(_)) => Ok(Sort { path: at, by, dir }),
            _ => Err(Problem::new("not_sortable").at(path)),
        }
    }

    /// Reads `-amount,name`. An empty text is no order.
    ///
    /// # Errors
    /// As [`Sort::new`]; `too_many` above four keys, `repeated` when a field comes twice, `wrong_format` for nothing
    /// between two commas.
    pub fn parse(text: &str, catalogue: &Catalogue, object: &Object) -> Result<Vec<Sort>, Problem> {
        let mut keys: Vec<Sort> = Vec::new();
        if text.trim().is_empty() {
            return Ok(keys);
        }
        for part in text.split(',').map(str::trim) {
            if part.is_empty() {
                return Err(Problem::new("wrong_format").with("expected", "-amount,name"));
            }
            let (dir, path) = match part.strip_prefix('-') {
                Some(rest) => (Dir::Desc, rest),
                None => (Dir::Asc, part.strip_prefix('+').unwrap_or(part)),
            };
            let key = Sort::new(path, dir, catalogue, object)?;
            if keys.iter().any(|other| other.path == key.path) {
                return Err(Problem::new("repeated").at(path));
            }
            if keys.len() == 4 {
                return Err(Problem::new("too_many").with("max", 4).at("sort"));
            }
            keys.push(key);
        }
        Ok(keys)
    }
}
