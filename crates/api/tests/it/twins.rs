//! Twin worlds: two workspaces that differ only in what somebody may not see answer him byte for byte alike.

use serde_json::{Value, json};

use crate::world::{Client, Database, World, masked};

/// The same visible world; what is secret depends on `secret`.
async fn twin(database: Database, secret: u32) -> (World, Client) {
    let world = World::start(database).await;
    let admin = world.administrator().await;
    admin.make("/catalogue/deal/fields", json!({"key": "x_margin", "kind": "number", "label": "Margin"})).await;
    admin
        .make(
            "/catalogue/company/fields",
            json!({"key": "x_rating", "kind": "one_of", "label": "Rating", "options": [{"key": "a"}, {"key": "b"}]}),
        )
        .await;
    let own = json!({"read": "own", "create": "own", "edit": "own", "delete": "own"});
    let deal = json!({"read": "own", "create": "own", "edit": "own", "delete": "own", "hidden": ["x_margin", "source", "margin"]});
    let company = json!({"read": "own", "create": "own", "edit": "own", "hidden": ["x_rating", "emails"]});
    let line = json!({"read": "own", "create": "own", "edit": "own", "delete": "own", "hidden": ["cost", "margin"]});
    let product = json!({"read": "all", "hidden": ["cost"]});
    let objects = json!({"deal": deal, "company": company, "line_item": line, "product": product});
    admin
        .make(
            "/roles",
            json!({"name": "Clerk", "default": own, "objects": objects, "may": ["export", "bulk", "import"]}),
        )
        .await;
    let (clerk, clerk_id) = world.user(&admin, "Clara", "Clerk", None).await;
    let clerk_id = json!(clerk_id);

    let mut companies = Vec::new();
    for n in 0..4 {
        let rating = if secret.is_multiple_of(2) { "a" } else { "b" };
        let fields = json!({
            "name": format!("Company {n}"), "industry": if n < 2 { "retail" } else { "energy" }, "owner": clerk_id,
            "x_rating": rating, "emails": [{"value": format!("secret{secret}-{n}@hidden.example")}]
        });
        companies.push(admin.record("company", fields).await);
    }
    // Rows that Clara may not see, more of them in one world than in the other, linked from what she sees.
    let mut hidden = Vec::new();
    for n in 0..=secret {
        let fields = json!({"name": format!("Hidden {secret} {n}"), "industry": format!("secret {secret}"), "phones": [{"value": format!("+42060211111{secret}")}]});
        hidden.push(admin.record("company", fields).await);
        let noted = format!("/records/company/{}/notes", hidden[n as usize]);
        admin.make(&noted, json!({"text": format!("Whispered in world {secret}, time {n}")})).await;
    }
    // She may see this deal no longer, and what is noted on it neither.
    let lost = admin.record("deal", json!({"name": "Given away", "owner": clerk_id})).await;
    for n in 0..=secret {
        admin.make(&format!("/records/deal/{lost}/notes"), json!({"text": format!("Whispered {n}")})).await;
    }
    assert_eq!(admin.patch(&format!("/records/deal/{lost}"), json!({"fields": {"owner": null}})).await.status, 200);
    let first = format!("/records/company/{}/notes", companies[0]);
    admin.make(&first, json!({"text": "Whispered in the open"})).await;
    for n in 0..6_u32 {
        let company = if n == 5 { &hidden[0] } else { &companies[(n % 4) as usize] };
        let fields = json!({
            "name": format!("Deal {n}"), "amount": format!("{}", 100 + n), "owner": clerk_id, "company": company,
            "x_margin": n * (secret + 1), "source": format!("source {}", secret * 7 + n)
        });
        admin.record("deal", fields).await;
    }
    let shared = admin.record("deal", json!({"name": "Shared", "amount": "90"})).await;
    // What things cost is hidden from her, on products, lines and deals; so are price lists.
    for n in 0..=secret {
        admin.record("price_list", json!({"name": format!("Secret {n}"), "applies_to": "clients"})).await;
    }
    let goods = json!({"name": "Desk", "price": "100", "tax": 21, "cost": format!("{}", 10 * (secret + 1))});
    let desk = admin.record("product", goods).await;
    let lined = admin.record("deal", json!({"name": "Lined", "owner": clerk_id})).await;
    admin.record("line_item", json!({"deal": lined, "product": desk, "quantity": 3})).await;
    let typed = admin.record("line_item", json!({"deal": lined, "name": "Work", "price": "50", "cost": "1"})).await;
    let dearer = json!({"fields": {"cost": format!("{}", 2 + secret)}});
    assert_eq!(admin.patch(&format!("/records/line_item/{typed}"), dearer).await.status, 200);
    for n in 0..(3 + secret * 2) {
        admin.record("deal", json!({"name": format!("Hidden deal {n}"), "amount": format!("{}", 5_000 * (secret + n)), "x_margin": secret})).await;
        admin
            .record(
                "task",
                json!({"title": format!("Hidden task {n}"), "about": companies[0], "due_at": "2026-03-01T10:00:00Z"}),
            )
            .await;
    }
    // She takes part in a task about what she may not see; others take part in tasks that repeat.
    let meet = json!({"title": "Meet", "due_at": "2026-03-03T10:00:00Z", "recurrence": "FREQ=DAILY;COUNT=4",
        "about": {"object": "company", "id": hidden[0]}, "participants": [clerk_id]});
    admin.record("task", meet).await;
    let (_, other) = world.user(&admin, "Otto", "Clerk", None).await;
    for n in 0..=secret {
        let fields = json!({"title": format!("Hidden meeting {n}"), "due_at": "2026-03-03T11:00:00Z",
            "recurrence": "FREQ=DAILY", "participants": [other], "about": companies[0]});
        admin.record("task", fields).await;
        let tie = json!({"contact": admin.record("contact", json!({"name": format!("Hidden person {n}")})).await,
            "company": companies[0], "role": format!("secret {n}")});
        admin.record("affiliation", tie).await;
    }
    // She works on a deal of somebody else; others work on what she does not see, and she no longer on one of them.
    admin.record("deal_member", json!({"deal": shared, "user": clerk_id, "share": "25", "may_edit": true})).await;
    for n in 0..=secret {
        let deal = admin.record("deal", json!({"name": format!("Hidden team {n}"), "amount": "70"})).await;
        admin.record("deal_member", json!({"deal": deal, "user": other, "share": "10"})).await;
        let left = admin.record("deal_member", json!({"deal": deal, "user": clerk_id, "share": "10"})).await;
        assert_eq!(admin.delete(&format!("/records/deal_member/{left}")).await.status, 204);
    }
    let first = admin.get("/records/deal?sort=name&limit=1").await.json()["records"][0]["id"].clone();
    let path = format!("/records/deal/{}", first.as_str().expect("an id"));
    // She follows the deal, and views by what is hidden are shared with everyone.
    let id = clerk_id.as_str().expect("an id");
    assert_eq!(admin.put(&format!("{path}/followers/{id}"), json!({})).await.status, 200);
    for n in 0..=secret {
        let state = json!({"filter": {"field": "x_margin", "op": "gte", "value": n}});
        let view = json!({"object": "deal", "name": format!("Hidden {n}"), "kind": "table", "scope": "everyone", "state": state});
        admin.make("/views", view).await;
    }
    for n in 0..2 {
        let hidden_change =
            json!({"fields": {"x_margin": 1_000 * (secret + 1) + n, "source": format!("changed {secret}")}});
        assert_eq!(admin.patch(&path, hidden_change).await.status, 200);
    }
    (world, clerk)
}

