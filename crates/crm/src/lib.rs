//! What a CRM does: pipelines and deals, tasks and notes, names of people, duplicates, boards.
//!
//! It knows what a deal is and nothing of the tables that records are kept in: every change of a record goes through
//! the engine's one write path, and [`Crm`] takes part in it. SQL is here only for the hand-written tables that this
//! room owns: `pipeline`, `stage`, `stage_stay`, `note` and `currency_rate`.

pub mod board;
mod derive;
mod duplicates;
mod furthest;
mod log;
mod money;
pub mod notes;
pub mod person_name;
pub mod pipeline;
pub mod rates;
pub mod sample;
pub mod setup;
pub mod stay;
mod verbs;

use kith_catalogue::Object;
use kith_catalogue::standard::deal;
use kith_engine::worker::Jobs;
use kith_engine::{Change, Domain, Fields, Match, Record, Result, Tx};
use uuid::Uuid;

/// The rules of the business, as the engine asks for them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Crm;

/// Adds the jobs of this room to those that a process can do.
#[must_use]
pub fn with_jobs(jobs: Jobs) -> Jobs {
    jobs.with(furthest::Recompute).with(rates::ConvertAmounts)
}

impl Domain for Crm {
    fn before(&self, tx: &mut Tx<'_>, change: &mut Change) -> Result<()> {
        derive::before(tx, change)
    }

    fn after(&self, tx: &mut Tx<'_>, change: &Change, event: Uuid) -> Result<()> {
        if change.object() != deal::KEY {
            return Ok(());
        }
        stay::follow(tx, change, event)?;
        let was_deleted = change.before.as_ref().is_some_and(|before| before.deleted_at.is_some());
        if was_deleted && change.after.deleted_at.is_none() {
            pipeline::archive::house_restored(tx, &change.after)?;
        }
        Ok(())
    }

    fn duplicates(&self, tx: &mut Tx<'_>, record: &Record) -> Result<Vec<Match>> {
        duplicates::find(tx, record)
    }

    fn verb(&self, tx: &mut Tx<'_>, object: &Object, id: Uuid, verb: &str, params: &Fields) -> Result<Record> {
        verbs::perform(tx, &object.key, id, verb, params)
    }
}
