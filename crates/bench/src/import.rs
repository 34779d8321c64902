//! The import as an operation: a CSV file of people, uploaded, run to its end, and beside it the bare INSERTs.

use std::io;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use kith_catalogue::Object;
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::data::{Generator, Ids};
use crate::http::Client;
use crate::process::Server;
use crate::replay::{self, Extent};
use crate::report::ImportFigure;

/// Rows a transaction of the bare INSERTs.
const BARE_CHUNK: usize = 5_000;

/// A file of people with numbers of their own, as another program exports them.
pub fn csv(generator: &Generator, rows: usize) -> String {
    let none = Ids::default();
    let mut out = String::with_capacity(rows * 120);
    out.push_str("id;last name;first name;middle name;position;phone;e-mail\n");
    for number in 0..rows {
        let fields = generator.contact(20_000_000 + number, &none);
        let text = |key: &str| fields.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let first =
            |key: &str| fields.get(key).and_then(|list| list[0]["value"].as_str()).unwrap_or_default().to_owned();
        let (phone, email) = (first("phones"), first("emails"));
        let cells = [
            format!("P-{number:07}"),
            text("family_name"),
            text("given_name"),
            text("middle_name"),
            text("position"),
            phone,
            email,
        ];
        out.push_str(&cells.join(";"));
        out.push('\n');
    }
    out
}

fn mapping() -> Value {
    let to = |field: &str| json!({"field": field});
    json!({"mapping": {
        "object": "contact", "key": "external_id", "source": "bench", "existing": "update", "missing": "reject",
        "columns": {
            "id": to("external_id"), "last name": to("family_name"), "first name": to("given_name"), "middle name": to("middle_name"),
            "position": to("position"), "phone": to("phones"), "e-mail": to("emails"),
        },
    }})
}

/// Imports the file through the API; the time is from sending it until the last row is there.
///
/// # Errors
/// When the server refuses it, or rows of it.
pub fn through_api(server: &Server, client: &mut Client, file: &str, rows: usize) -> io::Result<(Duration, Duration)> {
    let (cpu, begun) = (server.cpu(), Instant::now());
    let upload =
        client.send("POST", "/api/v1/imports?filename=people.csv", Some(file.as_bytes()), "text/csv")?.json()?;
    let id = upload["id"].as_str().ok_or_else(|| io::Error::other("the upload has no id"))?.to_owned();
    client.post(&format!("/api/v1/imports/{id}/run"), &mapping())?.json()?;
    loop {
        sleep(Duration::from_millis(20));
        let state = client.get(&format!("/api/v1/imports/{id}"))?.json()?;
        match state["status"].as_str() {
            Some("done") => {
                let created = state["counts"]["created"].as_u64().unwrap_or_default();
                if created != rows as u64 {
                    return Err(io::Error::other(format!(
                        "{created} of {rows} rows were created: {}",
                        state["counts"]
                    )));
                }
                return Ok((begun.elapsed(), server.cpu().saturating_sub(cpu)));
            }
            Some("failed") => return Err(io::Error::other(format!("the import failed: {state}"))),
            _ => {}
        }
    }
}

/// Measures the import into the server's database and the bare INSERTs into the copy made before.
///
/// # Errors
/// When either fails.
pub fn measure(
    server: &Server,
    client: &mut Client,
    generator: &Generator,
    contact: &Object,
    database: &Path,
    copy: &Path,
    rows: usize,
) -> Result<ImportFigure, Box<dyn std::error::Error>> {
    let file = csv(generator, rows);
    let reader = Connection::open(database)?;
    let mark = replay::mark(&reader, contact)?;
    let (import, cpu) = through_api(server, client, &file, rows)?;
    let plain = replay::added_since(&reader, contact, mark, Extent::Rows)?;
    let writer = replay::open(copy)?;
    let transactions = rows.div_ceil(BARE_CHUNK);
    let bare = replay::write_all(&writer, &plain, transactions)?;
    drop(plain);
    let found = replay::added_since(&reader, contact, mark, Extent::SearchOnly)?;
    let search = replay::write_all(&writer, &found, transactions)?;
    Ok(ImportFigure { rows, import, cpu, bare, bare_with_search: bare + search })
}
