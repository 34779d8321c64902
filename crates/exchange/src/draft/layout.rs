//! A mapping laid over the columns of a file and the fields of an object, checked once, then applied to every row.

use std::collections::BTreeMap;
use std::sync::Arc;

use kith_catalogue::standard::EXTERNAL_ID;
use kith_catalogue::{FieldIx, Kind, Object, Problem};
use serde_json::{Map, Value as Json, json};

use super::lists::{ADDRESS_PARTS, Addresses, entries, entry_type};
use super::values::{self, Reading};
use super::{Draft, fault_problem};
use crate::human::{date, number};
use crate::mapping::{DEFAULT_SOURCE, Mapping, Target};
use crate::table::spool::Row;
use crate::table::{Cell, Column, Summary};

/// A checked mapping for one object.
#[derive(Debug, Clone)]
pub struct Layout {
    /// The object.
    pub object: Arc<Object>,
    /// The source under which external ids are kept.
    pub source: String,
    slots: Vec<Slot>,
}

/// What one field takes from the cells of a row.
#[derive(Debug, Clone)]
struct Slot {
    field: FieldIx,
    sources: Vec<Source>,
}

/// One column that a field takes from.
#[derive(Debug, Clone)]
struct Source {
    index: usize,
    name: String,
    part: Option<String>,
    entry_type: Option<String>,
    type_index: Option<usize>,
    reading: Reading,
}

impl Layout {
    /// Checks a mapping against the columns of the file and the fields that the person may write.
    ///
    /// # Errors
    /// A problem for every column that leads nowhere, tied to `columns.<name>`.
    pub fn new(
        mapping: &Mapping,
        summary: &Summary,
        object: &Arc<Object>,
        country: &str,
        may_write: &dyn Fn(FieldIx) -> bool,
    ) -> Result<Self, Vec<Problem>> {
        let mut layout = Self {
            object: Arc::clone(object),
            source: mapping.source.clone().unwrap_or_else(|| DEFAULT_SOURCE.to_owned()),
            slots: Vec::new(),
        };
        let mut problems = Vec::new();
        let readings = Readings::of(summary, country);
        for (name, target) in &mapping.columns {
            let at = |problem: Problem| problem.at(&format!("columns.{name}"));
            let Some(column) = summary.column(name) else {
                problems.push(at(Problem::new("unknown_column")));
                continue;
            };
            let Some(target) = target else { continue };
            match layout.take(column, target, summary, &readings, may_write) {
                Ok(()) => {}
                Err(problem) => problems.push(at(problem)),
            }
        }
        for key in &mapping.key.0 {
            let known = layout.object.field(key).is_some_and(|ix| layout.slots.iter().any(|slot| slot.field == ix));
            if !known && !layout.composes(key) {
                problems.push(Problem::new("key_not_mapped").with("key", key.as_str()).at("key"));
            }
        }
        if layout.slots.is_empty() && problems.is_empty() {
            problems.push(Problem::new("nothing_mapped").at("columns"));
        }
        if problems.is_empty() { Ok(layout) } else { Err(problems) }
    }

    fn take(
        &mut self,
        column: &Column,
        target: &Target,
        summary: &Summary,
        readings: &Readings,
        may_write: &dyn Fn(FieldIx) -> bool,
    ) -> Result<(), Problem> {
        let (key, part) = target.split();
        let unknown = || Problem::new("unknown_field").with("field", target.field.as_str());
        let ix = self.object.field(key).ok_or_else(unknown)?;
        let field = &self.object.fields[ix];
        if field.read_only || !may_write(ix) {
            return Err(Problem::new("read_only").with("field", key));
        }
        let fits = match (&field.kind, part) {
            (_, None) => true,
            (Kind::Address, Some(part)) => ADDRESS_PARTS.contains(&part),
            (Kind::Money, Some(part)) => part == "currency",
            _ => false,
        };
        if !fits {
            return Err(unknown());
        }
        let type_index = match &target.type_from {
            Some(other) => {
                let found = summary.column(other);
                Some(found.ok_or_else(|| Problem::new("unknown_column").with("column", other.as_str()))?.index)
            }
            None => None,
        };
        let source = Source {
            index: column.index,
            name: column.name.clone(),
            part: part.map(str::to_owned),
            entry_type: target.kind.clone(),
            type_index,
            reading: readings.of_column(column),
        };
        match self.slots.iter_mut().find(|slot| slot.field == ix) {
            None => self.slots.push(Slot { field: ix, sources: vec![source] }),
            Some(slot) => {
                let repeats = slot.sources.iter().any(|other| other.part == source.part);
                if repeats && !gathers(&field.kind) {
                    return Err(Problem::new("repeated_field").with("field", target.field.as_str()));
                }
                slot.sources.push(source);
                slot.sources.sort_by_key(|source| source.index);
            }
        }
        Ok(())
    }

