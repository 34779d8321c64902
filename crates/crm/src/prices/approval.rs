//! Asking for a discount beyond one's limit. The deal carries how far that has come, each line what is wanted for it;
//! whoever may give so much approves it, which applies it, or refuses it. What was approved holds for the deal from then on:
//! up to there its people may give away more and less as they see fit.

use kith_catalogue::standard::deal::{
    self, APPROVED, ASKED, DISCOUNT, DISCOUNT_AMOUNT, DISCOUNT_APPROVAL, DISCOUNT_APPROVED, DISCOUNT_NOTE,
    DISCOUNT_WANTED, REFUSED,
};
use kith_catalogue::standard::line_item;
use kith_catalogue::{Problem, Value};
use kith_engine::{Error, Reader, Record, Result, Tx};
use kith_policy::Action;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::{Terms, currency_of, limit, lines_of};
use crate::leads::begin_batch;

/// What is wanted.
#[derive(Debug, Clone, Default)]
pub(crate) struct Request {
    /// The discount on the whole, in percent.
    pub whole: Option<Decimal>,
    /// The discount on lines, in percent.
    pub lines: Vec<(Uuid, Decimal)>,
    /// What is said about it.
    pub note: Option<String>,
}

/// Asks for discounts.
pub(crate) fn request(tx: &mut Tx<'_>, id: Uuid, version: Option<i64>, wanted: &Request) -> Result<Record> {
    let before = load(tx, id, version)?;
    if wanted.whole.is_none() && wanted.lines.is_empty() {
        return Err(Error::field("discount", "required"));
    }
    let lines = lines_of(tx, id)?;
    if let Some(at) = wanted.lines.iter().position(|(line, _)| lines.iter().all(|known| known.id != *line)) {
        return Err(Error::field(&format!("lines[{at}].id"), "not_found"));
    }
    let mut asking = Vec::with_capacity(lines.len());
    for line in lines {
        let percent = wanted.lines.iter().find(|(id, _)| *id == line.id).map(|(_, percent)| *percent);
        let mut after = line.clone();
        after.set(line_item::DISCOUNT_WANTED, number(percent));
        asking.push((line, after));
    }
    let mut after = before.clone();
    after.set(DISCOUNT_WANTED, number(wanted.whole));
    let percent = most(tx, &after, asking.iter().map(|(_, after)| after))?;
    if tx.access.max_discount().is_none_or(|limit| percent <= limit) {
        return Err(Error::refused("within_limit"));
    }
    after.set(DISCOUNT_APPROVAL, Value::Option(ASKED.to_owned()));
    after.set(DISCOUNT_NOTE, wanted.note.clone().map_or(Value::Null, Value::Text));
    begin_batch(tx);
    tx.change(before, after, "deal.discount_asked")?;
    for (line, after) in asking {
        tx.change(line, after, "line_item.discount_asked")?;
    }
    tx.load_for(deal::KEY, id, Action::Edit)
}

/// Approves what was asked for, and applies it.
pub(crate) fn approve(tx: &mut Tx<'_>, id: Uuid, version: Option<i64>, note: Option<String>) -> Result<Record> {
    let before = asked(tx, id, version)?;
    let lines = lines_of(tx, id)?;
    let percent = most(tx, &before, lines.iter())?;
    if let Some(limit) = tx.access.max_discount().filter(|limit| percent > *limit) {
        let text = |percent: Decimal| percent.normalize().to_string();
        let problem = Problem::new(limit::CODE).at(DISCOUNT_WANTED).with("limit", text(limit));
        return Err(limit::refusal(vec![problem.with("wanted", text(percent))]));
    }
    begin_batch(tx);
    let mut after = decided(&before, APPROVED, note);
    after.set(DISCOUNT_APPROVED, Value::Number(percent));
    if let Some(whole) = before.value(DISCOUNT_WANTED).as_number() {
        after.set(DISCOUNT, Value::Number(whole));
        after.set(DISCOUNT_AMOUNT, Value::Null);
    }
    tx.change(before, after, "deal.discount_approved")?;
    for line in lines {
        let Some(wanted) = line.value(line_item::DISCOUNT_WANTED).as_number() else { continue };
        let mut after = line.clone();
        after.set(line_item::DISCOUNT, Value::Number(wanted));
        after.set(line_item::DISCOUNT_WANTED, Value::Null);
        tx.change(line, after, "line_item.updated")?;
    }
    tx.load_for(deal::KEY, id, Action::Edit)
}

