//! Deals that recur: a deal carries a rule (RFC 5545) and the day of the next one; so many days before that day the next deal is
//! made of it, with the same client, owner, amount and lines, and with a first task. Making it and going on to the day after are
//! one transaction, so that each is made once, whoever else looks at the same time. See `docs/decisions/0027-clients.md`.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use kith_catalogue::filter::{Cmp, Expr, Path, Term, Test};
use kith_catalogue::sort::{Dir, Sort};
use kith_catalogue::standard::deal::{
    self, CHECKLIST, CLOSED_AT, COMPETITOR, ENGAGED_ON, EXPECTED_CLOSE, OUTCOME_NOTE, OUTCOME_REASON, OWNER, PIPELINE,
    PROBABILITY, RECURRENCE, RECURRENCE_OF, RECURS_BEFORE, RECURS_ON, RECURS_PAUSED, RECURS_STAGE, STAGE,
};
use kith_catalogue::standard::{TAGS, line_item};
use kith_catalogue::{Lang, LinkRef, Part, Problem, Value};
use kith_engine::people::users;
use kith_engine::query::ListQuery;
use kith_engine::{Change, CreateOptions, Error, Fields, Lane, Record, Result, Tx, Workspace, bulk, wire};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::Value as Json;
use uuid::Uuid;

use crate::client;
use crate::next_step::{self, Planned};
use crate::pipeline::{self, StageKind};
use crate::recurrence::Rule;
use crate::series::wire as to_wire;

/// The longest time before its day at which a deal is made.
const LONGEST: i64 = 366;

/// What is made anew with each deal.
const OWN: [&str; 18] = [
    PIPELINE,
    STAGE,
    PROBABILITY,
    ENGAGED_ON,
    EXPECTED_CLOSE,
    CLOSED_AT,
    OUTCOME_REASON,
    OUTCOME_NOTE,
    COMPETITOR,
    CHECKLIST,
    RECURRENCE,
    RECURS_ON,
    RECURS_BEFORE,
    RECURS_STAGE,
    RECURS_PAUSED,
    RECURRENCE_OF,
    OWNER,
    "external_id",
];

/// A rule is one and leads on; without a day of its own the next deal is a step of the rule after this one.
pub(crate) fn check(tx: &mut Tx<'_>, change: &mut Change) -> Result<()> {
    let told = [RECURRENCE, RECURS_ON, RECURS_BEFORE, RECURS_STAGE, RECURS_PAUSED];
    let touched = told.iter().any(|key| change.changes(key));
    if change.undo || !touched {
        return Ok(());
    }
    let before = change.after.value(RECURS_BEFORE).as_number();
    if before.is_some_and(|days| days < Decimal::ZERO || days > Decimal::from(LONGEST)) {
        return Err(Error::Invalid(vec![
            Problem::new("out_of_range").at(RECURS_BEFORE).with("min", 0).with("max", LONGEST),
        ]));
    }
    if let Some(stage) = change.after.reference(RECURS_STAGE).filter(|_| change.changes(RECURS_STAGE)) {
        let home = pipeline::of_stage(tx.sql(), stage).map_err(|_| Error::field(RECURS_STAGE, "not_found"))?;
        let fits = home.stage(stage).is_some_and(|stage| stage.kind == StageKind::Open && !stage.archived);
        if home.object != deal::KEY || !fits {
            return Err(Error::field(RECURS_STAGE, "not_in_pipeline"));
        }
    }
    let Some(text) = change.after.value(RECURRENCE).as_text().map(str::to_owned) else {
        change.after.set(RECURS_ON, Value::Null);
        change.after.set(RECURS_PAUSED, Value::Null);
        return Ok(());
    };
    let zone = tx.cat.zone.clone();
    let at = |problem: Problem| Error::Invalid(vec![problem.at(RECURRENCE)]);
    let rule = Rule::parse(&text, &zone).map_err(at)?;
    let is_new = change.changes(RECURRENCE);
    change.after.set(RECURRENCE, Value::Text(rule.to_string()));
    let today = client::today(tx);
    if let Some(missed) = change.after.value(RECURS_ON).as_date().filter(|on| *on < today && resumes(change)) {
        // What fell into the pause is not made up for.
        let step = rule.next(noon(tx, missed)?, noon(tx, today)?, &zone).map_err(at)?;
        let next = step.map(|step| step.at.to_zoned(zone).date());
        change.after.set(RECURS_ON, next.map_or(Value::Null, Value::Date));
    } else if change.after.value(RECURS_ON).as_date().is_none() {
        let closed = change.after.value(CLOSED_AT).as_time().map(|at| at.to_zoned(zone.clone()).date());
        let from = closed.or(change.after.value(EXPECTED_CLOSE).as_date()).unwrap_or(today);
        let from = noon(tx, from)?;
        let after = noon(tx, today)?.max(from);
        let step = rule.next(from, after, &zone).map_err(at)?;
        if step.is_none()
            && is_new
            && let Some(first) = rule.endless().next(from, after, &zone).map_err(at)?
        {
            rule.check_end(first.at, &zone).map_err(at)?;
        }
        let next = step.map(|step| step.at.to_zoned(zone).date());
        change.after.set(RECURS_ON, next.map_or(Value::Null, Value::Date));
    } else if let Some(first) = change.after.value(RECURS_ON).as_date().filter(|_| is_new) {
        rule.check_end(noon(tx, first)?, &zone).map_err(at)?;
    }
    Ok(())
}

