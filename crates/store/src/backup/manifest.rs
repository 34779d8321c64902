//! What is in a backup.

use std::collections::HashSet;

use jiff::Timestamp;
use kith_catalogue::ColumnType;
use serde::{Deserialize, Serialize};

use super::BackupError;
use crate::migrations;
use crate::sql::Dialect;

/// What the archive says of itself.
const FORMAT: &str = "kith-backup";
/// Grows when an older program could not read a newer backup.
const FORMAT_VERSION: u32 = 1;

/// The list of what is in a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// `kith-backup`.
    pub format: String,
    /// The version of the form.
    pub format_version: u32,
    /// The version of the program that made it.
    pub program: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// The step of the schema ([`crate::migrations`]).
    pub schema_step: i64,
    /// The database that it was made from: `sqlite` or `postgres`. It may be restored into the other.
    pub dialect: String,
    /// The tables.
    pub tables: Vec<TableEntry>,
}

/// A table in a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableEntry {
    /// Its name.
    pub name: String,
    /// The columns, in the order of the values in each line.
    pub columns: Vec<ColumnEntry>,
    /// How many rows.
    pub rows: u64,
    /// The length of the entry, unpacked.
    pub bytes: u64,
    /// The SHA-256 of the entry, unpacked, in hexadecimal digits.
    pub sha256: String,
}

/// A column in a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnEntry {
    /// Its name.
    pub name: String,
    /// What it holds.
    #[serde(rename = "type")]
    pub ty: CellType,
}

/// What a column holds, as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CellType {
    /// A whole number.
    Int,
    /// Text.
    Text,
    /// Bytes, in base64.
    Bytes,
    /// An id, with hyphens.
    Uuid,
}

impl From<ColumnType> for CellType {
    fn from(ty: ColumnType) -> Self {
        match ty {
            ColumnType::Int => Self::Int,
            ColumnType::Text => Self::Text,
            ColumnType::Bytes => Self::Bytes,
            ColumnType::Uuid => Self::Uuid,
        }
    }
}

impl From<CellType> for ColumnType {
    fn from(ty: CellType) -> Self {
        match ty {
            CellType::Int => Self::Int,
            CellType::Text => Self::Text,
            CellType::Bytes => Self::Bytes,
            CellType::Uuid => Self::Uuid,
        }
    }
}

/// Every record table begins with these.
pub(super) const RECORD: [(&str, CellType); 4] =
    [("rid", CellType::Int), ("id", CellType::Uuid), ("version", CellType::Int), ("deleted_at", CellType::Int)];

impl Manifest {
    pub(super) fn new(about: &super::About, step: i64, dialect: Dialect, tables: Vec<TableEntry>) -> Self {
        Self {
            format: FORMAT.to_owned(),
            format_version: FORMAT_VERSION,
            program: about.program.clone(),
            created_at: about.created_at,
            schema_step: step,
            dialect: dialect.pick("sqlite", "postgres").to_owned(),
            tables,
        }
    }

    /// How many rows there are in all tables.
    pub fn rows(&self) -> u64 {
        self.tables.iter().fold(0, |sum, table| sum.saturating_add(table.rows))
    }

    /// Refuses what this program cannot restore. Names are checked here because they become part of statements.
    pub(super) fn check(&self) -> Result<(), BackupError> {
        if self.format != FORMAT {
            return Err(BackupError::NotABackup("its manifest is of something else".to_owned()));
        }
        if self.format_version > FORMAT_VERSION || self.schema_step > migrations::newest() {
            return Err(BackupError::Newer { program: self.program.clone() });
        }
        let wrong = |what: String| Err(BackupError::damaged(super::MANIFEST, what));
        if self.schema_step < 1 {
            return wrong(format!("step {} of the schema", self.schema_step));
        }
        let fixed: HashSet<String> = super::tables::saved(self.schema_step).into_iter().collect();
        let mut seen = HashSet::new();
        for table in &self.tables {
            if !is_name(&table.name) || !(fixed.contains(&table.name) || table.is_records()) {
                return wrong(format!("a table {:?}", table.name));
            }
            if !seen.insert(table.name.as_str()) {
                return wrong(format!("the table {} twice", table.name));
            }
            table.check().or_else(|what| wrong(format!("{}: {what}", table.name)))?;
        }
        match fixed.iter().find(|name| !seen.contains(name.as_str())) {
            Some(missing) => wrong(format!("no table {missing}")),
            None => Ok(()),
        }
    }
}

impl TableEntry {
    /// True for a table made from the catalogue.
    pub fn is_records(&self) -> bool {
        self.name.starts_with("obj_")
    }

    /// The name of its entry in the archive.
    pub fn entry(&self) -> String {
        entry(&self.name)
    }

    pub(super) fn types(&self) -> Vec<ColumnType> {
        self.columns.iter().map(|column| column.ty.into()).collect()
    }

    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    fn check(&self) -> Result<(), String> {
        let mut seen = HashSet::new();
        for column in &self.columns {
            if !is_name(&column.name) || !seen.insert(column.name.as_str()) {
                return Err(format!("a column {:?}", column.name));
            }
        }
        let has = |(name, ty): &(&str, CellType)| self.columns.iter().any(|c| c.name == *name && c.ty == *ty);
        match RECORD.iter().find(|column| self.is_records() && !has(column)) {
            Some((name, _)) => Err(format!("no column {name}")),
            None if self.columns.is_empty() => Err("no columns".to_owned()),
            None => Ok(()),
        }
    }
}

pub(super) fn entry(table: &str) -> String {
    format!("tables/{table}.jsonl")
}

/// Names of tables and columns: those of the source code and the keys of custom fields.
fn is_name(name: &str) -> bool {
    name.len() <= 63
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}
