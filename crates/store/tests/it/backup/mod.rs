//! Backup and restore, from either database into either.

mod damaged;
mod round_trip;
mod serving;
