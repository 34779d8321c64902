//! What of a set-up may go without a trace, and what the company has made its own.

use std::collections::{BTreeMap, BTreeSet};

use kith_engine::{Error, Reader, Record, Result, destroy, events};
use uuid::Uuid;

use super::Added;
use super::kept::{self, Item};

/// What a set-up has made, as it stands now.
pub(super) struct Leaving {
    /// Pipelines in use, by id.
    pub pipelines: Vec<Uuid>,
    pub views: Vec<Uuid>,
    /// Fields in force, by object and key.
    pub fields: Vec<(String, String)>,
    /// Live sample records.
    pub records: Vec<Record>,
    /// Those of them that nobody has touched and that nothing of the company's own points to.
    pub untouched: BTreeSet<Uuid>,
}

impl Leaving {
    /// Whether a record is one of the samples.
    pub(super) fn has(&self, id: Uuid) -> bool {
        self.records.iter().any(|record| record.id == id)
    }

    /// Sample records that are not a part of another.
    pub(super) fn wholes(&self) -> impl Iterator<Item = &Record> {
        self.records.iter().filter(|record| record.object.parent.is_none())
    }
}

/// Looks at all that a set-up has made.
pub(super) fn look(reader: &mut Reader<'_>, added: &Added) -> Result<Leaving> {
    let mut found =
        Leaving { pipelines: vec![], views: vec![], fields: vec![], records: vec![], untouched: BTreeSet::new() };
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
        }
    }
    found.untouched = untouched(reader, added, &found.records)?;
    Ok(found)
}

/// How many events of a sample record are looked at; one that has more has been worked with.
const MAX_EVENTS: usize = 100;

fn untouched(reader: &mut Reader<'_>, added: &Added, records: &[Record]) -> Result<BTreeSet<Uuid>> {
    let mut set = BTreeSet::new();
    let mut pointers: BTreeMap<Uuid, Vec<Uuid>> = BTreeMap::new();
    for record in records {
        let told = events::timeline(reader.conn(), &record.object.key, record.id, None, MAX_EVENTS)?;
        if told.len() == MAX_EVENTS || told.iter().any(|event| event.batch != added.batch) {
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
            records.iter().filter(|record| set.contains(&record.id)).filter(stays).map(|record| record.id).collect();
        if more.is_empty() {
            return Ok(set);
        }
        set.retain(|id| !more.contains(id));
    }
}
