//! When people work, and when they are away.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// A part of a day, by the clock on the wall.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HoursSpan {
    /// When it begins.
    #[schema(example = "09:00", pattern = "^[0-2][0-9]:[0-5][0-9]$")]
    pub from: String,
    /// When it ends; `24:00` at the end of the day.
    #[schema(example = "18:00", pattern = "^[0-2][0-9]:[0-5][0-9]$")]
    pub to: String,
}

/// The hours of a week; a day without any is a day off.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[allow(missing_docs)]
pub struct WeekHours {
    pub monday: Vec<HoursSpan>,
    pub tuesday: Vec<HoursSpan>,
    pub wednesday: Vec<HoursSpan>,
    pub thursday: Vec<HoursSpan>,
    pub friday: Vec<HoursSpan>,
    pub saturday: Vec<HoursSpan>,
    pub sunday: Vec<HoursSpan>,
}

/// A day that differs from the week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SpecialDay {
    /// Which day.
    #[schema(format = Date, example = "2026-12-25")]
    pub day: String,
    /// What it is called.
    #[serde(default)]
    pub name: String,
    /// Its hours; a day off without any.
    #[serde(default)]
    pub hours: Vec<HoursSpan>,
}

/// The hours of the workspace or of a team.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct WorkingHours {
    /// The hours of a week.
    pub week: WeekHours,
    /// Days that differ, in order. Those of the workspace hold for teams too, unless a team says otherwise of a day.
    pub days: Vec<SpecialDay>,
    /// IANA zone; the workspace's when null. A person's own zone goes before it.
    pub time_zone: Option<String>,
    /// In how many minutes of work somebody is to react to an inquiry; for a team, null means what holds above it.
    pub react_within: Option<u32>,
    /// Counts changes; send it with a change to be told of a conflict.
    pub version: i64,
}

/// The hours of a team that has its own.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TeamHours {
    /// The team.
    pub team: Uuid,
    /// Its hours.
    #[serde(flatten)]
    pub hours: WorkingHours,
}

/// When people work.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct WorkingTime {
    /// What holds where nothing else is said.
    pub workspace: WorkingHours,
    /// The teams with hours of their own; they hold for the teams below as well.
    pub teams: Vec<TeamHours>,
}

/// Hours to be kept, as a whole.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetWorkingHours {
    /// The hours of a week.
    pub week: WeekHours,
    /// Days that differ.
    #[serde(default)]
    pub days: Vec<SpecialDay>,
    /// IANA zone.
    #[serde(default)]
    pub time_zone: Option<String>,
    /// In how many minutes of work somebody is to react to an inquiry.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 43200)]
    pub react_within: Option<u32>,
    /// The version the change was made on; 409 when the hours have moved on.
    #[serde(default)]
    pub version: Option<i64>,
}

/// Which absences to list.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AbsenceParams {
    /// Those that end on this day or later; today when left out.
    #[param(format = Date, example = "2026-01-01")]
    pub since: Option<String>,
}

/// Days on which somebody is away.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Absence {
    /// Its id.
    pub id: Uuid,
    /// Who.
    pub user: Uuid,
    /// The first day.
    #[schema(format = Date)]
    pub from: String,
    /// The last day.
    #[schema(format = Date)]
    pub to: String,
    /// Why; only for the person and for those who keep users.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Absences by their first day.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct AbsenceList {
    /// The absences.
    pub absences: Vec<Absence>,
}

/// An absence to be noted.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAbsence {
    /// Who; oneself, or anybody by the right to keep users.
    pub user: Uuid,
    /// The first day.
    #[schema(format = Date, example = "2026-07-06")]
    pub from: String,
    /// The last day.
    #[schema(format = Date, example = "2026-07-17")]
    pub to: String,
    /// Why.
    #[serde(default)]
    pub note: Option<String>,
}
