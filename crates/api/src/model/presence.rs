//! Who is where: followers of a record, and those who look at it now.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::common::Person;

/// Who follows a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Followers {
    /// By name.
    pub followers: Vec<Person>,
    /// Whether the caller is one of them.
    pub following: bool,
}

/// That the caller is at a record. To be sent when it is opened and every 20 seconds from then on.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PresenceSign {
    /// Whether he is changing it.
    #[serde(default)]
    pub editing: bool,
}

/// Somebody who is at a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PersonPresent {
    /// The user's id.
    pub id: Uuid,
    /// The user's name.
    pub name: String,
    /// Whether he is changing it.
    pub editing: bool,
}

/// Who else is at a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PresenceAnswer {
    /// The others.
    pub people: Vec<PersonPresent>,
}

/// Who is at a record has changed, as sent by the live stream (`event: presence`).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct LivePresence {
    /// The record's object.
    pub object: String,
    /// The record.
    pub id: Uuid,
}