    /// Whether a field that is not mapped is composed of others that are.
    fn composes(&self, key: &str) -> bool {
        let has = |key: &str| self.object.field(key).is_some_and(|ix| self.slots.iter().any(|slot| slot.field == ix));
        match (&*self.object.key, key) {
            ("contact", "name") => has("given_name") || has("family_name"),
            ("deal", "name") => has("product") || has("company") || has(EXTERNAL_ID),
            _ => false,
        }
    }

    /// The fields that the mapping fills.
    pub fn fields(&self) -> impl Iterator<Item = FieldIx> + '_ {
        self.slots.iter().map(|slot| slot.field)
    }

    /// The columns that lead to a field, by name.
    pub fn columns_of(&self, field: FieldIx) -> impl Iterator<Item = &str> {
        let slots = self.slots.iter().filter(move |slot| slot.field == field);
        slots.flat_map(|slot| slot.sources.iter().map(|source| source.name.as_str()))
    }

    /// What a row says.
    pub fn draft(&self, row: &Row) -> Draft {
        let mut draft = Draft { row: row.number, ..Draft::default() };
        if let Some(fault) = row.fault {
            draft.problems.push(fault_problem(fault));
            return draft;
        }
        for slot in &self.slots {
            let field = &self.object.fields[slot.field];
            match &field.kind {
                Kind::Link { .. } | Kind::User | Kind::Pipeline | Kind::Stage => {
                    if let Some(text) = slot.filled(row).next().map(|(_, cell)| values::clean(&cell.text())) {
                        draft.names.push((slot.field, text));
                    }
                    continue;
                }
                Kind::Users => {
                    for (_, cell) in slot.filled(row) {
                        let text = values::clean(&cell.text());
                        let people = text.split([',', ';', '|', '\n']).map(str::trim).filter(|name| !name.is_empty());
                        draft.names.extend(people.map(|name| (slot.field, name.to_owned())));
                    }
                    continue;
                }
                _ => {}
            }
            match slot.value(&field.kind, row, &self.source) {
                Ok(Json::Null) => {}
                Ok(value) => {
                    draft.fields.insert(field.key.to_string(), value);
                }
                Err(refusal) => {
                    let (problem, source, text) = *refusal;
                    let value: String = text.chars().take(80).collect();
                    draft.problems.push(problem.at(&field.key).with("column", source).with("value", value));
                }
            }
        }
        draft
    }
}

/// Whether several columns may fill one field of this kind.
fn gathers(kind: &Kind) -> bool {
    matches!(kind, Kind::Phones | Kind::Emails | Kind::Address | Kind::ManyOf { .. } | Kind::Users | Kind::LongText)
}

/// A problem, the column that it is of and the text that stood there.
type Refusal = Box<(Problem, String, String)>;

