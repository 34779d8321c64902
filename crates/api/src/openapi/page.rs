//! The interface described for people: one page made from the document, without scripts and without anything from
//! elsewhere.

use std::fmt::Write as _;

use serde_json::{Map, Value};

const STYLE: &str = "
:root{color-scheme:light dark;--line:#8884;--soft:#8881;--accent:#5b5fd9}
*{box-sizing:border-box}
body{font:15px/1.5 system-ui,sans-serif;margin:0 auto;max-width:60rem;padding:1.5rem}
h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2.5rem;border-bottom:1px solid var(--line);padding-bottom:.3rem}
details{border:1px solid var(--line);border-radius:8px;margin:.5rem 0}
summary{padding:.5rem .75rem;cursor:pointer}
details>div{padding:0 .75rem .75rem}
code{font:13px ui-monospace,monospace}
.m{display:inline-block;min-width:4.2rem;font-weight:650;color:var(--accent)}
.t{opacity:.75}
table{border-collapse:collapse;width:100%;font-size:.92em}
td,th{text-align:left;vertical-align:top;padding:.25rem .5rem;border-top:1px solid var(--line)}
nav a{margin-right:.8rem}
@media(prefers-color-scheme:dark){:root{--accent:#858cec}}
";

/// The content policy of the page: its own style, nothing else.
pub const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'";

/// The page for a document.
pub fn page(document: &Value) -> String {
    let mut out = String::with_capacity(200_000);
    let title = text(&document["info"]["title"]);
    let _ = write!(
        out,
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width,initial-scale=1\"><title>{title} API</title><style>{STYLE}</style></head><body>\
         <h1>{title} API</h1><p>{} Programs read <a href=\"/api/v1/openapi.json\">openapi.json</a>.</p><nav>",
        text(&document["info"]["description"])
    );
    let tags = document["tags"].as_array().cloned().unwrap_or_default();
    for tag in &tags {
        let name = text(&tag["name"]);
        let _ = write!(out, "<a href=\"#{name}\">{name}</a>");
    }
    out.push_str("<a href=\"#schemas\">schemas</a></nav>");
    for tag in &tags {
        let name = text(&tag["name"]);
        let _ = write!(out, "<h2 id=\"{name}\">{name}</h2><p>{}</p>", text(&tag["description"]));
        each_operation(document, |path, method, operation| {
            let here = operation["tags"].as_array().is_some_and(|tags| tags.contains(&tag["name"]));
            if here {
                operation_entry(&mut out, path, method, operation);
            }
        });
    }
    out.push_str("<h2 id=\"schemas\">schemas</h2>");
    for (name, schema) in members(&document["components"]["schemas"]) {
        schema_entry(&mut out, name, schema);
    }
    out.push_str("</body></html>");
    out
}

fn each_operation(document: &Value, mut f: impl FnMut(&str, &str, &Value)) {
    for (path, item) in members(&document["paths"]) {
        for (method, operation) in members(item) {
            if operation.is_object() {
                f(path, method, operation);
            }
        }
    }
}

fn operation_entry(out: &mut String, path: &str, method: &str, operation: &Value) {
    let _ = write!(
        out,
        "<details><summary><span class=\"m\">{}</span> <code>{}</code> <span class=\"t\">{}</span></summary><div>",
        escape(&method.to_uppercase()),
        escape(path),
        text(&operation["summary"])
    );
    if let Some(more) = operation["description"].as_str() {
        let _ = write!(out, "<p>{}</p>", escape(more));
    }
    if let Some(parameters) = operation["parameters"].as_array().filter(|list| !list.is_empty()) {
        out.push_str("<table><tr><th>parameter</th><th>in</th><th>type</th><th></th></tr>");
        for parameter in parameters {
            let _ = write!(
                out,
                "<tr><td><code>{}</code></td><td>{}</td><td>{}</td><td>{}</td></tr>",
                text(&parameter["name"]),
                text(&parameter["in"]),
                type_of(&parameter["schema"]),
                text(&parameter["description"])
            );
        }
        out.push_str("</table>");
    }
    for (kind, content) in members(&operation["requestBody"]["content"]) {
        let _ = write!(out, "<p>Body <code>{}</code>: {}</p>", escape(kind), type_of(&content["schema"]));
    }
    for (status, response) in members(&operation["responses"]) {
        let shapes: Vec<String> = members(&response["content"])
            .map(|(kind, content)| format!("<code>{}</code> {}", escape(kind), type_of(&content["schema"])))
            .collect();
        let _ = write!(out, "<p>{}: {} {}</p>", escape(status), text(&response["description"]), shapes.join(" or "));
    }
    out.push_str("</div></details>");
}

fn schema_entry(out: &mut String, name: &str, schema: &Value) {
    let _ = write!(
        out,
        "<details id=\"schema-{0}\"><summary><code>{0}</code> <span class=\"t\">{1}</span></summary><div>",
        escape(name),
        text(&schema["description"])
    );
    let required = schema["required"].as_array().cloned().unwrap_or_default();
    let parts: Vec<&Value> = match schema["allOf"].as_array() {
        Some(parts) => parts.iter().collect(),
        None => vec![schema],
    };
    out.push_str("<table>");
    for part in parts {
        if part["$ref"].is_string() || part["properties"].is_null() {
            let _ = write!(out, "<tr><td colspan=\"3\">{}</td></tr>", type_of(part));
        }
        for (key, property) in members(&part["properties"]) {
            let needed = required.iter().chain(part["required"].as_array().into_iter().flatten());
            let mark = if needed.into_iter().any(|name| name == key) { "required" } else { "" };
            let _ = write!(
                out,
                "<tr><td><code>{}</code></td><td>{} <span class=\"t\">{mark}</span></td><td>{}</td></tr>",
                escape(key),
                type_of(property),
                text(&property["description"])
            );
        }
    }
    out.push_str("</table></div></details>");
}

/// A schema in a few words, with links to those that have a name.
fn type_of(schema: &Value) -> String {
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
        let name = escape(name);
        return format!("<a href=\"#schema-{name}\">{name}</a>");
    }
    for (key, word) in [("oneOf", " or "), ("anyOf", " or "), ("allOf", " and ")] {
        if let Some(parts) = schema[key].as_array() {
            return parts.iter().map(type_of).collect::<Vec<_>>().join(word);
        }
    }
    if let Some(options) = schema["enum"].as_array() {
        return options
            .iter()
            .map(|option| format!("<code>{}</code>", escape(&option.to_string())))
            .collect::<Vec<_>>()
            .join(" ");
    }
    let names: Vec<&str> = match &schema["type"] {
        Value::String(name) => vec![name],
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        _ => return "anything".to_owned(),
    };
    let named = names.iter().map(|name| match *name {
        "array" => format!("list of {}", type_of(&schema["items"])),
        "object" if schema["additionalProperties"].is_object() => {
            format!("map of {}", type_of(&schema["additionalProperties"]))
        }
        name => schema["format"]
            .as_str()
            .map_or_else(|| escape(name), |format| format!("{} ({})", escape(name), escape(format))),
    });
    named.collect::<Vec<_>>().join(" or ")
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    static NONE: std::sync::LazyLock<Map<String, Value>> = std::sync::LazyLock::new(Map::new);
    value.as_object().unwrap_or(&NONE).iter()
}

fn text(value: &Value) -> String {
    escape(value.as_str().unwrap_or_default())
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_that_people_typed_cannot_become_markup() {
        let document = serde_json::json!({
            "info": {"title": "Kith", "description": "<script>alert(1)</script>"},
            "tags": [{"name": "records", "description": "a & b"}],
            "paths": {"/records/x_a\"b": {"get": {"tags": ["records"], "summary": "<b>"}}},
            "components": {"schemas": {"X": {"type": "object", "properties": {"<i>": {"type": "string"}}}}}
        });
        let page = page(&document);
        for bad in ["<script>", "<b>", "<i>", "x_a\"b"] {
            assert!(!page.contains(bad), "{bad}");
        }
        assert!(page.contains("a &amp; b"));
    }
}
