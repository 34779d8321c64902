//! What a view shows: checked against the catalogue as whoever saves it knows it.

use std::collections::{BTreeMap, BTreeSet};

use kith_catalogue::filter::Leaf;
use kith_catalogue::sort::Sort;
use kith_catalogue::{Catalogue, Filter, Kind as FieldKind, Object, Path, Problem};
use kith_engine::{Error, Reader, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use uuid::Uuid;

use super::Kind;
use crate::pipeline;

/// The most columns of a view.
const MAX_COLUMNS: usize = 200;
/// The most people whose calendar a view shows.
const MAX_PEOPLE: usize = 50;
/// The largest state, in bytes of JSON.
const MAX_SIZE: usize = 64 * 1024;
/// How narrow and wide a column may be.
const WIDTHS: std::ops::RangeInclusive<u32> = 40..=2_000;

/// What a view shows. What is none is left to the screen.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct State {
    /// Which records.
    pub filter: Option<Json>,
    /// In which order: keys separated by commas.
    pub sort: Option<String>,
    /// Which fields.
    pub columns: Option<Vec<Column>>,
    /// In which groups.
    pub group_by: Option<String>,
    /// What a group of dates is: a day, a week, a month, a quarter or a year.
    pub group_period: Option<String>,
    /// What is computed at the foot of a column.
    pub totals: Option<BTreeMap<String, String>>,
    /// Which pipeline's board.
    pub pipeline: Option<Uuid>,
    /// What the board's lanes are.
    pub lanes: Option<String>,
    /// What the board's columns are.
    pub by: Option<String>,
    /// Which date puts a record into the calendar.
    pub date_field: Option<String>,
    /// How much the calendar shows at once.
    pub range: Option<String>,
    /// Whose calendar: one's own when none, everybody's when nobody is named.
    pub people: Option<Vec<Uuid>>,
    /// What the calendar's colours say.
    pub tones: Option<String>,
    /// How much room a row takes.
    pub density: Option<String>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// The field, or one step through it.
    pub field: String,
    /// Pixels.
    #[serde(default)]
    pub width: Option<u32>,
    /// Whether it stays in sight.
    #[serde(default)]
    pub pinned: bool,
}

impl State {
    /// Every field that the state names.
    pub(super) fn paths(&self) -> BTreeSet<String> {
        let mut paths: BTreeSet<String> = self.columns.iter().flatten().map(|column| column.field.clone()).collect();
        paths.extend(self.totals.iter().flatten().map(|(field, _)| field.clone()));
        paths.extend(self.group_by.clone());
        paths.extend(self.date_field.clone());
        paths.extend(self.sort.iter().flat_map(|sort| keys(sort)).map(|key| bare(key).to_owned()));
        if let Some(filter) = &self.filter {
            named(filter, &mut paths);
        }
        paths
    }

    /// Leaves fields out wherever that leaves the meaning of the rest alone: not out of the filter.
    pub(super) fn forget(&mut self, gone: &BTreeSet<String>) {
        if gone.is_empty() {
            return;
        }
        if let Some(columns) = &mut self.columns {
            columns.retain(|column| !gone.contains(&column.field));
        }
        if let Some(totals) = &mut self.totals {
            totals.retain(|field, _| !gone.contains(field));
        }
        self.group_by.take_if(|field| gone.contains(field));
        self.date_field.take_if(|field| gone.contains(field));
        if let Some(sort) = &mut self.sort {
            *sort = keys(sort).filter(|key| !gone.contains(bare(key))).collect::<Vec<_>>().join(",");
        }
        self.sort.take_if(|sort| sort.is_empty());
    }

    /// Takes the conditions by fields that are gone out of the filter: those that stand beside others, else all of it. What
    /// they went by.
    pub(super) fn drop_conditions(&mut self, gone: &BTreeSet<String>) -> Vec<String> {
        let names = |part: &Json| {
            let mut paths = BTreeSet::new();
            named(part, &mut paths);
            paths
        };
        let dropped: Vec<String> = self
            .filter
            .iter()
            .flat_map(names)
            .filter(|path| gone.contains(path))
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        if dropped.is_empty() {
            return dropped;
        }
        let kept = match self.filter.take() {
            Some(Json::Object(mut map)) if map.len() == 1 => match map.remove("and") {
                Some(Json::Array(parts)) => parts.into_iter().filter(|part| names(part).is_disjoint(gone)).collect(),
                _ => Vec::new(),
            },
            _ => Vec::new(),
        };
        self.filter = (!kept.is_empty()).then(|| serde_json::json!({ "and": kept }));
        dropped
    }

    /// The filter, if it asks about other records as a whole: what it names of them is told only by reading it.
    pub(super) fn filter_beyond(&self) -> Option<&Json> {
        self.filter.as_ref().filter(|filter| asks_others(filter))
    }

