//! Passwords: argon2id, a few at a time, and always one hash, whoever asks.

use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use kith_engine::Workspace;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::problem::Problem;

/// The shortest password in characters.
pub const MIN: usize = 10;
/// The longest password in characters.
pub const MAX: usize = 1_024;
/// How many hashes are computed at once: each takes a processor for some 20 ms and 19 MiB.
const AT_ONCE: usize = 2;

/// How many may wait for that at once; more are told to come back.
const WAITING: usize = 64;
/// The hash of no known password: what is checked for accounts that do not exist.
const DECOY: &str = "$argon2id$v=19$m=19456,t=2,p=1$a2l0aC1kZWNveS1zYWx0$b2Zub2tub3ducGFzc3dvcmQtb2Zub2tub3ducGFzc3c";

/// Computes and checks hashes away from the threads that serve requests.
pub struct Hasher {
    permits: Arc<Semaphore>,
    queue: Arc<Semaphore>,
}

/// The right to have one hash computed.
pub struct Permit {
    _place: OwnedSemaphorePermit,
    _queue: OwnedSemaphorePermit,
}

impl Default for Hasher {
    fn default() -> Self {
        Self { permits: Arc::new(Semaphore::new(AT_ONCE)), queue: Arc::new(Semaphore::new(WAITING)) }
    }
}

impl Hasher {
    /// Waits for the right to have one hash computed.
    ///
    /// # Errors
    /// 503 when too many are waiting already.
    pub async fn permit(&self) -> Result<Permit, Problem> {
        let queue = Arc::clone(&self.queue).try_acquire_owned().map_err(|_| Problem::busy(2))?;
        let place = Arc::clone(&self.permits).acquire_owned().await.map_err(|e| Problem::internal(&e))?;
        Ok(Permit { _place: place, _queue: queue })
    }

    /// The hash of a new password.
    ///
    /// # Errors
    /// 503 when too many are waiting.
    pub async fn hash(&self, ws: &Workspace, password: String) -> Result<String, Problem> {
        let _permit = self.permit().await?;
        let salt: [u8; 16] = ws.randomness().bytes();
        blocking(move || hash(&password, &salt)).await?
    }

    /// Whether the password is the one behind the hash. Without a hash it takes the same time and is never right.
    ///
    /// # Errors
    /// When the program is stopping.
    pub async fn verify(&self, _permit: &Permit, password: String, hash: Option<String>) -> Result<bool, Problem> {
        blocking(move || {
            let Ok(parsed) = PasswordHash::new(hash.as_deref().unwrap_or(DECOY)) else { return false };
            argon2().verify_password(password.as_bytes(), &parsed).is_ok() && hash.is_some()
        })
        .await
    }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
    tokio::task::spawn_blocking(work).await.map_err(|e| Problem::internal(&e))
}

/// Refuses passwords that are too short or too long, naming the key.
///
/// # Errors
/// 422 with `too_short` or `too_long`.
pub fn check_length(key: &str, password: &str) -> Result<(), Problem> {
    match password.chars().count() {
        n if n < MIN => Err(Problem::invalid().field_with(key, "too_short", serde_json::json!({"min": MIN}))),
        n if n > MAX => Err(Problem::invalid().field_with(key, "too_long", serde_json::json!({"max": MAX}))),
        _ => Ok(()),
    }
}

fn argon2() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::default())
}

/// The argon2id hash of a password, as the command line needs it too.
///
/// # Errors
/// When hashing fails, which it does not for lengths that [`check_length`] lets pass.
pub fn hash(password: &str, salt: &[u8; 16]) -> Result<String, Problem> {
    argon2()
        .hash_password_with_salt(password.as_bytes(), salt)
        .map(|hash| hash.to_string())
        .map_err(|error| Problem::internal(&error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_verifies_its_own_password_only() {
        let text = hash("correct horse", &[7; 16]).expect("a hash");
        assert!(text.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{text}");
        let parsed = PasswordHash::new(&text).expect("a readable hash");
        assert!(argon2().verify_password(b"correct horse", &parsed).is_ok());
        assert!(argon2().verify_password(b"correct horsf", &parsed).is_err());
        let long = "a".repeat(MAX);
        let text = hash(&long, &[7; 16]).expect("a hash");
        let parsed = PasswordHash::new(&text).expect("a readable hash");
        assert!(argon2().verify_password("a".repeat(MAX - 1).as_bytes(), &parsed).is_err(), "nothing is cut off");
    }

    #[test]
    fn the_decoy_costs_as_much_as_a_real_hash() {
        let parsed = PasswordHash::new(DECOY).expect("a readable hash");
        let real = hash("correct horse", &[7; 16]).expect("a hash");
        let real = PasswordHash::new(&real).expect("a readable hash");
        assert_eq!((parsed.algorithm, parsed.version), (real.algorithm, real.version));
        assert_eq!(parsed.params.to_string(), real.params.to_string());
        assert_eq!(parsed.hash.map(|hash| hash.len()), real.hash.map(|hash| hash.len()));
    }

    #[test]
    fn lengths_count_characters() {
        assert!(check_length("password", "žžžžžžžžžž").is_ok());
        assert_eq!(check_length("password", "123456789").err().map(|p| p.code().to_owned()), Some("invalid".into()));
        assert!(check_length("password", &"x".repeat(MAX + 1)).is_err());
    }
}