/// What Clara asks. A name, and what she is answered.
async fn ask(world: &World, clara: &Client) -> Vec<(String, String)> {
    let mut seen: Vec<(String, String)> = Vec::new();
    let mut note = |name: String, status: u16, json: Value| seen.push((name, format!("{status} {}", masked(json))));
    for path in [
        "/session",
        "/catalogue",
        "/users",
        "/openapi.json",
        "/records/deal?sort=name&count=true",
        "/records/company?sort=name&count=true",
        "/records/task?count=true",
        "/records/deal?sort=-amount&limit=2",
        "/records/deal?sort=-amount&limit=2&offset=4&count=true",
        "/records/deal?deleted=true&count=true",
        "/records/affiliation?count=true",
        "/records/deal_member?count=true",
        "/records/deal_member?sort=deal",
        "/search?q=shared",
        "/search?q=team",
        "/boards/default?tasks=true",
        "/records/line_item?sort=name&count=true",
        "/records/line_item?sort=margin",
        "/records/line_item?sort=-cost",
        "/records/deal?sort=margin",
        "/records/product?sort=name&count=true",
        "/records/product?fields=cost",
        "/records/price_list?count=true",
        "/records/price?count=true",
        "/calculations",
        "/records/task?sort=due_at&limit=1&count=true",
        "/search?q=meet",
        "/records/deal?sort=company",
        "/records/deal?sort=x_margin",
        "/records/deal?sort=source",
        "/records/deal?sort=company.x_rating",
        "/records/deal?fields=name,x_margin",
        "/records/company?fields=emails",
        "/records/deal?sort=nothing",
        "/records/deal?fields=name,nothing",
        "/views?object=deal",
        "/today",
        "/boards/default",
        "/boards/default?limit=1",
        "/search?q=secret",
        "/search?q=hidden",
        "/search?q=deal",
        "/search?q=source",
        "/search?q=602111",
        "/search?q=comp",
        "/search?q=whispered",
        "/search?q=whispered&objects=deal",
        "/search?q=time",
    ] {
        let answer = clara.get(path).await;
        note(format!("GET {path}"), answer.status, answer.json());
    }
    for (object, filter) in [
        ("deal", json!({"field": "x_margin", "op": "gte", "value": 2})),
        ("deal", json!({"field": "x_margin", "op": "empty"})),
        ("deal", json!({"not": {"field": "source", "op": "starts", "value": "source"}})),
        ("deal", json!({"field": "nothing", "op": "empty"})),
        ("deal", json!({"field": "source", "op": "nonsense"})),
        ("deal", json!({"field": "x_margin", "op": "contains", "value": []})),
        ("deal", json!({"field": "company.x_rating", "op": "eq", "value": "a"})),
        ("deal", json!({"field": "company.emails", "op": "contains", "value": "secret"})),
        ("deal", json!({"field": "company.industry", "op": "starts", "value": "secret"})),
        ("deal", json!({"field": "company.name", "op": "starts", "value": "Hidden"})),
        ("deal", json!({"not": {"field": "company.name", "op": "starts", "value": "Hidden"}})),
        ("deal", json!({"field": "company.industry", "op": "empty"})),
        ("company", json!({"field": "emails", "op": "contains", "value": "secret"})),
        ("company", json!({"field": "x_rating", "op": "eq", "value": "a"})),
        ("company", json!({"field": "x_rating", "op": "eq", "value": "no such option"})),
        ("task", json!({"field": "about", "op": "not_empty"})),
    ] {
        let body = json!({"filter": filter, "count": true, "sort": if object == "task" { "title" } else { "name" }});
        let answer = clara.post(&format!("/records/{object}/query"), body).await;
        note(format!("{object} where {filter}"), answer.status, answer.json());
    }
    let month = json!({"from": "2026-03-01T00:00:00Z", "to": "2026-03-31T00:00:00Z"});
    let to_come = clara.post("/calendar/occurrences", month).await;
    note("what is to come".into(), to_come.status, to_come.json());
    let count = json!({"fn": "count"});
    for body in [
        json!({"measures": [count, {"fn": "sum", "field": "amount"}, {"fn": "max", "field": "amount"}, {"fn": "avg", "field": "amount"}]}),
        json!({"measures": [{"fn": "sum", "field": "x_margin"}]}),
        json!({"measures": [{"fn": "min", "field": "x_margin"}, {"fn": "max", "field": "source"}]}),
        json!({"measures": [{"fn": "count", "field": "source"}]}),
        json!({"group_by": [{"field": "source"}], "measures": [count]}),
        json!({"group_by": [{"field": "company.industry"}], "measures": [count]}),
        json!({"group_by": [{"field": "company.x_rating"}], "measures": [count]}),
        json!({"group_by": [{"field": "owner.name"}, {"field": "stage"}], "measures": [count]}),
        json!({"group_by": [{"field": "created_at", "by": "month"}], "measures": [count]}),
        json!({"filter": {"field": "x_margin", "op": "gte", "value": 0}, "measures": [count]}),
        json!({"group_by": [{"field": "stage"}], "measures": [count, {"fn": "sum", "field": "amount"}]}),
        json!({"filter": {"field": "team", "op": "not_empty"}, "measures": [count]}),
    ] {
        let answer = clara.post("/records/deal/aggregate", body.clone()).await;
        note(format!("figures {body}"), answer.status, answer.json());
    }
    // What happened at one moment stands in no order among itself.
    tokio::time::sleep(std::time::Duration::from_millis(1_500)).await;
    let mut told = clara.get("/notifications?limit=200").await.json();
    if let Some(list) = told["notifications"].as_array_mut() {
        list.sort_by_key(|entry| format!("{} {}", entry["record"]["label"], entry["kind"]));
    }
    note("notifications".into(), 200, told);
    for by in ["owner", "share"] {
        let funnel = clara.post("/insight/funnel", json!({"group_by": by})).await;
        let mut told = funnel.json();
        if let Some(groups) = told["groups"].as_array_mut() {
            groups.sort_by_key(|group| group["label"].to_string());
        }
        note(format!("funnel by {by}"), funnel.status, told);
    }

    // All pages one by one: where they end must not depend on what is hidden between them.
    let mut path = "/records/deal?sort=-amount&limit=2".to_owned();
    for n in 0.. {
        let page = clara.get(&path).await;
        note(format!("page {n}"), page.status, page.json());
        match page.json()["next"].as_str() {
            Some(next) => path = format!("/records/deal?sort=-amount&limit=2&cursor={next}"),
            None => break,
        }
    }
    for field in ["margin", "cost"] {
        for body in [
            json!({"measures": [{"fn": "sum", "field": field}]}),
            json!({"filter": {"field": field, "op": "gte", "value": "20"}, "measures": [count]}),
            json!({"group_by": [{"field": field}], "measures": [count]}),
        ] {
            let answer = clara.post("/records/line_item/aggregate", body.clone()).await;
            note(format!("lines {body}"), answer.status, answer.json());
        }
    }
    let lines = clara.get("/records/line_item?sort=name").await.json();
    for line in lines["records"].as_array().expect("lines") {
        let path = format!("/records/line_item/{}", line["id"].as_str().expect("an id"));
        for at in [path.clone(), format!("{path}/timeline")] {
            let answer = clara.get(&at).await;
            note(format!("line {}", line["fields"]["name"]), answer.status, answer.json());
        }
        if let Some(product) = line["fields"]["product"].as_str() {
            let answer = clara.get(&format!("/products/{product}/price?quantity=2")).await;
            note("price".into(), answer.status, answer.json());
        }
        let change = clara.patch(&path, json!({"fields": {"quantity": 4}})).await;
        note(format!("more of {}", line["fields"]["name"]), change.status, change.json());
        let batch = change.header("kith-batch").expect("a batch").to_owned();
        let undone = clara.post("/undo", json!({"batch": batch})).await;
        assert_eq!(undone.status, 200, "{}", undone.text());
    }
    let exported = clara.get("/records/line_item/export?format=csv&sort=name").await;
    note("lines in a file".into(), exported.status, Value::String(mask_lines(&exported.text())));
    let deals = clara.get("/records/deal?sort=name").await.json();
    let companies = clara.get("/records/company?sort=name").await.json();
    for record in
        deals["records"].as_array().expect("deals").iter().chain(companies["records"].as_array().expect("companies"))
    {
        let path = format!(
            "/records/{}/{}",
            record["object"].as_str().expect("an object"),
            record["id"].as_str().expect("an id")
        );
        let one = clara.get(&path).await;
        note(format!("one {}", record["fields"]["name"]), one.status, one.json());
        for limit in [1, 50] {
            let mut at = format!("{path}/timeline?limit={limit}");
            for n in 0.. {
                let page = clara.get(&at).await;
                note(format!("timeline {} {limit} {n}", record["fields"]["name"]), page.status, page.json());
                match page.json()["next"].as_str() {
                    Some(next) => at = format!("{path}/timeline?limit={limit}&cursor={next}"),
                    None => break,
                }
            }
        }
    }
    for email in ["secret0-1@hidden.example", "secret1-1@hidden.example"] {
        let answer =
            clara.post("/records/contact", json!({"fields": {"name": "X", "emails": [{"value": email}]}})).await;
        note(format!("duplicates {}", email.len()), answer.status, answer.json());
    }
    let phones = json!([{"value": "+420602111110"}, {"value": "+420602111111"}]);
    let answer = clara.post("/records/company", json!({"fields": {"name": "Hidden 0 0", "phones": phones}})).await;
    note("duplicate company".into(), answer.status, answer.json());
    for path in [
        "/records/deal/export?format=csv&sort=name",
        "/records/company/export?sort=name",
        "/records/deal/export?fields=name,x_margin",
        "/records/deal/export?filter=%7B%22field%22%3A%22x_margin%22%2C%22op%22%3A%22eq%22%2C%22value%22%3A2%7D",
    ] {
        let answer = clara.get(path).await;
        let body = serde_json::from_slice(&answer.body).unwrap_or_else(|_| Value::String(mask_lines(&answer.text())));
        note(format!("GET {path}"), answer.status, body);
    }
    let bulk = clara.post("/records/deal/bulk", json!({"filter": {"field": "company.name", "op": "starts", "value": "Hidden"}, "set": {"name": "x"}, "dry_run": true})).await;
    note("bulk".into(), bulk.status, bulk.json());
    let _ = world;
    seen
}

