//! The board of a pipeline.

use std::sync::Arc;

use kith_catalogue::{FieldIx, Object};
use kith_crm::board::{self as boards, By, Column, Month, NextIs, Place};
use kith_crm::pipeline;
use kith_engine::sheet::Sheet;
use kith_engine::{Reader, Result as Outcome, page};
use serde_json::json;

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
    let filter = lists::filter_of_text(params.filter.as_deref())?;
    let limit = params.limit.unwrap_or(20);
    if !(1..=100).contains(&limit) {
        return Err(lists::out_of_range("limit", 1, 100));
    }
    call.read(move |r| {
        let pipeline = pipeline::asked(r.conn(), params.object.map(PipelineObject::as_str), &id)?;
        let object = r.object(&pipeline.object)?;
        let query = boards::BoardQuery {
            filter: asked::filter(r, &object, filter.as_ref())?,
            by: if params.by == Some(BoardBy::Month) { By::Month } else { By::Stage },
            lanes: params.lanes.is_some(),
            task: params.task.map(next_is),
            tasks: params.tasks.unwrap_or(false),
            limit: usize::try_from(limit).unwrap_or(20),
            stage: params.stage,
            month: params.month.as_deref().map(month_of).transpose()?,
            cursor: params.cursor.clone(),
            ..boards::BoardQuery::new(pipeline.id.to_string())
        };
        let board = boards::board(r, &query)?;
        Ok(Reply::raw(written(r, &object, board)?))
    })
    .await
}

/// The board as JSON. Its cards are written straight from their cells: they are most of it.
fn written(r: &mut Reader<'_>, object: &Arc<Object>, board: boards::Board) -> Outcome<Vec<u8>> {
    let rights = Arc::clone(&r.access);
    let access = rights.object(object);
    let wanted: Vec<FieldIx> = access.readable().collect();
    let mut sheet = Sheet::new(object, access, &wanted);
    let pipeline = json!({"id": board.pipeline.id, "name": board.pipeline.name});
    let mut out = format!(r#"{{"pipeline":{pipeline},"columns":["#).into_bytes();
    write_columns(r, object, board.columns, &mut sheet, &mut out)?;
    out.push(b']');
    if let Some(lanes) = board.lanes {
        out.extend_from_slice(br#","lanes":["#);
        for (i, lane) in lanes.into_iter().enumerate() {
            let comma = if i > 0 { "," } else { "" };
            out.extend_from_slice(format!(r#"{comma}{{"owner":{},"columns":["#, json!(lane.owner)).as_bytes());
            write_columns(r, object, lane.columns, &mut sheet, &mut out)?;
            out.extend_from_slice(b"]}");
        }
        out.push(b']');
    }
    out.extend_from_slice(br#","refs":"#);
    sheet.mentions().write(r, &mut out)?;
    out.extend_from_slice(format!(r#","can_edit":{}}}"#, board.can_edit).as_bytes());
    Ok(out)
}

fn write_columns(
    r: &mut Reader<'_>,
    object: &Arc<Object>,
    columns: Vec<Column>,
    sheet: &mut Sheet<'_>,
    out: &mut Vec<u8>,
) -> Outcome<()> {
    for (i, column) in columns.into_iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        write_column(r, object, column, sheet, out)?;
    }
    Ok(())
}

fn month_of(name: &str) -> Outcome<Month> {
    Month::parse(name).ok_or_else(|| Error::field("month", "not_a_date"))
}

fn next_is(task: NextTaskState) -> NextIs {
    match task {
        NextTaskState::Overdue => NextIs::Open(boards::TaskState::Overdue),
        NextTaskState::Today => NextIs::Open(boards::TaskState::Today),
        NextTaskState::Planned => NextIs::Open(boards::TaskState::Planned),
        NextTaskState::None => NextIs::None,
    }
}

fn write_column(
    r: &mut Reader<'_>,
    object: &Arc<Object>,
    column: Column,
    sheet: &mut Sheet<'_>,
    out: &mut Vec<u8>,
) -> Outcome<()> {
    let (raws, more): (Vec<_>, Vec<_>) =
        column.cards.into_iter().map(|card| (card.raw, (card.next_task, card.days_in_stage))).unzip();
    let can = page::abilities(r, object, &raws)?;
    let (stage, month) = match column.place {
        Place::Stage(stage) => (Some(stage_info(*stage)), None),
        Place::Month(month) => (None, Some(month.name())),
    };
    let tasks = column.tasks.map(
        |tasks| json!({"overdue": tasks.overdue, "today": tasks.today, "planned": tasks.planned, "none": tasks.none}),
    );
    let head = json!({
        "stage": stage,
        "month": month,
        "tasks": tasks,
        "count": column.count,
        "sum": column.sum.map(money),
        "weighted": column.weighted.map(money),
        "unconverted": column.unconverted,
    })
    .to_string();
    out.extend_from_slice(head.strip_suffix('}').unwrap_or(&head).as_bytes());
    out.extend_from_slice(br#","records":["#);
    for (i, ((raw, can), (task, days))) in raws.iter().zip(can).zip(more).enumerate() {
        if i > 0 {
            out.push(b',');
        }
        sheet.open(raw, can, out)?;
        let task = task.map(|task| {
            json!({
                "id": task.id,
                "title": task.title,
                "due_at": task.due_at.map(|at| at.to_string()),
                "state": task.state,
            })
        });
        out.extend_from_slice(format!(r#","next_task":{},"days_in_stage":{}}}"#, json!(task), json!(days)).as_bytes());
    }
    out.extend_from_slice(format!(r#"],"next":{}}}"#, json!(column.next)).as_bytes());
    Ok(())
}

/// An amount on the wire.
pub(super) fn money(money: kith_catalogue::Money) -> Money {
    Money { amount: money.amount().to_string(), currency: money.currency.code().to_owned() }
}
