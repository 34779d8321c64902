//! The next thing to do about a client: the open task that is due first about the client itself, its deals, and, of a company,
//! its people. Kept in the transaction of whatever changes it, as that of deals is ([`crate::next_step`]), from which it takes
//! what is next about a deal.

use std::collections::BTreeSet;

use jiff::Timestamp;
use kith_catalogue::filter::{Expr, Test};
use kith_catalogue::sort::{Dir, Sort};
use kith_catalogue::standard::task::{self, ABOUT, DONE_AT, DUE_AT};
use kith_catalogue::standard::{NEXT_TASK, NEXT_TASK_AT, company, contact, deal};
use kith_catalogue::{LinkRef, Part, Value};
use kith_engine::query::ListQuery;
use kith_engine::{Change, Error, Record, Result, Tx, wire};
use uuid::Uuid;

use super::{Client, named_by};
use crate::next_step;

/// A task and when it is due; what has no date comes after all that has one.
type Next = (bool, Option<Timestamp>, Uuid);

pub(super) fn follow(tx: &mut Tx<'_>, change: &Change) -> Result<()> {
    match change.object() {
        task::KEY => follow_task(tx, change),
        deal::KEY => {
            let clients = |deal: &Record| named_by(deal).collect::<BTreeSet<_>>();
            follow_part(tx, change, &clients)
        }
        contact::KEY => {
            let of = |person: &Record| person.reference(contact::COMPANY).map(Client::company).into_iter().collect();
            follow_part(tx, change, &of)
        }
        _ => Ok(()),
    }
}

fn follow_task(tx: &mut Tx<'_>, change: &Change) -> Result<()> {
    let open = |task: &&Record| task.deleted_at.is_none() && task.value(DONE_AT).is_null();
    let was = change.before.as_ref().filter(open).and_then(about);
    let is = Some(&change.after).filter(open).and_then(about);
    if was == is && !change.changes(DUE_AT) {
        return Ok(());
    }
    let both: BTreeSet<(String, Uuid)> = was.into_iter().chain(is).collect();
    for (object, id) in both {
        match object.as_str() {
            company::KEY => refresh(tx, Client::company(id))?,
            contact::KEY => refresh(tx, Client::contact(id))?,
            deal::KEY => {
                if let Some(deal) = tx.as_program(|tx| tx.find_any(deal::KEY, id))? {
                    refresh_all(tx, named_by(&deal))?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn about(task: &Record) -> Option<(String, Uuid)> {
    match task.value(ABOUT) {
        Value::Link(link) => Some((link.object.to_string(), link.id)),
        _ => None,
    }
}

/// A deal or a person that has something to be done comes to a client, leaves it, or goes into the bin or out of it.
fn follow_part(tx: &mut Tx<'_>, change: &Change, of: &dyn Fn(&Record) -> BTreeSet<Client>) -> Result<()> {
    let Some(before) = &change.before else { return Ok(()) };
    if before.value(NEXT_TASK).is_null() && change.after.value(NEXT_TASK).is_null() {
        return Ok(());
    }
    let (was, is) = (of(before), of(&change.after));
    let moved = before.deleted_at.is_some() != change.after.deleted_at.is_some();
    let touched: BTreeSet<Client> =
        if moved { was.union(&is).copied().collect() } else { was.symmetric_difference(&is).copied().collect() };
    refresh_all(tx, touched.into_iter())
}

/// People first: what is next about a company may be theirs.
fn refresh_all(tx: &mut Tx<'_>, clients: impl Iterator<Item = Client>) -> Result<()> {
    let mut clients: Vec<Client> = clients.collect();
    clients.sort_by_key(|client| client.object == company::KEY);
    clients.into_iter().try_for_each(|client| refresh(tx, client))
}

/// Writes what is next about a client anew, and about the company of a person for whom that has changed.
pub(crate) fn refresh(tx: &mut Tx<'_>, client: Client) -> Result<()> {
    tx.as_program(|tx| {
        let Some(record) = tx.find_any(client.object, client.id)? else { return Ok(()) };
        let next = nearest(tx, client)?;
        let (link, at) = match next {
            Some((_, at, id)) => {
                (Value::Link(LinkRef { object: task::KEY.into(), id }), at.map_or(Value::Null, Value::DateTime))
            }
            None => (Value::Null, Value::Null),
        };
        if *record.value(NEXT_TASK) == link && *record.value(NEXT_TASK_AT) == at {
            return Ok(());
        }
        tx.keep(&record, &[(NEXT_TASK, link), (NEXT_TASK_AT, at)])?;
        match record.reference(contact::COMPANY).filter(|_| client.object == contact::KEY) {
            Some(company) => refresh(tx, Client::company(company)),
            None => Ok(()),
        }
    })
}

fn nearest(tx: &mut Tx<'_>, client: Client) -> Result<Option<Next>> {
    let mut found: Vec<Next> = Vec::new();
    if let Some(task) = next_step::first_open(tx, client.id, false)? {
        let due = task.value(DUE_AT).as_time();
        found.push((due.is_none(), due, task.id));
    }
    found.extend(kept(tx, deal::KEY, client.field(), client.id)?);
    if client.object == company::KEY {
        found.extend(kept(tx, contact::KEY, contact::COMPANY, client.id)?);
    }
    Ok(found.into_iter().min())
}

/// What is next of all that is next about the records whose link leads to somebody.
fn kept(tx: &mut Tx<'_>, object: &str, link: &str, to: Uuid) -> Result<Option<Next>> {
    let object = tx.object(object)?;
    let mut query = ListQuery::new(&*object.key);
    query.filter = Expr::eq(object.must(link), Part::Value, to).and(Expr::term(object.must(NEXT_TASK), Test::Filled));
    query.sort = vec![Sort::new(NEXT_TASK_AT, Dir::Asc, &tx.cat, &object).map_err(Error::BadRequest)?];
    query.fields = Some(vec![object.must(NEXT_TASK), object.must(NEXT_TASK_AT)]);
    query.limit = 1;
    let row = tx.list(&query)?.rows.into_iter().next();
    Ok(row.and_then(|raw| {
        let record = wire::record(&object, raw);
        let due = record.value(NEXT_TASK_AT).as_time();
        match record.value(NEXT_TASK) {
            Value::Link(link) => Some((due.is_none(), due, link.id)),
            _ => None,
        }
    }))
}
