//! What every answer has in common, whatever it is about.

use std::time::Duration;

use axum::http::Method;
use kith_api::ServeOptions;
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::world::{Database, World};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn answers_carry_ids_and_security_headers() {
    let world = World::start(Database::Sqlite).await;
    let admin = world.administrator().await;
    for path in ["/session", "/nothing", "!/", "!/deals/board", "!/api/docs", "!/healthz", "!/api/nothing", "!/api"] {
        let answer = admin.get(path).await;
        let has = |name: &str, part: &str| answer.header(name).is_some_and(|value| value.contains(part));
        assert!(has("x-content-type-options", "nosniff"), "{path}");
        assert!(has("content-security-policy", "frame-ancestors 'none'"), "{path}");
        assert!(!has("content-security-policy", "unsafe-eval"), "{path}");
        assert!(has("referrer-policy", "same-origin"), "{path}");
        assert!(answer.header("x-request-id").is_some_and(|id| id.len() == 16), "{path}");
    }
    let own = admin.send(Method::GET, "/nothing", &[("x-request-id", "abc-123")], Vec::new()).await;
    assert_eq!(
        (own.header("x-request-id"), own.json()["request_id"].as_str().map(str::to_owned)),
        (Some("abc-123"), Some("abc-123".to_owned()))
    );
    let bad = admin.send(Method::GET, "/nothing", &[("x-request-id", "a b\"c")], Vec::new()).await;
    assert_ne!(bad.header("x-request-id"), Some("a b\"c"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_interface_never_answers_with_pages_and_the_ui_always_does() {
    let world = World::start(Database::Sqlite).await;
    let client = world.nobody();
    for path in ["!/", "!/deals", "!/deals/0190a000-0000-7000-8000-000000000000", "!/settings/fields"] {
        let page = client.get(path).await;
        assert_eq!((page.status, page.header("content-type")), (200, Some("text/html; charset=utf-8")), "{path}");
        assert_eq!(page.header("cache-control"), Some("no-cache"), "{path}");
        let tag = page.header("etag").expect("a tag").to_owned();
        let again = client.send(Method::GET, path, &[("if-none-match", &tag)], Vec::new()).await;
        assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
    }
    for path in [
        "!/api",
        "!/API/v1/session",
        "!//api/v1/session",
        "!/api/",
        "!/api/v1",
        "!/api/v2/session",
        "!/api/v1/nothing",
        "!/assets/missing-abc123.js",
        "!/favicon.png.exe",
    ] {
        let answer = client.get(path).await;
        assert_eq!(answer.refusal(), (404, "not_found".into()), "{path}");
    }
    assert_eq!(client.post("!/deals", json!({})).await.refusal(), (405, "method_not_allowed".into()));
    let head = client.send(Method::HEAD, "!/", &[], Vec::new()).await;
    assert_eq!((head.status, head.body.len()), (200, 0));
    let docs = client.get("!/api/docs").await;
    assert_eq!(docs.header("content-type"), Some("text/html; charset=utf-8"));
    assert!(docs.text().contains("/api/v1/records/{object}") && !docs.text().contains("<script"));
    assert!(docs.header("content-security-policy").is_some_and(|policy| !policy.contains("script")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn metrics_count_routes_and_health_is_open() {
    let world = World::start(Database::Sqlite).await;
    let admin = world.administrator().await;
    admin.get("/records/company").await;
    let health = world.nobody().get("!/healthz").await;
    assert_eq!((health.status, &health.json()["status"]), (200, &json!("ok")));
    let metrics = world.nobody().get("!/metrics").await.text();
    assert!(metrics.contains("route=\"/api/v1/records/{object}\",method=\"GET\",status=\"200\""), "{metrics}");
    let off = World::start_with(Database::Sqlite, ServeOptions::default()).await;
    assert_ne!(
        off.nobody().get("!/metrics").await.header("content-type"),
        Some("text/plain; version=0.0.4; charset=utf-8")
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn large_answers_are_compressed_on_demand() {
    let world = World::start(Database::Sqlite).await;
    let admin = world.administrator().await;
    let plain = admin.get("/catalogue").await;
    let packed = admin.send(Method::GET, "/catalogue", &[("accept-encoding", "gzip")], Vec::new()).await;
    assert_eq!((plain.header("content-encoding"), packed.header("content-encoding")), (None, Some("gzip")));
    assert!(packed.body.len() < plain.body.len() / 3);
    let live = admin.raw(Method::GET, "/live", &[("accept-encoding", "gzip")], Vec::new()).await;
    assert!(live.headers().get("content-encoding").is_none());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn health_gives_its_reason_to_everybody_when_the_database_is_gone() {
    let mut world = World::start(Database::Postgres).await;
    let admin = world.administrator().await;
    assert_eq!(admin.get("!/healthz").await.status, 200);
    world.lose_database().await;
    let mut wrong = admin.clone();
    wrong.cookie = Some(format!("kith_session={}", "0".repeat(64)));
    for who in [&admin, &wrong, &admin.with_token("kith_nothing"), &world.nobody()] {
        let asked = std::time::Instant::now();
        let answer = who.get("!/healthz").await;
        assert!(asked.elapsed() < std::time::Duration::from_secs(4), "{:?}", asked.elapsed());
        assert_eq!(answer.status, 503, "{}", answer.text());
        assert_eq!(answer.json()["reason"], "the database does not answer");
        assert_eq!(answer.json()["status"], "failing");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cookies_are_secure_behind_a_trusted_proxy_only() {
    for (trust_proxy, expected) in [(true, true), (false, false)] {
        let world = World::start_with(Database::Sqlite, ServeOptions { trust_proxy, ..ServeOptions::default() }).await;
        let mut client = world.nobody();
        client.origin = Some(if trust_proxy { "https://kith.test" } else { "http://kith.test" }.into());
        let answer =
            client.json(Method::POST, "/setup", &[("x-forwarded-proto", "https")], &crate::world::setup()).await;
        let cookie = answer.header("set-cookie").expect("a cookie").to_owned();
        assert_eq!(cookie.contains("; Secure"), expected, "{cookie}");
        assert!(
            cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"),
            "{cookie}"
        );
    }
}

async fn served(
    options: ServeOptions,
) -> (World, std::net::SocketAddr, tokio::sync::oneshot::Sender<()>, tokio::task::JoinHandle<std::io::Result<()>>) {
    let world = World::start(Database::Sqlite).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let ws = world.ws.clone();
    let server = tokio::spawn(async move {
        kith_api::serve(listener, ws, options, async {
            let _ = stopped.await;
        })
        .await
    });
    (world, address, stop, server)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn slow_clients_are_given_up_and_others_are_served_meanwhile() {
    let stall_timeout = Duration::from_millis(300);
    let request_timeout = Duration::from_millis(500);
    let (_world, address, stop, server) =
        served(ServeOptions { stall_timeout, request_timeout, ..ServeOptions::default() }).await;
    let mut slow_head = TcpStream::connect(address).await.expect("a connection");
    slow_head.write_all(b"GET /healthz HTTP/1.1\r\nHost: a\r\n").await.expect("a head");
    let mut slow_body = TcpStream::connect(address).await.expect("a connection");
    let head =
        b"POST /api/v1/session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{";
    slow_body.write_all(head).await.expect("a head");

    let client = reqwest::Client::new();
    let answer = client.get(format!("http://{address}/healthz")).send().await.expect("an answer");
    assert_eq!(answer.status(), 200);

    let mut text = Vec::new();
    let ended = tokio::time::timeout(Duration::from_secs(5), slow_head.read_to_end(&mut text)).await;
    assert!(ended.is_ok(), "a client that does not finish its head is left");
    let mut text = vec![0; 4_096];
    let read = tokio::time::timeout(Duration::from_secs(5), slow_body.read(&mut text))
        .await
        .expect("an end")
        .expect("an answer");
    let text = String::from_utf8_lossy(&text[..read]).into_owned();
    assert!(text.starts_with("HTTP/1.1 408") && text.contains("\"code\":\"timeout\""), "{text}");
    stop.send(()).expect("a server");
    server.await.expect("a server").expect("a good end");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn shutdown_ends_live_streams_and_returns() {
    let (world, address, stop, server) = served(ServeOptions::default()).await;
    let admin = world.administrator().await;
    let client = reqwest::Client::new();
    let cookie = admin.cookie.clone().expect("a session");
    let mut live =
        client.get(format!("http://{address}/api/v1/live")).header("cookie", cookie).send().await.expect("a stream");
    assert!(live.chunk().await.expect("a greeting").is_some());
    stop.send(()).expect("a server");
    let ended = tokio::time::timeout(Duration::from_secs(5), server).await.expect("a prompt end");
    ended.expect("a server").expect("a good end");
    assert!(matches!(live.chunk().await, Ok(None) | Err(_)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_is_taken_out_whole_by_a_browser_that_takes_it_compressed() {
    let (world, address, stop, server) = served(ServeOptions::default()).await;
    let admin = world.administrator().await;
    admin.record("company", json!({"name": "Acme"})).await;
    let plain = admin.get("/records/company/export").await;
    let cookie = admin.cookie.clone().expect("a session");
    let get = reqwest::Client::new().get(format!("http://{address}/api/v1/records/company/export"));
    let answer = get.header("cookie", cookie).header("accept-encoding", "gzip").send().await.expect("an answer");
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["content-encoding"], "gzip");
    let bytes = answer.bytes().await.expect("a whole file");
    assert!(bytes.starts_with(&[0x1f, 0x8b]) && bytes.len() < plain.body.len(), "{} bytes", bytes.len());
    stop.send(()).expect("a server");
    server.await.expect("a server").expect("a good end");
}
