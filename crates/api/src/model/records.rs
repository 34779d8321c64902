//! Records, pages, aggregates, bulk changes and search hits.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::common::{DuplicateMatch, FilterNode, ProblemEntry, Refs};

/// Values of fields by key. What a value looks like depends on the field's kind; the catalogue tells.
pub type Fields = BTreeMap<String, Value>;

/// What the caller may do with a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RecordRights {
    /// Change it.
    pub edit: bool,
    /// Move it to the bin.
    pub delete: bool,
    /// False for whoever may change it, but not give it to somebody else: a member of its team. Left out otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assign: Option<bool>,
}

/// A record as the caller may see it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Record {
    /// The object's key.
    #[schema(example = "deal")]
    pub object: String,
    /// The record's id.
    pub id: Uuid,
    /// Counts its changes; send it with a change to be told of a conflict.
    pub version: i64,
    /// When it was moved to the bin.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deleted_at: Option<String>,
    /// The values that the caller may see.
    #[schema(value_type = BTreeMap<String, Value>)]
    pub fields: Map<String, Value>,
    /// What the caller may do.
    pub can: RecordRights,
    /// Fields that exist but are hidden from the caller.
    pub masked: Vec<String>,
}

/// One record with the labels of what it links to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RecordAnswer {
    /// The record.
    #[serde(flatten)]
    pub record: Record,
    /// Labels of linked records, users, stages.
    pub refs: Refs,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RecordPage {
    /// The records in the order asked for.
    pub records: Vec<Record>,
    /// Labels of what they link to.
    pub refs: Refs,
    /// Where the next page begins; null at the end.
    pub next: Option<String>,
    /// How many records the filter finds in all, when `count` was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
}

/// What a list is asked for, in the address.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListParams {
    /// A filter as JSON.
    #[param(example = r#"{"field":"amount","op":"gte","value":"1000"}"#)]
    pub filter: Option<String>,
    /// Fields separated by commas, `-` before one for descending.
    #[param(example = "-amount,name")]
    pub sort: Option<String>,
    /// The fields to answer with, separated by commas; all that one may see when left out.
    pub fields: Option<String>,
    /// Records on a page, 50 when left out, at most 500.
    pub limit: Option<u32>,
    /// `next` of the page before.
    pub cursor: Option<String>,
    /// Skips so many records instead of a cursor.
    pub offset: Option<u64>,
    /// Whether to count all that the filter finds.
    pub count: Option<bool>,
    /// Whether to list the bin instead.
    pub deleted: Option<bool>,
}

/// What a list is asked for, in a body.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Query {
    /// The condition; all records when left out.
    #[schema(value_type = Option<FilterNode>)]
    pub filter: Option<Value>,
    /// Fields, `-` before one for descending.
    pub sort: Option<SortBody>,
    /// The fields to answer with; all that one may see when left out.
    pub fields: Option<Vec<String>>,
    /// Records on a page, 50 when left out, at most 500.
    #[schema(minimum = 1, maximum = 500)]
    pub limit: Option<u32>,
    /// `next` of the page before.
    pub cursor: Option<String>,
    /// Skips so many records instead of a cursor.
    pub offset: Option<u64>,
    /// Whether to count all that the filter finds.
    pub count: Option<bool>,
    /// Whether to list the bin instead.
    pub deleted: Option<bool>,
}

/// An order: `"-amount,name"` or `["-amount", "name"]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum SortBody {
    /// Fields separated by commas.
    Text(String),
    /// One field each.
    List(Vec<String>),
}

impl SortBody {
    /// Fields separated by commas.
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::List(list) => list.join(","),
        }
    }
}

/// Figures over records.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Aggregate {
    /// The condition; all records when left out.
    #[schema(value_type = Option<FilterNode>)]
    pub filter: Option<Value>,
    /// What to group by, at most three.
    #[serde(default)]
    pub group_by: Vec<GroupBy>,
    /// What to count, add up, and so on.
    pub measures: Vec<Measure>,
    /// The zone in which moments become days; the workspace's when left out.
    pub time_zone: Option<String>,
}

/// A field to group by.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GroupBy {
    /// The field, or one step through a link or user.
    pub field: String,
    /// Dates and moments fall together by this.
    pub by: Option<Bucket>,
}

/// A span of time to group by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Bucket {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

/// A figure to compute.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// How.
    #[serde(rename = "fn")]
    pub function: MeasureFunction,
    /// Of which field; `count` needs none.
    pub field: Option<String>,
}

/// How a figure is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum MeasureFunction {
    Count,
    Sum,
    Avg,
    Min,
    Max,
}

/// The figures of one group.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct AggregateRow {
    /// The values grouped by, in the order asked for.
    pub keys: Vec<Value>,
    /// The figures, in the order asked for.
    pub values: Vec<Value>,
}

/// Figures over records.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct AggregateAnswer {
    /// One row a group; one row without keys when nothing was grouped by.
    pub rows: Vec<AggregateRow>,
    /// Labels of the records, users and stages among the keys.
    pub refs: Refs,
    /// The zone in which moments became days.
    pub time_zone: String,
    /// The currency of sums of money.
    pub currency: String,
    /// How many amounts are left out of the sums because no rate is known.
    pub unconverted: u64,
}

/// What to do when a new record looks like one that exists.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OnDuplicate {
    /// Answer 409 with the matches.
    #[default]
    Refuse,
    /// Make it all the same.
    Allow,
}

