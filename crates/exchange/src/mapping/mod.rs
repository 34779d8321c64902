//! The mapping: which column of a file becomes which field, and how the rows of the file meet the records that are
//! already there.

mod guess;
mod headers;
mod synonyms;
mod user;

pub use guess::{Guess, guess};
pub use user::{USER, UserField};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The source that external ids are kept under when the mapping names none; what the wire means by a bare string.
pub const DEFAULT_SOURCE: &str = "default";

/// How a file becomes records. Unknown keys are errors, so that a misspelt wish is not silently ignored.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// The object's key, or `user`.
    pub object: String,
    /// For each column by name: where it goes; null, or left out: nowhere.
    #[serde(default)]
    pub columns: BTreeMap<String, Option<Target>>,
    /// By which fields a row is known to be a record that exists; the first that the row fills decides. Empty: every
    /// row becomes a new record.
    #[serde(default, skip_serializing_if = "Keys::is_empty")]
    pub key: Keys,
    /// The name of the system that external ids are of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// What happens to records that exist.
    #[serde(default)]
    pub existing: Existing,
    /// What happens where a row names a record, person or stage that does not exist.
    #[serde(default)]
    pub missing: Missing,
    /// For each field: which existing record a value stands for (its id or exact name), or an empty text to leave the
    /// field empty. Holds for the whole file.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub matches: BTreeMap<String, BTreeMap<String, String>>,
    /// The pipeline that new deals or leads go into whose rows name none: its id or name; the default one when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pipeline: Option<String>,
    /// The stage of that pipeline in which new ones stand whose rows name none: its id or name; the first when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    /// What happens to rows that break the rules of a pipeline's stages.
    #[serde(default, skip_serializing_if = "RowRules::is_default")]
    pub rules: RowRules,
    /// Whether new leads and deals without an owner are shared out by the rules of distribution.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub distribute: bool,
    /// The encoding to read the file in, instead of the one found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// The separator of cells, instead of the one found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub separator: Option<char>,
    /// The sheet to read, instead of the first visible one that holds rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Whether the first row is a header, instead of what was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<bool>,
}

/// Where a column goes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// A field's key; of a field with parts the part too: `addresses.city`, `amount.currency`.
    pub field: String,
    /// The type of a phone, e-mail or address.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The column that holds the type of this phone or e-mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub type_from: Option<String>,
}

impl Target {
    /// A target without a type.
    pub fn field(field: &str) -> Self {
        Self { field: field.to_owned(), kind: None, type_from: None }
    }

    /// The field's key and the part of it, if one is named.
    pub fn split(&self) -> (&str, Option<&str>) {
        match self.field.split_once('.') {
            Some((field, part)) => (field, Some(part)),
            None => (&self.field, None),
        }
    }
}

/// One key or several, in the order in which they are tried.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Keys(pub Vec<String>);

impl Keys {
    /// Whether rows are not looked up at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Keys {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [one] => serializer.serialize_str(one),
            several => several.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Keys {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Form {
            Nothing(()),
            One(String),
            Several(Vec<String>),
        }
        Ok(Self(match Form::deserialize(deserializer)? {
            Form::Nothing(()) => Vec::new(),
            Form::One(key) => vec![key],
            Form::Several(keys) => keys,
        }))
    }
}

/// What happens to records that exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Existing {
    /// They take on what the file says.
    #[default]
    Update,
    /// Only their empty fields are filled.
    Fill,
    /// They stay as they are.
    Skip,
}

/// What happens where something named by a row does not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Missing {
    /// It is made.
    #[default]
    Create,
    /// The row is rejected.
    Reject,
}

/// What happens to rows that break the rules of a pipeline's stages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RowRules {
    /// The row is rejected.
    #[default]
    Refuse,
    /// It is taken, and the record's history says which rules it breaks.
    Record,
}

impl RowRules {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

impl From<RowRules> for kith_engine::Rules {
    fn from(rules: RowRules) -> Self {
        match rules {
            RowRules::Refuse => Self::Refuse,
            RowRules::Record => Self::Record,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_may_be_one_several_or_none() {
        let read = |json: &str| serde_json::from_str::<Mapping>(json).map(|mapping| mapping.key.0);
        assert_eq!(read(r#"{"object":"deal","key":"external_id"}"#).unwrap(), ["external_id"]);
        assert_eq!(read(r#"{"object":"contact","key":["emails","name"]}"#).unwrap(), ["emails", "name"]);
        assert!(read(r#"{"object":"deal","key":null}"#).unwrap().is_empty());
        assert!(read(r#"{"object":"deal","existing":"replace"}"#).is_err());
        assert!(read(r#"{"object":"deal","colums":{}}"#).is_err());
    }
}
