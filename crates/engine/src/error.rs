//! What can go wrong with a command or a question, in the terms that every door translates.

use kith_catalogue::Problem;
use kith_store::StoreError;
use uuid::Uuid;

/// The outcome of everything the engine does.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a command or a question was refused. Nothing has been written when one of these comes back.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The input does not hold; each problem names the field and says what is wrong.
    #[error("the input is not valid")]
    Invalid(Vec<Problem>),
    /// The question itself is malformed (a filter, a cursor); not a matter of field values.
    #[error("the request cannot be read: {}", .0.code)]
    BadRequest(Problem),
    /// The actor may know of the thing but not do this with it.
    #[error("forbidden: {code}")]
    Forbidden {
        /// Which right is missing.
        code: &'static str,
    },
    /// There is no such thing, or its existence is secret to the actor.
    #[error("not found")]
    NotFound,
    /// The record has been changed since the version the caller worked on.
    #[error("the record has changed since it was read")]
    VersionConflict {
        /// The record's object key.
        object: String,
        /// The record's id.
        id: Uuid,
        /// Its present version.
        version: i64,
    },
    /// The record would double others that the actor may see.
    #[error("the record doubles {} others", .0.len())]
    Duplicate(Vec<Match>),
    /// A rule of the business refuses the change (`undo_collision`, `stage_not_empty`, …).
    #[error("refused: {code}")]
    Refused {
        /// The rule.
        code: &'static str,
        /// What collides, field by field.
        problems: Vec<Problem>,
    },
    /// The database is busy or away; try again after so many seconds.
    #[error("busy, try again in {retry_after} s")]
    Busy {
        /// Seconds to wait.
        retry_after: u32,
    },
    /// A fault of the program or of its surroundings. Logged, never shown.
    #[error("internal error: {0}")]
    Internal(String),
}

/// A record that a new one would double.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Match {
    /// The object's key.
    pub object: String,
    /// The record.
    pub id: Uuid,
    /// Its title.
    pub label: String,
    /// The field that is alike.
    pub field: String,
}

impl Error {
    /// One problem with one field.
    pub fn field(field: &str, code: &'static str) -> Self {
        Self::Invalid(vec![Problem::new(code).at(field)])
    }

    /// A rule that refuses, without details.
    pub fn refused(code: &'static str) -> Self {
        Self::Refused { code, problems: Vec::new() }
    }

    /// A missing right.
    pub fn forbidden(code: &'static str) -> Self {
        Self::Forbidden { code }
    }

    /// A fault that is not the caller's.
    pub fn internal(what: impl std::fmt::Display) -> Self {
        Self::Internal(what.to_string())
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Busy(_) => Self::Busy { retry_after: 1 },
            StoreError::Missing => Self::NotFound,
            StoreError::Invalid { code, what } => Self::BadRequest(Problem::new(code).with("what", what)),
            other => Self::Internal(other.to_string()),
        }
    }
}

impl From<Vec<Problem>> for Error {
    fn from(problems: Vec<Problem>) -> Self {
        Self::Invalid(problems)
    }
}
