//! Records as they leave the building.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use kith_catalogue::{FieldIx, Kind, Object, Value};
use kith_policy::{Action, ObjectAccess, RowRule};
use kith_store::{fixed, query};
use serde_json::{Map, Value as Json, json};
use uuid::Uuid;

use crate::{Reader, Record, Result};

/// Ids that an answer mentions, by the object (or `user`, `stage`, `pipeline`) that they belong to.
#[derive(Debug, Default)]
pub struct Mentions(BTreeMap<String, BTreeSet<Uuid>>);

impl Mentions {
    /// Notes an id.
    pub fn add(&mut self, object: &str, id: Uuid) {
        match self.0.get_mut(object) {
            Some(ids) => {
                ids.insert(id);
            }
            None => {
                self.0.insert(object.to_owned(), BTreeSet::from([id]));
            }
        }
    }

    /// Notes every id that a record's readable fields point to.
    pub fn add_record(&mut self, record: &Record, access: &ObjectAccess<'_>) {
        for (ix, field) in record.object.fields.iter().enumerate() {
            if access.may_read(ix) {
                self.add_value(&field.kind, record.get(ix));
            }
        }
    }

    /// Notes what a value points to.
    pub fn add_value(&mut self, kind: &Kind, value: &Value) {
        match (kind, value) {
            (Kind::Link { targets }, Value::Link(link)) => {
                let object = if link.object.is_empty() { targets.first() } else { Some(&link.object) };
                if let Some(object) = object {
                    self.add(object, link.id);
                }
            }
            (Kind::User, Value::Ref(id)) => self.add("user", *id),
            (Kind::Users, Value::Users(ids)) => ids.iter().for_each(|id| self.add("user", *id)),
            (Kind::Stage, Value::Ref(id)) => self.add("stage", *id),
            (Kind::Pipeline, Value::Ref(id)) => self.add("pipeline", *id),
            _ => {}
        }
    }

    /// Writes the labels of what was noted, as [`Mentions::resolve`] gives them, as JSON.
    ///
    /// # Errors
    /// When the store fails.
    pub fn write(self, reader: &mut Reader<'_>, out: &mut Vec<u8>) -> Result<()> {
        serde_json::to_writer(out, &self.labels(reader)?).map_err(crate::Error::internal)
    }

    /// The labels of what was noted, as far as the actor may see them: one query an object.
    ///
    /// # Errors
    /// When the store fails.
    pub fn resolve(self, reader: &mut Reader<'_>) -> Result<Json> {
        serde_json::to_value(self.labels(reader)?).map_err(crate::Error::internal)
    }

    fn labels(self, reader: &mut Reader<'_>) -> Result<BTreeMap<String, BTreeMap<Uuid, String>>> {
        let mut refs = BTreeMap::new();
        for (object, ids) in self.0 {
            let ids: Vec<Uuid> = ids.into_iter().collect();
            let labels = match object.as_str() {
                "user" => fixed::user_labels(reader.conn(), &ids)?,
                "stage" => fixed::stage_labels(reader.conn(), &ids)?,
                "pipeline" => fixed::pipeline_labels(reader.conn(), &ids)?,
                _ => match reader.labels(&object, &ids) {
                    Ok(labels) => labels,
                    Err(crate::Error::NotFound) => BTreeMap::new(),
                    Err(error) => return Err(error),
                },
            };
            if !labels.is_empty() {
                refs.insert(object, labels);
            }
        }
        Ok(refs)
    }
}

/// A stored row as a record.
pub fn record(object: &Arc<Object>, raw: query::RawRecord) -> Record {
    let values = object.fields.iter().zip(&raw.cells).map(|(field, cells)| field.kind.value(cells)).collect();
    Record {
        object: Arc::clone(object),
        rid: raw.rid,
        id: raw.id,
        version: raw.version,
        deleted_at: raw.deleted_at,
        values,
    }
}

/// What the actor may do with a record.
#[derive(Debug, Clone, Copy)]
pub struct Can {
    /// Change it.
    pub edit: bool,
    /// Move it to the bin.
    pub delete: bool,
    /// Give it to somebody else.
    pub assign: bool,
}

impl Can {
    /// On the wire. That somebody may change it but not give it away is rare, and is said only then.
    pub(crate) fn json(self, deleted: bool) -> Json {
        let edit = self.edit && !deleted;
        let mut json = json!({"edit": edit, "delete": self.delete});
        if edit && !self.assign {
            json["assign"] = json!(false);
        }
        json
    }
}

