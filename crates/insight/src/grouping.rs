//! By what figures are broken down, what the lines are called, and the filter that finds the records of a line.

use std::collections::{BTreeMap, HashMap};

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kith_catalogue::filter::Path;
use kith_catalogue::standard::deal::{CLOSED_AT, OWNER, PRODUCT, SOURCE, TEAM};
use kith_catalogue::standard::{CREATED_AT, lead, product};
use kith_catalogue::text::fold;
use kith_catalogue::{Cell, Object, Problem};
use kith_engine::people::teams;
use kith_engine::query::{Bucket, Group};
use kith_engine::{Error, Reader, Result, fixed};
use serde_json::Value as Json;
use uuid::Uuid;

use crate::{filters, period};

/// By what figures are broken down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupBy {
    /// Whose records they are.
    Owner,
    /// Who works on deals, each with his share of the amounts.
    Share,
    /// The manager of the owner's team.
    Manager,
    /// The owner's team.
    Team,
    /// The topmost team above the owner.
    Office,
    /// Where they came from.
    Source,
    /// The main product.
    Product,
    /// The month in which deals ended, or leads came.
    Month,
}

impl GroupBy {
    fn field(self, object: &Object) -> &'static str {
        match self {
            Self::Owner | Self::Share => OWNER,
            Self::Manager => "owner.manager",
            Self::Team => "owner.team",
            Self::Office => "owner.office",
            Self::Source => SOURCE,
            Self::Product => PRODUCT,
            // Leads are not closed on a day.
            Self::Month if &*object.key == lead::KEY => CREATED_AT,
            Self::Month => CLOSED_AT,
        }
    }

    /// Where the records say it.
    pub(crate) fn path(self, reader: &Reader<'_>, object: &Object) -> Result<Path> {
        Path::parse(self.field(object), &reader.cat, object).map_err(Error::BadRequest)
    }

    /// The same as a group of a question.
    pub(crate) fn group(self, reader: &Reader<'_>, object: &Object) -> Result<Group> {
        let bucket = (self == Self::Month).then_some(Bucket::Month);
        Ok(Group { path: self.path(reader, object)?, bucket })
    }

    /// The filter that finds the records of a line.
    pub(crate) fn filter(self, object: &Object, zone: &TimeZone, key: Option<&Key>) -> Result<Json> {
        match key {
            None => Ok(filters::is(self.field(object), None)),
            Some(Key::Month(first)) => {
                let next = first.checked_add(1.month()).map_err(Error::internal)?;
                let (from, to) = (period::beginning(*first, zone)?, period::beginning(next, zone)?);
                let field = self.field(object);
                Ok(period::between(object.must(field), field, from, to)?.1)
            }
            Some(key) if self == Self::Share => {
                Ok(filters::any([filters::is(OWNER, Some(&key.text())), filters::term(TEAM, "contains", key.text())]))
            }
            Some(key) => Ok(filters::is(self.field(object), Some(&key.text()))),
        }
    }

    /// Refuses what only the funnel can be broken down by.
    pub(crate) fn must_be_of_records(self) -> Result<()> {
        match self {
            Self::Share => {
                Err(Error::BadRequest(Problem::new("unknown_option").with("option", "share").at("group_by")))
            }
            Self::Month => {
                Err(Error::BadRequest(Problem::new("unknown_option").with("option", "month").at("group_by")))
            }
            _ => Ok(()),
        }
    }

    /// What the lines are called; what the actor may not see has no name.
    pub(crate) fn labels<'k>(
        self,
        reader: &mut Reader<'_>,
        keys: impl Iterator<Item = &'k Key>,
    ) -> Result<HashMap<Key, String>> {
        let mut labels = HashMap::new();
        let mut ids = Vec::new();
        for key in keys {
            match key {
                Key::Id(id) => ids.push(*id),
                Key::Text { written, .. } => {
                    labels.insert(key.clone(), written.clone());
                }
                Key::Month(_) => {
                    labels.insert(key.clone(), key.text());
                }
            }
        }
        let named: BTreeMap<Uuid, String> = match self {
            Self::Owner | Self::Share | Self::Manager => fixed::user_labels(reader.conn(), &ids)?,
            Self::Team | Self::Office => {
                teams::list(reader.conn())?.into_iter().map(|team| (team.id, team.name)).collect()
            }
            Self::Product => match reader.labels(product::KEY, &ids) {
                Err(Error::NotFound) => BTreeMap::new(),
                found => found?,
            },
            Self::Source | Self::Month => BTreeMap::new(),
        };
        labels.extend(named.into_iter().map(|(id, name)| (Key::Id(id), name)));
        Ok(labels)
    }
}

/// What the records of a line have in common.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Key {
    Id(Uuid),
    /// The first day of the month.
    Month(Date),
    /// A text, by what filters compare it by; then as the first of them is written.
    Text {
        folded: String,
        written: String,
    },
}

impl Key {
    pub(crate) fn of(cell: Option<&Cell>) -> Option<Self> {
        match cell? {
            Cell::Uuid(id) => Some(Self::Id(*id)),
            Cell::Text(text) => Some(Self::Text { folded: fold(text), written: text.clone() }),
            Cell::Int(day) => {
                let part = |n: i64| i8::try_from(n % 100).unwrap_or(0);
                Date::new(i16::try_from(day / 10_000).ok()?, part(day / 100), part(*day)).ok().map(Self::Month)
            }
            _ => None,
        }
    }

    pub(crate) fn text(&self) -> String {
        match self {
            Self::Id(id) => id.to_string(),
            Self::Text { written, .. } => written.clone(),
            Self::Month(day) => format!("{:04}-{:02}", day.year(), day.month()),
        }
    }

    /// What tells lines apart.
    pub(crate) fn same(&self) -> Self {
        match self {
            Self::Text { folded, .. } => Self::Text { folded: folded.clone(), written: String::new() },
            other => other.clone(),
        }
    }
}

/// Lines as they are put together: spellings of a text that filters do not tell apart are one line, under the first.
#[derive(Debug)]
pub(crate) struct Lines<T> {
    by_same: BTreeMap<Option<Key>, (Option<Key>, T)>,
}

impl<T: Default> Lines<T> {
    pub(crate) const fn new() -> Self {
        Self { by_same: BTreeMap::new() }
    }

    /// The line of a group's cell.
    pub(crate) fn at(&mut self, cell: Option<&Cell>) -> &mut T {
        let key = Key::of(cell);
        &mut self.by_same.entry(key.as_ref().map(Key::same)).or_insert_with(|| (key, T::default())).1
    }

    pub(crate) fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.by_same.values_mut().map(|(_, line)| line)
    }

    pub(crate) fn keys(&self) -> impl Iterator<Item = &Key> {
        self.by_same.values().filter_map(|(key, _)| key.as_ref())
    }
}

impl<T> IntoIterator for Lines<T> {
    type Item = (Option<Key>, T);
    type IntoIter = std::collections::btree_map::IntoValues<Option<Key>, (Option<Key>, T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.by_same.into_values()
    }
}