    /// Refuses what the actor does not know, or what makes no sense for the object.
    pub(super) fn check(&self, reader: &mut Reader<'_>, object: &str, kind: Kind) -> Result<()> {
        let size = serde_json::to_vec(self).map_err(Error::internal)?.len();
        if size > MAX_SIZE {
            return Err(Error::Invalid(vec![Problem::new("too_long").with("max", MAX_SIZE).at("state")]));
        }
        let seen = reader.seen();
        let known = seen.object(object).ok_or(Error::NotFound)?;
        let mut problems = self.problems(&seen, known);
        if let Some(filter) = &self.filter {
            let zone = reader.zone();
            if let Err(wrong) = Filter::parse(filter, &seen, known, &reader.filter_cx(&zone)) {
                problems.extend(wrong.into_iter().map(|problem| problem.at("filter")));
            }
        }
        if kind == Kind::Board && !known.fields.iter().any(|field| field.kind == FieldKind::Stage) {
            return Err(Error::field("kind", "no_pipeline"));
        }
        if let Some(id) = self.pipeline {
            match pipeline::find(reader.conn(), id) {
                Ok(found) if found.object == object => {}
                Ok(_) | Err(Error::NotFound) => problems.push(Problem::new("not_found").at("pipeline")),
                Err(error) => return Err(error),
            }
        }
        if problems.is_empty() {
            return Ok(());
        }
        Err(Error::Invalid(problems.into_iter().map(|problem| problem.at("state")).collect()))
    }

    fn problems(&self, seen: &Catalogue, object: &Object) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut note = |found: Result<(), Problem>| problems.extend(found.err());
        for (at, column) in self.columns.iter().flatten().enumerate() {
            let place = format!("columns[{at}]");
            note(path(&column.field, seen, object).map(drop).map_err(|problem| problem.at("field").at(&place)));
            if column.width.is_some_and(|width| !WIDTHS.contains(&width)) {
                let problem = Problem::new("out_of_range").with("min", *WIDTHS.start()).with("max", *WIDTHS.end());
                note(Err(problem.at("width").at(&place)));
            }
        }
        if self.columns.as_ref().is_some_and(|columns| columns.len() > MAX_COLUMNS) {
            note(Err(Problem::new("too_many").with("max", MAX_COLUMNS).at("columns")));
        }
        if self.people.as_ref().is_some_and(|people| people.len() > MAX_PEOPLE) {
            note(Err(Problem::new("too_many").with("max", MAX_PEOPLE).at("people")));
        }
        if let Some(sort) = &self.sort {
            note(Sort::parse(sort, seen, object).map(drop).map_err(|problem| problem.at("sort")));
        }
        if let Some(field) = &self.group_by {
            let groupable = |leaf: Leaf<'_>| match leaf {
                Leaf::Kind(kind) => kind.is_groupable(),
                Leaf::Team => true,
            };
            note(leads_to(field, seen, object, groupable, "not_groupable").map_err(|problem| problem.at("group_by")));
        }
        for (field, function) in self.totals.iter().flatten() {
            let computes = |leaf: Leaf<'_>| measurable(leaf, function);
            note(leads_to(field, seen, object, computes, "not_measurable").map_err(|problem| problem.at("totals")));
        }
        if let Some(field) = &self.date_field {
            let dated = |leaf: Leaf<'_>| matches!(leaf, Leaf::Kind(FieldKind::Date | FieldKind::DateTime));
            note(leads_to(field, seen, object, dated, "not_a_date").map_err(|problem| problem.at("date_field")));
        }
        problems
    }
}

fn measurable(leaf: Leaf<'_>, function: &str) -> bool {
    matches!(
        (leaf, function),
        (_, "count" | "filled")
            | (Leaf::Kind(FieldKind::Number { .. } | FieldKind::Money), "sum" | "avg" | "min" | "max")
            | (Leaf::Kind(FieldKind::Date | FieldKind::DateTime), "min" | "max")
    )
}

fn leads_to(
    field: &str,
    seen: &Catalogue,
    object: &Object,
    fits: impl Fn(Leaf<'_>) -> bool,
    else_code: &'static str,
) -> Result<(), Problem> {
    let found = path(field, seen, object)?;
    if fits(found.leaf(seen, object)) { Ok(()) } else { Err(Problem::new(else_code).with("field", field)) }
}

fn path(field: &str, seen: &Catalogue, object: &Object) -> Result<Path, Problem> {
    Path::parse(field, seen, object).map_err(|problem| Problem { field: None, ..problem }.with("field", field))
}

fn keys(sort: &str) -> impl Iterator<Item = &str> {
    sort.split(',').map(str::trim).filter(|key| !key.is_empty())
}

fn bare(key: &str) -> &str {
    key.trim_start_matches(['-', '+'])
}

/// Whether a filter asks about other records as a whole.
fn asks_others(filter: &Json) -> bool {
    match filter {
        Json::Array(parts) => parts.iter().any(asks_others),
        Json::Object(map) => map.iter().any(|(key, part)| match key.as_str() {
            "linked" | "through" => true,
            "and" | "or" | "not" => asks_others(part),
            _ => false,
        }),
        _ => false,
    }
}

/// The fields that a filter names of the object itself. It has been read as one before, so it is not deep.
fn named(filter: &Json, paths: &mut BTreeSet<String>) {
    match filter {
        Json::Array(parts) => parts.iter().for_each(|part| named(part, paths)),
        Json::Object(map) => {
            paths.extend(map.get("field").and_then(Json::as_str).map(str::to_owned));
            ["and", "or", "not"].iter().filter_map(|key| map.get(*key)).for_each(|part| named(part, paths));
        }
        _ => {}
    }
}
