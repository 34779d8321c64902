//! The OpenAPI document: what it says is what there is.

use std::collections::BTreeSet;

use axum::http::Method;
use serde_json::Value;

use crate::world::{Database, World};

const SNAPSHOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.json");

/// Operations that answer without a sign-in. Whoever adds one says why: calendar programs cannot sign in, the address is
/// their proof; the trades are offered before anybody can sign in, and tell nothing of the workspace.
const OPEN: [(&str, &str); 7] = [
    ("get", "/api/v1/openapi.json"),
    ("get", "/api/v1/setup"),
    ("post", "/api/v1/setup"),
    ("get", "/api/v1/setup/trades"),
    ("post", "/api/v1/session"),
    ("get", "/healthz"),
    ("get", "/calendar/{file}"),
];

#[test]
fn the_fixed_part_is_the_one_in_the_repository() {
    let now = serde_json::to_string_pretty(&kith_api::openapi::fixed()).expect("a document") + "\n";
    if std::env::var_os("KITH_BLESS").is_some() {
        std::fs::write(SNAPSHOT, &now).expect("openapi.json");
    }
    let kept = std::fs::read_to_string(SNAPSHOT).unwrap_or_default();
    assert!(kept == now, "crates/api/openapi.json is out of date: run this test with KITH_BLESS=1 and commit it");
}

fn operations(document: &Value) -> Vec<(String, String, Value)> {
    let mut all = Vec::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("an item") {
            if ["get", "post", "put", "patch", "delete"].contains(&method.as_str()) {
                all.push((method.clone(), path.clone(), operation.clone()));
            }
        }
    }
    all
}

fn filled(path: &str) -> String {
    path.replace("{object}", "company")
        .replace("{id}", "0190a000-0000-7000-8000-000000000000")
        .replace("{verb}", "assign")
        .replace("{key}", "x_key")
        .replace("{file}", "0.ics")
}

#[test]
fn references_lead_somewhere_and_operations_have_names_of_their_own() {
    let document = serde_json::to_value(kith_api::openapi::fixed()).expect("a document");
    let text = document.to_string();
    let schemas = document["components"]["schemas"].as_object().expect("schemas");
    for reference in text.split("#/components/schemas/").skip(1) {
        let name = reference.split('"').next().unwrap_or_default();
        assert!(schemas.contains_key(name), "{name}");
    }
    let mut names = BTreeSet::new();
    for (method, path, operation) in operations(&document) {
        let name = operation["operationId"].as_str().unwrap_or_default().to_owned();
        assert!(!name.is_empty() && names.insert(name), "{method} {path}");
        assert!(operation["responses"]["default"].is_object(), "{method} {path}");
        for part in path.split('{').skip(1) {
            let parameter = part.split('}').next().unwrap_or_default();
            let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
            assert!(
                parameters.iter().any(|p| p["name"] == parameter && p["in"] == "path"),
                "{method} {path}: {parameter}"
            );
        }
    }
    assert!(document["openapi"].as_str().is_some_and(|version| version.starts_with("3.1")));
}

async fn every_route_asks_for_a_sign_in(database: Database) {
    let world = World::start(database).await;
    let admin = world.administrator().await;
    admin.make("/catalogue/company/fields", serde_json::json!({"key": "x_key", "kind": "text", "label": "a"})).await;
    let document = admin.get("/openapi.json").await.json();
    let nobody = world.nobody();
    let (mut walked, mut open) = (0, BTreeSet::new());
    for (method, path, operation) in operations(&document) {
        let verb = Method::from_bytes(method.to_uppercase().as_bytes()).expect("a method");
        let whole = format!("!{}", filled(&path));
        let json_type = [("content-type", "application/json")];
        let bare = nobody.send(verb.clone(), &whole, &json_type, b"{}".to_vec()).await;
        if OPEN.contains(&(method.as_str(), path.as_str())) {
            assert_ne!(bare.status, 401, "{method} {path}");
            assert_eq!(operation["security"], serde_json::json!([]), "{method} {path}");
            open.insert((method, path));
            continue;
        }
        walked += 1;
        assert_eq!(bare.refusal(), (401, "not_signed_in".into()), "{method} {path}");
        assert!(operation["security"].as_array().is_some_and(|ways| ways.len() == 2), "{method} {path}");
        for bad in ["kith_0000", "nonsense"] {
            let token = nobody.with_token(bad).send(verb.clone(), &whole, &json_type, b"{}".to_vec()).await;
            assert_eq!(token.status, 401, "{method} {path}");
        }
        let mut stale = nobody.clone();
        stale.cookie = Some(format!("kith_session={}", "0".repeat(64)));
        assert_eq!(stale.send(verb, &whole, &json_type, b"{}".to_vec()).await.status, 401, "{method} {path}");
    }
    assert_eq!(open.len(), OPEN.len());
    assert!(walked > 60, "{walked}");
    assert_eq!(admin.get("/records/company?count=true").await.json()["count"], 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_route_asks_for_a_sign_in_sqlite() {
    every_route_asks_for_a_sign_in(Database::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_route_asks_for_a_sign_in_postgres() {
    every_route_asks_for_a_sign_in(Database::Postgres).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_caller_may_not_see_is_not_described_to_him() {
    let world = World::start(Database::Sqlite).await;
    let admin = world.administrator().await;
    admin
        .make(
            "/catalogue/deal/fields",
            serde_json::json!({"key": "x_margin", "kind": "number", "label": "Secret margin"}),
        )
        .await;
    let rights = serde_json::json!({"read": "all", "create": "own", "edit": "own", "hidden": ["x_margin"]});
    admin.make("/roles", serde_json::json!({"name": "Clerk", "objects": {"deal": rights}})).await;
    let (clerk, _) = world.user(&admin, "Bob", "Clerk", None).await;
    for path in ["/openapi.json", "!/api/docs", "/catalogue"] {
        let (mine, whole) = (clerk.get(path).await.text(), admin.get(path).await.text());
        assert!(whole.contains("x_margin") && whole.contains("Secret margin"), "{path}");
        assert!(!mine.contains("x_margin") && !mine.contains("Secret margin"), "{path}");
        assert!(!mine.contains("ObjectProduct") || path == "/catalogue", "{path}");
        assert!(!world.nobody().get(path).await.text().contains("x_margin"), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_routes_of_an_object_take_what_the_general_ones_take() {
    let world = World::start(Database::Sqlite).await;
    let admin = world.administrator().await;
    let document = admin.get("/openapi.json").await.json();
    let names = |operation: &Value| -> BTreeSet<String> {
        let all = operation["parameters"].as_array().cloned().unwrap_or_default();
        all.iter().filter_map(|one| one["name"].as_str()).filter(|name| *name != "object").map(str::to_owned).collect()
    };
    for (own, general) in [
        ("/api/v1/records/deal", "/api/v1/records/{object}"),
        ("/api/v1/records/deal/{id}", "/api/v1/records/{object}/{id}"),
    ] {
        for (method, operation) in document["paths"][general].as_object().expect("operations") {
            let mine = &document["paths"][own][method];
            assert!(mine.is_object(), "{method} {own} is hidden by the path of the object");
            assert_eq!(names(mine), names(operation), "{method} {own}");
        }
    }
    let page = &document["components"]["schemas"]["ObjectDeal"];
    assert!(!page.to_string().contains("RecordAnswer"), "records of a page come without refs of their own");
    let ids: Vec<String> = operations(&document)
        .iter()
        .map(|(.., it)| it["operationId"].as_str().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
}
