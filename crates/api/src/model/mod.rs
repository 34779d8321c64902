//! The shapes on the wire. What people type is read by structures that refuse unknown keys; what leaves is described by
//! the same structures in the OpenAPI document.

pub mod accounts;
pub mod boards;
pub mod calendar;
pub mod catalogue;
pub mod common;
pub mod distribution;
pub mod files;
pub mod imports;
pub mod insight;
pub mod notifications;
pub mod objections;
pub mod pipelines;
pub mod presence;
pub mod prices;
pub mod records;
pub mod repeat_sales;
pub mod rules;
pub mod scripts;
pub mod service;
pub mod session;
pub mod setups;
pub mod timeline;
pub mod today;
pub mod views;
pub mod working_time;
pub mod workspace;

use serde::{Deserialize, Deserializer};

/// Tells a key that is null from one that is left out.
pub(crate) fn nullable<'de, T, D>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Option::deserialize(deserializer).map(Some)
}
