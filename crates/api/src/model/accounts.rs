//! Users, teams, roles and tokens.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use uuid::Uuid;

use super::session::{Language, RoleName};

/// A user.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct UserInfo {
    /// The user's id.
    pub id: Uuid,
    /// The user's name.
    pub name: String,
    /// The user's e-mail address; null for somebody who only came with an import and cannot sign in.
    pub email: Option<String>,
    /// The user's team.
    pub team: Option<Uuid>,
    /// Who leads that team.
    pub manager: Option<Uuid>,
    /// The team at the root of the tree.
    pub office: Option<Uuid>,
    /// Whether the account is in use.
    pub active: bool,
    /// The language the user reads; only for those who keep users.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// The user's zone; only for those who keep users.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// The user's roles; only for those who keep users.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub roles: Option<Vec<RoleName>>,
}

/// All users.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct UserList {
    /// The users by name.
    pub users: Vec<UserInfo>,
}

/// A new user.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewUser {
    /// The user's name.
    pub name: String,
    /// The e-mail address to sign in with; null for somebody who does not sign in.
    pub email: Option<String>,
    /// A first password; without one the user cannot sign in yet.
    #[schema(min_length = 10, max_length = 1024)]
    pub password: Option<String>,
    /// The user's team.
    pub team: Option<Uuid>,
    /// The user's roles; none when left out, which allows nothing.
    #[serde(default)]
    pub roles: Vec<Uuid>,
    /// The language the user reads; the workspace's when left out.
    pub language: Option<Language>,
    /// The user's zone; the workspace's when left out.
    pub time_zone: Option<String>,
}

/// A change of a user. Keys left out stay; `team: null` takes the user out of its team.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateUser {
    /// The user's name.
    pub name: Option<String>,
    /// The e-mail address to sign in with; null for somebody who does not sign in.
    #[serde(default, deserialize_with = "super::nullable")]
    #[schema(value_type = Option<String>)]
    pub email: Option<Option<String>>,
    /// The user's team.
    #[serde(default, deserialize_with = "super::nullable")]
    #[schema(value_type = Option<Uuid>)]
    pub team: Option<Option<Uuid>>,
    /// The user's roles.
    pub roles: Option<Vec<Uuid>>,
    /// The language the user reads.
    pub language: Option<Language>,
    /// The user's zone.
    pub time_zone: Option<String>,
}

/// A password set by somebody who keeps users. All sessions of that user end.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetPassword {
    /// At least 10 characters, at most 1,024.
    #[schema(min_length = 10, max_length = 1024)]
    pub password: String,
}

/// A team.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TeamInfo {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// The team above it.
    pub parent: Option<Uuid>,
    /// Who leads it.
    pub manager: Option<Uuid>,
    /// How many people are in it.
    pub members: u64,
}

/// All teams.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TeamList {
    /// The teams by name.
    pub teams: Vec<TeamInfo>,
}

/// A new team.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTeam {
    /// Its name.
    pub name: String,
    /// The team above it.
    pub parent: Option<Uuid>,
    /// Who leads it.
    pub manager: Option<Uuid>,
}

/// A change of a team. Keys left out stay; null empties.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateTeam {
    /// Its name.
    pub name: Option<String>,
    /// The team above it.
    #[serde(default, deserialize_with = "super::nullable")]
    #[schema(value_type = Option<Uuid>)]
    pub parent: Option<Option<Uuid>>,
    /// Who leads it.
    #[serde(default, deserialize_with = "super::nullable")]
    #[schema(value_type = Option<Uuid>)]
    pub manager: Option<Option<Uuid>>,
}

/// How far a right reaches.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReachName {
    /// Nothing.
    #[default]
    None,
    /// What one owns oneself.
    Own,
    /// What one's team and the teams below own.
    Team,
    /// Everything.
    All,
}

