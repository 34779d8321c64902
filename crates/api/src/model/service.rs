//! The program's own state.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Whether requests can be served.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Health {
    /// `ok`, or `failing` with status 503.
    pub status: String,
    /// The program's version.
    pub version: String,
    /// Why requests cannot be served.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}
