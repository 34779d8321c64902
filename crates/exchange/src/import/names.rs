//! Finding what rows name: records by title, external id or id, people by name or address, pipelines, stages. Every
//! different name is looked up once a run, a piece's new ones together.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use kith_catalogue::filter::{Expr, Path, Term, Test};
use kith_catalogue::standard::EXTERNAL_ID;
use kith_catalogue::text::fold;
use kith_catalogue::{Cell, FieldIx, Kind, Object, Part};
use kith_crm::pipeline::{self, Pipeline};
use kith_engine::people::users;
use kith_engine::query::{ListQuery, Paging};
use kith_engine::{Error, Reader, Record, Result};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::session::Session;
use crate::draft::Draft;

/// How many names one query asks for.
const BATCH: usize = 400;

/// What a name was found to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// This record or person.
    One(Uuid),
    /// Several of that name.
    Many,
    /// Nothing.
    None,
}

/// What is known of names so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    /// By object key and folded name.
    records: HashMap<(Arc<str>, String), Found>,
    people: Option<Arc<HashMap<String, Found>>>,
    pipelines: Option<Arc<Vec<Pipeline>>>,
}

/// Names while a piece is worked on: what was known before, and what this piece adds. What it adds is kept only when
/// the piece is committed.
pub(super) struct Names<'k> {
    base: &'k Known,
    pub(super) fresh: Known,
}

/// What a reference in a row comes to.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Resolved {
    /// The value to write.
    Value(Json),
    /// Nothing of that name.
    Missing,
    /// Several of that name.
    Ambiguous,
}

impl Known {
    /// Takes over what a committed piece has added.
    pub(super) fn take(&mut self, fresh: Self) {
        self.records.extend(fresh.records);
        self.people = fresh.people.or_else(|| self.people.take());
        self.pipelines = fresh.pipelines.or_else(|| self.pipelines.take());
    }
}

impl<'k> Names<'k> {
    pub(super) fn new(base: &'k Known) -> Self {
        Self { base, fresh: Known::default() }
    }

    fn record(&self, object: &Arc<str>, folded: &str) -> Option<Found> {
        let key = (Arc::clone(object), folded.to_owned());
        self.fresh.records.get(&key).or_else(|| self.base.records.get(&key)).copied()
    }

    /// Notes a record that has just been made or found.
    pub(super) fn add_record(&mut self, object: &Arc<str>, title: &str, id: Uuid) {
        let key = (Arc::clone(object), fold(title));
        let known = self.record(object, &key.1);
        let found = match known {
            Some(Found::One(other)) if other != id => Found::Many,
            _ => Found::One(id),
        };
        self.fresh.records.insert(key, found);
    }

    fn people(&self) -> Option<&Arc<HashMap<String, Found>>> {
        self.fresh.people.as_ref().or(self.base.people.as_ref())
    }

    /// Reads people and pipelines anew when next asked for.
    pub(super) fn load_people(&mut self, reader: &mut Reader<'_>) -> Result<()> {
        let mut people: HashMap<String, Found> = HashMap::new();
        for person in users::list(reader.conn())?.into_iter().filter(|person| person.active) {
            let mut add = |key: String| {
                people
                    .entry(key)
                    .and_modify(|found| {
                        if *found != Found::One(person.id) {
                            *found = Found::Many;
                        }
                    })
                    .or_insert(Found::One(person.id));
            };
            add(fold(&person.name));
            if let Some(email) = &person.email {
                add(email.to_lowercase());
            }
            add(person.id.to_string());
        }
        self.fresh.people = Some(Arc::new(people));
        Ok(())
    }

    pub(super) fn load_pipelines(&mut self, reader: &mut Reader<'_>) -> Result<()> {
        self.fresh.pipelines = Some(Arc::new(pipeline::list(reader.conn())?));
        Ok(())
    }

    pub(super) fn pipelines(&self) -> &[Pipeline] {
        let known = self.fresh.pipelines.as_ref().or(self.base.pipelines.as_ref());
        known.map_or(&[], |pipelines| pipelines.as_slice())
    }

