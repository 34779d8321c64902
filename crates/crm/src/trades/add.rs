//! Adding a set-up: all of it in one transaction, or nothing.

use std::collections::BTreeMap;

use kith_catalogue::Lang;
use kith_catalogue::standard::deal;
use kith_engine::{Error, Result, Tx};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::form::{self, Trade};
use super::kept::{self, Item};
use super::{Added, library, parts, permit, sample};
use crate::log;
use crate::pipeline::stages::{StageChange, change_stage};
use crate::pipeline::{self, Pipeline, edit, forget};
use crate::views;

/// How a set-up is to be added.
#[derive(Debug, Clone, Copy, Default)]
pub struct AddOptions {
    /// The language of what has only one: names of pipelines, tasks, reasons. That of the workspace when none.
    pub language: Option<Lang>,
    /// With its sample records.
    pub sample: bool,
    /// The workspace is new: its first pipeline becomes the usual one, and what it began with goes.
    pub first: bool,
}

/// The stages of a set-up, by what the file calls them: `pipeline.stage`.
pub(super) type Stages = BTreeMap<String, Uuid>;

/// Adds a set-up. One that is there already is refused, unless something of it is missing: its sample records, or what set-ups
/// have brought since.
///
/// The command runs on the schema lane, and the workspace is reloaded after its commit.
///
/// # Errors
/// [`Error::Forbidden`] for whoever is no administrator, [`Error::NotFound`], [`Error::Refused`] with `setup_added`, or
/// with `setup_conflict` naming the fields that the workspace has already, with another meaning.
pub fn add(tx: &mut Tx<'_>, key: &str, options: AddOptions) -> Result<Added> {
    permit(tx)?;
    let trade = super::find(key)?;
    if let Some(present) = kept::find(tx.sql(), key)? {
        let fills = options.sample && present.batch.is_none();
        if !fills && !present.behind {
            return Err(Error::refused("setup_added"));
        }
        let (pipelines, stages) = self::present(tx, key)?;
        if present.behind {
            let pipelines = pipelines.iter().map(|(key, id)| (key.as_str(), *id)).collect();
            let items = library::add(tx, trade, &present, &pipelines, &stages)?;
            kept::remember(tx, key, &items)?;
        }
        if fills {
            fill(tx, trade, &present, &stages)?;
        }
        return kept::find(tx.sql(), key)?.ok_or(Error::NotFound);
    }
    let lang = options.language.unwrap_or(tx.cat.language);
    let added = kept::begin(tx, key, lang)?;
    let mut items = fields(tx, trade)?;
    let before = if options.first { pipeline::list_of(tx.sql(), deal::KEY)? } else { Vec::new() };
    let (mut pipelines, mut stages) = (BTreeMap::new(), Stages::new());
    for (at, form) in trade.pipelines.iter().enumerate() {
        let made = build(tx, trade, form, lang, options.first && at == 0)?;
        pipelines.insert(form.key.as_str(), made.id);
        items.push(Item::Pipeline(form.key.clone(), made.id));
        for (stage, made) in form.stages.iter().zip(made.in_use()) {
            let key = format!("{}.{}", form.key, stage.key);
            items.push(Item::Stage(key.clone(), made.id));
            stages.insert(key, made.id);
        }
    }
    for one in before {
        forget::clear_away(tx, one.id)?;
    }
    for form in &trade.views {
        items.push(Item::View(view(tx, form, lang, &pipelines)?));
    }
    items.extend(library::add(tx, trade, &added, &pipelines, &stages)?);
    kept::remember(tx, key, &items)?;
    let said = vec![log::change("key", Json::Null, key)];
    log::about_row(tx, "setup", "added", added.id, said)?;
    if options.sample {
        fill(tx, trade, &added, &stages)?;
    }
    kept::find(tx.sql(), key)?.ok_or(Error::NotFound)
}

/// Makes the sample records, and remembers whatever came to be with them.
fn fill(tx: &mut Tx<'_>, trade: &Trade, added: &Added, stages: &Stages) -> Result<()> {
    let batch = tx.new_id();
    let outer = tx.ctx.batch.replace(batch);
    let records = sample::play(tx, trade, added.language, stages, batch);
    tx.ctx.batch = outer;
    let items: Vec<Item> = records?.into_iter().map(|(object, id)| Item::Record(object, id)).collect();
    kept::remember(tx, trade.key, &items)?;
    kept::sampled(tx, trade.key, batch)
}