impl Slot {
    fn filled<'r>(&'r self, row: &'r Row) -> impl Iterator<Item = (&'r Source, &'r Cell)> {
        self.sources
            .iter()
            .filter_map(|source| row.cells.get(source.index).map(|cell| (source, cell)))
            .filter(|(_, cell)| !cell.is_blank())
    }

    fn value(&self, kind: &Kind, row: &Row, external: &str) -> Result<Json, Refusal> {
        match kind {
            Kind::Phones | Kind::Emails => {
                let mut all = Vec::new();
                for (source, cell) in self.filled(row) {
                    let written = source.type_index.and_then(|index| row.cells.get(index));
                    let written = written.and_then(|cell| entry_type(kind, &cell.text()));
                    all.extend(entries(kind, &cell.text(), written.or(source.entry_type.as_deref())));
                }
                Ok(if all.is_empty() { Json::Null } else { Json::Array(all) })
            }
            Kind::Address => {
                let mut addresses = Addresses::default();
                for (source, cell) in self.filled(row) {
                    let part = source.part.as_deref().unwrap_or("street");
                    addresses.add(source.entry_type.as_deref(), part, &cell.text());
                }
                Ok(addresses.finish().unwrap_or(Json::Null))
            }
            Kind::ExternalIds => {
                let id = self.filled(row).next().map(|(_, cell)| values::clean(&cell.text()));
                Ok(id.map_or(Json::Null, |id| json!({ external: id })))
            }
            Kind::ManyOf { .. } => {
                let mut all = Vec::new();
                for (source, cell) in self.filled(row) {
                    if let Json::Array(options) = read(kind, source, cell)? {
                        all.extend(options);
                    }
                }
                Ok(if all.is_empty() { Json::Null } else { Json::Array(all) })
            }
            Kind::Money => self.money(kind, row),
            Kind::LongText => {
                let texts: Vec<String> = self.filled(row).map(|(_, cell)| values::clean(&cell.text())).collect();
                Ok(if texts.is_empty() { Json::Null } else { Json::String(texts.join("\n")) })
            }
            _ => match self.filled(row).next() {
                Some((source, cell)) => read(kind, source, cell),
                None => Ok(Json::Null),
            },
        }
    }

    /// An amount, with the currency that stands beside it or in a column of its own.
    fn money(&self, kind: &Kind, row: &Row) -> Result<Json, Refusal> {
        let Some((source, cell)) = self.filled(row).find(|(source, _)| source.part.is_none()) else {
            return Ok(Json::Null);
        };
        let mut money: Map<String, Json> = match read(kind, source, cell)? {
            Json::Object(money) => money,
            _ => return Ok(Json::Null),
        };
        if let Some((_, cell)) = self.filled(row).find(|(source, _)| source.part.is_some())
            && !money.contains_key("currency")
        {
            let text = cell.text();
            let code = number::currency(&text).map_or_else(|| values::clean(&text).to_uppercase(), str::to_owned);
            money.insert("currency".to_owned(), Json::String(code));
        }
        Ok(Json::Object(money))
    }
}

fn read(kind: &Kind, source: &Source, cell: &Cell) -> Result<Json, Refusal> {
    values::single(kind, cell, source.reading)
        .map_err(|problem| Box::new((problem, source.name.clone(), cell.text().into_owned())))
}

/// What the columns, the whole file and the country say about doubtful cells.
struct Readings {
    by_column: BTreeMap<usize, (Option<number::Style>, Option<date::Order>)>,
    style: number::Style,
    order: date::Order,
    epoch_1904: bool,
}

impl Readings {
    fn of(summary: &Summary, country: &str) -> Self {
        let (mut numbers, mut dates) = (number::Evidence::default(), date::Evidence::default());
        let mut by_column = BTreeMap::new();
        for column in &summary.columns {
            let profile = &column.profile;
            by_column.insert(column.index, (profile.numbers.style(), profile.dates.order()));
            if profile.is_numbers() {
                numbers.add(&profile.numbers);
            }
            if profile.is_dates() {
                dates.add(&profile.dates);
            }
        }
        Self {
            by_column,
            style: numbers.style().unwrap_or_default(),
            order: dates.order().unwrap_or_else(|| date::Order::of_country(country)),
            epoch_1904: summary.format.epoch_1904,
        }
    }

    fn of_column(&self, column: &Column) -> Reading {
        let (style, order) = self.by_column.get(&column.index).copied().unwrap_or_default();
        Reading { style: style.unwrap_or(self.style), order: order.unwrap_or(self.order), epoch_1904: self.epoch_1904 }
    }
}

#[cfg(test)]
#[path = "layout_tests.rs"]
mod tests;
