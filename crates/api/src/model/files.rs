//! Files on records.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// How a file can be shown in a browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FilePreview {
    /// As a picture.
    Image,
    /// As a document.
    Pdf,
}

/// The record that a file hangs on.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct FileRecord {
    /// Its object.
    pub object: String,
    /// Its id.
    pub id: Uuid,
}

/// A file.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct FileInfo {
    /// Its id.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// Bytes.
    pub size: i64,
    /// What it is, judged by its content.
    #[serde(rename = "type")]
    pub content_type: String,
    /// When it came, RFC 3339 in UTC.
    #[schema(format = DateTime)]
    pub at: String,
    /// The user who brought it; null for the system.
    pub by: Option<Uuid>,
    /// How it can be shown; null where it can only be saved.
    pub preview: Option<FilePreview>,
    /// What it hangs on.
    pub record: FileRecord,
}

/// The files of a record.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct FileAnswer {
    /// Newest first.
    pub files: Vec<FileInfo>,
}

/// Another name for a file.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FileName {
    /// The name, at most 200 characters.
    #[schema(min_length = 1, max_length = 200)]
    pub name: String,
}

/// What a raw body is called; a form's file brings its own name.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FileParams {
    /// The file's name.
    pub filename: Option<String>,
}

/// How the content is wanted.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ContentParams {
    /// To be shown in place, where the file has a preview; else it is to be saved.
    pub inline: Option<bool>,
}
