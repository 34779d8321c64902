//! How the workspace presents itself.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::nullable;
use super::session::Language;

/// A place in the menu.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MenuItem {
    /// An object's key or a page's name: `deal`, `tasks`, `funnel`.
    pub key: String,
    /// Left out of the menu.
    #[serde(default)]
    pub hidden: bool,
}

/// How the workspace presents itself.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Workspace {
    /// What it is called.
    pub name: String,
    /// The language of whoever has not chosen one.
    pub language: Language,
    /// The currency in which sums are shown.
    pub currency: String,
    /// Where phones without a country code belong.
    pub country: String,
    /// The zone in which days begin.
    pub time_zone: String,
    /// The accent colour, `#rrggbb`; null for the program's own.
    pub accent: Option<String>,
    /// The menu's order; what it does not name follows in its usual order.
    pub menu: Vec<MenuItem>,
    /// 1 for Monday to 7 for Sunday.
    pub week_start: u8,
}

/// A change of how the workspace presents itself; what is left out stays.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateWorkspace {
    /// What it is called.
    pub name: Option<String>,
    /// The language of whoever has not chosen one.
    pub language: Option<Language>,
    /// Where phones without a country code belong: two capital letters.
    pub country: Option<String>,
    /// The zone in which days begin.
    pub time_zone: Option<String>,
    /// The accent colour, `#rrggbb`; null for the program's own.
    #[serde(default, deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub accent: Option<Option<String>>,
    /// The menu.
    pub menu: Option<Vec<MenuItem>>,
    /// 1 for Monday to 7 for Sunday.
    pub week_start: Option<u8>,
}
