//! What follows for a deal: where it stands, how likely it is, whether and when it ended, what it is called.

use jiff::Timestamp;
use kith_catalogue::standard::deal::{
    CLOSED_AT, COMPANY, CONTACT, CYCLE_DAYS, ENGAGED_ON, NAME, NUMBER, OUTCOME_NOTE, OUTCOME_REASON, PIPELINE,
    PROBABILITY, PRODUCT, STAGE,
};
use kith_catalogue::standard::{CREATED_AT, company, contact, product};
use kith_catalogue::{Lang, Problem, Value};
use kith_engine::{Change, Ctx, Error, Origin, Result, Tx};
use rust_decimal::Decimal;

use super::is_plain_update;
use super::place::{self, Place};
use crate::pipeline::{Stage, StageKind};
use crate::prices::follow;
use crate::{distribution, recurring, stage_rules, stay};

/// The fields that decide about what follows; a change of others touches nothing here.
const WATCHED: [&str; 8] = [PIPELINE, STAGE, PROBABILITY, CLOSED_AT, ENGAGED_ON, NAME, OUTCOME_REASON, OUTCOME_NOTE];

pub(super) fn complete(tx: &mut Tx<'_>, change: &mut Change) -> Result<()> {
    check_probability(change)?;
    follow::before_deal(tx, change)?;
    stage_rules::keep_filled(tx, change)?;
    stage_rules::check_checklist(tx, change)?;
    recurring::check(tx, change)?;
    if !change.is_new() && !WATCHED.iter().any(|key| change.changes(key)) {
        return Ok(());
    }
    if change.undo {
        return place::take_back(tx, change);
    }
    let place = Place::asked(tx, change)?;
    let entered = place.entered();
    place.take(tx, change)?;
    let Place { was, pipeline, stage } = place;
    estimate(change, &stage, entered);
    close_or_reopen(change, &tx.ctx, was.as_ref(), &stage)?;
    count_days(change, &tx.ctx, &tx.cat.zone, stage.kind);
    if change.is_new() {
        stay::foretell(tx, change, stage.id)?;
    }
    if change.is_new() && change.after.value(NUMBER).is_null() {
        let number = tx.next_number("deal")?;
        change.after.set(NUMBER, Value::Number(Decimal::from(number)));
    }
    if change.after.value(NAME).as_text().is_none_or(|name| name.trim().is_empty()) {
        let name = compose_name(tx, change)?;
        change.after.set(NAME, Value::Text(name));
    }
    // Before the rules are asked: whom distribution chooses is the owner that a stage may require.
    distribution::on_create(tx, change)?;
    stage_rules::enforce(tx, change, was.as_ref(), &pipeline, &stage)?;
    if let Some(was) = was.filter(|_| entered && is_plain_update(change)) {
        change.event = event_name(was.kind, stage.kind).to_owned();
    }
    Ok(())
}

/// It is a percentage, like that of a stage.
fn check_probability(change: &Change) -> Result<()> {
    let given = change.after.value(PROBABILITY).as_number().filter(|_| change.changes(PROBABILITY));
    if given.is_some_and(|given| !(Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&given)) {
        return Err(Error::Invalid(vec![Problem::new("out_of_range").at(PROBABILITY).with("min", 0).with("max", 100)]));
    }
    Ok(())
}

/// What moving between stages of these kinds is called in the log.
fn event_name(from: StageKind, to: StageKind) -> &'static str {
    match (from, to) {
        (from, StageKind::Won) if from != StageKind::Won => "deal.won",
        (from, StageKind::Lost) if from != StageKind::Lost => "deal.lost",
        (StageKind::Won | StageKind::Lost, StageKind::Open) => "deal.reopened",
        _ => "deal.moved",
    }
}

/// Probability follows the stage unless it is given in the same change; an ended deal is certain either way.
fn estimate(change: &mut Change, stage: &Stage, entered: bool) {
    let follows = (entered && !change.has_given(PROBABILITY)) || change.after.value(PROBABILITY).is_null();
    if let Some(certain) = stage.kind.certain_probability() {
        change.after.set(PROBABILITY, Value::Number(Decimal::from(certain)));
    } else if follows {
        change.after.set(PROBABILITY, Value::Number(Decimal::from(stage.probability)));
    }
}

/// A deal that ends gets the moment of its end, one that is reopened loses it. What is carried over from elsewhere
/// without a date of closing stays without: it was not today.
fn close_or_reopen(change: &mut Change, ctx: &Ctx, was: Option<&Stage>, stage: &Stage) -> Result<()> {
    let given = change.has_given(CLOSED_AT).then(|| change.after.value(CLOSED_AT).clone());
    match (was.map(|was| was.kind), stage.kind) {
        (_, StageKind::Open) => {
            if given.is_some_and(|given| !given.is_null()) {
                return Err(Error::field(CLOSED_AT, "deal_is_open"));
            }
            change.after.set(CLOSED_AT, Value::Null);
        }
        (was, now) if was != Some(now) => {
            let carried_over = matches!(ctx.origin, Origin::Import | Origin::Migration);
            match given {
                Some(given) if !given.is_null() => {}
                _ if carried_over => {}
                _ => change.after.set(CLOSED_AT, Value::DateTime(ctx.now)),
            }
        }
        _ => {}
    }
    Ok(())
}

/// How many days it took from first engagement (or creation) to the end.
fn count_days(change: &mut Change, ctx: &Ctx, zone: &jiff::tz::TimeZone, kind: StageKind) {
    let day = |at: Timestamp| at.to_zoned(zone.clone()).date();
    let from = change
        .after
        .value(ENGAGED_ON)
        .as_date()
        .unwrap_or_else(|| day(change.after.value(CREATED_AT).as_time().unwrap_or(ctx.now)));
    let days = change
        .after
        .value(CLOSED_AT)
        .as_time()
        .filter(|_| kind.is_closed())
        .and_then(|closed| from.until(day(closed)).ok())
        .map(|span| i64::from(span.get_days()))
        .filter(|days| *days >= 0);
    change.after.set(CYCLE_DAYS, days.map_or(Value::Null, |days| Value::Number(Decimal::from(days))));
}

/// The longest name that is composed, in characters.
const MAX_NAME: usize = 250;

/// "Product – Company", or what there is of it, else "Deal 12".
fn compose_name(tx: &mut Tx<'_>, change: &Change) -> Result<String> {
    let mut parts = Vec::new();
    for (field, object) in [(PRODUCT, product::KEY), (COMPANY, company::KEY)] {
        parts.extend(title(tx, change, field, object)?);
    }
    if parts.is_empty() {
        parts.extend(title(tx, change, CONTACT, contact::KEY)?);
    }
    if !parts.is_empty() {
        return Ok(parts.join(" – ").chars().take(MAX_NAME).collect());
    }
    let word = match tx.cat.language {
        Lang::En => "Deal",
        Lang::Ru => "Сделка",
        Lang::Cs => "Obchod",
    };
    let number = change.after.value(NUMBER).as_number().unwrap_or_default();
    Ok(format!("{word} {number}"))
}

fn title(tx: &mut Tx<'_>, change: &Change, field: &str, object: &str) -> Result<Option<String>> {
    let Some(id) = change.after.reference(field) else { return Ok(None) };
    match tx.labels(object, &[id]) {
        Ok(mut labels) => Ok(labels.remove(&id)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}
