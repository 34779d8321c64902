//! Handing records over by rule, and saying why.

use kith_catalogue::Value;
use kith_catalogue::standard::{company, contact, deal, lead};
use kith_engine::people::users;
use kith_engine::{Change, Error, HandOver, Origin, Record, Result, Tx};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::pick::{self, Chosen};
use super::{find, list, react, takers, wait};
use crate::working_time;

/// The reason of a record that goes to whoever looks after its client.
const KNOWN: &str = "known_client";

/// What a new record gets that nobody has chosen an owner for.
pub(crate) fn on_create(tx: &mut Tx<'_>, change: &mut Change) -> Result<()> {
    if change.undo || !change.is_new() {
        return Ok(());
    }
    let carried_over = matches!(tx.ctx.origin, Origin::Import | Origin::Migration) && !tx.ctx.distribute;
    let mut target = None;
    if is_distributed(tx) && !chosen_by_hand(change) {
        target = give(tx, change)?;
    }
    if !carried_over {
        wait_for_manager(tx, change)?;
    }
    let is_open_lead = change.object() == lead::KEY && change.after.value(lead::STATUS).as_text() == Some(lead::NEW);
    if is_open_lead && !carried_over {
        react::promise(tx, &mut change.after, target)?;
    }
    Ok(())
}

/// Whether what comes through this door is shared out without anybody's asking for it.
fn is_distributed(tx: &Tx<'_>) -> bool {
    tx.ctx.distribute || matches!(tx.ctx.origin, Origin::Api | Origin::Channel | Origin::Rule)
}

fn chosen_by_hand(change: &Change) -> bool {
    change.after.object.owner.is_none_or(|owner| change.given.contains(&owner))
}

/// Gives a new record to whoever looks after the client, else to whom the rules choose. Answers in how many minutes he is
/// to react, where the rule says so.
fn give(tx: &mut Tx<'_>, change: &mut Change) -> Result<Option<u32>> {
    let rules = list(tx.sql(), change.object())?;
    if !rules.iter().any(|rule| rule.active) {
        return Ok(None);
    }
    if let Some(known) = manager_of_client(tx, &change.after)? {
        hand(change, known, known_only(known));
        return Ok(None);
    }
    let Some(chosen) = pick::by_rules(tx, &change.after, &[])? else { return Ok(None) };
    hand(change, chosen.user, why(&chosen, "rule", None));
    Ok(chosen.rule.definition.react_within)
}

/// Names the rule by which a new lead goes on that its client's manager does not accept, so that the event says so. What
/// somebody enters himself about a client of his own waits for nobody.
fn wait_for_manager(tx: &mut Tx<'_>, change: &mut Change) -> Result<()> {
    let Some(handed) = change.handed.as_ref().filter(|handed| is_known_client(&handed.why)) else { return Ok(()) };
    let by_himself = matches!(tx.ctx.origin, Origin::Ui) && tx.ctx.user_id() == change.after.owner();
    let left = handed.left.clone();
    let Some(user) = change.after.owner().filter(|_| !by_himself) else { return Ok(()) };
    let why = why_known(tx, &change.after, user)?;
    change.handed = Some(HandOver { left, why });
    Ok(())
}

/// Sets the owner of a record that its maker leaves to the rules.
fn hand(change: &mut Change, to: Uuid, why: Json) {
    let Some(owner) = change.after.object.owner else { return };
    // What the actor has left it as is what his rights are asked about, however often it is handed on.
    let left = change.handed.take().map_or_else(|| change.after.get(owner).clone(), |handed| handed.left);
    change.after.values[owner] = Value::Ref(to);
    change.handed = Some(HandOver { left, why });
}

/// Gives a lead to whoever looks after its client, as one may do who sees the client and may hand the lead over.
pub(crate) fn known_client(change: &mut Change, to: Uuid) {
    let Some(owner) = change.after.object.owner else { return };
    change.after.values[owner] = Value::Ref(to);
    change.handed = Some(HandOver { left: Value::Ref(to), why: known_only(to) });
}

