//! What the catalogue promises.

mod cells;
mod filter;
mod filter_naive;
mod kinds;
mod overlay;
mod round_trip;
mod sort;
mod standard;
mod support;
mod text;
