//! A fresh PostgreSQL database for every test.
//!
//! The first test of a machine starts a private server from the installed binaries in a folder below the system's
//! temporary folder; all test processes share it, and it stops by itself ten minutes after the last test has asked for a
//! database. `KITH_TEST_POSTGRES` names another server to use instead. Without a server and without binaries a test
//! fails and says what to install; it is never skipped.

mod server;

use std::sync::atomic::{AtomicU32, Ordering};

use postgres::{Client, NoTls};

/// A database of its own, dropped with the value.
#[derive(Debug)]
pub struct Database {
    server: String,
    name: String,
}

static COUNT: AtomicU32 = AtomicU32::new(0);

/// A new, empty database.
///
/// # Panics
/// When there is no server and none can be started: a test without its database has failed.
pub fn database() -> Database {
    let server = std::env::var("KITH_TEST_POSTGRES").unwrap_or_else(|_| server::url());
    let name = format!("kith_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let mut client = connect(&server);
    let sql = format!(
        "DROP DATABASE IF EXISTS {name} WITH (FORCE); CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'"
    );
    for statement in sql.split("; ") {
        if let Err(error) = client.batch_execute(statement) {
            panic!("a database for the test could not be made ({statement}): {error}");
        }
    }
    Database { server, name }
}

impl Database {
    /// The address of the database, as `postgres://…`.
    pub fn url(&self) -> String {
        let (base, query) =
            self.server.split_once('?').map_or((self.server.as_str(), ""), |(base, query)| (base, query));
        let base = base.trim_end_matches('/');
        let base = base.strip_suffix("/postgres").unwrap_or(base);
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{base}/{}{mark}{query}", self.name)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let Ok(mut client) = Client::connect(&self.server, NoTls) else { return };
        // What cannot be dropped now is dropped by the next test of that name, or goes with the server.
        let _ = client.batch_execute(&format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name));
    }
}

fn connect(server: &str) -> Client {
    match Client::connect(server, NoTls) {
        Ok(client) => client,
        Err(error) => panic!("the test server at {server} does not answer: {error}"),
    }
}