fn is_paused(deal: &Record) -> bool {
    deal.value(RECURS_PAUSED).as_bool() == Some(true)
}

/// Whether a pause ends without another day being given.
fn resumes(change: &Change) -> bool {
    !is_paused(&change.after) && !change.changes(RECURS_ON) && change.before.as_ref().is_some_and(is_paused)
}

/// What recurs is looked after.
pub(crate) fn follow(tx: &mut Tx<'_>, change: &Change) -> Result<()> {
    let touched = [RECURS_ON, RECURS_BEFORE, RECURS_PAUSED].iter().any(|key| change.changes(key));
    if change.object() == deal::KEY && touched && !change.after.value(RECURS_ON).is_null() {
        return client::wake(tx);
    }
    Ok(())
}

/// Rules count in moments; a day is its noon.
fn noon(tx: &Tx<'_>, day: Date) -> Result<Timestamp> {
    let noon = day.at(12, 0, 0, 0).to_zoned(tx.cat.zone.clone()).map_err(Error::internal)?;
    Ok(noon.timestamp())
}

/// Makes what is due; whether anything recurs at all.
pub(crate) fn run(ws: &Workspace) -> Result<bool> {
    let found = ws.write_blocking(ws.system_ctx(), Lane::Bulk, due)?;
    for deal in &found.due {
        let deal = *deal;
        ws.write_blocking(ws.system_ctx(), Lane::Bulk, move |tx| make(tx, deal))?;
    }
    Ok(found.any)
}

struct Found {
    due: Vec<Uuid>,
    any: bool,
}

fn due(tx: &mut Tx<'_>) -> Result<Found> {
    let object = tx.object(deal::KEY)?;
    let today = client::today(tx);
    let last = today.checked_add(LONGEST.days()).map_err(Error::internal)?;
    let mut query = ListQuery::new(deal::KEY);
    let test = Test::Compare { part: Part::Value, cmp: Cmp::Lte, to: client::number_of(last) };
    let soon = Expr::Term(Term { path: Path::field(object.must(RECURS_ON)), test });
    let paused = Expr::eq(object.must(RECURS_PAUSED), Part::Value, true);
    query.filter = soon.and(Expr::Not(Box::new(paused)));
    query.sort = vec![Sort::new(RECURS_ON, Dir::Asc, &tx.cat, &object).map_err(Error::BadRequest)?];
    query.fields = Some(vec![object.must(RECURS_ON), object.must(RECURS_BEFORE)]);
    query.limit = 500;
    let rows = tx.list(&query)?.rows;
    let any = !rows.is_empty();
    let deals = rows.into_iter().map(|raw| wire::record(&object, raw));
    Ok(Found { due: deals.filter(|deal| is_due(deal, today)).map(|deal| deal.id).collect(), any })
}

fn is_due(deal: &Record, today: Date) -> bool {
    let before = deal.value(RECURS_BEFORE).as_number().and_then(|days| days.to_i64()).unwrap_or(0);
    let from = deal.value(RECURS_ON).as_date().and_then(|day| day.checked_sub(before.days()).ok());
    from.is_some_and(|from| from <= today)
}

/// Makes the next deal and goes on to the day after it.
fn make(tx: &mut Tx<'_>, id: Uuid) -> Result<()> {
    let today = client::today(tx);
    let Some(template) = tx.find_any(deal::KEY, id)? else { return Ok(()) };
    let Some(on) = template.value(RECURS_ON).as_date() else { return Ok(()) };
    if template.deleted_at.is_some() || is_paused(&template) || !is_due(&template, today) {
        return Ok(());
    }
    let batch = tx.new_id();
    tx.ctx.batch = Some(batch);
    go_on(tx, &template, on, today)?;
    match tx.attempt(|tx| {
        successor(tx, &template, on)?;
        tx.settle()
    }) {
        Err(error @ (Error::Busy { .. } | Error::Internal(_))) => Err(error),
        // Somebody has to know, or the series would end in silence.
        Err(error) => tell(tx, &template, error),
        Ok(()) => Ok(()),
    }
}

