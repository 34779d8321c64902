//! Files brought in and taken out.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::common::{FilterNode, ProblemEntry};
use super::records::SortBody;

/// How a raw body is called; a form's file brings its own name.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct UploadParams {
    /// The file's name.
    pub filename: Option<String>,
    /// The object that the guess is made for; the likeliest one when left out.
    pub object: Option<String>,
    /// The encoding, where the one found is wrong.
    pub encoding: Option<String>,
    /// The separator, where the one found is wrong.
    pub separator: Option<char>,
    /// The sheet of a workbook; the first one with rows when left out.
    pub sheet: Option<String>,
}

/// What kind of file it is, read from its content.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct FileFormat {
    /// `csv` or `xlsx`.
    pub kind: String,
    /// The encoding of a text file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// The separator of a text file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub separator: Option<String>,
    /// The sheet of a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// All sheets of the workbook.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sheets: Vec<String>,
}

/// A column of the file.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct FileColumn {
    /// Its heading.
    pub name: String,
    /// Up to three different values.
    pub samples: Vec<String>,
    /// How many rows have a value in it.
    pub filled: u64,
}

/// Where a column goes.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ColumnTarget {
    /// The field, or a part of it such as `addresses.country`.
    pub field: String,
    /// The type of a phone, e-mail or address.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The column that holds the type of this phone or e-mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub type_from: Option<String>,
}

/// Where a column goes, or null to leave it out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum ColumnChoice {
    /// To a field.
    To(ColumnTarget),
    /// Nowhere.
    LeftOut,
}

/// What to do with a row whose record exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OnExisting {
    /// Change it.
    Update,
    /// Only fill what is empty.
    Fill,
    /// Leave it.
    Skip,
}

/// What to do with a name that does not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OnMissing {
    /// Make the record, user or option.
    Create,
    /// Reject the row.
    Reject,
}

/// The field or fields by which a row finds its record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum IdentityKey {
    /// One field, or `external_id`.
    One(String),
    /// Several together.
    Many(Vec<String>),
}

/// What becomes of rows that break the rules of a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum OnBrokenRules {
    /// They are rejected.
    Refuse,
    /// They are taken, and the history says which rules they break.
    Record,
}

/// What becomes of the columns of a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// The object the rows become, or `user`.
    pub object: String,
    /// Where each column goes; null leaves it out.
    pub columns: BTreeMap<String, ColumnChoice>,
    /// How a row finds its record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<IdentityKey>,
    /// The source of external ids.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// What to do with records that exist.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub existing: Option<OnExisting>,
    /// What to do with names that do not exist.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<OnMissing>,
    /// By field, what a name in the file means: the label or id of a record that exists. Holds for the whole file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub matches: Option<BTreeMap<String, BTreeMap<String, String>>>,
    /// The pipeline of new deals or leads whose rows name none, by id or name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pipeline: Option<String>,
    /// The stage of that pipeline in which they stand where their rows name none, by id or name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    /// What to do with rows that break the rules of a stage: `refuse` them, or take them and `record` it in the history.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rules: Option<OnBrokenRules>,
    /// Whether new leads and deals without an owner are shared out by the rules of distribution.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub distribute: bool,
    /// The encoding, where the guess is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// The separator, where the guess is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub separator: Option<String>,
    /// The sheet of a workbook, where it is not the first that holds rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Whether the first row holds headings, where the guess is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header: Option<bool>,
}

/// What the columns probably are.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Guess {
    /// The object.
    pub object: String,
    /// The mapping.
    pub mapping: Mapping,
}

/// A file that has been read but not imported.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Upload {
    /// The import's id.
    pub id: Uuid,
    /// The file's name.
    pub filename: String,
    /// What kind of file it is.
    pub format: FileFormat,
    /// How many rows it has, headings aside.
    pub rows: u64,
    /// Its columns.
    pub columns: Vec<FileColumn>,
    /// What they probably are.
    pub guess: Guess,
}

/// A mapping to try or to run.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MappingBody {
    /// The mapping.
    #[schema(value_type = Mapping)]
    pub mapping: Value,
}

/// What would become of the rows.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
pub struct PreviewCounts {
    /// New records.
    pub create: u64,
    /// Changed records.
    pub update: u64,
    /// Records that stay as they are.
    pub unchanged: u64,
    /// Rows left out.
    pub skip: u64,
    /// Rows refused.
    pub reject: u64,
}

/// What would become of one row.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PreviewRow {
    /// Its number in the file, headings being row 1.
    pub row: u64,
    /// `create`, `update`, `unchanged`, `skip` or `reject`.
    pub action: String,
    /// The record's title.
    pub label: String,
    /// The values it would set.
    #[schema(value_type = BTreeMap<String, Value>)]
    pub fields: serde_json::Map<String, Value>,
    /// Why it is refused.
    #[serde(default)]
    pub problems: Vec<ProblemEntry>,
}

/// A record that a name may mean.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Suggestion {
    /// The record.
    pub id: String,
    /// Its title.
    pub label: String,
    /// How much alike, 0 to 1.
    pub score: f64,
}

