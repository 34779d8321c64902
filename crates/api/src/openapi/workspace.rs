//! The part of the document that a workspace adds: its objects with their fields, as far as the caller may see them.

use std::sync::Arc;

use kith_catalogue::{Field, Kind, Lang, Object};
use kith_policy::{Access, Action};
use serde_json::{Map, Value, json};

/// Adds a schema and typed routes for each object.
pub fn extend(document: &mut Value, objects: &[Arc<Object>], access: &Access, lang: Lang) {
    for object in objects {
        let name = schema_name(&object.key);
        let schemas = [
            (name.clone(), record(object, lang)),
            (format!("{name}Fields"), fields(object, access, lang, false)),
            (format!("{name}Input"), fields(object, access, lang, true)),
        ];
        for (name, schema) in schemas {
            document["components"]["schemas"][name] = schema;
        }
        let label = object.label.get(lang);
        let base = format!("/api/v1/records/{}", object.key);
        // A path of its own hides the general one: whatever that takes must stand here too.
        let general = &document["paths"]["/api/v1/records/{object}"];
        let asked = ["get", "post"].map(|method| besides_object(&general[method]["parameters"]));
        let mut delete = document["paths"]["/api/v1/records/{object}/{id}"]["delete"].clone();
        delete["operationId"] = json!(format!("delete_{}", object.key));
        delete["summary"] = json!(format!("{label}: move one to the bin"));
        delete["parameters"] = besides_object(&delete["parameters"]);
        document["paths"][&base] = collection(object, access, &name, label, asked);
        document["paths"][format!("{base}/{{id}}")] = single(object, access, &name, label, delete);
    }
}

fn besides_object(parameters: &Value) -> Value {
    let all = parameters.as_array().into_iter().flatten();
    all.filter(|parameter| parameter["name"] != "object").cloned().collect()
}

/// One record with the labels of what it links to.
fn answer(name: &str) -> Value {
    json!({"allOf": [
        {"$ref": format!("#/components/schemas/{name}")},
        {"type": "object", "required": ["refs"], "properties": {"refs": {"$ref": "#/components/schemas/Refs"}}}
    ]})
}

/// `line_item` becomes `LineItem`.
fn schema_name(key: &str) -> String {
    let mut name = String::from("Object");
    for word in key.split('_').filter(|word| !word.is_empty()) {
        let (first, rest) = word.split_at(1);
        name.push_str(&first.to_uppercase());
        name.push_str(rest);
    }
    name
}

fn record(object: &Object, lang: Lang) -> Value {
    let name = schema_name(&object.key);
    json!({
        "description": object.label.get(lang),
        "allOf": [
            {"$ref": "#/components/schemas/Record"},
            {"type": "object", "properties": {
                "object": {"const": &*object.key},
                "fields": {"$ref": format!("#/components/schemas/{name}Fields")}
            }}
        ]
    })
}

fn fields(object: &Object, access: &Access, lang: Lang, for_writing: bool) -> Value {
    let here = access.object(object);
    let mut properties = Map::new();
    let mut required = Vec::new();
    for at in here.readable() {
        let field = &object.fields[at];
        let writable = !field.read_only && here.may_write(at);
        if for_writing && !writable {
            continue;
        }
        let mut schema = kind(field);
        schema["description"] = json!(field.label.get(lang));
        if !for_writing && !writable {
            schema["readOnly"] = json!(true);
        }
        if for_writing && field.required {
            required.push(json!(&*field.key));
        }
        properties.insert(field.key.to_string(), schema);
    }
    let mut schema = json!({"type": "object", "properties": properties});
    if for_writing {
        schema["additionalProperties"] = json!(false);
        if !required.is_empty() {
            schema["description"] = json!(format!("A new one needs: {}", words(&required)));
        }
    }
    schema
}

fn words(keys: &[Value]) -> String {
    keys.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", ")
}

