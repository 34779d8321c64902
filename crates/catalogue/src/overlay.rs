//! What the customer changed: custom fields, labels, order, hidden fields, options. The standard objects themselves are in
//! the source ([`crate::standard`]); the database keeps only this.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{Choice, Field, Kind, Labels};

mod change;

pub use change::{FieldPatch, NewField, ObjectPatch};

/// Custom fields in force that an object may have.
pub const MAX_CUSTOM: usize = 200;
/// Custom fields that an object may have had, retired ones included: their columns stay.
pub const MAX_EVER: usize = 400;
/// Options that a field may have.
pub const MAX_OPTIONS: usize = 500;

/// All changes, by object.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Overlay {
    /// By the object's key.
    #[serde(default)]
    pub objects: BTreeMap<String, ObjectOverlay>,
}

/// The changes of one object.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ObjectOverlay {
    /// Its own name for one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<Labels>,
    /// Its own name for several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label_plural: Option<Labels>,
    /// Its own icon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub icon: Option<String>,
    /// Custom fields, oldest first, retired ones included.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub custom: Vec<CustomField>,
    /// Changes of standard fields, by key.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub standard: BTreeMap<String, StandardChange>,
    /// The order on screens: keys; fields not named follow in their usual order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub order: Vec<String>,
}

/// A custom field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomField {
    /// Its key, beginning with `x_`.
    pub key: String,
    /// Its column; never changes, and is never used again.
    pub column: String,
    /// What it holds.
    #[serde(flatten)]
    pub kind: Kind,
    /// What people call it.
    pub label: Labels,
    /// Must be filled.
    #[serde(default)]
    pub required: bool,
    /// Found by the search.
    #[serde(default)]
    pub searchable: bool,
    /// Left out of screens.
    #[serde(default)]
    pub hidden: bool,
    /// No longer in force.
    #[serde(default)]
    pub retired: bool,
    /// How much it counts for how complete a record is.
    #[serde(default)]
    pub weight: u8,
}

/// A change of a standard field.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct StandardChange {
    /// Its own name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<Labels>,
    /// Left out of screens.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
    /// Must be filled, though the standard does not ask for it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// Its own options instead of the standard ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub options: Option<Vec<Choice>>,
    /// How much it counts for how complete a record is, where that is not the standard's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<u8>,
}

impl ObjectOverlay {
    /// Puts the changes into the fields of an object.
    pub(crate) fn apply(&self, fields: &mut Vec<Field>, retired: &mut Vec<Field>) {
        for field in fields.iter_mut() {
            let Some(change) = self.standard.get(field.key.as_ref()) else { continue };
            if let Some(label) = &change.label {
                field.label = label.clone();
            }
            field.hidden = change.hidden;
            field.required |= change.required;
            field.weight = change.weight.unwrap_or(field.weight);
            if let (Some(own), Kind::OneOf { options } | Kind::ManyOf { options, .. }) =
                (&change.options, &mut field.kind)
            {
                options.clone_from(own);
            }
        }
        for custom in &self.custom {
            let position = u32::try_from(fields.len()).unwrap_or(u32::MAX);
            let list = if custom.retired { &mut *retired } else { &mut *fields };
            list.push(custom.field(position));
        }
        let named = self.order.len();
        for field in fields.iter_mut() {
            let place = self.order.iter().position(|key| key.as_str() == field.key.as_ref());
            field.position = match place {
                Some(at) => u32::try_from(at).unwrap_or(u32::MAX),
                None => field.position.saturating_add(u32::try_from(named).unwrap_or(u32::MAX)),
            };
        }
    }
}

impl CustomField {
    fn field(&self, position: u32) -> Field {
        Field {
            key: Arc::from(self.key.as_str()),
            column: self.column.clone(),
            kind: self.kind.clone(),
            label: self.label.clone(),
            required: self.required,
            read_only: false,
            unique: false,
            searchable: self.searchable,
            custom: true,
            system: false,
            hidden: self.hidden,
            position,
            weight: self.weight,
        }
    }
}
