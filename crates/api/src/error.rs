//! The engine's refusals as problems.

use kith_engine::Error;
use serde_json::{Value, json};

use crate::problem::Problem;
use axum::http::StatusCode;

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Invalid(problems) => with_details(Self::invalid(), &problems),
            Error::BadRequest(problem) => with_details(Self::bad_request(problem.code), &[problem]),
            Error::Forbidden { code } => Self::forbidden().detail(json!({
                "field": null, "code": "forbidden", "params": {"right": code}
            })),
            Error::NotFound => Self::not_found(),
            Error::VersionConflict { version, .. } => {
                Self::conflict("version_conflict").with("version", json!(version))
            }
            Error::Duplicate(matches) => Self::conflict("duplicate").with("matches", json!(matches)),
            Error::Refused { code: BAD_FILTER, problems } => {
                let code = problems.first().map_or(BAD_FILTER, |problem| problem.code);
                with_details(Self::bad_request(code), &problems)
            }
            Error::Refused { code: MISMATCH, .. } => Self::new(StatusCode::UNPROCESSABLE_ENTITY, MISMATCH),
            Error::Refused { code: FORGOTTEN, .. } => Self::new(StatusCode::GONE, FORGOTTEN),
            Error::Refused { code: SIGNED_OUT, .. } => Self::not_signed_in(),
            Error::Refused { code, problems } => with_details(Self::conflict(code), &problems),
            Error::Busy { retry_after } => Self::busy(retry_after),
            Error::Internal(what) => Self::internal(&what),
        }
    }
}

/// A filter that does not hold: 400 with the code of its first problem.
pub(crate) const BAD_FILTER: &str = "bad_filter";
/// The same key was used for another request before.
pub(crate) const MISMATCH: &str = "idempotency_mismatch";
/// What was answered to the request with that key told of a record that has been destroyed since.
pub(crate) const FORGOTTEN: &str = "answer_forgotten";
/// The account was closed while the request was under way.
pub(crate) const SIGNED_OUT: &str = "not_signed_in";

fn with_details(mut problem: Problem, details: &[kith_catalogue::Problem]) -> Problem {
    for detail in details {
        problem = problem.detail(entry(detail));
    }
    problem
}

/// One entry of `problems`, with all three members.
pub(crate) fn entry(problem: &kith_catalogue::Problem) -> Value {
    json!({"field": problem.field, "code": problem.code, "params": problem.params})
}