/// Ids and moments within lines of a table.
fn mask_lines(text: &str) -> String {
    let mask = |cell: &str| {
        let bare = cell.trim_matches('"');
        match () {
            () if uuid::Uuid::parse_str(bare).is_ok() => "<id>".to_owned(),
            () if bare.parse::<jiff::Timestamp>().is_ok() => "<moment>".to_owned(),
            () => cell.to_owned(),
        }
    };
    text.lines().map(|line| line.split(',').map(mask).collect::<Vec<_>>().join(",")).collect::<Vec<_>>().join("\n")
}

async fn compare(database: Database) {
    let (first_world, first) = twin(database, 0).await;
    let (second_world, second) = twin(database, 1).await;
    let (one, other) = (ask(&first_world, &first).await, ask(&second_world, &second).await);
    let mut differences = Vec::new();
    for ((name, left), (other_name, right)) in one.iter().zip(&other) {
        if name != other_name || left != right {
            differences.push(format!("{name}\n  one:   {left}\n  other: {right}"));
        }
    }
    assert!(differences.is_empty(), "{} answers differ:\n{}", differences.len(), differences.join("\n"));
    assert_eq!(one.len(), other.len());
    assert!(one.iter().any(|(name, text)| name.starts_with("one") && text.starts_with("200")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_hidden_shapes_no_answer_sqlite() {
    compare(Database::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_hidden_shapes_no_answer_postgres() {
    compare(Database::Postgres).await;
}

async fn live_is_alike(database: Database) {
    use axum::http::Method;
    use http_body_util::BodyExt as _;
    let mut seen = Vec::new();
    for secret in [0, 3] {
        let world = World::start(database).await;
        let admin = world.administrator().await;
        let (bob, _) = world.user(&admin, "Bob", "manager", None).await;
        let mut body = bob.raw(Method::GET, "/live", &[], Vec::new()).await.into_body();
        for n in 0..secret {
            admin.record("company", json!({"name": format!("Hidden {n}")})).await;
        }
        bob.record("company", json!({"name": "Seen"})).await;
        let mut text = String::new();
        while let Ok(Some(Ok(frame))) =
            tokio::time::timeout(std::time::Duration::from_millis(1_500), body.frame()).await
        {
            text.push_str(&String::from_utf8_lossy(&frame.into_data().unwrap_or_default()));
        }
        // That he was made an account himself may be told late; it tells of nobody's records.
        let lines: Vec<String> = text
            .split("\n\n")
            .filter(|event| !event.starts_with("event: catalogue"))
            .flat_map(str::lines)
            .map(|line| match line.strip_prefix("data: ") {
                Some(data) => masked(serde_json::from_str(data).expect("JSON")).to_string(),
                None => line.to_owned(),
            })
            .collect();
        seen.push(lines);
    }
    assert_eq!(seen[0], seen[1]);
    assert!(seen[0].iter().any(|line| line.contains("company")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hidden_changes_shape_no_live_stream_sqlite() {
    live_is_alike(Database::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hidden_changes_shape_no_live_stream_postgres() {
    live_is_alike(Database::Postgres).await;
}

async fn cursors_are_sealed(database: Database) {
    let world = World::start(database).await;
    let admin = world.administrator().await;
    let mut ids = Vec::new();
    for n in 0..4 {
        ids.push(admin.record("company", json!({"name": format!("C{n}")})).await);
    }
    let text = |json: Value| json["next"].as_str().expect("a next page").to_owned();
    let path = |cursor: &str| format!("/records/company?limit=1&cursor={cursor}");
    let first = text(admin.get("/records/company?limit=1").await.json());
    let second = text(admin.get(&path(&first)).await.json());
    let alike = first.bytes().zip(second.bytes()).filter(|(one, other)| one == other).count();
    assert!(alike < first.len() / 3, "neighbouring rows show it: {first} {second}");
    let (router, ws) = world.second_process().await;
    let there = admin.at(&router).get(&path(&first)).await.json();
    assert_eq!(there["records"], admin.get(&path(&first)).await.json()["records"]);
    let mut forged = first.clone().into_bytes();
    forged[20] = if forged[20] == b'A' { b'B' } else { b'A' };
    let forged = String::from_utf8(forged).expect("text");
    for bad in [forged.as_str(), "0.1", "", "AAAA"] {
        assert_eq!(admin.get(&path(bad)).await.refusal(), (400, "bad_cursor".into()), "{bad}");
    }
    let timeline = |id: &str, more: &str| format!("/records/company/{id}/timeline?limit=1{more}");
    admin.patch(&format!("/records/company/{}", ids[0]), json!({"fields": {"employees": 1}})).await;
    let log = text(admin.get(&timeline(&ids[0], "")).await.json());
    let page = admin.get(&timeline(&ids[0], &format!("&cursor={log}"))).await.json();
    assert_eq!(page["entries"][0]["name"], "company.created");
    for bad in [timeline(&ids[1], &format!("&cursor={log}")), timeline(&ids[0], "&cursor=0.1")] {
        assert_eq!(admin.get(&bad).await.refusal(), (400, "bad_cursor".into()), "{bad}");
    }
    drop(ws);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cursors_tell_nothing_and_hold_in_every_process_sqlite() {
    cursors_are_sealed(Database::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cursors_tell_nothing_and_hold_in_every_process_postgres() {
    cursors_are_sealed(Database::Postgres).await;
}
