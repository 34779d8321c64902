//! Setting up, signing in, sessions, tokens.

use axum::http::Method;
use kith_api::ServeOptions;
use serde_json::json;

use crate::world::{Database, PASSWORD, World, both, setup};

both! {
    async fn setup_works_exactly_once_also_in_a_race(world: World) {
        let attempts = (0..8).map(|n| {
            let client = world.nobody();
            let mut body = setup();
            body["email"] = json!(format!("admin{n}@firma.example"));
            tokio::spawn(async move { client.post("/setup", body).await })
        });
        let mut made = 0;
        for attempt in attempts.collect::<Vec<_>>() {
            let answer = attempt.await.expect("an answer");
            if answer.status == 201 {
                made += 1;
            } else {
                assert_eq!(answer.refusal(), (409, "setup_done".into()));
            }
        }
        assert_eq!(made, 1);
        assert_eq!(world.nobody().post("/setup", setup()).await.refusal(), (409, "setup_done".into()));
    }
}

both! {
    async fn setup_refuses_what_does_not_hold_and_leaves_nothing_behind(world: World) {
        for (key, value, code) in [
            ("currency", json!("XXX1"), "unknown_currency"),
            ("time_zone", json!("Mars/Olympus"), "unknown_time_zone"),
            ("language", json!("de"), "unknown_option"),
            ("password", json!("short"), "too_short"),
            ("email", json!("nobody"), "not_an_email"),
            ("name", json!(" "), "required"),
            ("admin", json!(true), "unknown_key"),
        ] {
            let mut body = setup();
            body[key] = value;
            let answer = world.nobody().post("/setup", body).await;
            assert_eq!(answer.status, 422, "{key}: {}", answer.text());
            assert_eq!(answer.detail(), (key.to_owned(), code.to_owned()));
        }
        assert_eq!(world.nobody().get("/setup").await.json()["needed"], true);
    }
}

both! {
    async fn wrong_credentials_all_look_alike(world: World) {
        let admin = world.administrator().await;
        let (_, id) = world.user(&admin, "Bob", "manager", None).await;
        admin.make(&format!("/users/{id}/deactivate"), json!({})).await;
        let mut seen = Vec::new();
        for (email, password) in [("ada@firma.example", "wrong wrong wrong"), ("nobody@firma.example", PASSWORD), ("bob@firma.example", PASSWORD)] {
            let answer = world.nobody().post("/session", json!({"email": email, "password": password})).await;
            assert_eq!(answer.refusal(), (401, "wrong_credentials".into()), "{email}");
            assert!(answer.cookie().is_none());
            let mut json = answer.json();
            json["request_id"] = json!(null);
            seen.push(json);
        }
        assert!(seen.windows(2).all(|pair| pair[0] == pair[1]));
    }
}

both! {
    async fn guessing_is_slowed_down_and_nobody_is_locked_out(world: World) {
        world.administrator().await;
        let client = world.nobody();
        let attempt = |password: &str| json!({"email": "ada@firma.example", "password": password});
        // The first sign-in makes the address known for the account.
        assert_eq!(client.post("/session", attempt(PASSWORD)).await.status, 200);
        let mut throttled = None;
        for n in 0..8 {
            let answer = client.post("/session", attempt(&format!("wrong password {n}"))).await;
            if answer.status == 429 {
                throttled = Some(answer);
                break;
            }
            assert_eq!(answer.status, 401, "{}", answer.text());
        }
        let throttled = throttled.expect("a refusal");
        let wait: u64 = throttled.header("retry-after").expect("a time").parse().expect("seconds");
        assert!((1..=31).contains(&wait));
        // Still throttled, yet the right password from the known address gets in.
        assert_eq!(client.post("/session", attempt(PASSWORD)).await.status, 200);

        // An account that nobody has signed in to from here waits its time and then gets in as well.
        let unknown = |password: &str| json!({"email": "new@firma.example", "password": password});
        for n in 0..6 {
            client.post("/session", unknown(&format!("wrong password {n}"))).await;
        }
        assert_eq!(client.post("/session", unknown(PASSWORD)).await.status, 429);
        world.clock.advance(31_000);
        assert_eq!(client.post("/session", unknown(PASSWORD)).await.status, 401);
    }
}

both! {
    async fn a_session_ends_with_sign_out_password_and_account(world: World) {
        let admin = world.administrator().await;
        let (bob, id) = world.user(&admin, "Bob", "manager", None).await;
        let other = world.sign_in("bob@firma.example").await;
        assert_eq!(bob.delete("/session").await.status, 204);
        assert_eq!(bob.get("/session").await.refusal(), (401, "not_signed_in".into()));

        let changed = other.post("/session/password", json!({"current": PASSWORD, "new": "a new long password"})).await;
        assert_eq!(changed.status, 204, "{}", changed.text());
        assert_eq!(other.get("/session").await.status, 401, "the old secret is gone");
        let mut renewed = other.clone();
        renewed.cookie = changed.cookie();
        assert_eq!(renewed.get("/session").await.status, 200, "whoever changed it stays signed in");
        let wrong = renewed.post("/session/password", json!({"current": "no no no no", "new": "a new long password"})).await;
        assert_eq!(wrong.detail(), ("current".into(), "wrong_password".into()));

        admin.make(&format!("/users/{id}/deactivate"), json!({})).await;
        assert_eq!(renewed.get("/session").await.status, 401);
        admin.make(&format!("/users/{id}/activate"), json!({})).await;
        assert_eq!(renewed.get("/session").await.status, 401, "sessions do not come back");
    }
}

