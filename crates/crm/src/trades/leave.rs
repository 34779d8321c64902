//! What of a set-up may go without a trace, and what the company has made its own.

use std::collections::{BTreeMap, BTreeSet};

use kith_catalogue::standard::product;
use kith_catalogue::text::fold;
use kith_catalogue::{Expr, Part};
use kith_engine::query::ListQuery;
use kith_engine::{Error, Reader, Record, Result, destroy, events};
use uuid::Uuid;

use super::kept::{self, Item};
use super::{Added, library};
use crate::calculations;

/// What a set-up has made, as it stands now.
#[derive(Default)]
pub(super) struct Leaving {
    /// Pipelines in use, by id.
    pub pipelines: Vec<Uuid>,
    pub views: Vec<Uuid>,
    /// Fields in force, by object and key.
    pub fields: Vec<(String, String)>,
    /// Live sample records.
    pub records: Vec<Record>,
    /// Objections of the library that are in use, with their answers.
    pub entries: Vec<Record>,
    /// Those of all these records that nobody has touched and that nothing of the company's own points to.
    pub untouched: BTreeSet<Uuid>,
    /// Scripts, and whether they are as they were made.
    pub scripts: Vec<(Uuid, bool)>,
    /// Calculations, and whether they are as they were made and price nothing but samples.
    pub calculations: Vec<(String, bool)>,
}

impl Leaving {
    /// Whether a record is one of the samples.
    pub(super) fn has(&self, id: Uuid) -> bool {
        self.records.iter().any(|record| record.id == id)
    }

    /// Objections, without their answers: whether nobody has touched them.
    pub(super) fn objections(&self) -> impl Iterator<Item = (&Record, bool)> {
        let wholes = self.entries.iter().filter(|record| record.object.parent.is_none());
        wholes.map(|record| (record, self.untouched.contains(&record.id)))
    }

    /// Sample records that are not a part of another.
    pub(super) fn wholes(&self) -> impl Iterator<Item = &Record> {
        self.records.iter().filter(|record| record.object.parent.is_none())
    }
}

/// Looks at all that a set-up has made.
pub(super) fn look(reader: &mut Reader<'_>, added: &Added) -> Result<Leaving> {
    let mut found = Leaving::default();
    let mut calculations = Vec::new();
    for item in kept::items(reader.conn(), &added.key)? {
        match item {
            Item::Pipeline(_, id) => match crate::pipeline::find(reader.conn(), id) {
                Ok(pipeline) if !pipeline.archived => found.pipelines.push(id),
                Ok(_) | Err(Error::NotFound) => {}
                Err(error) => return Err(error),
            },
            Item::Stage(..) => {}
            Item::View(id) => found.views.push(id),
            Item::Field(object, key) => {
                if reader.cat.object(&object).is_some_and(|object| object.get(&key).is_some_and(|field| field.custom)) {
                    found.fields.push((object, key));
                }
            }
            Item::Record(object, id) => {
                let record = reader.find_any(&object, id)?;
                found.records.extend(record.filter(|record| record.deleted_at.is_none()));
            }
            Item::Entry(object, id) => {
                let record = reader.find_any(&object, id)?;
                found.entries.extend(record.filter(|record| record.deleted_at.is_none()));
            }
            Item::Script(_, id) => match crate::scripts::find(reader.conn(), id) {
                Ok(script) => found.scripts.push((id, script.version == 1)),
                Err(Error::NotFound) => {}
                Err(error) => return Err(error),
            },
            Item::Calculation(key) => calculations.push(key),
        }
    }
    found.untouched = untouched(reader, added, &found.records, &found.entries)?;
    for key in calculations {
        if let Some(as_made) = calculation(reader, added, &key, &found)? {
            found.calculations.push((key, as_made));
        }
    }
    Ok(found)
}

/// Whether a calculation that is there is as it was made, and prices nothing but samples.
fn calculation(reader: &mut Reader<'_>, added: &Added, key: &str, found: &Leaving) -> Result<Option<bool>> {
    let Some(there) = calculations::find(reader.conn(), key)? else { return Ok(None) };
    let form = super::find(&added.key)?.calculations.iter().find(|form| form.key == key);
    let made =
        form.map(|form| library::calculation(form, added.language, there.currency().unwrap_or(reader.cat.currency)));
    if made.as_ref() != Some(&there) {
        return Ok(Some(false));
    }
    let object = reader.object(product::KEY)?;
    let mut query = ListQuery::new(product::KEY);
    query.filter = Expr::eq(object.must(product::CALCULATION), Part::Fold, fold(key));
    query.limit = found.records.len() + 1;
    let rows = reader.list(&query)?.rows;
    Ok(Some(rows.iter().all(|row| found.has(row.id))))
}

/// How many events of a sample record are looked at; one that has more has been worked with.
const MAX_EVENTS: usize = 100;

fn untouched(reader: &mut Reader<'_>, added: &Added, samples: &[Record], entries: &[Record]) -> Result<BTreeSet<Uuid>> {
    let mut set = BTreeSet::new();
    let mut pointers: BTreeMap<Uuid, Vec<Uuid>> = BTreeMap::new();
    let records = || samples.iter().chain(entries);
    let made = samples.iter().map(|record| (record, added.batch));
    for (record, batch) in made.chain(entries.iter().map(|record| (record, Some(added.id)))) {
        let told = events::timeline(reader.conn(), &record.object.key, record.id, None, MAX_EVENTS)?;
        if told.len() == MAX_EVENTS || told.iter().any(|event| event.batch != batch) {
            continue;
        }
        match destroy::pointing_to(reader, record, MAX_EVENTS) {
            Ok(found) => pointers.insert(record.id, found.into_iter().map(|(_, id)| id).collect()),
            Err(Error::Refused { .. }) => continue,
            Err(error) => return Err(error),
        };
        set.insert(record.id);
    }
    // What something points to that stays, stays; and a part stays with its whole.
    loop {
        let stays = |record: &&Record| {
            let parent = record.object.parent.and_then(|field| record.get(field).as_id());
            pointers[&record.id].iter().any(|id| !set.contains(id)) || parent.is_some_and(|id| !set.contains(&id))
        };
        let more: Vec<Uuid> =
            records().filter(|record| set.contains(&record.id)).filter(stays).map(|record| record.id).collect();
        if more.is_empty() {
            return Ok(set);
        }
        set.retain(|id| !more.contains(id));
    }
}
