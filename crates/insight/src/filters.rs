//! The filters behind the figures: each is what the records API takes, and finds exactly the rows that were counted.

use serde_json::{Value as Json, json};

/// One term.
pub(crate) fn term(field: &str, op: &str, value: impl Into<Json>) -> Json {
    json!({ "field": field, "op": op, "value": value.into() })
}

/// A field that holds this id or text, or nothing.
pub(crate) fn is(field: &str, value: Option<&str>) -> Json {
    match value {
        Some(value) => term(field, "eq", value),
        None => json!({ "field": field, "op": "empty" }),
    }
}

/// All of these. What asks for nothing falls away, and what is an `and` already is not nested again, so that a filter
/// at the limit of depth stays within it.
pub(crate) fn all(parts: impl IntoIterator<Item = Json>) -> Json {
    let mut terms = Vec::new();
    for part in parts {
        match part {
            Json::Null => {}
            Json::Object(object) if object.is_empty() => {}
            Json::Object(mut object) if object.len() == 1 && object.get("and").is_some_and(Json::is_array) => {
                if let Some(Json::Array(inner)) = object.remove("and") {
                    terms.extend(inner);
                }
            }
            other => terms.push(other),
        }
    }
    match terms.len() {
        0 => json!({}),
        1 => terms.remove(0),
        _ => json!({ "and": terms }),
    }
}

/// Any of these.
pub(crate) fn any(parts: impl IntoIterator<Item = Json>) -> Json {
    json!({ "or": parts.into_iter().collect::<Vec<_>>() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conjunctions_stay_flat() {
        let user = json!({ "and": [term("source", "eq", "Web"), { "or": [] }] });
        let both = all([user, Json::Null, json!({}), is("owner", None)]);
        assert_eq!(both["and"].as_array().map(Vec::len), Some(3));
        assert_eq!(all([Json::Null]), json!({}));
        assert_eq!(all([term("a", "eq", 1)]), term("a", "eq", 1));
    }
}
