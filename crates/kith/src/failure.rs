//! Why a command failed, in words for the person at the console.

use std::fmt;
use std::path::Path;

use kith_engine::{Error, StoreError};
use serde_json::{Value as Json, json};

/// A failure: exit status 1, or 2 when the command line itself was wrong.
#[derive(Debug)]
pub struct Failure {
    /// 1 or 2.
    pub status: u8,
    /// A stable code for machines.
    pub code: String,
    /// For people.
    pub words: String,
    /// What exactly, field by field.
    pub problems: Box<Json>,
}

/// The outcome of a command.
pub type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    /// The work failed.
    pub fn new(code: &str, words: impl Into<String>) -> Self {
        Self { status: 1, code: code.to_owned(), words: words.into(), problems: Box::new(Json::Null) }
    }

    /// The command line is wrong.
    pub fn usage(words: impl Into<String>) -> Self {
        Self { status: 2, ..Self::new("usage", words) }
    }

    /// A file or folder could not be used.
    pub fn io(what: &str, path: &Path, error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        let place = path.display();
        let words = match error.kind() {
            ErrorKind::NotFound => format!("{what} {place}: it does not exist"),
            ErrorKind::PermissionDenied => {
                format!("{what} {place}: no permission; run as the user who owns it, or choose another place")
            }
            ErrorKind::ReadOnlyFilesystem => format!("{what} {place}: the file system is read-only"),
            ErrorKind::StorageFull => format!("{what} {place}: the disk is full; free some space and try again"),
            ErrorKind::AlreadyExists => format!("{what} {place}: it exists already"),
            _ => format!("{what} {place}: {error}"),
        };
        Self::new("io", words)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}

impl std::error::Error for Failure {}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match &error {
            // What SQLite says of a file that is no database of its, or only a part of one.
            StoreError::Storage(what) if what.contains("malformed") || what.contains("not a database") => Self::new(
                "damaged",
                format!(
                    "the database is damaged ({what}). Keep the file, and restore the last backup into another folder: \
                     kith restore FILE --data DIR"
                ),
            ),
            StoreError::Storage(what) => Self::new(
                "storage",
                format!(
                    "the database cannot be written: {what}. Check free space and permissions; what was saved before is safe"
                ),
            ),
            StoreError::Schema(what) => {
                Self::new("schema", format!("{what}. Use the program that wrote this database, or a newer one"))
            }
            StoreError::Busy(what) => Self::new("busy", format!("the database is busy ({what}); try again")),
            _ => Self::new("database", error.to_string()),
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let words = match &error {
            Error::Invalid(problems) | Error::Refused { problems, .. } if !problems.is_empty() => {
                problems.iter().map(problem_in_words).collect::<Vec<_>>().join("\n")
            }
            Error::Forbidden { code } => format!("not permitted: the right \"{code}\" is missing"),
            Error::NotFound => "not found".to_owned(),
            Error::Internal(what) => what.clone(),
            other => other.to_string(),
        };
        let (code, problems) = kith_engine::bulk::explain(error);
        Self { problems: Box::new(json!(problems)), ..Self::new(&code, words) }
    }
}

/// One problem: the words that came with it, else those for its code.
fn problem_in_words(problem: &kith_catalogue::Problem) -> String {
    match problem.params.get("words").and_then(Json::as_str) {
        Some(words) => words.to_owned(),
        None => kith_exchange::import::reason(problem, kith_catalogue::Lang::En),
    }
}
