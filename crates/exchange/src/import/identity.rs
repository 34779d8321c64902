//! Knowing a row's record: by the first key that the row fills, all rows of a piece in a few queries.

use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use kith_catalogue::filter::{Expr, Path, Term, Test};
use kith_catalogue::text::fold;
use kith_catalogue::{Cell, FieldIx, Kind, Part, Value};
use kith_engine::{Reader, Record, Result};
use serde_json::Value as Json;

use super::names::{self, Names, Resolved};
use super::session::Session;
use crate::draft::Draft;

/// How many keys one query asks for.
const BATCH: usize = 400;

/// The record that a row is about.
#[derive(Debug, Clone)]
pub(super) enum Match {
    /// There is none yet.
    New,
    /// This one.
    Existing(Arc<Record>),
    /// Several would do.
    Several(usize),
}

/// By which key a row's record is looked for, and its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RowKey {
    field: FieldIx,
    values: Vec<String>,
}

/// The key of a row; none when it fills none of the mapping's keys.
pub(super) fn key_of(reader: &Reader<'_>, session: &Session, draft: &Draft) -> Option<RowKey> {
    session.keys.iter().find_map(|&field| {
        let known = &session.object.fields[field];
        let values = if field == session.object.title {
            vec![fold(&session.title(draft)?)]
        } else {
            let value = known.kind.parse(draft.fields.get(&*known.key)?, &reader.cat.parse_cx()).ok()?;
            keys_of_value(&known.kind, &value)
        };
        (!values.is_empty()).then_some(RowKey { field, values })
    })
}

fn keys_of_value(kind: &Kind, value: &Value) -> Vec<String> {
    match value {
        Value::Null => Vec::new(),
        Value::Text(text) => vec![fold(text)],
        Value::Number(number) => vec![number.normalize().to_string()],
        _ => kind.lookup_keys(value),
    }
}

impl RowKey {
    /// A mark that two rows about one record have in common. Rows known by their title alone are told apart by what
    /// else tells records of one name apart.
    pub(super) fn mark(&self, session: &Session, draft: &Draft) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.field.hash(&mut hasher);
        self.values.first().hash(&mut hasher);
        if self.field == session.object.title {
            for &field in &session.narrowing {
                if let Some((_, name)) = draft.names.iter().find(|(own, _)| *own == field) {
                    fold(name).hash(&mut hasher);
                }
                if let Some(json) = draft.fields.get(&*session.object.fields[field].key) {
                    json.to_string().hash(&mut hasher);
                }
            }
        }
        hasher.finish()
    }
}

/// Finds the records of rows, as far as the actor may see them.
pub(super) fn find(
    reader: &mut Reader<'_>,
    session: &Session,
    names: &Names<'_>,
    rows: &[(&Draft, Option<RowKey>)],
) -> Result<Vec<Match>> {
    let mut wanted: HashMap<FieldIx, BTreeSet<&str>> = HashMap::new();
    for key in rows.iter().filter_map(|(_, key)| key.as_ref()) {
        wanted.entry(key.field).or_default().extend(key.values.iter().map(String::as_str));
    }
    let mut found: HashMap<(FieldIx, String), Vec<Arc<Record>>> = HashMap::new();
    for (field, values) in wanted {
        let values: Vec<&str> = values.into_iter().collect();
        for batch in values.chunks(BATCH) {
            for record in records(reader, session, field, batch)? {
                let kind = &session.object.fields[field].kind;
                let record = Arc::new(record);
                for key in keys_of_value(kind, record.get(field)) {
                    found.entry((field, key)).or_default().push(Arc::clone(&record));
                }
            }
        }
    }
    Ok(rows.iter().map(|(draft, key)| choose(reader, session, names, draft, key.as_ref(), &found)).collect())
}

fn records(reader: &mut Reader<'_>, session: &Session, field: FieldIx, keys: &[&str]) -> Result<Vec<Record>> {
    let path = Path { field, step: None };
    let text = |part| Test::In { part, cells: keys.iter().map(|key| Cell::Text((*key).to_owned())).collect() };
    let test = match &session.object.fields[field].kind {
        Kind::Text => text(Part::Fold),
        Kind::Number { scale } => {
            let scaled = keys.iter().filter_map(|key| key.parse::<rust_decimal::Decimal>().ok()).filter_map(|number| {
                let factor = rust_decimal::Decimal::from(10_i64.pow(u32::from(*scale)));
                i64::try_from((number * factor).trunc().mantissa()).ok().map(Cell::Int)
            });
            let cells: Vec<Cell> = scaled.collect();
            if cells.is_empty() {
                return Ok(Vec::new());
            }
            Test::In { part: Part::Value, cells }
        }
        _ => Test::Lookup { keys: keys.iter().map(|key| (*key).to_owned()).collect() },
    };
    names::records(reader, &session.object, Expr::Term(Term { path, test }))
}

fn choose(
    reader: &Reader<'_>,
    session: &Session,
    names: &Names<'_>,
    draft: &Draft,
    key: Option<&RowKey>,
    found: &HashMap<(FieldIx, String), Vec<Arc<Record>>>,
) -> Match {
    let Some(key) = key else { return Match::New };
    let mut candidates: Vec<&Arc<Record>> = Vec::new();
    for value in &key.values {
        for record in found.get(&(key.field, value.clone())).into_iter().flatten() {
            if !candidates.iter().any(|other| other.id == record.id) {
                candidates.push(record);
            }
        }
    }
    if key.field == session.object.title {
        candidates.retain(|record| fits(reader, session, names, draft, record));
    }
    match candidates.as_slice() {
        [] => Match::New,
        [one] => Match::Existing(Arc::clone(one)),
        several => Match::Several(several.len()),
    }
}

/// Whether nothing that tells records of one name apart speaks against this one.
fn fits(reader: &Reader<'_>, session: &Session, names: &Names<'_>, draft: &Draft, record: &Record) -> bool {
    session.narrowing.iter().all(|&field| {
        let (known, held) = (&session.object.fields[field], record.get(field));
        if held.is_null() {
            return true;
        }
        if let Some((_, name)) = draft.names.iter().find(|(own, _)| *own == field) {
            return match names.resolve(session, field, name, None) {
                Resolved::Value(Json::Object(link)) => {
                    link.get("id").and_then(Json::as_str) == held.as_id().map(|id| id.to_string()).as_deref()
                }
                _ => false,
            };
        }
        let Some(json) = draft.fields.get(&*known.key) else { return true };
        match known.kind.parse(json, &reader.cat.parse_cx()) {
            Ok(value) => {
                let held = known.kind.lookup_keys(held);
                known.kind.lookup_keys(&value).iter().any(|key| held.contains(key))
            }
            Err(_) => true,
        }
    })
}
