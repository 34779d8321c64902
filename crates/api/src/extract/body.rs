//! JSON bodies.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use serde::de::DeserializeOwned;

use super::explain::explain;
use crate::depth::{MAX_DEPTH, is_too_deep};
use crate::problem::Problem;

/// A JSON body read into `T`, with the bytes it was read from. An empty body counts as `{}`.
pub struct Body<T> {
    /// What was read.
    pub value: T,
    /// What it was read from, for recognising repeats.
    pub bytes: Bytes,
}

/// A body of any kind, within the limit of its route.
pub struct RawBody(pub Bytes);

/// The largest body that a route takes, and whether that is a file.
#[derive(Debug, Clone, Copy)]
pub struct Largest {
    /// In bytes.
    pub bytes: usize,
    /// A file, or what describes a change.
    pub is_file: bool,
}

impl<S: Send + Sync> FromRequest<S> for RawBody {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let largest = request.extensions().get::<Largest>().copied();
        match Bytes::from_request(request, state).await {
            Ok(bytes) => Ok(Self(bytes)),
            Err(rejection) => Err(match rejection.status() {
                StatusCode::PAYLOAD_TOO_LARGE => largest.map_or_else(
                    || Problem::of_status(StatusCode::PAYLOAD_TOO_LARGE),
                    |Largest { bytes, is_file }| Problem::too_large(is_file, bytes as u64),
                ),
                _ => Problem::bad_request("unreadable_body"),
            }),
        }
    }
}

impl<S, T> FromRequest<S> for Body<T>
where
    S: Send + Sync,
    T: DeserializeOwned,
{
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let typed = is_json(request.headers());
        let RawBody(bytes) = RawBody::from_request(request, state).await?;
        if bytes.is_empty() {
            return Ok(Self { value: read(b"{}")?, bytes });
        }
        if !typed {
            return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type")
                .with("expected", "application/json".into()));
        }
        Ok(Self { value: read(&bytes)?, bytes })
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let Some(kind) = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()) else { return false };
    let essence = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || (essence.starts_with("application/") && essence.ends_with("+json"))
}

/// Reads JSON into `T`.
///
/// # Errors
/// 400 for what is no JSON or nests too deep, 422 naming the key for what does not fit and for text with a NUL.
pub fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    if is_too_deep(bytes) {
        let params = serde_json::json!({"max": MAX_DEPTH});
        return Err(Problem::bad_request("too_deep").detail(serde_json::json!({
            "field": null, "code": "too_deep", "params": params
        })));
    }
    if let Some(field) = super::nul::place(bytes) {
        let params = serde_json::json!({"character": "U+0000"});
        return Err(Problem::invalid().detail(serde_json::json!({
            "field": field, "code": "bad_character", "params": params
        })));
    }
    if let Some(field) = super::twice::place(bytes) {
        return Err(Problem::invalid().detail(serde_json::json!({
            "field": field, "code": "duplicate_key", "params": {}
        })));
    }
    let mut text = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut text).map_err(|error| {
        let path = error.path().to_string();
        let inner = error.into_inner();
        match inner.classify() {
            serde_json::error::Category::Data => Problem::invalid().detail(explain(&path, &inner.to_string())),
            _ => bad_json(&inner),
        }
    })?;
    text.end().map_err(|error| bad_json(&error))?;
    Ok(value)
}

/// Reads a part of a body that has been read already; `place` is its key.
///
/// # Errors
/// 422 naming the key.
pub fn from_value<T: DeserializeOwned>(value: serde_json::Value, place: &str) -> Result<T, Problem> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let path = error.path().to_string();
        let path = if path == "." { place.to_owned() } else { format!("{place}.{path}") };
        Problem::invalid().detail(explain(&path, &error.into_inner().to_string()))
    })
}

fn bad_json(error: &serde_json::Error) -> Problem {
    Problem::bad_request("bad_json").detail(serde_json::json!({
        "field": null, "code": "bad_json", "params": {"line": error.line(), "column": error.column()}
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::pipelines::NewPipeline;

    fn refusal(text: &str) -> (u16, String, serde_json::Value) {
        let problem = read::<NewPipeline>(text.as_bytes()).expect_err("a refusal");
        (problem.status().as_u16(), problem.code().to_owned(), problem.body("")["problems"][0].clone())
    }

    #[test]
    fn every_kind_of_bad_body_names_what_is_wrong() {
        assert_eq!(refusal("{\"name\": ").1, "bad_json");
        assert_eq!(refusal("{\"name\": \"a\"} x").1, "bad_json");
        assert_eq!(refusal("\u{feff}{}").1, "bad_json");
        let (status, code, detail) = refusal("{\"name\": 3}");
        assert_eq!((status, code.as_str(), detail["field"].as_str()), (422, "invalid", Some("name")));
        assert_eq!(refusal("{}").2["code"], "required");
        assert_eq!(refusal("{\"name\": \"a\", \"admin\": true}").2["field"], "admin");
        let (_, _, nested) = refusal("{\"name\": \"a\", \"stages\": [{\"name\": \"b\", \"kind\": \"maybe\"}]}");
        assert_eq!(
            (nested["field"].as_str(), nested["code"].as_str()),
            (Some("stages[0].kind"), Some("unknown_option"))
        );
        assert_eq!(refusal("[1]").2["code"], "wrong_type");
        let list = refusal("3").2;
        assert_eq!(
            (list["code"].as_str(), list["params"]["expected"].as_str()),
            (Some("wrong_type"), Some("an object"))
        );
        let twice = refusal("{\"name\": \"a\", \"name\": \"b\"}").2;
        assert_eq!((twice["field"].as_str(), twice["code"].as_str()), (Some("name"), Some("duplicate_key")));
        assert_eq!(refusal(&"[".repeat(100_000)).1, "too_deep");
    }
}