    /// Looks up all names of these drafts that are not known yet.
    pub(super) fn gather(&mut self, reader: &mut Reader<'_>, session: &Session, drafts: &[Draft]) -> Result<()> {
        let mut wanted: HashMap<Arc<str>, HashSet<String>> = HashMap::new();
        let mut originals: HashMap<(Arc<str>, String), String> = HashMap::new();
        for (ix, name) in drafts.iter().flat_map(|draft| &draft.names) {
            match &session.object.fields[*ix].kind {
                Kind::User | Kind::Users if self.people().is_none() => self.load_people(reader)?,
                Kind::Pipeline | Kind::Stage if self.pipelines().is_empty() => self.load_pipelines(reader)?,
                Kind::Link { targets } => {
                    let meant = session.meant(*ix, name);
                    let folded = fold(meant);
                    for target in targets {
                        if self.record(target, &folded).is_none() {
                            originals.insert((Arc::clone(target), folded.clone()), meant.to_owned());
                            wanted.entry(Arc::clone(target)).or_default().insert(folded.clone());
                        }
                    }
                }
                _ => {}
            }
        }
        if session.pipeline.is_some() && self.pipelines().is_empty() {
            self.load_pipelines(reader)?;
        }
        for (target, names) in wanted {
            let names: Vec<String> = names.into_iter().collect();
            for batch in names.chunks(BATCH) {
                self.look_up(reader, session, &target, batch, &originals)?;
            }
        }
        Ok(())
    }

    fn look_up(
        &mut self,
        reader: &mut Reader<'_>,
        session: &Session,
        target: &Arc<str>,
        folded: &[String],
        originals: &HashMap<(Arc<str>, String), String>,
    ) -> Result<()> {
        let mut found: HashMap<String, Found> = HashMap::new();
        let mut note = |key: String, id: Uuid| {
            let entry = found.entry(key).or_insert(Found::One(id));
            if *entry != Found::One(id) {
                *entry = Found::Many;
            }
        };
        for (id, title) in by_title(reader, target, folded)? {
            note(fold(&title), id);
        }
        let original = |folded: &String| originals.get(&(Arc::clone(target), folded.clone())).cloned();
        let rest: Vec<(String, String)> = folded
            .iter()
            .filter(|name| !found.contains_key(*name))
            .filter_map(|name| original(name).map(|written| (name.clone(), written)))
            .collect();
        for (name, id) in by_other_keys(reader, target, &session.layout.source, &rest)? {
            let entry = found.entry(name).or_insert(Found::One(id));
            if *entry != Found::One(id) {
                *entry = Found::Many;
            }
        }
        for name in folded {
            let value = found.get(name).copied().unwrap_or(Found::None);
            self.fresh.records.insert((Arc::clone(target), name.clone()), value);
        }
        Ok(())
    }

    /// What a name in a field comes to. Stages are looked for in `pipeline`.
    pub(super) fn resolve(&self, session: &Session, field: FieldIx, name: &str, pipeline: Option<Uuid>) -> Resolved {
        let meant = session.meant(field, name);
        let of = |found: Option<Found>, value: &dyn Fn(Uuid) -> Json| match found {
            Some(Found::One(id)) => Resolved::Value(value(id)),
            Some(Found::Many) => Resolved::Ambiguous,
            _ => Resolved::Missing,
        };
        let plain = |id: Uuid| Json::String(id.to_string());
        match &session.object.fields[field].kind {
            Kind::Link { targets } => {
                let folded = fold(meant);
                for target in targets {
                    let found = self.record(target, &folded).filter(|found| *found != Found::None);
                    if found.is_some() {
                        return of(found, &|id| json!({ "object": &**target, "id": id.to_string() }));
                    }
                }
                Resolved::Missing
            }
            Kind::User | Kind::Users => {
                let people = self.people();
                let find = |key: &str| people.and_then(|people| people.get(key)).copied();
                of(find(&fold(meant)).or_else(|| find(&meant.trim().to_lowercase())), &plain)
            }
            Kind::Pipeline => {
                let found = self
                    .pipelines()
                    .iter()
                    .find(|one| one.object == *session.object.key && !one.archived && names_pipeline(one, meant));
                found.map_or(Resolved::Missing, |one| Resolved::Value(plain(one.id)))
            }
            Kind::Stage => {
                let within = self.pipelines().iter().find(|one| Some(one.id) == pipeline);
                let stage = within.and_then(|one| {
                    one.in_use()
                        .find(|stage| stage.id.to_string() == meant)
                        .or_else(|| pipeline::find_stage(one, meant))
                });
                stage.map_or(Resolved::Missing, |stage| Resolved::Value(plain(stage.id)))
            }
            _ => Resolved::Missing,
        }
    }
}

