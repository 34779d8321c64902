//! Who acts.

use std::sync::Arc;

use kith_catalogue::Lang;
use uuid::Uuid;

use crate::Role;

/// A person, as far as rights need to know him.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// His id.
    pub id: Uuid,
    /// His name.
    pub name: String,
    /// His e-mail address.
    pub email: String,
    /// His team.
    pub team: Option<Uuid>,
    /// The users of his team and of those below it, himself included.
    pub team_users: Arc<[Uuid]>,
    /// His language.
    pub language: Lang,
    /// The name of his zone.
    pub time_zone: String,
}

/// Who acts. There is no way around rights but to be somebody who has them.
#[derive(Debug, Clone)]
pub enum Actor {
    /// A signed-in person.
    User {
        /// He.
        user: Arc<User>,
        /// His roles.
        roles: Arc<[Arc<Role>]>,
    },
    /// A program with a token of a person: it may what he may now, or what one of his roles allows.
    Token {
        /// The token.
        token: Uuid,
        /// Whose it is.
        user: Arc<User>,
        /// His roles.
        roles: Arc<[Arc<Role>]>,
        /// The only role that counts. When he no longer has it, nothing is allowed.
        only: Option<Uuid>,
    },
    /// A rule that works on behalf of a person: it may what he may.
    Rule {
        /// The rule.
        rule: Uuid,
        /// On whose behalf.
        user: Arc<User>,
        /// His roles.
        roles: Arc<[Arc<Role>]>,
    },
    /// A channel (mail, telephone, web form): reads, creates and edits all records, deletes none.
    Channel(
        /// Its name.
        String,
    ),
    /// The program itself: migrations, maintenance, commands on the console.
    System,
}

impl Actor {
    /// The person behind it.
    pub fn user(&self) -> Option<&Arc<User>> {
        match self {
            Actor::User { user, .. } | Actor::Token { user, .. } | Actor::Rule { user, .. } => Some(user),
            Actor::Channel(_) | Actor::System => None,
        }
    }

    /// The id of the person behind it.
    pub fn user_id(&self) -> Option<Uuid> {
        self.user().map(|user| user.id)
    }

    /// What it is, as the event log writes it.
    pub const fn kind(&self) -> &'static str {
        match self {
            Actor::User { .. } => "user",
            Actor::Token { .. } => "token",
            Actor::Rule { .. } => "rule",
            Actor::Channel(_) => "channel",
            Actor::System => "system",
        }
    }

    /// The roles that count.
    pub fn roles(&self) -> Vec<&Arc<Role>> {
        match self {
            Actor::User { roles, .. } | Actor::Rule { roles, .. } => roles.iter().collect(),
            Actor::Token { roles, only, .. } => {
                roles.iter().filter(|role| only.is_none_or(|only| role.id == only)).collect()
            }
            Actor::Channel(_) | Actor::System => Vec::new(),
        }
    }
}
