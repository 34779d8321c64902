//! What a new workspace begins with.

use kith_catalogue::Lang;
use kith_catalogue::standard::{deal, lead};
use kith_engine::{Error, Result, Tx};

use crate::pipeline::{self, Pipeline};

/// How a workspace is to begin.
#[derive(Debug, Clone, Copy, Default)]
pub struct SetupOptions {
    /// The language that the first pipelines are written in.
    pub language: Lang,
}

/// Makes what every workspace needs: a pipeline for deals and one for leads. Does nothing where there are some. Answers
/// the one for deals.
///
/// # Errors
/// [`Error::Forbidden`] when the actor may not manage pipelines.
pub fn initialise(tx: &mut Tx<'_>, options: SetupOptions) -> Result<Pipeline> {
    let deals = usual(tx, deal::KEY, options.language)?;
    usual(tx, lead::KEY, options.language)?;
    Ok(deals)
}

/// The usual pipeline of an object, made where there is none.
pub(crate) fn usual(tx: &mut Tx<'_>, object: &str, language: Lang) -> Result<Pipeline> {
    match pipeline::default_for(tx.sql(), object) {
        Err(Error::NotFound) => pipeline::edit::create(tx, pipeline::first_pipeline(object, language)),
        found => found,
    }
}
