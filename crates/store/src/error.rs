//! What can go wrong below the engine.

/// The result of everything in this crate.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;

/// An error of the database layer. Its text never holds values of records, so that it may be logged.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The record was changed by somebody else: the version given is not the one in force.
    #[error("the record has version {current}, another one was expected")]
    Conflict {
        /// The version that the record has now.
        current: i64,
    },
    /// A value that must be unique is there already.
    #[error("a value of `{what}` is in use already")]
    Unique {
        /// The key of the field for a record table, else `table.column` or the name of the constraint.
        what: String,
    },
    /// The record or row is not there (or the actor may not see it).
    #[error("not found")]
    Missing,
    /// The database cannot serve this now (locked, restarting, queue full): try again later.
    #[error("the database is busy: {0}")]
    Busy(String),
    /// The work took longer than it was allowed to, or nobody waits for it any more.
    #[error("the work was stopped: {0}")]
    Interrupted(&'static str),
    /// The database has another schema or catalogue than this program expects.
    #[error("the database does not fit this program: {0}")]
    Schema(String),
    /// A query that cannot be run: unknown or hidden field, wrong kind for the operation.
    #[error("{code}: {what}")]
    Invalid {
        /// A stable code that the API may pass on (`unknown_field`, `bad_cursor`, …).
        code: &'static str,
        /// The field or value that is meant.
        what: String,
    },
    /// A program error inside of a closure that ran on a database thread.
    #[error("a step of the work panicked: {0}")]
    Panic(String),
    /// The commit was sent, its answer was lost, and it cannot be found out whether it took place.
    #[error("the connection was lost during a commit; it is not known whether the change was saved")]
    Uncertain,
    /// The disk is full, read-only or damaged. Nothing of this change was kept.
    #[error("the database cannot be written: {0}")]
    Storage(String),
    /// Any other error of the database.
    #[error("database error: {0}")]
    Backend(String),
}

impl StoreError {
    /// An [`StoreError::Invalid`] in short.
    pub fn invalid(code: &'static str, what: impl Into<String>) -> Self {
        Self::Invalid { code, what: what.into() }
    }

    /// True for errors after which the same work may succeed a little later.
    pub fn is_busy(&self) -> bool {
        matches!(self, Self::Busy(_))
    }
}
