//! The funnel broken down: one line an owner, manager, office, product or month.

use std::collections::{BTreeMap, HashMap};

use jiff::ToSpan;
use jiff::civil::Date;
use kith_catalogue::Cell;
use kith_catalogue::filter::Path;
use kith_catalogue::standard::deal::{CLOSED_AT, OWNER, PRODUCT, STAGE};
use kith_catalogue::standard::product;
use kith_crm::pipeline::StageKind;
use kith_engine::people::teams;
use kith_engine::query::{Bucket, Group};
use kith_engine::{Error, Reader, Result, fixed};
use serde_json::Value as Json;
use uuid::Uuid;

use super::tally::{Plan, Tally};
use super::{Asked, Outcomes, filters, period, shares};

/// By what the funnel is broken down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupBy {
    /// Whose deals they are.
    Owner,
    /// Who works on them, each with his share of the amounts.
    Share,
    /// The manager of the owner's team.
    Manager,
    /// The topmost team above the owner.
    Office,
    /// The main product.
    Product,
    /// The month in which they ended.
    Month,
}

/// A line of the breakdown.
#[derive(Debug, Clone, PartialEq)]
pub struct FunnelGroup {
    /// The id of the owner, manager, office or product, or the month (`2017-03`); none for deals without one.
    pub key: Option<String>,
    /// Its name; empty for deals without one, and for what the actor may not see.
    pub label: String,
    /// How they ended.
    pub outcomes: Outcomes,
    /// Finds all deals of this line.
    pub filter: Json,
}

impl GroupBy {
    fn path(self) -> &'static str {
        match self {
            Self::Owner | Self::Share => OWNER,
            Self::Manager => "owner.manager",
            Self::Office => "owner.office",
            Self::Product => PRODUCT,
            Self::Month => CLOSED_AT,
        }
    }
}

/// The lines: months in their order, others by what they won; deals without a key last.
pub(super) fn break_down(reader: &mut Reader<'_>, asked: &Asked<'_>, by: GroupBy) -> Result<Vec<FunnelGroup>> {
    let path = Path::parse(by.path(), &reader.cat, asked.object).map_err(Error::BadRequest)?;
    let plan = Plan::new(reader, asked.object);
    let mut question = asked.question(STAGE);
    question.measures = plan.measures();
    let bucket = (by == GroupBy::Month).then_some(Bucket::Month);
    question.group.insert(0, Group { path, bucket });
    let mut found: BTreeMap<Option<Key>, HashMap<StageKind, Tally>> = BTreeMap::new();
    for row in reader.aggregate(&question)? {
        let stage = match row.keys[1].first() {
            Some(Cell::Uuid(stage)) => asked.pipeline.stage(*stage),
            _ => None,
        };
        if let Some(stage) = stage {
            let line = found.entry(Key::of(row.keys[0].first())).or_default();
            line.entry(stage.kind).or_default().add(&plan.read(&row.figures));
        }
    }
    if by == GroupBy::Share {
        shares::share_out(reader, asked, &mut found)?;
    }
    let labels = labels(reader, by, found.keys().flatten())?;
    let currency = reader.cat.currency;
    let mut lines = Vec::with_capacity(found.len());
    for (key, tallies) in found {
        let part = key_filter(asked, by, key)?;
        let stages = asked.stages_json(STAGE, |_| true);
        lines.push(FunnelGroup {
            key: key.map(|key| key.text()),
            label: key.and_then(|key| labels.get(&key).cloned()).unwrap_or_default(),
            outcomes: asked.outcomes(&tallies, &part, currency),
            filter: filters::all([asked.base.clone(), part, stages]),
        });
    }
    lines.sort_by_key(|line| {
        let won = match by {
            GroupBy::Month => (0, 0),
            _ => (line.outcomes.won.sum.map_or(0, |sum| sum.minor), line.outcomes.won.count),
        };
        (line.key.is_none(), std::cmp::Reverse(won))
    });
    Ok(lines)
}

/// What the deals of a line have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Key {
    Id(Uuid),
    /// The first day of the month.
    Month(Date),
}

impl Key {
    fn of(cell: Option<&Cell>) -> Option<Self> {
        match cell? {
            Cell::Uuid(id) => Some(Self::Id(*id)),
            Cell::Int(day) => {
                let part = |n: i64| i8::try_from(n % 100).unwrap_or(0);
                Date::new(i16::try_from(day / 10_000).ok()?, part(day / 100), part(*day)).ok().map(Self::Month)
            }
            _ => None,
        }
    }

    fn text(self) -> String {
        match self {
            Self::Id(id) => id.to_string(),
            Self::Month(day) => format!("{:04}-{:02}", day.year(), day.month()),
        }
    }
}

/// The filter that finds the deals of a line.
fn key_filter(asked: &Asked<'_>, by: GroupBy, key: Option<Key>) -> Result<Json> {
    match key {
        None => Ok(filters::is(by.path(), None)),
        Some(Key::Id(id)) if by == GroupBy::Share => Ok(shares::filter_of(id)),
        Some(Key::Id(id)) => Ok(filters::is(by.path(), Some(&id.to_string()))),
        Some(Key::Month(first)) => {
            let zone = &asked.query.zone;
            let next = first.checked_add(1.month()).map_err(Error::internal)?;
            let (from, to) = (period::beginning(first, zone)?, period::beginning(next, zone)?);
            Ok(period::between(asked.object.must(CLOSED_AT), CLOSED_AT, from, to)?.1)
        }
    }
}

fn labels<'k>(
    reader: &mut Reader<'_>,
    by: GroupBy,
    keys: impl Iterator<Item = &'k Key>,
) -> Result<HashMap<Key, String>> {
    let mut labels = HashMap::new();
    let mut ids = Vec::new();
    for key in keys {
        match key {
            Key::Id(id) => ids.push(*id),
            Key::Month(_) => {
                labels.insert(*key, key.text());
            }
        }
    }
    let named: BTreeMap<Uuid, String> = match by {
        GroupBy::Owner | GroupBy::Share | GroupBy::Manager => fixed::user_labels(reader.conn(), &ids)?,
        GroupBy::Office => teams::list(reader.conn())?.into_iter().map(|team| (team.id, team.name)).collect(),
        GroupBy::Product => match reader.labels(product::KEY, &ids) {
            Err(Error::NotFound) => BTreeMap::new(),
            found => found?,
        },
        GroupBy::Month => BTreeMap::new(),
    };
    labels.extend(named.into_iter().map(|(id, name)| (Key::Id(id), name)));
    Ok(labels)
}
