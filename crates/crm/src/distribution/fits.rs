//! Whether a record that need not be written yet passes a filter, and what it says of a field. The rules are the program's:
//! they see all of it, and what it links to.

use std::collections::HashMap;

use kith_catalogue::filter::{Path, PipelineField, StageField, Step, UserField, ValueRow};
use kith_catalogue::text::fold;
use kith_catalogue::{CellCx, Filter, Kind, Value};
use kith_engine::people::users;
use kith_engine::{Error, Record, Result, Tx};
use serde_json::Value as Json;

use crate::pipeline;

/// Whether a record passes a filter. One that no longer holds (its field is gone) lets nothing pass.
pub(super) fn fits(tx: &mut Tx<'_>, record: &Record, filter: Option<&Json>) -> Result<bool> {
    let Some(filter) = filter else { return Ok(true) };
    tx.as_program(|tx| {
        let zone = tx.cat.zone.clone();
        let Ok(expr) = Filter::parse(filter, &tx.cat, &record.object, &tx.filter_cx(&zone)) else { return Ok(false) };
        let mut beyond: HashMap<Path, Value> = HashMap::new();
        for path in expr.paths() {
            if path.step.is_some() && !beyond.contains_key(path) {
                beyond.insert(path.clone(), value(tx, record, path)?);
            }
        }
        let rates = tx.workspace().rates();
        let rate = |currency| rates.to_base(currency);
        let row = ValueRow {
            id: record.id,
            object: &record.object,
            values: &record.values,
            cx: CellCx { collator: tx.cat.collator(), currency: tx.cat.currency, rate: &rate },
            catalogue: &tx.cat,
            follow: &|path, _| beyond.get(path).cloned().unwrap_or_default(),
        };
        Ok(expr.matches(&row))
    })
}

/// What a path leads to.
fn value(tx: &mut Tx<'_>, record: &Record, path: &Path) -> Result<Value> {
    let own = record.get(path.field).clone();
    let Some(step) = &path.step else { return Ok(own) };
    Ok(match (step, own) {
        (Step::Record { object, field }, Value::Link(link)) => {
            let linked = tx.find_any(object, link.id)?.filter(|linked| linked.deleted_at.is_none());
            linked.map_or(Value::Null, |linked| linked.get(*field).clone())
        }
        (Step::User(field), Value::Ref(id)) => {
            let Some(person) = users::find(tx.sql(), id)? else { return Ok(Value::Null) };
            let reference = |id: Option<_>| id.map_or(Value::Null, Value::Ref);
            match field {
                UserField::Name => Value::Text(person.name),
                UserField::Email => person.email.map_or(Value::Null, Value::Text),
                UserField::Team => reference(person.team),
                UserField::Manager => reference(person.manager),
                UserField::Office => reference(person.office),
                UserField::Active => Value::Boolean(person.active),
            }
        }
        (Step::Stage(field), Value::Ref(id)) => match pipeline::stage(tx.sql(), id) {
            Ok(stage) => match field {
                StageField::Name => Value::Text(stage.name),
                StageField::Kind => Value::Option(stage.kind.as_str().to_owned()),
                StageField::Status => Value::Option(stage.status),
                StageField::Probability => Value::Number(stage.probability.into()),
                StageField::Position => Value::Number(stage.position.into()),
            },
            Err(Error::NotFound) => Value::Null,
            Err(error) => return Err(error),
        },
        (Step::Pipeline(PipelineField::Name), Value::Ref(id)) => match pipeline::find(tx.sql(), id) {
            Ok(pipeline) => Value::Text(pipeline.name),
            Err(Error::NotFound) => Value::Null,
            Err(error) => return Err(error),
        },
        _ => Value::Null,
    })
}

/// The words that a record has in a field, folded: what skills are compared with.
pub(super) fn words(tx: &mut Tx<'_>, record: &Record, field: &str) -> Result<Vec<String>> {
    tx.as_program(|tx| {
        let Ok(path) = Path::parse(field, &tx.cat, &record.object) else { return Ok(Vec::new()) };
        let value = value(tx, record, &path)?;
        let cat = tx.cat.clone();
        let kind = match path.leaf(&cat, &record.object) {
            kith_catalogue::filter::Leaf::Kind(kind) => Some(kind),
            kith_catalogue::filter::Leaf::Team => None,
        };
        let named = |key: &str| {
            let options = match kind {
                Some(Kind::OneOf { options } | Kind::ManyOf { options, .. }) => options.as_slice(),
                _ => &[],
            };
            let label = options.iter().find(|option| option.key == key).map(|option| &option.label);
            let labels = label.into_iter().flat_map(|label| [&label.en, &label.ru, &label.cs]);
            std::iter::once(key.to_owned()).chain(labels.cloned()).collect::<Vec<_>>()
        };
        let words = match &value {
            Value::Text(text) => vec![text.clone()],
            Value::Option(key) => named(key),
            Value::Options(keys) => keys.iter().flat_map(|key| named(key)).collect(),
            Value::Link(link) => tx.labels(&link.object, &[link.id])?.into_values().collect(),
            Value::Number(number) => vec![number.normalize().to_string()],
            Value::Null => Vec::new(),
            other => kind
                .map(|kind| other.to_json(kind))
                .and_then(|json| json.as_str().map(str::to_owned))
                .into_iter()
                .collect(),
        };
        Ok(words.iter().map(|word| fold(word.trim())).filter(|word| !word.is_empty()).collect())
    })
}
