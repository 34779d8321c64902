//! SQL text with bound values.

use std::fmt::Write as _;
use std::sync::Arc;

use jiff::Timestamp;
use kith_catalogue::Cell;
use uuid::Uuid;

/// Which database speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// The embedded SQLite.
    Sqlite,
    /// PostgreSQL 13 or newer.
    Postgres,
}

impl Dialect {
    /// True for SQLite.
    pub fn is_sqlite(self) -> bool {
        self == Self::Sqlite
    }

    /// True for PostgreSQL.
    pub fn is_postgres(self) -> bool {
        self == Self::Postgres
    }

    /// The first text for SQLite, the second for PostgreSQL.
    pub fn pick<T>(self, sqlite: T, postgres: T) -> T {
        match self {
            Self::Sqlite => sqlite,
            Self::Postgres => postgres,
        }
    }
}

/// A statement: text with `$1 … $n` in ascending order, each once, and the values bound to them.
///
/// That form is understood by both databases. Values are only ever bound; text comes from the source code and
/// identifiers from the catalogue, through [`Sql::ident`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sql {
    text: String,
    params: Vec<Cell>,
}

impl Sql {
    /// Starts a statement.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), params: Vec::new() }
    }

    /// Appends text (builder form of [`Sql::add`]).
    #[must_use]
    pub fn push(mut self, text: &str) -> Self {
        self.add(text);
        self
    }

    /// Appends a placeholder bound to the value (builder form of [`Sql::arg`]).
    #[must_use]
    pub fn bind(mut self, value: impl IntoCell) -> Self {
        self.arg(value);
        self
    }

    /// Appends text.
    pub fn add(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Appends a number as text: for limits, which planners should see.
    pub fn number(&mut self, number: i64) -> &mut Self {
        let _ = write!(self.text, "{number}");
        self
    }

    /// Appends a quoted identifier.
    pub fn ident(&mut self, name: &str) -> &mut Self {
        self.text.push('"');
        for c in name.chars().filter(|c| *c != '\0') {
            if c == '"' {
                self.text.push('"');
            }
            self.text.push(c);
        }
        self.text.push('"');
        self
    }

    /// Appends `alias."column"`.
    pub fn col(&mut self, alias: &str, column: &str) -> &mut Self {
        self.text.push_str(alias);
        self.text.push('.');
        self.ident(column)
    }

    /// Appends a placeholder bound to the value.
    pub fn arg(&mut self, value: impl IntoCell) -> &mut Self {
        self.params.push(value.into_cell());
        let _ = write!(self.text, "${}", self.params.len());
        self
    }

    /// Appends placeholders for all values, separated by commas.
    pub fn args<V: IntoCell>(&mut self, values: impl IntoIterator<Item = V>) -> &mut Self {
        for (i, value) in values.into_iter().enumerate() {
            if i > 0 {
                self.text.push_str(", ");
            }
            self.arg(value);
        }
        self
    }

    /// Appends `(…)` for an `IN`: the list is filled up to the next power of two by repeating its last value, so that
    /// few different texts have to be prepared. An empty list becomes `(NULL)`, which nothing equals.
    pub fn list<V: IntoCell>(&mut self, values: impl IntoIterator<Item = V>) -> &mut Self {
        let cells: Vec<Cell> = values.into_iter().map(IntoCell::into_cell).collect();
        let Some(last) = cells.last().cloned() else {
            return self.add("(NULL)");
        };
        let fill = cells.len().next_power_of_two() - cells.len();
        self.add("(").args(cells).add("");
        for _ in 0..fill {
            self.add(", ").arg(last.clone());
        }
        self.add(")")
    }

    /// Appends another statement; its placeholders are numbered on.
    pub fn append(&mut self, other: &Sql) -> &mut Self {
        let mut rest = other.text.as_str();
        let mut number = self.params.len();
        while let Some(at) = rest.find('$') {
            self.text.push_str(&rest[..=at]);
            rest = &rest[at + 1..];
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            if digits > 0 {
                number += 1;
                let _ = write!(self.text, "{number}");
                rest = &rest[digits..];
            }
        }
        self.text.push_str(rest);
        self.params.extend(other.params.iter().cloned());
        self
    }

    /// The text so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bound values so far.
    pub fn params(&self) -> &[Cell] {
        &self.params
    }

    /// True when nothing was written yet.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Replaces the values by others (the same number of them): a prepared text used again.
    pub fn rebind(&mut self, values: impl IntoIterator<Item = Cell>) {
        self.params.clear();
        self.params.extend(values);
    }
}

/// What can be bound to a statement.
pub trait IntoCell {
    /// The stored form.
    fn into_cell(self) -> Cell;
}

impl IntoCell for Cell {
    fn into_cell(self) -> Cell {
        self
    }
}

impl IntoCell for &Cell {
    fn into_cell(self) -> Cell {
        self.clone()
    }
}

impl IntoCell for i64 {
    fn into_cell(self) -> Cell {
        Cell::Int(self)
    }
}

impl IntoCell for i32 {
    fn into_cell(self) -> Cell {
        Cell::Int(self.into())
    }
}

impl IntoCell for u32 {
    fn into_cell(self) -> Cell {
        Cell::Int(self.into())
    }
}

impl IntoCell for bool {
    fn into_cell(self) -> Cell {
        Cell::Int(self.into())
    }
}

impl IntoCell for &str {
    fn into_cell(self) -> Cell {
        Cell::Text(self.to_owned())
    }
}

impl IntoCell for String {
    fn into_cell(self) -> Cell {
        Cell::Text(self)
    }
}

impl IntoCell for &String {
    fn into_cell(self) -> Cell {
        Cell::Text(self.clone())
    }
}

impl IntoCell for &Arc<str> {
    fn into_cell(self) -> Cell {
        Cell::Text(self.to_string())
    }
}

impl IntoCell for Uuid {
    fn into_cell(self) -> Cell {
        Cell::Uuid(self)
    }
}

impl IntoCell for &Uuid {
    fn into_cell(self) -> Cell {
        Cell::Uuid(*self)
    }
}

impl IntoCell for Vec<u8> {
    fn into_cell(self) -> Cell {
        Cell::Bytes(self)
    }
}

impl IntoCell for &[u8] {
    fn into_cell(self) -> Cell {
        Cell::Bytes(self.to_vec())
    }
}

/// Moments are stored as milliseconds since 1970 in UTC.
impl IntoCell for Timestamp {
    fn into_cell(self) -> Cell {
        Cell::Int(self.as_millisecond())
    }
}

impl<T: IntoCell> IntoCell for Option<T> {
    fn into_cell(self) -> Cell {
        self.map_or(Cell::Null, IntoCell::into_cell)
    }
}
