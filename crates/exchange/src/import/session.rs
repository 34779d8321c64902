//! What holds for a whole run or preview: the checked mapping, the pipeline, the names of the file's own records.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Cursor;
use std::sync::Arc;

use kith_catalogue::standard::{PIPELINE, STAGE, affiliation, contact, deal, deal_member, line_item, price, task};
use kith_catalogue::text::fold;
use kith_catalogue::{Catalogue, FieldIx, Kind, Object, Problem};
use kith_crm::pipeline::{self, Pipeline};
use kith_engine::wire::Mentions;
use kith_engine::{Conn, Ctx, Error, Reader, Result, Workspace};
use kith_policy::{Action, Reach};
use uuid::Uuid;

use super::ledger::{self, Part};
use super::{ImportRun, people};
use crate::draft::{Draft, Layout};
use crate::mapping::{Existing, Mapping, Missing, USER};
use crate::table::spool::{self, Row};

/// A checked mapping and what belongs to it.
pub(super) struct Session {
    pub(super) run: Uuid,
    pub(super) object: Arc<Object>,
    pub(super) layout: Layout,
    /// The fields by which records are known, in the order in which they are tried.
    pub(super) keys: Vec<FieldIx>,
    /// Fields that tell records of one name apart.
    pub(super) narrowing: Vec<FieldIx>,
    pub(super) existing: Existing,
    pub(super) missing: Missing,
    /// Whether new records are shared out by the rules of distribution.
    pub(super) distribute: bool,
    /// The pipeline of rows that name none.
    pub(super) pipeline: Option<Uuid>,
    /// Where new records stand whose rows do not say it: the field that says so, and its value. None for the usual place.
    pub(super) place: Option<(&'static str, Uuid)>,
    /// Links from records of the file to others of it.
    pub(super) self_links: Vec<FieldIx>,
    /// Folded titles of the file's own records, where it links to itself.
    pub(super) own_titles: HashSet<String>,
    matches: HashMap<FieldIx, HashMap<String, String>>,
    /// What records, people and stages are called that names were matched to by id.
    labels: HashMap<Uuid, String>,
}

impl Session {
    /// Checks a mapping against the file and the rights of whoever runs it.
    pub(super) fn new(reader: &mut Reader<'_>, run: &ImportRun, mapping: &Mapping) -> Result<Self> {
        let shape = run.shape.as_ref().ok_or_else(|| Error::refused("not_uploaded"))?;
        let object = reader.object(&mapping.object).map_err(|error| match error {
            Error::NotFound => Error::field("object", "unknown_object"),
            other => other,
        })?;
        let access = Arc::clone(&reader.access);
        let access = access.object(&object);
        if access.reach(Action::Create) == Reach::None {
            return Err(Error::forbidden("create"));
        }
        let country = reader.cat.country.clone();
        let layout = Layout::new(mapping, &shape.summary, &object, &country, &|ix| access.may_write(ix))?;
        let mut problems = Vec::new();
        let mut keys = Vec::new();
        for key in &mapping.key.0 {
            match object.field(key) {
                Some(ix) if is_key(&object.fields[ix].kind) => keys.push(ix),
                _ => problems.push(Problem::new("key_not_usable").with("key", key.as_str()).at("key")),
            }
        }
        let mut matches = HashMap::new();
        for (key, values) in &mapping.matches {
            match object.field(key) {
                Some(ix) => {
                    matches.insert(ix, fold_keys(values));
                }
                None => problems.push(Problem::new("unknown_field").at(&format!("matches.{key}"))),
            }
        }
        if !problems.is_empty() {
            return Err(Error::Invalid(problems));
        }
        let labels = labels(reader, &object, &matches)?;
        let self_links = layout
            .fields()
            .filter(|ix| matches!(&object.fields[*ix].kind, Kind::Link { targets } if targets.contains(&object.key)))
            .collect();
        let has_stage = object.fields.iter().any(|field| matches!(field.kind, Kind::Stage));
        let (pipeline, place) = if has_stage {
            let pipeline = pipeline_of(reader, &object, mapping)?;
            let place = match mapping.stage.as_deref() {
                Some(stage) => Some((STAGE, stage_of(&pipeline, stage)?)),
                None => mapping.pipeline.as_ref().map(|_| (PIPELINE, pipeline.id)),
            };
            (Some(pipeline.id), place)
        } else {
            (None, None)
        };
        Ok(Self {
            run: run.id,
            narrowing: narrowing(&object, &layout),
            object,
            layout,
            keys,
            existing: mapping.existing,
            missing: mapping.missing,
            distribute: mapping.distribute,
            pipeline,
            place,
            self_links,
            own_titles: HashSet::new(),
            matches,
            labels,
        })
    }