/// The wire form of a kind.
fn kind(field: &Field) -> Value {
    let keys = |options: &[kith_catalogue::Choice]| -> Vec<String> {
        options.iter().filter(|option| !option.retired).map(|option| option.key.clone()).collect()
    };
    match &field.kind {
        Kind::Text => json!({"type": ["string", "null"]}),
        Kind::LongText => json!({"type": ["string", "null"], "contentMediaType": "text/plain"}),
        Kind::Number { scale: 0 } => json!({"type": ["integer", "null"]}),
        Kind::Number { .. } => json!({"type": ["number", "null"]}),
        Kind::Money => json!({"oneOf": [{"$ref": "#/components/schemas/Money"}, {"type": "null"}]}),
        Kind::Boolean => json!({"type": ["boolean", "null"]}),
        Kind::Date => json!({"type": ["string", "null"], "format": "date"}),
        Kind::DateTime => json!({"type": ["string", "null"], "format": "date-time"}),
        Kind::OneOf { options } => {
            let mut keys: Vec<Value> = keys(options).into_iter().map(Value::String).collect();
            keys.push(Value::Null);
            json!({"enum": keys})
        }
        Kind::ManyOf { open: true, .. } => json!({"type": ["array", "null"], "items": {"type": "string"}}),
        Kind::ManyOf { options, .. } => json!({"type": ["array", "null"], "items": {"enum": keys(options)}}),
        Kind::Link { .. } | Kind::User | Kind::Pipeline | Kind::Stage => {
            json!({"type": ["string", "null"], "format": "uuid"})
        }
        Kind::Users => json!({"type": ["array", "null"], "items": {"type": "string", "format": "uuid"}}),
        Kind::Phones => list(json!({
            "value": {"type": "string"}, "e164": {"type": ["string", "null"], "readOnly": true},
            "type": {"type": ["string", "null"]}, "primary": {"type": "boolean"}
        })),
        Kind::Emails => list(json!({
            "value": {"type": "string"}, "type": {"type": ["string", "null"]}, "primary": {"type": "boolean"}
        })),
        Kind::Address => list(json!({
            "type": {"type": ["string", "null"]}, "street": {"type": ["string", "null"]},
            "city": {"type": ["string", "null"]}, "region": {"type": ["string", "null"]},
            "postal_code": {"type": ["string", "null"]}, "country": {"type": ["string", "null"]},
            "primary": {"type": "boolean"}
        })),
        Kind::ExternalIds => json!({"type": ["object", "null"], "additionalProperties": {"type": "string"}}),
    }
}

fn list(properties: Value) -> Value {
    json!({"type": ["array", "null"], "items": {"type": "object", "properties": properties}})
}

fn collection(object: &Object, access: &Access, name: &str, label: &str, asked: [Value; 2]) -> Value {
    let plural = json!({"type": "object", "properties": {
        "records": {"type": "array", "items": {"$ref": format!("#/components/schemas/{name}")}},
        "refs": {"$ref": "#/components/schemas/Refs"}, "next": {"type": ["string", "null"]},
        "count": {"type": "integer"}
    }});
    let mut item = json!({"get": operation(&format!("list_{}", object.key), &format!("{label}: a page of a list"), &plural, "200")});
    let [questions, headers] = asked;
    item["get"]["parameters"] = questions;
    if access.object(object).row(Action::Create).is_some() {
        let one = answer(name);
        let mut create = operation(&format!("create_{}", object.key), &format!("{label}: make one"), &one, "201");
        create["requestBody"] = body(&json!({"type": "object", "required": ["fields"], "properties": {
            "fields": {"$ref": format!("#/components/schemas/{name}Input")},
            "on_duplicate": {"$ref": "#/components/schemas/OnDuplicate"}
        }}));
        create["parameters"] = headers;
        item["post"] = create;
    }
    item
}

fn single(object: &Object, access: &Access, name: &str, label: &str, delete: Value) -> Value {
    let one = answer(name);
    let id = json!([{"name": "id", "in": "path", "required": true, "schema": {"type": "string", "format": "uuid"}}]);
    let mut item = json!({"get": operation(&format!("get_{}", object.key), &format!("{label}: one"), &one, "200")});
    item["get"]["parameters"] = id.clone();
    if access.object(object).row(Action::Edit).is_some() {
        let mut update = operation(&format!("update_{}", object.key), &format!("{label}: change one"), &one, "200");
        update["parameters"] = id;
        update["requestBody"] = body(&json!({"type": "object", "required": ["fields"], "properties": {
            "fields": {"$ref": format!("#/components/schemas/{name}Input")}, "version": {"type": "integer"}
        }}));
        item["patch"] = update;
    }
    if access.object(object).row(Action::Delete).is_some() {
        item["delete"] = delete;
    }
    item
}

fn operation(id: &str, summary: &str, schema: &Value, status: &str) -> Value {
    json!({
        "operationId": id, "summary": summary, "tags": ["records"],
        "security": [{"session": []}, {"token": []}],
        "responses": {
            status: {"description": "Done", "content": {"application/json": {"schema": schema}}},
            "default": {"description": "What is wrong", "content": {
                "application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}
            }}
        }
    })
}

fn body(schema: &Value) -> Value {
    json!({"required": true, "content": {"application/json": {"schema": schema}}})
}
