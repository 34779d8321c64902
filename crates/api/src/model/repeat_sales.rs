//! Repeat sales.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Whether and when a task is made for a purchase that is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RepeatSales {
    /// Tasks are made, for whoever looks after the client.
    pub enabled: bool,
    /// So many days before the purchase is expected.
    #[schema(minimum = 0, maximum = 365)]
    pub days_before: i64,
}
