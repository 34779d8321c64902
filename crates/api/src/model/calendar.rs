//! One's tasks in other calendars.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::common::{FilterNode, Refs};
use super::records::Record;

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

/// Which stretch of time is asked for.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OccurrencesQuery {
    /// The first moment, RFC 3339.
    #[schema(format = DateTime)]
    pub from: String,
    /// The moment after the last, at most 366 days later.
    #[schema(format = DateTime)]
    pub to: String,
    /// Which tasks; all that one may see when left out.
    #[schema(value_type = Option<FilterNode>)]
    pub filter: Option<Value>,
}

/// A time when a task that repeats comes again; the task for it is made when the one before is done.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Occurrence {
    /// The task that repeats.
    pub task: Uuid,
    /// When, RFC 3339 in UTC.
    #[schema(format = DateTime)]
    pub at: String,
}

/// What is to come of tasks that repeat.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Occurrences {
    /// Soonest first; at most 2,000.
    pub occurrences: Vec<Occurrence>,
    /// The tasks that repeat.
    pub tasks: Vec<Record>,
    /// Labels of what they link to.
    pub refs: Refs,
    /// Whether there is more than is told.
    pub more: bool,
}
