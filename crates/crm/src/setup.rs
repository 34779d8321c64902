//! What a new workspace begins with.

use kith_catalogue::Lang;
use kith_catalogue::standard::deal;
use kith_engine::{Error, Result, Tx};

use crate::pipeline::{self, Pipeline};

/// How a workspace is to begin.
#[derive(Debug, Clone, Copy, Default)]
pub struct SetupOptions {
    /// The language that the first pipeline is written in.
    pub language: Lang,
}

/// Makes what every workspace needs: a pipeline for deals. Does nothing where there is one.
///
/// # Errors
/// [`Error::Forbidden`] when the actor may not manage pipelines.
pub fn initialise(tx: &mut Tx<'_>, options: SetupOptions) -> Result<Pipeline> {
    match pipeline::default_for(tx.sql(), deal::KEY) {
        Err(Error::NotFound) => pipeline::edit::create(tx, pipeline::first_pipeline(options.language)),
        found => found,
    }
}
