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
            params.insert("expected".to_owned(), json!(in_words(expected)));
        }
        (path.to_owned(), "wrong_type")
    };
    let field = if field.is_empty() { Value::Null } else { Value::String(field) };
    json!({"field": field, "code": code, "params": params})
}

/// What was expected, without the names that things have inside the program.
fn in_words(expected: &str) -> &str {
    let first = expected.split(' ').find(|word| !matches!(*word, "a" | "an" | "formatted" | "borrowed"));
    match first.unwrap_or_default() {
        "struct" | "map" | "internally" | "adjacently" | "JSON" => "an object",
        "sequence" | "tuple" | "array" | "list" => "a list",
        "string" | "str" | "character" | "char" | "variant" | "identifier" => "a string",
        "enum" | "variants" => "one of the options",
        "UUID" => "an id",
        "boolean" | "bool" => "true or false",
        "unit" | "null" => "null",
        "f32" | "f64" | "number" | "Decimal" => "a number",
        "u8" | "u16" | "u32" | "u64" | "u128" | "usize" | "nonzero" => "a whole number, not below zero",
        "i8" | "i16" | "i32" | "i64" | "i128" | "isize" | "integer" => "a whole number",
        _ => "another kind of value",
    }
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
        let whole = json!({"expected": "a whole number, not below zero"});
        assert_eq!(wrong, json!({"field": "limit", "code": "wrong_type", "params": whole}));
        for (expected, words) in [
            ("struct CreateRecord", "an object"),
            ("a map", "an object"),
            ("struct NewRole with 3 elements", "an object"),
            ("a sequence", "a list"),
            ("tuple struct Ids with 2 elements", "a list"),
            ("a string", "a string"),
            ("a formatted UUID string", "an id"),
            ("a boolean", "true or false"),
            ("i64", "a whole number"),
            ("internally tagged enum Method", "an object"),
            ("something of Ours", "another kind of value"),
        ] {
            let told = explain("", &format!("invalid type: integer `3`, expected {expected} at line 1 column 2"));
            assert_eq!(told["params"]["expected"], words, "{expected}");
        }
        let option = explain("kind", "unknown variant `maybe`, expected one of `open`, `won`, `lost`");
        assert_eq!(option["params"]["allowed"], json!(["open", "won", "lost"]));
    }
}
