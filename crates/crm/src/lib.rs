//! What a CRM does: pipelines and deals, tasks and notes, names of people, duplicates, boards.
//!
//! It knows what a deal is and nothing of the tables that records are kept in: every change of a record goes through
//! the engine's one write path, and [`Crm`] takes part in it. SQL is here only for the hand-written tables that this
//! room owns: `pipeline`, `stage`, `stage_stay`, `note`, `file`, `file_piece`, `calendar_feed`, `currency_rate`, `saved_view`, `view_default`,
//! `follower`, `notification`, `notification_setting`, `reminded`, `working_hours`, `absence`, `distribution_rule`,
//! `distribution_turn`, `distribution_wait`, `setup`, `setup_item`, `script` and `script_run`.

mod affiliations;
mod arranged;
pub mod board;
pub mod calculations;
pub mod calendar;
pub mod client;
mod completeness;
mod derive;
pub mod distribution;
mod duplicates;
pub mod files;
mod fill_in;
pub mod followers;
mod furthest;
pub mod leads;
mod log;
pub mod mentions;
mod money;
mod next_step;
pub mod notes;
pub mod notify;
pub mod objections;
pub mod person_name;
pub mod pipeline;
pub mod prices;
pub mod rates;
pub mod recurrence;
mod recurring;
pub mod sample;
pub mod scripts;
mod series;
pub mod setup;
mod stage_rules;
pub mod stay;
mod team;
pub mod today;
pub mod trades;
mod verbs;
pub mod views;
pub mod working_time;

pub use stage_rules::{BROKEN as RULES_BROKEN, CODE as STAGE_RULES};
pub use verbs::create_with;

use std::collections::BTreeMap;

use kith_catalogue::standard::{deal, lead};
use kith_catalogue::{Catalogue, Object};
use kith_engine::events::EventRow;
use kith_engine::reactor::Reactors;
use kith_engine::worker::Jobs;
use kith_engine::{Change, Domain, Fields, Match, Record, Result, Tx};
use uuid::Uuid;

/// The rules of the business, as the engine asks for them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Crm;

/// Adds the jobs of this room to those that a process can do.
#[must_use]
pub fn with_jobs(jobs: Jobs) -> Jobs {
    jobs.with(files::Sweep)
        .with(files::Read)
        .with(furthest::Recompute)
        .with(client::Recount)
        .with(client::Daily)
        .with(fill_in::NEXT_STEP)
        .with(fill_in::STAGE_SINCE)
        .with(leads::Placing)
        .with(rates::ConvertAmounts)
        .with(notify::Remind)
        .with(distribution::MoveOn)
        .with(kith_engine::reorder::Reorder)
}

/// Adds the readers of the event log of this room to those of a process.
#[must_use]
pub fn with_reactors(reactors: Reactors) -> Reactors {
    reactors.with(notify::Notifications)
}

impl Domain for Crm {
    fn before(&self, tx: &mut Tx<'_>, change: &mut Change) -> Result<()> {
        derive::before(tx, change)
    }

    fn after(&self, tx: &mut Tx<'_>, change: &Change, event: Uuid) -> Result<()> {
        distribution::follow(tx, change)?;
        prices::follow::follow(tx, change)?;
        team::follow(tx, change)?;
        let passes = matches!(change.object(), deal::KEY | lead::KEY);
        if passes {
            stay::follow(tx, change, event)?;
            stage_rules::record(tx, change)?;
        }
        next_step::follow(tx, change)?;
        client::follow(tx, change, event)?;
        if !passes {
            return Ok(());
        }
        if change.object() == deal::KEY {
            recurring::follow(tx, change)?;
        }
        let was_deleted = change.before.as_ref().is_some_and(|before| before.deleted_at.is_some());
        if was_deleted && change.after.deleted_at.is_none() {
            pipeline::archive::house_restored(tx, &change.after)?;
        }
        Ok(())
    }

    fn settle(&self, tx: &mut Tx<'_>, deferred: BTreeMap<Uuid, u32>) -> Result<()> {
        let deferred = prices::follow::settle(tx, deferred)?;
        for deal in deferred.iter().filter(|(_, marks)| **marks & team::SHARES != 0).map(|(deal, _)| *deal) {
            team::settle(tx, deal)?;
        }
        for record in
            deferred.iter().filter(|(_, marks)| **marks & stage_rules::RETURNED != 0).map(|(record, _)| *record)
        {
            stage_rules::settle(tx, record)?;
        }
        next_step::settle(tx, deferred)
    }

    fn reshaped(&self, tx: &mut Tx<'_>, before: &Catalogue, after: &Catalogue) -> Result<()> {
        completeness::follow_catalogue(tx, before, after)
    }

    fn destroyed(&self, tx: &mut Tx<'_>, record: &Record) -> Result<()> {
        files::forget(tx, record)?;
        notes::forget(tx, record)?;
        followers::forget(tx, record)?;
        notify::forget(tx, record)?;
        distribution::forget(tx, record.id)?;
        scripts::forget(tx, record.id)?;
        if matches!(&*record.object.key, deal::KEY | lead::KEY) {
            stay::forget(tx, record.id)?;
        }
        Ok(())
    }

    fn take_back(&self, tx: &mut Tx<'_>, event: &EventRow) -> Result<Option<Uuid>> {
        match notes::take_back(tx, event)? {
            Some(done) => Ok(Some(done)),
            None => files::take_back(tx, event),
        }
    }

    fn duplicates(&self, tx: &mut Tx<'_>, record: &Record) -> Result<Vec<Match>> {
        duplicates::find(tx, record)
    }

    fn verb(&self, tx: &mut Tx<'_>, object: &Object, id: Uuid, verb: &str, params: &Fields) -> Result<Record> {
        verbs::perform(tx, &object.key, id, verb, params)
    }
}