/// Whoever looks after the client of a record and is here.
pub(super) fn manager_of_client(tx: &mut Tx<'_>, record: &Record) -> Result<Option<Uuid>> {
    let links = match &*record.object.key {
        lead::KEY => [(lead::CONTACT, contact::KEY), (lead::COMPANY, company::KEY)],
        _ => [(deal::CONTACT, contact::KEY), (deal::COMPANY, company::KEY)],
    };
    for (field, object) in links {
        let Some(id) = record.reference(field) else { continue };
        let client = tx.as_program(|tx| tx.find_any(object, id))?.filter(|client| client.deleted_at.is_none());
        let Some(owner) = client.and_then(|client| client.owner()) else { continue };
        if users::find(tx.sql(), owner)?.is_some_and(|person| person.active)
            && !working_time::calendar_of(tx, Some(owner))?.is_away(tx.ctx.now)
            && takers::may_have(tx, record, owner)?
        {
            return Ok(Some(owner));
        }
    }
    Ok(None)
}

/// The verb `assign` with `by: "rules"`: hands a record over as if it came now.
pub(crate) fn by_rules(tx: &mut Tx<'_>, record: Record) -> Result<Record> {
    super::rule::check_object(&record.object.key)?;
    let may = record.object.owner.is_some_and(|owner| tx.access.object(&record.object).may_write(owner));
    if !may {
        return Err(Error::forbidden("edit"));
    }
    let (to, why) = match manager_of_client(tx, &record)? {
        Some(known) => (known, why_known(tx, &record, known)?),
        None => match pick::by_rules(tx, &record, &[])? {
            Some(chosen) => (chosen.user, why(&chosen, "rule", None)),
            None => return Err(Error::refused("nobody_available")),
        },
    };
    tx.hand_over(record, to, why)
}

/// Why somebody got a record, for the log.
pub(super) fn why(chosen: &Chosen, reason: &str, after: Option<u32>) -> Json {
    json!({
        "reason": reason, "user": chosen.user, "rule": chosen.rule.id, "name": chosen.rule.name,
        "method": chosen.rule.definition.method.as_str(), "team": chosen.team, "after": after,
    })
}

fn known_only(user: Uuid) -> Json {
    json!({"reason": KNOWN, "user": user})
}

fn is_known_client(why: &Json) -> bool {
    why.get("reason").and_then(Json::as_str) == Some(KNOWN)
}

/// Why whoever looks after the client got a record, and by which rule it goes on should he not accept it: the first that
/// fits, if that one lets leads go on. Where none does, it stays with him.
pub(super) fn why_known(tx: &mut Tx<'_>, record: &Record, user: Uuid) -> Result<Json> {
    let mut why = known_only(user);
    let is_new = record.value(lead::STATUS).as_text() == Some(lead::NEW);
    if &*record.object.key != lead::KEY || !is_new {
        return Ok(why);
    }
    let Some(rule) = pick::fitting(tx, record)? else { return Ok(why) };
    if let Some(after) = rule.definition.move_after {
        why["rule"] = json!(rule.id);
        why["name"] = json!(rule.name);
        why["after"] = json!(after);
    }
    Ok(why)
}

/// Writes what follows from handing a record over: whose turn it was, and that the lead waits to be accepted.
pub(crate) fn follow(tx: &mut Tx<'_>, change: &Change) -> Result<()> {
    let Some(handed) = &change.handed else { return Ok(()) };
    let id = |key: &str| handed.why.get(key).and_then(Json::as_str).and_then(|id| id.parse::<Uuid>().ok());
    let (Some(rule), Some(user)) = (id("rule"), id("user")) else { return Ok(()) };
    let Some(rule) = find(tx.sql(), rule)? else { return Ok(()) };
    let reason = handed.why.get("reason").and_then(Json::as_str);
    // Whoever looks after the client got it out of turn.
    if !matches!(reason, Some("escalated" | KNOWN)) {
        pick::taken(tx, &rule, user, id("team"))?;
    }
    let is_new = change.after.value(lead::STATUS).as_text() == Some(lead::NEW);
    if change.object() == lead::KEY && is_new && matches!(reason, Some("rule" | KNOWN)) {
        wait::begin(tx, change.after.id, &rule, vec![user])?;
    }
    Ok(())
}