/// Refuses what was asked for, or takes the question back.
pub(crate) fn refuse(tx: &mut Tx<'_>, id: Uuid, version: Option<i64>, note: Option<String>) -> Result<Record> {
    let before = asked(tx, id, version)?;
    begin_batch(tx);
    let after = decided(&before, REFUSED, note);
    tx.change(before, after, "deal.discount_refused")?;
    for line in lines_of(tx, id)? {
        let mut after = line.clone();
        after.set(line_item::DISCOUNT_WANTED, Value::Null);
        tx.change(line, after, "line_item.updated")?;
    }
    tx.load_for(deal::KEY, id, Action::Edit)
}

fn load(tx: &mut Tx<'_>, id: Uuid, version: Option<i64>) -> Result<Record> {
    let deal = tx.load_for(deal::KEY, id, Action::Edit)?;
    if deal.deleted_at.is_some() {
        return Err(Error::refused("deleted"));
    }
    if version.is_some_and(|version| version != deal.version) {
        return Err(Error::VersionConflict { object: deal::KEY.to_owned(), id, version: deal.version });
    }
    Ok(deal)
}

fn asked(tx: &mut Tx<'_>, id: Uuid, version: Option<i64>) -> Result<Record> {
    let deal = load(tx, id, version)?;
    let asked = deal.value(DISCOUNT_APPROVAL).as_text() == Some(ASKED);
    if asked { Ok(deal) } else { Err(Error::refused("no_discount_asked")) }
}

fn decided(deal: &Record, how: &str, note: Option<String>) -> Record {
    let mut after = deal.clone();
    after.set(DISCOUNT_APPROVAL, Value::Option(how.to_owned()));
    after.set(DISCOUNT_WANTED, Value::Null);
    if let Some(note) = note {
        after.set(DISCOUNT_NOTE, Value::Text(note));
    }
    after
}

fn number(percent: Option<Decimal>) -> Value {
    percent.map_or(Value::Null, |percent| Value::Number(percent.normalize()))
}

/// How many percent a deal asks for; none when it asks for nothing (any more).
pub(crate) fn asked_for(reader: &mut Reader<'_>, id: Uuid) -> Result<Option<Decimal>> {
    let Some(deal) = reader.find_any(deal::KEY, id)? else { return Ok(None) };
    if deal.value(DISCOUNT_APPROVAL).as_text() != Some(ASKED) {
        return Ok(None);
    }
    let lines = lines_of(reader, id)?;
    most(reader, &deal, lines.iter()).map(Some)
}

/// The most that is given away on a line once what is wanted holds, in percent.
fn most<'r>(reader: &mut Reader<'_>, deal: &Record, lines: impl Iterator<Item = &'r Record>) -> Result<Decimal> {
    let terms = Terms::of(reader, deal)?;
    let currency = currency_of(deal).unwrap_or(reader.cat.currency);
    let subtotal = deal.value(deal::SUBTOTAL).as_money().map(|subtotal| subtotal.minor);
    let whole = deal.value(DISCOUNT_WANTED).as_number().unwrap_or_else(|| limit::of_whole(deal, subtotal));
    let mut most = whole;
    for line in lines {
        let mut wanted = line.clone();
        if let Value::Number(percent) = line.value(line_item::DISCOUNT_WANTED) {
            wanted.set(line_item::DISCOUNT, Value::Number(*percent));
        }
        most = most.max(limit::together(limit::of_line(reader, &wanted, currency, &terms)?, whole));
    }
    Ok(limit::rounded_up(most))
}
