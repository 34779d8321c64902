//! What follows for a lead: its number and name, the client that it is from where he is known, and what becomes of it.

use kith_catalogue::filter::{Expr, Test};
use kith_catalogue::sort::{Dir, Sort};
use kith_catalogue::standard::lead::{
    self, ACCEPTED, COMPANY, COMPANY_NAME, CONTACT, CONTACT_NAME, CONVERTED, EMAILS, HANDLED_AT, LINKED, NAME, NEW,
    NUMBER, OWNER, PHONES, REJECT_NOTE, REJECT_REASON, REJECTED, STATUS,
};
use kith_catalogue::standard::{CREATED_AT, company, contact};
use kith_catalogue::{Kind, Lang, LinkRef, Value};
use kith_engine::query::ListQuery;
use kith_engine::{Change, Error, Origin, Record, Result, Tx, wire};
use kith_policy::Action;
use rust_decimal::Decimal;

use super::place::Place;
use super::{is_plain_update, standing};
use crate::{distribution, leads, stage_rules, stay};

/// The longest name that is composed, in characters.
const MAX_NAME: usize = 250;

pub(super) fn complete(tx: &mut Tx<'_>, change: &mut Change) -> Result<()> {
    stage_rules::keep_filled(tx, change)?;
    stage_rules::check_checklist(tx, change)?;
    if change.undo {
        return standing::take_back(tx, change);
    }
    if change.is_new() {
        if change.after.value(STATUS).is_null() {
            change.after.set(STATUS, Value::Option(NEW.to_owned()));
        }
        let number = tx.next_number(lead::KEY)?;
        change.after.set(NUMBER, Value::Number(Decimal::from(number)));
        recognise(tx, change)?;
    }
    if change.after.value(NAME).as_text().is_none_or(|name| name.trim().is_empty()) {
        let name = compose_name(tx, &change.after);
        change.after.set(NAME, Value::Text(name));
    }
    let place = standing::settle(tx, change)?;
    follow_status(tx, change)?;
    // Before the rules are asked: whom distribution chooses is the owner that a stage may require.
    distribution::on_create(tx, change)?;
    let Some(Place { was, pipeline, stage }) = place else { return Ok(()) };
    if change.is_new() {
        stay::foretell(tx, change, stage.id)?;
    }
    stage_rules::enforce(tx, change, was.as_ref(), &pipeline, &stage)?;
    if was.is_some_and(|was| was.id != stage.id) && is_plain_update(change) {
        change.event = "lead.moved".to_owned();
    }
    Ok(())
}

/// What somebody says becomes of it: rejecting needs a reason, and only the verbs link and convert.
fn follow_status(tx: &mut Tx<'_>, change: &mut Change) -> Result<()> {
    let is = change.after.value(STATUS).as_text().unwrap_or_default().to_owned();
    if is == REJECTED && (change.changes(STATUS) || change.changes(REJECT_REASON) || change.changes(REJECT_NOTE)) {
        let reason = change.after.value(REJECT_REASON).as_text();
        if reason.is_none() {
            return Err(Error::field(REJECT_REASON, "required"));
        }
        if reason == Some("other") && change.after.value(REJECT_NOTE).is_null() {
            return Err(Error::field(REJECT_NOTE, "required"));
        }
    }
    if !change.changes(STATUS) {
        return Ok(());
    }
    let was = change.before.as_ref().and_then(|before| before.value(STATUS).as_text()).unwrap_or(NEW).to_owned();
    let carried_over = matches!(tx.ctx.origin, Origin::Import | Origin::Migration);
    let settled = |status: &str| matches!(status, CONVERTED | LINKED);
    let by_verb = matches!(change.event.as_str(), "lead.converted" | "lead.linked");
    if (settled(&is) || settled(&was)) && !by_verb && !carried_over {
        return Err(Error::field(STATUS, "only_by_verb"));
    }
    if was == REJECTED && is != REJECTED {
        for key in [REJECT_REASON, REJECT_NOTE] {
            if !change.has_given(key) {
                change.after.set(key, Value::Null);
            }
        }
    }
    if is != NEW && change.after.value(HANDLED_AT).is_null() {
        change.after.set(HANDLED_AT, Value::DateTime(tx.ctx.now));
        if !carried_over {
            distribution::reacted(tx, change)?;
        }
    }
    if is == ACCEPTED && !change.is_new() && !carried_over {
        leads::open_card(tx, change)?;
    }
    if is_plain_update(change) {
        change.event = match (was.as_str(), is.as_str()) {
            (REJECTED, _) => "lead.reopened",
            (_, REJECTED) => "lead.rejected",
            (NEW, ACCEPTED) => "lead.accepted",
            _ => return Ok(()),
        }
        .to_owned();
    }
    Ok(())
}

