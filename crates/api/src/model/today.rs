//! What the day holds.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::common::Refs;
use super::records::Record;

/// How much there is of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TodayCounts {
    /// One's open tasks that were due on a day that has passed.
    pub overdue: u64,
    /// One's open tasks that are due today.
    pub today: u64,
    /// One's open tasks that are due in the seven days after.
    pub upcoming: u64,
    /// One's open deals without an open task.
    pub no_next_step: u64,
    /// New leads that are one's own or nobody's.
    pub new_leads: u64,
}

/// What the day holds; of each list the first twenty. Days begin in the caller's zone.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TodayAnswer {
    /// How much in all.
    pub counts: TodayCounts,
    /// Tasks, oldest first.
    pub overdue: Vec<Record>,
    /// Tasks, soonest first.
    pub today: Vec<Record>,
    /// Tasks, soonest first.
    pub upcoming: Vec<Record>,
    /// Deals, soonest to close first.
    pub no_next_step: Vec<Record>,
    /// Leads, newest first.
    pub new_leads: Vec<Record>,
    /// Labels of what they link to.
    pub refs: Refs,
}