    /// Reads the titles of the file's own records, where rows link to each other.
    pub(super) fn read_own_titles(&mut self, ws: &Workspace) -> Result<()> {
        if self.self_links.is_empty() {
            return Ok(());
        }
        for piece in 0.. {
            let Some(rows) = rows(ws, self.run, piece)? else { return Ok(()) };
            let drafts: Vec<Draft> = rows.iter().map(|row| self.draft(row)).collect();
            for draft in drafts.iter().filter(|draft| draft.problems.is_empty()) {
                if let Some(title) = self.title(draft) {
                    self.own_titles.insert(fold(&title));
                }
            }
        }
        Ok(())
    }

    /// What a row says. A name matched to nothing at all leaves its field empty: the row does not say it.
    pub(super) fn draft(&self, row: &Row) -> Draft {
        let mut draft = self.layout.draft(row);
        draft.names.retain(|(field, name)| !self.meant(*field, name).is_empty());
        draft
    }

    /// What a name in a row stands for: itself, or what it was matched to.
    pub(super) fn meant<'a>(&'a self, field: FieldIx, name: &'a str) -> &'a str {
        let matched = self.matches.get(&field).and_then(|values| values.get(&fold(name)));
        matched.map_or(name, String::as_str)
    }

    /// The same as people call it, also where it was matched by id.
    pub(super) fn called<'a>(&'a self, field: FieldIx, name: &'a str) -> &'a str {
        let meant = self.meant(field, name);
        let label = meant.parse().ok().and_then(|id: Uuid| self.labels.get(&id));
        label.map_or(meant, String::as_str)
    }