/// A new record.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateRecord {
    /// Its values.
    #[schema(value_type = BTreeMap<String, Value>)]
    pub fields: Map<String, Value>,
    /// Of a deal or lead: what its stage asks for of the company and contact that it names (`company.website`), set with it.
    #[schema(value_type = Option<BTreeMap<String, Value>>)]
    pub set: Option<Map<String, Value>>,
    /// What to do with duplicates; `refuse` when left out.
    #[serde(default)]
    pub on_duplicate: OnDuplicate,
}

/// A change of a record.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateRecord {
    /// The new values; fields left out stay.
    #[schema(value_type = BTreeMap<String, Value>)]
    pub fields: Map<String, Value>,
    /// The version the change was made on; 409 when the record has moved on.
    pub version: Option<i64>,
}

/// How a record is deleted.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DeleteParams {
    /// The version it was decided on; 409 when the record has moved on.
    pub version: Option<i64>,
}

/// The removal of a record for good.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DestroyRecord {
    /// The version it was decided on; 409 when the record has moved on.
    pub version: Option<i64>,
}

/// A record of a bulk change with values of its own.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BulkChange {
    /// The record.
    pub id: Uuid,
    /// The version that the caller has seen; when given, a later one is a conflict.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
    /// Values to set.
    #[schema(value_type = BTreeMap<String, Value>)]
    pub set: Map<String, Value>,
}

/// A change of many records as one batch. Exactly one of `ids`, `filter` and `changes`; with `ids` or `filter` exactly
/// one of `set`, `verb` and (`add`, `remove`).
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Bulk {
    /// The records.
    pub ids: Option<Vec<Uuid>>,
    /// All records that this finds.
    #[schema(value_type = Option<FilterNode>)]
    pub filter: Option<Value>,
    /// Records each with values of its own.
    pub changes: Option<Vec<BulkChange>>,
    /// Values to set.
    #[schema(value_type = Option<BTreeMap<String, Value>>)]
    pub set: Option<Map<String, Value>>,
    /// Options to add to lists: `{"tags": ["key account"]}`.
    #[schema(value_type = Option<BTreeMap<String, Vec<String>>>)]
    pub add: Option<Map<String, Value>>,
    /// Options to take out of lists.
    #[schema(value_type = Option<BTreeMap<String, Vec<String>>>)]
    pub remove: Option<Map<String, Value>>,
    /// A verb to perform: `delete`, `restore`, or one of the object's own.
    pub verb: Option<String>,
    /// What the verb needs.
    #[schema(value_type = Option<BTreeMap<String, Value>>)]
    pub params: Option<Map<String, Value>>,
    /// Only say what would happen.
    #[serde(default)]
    pub dry_run: bool,
}

/// How many records a bulk change touched.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BulkCounts {
    /// Changed.
    pub changed: u64,
    /// As they were.
    pub unchanged: u64,
    /// Refused; the results say why.
    pub failed: u64,
}

/// What became of one record of a bulk change.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct BulkResult {
    /// The record.
    pub id: Uuid,
    /// Whether it went through.
    pub ok: bool,
    /// Its version now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
    /// Why not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Why not, field by field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<super::common::ProblemEntry>,
}

/// What became of a bulk change.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct BulkAnswer {
    /// The batch to undo it by; null when nothing changed.
    pub batch: Option<Uuid>,
    /// Whether this only said what would happen.
    pub dry_run: bool,
    /// How many.
    pub counts: BulkCounts,
    /// Record by record.
    pub results: Vec<BulkResult>,
}

/// What to search for.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SearchParams {
    /// Words, parts of words, a number, a phone, an e-mail address.
    pub q: String,
    /// Objects separated by commas; all when left out.
    pub objects: Option<String>,
    /// At most so many hits, 20 when left out, at most 100.
    pub limit: Option<u32>,
}

/// A record found.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SearchHit {
    /// The record's object.
    pub object: String,
    /// The record.
    pub id: Uuid,
    /// Its title.
    pub title: String,
    /// What tells it from others of the same title.
    pub subtitle: Option<String>,
    /// Where it was found: `name`, `phone`, `email`, `number`, `external_id`, `note`, `file`, `text`.
    pub matched: String,
    /// Found in a note or a file on it: some words of it, around those that were searched for; of a file its name first.
    pub excerpt: Option<String>,
}

/// Hits, best first.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SearchAnswer {
    /// The hits.
    pub hits: Vec<SearchHit>,
}

/// What a verb needs; the catalogue and the API guide tell which verb takes what.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = BTreeMap<String, Value>)]
pub struct VerbParams(pub Map<String, Value>);

/// What converting a lead would make.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Conversion {
    /// The company.
    pub company: Option<ConversionPart>,
    /// The contact.
    pub contact: Option<ConversionPart>,
    /// The deal.
    pub deal: Option<ConversionPart>,
    /// Records that the new ones would double.
    pub matches: Vec<DuplicateMatch>,
    /// What the rules of the deal's stage ask for besides, at `deal.…`.
    pub missing: Vec<ProblemEntry>,
}

/// One of the records that a lead becomes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ConversionPart {
    /// Whether it would be made; else it is there already.
    pub is_new: bool,
    /// The record as it would be.
    pub record: RecordAnswer,
}
