//! Figures by who works on the deals: the amount of a deal is counted to the members of its team by their shares, and what is
//! not shared out to its owner.

use std::collections::HashMap;

use kith_catalogue::filter::{Expr, Path, Through};
use kith_catalogue::standard::deal::{self, OWNER, STAGE, TEAM};
use kith_catalogue::standard::deal_member::{self, DEAL, SHARE_AMOUNT, USER};
use kith_catalogue::{Cell, Problem};
use kith_crm::pipeline::StageKind;
use kith_engine::query::{AggregateQuery, Figure, Function, Group, Measure};
use kith_engine::{Error, Reader, Result};
use rust_decimal::Decimal;

use super::Asked;
use super::tally::Tally;
use crate::grouping::Lines;

/// Moves what belongs to members from the lines of owners to those of the members.
pub(super) fn share_out(
    reader: &mut Reader<'_>,
    asked: &Asked<'_>,
    lines: &mut Lines<HashMap<StageKind, Tally>>,
) -> Result<()> {
    if !reader.access.object(asked.object).may_read(asked.object.must(TEAM)) {
        return Err(Error::BadRequest(Problem::new("unknown_field").at(TEAM)));
    }
    // How long one deal takes is nobody's share.
    lines.values_mut().flat_map(HashMap::values_mut).for_each(Tally::forget_days);
    let object = reader.object(deal_member::KEY)?;
    let path = |text: &str| Path::parse(text, &reader.cat, &object).map_err(Error::BadRequest);
    let mut question = AggregateQuery::new(deal_member::KEY);
    question.filter = Expr::Through(Box::new(Through {
        field: object.must(DEAL),
        object: deal::KEY.into(),
        filter: asked.in_stages(STAGE, |_| true).and(asked.selection.clone()),
    }));
    let paths = [USER.to_owned(), format!("{DEAL}.{OWNER}"), format!("{DEAL}.{STAGE}")];
    for text in paths {
        question.group.push(Group { path: path(&text)?, bucket: None });
    }
    question.measures = vec![Measure { function: Function::Count, path: None }];
    if asked.may_sum && reader.access.object(&object).may_read(object.must(SHARE_AMOUNT)) {
        question.measures.push(Measure { function: Function::Sum, path: Some(path(SHARE_AMOUNT)?) });
    }
    question.zone = asked.query.zone.clone();
    for row in reader.aggregate(&question)? {
        let id = |at: usize| match row.keys[at].first() {
            Some(Cell::Uuid(id)) => Some(*id),
            _ => None,
        };
        let (member, owner) = (id(0), id(1));
        let Some(stage) = id(2).and_then(|stage| asked.pipeline.stage(stage)) else { continue };
        let count = match row.figures.first().map(|measured| &measured.figure) {
            Some(Figure::Count(count)) => *count,
            _ => 0,
        };
        let sum = match row.figures.get(1).map(|measured| &measured.figure) {
            Some(Figure::Decimal(sum)) => *sum,
            _ => Decimal::ZERO,
        };
        // The deal itself is counted to its owner already, also when he is a member of the team.
        let more = if member == owner { 0 } else { count };
        lines.at(owner.map(Cell::Uuid).as_ref()).entry(stage.kind).or_default().move_sum(0, -sum);
        lines.at(member.map(Cell::Uuid).as_ref()).entry(stage.kind).or_default().move_sum(more, sum);
    }
    Ok(())
}