    /// The title that a row gives its record, or that will be composed of what it gives.
    pub(super) fn title(&self, draft: &Draft) -> Option<String> {
        let text = |key: &str| draft.fields.get(key).and_then(|json| json.as_str()).map(str::to_owned);
        let name = |key: &str| {
            let ix = self.object.field(key)?;
            draft.names.iter().find(|(field, _)| *field == ix).map(|(_, name)| self.called(ix, name).to_owned())
        };
        let own = text(&self.object.fields[self.object.title].key);
        own.or_else(|| match &*self.object.key {
            contact::KEY => {
                let part = |key| text(key).unwrap_or_default();
                let parts = kith_crm::person_name::NameParts {
                    given: part(contact::GIVEN_NAME),
                    middle: part(contact::MIDDLE_NAME),
                    family: part(contact::FAMILY_NAME),
                };
                Some(kith_crm::person_name::compose(&parts)).filter(|name| !name.is_empty())
            }
            deal::KEY => {
                let parts: Vec<String> = [deal::PRODUCT, deal::COMPANY].into_iter().filter_map(name).collect();
                if parts.is_empty() { name(deal::CONTACT) } else { Some(parts.join(" – ")) }
            }
            line_item::KEY => name(line_item::PRODUCT),
            _ => None,
        })
    }
}

fn is_key(kind: &Kind) -> bool {
    matches!(kind, Kind::Text | Kind::Phones | Kind::Emails | Kind::ExternalIds | Kind::Number { .. })
}

fn fold_keys(values: &BTreeMap<String, String>) -> HashMap<String, String> {
    values.iter().map(|(value, meant)| (fold(value), meant.clone())).collect()
}

/// The labels of what was matched by id, as far as whoever imports may see it.
fn labels(
    reader: &mut Reader<'_>,
    object: &Object,
    matches: &HashMap<FieldIx, HashMap<String, String>>,
) -> Result<HashMap<Uuid, String>> {
    let mut mentions = Mentions::default();
    for (field, values) in matches {
        let kind = &object.fields[*field].kind;
        for id in values.values().filter_map(|meant| Uuid::parse_str(meant).ok()) {
            match kind {
                Kind::Link { targets } => targets.iter().for_each(|target| mentions.add(target, id)),
                Kind::User => mentions.add("user", id),
                Kind::Stage => mentions.add("stage", id),
                Kind::Pipeline => mentions.add("pipeline", id),
                _ => {}
            }
        }
    }
    let found = mentions.resolve(reader)?;
    let of_object = found.as_object().into_iter().flat_map(serde_json::Map::values);
    let pairs = of_object.filter_map(serde_json::Value::as_object).flatten();
    Ok(pairs.filter_map(|(id, label)| Some((id.parse().ok()?, label.as_str()?.to_owned()))).collect())
}

/// What tells two records of one name apart, of what the file has.
fn narrowing(object: &Object, layout: &Layout) -> Vec<FieldIx> {
    let keys: &[&str] = match &*object.key {
        affiliation::KEY => &[affiliation::CONTACT, affiliation::COMPANY],
        contact::KEY => &[contact::COMPANY, contact::EMAILS, contact::PHONES],
        deal::KEY => &[deal::COMPANY, deal::CONTACT],
        task::KEY => &[task::ABOUT],
        line_item::KEY => &[line_item::DEAL],
        deal_member::KEY => &[deal_member::DEAL, deal_member::USER],
        price::KEY => &[price::PRICE_LIST, price::PRODUCT, price::FROM_QUANTITY],
        _ => &[],
    };
    let mapped: HashSet<FieldIx> = layout.fields().collect();
    keys.iter().filter_map(|key| object.field(key)).filter(|ix| mapped.contains(ix)).collect()
}

/// The pipeline that a mapping names, by id or by name.
fn pipeline_of(reader: &mut Reader<'_>, object: &Object, mapping: &Mapping) -> Result<Pipeline> {
    let unknown = || Error::field("pipeline", "not_found");
    let Some(wanted) = mapping.pipeline.as_deref().filter(|name| *name != "default") else {
        return pipeline::default_for(reader.conn(), &object.key).map_err(|_| unknown());
    };
    let folded = fold(wanted);
    let all = pipeline::list_of(reader.conn(), &object.key)?;
    let mut found = all.into_iter().filter(|one| !one.archived);
    found.find(|one| one.id.to_string() == wanted || one.key == wanted || fold(&one.name) == folded).ok_or_else(unknown)
}

/// The stage of a pipeline that a mapping names.
fn stage_of(pipeline: &Pipeline, wanted: &str) -> Result<Uuid> {
    let by_id = pipeline.in_use().find(|stage| stage.id.to_string() == wanted);
    let found = by_id.or_else(|| pipeline::find_stage(pipeline, wanted));
    found.map(|stage| stage.id).ok_or_else(|| Error::field("stage", "not_found"))
}

/// Checks a mapping without doing anything.
pub(super) fn check(ws: &Workspace, ctx: &Ctx, run: &ImportRun, mapping: &Mapping) -> Result<()> {
    let (run, mapping) = (run.clone(), mapping.clone());
    ws.read_blocking(ctx.clone(), move |reader| {
        if mapping.object == USER {
            people::Plan::new(reader, &run, &mapping).map(|_| ())
        } else {
            Session::new(reader, &run, &mapping).map(|_| ())
        }
    })
}

/// The rows of one piece; nothing after the last.
pub(super) fn rows(ws: &Workspace, run: Uuid, piece: i64) -> Result<Option<Vec<Row>>> {
    let content =
        ws.store().read_blocking(move |conn: &mut Conn| -> Result<_> { ledger::part(conn, run, Part::Rows, piece) })?;
    let Some(content) = content else { return Ok(None) };
    let mut reader = spool::Reader::new(Cursor::new(content)).map_err(Error::internal)?;
    let mut rows = Vec::new();
    while let Some(row) = reader.next_row().map_err(Error::internal)? {
        rows.push(row);
    }
    Ok(Some(rows))
}

/// The wire values of a draft as values of the catalogue.
///
/// # Errors
/// A problem for every value that does not hold.
pub(super) fn values(
    cat: &Catalogue,
    object: &Object,
    fields: &serde_json::Map<String, serde_json::Value>,
) -> Result<Vec<(FieldIx, kith_catalogue::Value)>, Vec<Problem>> {
    let cx = cat.parse_cx();
    let (mut values, mut problems) = (Vec::new(), Vec::new());
    for (key, json) in fields {
        let Some(ix) = object.field(key) else { continue };
        match object.fields[ix].kind.parse(json, &cx) {
            Ok(value) => values.push((ix, value)),
            Err(problem) => problems.push(problem.at(key)),
        }
    }
    if problems.is_empty() { Ok(values) } else { Err(problems) }
}
