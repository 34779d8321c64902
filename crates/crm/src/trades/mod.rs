//! Ready-made set-ups of trades: pipelines with rules, fields, views, scripts, objections with answers, calculations and sample
//! records, which an administrator adds at set-up or later, and may take away again.
//!
//! A set-up is a file in `data/`, not code: [`form`] says what may stand in it. It is added through the same doors as what an
//! administrator makes by hand, and what it has made is remembered ([`kept`]), so that removing it leaves nothing behind but
//! what the company has made its own.

mod add;
pub mod form;
mod kept;
mod leave;
mod library;
mod parts;
mod preview;
mod remove;
mod sample;

use std::sync::LazyLock;

use kith_engine::{Error, Result, Tx};

pub use add::{AddOptions, add};
pub use form::Trade;
pub use kept::{Added, added};
pub use preview::{FieldLeaving, Leave, PipelineLeaving, Preview, preview};
pub use remove::{Deals, Fields, RemoveOptions, Removed, remove, remove_sample};

macro_rules! files {
    ($($key:literal),* $(,)?) => {
        [$(($key, include_str!(concat!("data/", $key, ".toml")))),*]
    };
}

/// The files, in the order in which they are offered.
const FILES: [(&str, &str); 8] = files![
    "beauty_salon",
    "travel_agency",
    "car_dealer",
    "clinic",
    "insurance",
    "furniture_maker",
    "wholesale",
    "services",
];

static TRADES: LazyLock<std::result::Result<Vec<Trade>, String>> =
    LazyLock::new(|| FILES.into_iter().map(|(key, text)| form::read(key, text)).collect());

/// All set-ups there are.
///
/// # Errors
/// [`Error::Internal`] when a file does not hold, which a test rules out.
pub fn all() -> Result<&'static [Trade]> {
    TRADES.as_deref().map_err(Error::internal)
}

/// The set-up of that key.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find(key: &str) -> Result<&'static Trade> {
    all()?.iter().find(|trade| trade.key == key).ok_or(Error::NotFound)
}

/// Set-ups reach into everything: only administrators add and remove them.
fn permit(tx: &Tx<'_>) -> Result<()> {
    if tx.access.is_admin() { Ok(()) } else { Err(Error::forbidden("administer")) }
}
