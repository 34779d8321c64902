//! `kith backup`

use kith_engine::backup::{self, About};
use kith_engine::clock::{Clock, SystemClock};

use crate::cli::Backup;
use crate::failure::{Failure, Outcome};
use crate::house;
use crate::output::Output;
use crate::progress::Progress;
use crate::settings::Settings;

/// Saves the workspace into a file. A server may go on serving it.
pub fn run(settings: &Settings, args: &Backup, output: &Output) -> Outcome {
    // Not the workspace: that would bring the database up to date, and a backup is taken before that.
    // Nor the store: that would want to write.
    let config = house::existing_store_config(settings)?;
    let about = About { program: env!("CARGO_PKG_VERSION").to_owned(), created_at: SystemClock.now() };
    let mut progress = Progress::new("backup");
    let saved = backup::write_file(&config, &args.file, &about, |at| progress.at(at.done, at.total));
    drop(progress);
    let manifest = saved.map_err(|error| Failure::new("backup", error.to_string()))?;
    let rows = manifest.rows();
    let bytes = std::fs::metadata(&args.file).map(|file| file.len()).unwrap_or(0);
    output.result(
        &serde_json::json!({ "file": args.file, "rows": rows, "bytes": bytes, "schema": manifest.schema_step }),
        || format!("{} rows in {} ({} KiB)", rows, args.file.display(), bytes.div_ceil(1024)),
    )
}