/// What the actor may do with each of the records. One query for records that follow a parent.
///
/// # Errors
/// When the store fails.
pub fn abilities(reader: &mut Reader<'_>, object: &Object, records: &[Record]) -> Result<Vec<Can>> {
    let access = Arc::clone(&reader.access);
    let access = access.object(object);
    let edit = permitted(reader, access.row(Action::Edit), records)?;
    let delete = permitted(reader, access.row(Action::Delete), records)?;
    let assign = match access.row(Action::Edit) {
        rule @ RowRule::Involved { .. } => permitted(reader, &rule.without_participants(), records)?,
        _ => edit.clone(),
    };
    let each = edit.into_iter().zip(delete).zip(assign);
    Ok(each.map(|((edit, delete), assign)| Can { edit, delete, assign }).collect())
}

fn permitted(reader: &mut Reader<'_>, rule: &RowRule, records: &[Record]) -> Result<Vec<bool>> {
    Ok(match rule {
        RowRule::All => vec![true; records.len()],
        RowRule::None => vec![false; records.len()],
        RowRule::Owners { field, users } => records.iter().map(|r| belongs(r, *field, users)).collect(),
        RowRule::Involved { field, users, participants, me } => {
            records.iter().map(|r| belongs(r, *field, users) || takes_part(r, *participants, *me)).collect()
        }
        RowRule::Parent { field, object, rule } => {
            let parent = |r: &Record| match r.get(*field) {
                Value::Link(link) => Some(link.id),
                _ => None,
            };
            let ids: Vec<Uuid> = records.iter().filter_map(parent).collect::<BTreeSet<_>>().into_iter().collect();
            let parents = match reader.find_many(object, &ids) {
                Ok(parents) => parents,
                Err(crate::Error::NotFound) => Vec::new(),
                Err(error) => return Err(error),
            };
            let good = permitted(reader, rule, &parents)?;
            let good: HashSet<Uuid> =
                parents.iter().zip(good).filter(|(_, good)| *good).map(|(parent, _)| parent.id).collect();
            records.iter().map(|r| parent(r).is_some_and(|id| good.contains(&id))).collect()
        }
        RowRule::AnyParent { field, rules } => {
            let mut good = vec![false; records.len()];
            for (object, rule) in rules.iter() {
                let rule = RowRule::Parent { field: *field, object: Arc::clone(object), rule: Box::new(rule.clone()) };
                let of_it = |r: &Record| matches!(r.get(*field), Value::Link(link) if link.object == *object);
                for (at, may) in permitted(reader, &rule, records)?.into_iter().enumerate() {
                    good[at] |= may && of_it(&records[at]);
                }
            }
            good
        }
    })
}

/// Whether a record is one of these users'.
pub(crate) fn belongs(record: &Record, owner: FieldIx, users: &[Uuid]) -> bool {
    matches!(record.get(owner), Value::Ref(owner) if users.contains(owner))
}

/// Whether somebody is among the people of a record.
pub(crate) fn takes_part(record: &Record, participants: FieldIx, who: Uuid) -> bool {
    matches!(record.get(participants), Value::Users(people) if people.contains(&who))
}

/// A record on the wire: the fields that the actor may read, what he may do with it, and what is kept from him.
pub fn record_json(record: &Record, access: &ObjectAccess<'_>, can: Can, only: Option<&[FieldIx]>) -> Json {
    let mut fields = Map::new();
    for (ix, field) in record.object.fields.iter().enumerate() {
        if access.may_read(ix) && only.is_none_or(|only| only.contains(&ix)) {
            fields.insert(field.key.to_string(), record.get(ix).to_json(&field.kind));
        }
    }
    let mut json = json!({
        "object": &*record.object.key,
        "id": record.id,
        "version": record.version,
        "fields": fields,
        "can": can.json(record.deleted_at.is_some()),
        "masked": access.masked(),
    });
    if let (Some(at), Json::Object(json)) = (record.deleted_at, &mut json) {
        json.insert("deleted_at".to_owned(), Value::DateTime(moment(at)).to_json(&Kind::DateTime));
    }
    json
}

fn moment(at: i64) -> jiff::Timestamp {
    jiff::Timestamp::from_millisecond(at).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
}

/// One record with the labels of what it points to: `{…record, "refs": {…}}`.
///
/// # Errors
/// When the store fails.
pub fn one(reader: &mut Reader<'_>, record: &Record) -> Result<Json> {
    let can = abilities(reader, &record.object, std::slice::from_ref(record))?;
    let access = Arc::clone(&reader.access);
    let access = access.object(&record.object);
    let mut mentions = Mentions::default();
    mentions.add_record(record, &access);
    let refs = mentions.resolve(reader)?;
    let mut json = record_json(record, &access, can[0], None);
    json["refs"] = refs;
    Ok(json)
}
