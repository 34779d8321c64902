//! Objects, fields and options as the caller may see them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::accounts::ReachName;
use super::pipelines::{PipelineInfo, ToneName};
use super::session::Language;

/// The kinds of fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum KindName {
    Text,
    LongText,
    Number,
    Money,
    Boolean,
    Date,
    DateTime,
    OneOf,
    ManyOf,
    Link,
    User,
    Users,
    Pipeline,
    Stage,
    Phones,
    Emails,
    Address,
    ExternalIds,
}

/// An option of a choice.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct OptionInfo {
    /// Its key, which is what records hold.
    pub key: String,
    /// Its label in the caller's language.
    pub label: String,
    /// Its colour.
    pub tone: Option<ToneName>,
    /// Whether it can no longer be chosen.
    pub retired: bool,
}

/// A field.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct FieldInfo {
    /// Its key.
    pub key: String,
    /// Its kind.
    pub kind: KindName,
    /// Its label in the caller's language.
    pub label: String,
    /// Whether it may not be empty.
    pub required: bool,
    /// Whether the caller can only read it.
    pub read_only: bool,
    /// Whether no two records may have the same.
    pub unique: bool,
    /// Whether the workspace added it.
    pub custom: bool,
    /// Whether every object has it.
    pub system: bool,
    /// Whether screens leave it out.
    pub hidden: bool,
    /// How much it counts for how complete a record is; 0 for nothing.
    pub weight: u8,
    /// Whether lists can be sorted by it.
    pub sortable: bool,
    /// Whether figures can be grouped by it.
    pub groupable: bool,
    /// The filter's operators that it knows.
    pub operators: Vec<String>,
    /// The options of a choice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub options: Option<Vec<OptionInfo>>,
    /// Whether a choice takes other values as well, as tags do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open: Option<bool>,
    /// The objects that a link can point to; for pipelines and stages the object that goes through them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub targets: Option<Vec<String>>,
    /// The digits after the point of a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scale: Option<u8>,
}

/// What the caller may do with an object's records.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ObjectCan {
    /// Which he may read.
    pub read: ReachName,
    /// Whether he may make new ones.
    pub create: bool,
    /// Which he may change.
    pub edit: ReachName,
    /// Which he may move to the bin.
    pub delete: ReachName,
    /// Which he may destroy for good, once they lie in the bin.
    pub destroy: ReachName,
}

/// An object.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ObjectInfo {
    /// Its key.
    pub key: String,
    /// Its label in the caller's language.
    pub label: String,
    /// Its label for many.
    pub label_plural: String,
    /// The name of its icon.
    pub icon: String,
    /// Whether the workspace added it.
    pub custom: bool,
    /// The field that names a record.
    pub title: String,
    /// The field that holds the owner.
    pub owner: Option<String>,
    /// The field that links to the record it is part of.
    pub parent: Option<String>,
    /// Its verbs.
    pub verbs: Vec<String>,
    /// What the caller may do.
    pub can: ObjectCan,
    /// Its fields in order, without those hidden from the caller.
    pub fields: Vec<FieldInfo>,
}

/// Everything that describes records, as far as the caller may see it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CatalogueInfo {
    /// Grows with every change.
    pub version: u64,
    /// The workspace's currency.
    pub currency: String,
    /// The workspace's country.
    pub country: String,
    /// The workspace's zone.
    pub time_zone: String,
    /// The workspace's language.
    pub language: Language,
    /// The objects in order.
    pub objects: Vec<ObjectInfo>,
    /// The pipelines with their stages.
    pub pipelines: Vec<PipelineInfo>,
}

/// One label for all languages, or one for each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum LabelBody {
    /// The same in every language.
    One(String),
    /// One a language.
    Each(LabelsBody),
}

/// Labels by language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct LabelsBody {
    pub en: Option<String>,
    pub ru: Option<String>,
    pub cs: Option<String>,
}

/// What something is called in every language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[allow(missing_docs)]
pub struct LabelTexts {
    pub en: String,
    pub ru: String,
    pub cs: String,
}

/// What a field and its options are called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FieldLabels {
    /// The field.
    pub label: LabelTexts,
    /// Its options, by their keys.
    pub options: BTreeMap<String, LabelTexts>,
}

/// What an object, its fields and their options are called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ObjectLabels {
    /// One record.
    pub label: LabelTexts,
    /// Several.
    pub label_plural: LabelTexts,
    /// The fields, by their keys.
    pub fields: BTreeMap<String, FieldLabels>,
}

/// An option of a choice, as written.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewOption {
    /// Its key: lower-case letters, digits and `_`.
    pub key: String,
    /// Its label; the key when left out.
    pub label: Option<LabelBody>,
    /// Its colour.
    pub tone: Option<ToneName>,
    /// Whether it can no longer be chosen.
    #[serde(default)]
    pub retired: bool,
}

/// A new field.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewField {
    /// Its key: `x_` and lower-case letters, digits and `_`.
    #[schema(example = "x_colour")]
    pub key: String,
    /// Its kind, for good.
    pub kind: KindName,
    /// Its label; the key when left out.
    pub label: Option<LabelBody>,
    /// The options of a choice.
    pub options: Option<Vec<NewOption>>,
    /// Whether a many-of takes other values as well.
    pub open: Option<bool>,
    /// The objects that a link can point to.
    pub targets: Option<Vec<String>>,
    /// The digits after the point of a number, 0 to 6.
    pub scale: Option<u8>,
    /// Whether it may not be empty.
    #[serde(default)]
    pub required: bool,
    /// Whether the search finds records by it; texts, phones and e-mails are found when left out.
    pub searchable: Option<bool>,
}

/// A change of what an object is called. Null takes the usual again.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateObject {
    /// What one is called.
    pub label: Option<LabelBody>,
    /// What several are called.
    pub label_plural: Option<LabelBody>,
    /// The name of its icon.
    pub icon: Option<String>,
}

/// A change of a field. Its key and kind stay for good.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateField {
    /// Its label.
    pub label: Option<LabelBody>,
    /// Its options; those left out are retired.
    pub options: Option<Vec<NewOption>>,
    /// Whether it may not be empty.
    pub required: Option<bool>,
    /// Whether it is put away.
    pub hidden: Option<bool>,
    /// How much it counts for how complete a record is, up to 10; 0 for nothing.
    #[schema(maximum = 10)]
    pub weight: Option<u8>,
}
