//! `kith doctor`

use std::time::Duration;

use kith_engine::clock::{Clock, SystemClock};
use kith_engine::doctor::{self, Severity};
use kith_engine::{Conn, StoreError};
use serde_json::json;

use super::restore::catalogue;
use crate::failure::{Failure, Outcome};
use crate::house;
use crate::output::Output;
use crate::settings::Settings;

/// How long the questions may take together.
const LIMIT: Duration = Duration::from_secs(3_600);

/// Checks the workspace without changing anything. Errors found make the exit status 1.
pub fn run(settings: &Settings, output: &Output) -> Outcome {
    let store = house::open_existing_store(settings)?;
    let now = SystemClock.now();
    let findings = store.read_slow_blocking(LIMIT, move |conn: &mut Conn| -> Result<_, StoreError> {
        let catalogue = catalogue(conn)?;
        doctor::check(conn, &catalogue, now)
    })?;
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    output.result(&json!({ "healthy": errors == 0, "findings": findings }), || match findings.len() {
        0 => "Everything fits together.".to_owned(),
        _ => findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
    })?;
    if errors == 0 {
        return Ok(());
    }
    let words = if errors == 1 { "1 error was found".to_owned() } else { format!("{errors} errors were found") };
    Err(Failure::new("unhealthy", words))
}
