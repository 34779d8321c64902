//! What is wrong with one value, in a form that a program can act on and the UI can put into words.

use serde::Serialize;
use serde_json::{Map, Value as Json};

/// One entry of the `problems` list of an error answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Problem {
    /// The field (or path, or place in a filter) that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What is wrong, as a stable code: `required`, `wrong_type`, `too_long`, …
    pub code: &'static str,
    /// Details that the words need: a limit, the unknown option, what was expected.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub params: Map<String, Json>,
}

impl Problem {
    /// A problem with the given code, not yet tied to a field.
    pub fn new(code: &'static str) -> Self {
        Problem { field: None, code, params: Map::new() }
    }

    /// Ties the problem to a field. A name that is already there becomes the inner part of the new one.
    #[must_use]
    pub fn at(mut self, field: &str) -> Self {
        self.field = Some(match self.field {
            None => field.to_owned(),
            Some(inner) if inner.starts_with('[') => format!("{field}{inner}"),
            Some(inner) => format!("{field}.{inner}"),
        });
        self
    }

    /// Adds a detail.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<Json>) -> Self {
        self.params.insert(key.to_owned(), value.into());
        self
    }

    /// `wrong_type`, naming what was expected and what kind of JSON came.
    pub fn wrong_type(expected: &str, got: &Json) -> Self {
        let got = match got {
            Json::Null => "null",
            Json::Bool(_) => "boolean",
            Json::Number(_) => "number",
            Json::String(_) => "string",
            Json::Array(_) => "array",
            Json::Object(_) => "object",
        };
        Problem::new("wrong_type").with("expected", expected).with("got", got)
    }

    /// `unknown_key` for a key that an object does not have.
    pub fn unknown_key(key: &str) -> Self {
        Problem::new("unknown_key").with("key", short(key))
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(field) = &self.field {
            write!(f, "{field}: ")?;
        }
        f.write_str(self.code)?;
        for (i, (key, value)) in self.params.iter().enumerate() {
            write!(f, "{}{key}={value}", if i == 0 { " (" } else { ", " })?;
        }
        if self.params.is_empty() { Ok(()) } else { f.write_str(")") }
    }
}

impl std::error::Error for Problem {}

/// At most 80 characters of what somebody sent, for an error text.
pub(crate) fn short(text: &str) -> String {
    match text.char_indices().nth(80) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}
