//! The funnel broken down: one line an owner, manager, team, office, source, product or month.

use std::collections::HashMap;

use kith_catalogue::standard::deal::{self, STAGE};
use kith_catalogue::{Cell, Problem};
use kith_crm::pipeline::StageKind;
use kith_engine::{Error, Reader, Result};
use serde_json::Value as Json;

use super::tally::{Plan, Tally};
use super::{Asked, Outcomes, filters, shares};
use crate::grouping::{GroupBy, Lines};

/// A line of the breakdown.
#[derive(Debug, Clone, PartialEq)]
pub struct FunnelGroup {
    /// The id of the owner, manager, team, office or product, the source, or the month (`2017-03`); none for deals without one.
    pub key: Option<String>,
    /// Its name; empty for deals without one, and for what the actor may not see.
    pub label: String,
    /// How they ended.
    pub outcomes: Outcomes,
    /// Finds all deals of this line.
    pub filter: Json,
}

/// The lines: months in their order, others by what they won; deals without a key last.
pub(super) fn break_down(reader: &mut Reader<'_>, asked: &Asked<'_>, by: GroupBy) -> Result<Vec<FunnelGroup>> {
    if by == GroupBy::Share && &*asked.object.key != deal::KEY {
        return Err(Error::BadRequest(Problem::new("unknown_option").with("option", "share").at("group_by")));
    }
    let plan = Plan::new(reader, asked.object);
    let mut question = asked.question(STAGE);
    question.measures = plan.measures();
    question.group.insert(0, by.group(reader, asked.object)?);
    let mut found: Lines<HashMap<StageKind, Tally>> = Lines::new();
    for row in reader.aggregate(&question)? {
        let stage = match row.keys[1].first() {
            Some(Cell::Uuid(stage)) => asked.pipeline.stage(*stage),
            _ => None,
        };
        if let Some(stage) = stage {
            found.at(row.keys[0].first()).entry(stage.kind).or_default().add(&plan.read(&row.figures));
        }
    }
    if by == GroupBy::Share {
        shares::share_out(reader, asked, &mut found)?;
    }
    let labels = by.labels(reader, found.keys())?;
    let currency = reader.cat.currency;
    let mut lines = Vec::new();
    for (key, tallies) in found {
        let part = by.filter(asked.object, &asked.query.zone, key.as_ref())?;
        let stages = asked.stages_json(STAGE, |_| true);
        lines.push(FunnelGroup {
            label: key.as_ref().and_then(|key| labels.get(key).cloned()).unwrap_or_default(),
            key: key.map(|key| key.text()),
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
