//! Filling a workspace through the engine's own write path, in large transactions: rights, validation, derived values,
//! look-up and search rows and one event a record, as for anybody else.

use std::time::{Duration, Instant};

use kith_engine::people::users::{self, NewPerson};
use kith_engine::{Ctx, Lane, Origin, Result, Workspace};
use kith_policy::Actor;
use uuid::Uuid;

use crate::data::{Fields, Generator, Ids};

/// Rows a transaction.
const CHUNK: usize = 10_000;

/// What was loaded and how long it took.
pub struct Loaded {
    /// Ids by kind.
    pub ids: Ids,
    /// Records and notes written.
    pub rows: usize,
    /// Time.
    pub time: Duration,
}

/// Tells how far the loading is: a word and how many of how many.
pub type Progress<'a> = dyn Fn(&str, usize, usize) + 'a;

/// Writes everything that the generator has; `ids` brings the pipeline and its stages.
///
/// # Errors
/// What the engine refuses.
pub fn load(ws: &Workspace, generator: &Generator, mut ids: Ids, progress: &Progress<'_>) -> Result<Loaded> {
    let begun = Instant::now();
    let size = generator.size;
    ids.users = people(ws, generator)?;
    ids.products = records(ws, "product", size.products, progress, |n| generator.product(n))?;
    ids.companies = records(ws, "company", size.companies, progress, |n| generator.company(n, &ids))?;
    ids.contacts = records(ws, "contact", size.contacts, progress, |n| generator.contact(n, &ids))?;
    ids.deals = records(ws, "deal", size.deals, progress, |n| generator.deal(n, &ids))?;
    records(ws, "task", size.tasks, progress, |n| generator.task(n, &ids))?;
    notes(ws, generator, &ids, progress)?;
    let rows = size.products + size.companies + size.contacts + size.deals + size.tasks + size.notes;
    Ok(Loaded { ids, rows, time: begun.elapsed() })
}

fn ctx(ws: &Workspace) -> Ctx {
    Ctx::new(Actor::System, Origin::Migration, ws.clock().now())
}

fn people(ws: &Workspace, generator: &Generator) -> Result<Vec<Uuid>> {
    let all: Vec<(String, String)> = (0..generator.size.users).map(|n| generator.user(n)).collect();
    ws.write_blocking(ctx(ws), Lane::Bulk, move |tx| {
        all.iter()
            .map(|(name, email)| {
                let new = NewPerson { name: name.clone(), email: Some(email.clone()), ..NewPerson::default() };
                users::create(tx, &new)
            })
            .collect()
    })
}

fn records(
    ws: &Workspace,
    object: &'static str,
    count: usize,
    progress: &Progress<'_>,
    make: impl Fn(usize) -> Fields,
) -> Result<Vec<Uuid>> {
    let mut ids = Vec::with_capacity(count);
    while ids.len() < count {
        let rows: Vec<Fields> = (ids.len()..count.min(ids.len() + CHUNK)).map(&make).collect();
        let written: Vec<Uuid> = ws.write_blocking(ctx(ws), Lane::Bulk, move |tx| {
            tx.create_many(object, &rows)?.into_iter().map(|made| Ok(made?.id)).collect()
        })?;
        ids.extend(written);
        progress(object, ids.len(), count);
    }
    Ok(ids)
}

fn notes(ws: &Workspace, generator: &Generator, ids: &Ids, progress: &Progress<'_>) -> Result<()> {
    let count = generator.size.notes;
    for first in (0..count).step_by(CHUNK) {
        let last = count.min(first + CHUNK);
        let texts: Vec<(Uuid, &'static str)> = (first..last)
            .map(|n| {
                let (deal, text) = generator.note(n);
                (ids.deals[deal], text)
            })
            .collect();
        ws.write_blocking(ctx(ws), Lane::Bulk, move |tx| {
            for (deal, text) in &texts {
                kith_crm::notes::add(tx, "deal", *deal, text)?;
            }
            Ok(())
        })?;
        progress("note", last, count);
    }
    Ok(())
}
