//! The tasks that a stage plans for the records that enter it.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use kith_catalogue::filter::{Expr, Test};
use kith_catalogue::standard::task::{self, ABOUT, ASSIGNEE, DONE_AT, DUE_AT, TITLE, TYPE};
use kith_catalogue::text::fold;
use kith_catalogue::{Lang, Part};
use kith_engine::people::users;
use kith_engine::query::ListQuery;
use kith_engine::{CreateOptions, Fields, Record, Result, Tx};
use serde_json::json;
use uuid::Uuid;

use super::usual_assignee;
use crate::pipeline::Stage;
use crate::pipeline::rules::{Due, PlannedTask};
use crate::working_time;

/// A task to be made about a record.
pub(crate) struct Planned {
    /// What is to be done.
    pub(crate) title: String,
    /// Its type.
    pub(crate) kind: Option<String>,
    /// Who is to do it.
    pub(crate) assignee: Option<Uuid>,
    /// By when.
    pub(crate) due: Timestamp,
}

/// Makes the tasks of a stage's plan, but those of which the record has one already.
pub(super) fn make(tx: &mut Tx<'_>, record: &Record, stage: &Stage) -> Result<()> {
    if stage.rules.plan.is_empty() {
        return Ok(());
    }
    let open = open_titles(tx, record.id)?;
    for planned in stage.rules.plan.iter().filter(|planned| !open.contains(&fold(&planned.title))) {
        make_planned(tx, record, planned)?;
    }
    Ok(())
}

/// Makes the first task of a stage: that of its plan, or one that only says that there is something to be done.
pub(super) fn make_first(tx: &mut Tx<'_>, deal: &Record, stage: &Stage) -> Result<()> {
    if let Some(first) = stage.rules.plan.first() {
        return make_planned(tx, deal, first);
    }
    let title = match tx.cat.language {
        Lang::En => "Plan the next step",
        Lang::Ru => "Запланировать следующий шаг",
        Lang::Cs => "Naplánovat další krok",
    };
    make_planned(tx, deal, &PlannedTask { title: title.to_owned(), kind: None, due: Due::default(), assignee: None })
}

fn make_planned(tx: &mut Tx<'_>, record: &Record, planned: &PlannedTask) -> Result<()> {
    let assignee = usual_assignee(tx, record, planned.assignee)?;
    let calendar = working_time::calendar_of(tx, assignee)?;
    let due = working_time::after(tx.ctx.now, planned.due, &calendar);
    make_one(tx, record, Planned { title: planned.title.clone(), kind: planned.kind.clone(), assignee, due })
}

/// Makes a task about a record. The rules ask for it, not the actor: it is made whatever he may do himself.
pub(crate) fn make_one(tx: &mut Tx<'_>, record: &Record, planned: Planned) -> Result<()> {
    let assignee = match planned.assignee {
        Some(assignee) => Some(assignee),
        None => usual_assignee(tx, record, None)?,
    };
    let mut fields = Fields::new();
    fields.insert(TITLE.to_owned(), planned.title.into());
    fields.insert(DUE_AT.to_owned(), planned.due.to_string().into());
    fields.insert(ABOUT.to_owned(), json!({ "object": &*record.object.key, "id": record.id }));
    if let Some(kind) = planned.kind {
        fields.insert(TYPE.to_owned(), kind.into());
    }
    if let Some(assignee) = assignee {
        fields.insert(ASSIGNEE.to_owned(), assignee.to_string().into());
    }
    tx.as_program(|tx| tx.create(task::KEY, &fields, CreateOptions::default())).map(drop)
}

/// The zone in which somebody's days begin.
pub(crate) fn zone_of(tx: &mut Tx<'_>, person: Option<Uuid>) -> Result<TimeZone> {
    let person = match person {
        Some(person) => users::find(tx.sql(), person)?,
        None => None,
    };
    let own = person.and_then(|person| person.time_zone).and_then(|name| TimeZone::get(&name).ok());
    Ok(own.unwrap_or_else(|| tx.cat.zone.clone()))
}

fn open_titles(tx: &mut Tx<'_>, deal: Uuid) -> Result<Vec<String>> {
    tx.as_program(|tx| {
        let object = tx.object(task::KEY)?;
        let mut query = ListQuery::new(task::KEY);
        query.filter = Expr::eq(object.must(ABOUT), Part::Value, deal)
            .and(Expr::term(object.must(DONE_AT), Test::Filled).negate());
        query.fields = Some(vec![object.title]);
        query.limit = 500;
        let rows = tx.list(&query)?.rows;
        Ok(rows.into_iter().map(|raw| fold(&kith_engine::wire::record(&object, raw).title())).collect())
    })
}
