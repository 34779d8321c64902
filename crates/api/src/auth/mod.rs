//! Who asks: sessions of people, tokens of programs.

pub mod address;
pub mod cookie;
pub mod gate;
pub mod origin;
pub mod password;
pub mod session;
pub mod throttle;
pub mod token;

use std::sync::Arc;

use kith_engine::{Conn, Origin, Result, Workspace};
use kith_policy::{Actor, User};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// How the caller proved who he is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// A session's cookie, by the hash of its secret.
    Session([u8; 32]),
    /// A token.
    Token {
        /// The hash of its secret.
        hash: [u8; 32],
        /// The token.
        id: Uuid,
        /// The one role it is limited to.
        role: Option<Uuid>,
    },
}

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub struct Caller {
    /// Who.
    pub user: Arc<User>,
    /// As what the engine knows him.
    pub actor: Actor,
    /// How he proved it.
    pub proof: Proof,
    /// Through which door he comes.
    pub origin: Origin,
}

impl Caller {
    /// The one role that the caller's token is limited to.
    pub fn role(&self) -> Option<Uuid> {
        match self.proof {
            Proof::Session(_) => None,
            Proof::Token { role, .. } => role,
        }
    }

    /// The hash of the caller's session, when he has one.
    pub fn session(&self) -> Option<[u8; 32]> {
        match self.proof {
            Proof::Session(hash) => Some(hash),
            Proof::Token { .. } => None,
        }
    }

    /// The caller's rights as they are now; none when the account has been closed.
    ///
    /// # Errors
    /// When the store fails.
    pub fn load(&self, ws: &Workspace, conn: &mut Conn) -> Result<Option<Actor>> {
        actor(ws, conn, self.user.id, &self.proof)
    }
}

/// The actor behind a proof.
fn actor(ws: &Workspace, conn: &mut Conn, user: Uuid, proof: &Proof) -> Result<Option<Actor>> {
    let actor = ws.actors().get(conn, user, None)?;
    Ok(match (actor, proof) {
        (Some(Actor::User { user, roles }), Proof::Token { id, role, .. }) => {
            Some(Actor::Token { token: *id, user, roles, only: *role })
        }
        (actor, _) => actor,
    })
}

/// What is kept of a secret.
pub fn digest(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}