fn names_pipeline(pipeline: &Pipeline, name: &str) -> bool {
    pipeline.id.to_string() == name || pipeline.key == name || fold(&pipeline.name) == fold(name)
}

/// Ids and titles of the records with these folded titles, as far as the actor may see them.
fn by_title(reader: &mut Reader<'_>, target: &str, folded: &[String]) -> Result<Vec<(Uuid, String)>> {
    let Some(object) = reader.cat.object(target).cloned() else { return Ok(Vec::new()) };
    let cells = folded.iter().map(|name| Cell::Text(name.clone())).collect();
    let path = Path { field: object.title, step: None };
    let filter = Expr::Term(Term { path, test: Test::In { part: Part::Fold, cells } });
    titles(reader, target, filter)
}

/// Ids and titles of all records that fit a filter; nothing when the actor may not see such records at all.
pub(super) fn titles(reader: &mut Reader<'_>, target: &str, filter: Expr) -> Result<Vec<(Uuid, String)>> {
    let object = match reader.object(target) {
        Ok(object) => object,
        Err(Error::NotFound) => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut query = ListQuery::new(target);
    query.filter = filter;
    query.fields = Some(vec![object.title]);
    query.limit = 500;
    let mut titles = Vec::new();
    loop {
        let page = reader.list(&query)?;
        for raw in page.rows {
            let record = kith_engine::wire::record(&object, raw);
            titles.push((record.id, record.title()));
        }
        match page.next {
            Some(next) => query.paging = Paging::Cursor(next),
            None => return Ok(titles),
        }
    }
}

/// All records that fit a filter, with all fields that the actor may read.
pub(super) fn records(reader: &mut Reader<'_>, object: &Arc<Object>, filter: Expr) -> Result<Vec<Record>> {
    let mut query = ListQuery::new(Arc::clone(&object.key));
    query.filter = filter;
    query.limit = 500;
    let mut records = Vec::new();
    loop {
        let page = reader.list(&query)?;
        records.extend(page.rows.into_iter().map(|raw| kith_engine::wire::record(object, raw)));
        match page.next {
            Some(next) => query.paging = Paging::Cursor(next),
            None => return Ok(records),
        }
    }
}

/// What is not a title may be an id of ours or of the system that the file comes from.
fn by_other_keys(
    reader: &mut Reader<'_>,
    target: &str,
    source: &str,
    names: &[(String, String)],
) -> Result<Vec<(String, Uuid)>> {
    let mut found = Vec::new();
    if names.is_empty() {
        return Ok(found);
    }
    let Ok(object) = reader.object(target) else { return Ok(found) };
    let ids: HashMap<Uuid, &String> =
        names.iter().filter_map(|(folded, written)| Some((written.parse::<Uuid>().ok()?, folded))).collect();
    let wanted: Vec<Uuid> = ids.keys().copied().collect();
    for id in reader.labels(target, &wanted)?.into_keys() {
        found.push((ids[&id].clone(), id));
    }
    let Some(field) = object.field(EXTERNAL_ID) else { return Ok(found) };
    let keys: HashMap<String, &String> =
        names.iter().map(|(folded, written)| (format!("{source}:{}", written.trim()), folded)).collect();
    let filter = Expr::Term(Term {
        path: Path { field, step: None },
        test: Test::Lookup { keys: keys.keys().cloned().collect() },
    });
    for record in records(reader, &object, filter)? {
        for key in object.fields[field].kind.lookup_keys(record.get(field)) {
            if let Some(folded) = keys.get(&key) {
                found.push(((*folded).clone(), record.id));
            }
        }
    }
    Ok(found)
}