/// The rights on one object.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ObjectRightsBody {
    /// Read.
    pub read: ReachName,
    /// Create.
    pub create: ReachName,
    /// Change.
    pub edit: ReachName,
    /// Move to the bin.
    pub delete: ReachName,
    /// Destroy for good.
    pub destroy: ReachName,
    /// Fields that are hidden.
    pub hidden: Vec<String>,
    /// Fields that can be read only.
    pub read_only: Vec<String>,
}

/// A right that is not about one object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PermissionName {
    /// Take data out in files.
    Export,
    /// Bring data in from files.
    Import,
    /// Change many records at once.
    Bulk,
    /// Keep users, teams and roles.
    ManageUsers,
    /// Keep fields.
    ManageCatalogue,
    /// Keep pipelines, stages and rates.
    ManagePipelines,
    /// Read what everybody did.
    ViewAudit,
    /// Share views with everybody.
    ShareViews,
}

/// A role.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RoleInfo {
    /// Its id.
    pub id: Uuid,
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Whether it may do everything.
    pub admin: bool,
    /// Whether it came with the product; such a role cannot be removed.
    pub standard: bool,
    /// Rights object by object.
    pub objects: BTreeMap<String, ObjectRightsBody>,
    /// Rights on objects that are not named.
    pub default: ObjectRightsBody,
    /// Other rights.
    pub may: Vec<PermissionName>,
    /// How many percent below the catalogue's price its users may sell without asking; any when null.
    #[schema(example = "10")]
    pub max_discount: Option<String>,
    /// How many users have it.
    pub users: u64,
}

/// All roles.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RoleList {
    /// The roles by name.
    pub roles: Vec<RoleInfo>,
}

/// A new role.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRole {
    /// Its name.
    pub name: String,
    /// Rights object by object.
    #[serde(default)]
    pub objects: BTreeMap<String, ObjectRightsBody>,
    /// Rights on objects that are not named; none when left out.
    #[serde(default)]
    pub default: ObjectRightsBody,
    /// Other rights.
    #[serde(default)]
    pub may: Vec<PermissionName>,
    /// How many percent below the catalogue's price its users may sell without asking; any when left out.
    #[schema(example = "10")]
    pub max_discount: Option<String>,
}

/// A change of a role. Keys left out stay; `objects` replaces all of them.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateRole {
    /// Its name.
    pub name: Option<String>,
    /// Rights object by object.
    pub objects: Option<BTreeMap<String, ObjectRightsBody>>,
    /// Rights on objects that are not named.
    pub default: Option<ObjectRightsBody>,
    /// Other rights.
    pub may: Option<Vec<PermissionName>>,
    /// How many percent below the catalogue's price its users may sell without asking; null takes the limit away.
    #[serde(default, deserialize_with = "super::nullable")]
    #[schema(value_type = Option<String>, example = "10")]
    pub max_discount: Option<Option<String>>,
}

/// A token of a program.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TokenInfo {
    /// Its id.
    pub id: Uuid,
    /// What it is for.
    pub name: String,
    /// For whom it acts.
    pub user: Uuid,
    /// The one role it is limited to; all roles of its user when null.
    pub role: Option<Uuid>,
    /// When it was made.
    #[schema(format = DateTime)]
    pub created_at: String,
    /// When it stops working.
    #[schema(format = DateTime)]
    pub expires_at: Option<String>,
    /// When it was last used, to within an hour.
    #[schema(format = DateTime)]
    pub last_used_at: Option<String>,
}

/// All tokens that one may see.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TokenList {
    /// The tokens, newest first.
    pub tokens: Vec<TokenInfo>,
}

/// A new token.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewToken {
    /// What it is for.
    pub name: String,
    /// Limits it to one of one's own roles.
    pub role: Option<Uuid>,
    /// When it stops working, RFC 3339; never when left out.
    #[schema(format = DateTime)]
    pub expires_at: Option<String>,
}

/// A new token, shown this once.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CreatedToken {
    /// The token's description.
    #[serde(flatten)]
    pub info: TokenInfo,
    /// The secret, to be sent as `Authorization: Bearer kith_…`; null when a repeated request is answered again.
    pub token: Option<String>,
}