fn go_on(tx: &mut Tx<'_>, template: &Record, on: Date, today: Date) -> Result<()> {
    let zone = tx.cat.zone.clone();
    let rule = template.value(RECURRENCE).as_text().and_then(|text| Rule::parse(text, &zone).ok());
    let from = noon(tx, on)?;
    let after = from.max(noon(tx, today)?);
    let step = rule.and_then(|rule| rule.next(from, after, &zone).ok()).flatten();
    let mut given = Fields::new();
    match step {
        Some(step) => {
            given.insert(RECURRENCE.to_owned(), step.rule.to_string().into());
            given.insert(RECURS_ON.to_owned(), step.at.to_zoned(zone).date().to_string().into());
        }
        None => {
            given.insert(RECURRENCE.to_owned(), Json::Null);
            given.insert(RECURS_ON.to_owned(), Json::Null);
        }
    }
    tx.update_as(deal::KEY, template.id, None, &given, Some("deal.recurred")).map(drop)
}

fn successor(tx: &mut Tx<'_>, template: &Record, on: Date) -> Result<()> {
    let mut given = taken_over(template, &OWN);
    given.insert(EXPECTED_CLOSE.to_owned(), on.to_string().into());
    if let Some(owner) = template.owner()
        && users::find(tx.sql(), owner)?.is_some_and(|person| person.active)
    {
        given.insert(OWNER.to_owned(), owner.to_string().into());
    }
    match template.reference(RECURS_STAGE) {
        Some(stage) => given.insert(STAGE.to_owned(), stage.to_string().into()),
        None => given.insert(PIPELINE.to_owned(), template.reference(PIPELINE).map(|id| id.to_string()).into()),
    };
    if template.reference(RECURS_STAGE).is_none() {
        let home = template.reference(PIPELINE);
        let first = match home {
            Some(home) => pipeline::find(tx.sql(), home)?.first_open().map(|stage| stage.id),
            None => None,
        };
        given.insert(STAGE.to_owned(), first.map(|id| id.to_string()).into());
    }
    let made = tx.create(deal::KEY, &given, CreateOptions::default())?;
    let origin = LinkRef { object: template.object.key.clone(), id: template.id };
    tx.keep(&made, &[(RECURRENCE_OF, Value::Link(origin))])?;
    lines(tx, template.id, made.id)?;
    next_step::ensure_first(tx, made.id)
}

/// What a copy of a record takes over.
fn taken_over(record: &Record, but: &[&str]) -> Fields {
    let object = &record.object;
    let copied = object.fields.iter().filter(|field| {
        let own = but.contains(&&*field.key) || field.read_only || field.unique;
        !own && (!field.system || &*field.key == TAGS) && !record.value(&field.key).is_null()
    });
    copied.map(|field| (field.key.to_string(), to_wire(record.value(&field.key), &field.kind))).collect()
}

fn lines(tx: &mut Tx<'_>, from: Uuid, to: Uuid) -> Result<()> {
    let object = tx.object(line_item::KEY)?;
    let mut query = ListQuery::new(line_item::KEY);
    query.filter = Expr::eq(object.must(line_item::DEAL), Part::Value, from);
    query.limit = 500;
    for raw in tx.list(&query)?.rows {
        let mut given = taken_over(&wire::record(&object, raw), &[line_item::DEAL]);
        given.insert(line_item::DEAL.to_owned(), to.to_string().into());
        tx.create(line_item::KEY, &given, CreateOptions::default())?;
    }
    Ok(())
}

/// A task that says that the next deal could not be made.
fn tell(tx: &mut Tx<'_>, template: &Record, error: Error) -> Result<()> {
    let (code, problems) = bulk::explain(error);
    let fields: Vec<&str> = problems.iter().filter_map(|problem| problem.field.as_deref()).collect();
    let title = match tx.cat.language {
        Lang::En => "The next deal could not be made",
        Lang::Ru => "Следующую сделку не удалось создать",
        Lang::Cs => "Další obchod nebylo možné vytvořit",
    };
    let title = format!("{title}: {code} {}", fields.join(", "));
    let assignee = next_step::usual_assignee(tx, template, None)?;
    let due = tx.ctx.now;
    next_step::make_one(tx, template, Planned { title: title.trim().to_owned(), kind: None, assignee, due })
}
