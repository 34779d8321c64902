//! The board of a pipeline.

use std::sync::Arc;

use kith_catalogue::standard::deal;
use kith_crm::board::{self as boards, BoardQuery, Column};
use kith_engine::wire::{self, Mentions};
use kith_engine::{Reader, Result as Outcome};
use serde_json::{Value, json};

use super::pipelines::stage_info;
use crate::{asked, lists};

use super::prelude::*;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().routes(routes!(board))
}

/// Stages with their first cards and sums.
#[utoipa::path(
    get,
    path = "/boards/{id}",
    tag = "pipelines",
    params(("id" = String, Path, description = "A pipeline's id, or `default`"), BoardParams),
    responses((status = OK, description = "Done", body = Board))
)]
async fn board(call: Call, Pathed(id): Pathed<String>, Params(params): Params<BoardParams>) -> Answer {
    let BoardParams { filter, limit, stage, cursor } = params;
    let filter = lists::filter_of_text(filter.as_deref())?;
    let limit = limit.unwrap_or(20);
    if !(1..=100).contains(&limit) {
        return Err(lists::out_of_range("limit", 1, 100));
    }
    call.read(move |r| {
        let object = r.object(deal::KEY)?;
        let query = BoardQuery {
            pipeline: id.clone(),
            filter: asked::filter(r, &object, filter.as_ref())?,
            limit: usize::try_from(limit).unwrap_or(20),
            stage,
            cursor: cursor.clone(),
        };
        let board = boards::board(r, &query)?;
        let mut mentions = Mentions::default();
        let columns = board
            .columns
            .into_iter()
            .map(|column| column_json(r, column, &mut mentions))
            .collect::<Outcome<Vec<_>>>()?;
        Reply::ok(&json!({
            "pipeline": {"id": board.pipeline.id, "name": board.pipeline.name},
            "columns": columns,
            "refs": mentions.resolve(r)?,
            "can_edit": board.can_edit,
        }))
    })
    .await
}

fn column_json(r: &mut Reader<'_>, column: Column, mentions: &mut Mentions) -> Outcome<Value> {
    let object = r.object(deal::KEY)?;
    let access = Arc::clone(&r.access);
    let here = access.object(&object);
    let (records, more): (Vec<_>, Vec<_>) =
        column.cards.into_iter().map(|card| (card.record, (card.next_task, card.days_in_stage))).unzip();
    let can = wire::abilities(r, &object, &records)?;
    let mut cards = Vec::with_capacity(records.len());
    for ((record, can), (task, days)) in records.iter().zip(can).zip(more) {
        mentions.add_record(record, &here);
        let mut card = wire::record_json(record, &here, can, None);
        card["next_task"] = json!(task.map(|task| json!({
            "id": task.id,
            "title": task.title,
            "due_at": task.due_at.map(|at| at.to_string()),
            "state": task.state,
        })));
        card["days_in_stage"] = json!(days);
        cards.push(card);
    }
    Ok(json!({
        "stage": stage_info(column.stage),
        "count": column.count,
        "sum": column.sum.map(money),
        "weighted": column.weighted.map(money),
        "unconverted": column.unconverted,
        "records": cards,
        "next": column.next,
    }))
}

/// An amount on the wire.
pub(super) fn money(money: kith_catalogue::Money) -> Money {
    Money { amount: money.amount().to_string(), currency: money.currency.code().to_owned() }
}
