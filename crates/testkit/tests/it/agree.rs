//! The two databases give the same answers to the same questions about the same company.

use jiff::Timestamp;
use kith_bench::data::{Generator, Ids, Size};
use kith_testkit::{Backend, TestApp};
use serde_json::{Value, json};

const SIZE: Size =
    Size { name: "tiny", companies: 25, contacts: 120, deals: 80, tasks: 0, notes: 0, products: 8, users: 0 };

/// Fills a workspace with the generated company, through the API.
fn fill(app: &TestApp) {
    let generator = Generator::new(SIZE, 11, "2026-03-02T09:00:00Z".parse::<Timestamp>().expect("a moment"), "EUR");
    let catalogue = app.admin.get("/catalogue").ok();
    let id = |value: &Value| value["id"].as_str().and_then(|id| id.parse().ok()).expect("an id");
    let pipeline = &catalogue["pipelines"][0];
    let mut ids = Ids { pipeline: id(pipeline), ..Ids::default() };
    for stage in pipeline["stages"].as_array().expect("stages") {
        match stage["kind"].as_str() {
            Some("won") => ids.won_stage = id(stage),
            Some("lost") => ids.lost_stage = id(stage),
            _ => ids.open_stages.push(id(stage)),
        }
    }
    let make = |object: &str, fields| app.admin.make(object, &Value::Object(fields)).parse().expect("an id");
    ids.products = (0..SIZE.products).map(|n| make("product", generator.product(n))).collect();
    ids.companies = (0..SIZE.companies).map(|n| make("company", generator.company(n, &ids))).collect();
    ids.contacts = (0..SIZE.contacts).map(|n| make("contact", generator.contact(n, &ids))).collect();
    ids.deals = (0..SIZE.deals).map(|n| make("deal", generator.deal(n, &ids))).collect();
}

/// The answers to the questions, without what differs between any two workspaces: ids and what holds them.
fn answers(app: &TestApp) -> Vec<Value> {
    let filter = |json: &Value| json.to_string();
    let like = json!({"field": "emails", "op": "contains", "value": "ov"});
    let through = json!({"or": [{"field": "company.industry", "op": "eq", "value": "строительство"}, {"field": "position", "op": "empty"}]});
    let listed = [
        ("contact", json!({"sort": "name", "limit": 100})),
        ("contact", json!({"sort": "-name", "limit": 30, "offset": 45})),
        ("contact", json!({"sort": "company.name,-name", "limit": 40})),
        ("contact", json!({"filter": like, "sort": "name", "limit": 100})),
        ("contact", json!({"filter": through, "sort": "family_name,given_name,name", "limit": 100})),
        ("company", json!({"sort": "-annual_revenue,name", "limit": 25})),
        ("deal", json!({"sort": "-amount,number", "limit": 80})),
        ("deal", json!({"sort": "closed_at,number", "limit": 80})),
    ];
    let mut all = Vec::new();
    for (object, query) in listed {
        let page = app.admin.post(&format!("/records/{object}/query"), &query).ok();
        let names: Vec<Value> =
            page["records"].as_array().expect("records").iter().map(|r| r["fields"]["name"].clone()).collect();
        all.push(json!({"of": filter(&query), "names": names}));
    }
    let report = json!({"group_by": [{"field": "source"}, {"field": "closed_at", "by": "month"}],
                        "measures": [{"fn": "count"}, {"fn": "sum", "field": "amount"}, {"fn": "max", "field": "amount"}]});
    let mut rows = app.admin.post("/records/deal/aggregate", &report).ok()["rows"].as_array().expect("rows").clone();
    rows.sort_by_key(Value::to_string);
    all.push(Value::Array(rows));
    for words in ["ива", "nov", "petr", "example", "ёл", "насос", "602"] {
        let found = app.admin.get(&format!("/search?q={words}&limit=50")).ok();
        let mut titles: Vec<String> = found["hits"]
            .as_array()
            .expect("hits")
            .iter()
            .map(|hit| format!("{} {}", hit["object"], hit["title"]))
            .collect();
        titles.sort();
        all.push(json!({"q": words, "titles": titles}));
    }
    all
}

#[test]
fn both_databases_give_the_same_lists_reports_and_search_results() {
    let (sqlite, postgres) = (TestApp::start(Backend::Sqlite), TestApp::start(Backend::Postgres));
    fill(&sqlite);
    fill(&postgres);
    for (one, other) in answers(&sqlite).iter().zip(&answers(&postgres)) {
        assert_eq!(one, other);
    }
}