both! {
    async fn a_session_lasts_as_long_as_it_is_used(world: World) {
        let admin = world.administrator().await;
        let day = 24 * 60 * 60 * 1_000;
        for _ in 0..3 {
            world.clock.advance(20 * day);
            assert_eq!(admin.get("/session").await.status, 200);
            // The end is moved on beside the request.
            tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        }
        world.clock.advance(31 * day);
        assert_eq!(admin.get("/session").await.status, 401);
    }
}

both! {
    async fn changes_by_cookie_need_the_own_origin(world: World) {
        let admin = world.administrator().await;
        let body = json!({"fields": {"name": "Acme"}});
        let mut client = admin.clone();
        for origin in [Some("http://evil.example"), Some("null"), Some("http://kith.test.evil.example"), None] {
            client.origin = origin.map(str::to_owned);
            let answer = client.post("/records/company", body.clone()).await;
            assert_eq!(answer.refusal(), (403, "origin".into()), "{origin:?}");
            assert_eq!(client.get("/records/company").await.status, 200, "asking is free");
        }
        let own = client.json(Method::POST, "/records/company", &[("sec-fetch-site", "same-origin")], &body).await;
        assert_eq!(own.status, 201);
        assert_eq!(admin.get("/records/company?count=true").await.json()["count"], 1);
        let mut stranger = world.nobody();
        stranger.origin = Some("http://evil.example".into());
        let signing_in = stranger.post("/session", json!({"email": "ada@firma.example", "password": PASSWORD})).await;
        assert_eq!(signing_in.refusal(), (403, "origin".into()));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn behind_tls_changes_come_from_the_encrypted_page_only() {
    let public = || ServeOptions { public_url: Some("https://kith.test/".into()), ..ServeOptions::default() };
    let trusting = || ServeOptions { trust_proxy: true, ..ServeOptions::default() };
    let forwarded: &[(&str, &str)] = &[("x-forwarded-proto", "https")];
    for (options, headers, good, bad) in [
        (ServeOptions::default(), &[][..], "http://kith.test", "https://kith.test"),
        (ServeOptions::default(), forwarded, "http://kith.test", "https://kith.test"),
        (public(), &[][..], "https://kith.test", "http://kith.test"),
        (trusting(), forwarded, "https://kith.test", "http://kith.test"),
    ] {
        let world = World::start_with(Database::Sqlite, options).await;
        let mut client = world.nobody();
        client.origin = Some(good.into());
        let made = client.json(Method::POST, "/setup", headers, &setup()).await;
        assert_eq!(made.status, 201, "{good}: {}", made.text());
        client.cookie = made.cookie();
        let body = json!({"fields": {"name": "Acme"}});
        assert_eq!(client.json(Method::POST, "/records/company", headers, &body).await.status, 201, "{good}");
        client.origin = Some(bad.into());
        let refused = client.json(Method::POST, "/records/company", headers, &body).await;
        assert_eq!(refused.refusal(), (403, "origin".into()), "{bad}");
    }
}

both! {
    async fn tokens_are_shown_once_limited_and_revoked(world: World) {
        let admin = world.administrator().await;
        let roles = admin.get("/roles").await.json();
        let made = admin.make("/tokens", json!({"name": "warehouse", "expires_at": "2026-03-03T00:00:00Z"})).await;
        let secret = made["token"].as_str().expect("the secret").to_owned();
        assert!(secret.starts_with("kith_") && secret.len() > 60);
        let program = admin.with_token(&secret);
        assert_eq!(program.get("/session").await.json()["user"]["email"], "ada@firma.example");
        assert_eq!(program.post("/records/company", json!({"fields": {"name": "Acme"}})).await.status, 201, "no origin needed");
        let listed = admin.get("/tokens").await.json();
        assert_eq!(listed["tokens"][0]["name"], "warehouse");
        assert!(!listed.to_string().contains(&secret));

        world.clock.advance(24 * 60 * 60 * 1_000);
        assert_eq!(program.get("/session").await.status, 401, "its time is over");
        world.clock.advance(-24 * 60 * 60 * 1_000);
        let id = made["id"].as_str().expect("an id");
        assert_eq!(admin.delete(&format!("/tokens/{id}")).await.status, 204);
        assert_eq!(program.get("/session").await.status, 401, "revoked");

        let administrator = roles["roles"].as_array().expect("roles").iter().find(|r| r["key"] == "administrator").expect("one")["id"].clone();
        let head = roles["roles"].as_array().expect("roles").iter().find(|r| r["key"] == "head").expect("one")["id"].clone();
        let foreign = admin.post("/tokens", json!({"name": "x", "role": head})).await;
        assert_eq!(foreign.detail(), ("role".into(), "not_found".into()), "a role one does not have");
        let limited = admin.make("/tokens", json!({"name": "x", "role": administrator})).await;
        let program = admin.with_token(limited["token"].as_str().expect("the secret"));
        assert_eq!(program.get("/session").await.json()["can"]["administer"], true);
        for bad in ["", "kith_", "kith_00", "Basic abc"] {
            assert_eq!(admin.with_token(bad).get("/session").await.status, 401, "{bad}");
        }
        let past = admin.post("/tokens", json!({"name": "x", "expires_at": "2020-01-01T00:00:00Z"})).await;
        assert_eq!(past.detail(), ("expires_at".into(), "in_the_past".into()));
    }
}

both! {
    async fn another_process_sees_revoked_rights_at_once(world: World) {
        let admin = world.administrator().await;
        let (bob, id) = world.user(&admin, "Bob", "manager", None).await;
        let (other, ws) = world.second_process().await;
        let there = bob.at(&other);
        assert_eq!(there.get("/session").await.status, 200);
        admin.make(&format!("/users/{id}/deactivate"), json!({})).await;
        assert_eq!(there.get("/session").await.status, 401);
        drop(ws);
    }
}
