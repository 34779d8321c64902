//! What removing a set-up would do.

use std::collections::BTreeMap;

use kith_catalogue::filter::{Expr, Test};
use kith_catalogue::standard::deal::{self, PIPELINE};
use kith_catalogue::{Labels, Part};
use kith_engine::query::{AggregateQuery, Figure};
use kith_engine::{Error, Reader, Record, Result};
use uuid::Uuid;

use super::leave::{self, Leaving};
use super::{Added, kept};
use crate::pipeline;

/// What removing a set-up would do.
#[derive(Debug, Clone)]
pub struct Preview {
    /// Its pipelines that are in use.
    pub pipelines: Vec<PipelineLeaving>,
    /// Its fields that are in force.
    pub fields: Vec<FieldLeaving>,
    /// How many views of it there are.
    pub views: usize,
    /// Sample records that would be gone for good, by object.
    pub destroyed: BTreeMap<String, usize>,
    /// Sample records that somebody has worked with, which would lie in the bin, by object.
    pub binned: BTreeMap<String, usize>,
    /// Scripts.
    pub scripts: Leave,
    /// Objections of the library.
    pub objections: Leave,
    /// Calculations.
    pub calculations: Leave,
}

/// How many of something would go, and how many would stay, for somebody has made them the company's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Leave {
    pub going: usize,
    pub staying: usize,
}

impl Leave {
    pub(super) fn of(untouched: impl Iterator<Item = bool>) -> Self {
        untouched.fold(Self::default(), |sum, goes| match goes {
            true => Self { going: sum.going + 1, ..sum },
            false => Self { staying: sum.staying + 1, ..sum },
        })
    }
}

/// A pipeline that would go.
#[derive(Debug, Clone)]
pub struct PipelineLeaving {
    /// Its identity.
    pub id: Uuid,
    /// What people call it.
    pub name: String,
    /// The company's own deals in it.
    pub deals: u64,
}

/// A field that would go.
#[derive(Debug, Clone)]
pub struct FieldLeaving {
    /// Whose it is.
    pub object: String,
    /// Its key.
    pub key: String,
    /// What people call it.
    pub label: Labels,
    /// In how many of the company's own records it is filled.
    pub filled: u64,
}

/// What removing a set-up would do.
///
/// # Errors
/// [`Error::Forbidden`] for whoever is no administrator, [`Error::NotFound`] for one that was not added.
pub fn preview(reader: &mut Reader<'_>, key: &str) -> Result<Preview> {
    if !reader.access.is_admin() {
        return Err(Error::forbidden("administer"));
    }
    let added: Added = kept::find(reader.conn(), key)?.ok_or(Error::NotFound)?;
    let leaving = leave::look(reader, &added)?;
    let mut seen = Preview {
        pipelines: Vec::new(),
        fields: fields(reader, &leaving.fields, &leaving.records)?,
        views: existing_views(reader, &leaving)?,
        destroyed: BTreeMap::new(),
        binned: BTreeMap::new(),
        scripts: Leave::of(leaving.scripts.iter().map(|(_, goes)| *goes)),
        objections: Leave::of(leaving.objections().map(|(_, goes)| goes)),
        calculations: Leave::of(leaving.calculations.iter().map(|(_, goes)| *goes)),
    };
    for &id in &leaving.pipelines {
        let name = pipeline::find(reader.conn(), id)?.name;
        seen.pipelines.push(PipelineLeaving { id, name, deals: own_deals(reader, &leaving, id)? });
    }
    for record in leaving.wholes() {
        let list = if leaving.untouched.contains(&record.id) { &mut seen.destroyed } else { &mut seen.binned };
        *list.entry(record.object.key.to_string()).or_default() += 1;
    }
    Ok(seen)
}

/// How many live deals of the company's own a pipeline has.
pub(super) fn own_deals(reader: &mut Reader<'_>, leaving: &Leaving, id: Uuid) -> Result<u64> {
    let object = reader.object(deal::KEY)?;
    let all = count(reader, deal::KEY, Expr::eq(object.must(PIPELINE), Part::Value, id))?;
    let samples = leaving.records.iter().filter(|one| &*one.object.key == deal::KEY);
    Ok(all.saturating_sub(samples.filter(|one| one.reference(PIPELINE) == Some(id)).count() as u64))
}

/// The fields with how often the company itself has filled them.
pub(super) fn fields(
    reader: &mut Reader<'_>,
    fields: &[(String, String)],
    samples: &[Record],
) -> Result<Vec<FieldLeaving>> {
    let mut found = Vec::new();
    for (object_key, key) in fields {
        let object = reader.object(object_key)?;
        let ix = object.must(key);
        let all = count(reader, object_key, Expr::term(ix, Test::Filled))?;
        let samples = samples.iter().filter(|one| &*one.object.key == object_key && !one.get(ix).is_null());
        let filled = all.saturating_sub(samples.count() as u64);
        let label = object.fields[ix].label.clone();
        found.push(FieldLeaving { object: object_key.clone(), key: key.clone(), label, filled });
    }
    Ok(found)
}

fn existing_views(reader: &mut Reader<'_>, leaving: &Leaving) -> Result<usize> {
    let mut there = 0;
    for &id in &leaving.views {
        there += usize::from(crate::views::is_there(reader.conn(), id)?);
    }
    Ok(there)
}

fn count(reader: &mut Reader<'_>, object: &str, filter: Expr) -> Result<u64> {
    let query = AggregateQuery { filter, ..AggregateQuery::new(object) };
    let row = reader.aggregate(&query)?.into_iter().next();
    Ok(match row.and_then(|row| row.figures.into_iter().next()).map(|measured| measured.figure) {
        Some(Figure::Count(count)) => count,
        _ => 0,
    })
}
