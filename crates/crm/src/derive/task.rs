//! A task is a to-do of normal priority unless told otherwise; one that belongs to a day is due when the day ends; a plain
//! update that fills or empties the time of its completion is told as what it means. One that repeats leaves its rule to
//! the next task when it is done.

use jiff::tz::TimeZone;
use kith_catalogue::standard::task::{
    ALL_DAY, ASSIGNEE, DONE_AT, DUE_AT, DURATION, PRIORITY, RECURRENCE, REMIND_BEFORE, TYPE,
};
use kith_catalogue::{Problem, Value};
use kith_engine::people::users;
use kith_engine::{Change, Error, Reader, Record, Result, Tx};
use rust_decimal::Decimal;

use super::is_plain_update;
use crate::recurrence::Rule;
use crate::series;

/// Four weeks, in minutes: the longest time before a task at which somebody is reminded of it, and the longest task.
const LONGEST: i64 = 4 * 7 * 24 * 60;

pub(super) fn complete(tx: &mut Tx<'_>, change: &mut Change) -> Result<()> {
    if change.undo {
        return Ok(());
    }
    for (key, usual) in [(TYPE, "todo"), (PRIORITY, "normal")] {
        if change.is_new() && change.after.value(key).is_null() {
            change.after.set(key, Value::Option(usual.to_owned()));
        }
    }
    minutes(change)?;
    end_of_day(tx, change)?;
    repeats(tx, change)?;
    let was_done = change.before.as_ref().is_some_and(|before| !before.value(DONE_AT).is_null());
    let is_done = !change.after.value(DONE_AT).is_null();
    if is_plain_update(change) && change.changes(DONE_AT) {
        match (was_done, is_done) {
            (false, true) => change.event = "task.completed".to_owned(),
            (true, false) => change.event = "task.reopened".to_owned(),
            _ => {}
        }
    }
    if !change.is_new() && !was_done && is_done && !change.after.value(RECURRENCE).is_null() {
        series::go_on(tx, change)?;
    }
    Ok(())
}

/// The zone in which a task's days begin: that of whoever is to do it.
pub(crate) fn zone(reader: &mut Reader<'_>, task: &Record) -> Result<TimeZone> {
    let person = match task.reference(ASSIGNEE) {
        Some(assignee) => users::find(reader.conn(), assignee)?,
        None => None,
    };
    let own = person.and_then(|person| person.time_zone).and_then(|name| TimeZone::get(&name).ok());
    Ok(own.unwrap_or_else(|| reader.cat.zone.clone()))
}

fn minutes(change: &Change) -> Result<()> {
    let mut problems = Vec::new();
    for key in [DURATION, REMIND_BEFORE] {
        let given = change.has_given(key).then(|| change.after.value(key).as_number()).flatten();
        if given.is_some_and(|n| n < Decimal::ZERO || n > Decimal::from(LONGEST)) {
            problems.push(Problem::new("out_of_range").at(key).with("min", 0).with("max", LONGEST));
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(Error::Invalid(problems)) }
}

/// So that it is not late before its day is over.
fn end_of_day(tx: &mut Tx<'_>, change: &mut Change) -> Result<()> {
    if change.after.value(ALL_DAY).as_bool() != Some(true) || !(change.changes(ALL_DAY) || change.changes(DUE_AT)) {
        return Ok(());
    }
    let Some(due) = change.after.value(DUE_AT).as_time() else { return Ok(()) };
    let zone = zone(tx, &change.after)?;
    let last = due.to_zoned(zone.clone()).date().at(23, 59, 0, 0).to_zoned(zone);
    if let Ok(last) = last {
        change.after.set(DUE_AT, Value::DateTime(last.timestamp()));
    }
    Ok(())
}

/// A rule is one, begins somewhere, and leads on.
fn repeats(tx: &mut Tx<'_>, change: &mut Change) -> Result<()> {
    let Some(text) = change.after.value(RECURRENCE).as_text().map(str::to_owned) else { return Ok(()) };
    if change.changes(RECURRENCE) {
        let zone = zone(tx, &change.after)?;
        let at = |problem: Problem| Error::Invalid(vec![problem.at(RECURRENCE)]);
        let rule = Rule::parse(&text, &zone).map_err(at)?;
        if let Some(due) = change.after.value(DUE_AT).as_time() {
            rule.next(due, due, &zone).map_err(at)?;
            if change.is_new() || is_plain_update(change) {
                rule.check_end(due, &zone).map_err(at)?;
            }
        }
        change.after.set(RECURRENCE, Value::Text(rule.to_string()));
    }
    if change.after.value(DUE_AT).is_null() && (change.changes(RECURRENCE) || change.changes(DUE_AT)) {
        return Err(Error::field(DUE_AT, "required"));
    }
    Ok(())
}
