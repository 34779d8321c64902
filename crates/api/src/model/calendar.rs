//! One's tasks in other calendars.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Whether one's tasks can be read by other calendars.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CalendarFeed {
    /// Whether there is an address.
    pub active: bool,
    /// Since when, RFC 3339 in UTC.
    #[schema(format = DateTime)]
    pub created_at: Option<String>,
}

/// The secret address, shown this once.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CalendarAddress {
    /// Whoever knows it can read one's tasks.
    pub url: String,
}
