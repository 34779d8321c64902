//! serde's words for what does not fit, as codes.

use serde_json::{Map, Value, json};

/// What is wrong and where, made from the path and the message of a failed deserialisation.
pub(super) fn explain(path: &str, message: &str) -> Value {
    let path = if path == "." || path == "?" { "" } else { path };
    let quoted = || message.split('`').nth(1).unwrap_or_default().to_owned();
    let mut params = Map::new();
    let (field, code) = if message.starts_with("unknown field") {
        (join(path, &quoted()), "unknown_key")
    } else if message.starts_with("missing field") {
        (join(path, &quoted()), "required")
    } else if message.starts_with("duplicate field") {
        (join(path, &quoted()), "duplicate_key")
    } else if message.starts_with("unknown variant") {
        let known: Vec<&str> = message.split('`').skip(3).step_by(2).collect();
        params.insert("allowed".to_owned(), json!(known));
        (path.to_owned(), "unknown_option")
    } else if message.starts_with("invalid value") || message.starts_with("invalid digit") {
        (path.to_owned(), "wrong_value")
    } else {
        if let Some((_, expected)) = message.rsplit_once("expected ") {
            let expected = expected.split(" at line").next().unwrap_or(expected);
            params.insert("expected".to_owned(), json!(expected));
        }
        (path.to_owned(), "wrong_type")
    };
    let field = if field.is_empty() { Value::Null } else { Value::String(field) };
    json!({"field": field, "code": code, "params": params})
}

/// serde names an unknown or missing key in the message and, for some of them, also in the path.
fn join(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.to_owned()
    } else if path == key || path.ends_with(&format!(".{key}")) {
        path.to_owned()
    } else {
        format!("{path}.{key}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_become_codes_that_name_the_key() {
        let unknown = explain("", "unknown field `colour`, expected `name` or `email`");
        assert_eq!(unknown, json!({"field": "colour", "code": "unknown_key", "params": {}}));
        let missing = explain("stages[0]", "missing field `kind`");
        assert_eq!(missing["field"], "stages[0].kind");
        let wrong = explain("limit", "invalid type: string \"x\", expected u32");
        assert_eq!(wrong, json!({"field": "limit", "code": "wrong_type", "params": {"expected": "u32"}}));
        let option = explain("kind", "unknown variant `maybe`, expected one of `open`, `won`, `lost`");
        assert_eq!(option["params"]["allowed"], json!(["open", "won", "lost"]));
    }
}
