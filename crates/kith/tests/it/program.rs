//! The binary under test, its servers and a small HTTP client.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use serde_json::Value as Json;

/// Where a workspace of a test is.
pub struct Place {
    pub folder: tempfile::TempDir,
    database: Option<kith_pgtest::Database>,
}

/// Runs a test with SQLite and with PostgreSQL.
pub fn both(test: impl Fn(&Place)) {
    test(&Place::on_sqlite());
    test(&Place { folder: tempfile::tempdir().unwrap(), database: Some(kith_pgtest::database()) });
}

impl Place {
    /// A place with SQLite.
    pub fn on_sqlite() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), database: None }
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The program with the options that name this place.
    pub fn kith(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kith"));
        command.args(args).arg("--data").arg(self.data());
        for variable in ["KITH_DATA", "KITH_DATABASE_URL", "KITH_LISTEN", "KITH_CONFIG", "RUST_LOG"] {
            command.env_remove(variable);
        }
        if let Some(database) = &self.database {
            command.env("KITH_DATABASE_URL", database.url());
        }
        command.stdin(Stdio::null());
        command
    }

    /// Runs a command to its end.
    pub fn run(&self, args: &[&str]) -> Output {
        self.kith(args).output().unwrap()
    }

    /// Runs a command that must succeed; its result as JSON.
    pub fn json(&self, args: &[&str]) -> Json {
        let mut all = args.to_vec();
        all.push("--json");
        let output = self.run(&all);
        assert!(output.status.success(), "{args:?}: {}", words(&output));
        serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{args:?}: {error}"))
    }

    /// Makes the first administrator; his password.
    pub fn set_up(&self) -> String {
        let made =
            self.json(&["user", "add", "--name", "Ada", "--email", "ada@example.com", "--role", "administrator"]);
        made["password"].as_str().unwrap().to_owned()
    }

    pub fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// Starts a server and waits until it says where it is.
    pub fn serve(&self) -> Server {
        let mut command = self.kith(&["serve", "--listen", "127.0.0.1:0", "--json"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        out.read_line(&mut line).unwrap();
        let Ok(said) = serde_json::from_str::<Json>(&line) else {
            let mut words = String::new();
            let _ = child.stderr.take().unwrap().read_to_string(&mut words);
            panic!("the server did not start: {words}");
        };
        // A full pipe must not stop the server.
        let mut err = child.stderr.take().unwrap();
        let said_so = std::thread::spawn(move || {
            let mut words = String::new();
            let _ = err.read_to_string(&mut words);
            words
        });
        let url = said["url"].as_str().unwrap();
        let address = url.trim_start_matches("http://").trim_end_matches('/').to_owned();
        Server { child, address, words: Some(said_so) }
    }
}

/// What a command said on standard error.
pub fn words(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A server under way; killed when the value goes.
pub struct Server {
    child: Child,
    pub address: String,
    words: Option<JoinHandle<String>>,
}

impl Server {
    /// Ends it as a power cut would: SIGKILL, at whatever instruction it is.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to stop and waits: its exit status, and all that it said on standard error.
    pub fn stop(mut self) -> (i32, String) {
        let stopped = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(stopped.success());
        let deadline = Instant::now() + Duration::from_secs(30);
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                let words = self.words.take().map(|words| words.join().unwrap()).unwrap_or_default();
                return (status.code().unwrap_or(-1), words);
            }
            assert!(Instant::now() < deadline, "the server does not stop");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Signs in; the cookie.
    pub fn sign_in(&self, password: &str) -> Client {
        let mut client = Client { address: self.address.clone(), cookie: None };
        let body = serde_json::json!({ "email": "ada@example.com", "password": password });
        let (status, answer) =
            client.send("POST", "/session", "application/json", body.to_string().as_bytes()).unwrap();
        assert_eq!(status, 200, "{answer}");
        assert!(client.cookie.is_some());
        client
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A person's browser, as far as tests need one.
#[derive(Clone)]
pub struct Client {
    address: String,
    cookie: Option<String>,
}

impl Client {
    /// Sends a request on a connection of its own. Nothing when the server is gone before it has answered.
    pub fn send(&mut self, method: &str, path: &str, kind: &str, body: &[u8]) -> Option<(u16, Json)> {
        let mut stream = TcpStream::connect(&self.address).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(60))).ok()?;
        let cookie = self.cookie.as_ref().map(|cookie| format!("Cookie: {cookie}\r\n")).unwrap_or_default();
        let head = format!(
            "{method} /api/v1{path} HTTP/1.1\r\nHost: {0}\r\nOrigin: http://{0}\r\n{cookie}Content-Type: {kind}\r\n\
             Content-Length: {1}\r\nConnection: close\r\n\r\n",
            self.address,
            body.len()
        );
        stream.write_all(head.as_bytes()).ok()?;
        stream.write_all(body).ok()?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok()?;
        let text = String::from_utf8_lossy(&answer);
        let (head, body) = text.split_once("\r\n\r\n")?;
        let status = head.split(' ').nth(1)?.parse().ok()?;
        for line in head.lines() {
            if let Some(cookie) = line.to_ascii_lowercase().strip_prefix("set-cookie: ").map(|_| &line[12..]) {
                self.cookie = cookie.split(';').next().map(|cookie| cookie.trim().to_owned());
            }
        }
        let body = if head.to_ascii_lowercase().contains("transfer-encoding: chunked") {
            unchunk(body)?
        } else {
            body.to_owned()
        };
        Some((status, serde_json::from_str(&body).unwrap_or(Json::Null)))
    }

    pub fn post(&mut self, path: &str, body: &Json) -> Option<(u16, Json)> {
        self.send("POST", path, "application/json", body.to_string().as_bytes())
    }

    pub fn get(&mut self, path: &str) -> (u16, Json) {
        self.send("GET", path, "application/json", b"").expect("an answer")
    }

    /// Sends a file as the body itself.
    pub fn upload(&mut self, path: &str, file: &Path) -> (u16, Json) {
        self.send("POST", path, "application/octet-stream", &std::fs::read(file).unwrap()).expect("an answer")
    }
}

fn unchunk(mut body: &str) -> Option<String> {
    let mut out = String::new();
    loop {
        let (size, rest) = body.split_once("\r\n")?;
        let size = usize::from_str_radix(size.trim(), 16).ok()?;
        if size == 0 {
            return Some(out);
        }
        out.push_str(rest.get(..size)?);
        body = rest.get(size + 2..)?;
    }
}
