//! What a column holds. Both databases know the same five physical kinds of value.

use uuid::Uuid;

/// The physical type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ColumnType {
    /// A 64-bit integer: numbers (scaled), money (minor units), booleans (0/1), dates (yyyymmdd), times (ms UTC).
    Int,
    /// Text.
    Text,
    /// Bytes: collation keys.
    Bytes,
    /// A UUID: 16 bytes in SQLite, `uuid` in PostgreSQL.
    Uuid,
}

/// Which of a field's columns is meant. The physical name is the field's column followed by [`Part::suffix`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// The value itself.
    Value,
    /// Folded text, for search and equality.
    Fold,
    /// Collation key, for order.
    Sort,
    /// The currency of an amount.
    Currency,
    /// The amount in the workspace's currency, in minor units.
    Base,
    /// The object that a link with several targets points to.
    Object,
}

impl Part {
    /// What is appended to the field's column name.
    pub const fn suffix(self) -> &'static str {
        match self {
            Part::Value => "",
            Part::Fold => "__f",
            Part::Sort => "__s",
            Part::Currency => "__c",
            Part::Base => "__b",
            Part::Object => "__o",
        }
    }
}

/// One physical column of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name in the table.
    pub name: String,
    /// Its type.
    pub ty: ColumnType,
    /// Its meaning.
    pub part: Part,
}

/// A stored value, owned.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Cell {
    /// Nothing.
    #[default]
    Null,
    /// An integer.
    Int(i64),
    /// Text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// A UUID.
    Uuid(Uuid),
}

/// A stored value, borrowed from a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellRef<'a> {
    /// Nothing.
    Null,
    /// An integer.
    Int(i64),
    /// Text.
    Text(&'a str),
    /// Bytes.
    Bytes(&'a [u8]),
    /// A UUID.
    Uuid(Uuid),
}

impl Cell {
    /// Is there nothing?
    pub fn is_null(&self) -> bool {
        matches!(self, Cell::Null)
    }

    /// A text cell.
    pub fn text(text: impl Into<String>) -> Cell {
        Cell::Text(text.into())
    }
}

impl From<i64> for Cell {
    fn from(n: i64) -> Self {
        Cell::Int(n)
    }
}
impl From<bool> for Cell {
    fn from(b: bool) -> Self {
        Cell::Int(i64::from(b))
    }
}
impl From<String> for Cell {
    fn from(s: String) -> Self {
        Cell::Text(s)
    }
}
impl From<&str> for Cell {
    fn from(s: &str) -> Self {
        Cell::Text(s.to_owned())
    }
}
impl From<Vec<u8>> for Cell {
    fn from(b: Vec<u8>) -> Self {
        Cell::Bytes(b)
    }
}
impl From<Uuid> for Cell {
    fn from(u: Uuid) -> Self {
        Cell::Uuid(u)
    }
}
impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(o: Option<T>) -> Self {
        o.map_or(Cell::Null, Into::into)
    }
}

impl CellRef<'_> {
    /// An owned copy.
    pub fn to_owned(self) -> Cell {
        match self {
            CellRef::Null => Cell::Null,
            CellRef::Int(n) => Cell::Int(n),
            CellRef::Text(t) => Cell::Text(t.to_owned()),
            CellRef::Bytes(b) => Cell::Bytes(b.to_vec()),
            CellRef::Uuid(u) => Cell::Uuid(u),
        }
    }
}

/// Anything that a stored value can be looked at through: [`Cell`] and [`CellRef`].
pub trait Stored {
    /// The value.
    fn cell(&self) -> CellRef<'_>;
}

impl Stored for Cell {
    fn cell(&self) -> CellRef<'_> {
        match self {
            Cell::Null => CellRef::Null,
            Cell::Int(n) => CellRef::Int(*n),
            Cell::Text(t) => CellRef::Text(t),
            Cell::Bytes(b) => CellRef::Bytes(b),
            Cell::Uuid(u) => CellRef::Uuid(*u),
        }
    }
}

impl Stored for CellRef<'_> {
    fn cell(&self) -> CellRef<'_> {
        *self
    }
}
