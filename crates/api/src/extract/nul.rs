//! The one character that PostgreSQL cannot keep in a text: refused at the door, so that both databases hold the same.

use serde_json::Value;

/// How JSON writes it; as itself it is not allowed there.
const ESCAPED: &[u8] = b"\\u0000";

/// Where in a JSON text the first string with a NUL is, as problems name places; none when there is no such string.
pub(super) fn place(bytes: &[u8]) -> Option<String> {
    if !bytes.windows(ESCAPED.len()).any(|window| window == ESCAPED) {
        return None;
    }
    let value: Value = serde_json::from_slice(bytes).ok()?;
    let path = find(&value)?;
    let path = path.strip_prefix('.').unwrap_or(&path);
    // Problems with fields of a record name the field alone.
    Some(path.strip_prefix("fields.").unwrap_or(path).to_owned())
}

fn find(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => text.contains('\0').then(String::new),
        Value::Array(items) => {
            items.iter().enumerate().find_map(|(at, item)| find(item).map(|rest| format!("[{at}]{rest}")))
        }
        Value::Object(map) => map.iter().find_map(|(key, item)| {
            let has = key.contains('\0');
            let rest = if has { Some(String::new()) } else { find(item) };
            rest.map(|rest| format!(".{}{rest}", key.replace('\0', "")))
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn the_place_of_a_nul_is_named() {
        let at = |text: &str| place(text.as_bytes());
        assert_eq!(at(r#"{"fields": {"name": "a\u0000"}}"#).as_deref(), Some("name"));
        assert_eq!(at(r#"{"text": "\u0000"}"#).as_deref(), Some("text"));
        assert_eq!(at(r#"{"a": [1, {"b": ["x", "\u0000"]}]}"#).as_deref(), Some("a[1].b[1]"));
        assert_eq!(at(r#"{"a\u0000b": 1}"#).as_deref(), Some("ab"));
        assert_eq!(at(r#"{"a": "\\u0000"}"#), None, "a backslash, then letters");
        assert_eq!(at(r#"{"a": "u0000"}"#), None);
        assert_eq!(at(r#"{"a": "\u0000""#), None, "what is no JSON is refused elsewhere");
    }
}
