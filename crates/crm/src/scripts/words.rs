//! A talk as it is shown: texts with what the record knows put in, and the way taken, under the rights of whoever looks.

use std::collections::HashMap;
use std::sync::Arc;

use kith_catalogue::filter::Step as Through;
use kith_catalogue::{Kind as FieldKind, Lang, Object, Path, Value};
use kith_engine::{Error, Reader, Record, Result, wire};
use serde_json::Value as Json;

use super::definition::{Branch, Definition, Node, NodeKind};
use super::fields::{fill, may_read, may_write, names, target};
use super::run::Run;

/// Whoever talks: his name.
pub(super) const ME: &str = "me.name";

/// A step to be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// What the others call it.
    pub id: String,
    /// What it is.
    pub kind: NodeKind,
    /// What to say.
    pub text: String,
    /// What comes then.
    pub next: Option<String>,
    /// What may be answered.
    pub answers: Vec<ToldAnswer>,
    /// The field that what is filled in goes into, if the actor may write it.
    pub field: Option<String>,
    /// The object that has the field, and its key there.
    pub target: Option<(String, String)>,
    /// Whether it has to be filled in.
    pub required: bool,
}

/// An answer to be shown.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "as in Branch")]
pub struct ToldAnswer {
    pub label: String,
    pub next: String,
}

/// A step that was taken, to be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct ToldStep {
    /// What was said or asked.
    pub text: String,
    /// What was answered; none where nothing was, and where the actor may not know it.
    pub answer: Option<String>,
}

/// The steps of a talk, as the actor may see them.
///
/// # Errors
/// When the store fails.
pub fn told(reader: &mut Reader<'_>, run: &Run, record: &Record) -> Result<Vec<Told>> {
    let mut words = Words::of(reader, &run.definition, record)?;
    let nodes = run.definition.nodes.iter();
    Ok(nodes
        .map(|node| {
            let field = node.field.clone().filter(|name| words.may_write(reader, name));
            let place = field.as_deref().and_then(|name| target(&reader.cat, &record.object, name));
            let target =
                place.map(|place| (place.object.key.to_string(), place.object.fields[place.field].key.to_string()));
            let answer = |answer: &Branch| ToldAnswer { label: answer.label.clone(), next: answer.next.clone() };
            Told {
                id: node.id.clone(),
                kind: node.kind,
                text: words.fill(&node.text),
                next: node.next.clone(),
                answers: node.answers.iter().map(answer).collect(),
                field,
                target,
                required: node.required,
            }
        })
        .collect())
}

/// The way that a talk took, as the actor may see it.
///
/// # Errors
/// When the store fails.
pub fn walked(reader: &mut Reader<'_>, run: &Run, record: &Record) -> Result<Vec<ToldStep>> {
    let mut words = Words::of(reader, &run.definition, record)?;
    let mut steps = Vec::new();
    for step in &run.path {
        let Some(node) = run.definition.node(&step.node) else { continue };
        let chosen = step.answer.and_then(|answer| node.answers.get(answer));
        let answer = match (chosen, &step.value) {
            (Some(answer), _) if answer.set.keys().all(|name| words.may_read(reader, name)) => {
                Some(answer.label.clone())
            }
            (None, Some(value)) => words.value(reader, node, value)?,
            _ => None,
        };
        steps.push(ToldStep { text: words.fill(&node.text), answer });
    }
    Ok(steps)
}

/// What the names in a script mean for one record and one reader.
struct Words {
    object: Arc<Object>,
    known: HashMap<String, String>,
    lang: Lang,
}

impl Words {
    fn of(reader: &mut Reader<'_>, script: &Definition, record: &Record) -> Result<Self> {
        let lang = reader.ctx.actor.user().map_or(reader.cat.language, |user| user.language);
        let mut words = Self { object: Arc::clone(&record.object), known: HashMap::new(), lang };
        for name in script.nodes.iter().flat_map(|node| names(&node.text)) {
            if !words.known.contains_key(&name) {
                let text = words.meaning(reader, record, &name)?.unwrap_or_default();
                words.known.insert(name, text);
            }
        }
        Ok(words)
    }

    fn fill(&mut self, text: &str) -> String {
        fill(text, |name| self.known.get(name).cloned())
    }

    fn meaning(&self, reader: &mut Reader<'_>, record: &Record, name: &str) -> Result<Option<String>> {
        if name == ME {
            return Ok(reader.ctx.actor.user().map(|user| user.name.clone()));
        }
        let own = name.strip_prefix(&format!("{}.", self.object.key)).unwrap_or(name);
        let Ok(path) = Path::parse(own, &reader.cat, &self.object) else { return Ok(None) };
        if !reader.access.may_read_path(&reader.cat, &self.object, &path) {
            return Ok(None);
        }
        let value = record.get(path.field).clone();
        match (&path.step, &value) {
            (None, _) => self.shown(reader, &self.object.fields[path.field].kind, &value),
            (Some(Through::Record { object, field }), Value::Link(link)) => {
                let linked = match reader.load(object, link.id) {
                    Err(Error::NotFound) => return Ok(None),
                    found => found?,
                };
                self.shown(reader, &linked.object.fields[*field].kind, linked.get(*field))
            }
            // Of a user, a stage or a pipeline there is the name to say.
            (Some(_), _) if own.ends_with(".name") => self.shown(reader, &self.object.fields[path.field].kind, &value),
            _ => Ok(None),
        }
    }

    /// A value as people read it; what it points to by name.
    fn shown(&self, reader: &mut Reader<'_>, kind: &FieldKind, value: &Value) -> Result<Option<String>> {
        if value.is_null() {
            return Ok(None);
        }
        if value.as_id().is_none() && value.as_users().is_empty() {
            return Ok(Some(value.text(kind, self.lang)));
        }
        let mut mentions = wire::Mentions::default();
        mentions.add_value(kind, value);
        let labels = mentions.resolve(reader)?;
        let all = labels.as_object().into_iter().flat_map(|objects| objects.values()).filter_map(Json::as_object);
        let names: Vec<&str> = all.flat_map(|names| names.values()).filter_map(Json::as_str).collect();
        Ok((!names.is_empty()).then(|| names.join(", ")))
    }

    fn may_read(&self, reader: &Reader<'_>, name: &str) -> bool {
        target(&reader.cat, &self.object, name).is_some_and(|target| may_read(reader, &self.object, &target))
    }

    fn may_write(&self, reader: &Reader<'_>, name: &str) -> bool {
        target(&reader.cat, &self.object, name).is_some_and(|target| may_write(reader, &self.object, &target))
    }

    /// What was filled in, if the actor may know it.
    fn value(&self, reader: &mut Reader<'_>, node: &Node, value: &Json) -> Result<Option<String>> {
        let Some(name) = &node.field else { return Ok(value.as_str().map(str::to_owned)) };
        if !self.may_read(reader, name) {
            return Ok(None);
        }
        let Some(target) = target(&reader.cat, &self.object, name) else { return Ok(None) };
        let cat = Arc::clone(&reader.cat);
        let cx = kith_catalogue::ParseCx { country: &cat.country, currency: cat.currency, zone: &cat.zone };
        let kind = &target.object.fields[target.field].kind;
        match kind.parse(value, &cx) {
            Ok(value) => self.shown(reader, kind, &value),
            Err(_) => Ok(None),
        }
    }
}
