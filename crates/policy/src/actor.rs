//! Who acts.

use std::sync::Arc;

use uuid::Uuid;

use crate::Role;

/// A person of the workspace, as far as rights depend on him.
#[derive(Debug, Clone)]
pub struct User {
    /// His id.
    pub id: Uuid,
    /// What he is called.
    pub name: String,
    /// His e-mail address; empty when he has none.
    pub email: String,
    /// The team that he is in.
    pub team: Option<Uuid>,
    /// The people of his team and of all teams below it, himself among them.
    pub team_users: Arc<[Uuid]>,
    /// The language that he reads, when it is not the workspace's.
    pub language: Option<String>,
    /// The zone that he lives in, when it is not the workspace's.
    pub time_zone: Option<String>,
}

/// Who acts. Internal work has an identity of its own; there is no flag that skips the rights.
#[derive(Debug, Clone)]
pub enum Actor {
    /// A signed-in person.
    User {
        /// Who.
        user: Arc<User>,
        /// His roles; their rights add up.
        roles: Arc<[Arc<Role>]>,
    },
    /// A program with a token of that person, limited to these roles.
    Token {
        /// Whose token.
        user: Arc<User>,
        /// The roles that the token carries.
        roles: Arc<[Arc<Role>]>,
        /// The token.
        token: Uuid,
    },
    /// A rule that acts with the rights of a named person.
    Rule {
        /// For whom.
        user: Arc<User>,
        /// His roles.
        roles: Arc<[Arc<Role>]>,
        /// The rule.
        rule: Uuid,
    },
    /// A channel that brings in what the outside says.
    Channel(Arc<str>),
    /// The program itself: upgrades, derived data, jobs of its own.
    System,
}

impl Actor {
    /// The person who acts, or for whom something acts.
    pub fn user(&self) -> Option<&Arc<User>> {
        match self {
            Self::User { user, .. } | Self::Token { user, .. } | Self::Rule { user, .. } => Some(user),
            Self::Channel(_) | Self::System => None,
        }
    }

    /// That person's id.
    pub fn user_id(&self) -> Option<Uuid> {
        self.user().map(|user| user.id)
    }

    /// The roles whose rights add up; none for the program's own work.
    pub fn roles(&self) -> &[Arc<Role>] {
        match self {
            Self::User { roles, .. } | Self::Token { roles, .. } | Self::Rule { roles, .. } => roles,
            Self::Channel(_) | Self::System => &[],
        }
    }

    /// The program's own work: it may do everything, and says in the log that it was the program.
    pub fn is_internal(&self) -> bool {
        matches!(self, Self::Channel(_) | Self::System)
    }

    /// The name of this sort of actor in the log.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::User { .. } => "user",
            Self::Token { .. } => "token",
            Self::Rule { .. } => "rule",
            Self::Channel(_) => "channel",
            Self::System => "system",
        }
    }
}
