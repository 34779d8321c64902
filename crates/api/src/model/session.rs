//! Setting up, signing in, oneself.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// Whether the workspace still has to be set up.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SetupState {
    /// True until the first administrator has been made.
    pub needed: bool,
}

/// The languages people can use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Language {
    En,
    Ru,
    Cs,
}

/// The first administrator and the workspace's own settings.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Setup {
    /// The administrator's name.
    pub name: String,
    /// The administrator's e-mail address, to sign in with.
    pub email: String,
    /// At least 10 characters, at most 1,024.
    #[schema(min_length = 10, max_length = 1024)]
    pub password: String,
    /// The language of the workspace and of the administrator.
    pub language: Language,
    /// The currency in which sums are shown.
    #[schema(example = "EUR")]
    pub currency: String,
    /// The zone in which days begin.
    #[schema(example = "Europe/Prague")]
    pub time_zone: String,
    /// What the workspace is called.
    pub workspace_name: Option<String>,
    /// Where phones without a country code belong; guessed from the zone's or language's country when left out.
    #[schema(example = "CZ")]
    pub country: Option<String>,
    /// Whether to begin with a sample company instead of empty; with a trade, with that trade's sample records.
    #[serde(default)]
    pub sample: bool,
    /// The ready-made set-up to begin with, as `GET /setup/trades` names it.
    #[schema(example = "beauty_salon")]
    pub trade: Option<String>,
}

/// Who one is.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// The e-mail address.
    pub email: String,
    /// The password.
    pub password: String,
    /// A second factor, where the account has one.
    pub code: Option<String>,
}

/// Oneself.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SessionUser {
    /// One's id.
    pub id: Uuid,
    /// One's name.
    pub name: String,
    /// One's e-mail address.
    pub email: String,
    /// The language one reads.
    pub language: Language,
    /// The zone in which moments are shown.
    pub time_zone: String,
    /// One's team.
    pub team: Option<Uuid>,
}

/// A role by name.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RoleName {
    /// Its id.
    pub id: Uuid,
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
}

/// What one may do besides working with records.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
pub struct SessionRights {
    /// Everything.
    pub administer: bool,
    /// Take data out in files.
    pub export: bool,
    /// Bring data in from files.
    pub import: bool,
    /// Change many records at once.
    pub bulk: bool,
    /// Keep users, teams and roles.
    pub manage_users: bool,
    /// Keep fields.
    pub manage_catalogue: bool,
    /// Keep pipelines and stages.
    pub manage_pipelines: bool,
    /// Read what everybody did.
    pub view_audit: bool,
    /// Share views with everybody.
    pub share_views: bool,
}

/// The workspace's own settings.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct WorkspaceInfo {
    /// What it is called.
    pub name: String,
    /// The currency in which sums are shown.
    pub currency: String,
    /// The zone in which days begin.
    pub time_zone: String,
    /// Its language.
    pub language: Language,
    /// Where phones without a country code belong.
    pub country: String,
}

/// How large a file may be, in bytes.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
pub struct SizeLimits {
    /// One that is attached to a record.
    #[schema(example = 52_428_800)]
    pub file: u64,
    /// One that is imported.
    #[schema(example = 67_108_864)]
    pub import: u64,
}

/// Who is signed in and what he may do.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Session {
    /// Oneself.
    pub user: SessionUser,
    /// One's roles.
    pub roles: Vec<RoleName>,
    /// What one may do.
    pub can: SessionRights,
    /// How many percent below the catalogue's price one may sell without asking; any when null.
    #[schema(example = "10")]
    pub max_discount: Option<String>,
    /// How large files may be.
    pub limits: SizeLimits,
    /// The workspace.
    pub workspace: WorkspaceInfo,
}

/// A change of one's own settings.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateSession {
    /// One's name.
    pub name: Option<String>,
    /// The language one reads.
    pub language: Option<Language>,
    /// The zone in which moments are shown.
    pub time_zone: Option<String>,
}

/// A change of one's own password. All other sessions end.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    /// The password so far.
    pub current: String,
    /// The new one: at least 10 characters, at most 1,024.
    #[schema(min_length = 10, max_length = 1024)]
    pub new: String,
}
