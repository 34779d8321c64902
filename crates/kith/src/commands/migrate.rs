//! `kith migrate`: the database brought up to date.

use serde_json::json;

use crate::config::Place;
use crate::house;
use crate::output::{Outcome, tell};

/// Opens the workspace, which applies every step that is missing.
pub fn run(place: &Place, json: bool) -> Outcome {
    let ws = house::open(place)?;
    let objects = ws.catalogue().objects.len();
    tell(json, &json!({"status": "up to date", "objects": objects}), || "The database is up to date.".to_owned());
    Ok(())
}
