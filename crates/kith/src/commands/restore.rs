//! `kith restore`

use kith_catalogue::{Catalogue, Settings as Frame};
use kith_engine::settings::{self, WorkspaceSettings, keys};
use kith_engine::{Conn, StoreError, backup, catalogue_settings};

use crate::cli::Restore;
use crate::failure::{Failure, Outcome};
use crate::house;
use crate::lock::Lock;
use crate::output::Output;
use crate::progress::Progress;
use crate::settings::Settings;

/// Brings a backup into an empty folder or database.
pub fn run(settings: &Settings, args: &Restore, output: &Output) -> Outcome {
    // Before anything is made: is this a backup at all?
    backup::Archive::open(&args.file).map_err(|error| refused(&error))?;
    house::ensure_folder(settings)?;
    let _lock = if house::is_embedded(settings) { Some(Lock::take(&settings.data)?) } else { None };
    let store = house::open_store(settings)?;
    let mut progress = Progress::new("restore");
    let restored = backup::restore(&store, &args.file, catalogue, |at| progress.at(at.done, at.total));
    drop(progress);
    let manifest = restored.map_err(|error| refused(&error))?;
    // What the present program adds to an older backup.
    let _ws = house::open_on(store)?;
    let rows = manifest.rows();
    let place = match &settings.database {
        None => settings.data.display().to_string(),
        Some(url) => house::without_password(url),
    };
    output.result(
        &serde_json::json!({ "rows": rows, "created_at": manifest.created_at.to_string(), "program": manifest.program }),
        || format!("{rows} rows of {} restored into {place}; everybody signs in again", manifest.created_at),
    )
}

fn refused(error: &backup::BackupError) -> Failure {
    let code = if matches!(error, backup::BackupError::NotEmpty { .. }) { "not_empty" } else { "restore" };
    Failure::new(code, error.to_string())
}

/// The catalogue that the database's own settings describe.
pub fn catalogue(conn: &mut Conn) -> Result<Catalogue, StoreError> {
    let failed = |error: kith_engine::Error| StoreError::Backend(error.to_string());
    let own: WorkspaceSettings = settings::get(conn, keys::WORKSPACE).map_err(failed)?.unwrap_or_default();
    let overlay = settings::overlay(conn).map_err(failed)?;
    let version = settings::get::<u64>(conn, keys::CATALOGUE_VERSION).map_err(failed)?.unwrap_or(0);
    let frame: Frame = catalogue_settings(&own).map_err(failed)?;
    Catalogue::build(&overlay, &frame, version).map_err(|error| StoreError::Schema(error.to_string()))
}
