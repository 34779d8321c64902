//! The filter evaluated in memory. The store's SQL gives the same answers; a property test holds them together.

use uuid::Uuid;

use super::{Cmp, Expr, Path, Step, Test, UserField};
use crate::{Catalogue, Cell, CellCx, Kind, Object, Part, Value};

/// A record that a filter can be asked about.
pub trait Candidate {
    /// Its id.
    fn id(&self) -> Uuid;
    /// One stored column of what the path leads to; `Null` where the path leads nowhere or to what may not be seen.
    fn cell(&self, path: &Path, part: Part) -> Cell;
    /// The look-up keys of what the path leads to.
    fn keys(&self, path: &Path) -> Vec<String>;
}

impl Expr {
    /// Does the record pass?
    pub fn matches(&self, record: &dyn Candidate) -> bool {
        match self {
            Expr::True => true,
            Expr::False => false,
            Expr::And(parts) => parts.iter().all(|part| part.matches(record)),
            Expr::Or(parts) => parts.iter().any(|part| part.matches(record)),
            Expr::Not(inner) => !inner.matches(record),
            Expr::Id(ids) => ids.contains(&record.id()),
            Expr::Linked(_) | Expr::Through(_) => false,
            Expr::Term(term) => term.test.holds(&term.path, record),
        }
    }
}

impl Test {
    fn holds(&self, path: &Path, record: &dyn Candidate) -> bool {
        match self {
            Test::Filled => !record.cell(path, Part::Value).is_null(),
            Test::Eq { part, cell } => {
                let found = record.cell(path, *part);
                !found.is_null() && found == *cell
            }
            Test::In { part, cells } => {
                let found = record.cell(path, *part);
                !found.is_null() && cells.contains(&found)
            }
            Test::Compare { part, cmp, to } => match record.cell(path, *part) {
                Cell::Int(found) => match cmp {
                    Cmp::Lt => found < *to,
                    Cmp::Lte => found <= *to,
                    Cmp::Gt => found > *to,
                    Cmp::Gte => found >= *to,
                },
                _ => false,
            },
            Test::Between { part, from, to } => match record.cell(path, *part) {
                Cell::Int(found) => (*from..=*to).contains(&found),
                _ => false,
            },
            Test::Contains { part, text } => match record.cell(path, *part) {
                Cell::Text(found) => found.contains(text.as_str()),
                _ => false,
            },
            Test::Starts { part, text } => match record.cell(path, *part) {
                Cell::Text(found) => found.starts_with(text.as_str()),
                _ => false,
            },
            Test::Has { option } => match record.cell(path, Part::Value) {
                Cell::Text(found) => found.split('|').any(|has| !has.is_empty() && has == option),
                _ => false,
            },
            Test::Lookup { keys } => {
                let found = record.keys(path);
                keys.iter().any(|key| found.contains(key))
            }
            Test::Stayed { .. } => false,
        }
    }
}

/// A record's values as a [`Candidate`]; steps are answered by a function of the caller's.
pub struct ValueRow<'a> {
    /// The record's id.
    pub id: Uuid,
    /// The record's object.
    pub object: &'a Object,
    /// Its values, in the order of the object's fields.
    pub values: &'a [Value],
    /// How values become cells.
    pub cx: CellCx<'a>,
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// The value that a step leads to, given the path; `Value::Null` where it leads nowhere or to what may not be seen.
    pub follow: &'a dyn Fn(&Path, &Step) -> Value,
}

impl ValueRow<'_> {
    fn with<T>(&self, path: &Path, use_it: impl FnOnce(Option<&Kind>, &Value) -> T) -> T {
        let kind = match path.leaf(self.catalogue, self.object) {
            super::Leaf::Kind(kind) => Some(kind),
            super::Leaf::Team => None,
        };
        match &path.step {
            None => use_it(kind, &self.values[path.field]),
            Some(step) => use_it(kind, &(self.follow)(path, step)),
        }
    }
}

impl Candidate for ValueRow<'_> {
    fn id(&self) -> Uuid {
        self.id
    }

    fn cell(&self, path: &Path, part: Part) -> Cell {
        self.with(path, |kind, value| match kind {
            Some(_) if path.step == Some(Step::User(UserField::Email)) => {
                value.as_text().map_or(Cell::Null, |email| Cell::Text(email.to_lowercase()))
            }
            None => value.as_id().map_or(Cell::Null, Cell::Uuid),
            Some(kind) => kind.cell(value, part, &self.cx),
        })
    }

    fn keys(&self, path: &Path) -> Vec<String> {
        self.with(path, |kind, value| kind.map_or_else(Vec::new, |kind| kind.lookup_keys(value)))
    }
}
