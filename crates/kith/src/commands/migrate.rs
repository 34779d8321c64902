//! `kith migrate`

use serde_json::json;

use crate::failure::Outcome;
use crate::house;
use crate::output::Output;
use crate::settings::Settings;

/// Brings the database up to date.
pub fn run(settings: &Settings, output: &Output) -> Outcome {
    house::ensure_folder(settings)?;
    let store = house::open_store(settings)?;
    let steps = store.migrate()?;
    // The tables of the catalogue too.
    let _ws = house::open_on(store)?;
    output.result(&json!({ "applied": steps }), || match steps.len() {
        0 => "The database is up to date.".to_owned(),
        1 => "The database has been brought up to date in 1 step.".to_owned(),
        n => format!("The database has been brought up to date in {n} steps."),
    })
}
