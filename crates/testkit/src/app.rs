//! The workspace under test.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::thread::JoinHandle;

use jiff::Timestamp;
use kith_api::ServeOptions;
use kith_crm::Crm;
use kith_engine::clock::{Clock, ManualClock, Randomness};
use kith_engine::worker::{self, Jobs};
use kith_engine::{Error, Sql, Store, StoreConfig, Workspace};
use serde_json::json;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::Client;

/// The moment at which every test begins: Monday, 2 March 2026, 10:00 in Prague.
const BEGINNING: &str = "2026-03-02T09:00:00Z";

/// Which database a test runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    /// A file in a temporary folder.
    Sqlite,
    /// A database of a private PostgreSQL server.
    Postgres,
}

/// Runs a test on both databases, one after the other; a failure says on which.
pub fn both(test: impl Fn(&TestApp)) {
    for backend in [Backend::Sqlite, Backend::Postgres] {
        eprintln!("on {backend:?}");
        let app = TestApp::start(backend);
        test(&app);
    }
}

/// Keeps the database alive, whichever it is.
enum Home {
    Folder(#[expect(dead_code, reason = "removed when dropped")] TempDir),
    Server(#[expect(dead_code, reason = "dropped with the value")] kith_pgtest::Database),
}

/// A workspace with its first administrator, served over HTTP.
pub struct TestApp {
    /// The workspace itself, for tests below the HTTP interface.
    pub ws: Workspace,
    /// The administrator's client.
    pub admin: Client,
    /// Where it is served.
    pub address: SocketAddr,
    clock: Arc<ManualClock>,
    stop: Option<oneshot::Sender<()>>,
    server: Option<JoinHandle<()>>,
    _home: Home,
}

/// The test's clock, shared with the workspace.
struct Shared(Arc<ManualClock>);

impl Clock for Shared {
    fn now(&self) -> Timestamp {
        self.0.now()
    }
}

impl TestApp {
    /// A fresh workspace in English, euro and Prague time.
    ///
    /// # Panics
    /// When anything of it cannot be made: there is no test without it.
    pub fn start(backend: Backend) -> Self {
        let (config, home) = match backend {
            Backend::Sqlite => {
                let folder = TempDir::new().expect("a temporary folder");
                (StoreConfig::sqlite(folder.path().join("kith.db")), Home::Folder(folder))
            }
            Backend::Postgres => {
                let database = kith_pgtest::database();
                (StoreConfig::postgres(database.url()), Home::Server(database))
            }
        };
        let clock = Arc::new(ManualClock::new(BEGINNING.parse().expect("a moment")));
        let store = Store::open(config).expect("a store");
        let ws = Workspace::open(store, Arc::new(Shared(Arc::clone(&clock))), Randomness::seeded(7), Arc::new(Crm))
            .expect("a workspace");
        let (stop, stopped) = oneshot::channel();
        let (address, server) = serve(ws.clone(), stopped);
        let admin = Client::new(address);
        let app = Self { ws, admin, address, clock, stop: Some(stop), server: Some(server), _home: home };
        let body = json!({
            "name": "Vera Lind", "email": "vera@kith.example", "password": "correct horse battery",
            "language": "en", "currency": "EUR", "country": "CZ", "time_zone": "Europe/Prague",
        });
        app.admin.post("/setup", &body).expect_status(201);
        app
    }

    /// Lets time pass.
    pub fn pass(&self, seconds: i64) {
        self.clock.advance(seconds * 1_000);
    }

    /// Does the jobs that are due until there are none.
    ///
    /// # Panics
    /// When the store fails.
    pub fn work(&self, jobs: &Jobs) {
        while worker::run_one(&self.ws, jobs).expect("jobs can be fetched") {}
    }

    /// A client that is not signed in.
    pub fn stranger(&self) -> Client {
        Client::new(self.address)
    }

    /// Jobs that failed or never ended, as a person would find them.
    fn leftovers(&self) -> Result<Vec<String>, Error> {
        self.ws.read_blocking(self.ws.system_ctx(), |reader| {
            let sql = Sql::new("SELECT kind, state FROM job WHERE state NOT IN ('waiting', 'done')");
            reader.conn().query(&sql)?.iter().map(|row| Ok(format!("{} is {}", row.text(0)?, row.text(1)?))).collect()
        })
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(server) = self.server.take() {
            drop(server.join());
        }
        if !std::thread::panicking() {
            let leftovers = self.leftovers().expect("the jobs can be read");
            assert!(leftovers.is_empty(), "the test left jobs behind: {leftovers:?}");
        }
    }
}

/// Serves the workspace from a thread of its own until told to stop.
fn serve(ws: Workspace, stopped: oneshot::Receiver<()>) -> (SocketAddr, JoinHandle<()>) {
    let (tell, told) = std::sync::mpsc::channel();
    let server = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
        runtime.expect("a runtime").block_on(async move {
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port");
            tell.send(listener.local_addr().expect("an address")).expect("the test listens");
            let shutdown = async move { drop(stopped.await) };
            kith_api::serve(listener, ws, ServeOptions::default(), shutdown).await.expect("serving");
        });
    });
    (told.recv().expect("the server says where it listens"), server)
}
