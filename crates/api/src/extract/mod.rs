//! What handlers take out of a request. Everything that cannot be read becomes a problem that names the key.

mod body;
mod explain;
mod nul;
mod params;
mod twice;

pub use body::{Body, Largest, RawBody, from_value, read};
pub use params::{Ident, Params, Pathed};
