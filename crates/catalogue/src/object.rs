//! Objects and their fields, as the catalogue in force has them.

use std::collections::HashMap;
use std::sync::Arc;

use crate::{Column, Kind, Labels, Part};

/// The place of a field in [`Object::fields`]. Valid for one version of the catalogue.
pub type FieldIx = usize;

/// A field.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its key: stable, seen by programs.
    pub key: Arc<str>,
    /// The name of its first column; never changes. The other columns add [`Part::suffix`].
    pub column: String,
    /// What it holds.
    pub kind: Kind,
    /// What people call it.
    pub label: Labels,
    /// Must be filled.
    pub required: bool,
    /// Written by the system alone.
    pub read_only: bool,
    /// No two live records may have the same value.
    pub unique: bool,
    /// Found by the search.
    pub searchable: bool,
    /// Added by the customer.
    pub custom: bool,
    /// One of those that every object has (created_at, tags, …).
    pub system: bool,
    /// Left out of screens by the administrator (not a right: see the policy for that).
    pub hidden: bool,
    /// Where screens put it among the others.
    pub position: u32,
    /// How much it counts for how complete a record is; 0 for nothing.
    pub weight: u8,
}

impl Field {
    /// All columns, the value's first.
    pub fn columns(&self) -> Vec<Column> {
        self.kind.columns(&self.column)
    }

    /// The name of one column.
    pub fn column_name(&self, part: Part) -> String {
        format!("{}{}", self.column, part.suffix())
    }
}

/// An index that a standard object asks for; the store adds `rid` to those that are not unique.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Index {
    /// Its columns, in order.
    pub columns: Vec<(FieldIx, Part)>,
    /// Of its own values only one row each.
    pub unique: bool,
}

/// Totals of live records that the store keeps, so that asking for them does not mean counting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// What they are kept by: fields whose value is an id.
    pub by: Vec<FieldIx>,
    /// The amount of money that is added up.
    pub amount: FieldIx,
    /// The percentage by which it is weighted.
    pub weight: FieldIx,
}

impl Tally {
    /// Whether the totals depend on a field.
    pub fn counts(&self, field: FieldIx) -> bool {
        self.amount == field || self.weight == field || self.by.contains(&field)
    }
}

/// An object: a kind of record.
#[derive(Debug, Clone)]
pub struct Object {
    /// Its key: table, event names and addresses are made of it.
    pub key: Arc<str>,
    /// The table: `obj_<key>`.
    pub table: String,
    /// What people call one.
    pub label: Labels,
    /// What people call several.
    pub label_plural: Labels,
    /// The name of its icon in the UI's set.
    pub icon: String,
    /// The fields in force, standard ones first, those of every object last but for the custom ones. Retired fields are
    /// not here but in [`Object::retired`].
    pub fields: Vec<Field>,
    /// Retired custom fields: their columns are still in the table, nobody reads or writes them.
    pub retired: Vec<Field>,
    /// The field that names a record.
    pub title: FieldIx,
    /// The field that says whose a record is (kind user).
    pub owner: Option<FieldIx>,
    /// The people (kind users) who take part in a record, and so see it whoever it belongs to.
    pub participants: Option<FieldIx>,
    /// Those of them (kind users) who may also change it.
    pub editors: Option<FieldIx>,
    /// The link to the record that this one is a part of and follows in all rights.
    pub parent: Option<FieldIx>,
    /// Meaningful verbs beside plain create, update, delete.
    pub verbs: Vec<&'static str>,
    /// Added by the customer.
    pub custom: bool,
    /// Indexes to make.
    pub indexes: Vec<Index>,
    /// Totals to keep.
    pub tally: Option<Tally>,
    pub(crate) by_key: HashMap<Arc<str>, FieldIx>,
}

impl Object {
    /// The field with that key, if it is in force.
    pub fn field(&self, key: &str) -> Option<FieldIx> {
        self.by_key.get(key).copied()
    }

    /// The field with that key, itself.
    pub fn get(&self, key: &str) -> Option<&Field> {
        self.field(key).map(|ix| &self.fields[ix])
    }

    /// The place of a field that every object, or this standard one, surely has.
    ///
    /// # Panics
    /// When there is none: only for the typed keys of [`crate::standard`].
    pub fn must(&self, key: &str) -> FieldIx {
        // Not by the map alone: in a catalogue as somebody sees it, hidden fields are not found there, yet they exist.
        let found = self.field(key).or_else(|| self.fields.iter().position(|field| field.key.as_ref() == key));
        found.unwrap_or_else(|| panic!("{} has no field {key}", self.key))
    }

    /// The field that says whose a record is: the owner, or else who created it.
    pub fn owner_or_creator(&self) -> FieldIx {
        self.owner.unwrap_or_else(|| self.must(crate::standard::CREATED_BY))
    }
}
