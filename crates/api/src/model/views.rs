//! Saved views.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::common::FilterNode;
use super::records::RecordRights;

/// Which views to list.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ViewParams {
    /// The object whose records they show.
    #[param(example = "deal")]
    pub object: String,
}

/// How a view shows records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ViewKind {
    Table,
    Board,
    Calendar,
}

/// Who finds a view among his own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ViewScope {
    /// Its owner.
    #[default]
    Private,
    /// The team that its owner is in when he shares it, and the teams below.
    Team,
    /// Everybody.
    Everyone,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ViewColumn {
    /// The field, or one step through a link or user.
    #[schema(example = "company.industry")]
    pub field: String,
    /// Pixels; the usual width when null.
    #[serde(default)]
    #[schema(minimum = 40, maximum = 2000)]
    pub width: Option<u32>,
    /// Whether it stays in sight.
    #[serde(default)]
    pub pinned: bool,
}

/// What the lanes of a board are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ViewLanes {
    Owner,
}

/// What the columns of a board are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ViewBy {
    Stage,
    Month,
}

/// What is computed at the foot of a column; `count` of those filled, `filled` is their share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ViewTotal {
    Count,
    Sum,
    Avg,
    Min,
    Max,
    Filled,
}

/// What a group of dates is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ViewPeriod {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

/// How much a calendar shows at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ViewRange {
    Day,
    Week,
    Month,
    Agenda,
}

/// What the colours of a calendar say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ViewTones {
    Type,
    Owner,
}

/// How much room a row takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ViewDensity {
    Compact,
    Normal,
    Relaxed,
}

/// What a view shows. What is null is left to the screen.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ViewState {
    /// Which records.
    #[schema(value_type = Option<FilterNode>)]
    pub filter: Option<Value>,
    /// In which order.
    #[schema(example = "-amount,name")]
    pub sort: Option<String>,
    /// Which fields, in order.
    pub columns: Option<Vec<ViewColumn>>,
    /// In which groups.
    pub group_by: Option<String>,
    /// What a group of dates is; a month when null.
    pub group_period: Option<ViewPeriod>,
    /// What is computed at the foot of a column, by field.
    pub totals: Option<BTreeMap<String, ViewTotal>>,
    /// Which pipeline's board.
    pub pipeline: Option<Uuid>,
    /// What the board's lanes are.
    pub lanes: Option<ViewLanes>,
    /// What the board's columns are.
    pub by: Option<ViewBy>,
    /// Which date puts a record into the calendar.
    pub date_field: Option<String>,
    /// How much the calendar shows at once.
    pub range: Option<ViewRange>,
    /// Whose calendar: one's own when null, everybody's when nobody is named.
    pub people: Option<Vec<Uuid>>,
    /// What the calendar's colours say.
    pub tones: Option<ViewTones>,
    /// How much room a row takes.
    pub density: Option<ViewDensity>,
}

/// A saved view.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct View {
    /// Its id.
    pub id: Uuid,
    /// The object whose records it shows.
    pub object: String,
    /// What people call it.
    pub name: String,
    /// How it shows them.
    pub kind: ViewKind,
    /// Who finds it.
    pub scope: ViewScope,
    /// Who made it.
    pub owner: Uuid,
    /// The team that it is shared with.
    pub team: Option<Uuid>,
    /// What it shows.
    pub state: ViewState,
    /// Its place among the views of its object.
    pub position: i64,
    /// Whether the caller begins with it.
    pub is_default: bool,
    /// Counts its changes; send it with a change to be told of a conflict.
    pub version: i64,
    /// What the caller may do.
    pub can: RecordRights,
    /// Fields that it filtered by and that are no more: those conditions are left out of `state` until it is saved anew.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dropped: Vec<String>,
}

/// Views in order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ViewList {
    /// By position and name.
    pub views: Vec<View>,
}

/// A view to be saved.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewView {
    /// The object whose records it shows.
    pub object: String,
    /// What people call it.
    #[schema(min_length = 1, max_length = 200)]
    pub name: String,
    /// How it shows them.
    pub kind: ViewKind,
    /// Who finds it; `private` when left out.
    #[serde(default)]
    pub scope: ViewScope,
    /// What it shows.
    #[serde(default)]
    pub state: ViewState,
}

/// A change of a view.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateView {
    /// What people call it.
    pub name: Option<String>,
    /// Who finds it.
    pub scope: Option<ViewScope>,
    /// What it shows, as a whole.
    pub state: Option<ViewState>,
    /// Its place.
    pub position: Option<u32>,
    /// The version the change was made on; 409 when the view has moved on.
    pub version: Option<i64>,
}

/// The view that the caller begins with, of tables, boards and calendars each.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DefaultView {
    /// The object.
    pub object: String,
    /// The view; none when null.
    #[serde(default)]
    pub view: Option<Uuid>,
    /// Where to begin with none: among tables when left out. A view knows its kind itself.
    #[serde(default)]
    pub kind: Option<ViewKind>,
}

/// Views of an object have changed, as sent by the live stream (`event: view`).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct LiveView {
    /// The object.
    pub object: String,
}