/// A name in the file that matches nothing.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Unmatched {
    /// The column.
    pub column: String,
    /// The field it goes to.
    pub field: String,
    /// The object looked among; `user` for people, `stage` for stages.
    pub object: String,
    /// The name.
    pub value: String,
    /// How many rows have it.
    pub rows: u64,
    /// What it may mean, best first.
    pub suggestions: Vec<Suggestion>,
}

/// A rule of a stage that rows break.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ImportViolation {
    /// The field that it is about; `company.website` for one of the deal's company.
    pub field: Option<String>,
    /// What is wrong: `required`, `transition_forbidden`, `checklist` …
    pub code: String,
    /// Details: the stage, the item of the checklist.
    #[schema(value_type = BTreeMap<String, Value>)]
    pub params: serde_json::Map<String, Value>,
    /// How many rows break it.
    pub rows: u64,
    /// The first of them, by their numbers in the file.
    pub examples: Vec<u64>,
}

/// How many new records somebody would get.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ImportShare {
    /// Who; null for nobody, and for somebody whom the import makes.
    pub user: Option<Uuid>,
    /// What he is called.
    pub name: Option<String>,
    /// Why: `rules` of distribution, the `client` is his, the `file` says so, or he is the `importer`.
    pub by: String,
    /// How many.
    pub rows: u64,
}

/// What came of trying the first rows out: they were written as a run writes them, and taken back.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
pub struct ImportTrial {
    /// How many rows were tried, at most 1000.
    pub rows: u64,
    /// How many of them break rules of stages.
    pub breaking: u64,
    /// Which rules they break, the most frequent first.
    pub violations: Vec<ImportViolation>,
    /// Who would get how many new records.
    pub owners: Vec<ImportShare>,
}

/// What an import would do.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Preview {
    /// How many rows of each fate.
    pub counts: PreviewCounts,
    /// The first 50 rows and the first 50 refused ones.
    pub rows: Vec<PreviewRow>,
    /// Names that match nothing.
    pub unmatched: Vec<Unmatched>,
    /// Of deals and leads: what came of trying the first rows out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tried: Option<ImportTrial>,
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ImportStatus {
    Uploading,
    Uploaded,
    Running,
    Done,
    Failed,
}

/// What became of the rows.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
pub struct ImportCounts {
    /// New records.
    pub created: u64,
    /// Changed records.
    pub updated: u64,
    /// Records that stayed as they were.
    pub unchanged: u64,
    /// Rows left out.
    pub skipped: u64,
    /// Rows refused.
    pub rejected: u64,
    /// Rows that were taken, but for a link to a row that was not.
    #[serde(default)]
    pub incomplete: u64,
    /// What else was made because rows named it, by object.
    #[serde(default)]
    pub also: BTreeMap<String, u64>,
}

/// An import.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ImportRun {
    /// Its id.
    pub id: Uuid,
    /// The object that the rows become; null until a run has begun.
    pub object: Option<String>,
    /// The file's name.
    pub filename: String,
    /// How far it is.
    pub status: ImportStatus,
    /// Rows done.
    pub done: u64,
    /// Rows in all.
    pub total: u64,
    /// What became of the rows.
    pub counts: ImportCounts,
    /// The batch to undo it by.
    pub batch: Option<Uuid>,
    /// When the file came.
    #[schema(format = DateTime)]
    pub created_at: String,
    /// Who sent it.
    pub created_by: Option<Uuid>,
    /// When the run ended.
    #[schema(format = DateTime)]
    pub finished_at: Option<String>,
    /// Why it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<ProblemEntry>,
    /// What it runs with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mapping: Option<Mapping>,
}

/// Imports, newest first.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ImportList {
    /// The imports.
    pub imports: Vec<ImportRun>,
}

/// What to take out.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ExportParams {
    /// `csv` (when left out) or `xlsx`.
    pub format: Option<String>,
    /// A filter as JSON.
    pub filter: Option<String>,
    /// Fields separated by commas, also of linked records (`company.industry`); all that one may see when left out.
    pub fields: Option<String>,
    /// Fields separated by commas, `-` before one for descending.
    pub sort: Option<String>,
}

/// Records to be taken out, where an address has no room for it. At most one of `filter` and `ids`.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExportBody {
    /// `csv` (when left out) or `xlsx`.
    pub format: Option<String>,
    /// Which records.
    #[schema(value_type = Option<FilterNode>)]
    pub filter: Option<Value>,
    /// Records one by one, at most 20,000.
    pub ids: Option<Vec<Uuid>>,
    /// Fields, also of linked records (`company.industry`); all that one may see when left out.
    pub fields: Option<Vec<String>>,
    /// Fields, `-` before one for descending.
    pub sort: Option<SortBody>,
}

/// The content of a file.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "describes a body, which is read as it comes")]
pub struct FileContent(Vec<u8>);

/// A form with a file.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a form, which is read piece by piece")]
pub struct UploadForm {
    /// The file.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}