/// Adds the fields that are not there. One of the same kind that is there already does as well, and stays the company's.
fn fields(tx: &mut Tx<'_>, trade: &Trade) -> Result<Vec<Item>> {
    let mut problems = Vec::new();
    let mut new = Vec::new();
    for form in &trade.fields {
        let field = parts::field(form, &tx.cat)?;
        let object = tx.cat.object(&form.object).cloned().ok_or(Error::NotFound)?;
        match object.get(&field.key) {
            None => new.push((form.object.clone(), field)),
            Some(there) if parts::serves(&there.kind, &field.kind) => {}
            Some(there) => problems.push(parts::conflict(&form.object, there)),
        }
    }
    if !problems.is_empty() {
        return Err(Error::Refused { code: "setup_conflict", problems });
    }
    if !new.is_empty() {
        tx.add_fields(&new)?;
    }
    Ok(new.into_iter().map(|(object, field)| Item::Field(object, field.key)).collect())
}

/// Makes a pipeline, its stages in the order of the file, and then says which may follow which.
fn build(tx: &mut Tx<'_>, trade: &Trade, form: &form::Pipeline, lang: Lang, is_default: bool) -> Result<Pipeline> {
    let mut new = parts::pipeline(trade.key, form, lang)?;
    new.name = free_name(tx, &new.name, trade.name.get(lang))?;
    new.is_default = is_default;
    let made = edit::create(tx, new)?;
    let ids: BTreeMap<&str, Uuid> =
        form.stages.iter().map(|stage| stage.key.as_str()).zip(made.in_use().map(|stage| stage.id)).collect();
    for stage in &form.stages {
        let (Some(next), Some(&id)) = (&stage.next, ids.get(stage.key.as_str())) else { continue };
        let next: Vec<Uuid> = next.iter().filter_map(|key| ids.get(key.as_str()).copied()).collect();
        let rules = json!({ "next": next }).as_object().cloned();
        change_stage(tx, id, &StageChange { rules, ..StageChange::default() })?;
    }
    Ok(made)
}

/// A name that no pipeline in use has.
fn free_name(tx: &mut Tx<'_>, wanted: &str, trade: &str) -> Result<String> {
    let all = pipeline::list(tx.sql())?;
    let fold = kith_catalogue::text::fold;
    let taken = |name: &str| all.iter().any(|one| !one.archived && fold(&one.name) == fold(name));
    let named = [wanted.to_owned(), format!("{wanted} ({trade})")].into_iter();
    let mut names = named.chain((2..).map(|n| format!("{wanted} ({trade} {n})")));
    Ok(names.find(|name| !taken(name)).unwrap_or_else(|| wanted.to_owned()))
}

fn view(tx: &mut Tx<'_>, form: &form::View, lang: Lang, pipelines: &BTreeMap<&str, Uuid>) -> Result<Uuid> {
    let pipeline = form.pipeline.as_deref().and_then(|key| pipelines.get(key)).copied();
    let new = views::NewView {
        object: form.object.clone(),
        name: form.name.get(lang).to_owned(),
        kind: form.kind,
        scope: views::Scope::Everyone,
        state: parts::state(form, pipeline),
    };
    Ok(views::create(tx, &new)?.id)
}

/// The pipelines and stages of a set-up that is there, as far as they are still in use.
fn present(tx: &mut Tx<'_>, key: &str) -> Result<(BTreeMap<String, Uuid>, Stages)> {
    let all = pipeline::list(tx.sql())?;
    let (mut pipelines, mut stages) = (BTreeMap::new(), Stages::new());
    for item in kept::items(tx.sql(), key)? {
        match item {
            Item::Pipeline(key, id) if all.iter().any(|one| one.id == id && !one.archived) => {
                pipelines.insert(key, id);
            }
            Item::Stage(key, id) if all.iter().any(|one| one.in_use().any(|stage| stage.id == id)) => {
                stages.insert(key, id);
            }
            _ => {}
        }
    }
    Ok((pipelines, stages))
}
