//! The parameters of a verb. What a verb does not know is an error, not ignored.

use jiff::Timestamp;
use kith_catalogue::Problem;
use kith_engine::{Error, Fields, Result};
use serde_json::Value as Json;

/// The parameters that have not been taken yet.
pub(super) struct Params(Fields);

impl Params {
    pub(super) fn new(given: &Fields) -> Self {
        Self(given.clone())
    }

    /// Takes a parameter; null counts as left out.
    pub(super) fn take(&mut self, key: &str) -> Option<Json> {
        self.0.remove(key).filter(|value| !value.is_null())
    }

    /// Takes a parameter that has to be there.
    pub(super) fn must(&mut self, key: &str) -> Result<Json> {
        self.take(key).ok_or_else(|| Error::field(key, "required"))
    }

    /// Takes the version of the record that the caller worked on.
    pub(super) fn version(&mut self) -> Result<Option<i64>> {
        match self.take("version") {
            None => Ok(None),
            Some(json) => match json.as_i64() {
                Some(version) => Ok(Some(version)),
                None => Err(Error::Invalid(vec![Problem::wrong_type("number", &json).at("version")])),
            },
        }
    }

    /// Takes a moment.
    pub(super) fn moment(&mut self, key: &str) -> Result<Option<Timestamp>> {
        let Some(json) = self.take(key) else { return Ok(None) };
        let Some(text) = json.as_str() else {
            return Err(Error::Invalid(vec![Problem::wrong_type("string", &json).at(key)]));
        };
        match text.parse() {
            Ok(moment) => Ok(Some(moment)),
            Err(_) => {
                Err(Error::Invalid(vec![Problem::new("wrong_format").with("expected", "2026-03-02T09:00:00Z").at(key)]))
            }
        }
    }

    /// Takes a yes or no; left out it is a no.
    pub(super) fn flag(&mut self, key: &str) -> Result<bool> {
        match self.take(key) {
            None => Ok(false),
            Some(Json::Bool(flag)) => Ok(flag),
            Some(other) => Err(Error::Invalid(vec![Problem::wrong_type("boolean", &other).at(key)])),
        }
    }

    /// Takes an object of fields.
    pub(super) fn fields(&mut self, key: &str) -> Result<Option<Fields>> {
        match self.take(key) {
            None => Ok(None),
            Some(Json::Object(fields)) => Ok(Some(fields)),
            Some(other) => Err(Error::Invalid(vec![Problem::wrong_type("object", &other).at(key)])),
        }
    }

    /// Refuses whatever was not taken.
    pub(super) fn end(&self) -> Result<()> {
        let problems: Vec<_> = self.0.keys().map(|key| Problem::unknown_key(key).at(key)).collect();
        if problems.is_empty() { Ok(()) } else { Err(Error::Invalid(problems)) }
    }
}

/// Fields of a change, made of what is there.
pub(super) fn fields<const N: usize>(given: [(&str, Option<Json>); N]) -> Fields {
    given.into_iter().filter_map(|(key, value)| value.map(|value| (key.to_owned(), value))).collect()
}

/// Names a problem with a field by the parameter that it came from.
pub(super) fn rename(error: Error, field: &str, parameter: &str) -> Error {
    match error {
        Error::Invalid(mut problems) => {
            for problem in &mut problems {
                if problem.field.as_deref() == Some(field) {
                    problem.field = Some(parameter.to_owned());
                }
            }
            Error::Invalid(problems)
        }
        other => other,
    }
}