/// An inquiry from a telephone or address that is known belongs to that client, and to whoever looks after him.
fn recognise(tx: &mut Tx<'_>, change: &mut Change) -> Result<()> {
    if !change.after.value(CONTACT).is_null() || !change.after.value(COMPANY).is_null() {
        return Ok(());
    }
    let link = |record: &Record| Value::Link(LinkRef { object: record.object.key.clone(), id: record.id });
    let client = match known(tx, &change.after, contact::KEY)? {
        Some(person) => {
            change.after.set(CONTACT, link(&person));
            change.after.set(COMPANY, person.value(contact::COMPANY).clone());
            person
        }
        None => match known(tx, &change.after, company::KEY)? {
            Some(company) => {
                change.after.set(COMPANY, link(&company));
                company
            }
            None => return Ok(()),
        },
    };
    let Some(owner) = client.owner().filter(|_| !change.has_given(OWNER)) else { return Ok(()) };
    let active = kith_engine::people::users::find(tx.sql(), owner)?.is_some_and(|person| person.active);
    let mut given = change.after.clone();
    given.set(OWNER, Value::Ref(owner));
    // Whoever may not hand it over keeps it himself.
    if active && tx.may(&given, Action::Create)? && tx.may(&given, Action::Read)? {
        distribution::known_client(change, owner);
    }
    Ok(())
}

/// The oldest record with one of the lead's addresses or telephones, as far as the actor may see it.
fn known(tx: &mut Tx<'_>, lead: &Record, object: &str) -> Result<Option<Record>> {
    let object = match tx.object(object) {
        Ok(object) => object,
        Err(Error::NotFound) => return Ok(None),
        Err(error) => return Err(error),
    };
    for key in [EMAILS, PHONES] {
        let (Some(own), Some(theirs)) = (lead.object.get(key), object.field(key)) else { continue };
        let keys = own.kind.lookup_keys(lead.value(key));
        if keys.is_empty() || !tx.access.object(&object).may_read(theirs) {
            continue;
        }
        let mut query = ListQuery::new(object.key.to_string());
        query.filter = Expr::term(theirs, Test::Lookup { keys });
        query.sort = Sort::new(CREATED_AT, Dir::Asc, &tx.cat, &object).into_iter().collect();
        query.limit = 1;
        if let Some(raw) = tx.list(&query)?.rows.into_iter().next() {
            return Ok(Some(wire::record(&object, raw)));
        }
    }
    Ok(None)
}

/// "Person – Company", or what there is of it, else "Lead 12".
fn compose_name(tx: &Tx<'_>, lead: &Record) -> String {
    let mut parts: Vec<String> =
        [CONTACT_NAME, COMPANY_NAME].iter().filter_map(|key| lead.value(key).as_text().map(str::to_owned)).collect();
    if parts.is_empty() {
        parts.extend(first_of(lead, PHONES).or_else(|| first_of(lead, EMAILS)));
    }
    if !parts.is_empty() {
        return parts.join(" – ").chars().take(MAX_NAME).collect();
    }
    let word = match tx.cat.language {
        Lang::En | Lang::Cs => "Lead",
        Lang::Ru => "Лид",
    };
    format!("{word} {}", lead.value(NUMBER).as_number().unwrap_or_default())
}

/// The first telephone number or address, as it was typed.
pub(crate) fn first_of(lead: &Record, key: &str) -> Option<String> {
    debug_assert!(matches!(lead.object.get(key).map(|field| &field.kind), Some(Kind::Phones | Kind::Emails)));
    match lead.value(key) {
        Value::Phones(phones) => phones.first().map(|phone| phone.value.clone()),
        Value::Emails(emails) => emails.first().map(|email| email.value.clone()),
        _ => None,
    }
}
