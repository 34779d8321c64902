//! From events to notifications: who is to be told what follows from an event, as far as he may see it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use kith_catalogue::standard::{deal, deal_member, task};
use kith_engine::events::{EventRow, FieldChange};
use kith_engine::reactor::{Effect, Reactor};
use kith_engine::timeline::NOTE_FIELD;
use kith_engine::{Reader, Result, Sql, Workspace};
use serde_json::Value as Json;
use uuid::Uuid;

use super::post::{DAY, Draft, post};
use super::{Kind, approvers, remind, settings};
use crate::followers;
use crate::notes::{self, MENTIONS_FIELD};
use crate::prices::approval;

/// What is older than this when it is looked at is no news: history that was carried over, a server that stood still.
const STALE: i64 = 7 * DAY;

/// Tells people what happens.
#[derive(Debug, Clone, Copy, Default)]
pub struct Notifications;

impl Reactor for Notifications {
    fn name(&self) -> &'static str {
        "notifications"
    }

    fn begin(&self, _: &Workspace, reader: &mut Reader<'_>) -> Result<Option<Effect>> {
        let rows = reader.conn().query(&Sql::new("SELECT id FROM user_account WHERE active = 1"))?;
        let people: Vec<Uuid> = rows.iter().map(|row| row.uuid(0)).collect::<Result<_, _>>()?;
        Ok(Some(Box::new(move |tx| {
            let now = tx.ctx.now;
            people.iter().try_for_each(|user| remind::by(tx.sql(), *user, now, now))
        })))
    }

    fn react(&self, ws: &Workspace, reader: &mut Reader<'_>, events: &[EventRow]) -> Result<Option<Effect>> {
        let now = reader.ctx.now.as_millisecond();
        let news: Vec<&EventRow> =
            events.iter().filter(|event| event.origin != "migration" && now - event.at < STALE).collect();
        let wanted = Candidates::of(reader, &news)?.wanted(reader)?;
        let drafts = permitted(ws, reader, &news, wanted)?;
        let reminders = remind::called_for(reader, events)?;
        if drafts.is_empty() && reminders.is_empty() {
            return Ok(None);
        }
        Ok(Some(Box::new(move |tx| {
            post(tx, &drafts)?;
            let now = tx.ctx.now;
            reminders.iter().try_for_each(|(user, at)| remind::by(tx.sql(), *user, *at, now))
        })))
    }
}

/// Somebody who may be told of an event.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    /// Which of the events.
    event: usize,
    kind: Kind,
    note: Option<Uuid>,
}

/// Who may be told of what; of each event only the most telling.
#[derive(Default)]
struct Candidates(BTreeMap<Uuid, Vec<Candidate>>);

impl Candidates {
    fn of(reader: &mut Reader<'_>, news: &[&EventRow]) -> Result<Self> {
        let around = Around::of(reader, news)?;
        // What rules do in the wake of somebody's change is no news to him: the first task of a deal that he has made.
        let behind: HashMap<Uuid, Uuid> = news.iter().filter_map(|event| Some((event.batch?, event.actor?))).collect();
        let mut found = Self::default();
        for (at, event) in news.iter().enumerate() {
            if event.name == "import.ended" {
                found.add(at, event.actor, Kind::ImportDone, None);
                continue;
            }
            let Some(object) = reader.cat.object(&event.object) else { continue };
            let note = new_value(event, NOTE_FIELD).and_then(|json| json.as_str()?.parse().ok());
            let mentioned = new_value(event, MENTIONS_FIELD).map(ids).unwrap_or_default();
            let owner = object.owner.map(|ix| &*object.fields[ix].key);
            let assigned = owner.and_then(|key| new_value(event, key)).map(ids).unwrap_or_default();
            let joined = match event.object.as_str() {
                task::KEY => joined(event, task::PARTICIPANTS),
                deal_member::KEY => joined(event, deal_member::USER),
                _ => Vec::new(),
            };
            let owner = around.owners.get(&event.record).copied();
            let led_by = owner.and_then(|owner| around.managers.get(&owner)).copied().filter(|it| Some(*it) != owner);
            let followers = around.followers.get(&event.record).into_iter().flatten().copied();
            let by = event.actor.or_else(|| behind.get(&event.batch?).copied());
            let mut told: HashSet<Uuid> = by.into_iter().collect();
            let mut tell = |found: &mut Self, user: Option<Uuid>, kind: Kind| {
                if let Some(user) = user.filter(|user| told.insert(*user)) {
                    found.add(at, Some(user), kind, note);
                }
            };
            mentioned.into_iter().for_each(|user| tell(&mut found, Some(user), Kind::Mentioned));
            assigned.into_iter().chain(joined).for_each(|user| tell(&mut found, Some(user), Kind::Assigned));
            match event.name.as_str() {
                name if is_silent(name) => {}
                name if name.ends_with(".noted") => {
                    tell(&mut found, owner, Kind::Note);
                    followers.for_each(|user| tell(&mut found, Some(user), Kind::Note));
                }
                name => {
                    match name.strip_prefix(deal::KEY) {
                        Some(".won") => tell(&mut found, led_by, Kind::DealWon),
                        Some(".lost") => tell(&mut found, led_by, Kind::DealLost),
                        Some(".discount_asked") => around
                            .discounts
                            .get(&event.record)
                            .into_iter()
                            .flatten()
                            .for_each(|user| tell(&mut found, Some(*user), Kind::DiscountAsked)),
                        Some(".discount_approved" | ".discount_refused") => {
                            around
                                .discounts
                                .get(&event.record)
                                .into_iter()
                                .flatten()
                                .for_each(|user| tell(&mut found, Some(*user), Kind::DiscountDecided));
                        }
                        _ => {}
                    }
                    followers.for_each(|user| tell(&mut found, Some(user), Kind::Changed));
                }
            }
        }
        Ok(found)
    }

    fn add(&mut self, event: usize, user: Option<Uuid>, kind: Kind, note: Option<Uuid>) {
        if let Some(user) = user {
            self.0.entry(user).or_default().push(Candidate { event, kind, note });
        }
    }

    /// Without what people do not want to hear.
    fn wanted(mut self, reader: &mut Reader<'_>) -> Result<Self> {
        let people: Vec<Uuid> = self.0.keys().copied().collect();
        for (user, settings) in settings::of_many(reader.conn(), &people)? {
            if let Some(of_user) = self.0.get_mut(&user) {
                of_user.retain(|candidate| settings.wants(candidate.kind));
            }
        }
        Ok(self)
    }
}

/// What is told of in another way, or not at all: a note that is gone or here again is no news.
fn is_silent(name: &str) -> bool {
    let verb = name.rsplit('.').next().unwrap_or_default();
    ["mentioned", "created", notes::WITHDRAWN, notes::RETURNED].contains(&verb)
}

/// What has to be known about the records of events and their people.
#[derive(Default)]
struct Around {
    owners: HashMap<Uuid, Uuid>,
    managers: HashMap<Uuid, Uuid>,
    followers: HashMap<Uuid, Vec<Uuid>>,
    /// Whom discounts concern: those who may approve one that is asked for, or whoever asked for one that is decided.
    discounts: HashMap<Uuid, Vec<Uuid>>,
}

impl Around {
    fn of(reader: &mut Reader<'_>, news: &[&EventRow]) -> Result<Self> {
        let mut around = Self::default();
        let mut owned: BTreeMap<&str, BTreeSet<Uuid>> = BTreeMap::new();
        let mut followed: BTreeMap<&str, BTreeSet<Uuid>> = BTreeMap::new();
        for event in news.iter().filter(|event| reader.cat.object(&event.object).is_some()) {
            let verb = event.name.rsplit('.').next().unwrap_or_default();
            if matches!(verb, "noted" | "won" | "lost") {
                owned.entry(&event.object).or_default().insert(event.record);
            }
            if verb != "created" {
                followed.entry(&event.object).or_default().insert(event.record);
            }
        }
        for (object, ids) in owned {
            let ids: Vec<Uuid> = ids.into_iter().collect();
            let records = reader.find_many(object, &ids)?;
            around.owners.extend(records.iter().filter_map(|record| Some((record.id, record.owner()?))));
        }
        for (object, ids) in followed {
            let ids: Vec<Uuid> = ids.into_iter().collect();
            around.followers.extend(followers::of_many(reader.conn(), object, &ids)?);
        }
        for event in news.iter().filter(|event| event.object == deal::KEY) {
            let concerned = match event.name.as_str() {
                "deal.discount_asked" => match (event.actor, approval::asked_for(reader, event.record)?) {
                    (Some(asker), Some(percent)) => approvers::of(reader, asker, percent)?,
                    _ => continue,
                },
                "deal.discount_approved" | "deal.discount_refused" => {
                    approvers::asker(reader, event.record)?.into_iter().collect()
                }
                _ => continue,
            };
            around.discounts.insert(event.record, concerned);
        }
        let people: BTreeSet<Uuid> = around.owners.values().copied().collect();
        if !people.is_empty() {
            let mut sql = Sql::new("SELECT id, manager FROM user_account WHERE manager IS NOT NULL AND id IN ");
            sql.list(people);
            for row in reader.conn().query(&sql)? {
                around.managers.insert(row.uuid(0)?, row.uuid(1)?);
            }
        }
        Ok(around)
    }
}

/// What is left of the candidates: active people, records that they may see, changes of which they may read something.
fn permitted(ws: &Workspace, reader: &mut Reader<'_>, news: &[&EventRow], of: Candidates) -> Result<Vec<Draft>> {
    let mut drafts = Vec::new();
    for (user, candidates) in of.0.into_iter().filter(|(_, candidates)| !candidates.is_empty()) {
        let Some(actor) = ws.actors().get(reader.conn(), user, None)? else { continue };
        let mut reader = reader.as_seen_by(actor);
        let mut records: BTreeMap<&str, BTreeSet<Uuid>> = BTreeMap::new();
        for candidate in candidates.iter().filter(|candidate| candidate.kind != Kind::ImportDone) {
            let event = news[candidate.event];
            records.entry(&event.object).or_default().insert(event.record);
        }
        let mut seen: HashSet<Uuid> = HashSet::new();
        for (object, ids) in records {
            let ids: Vec<Uuid> = ids.into_iter().collect();
            seen.extend(reader.titles(object, &ids)?.into_keys());
        }
        for candidate in candidates {
            let event = news[candidate.event];
            let may_hear = candidate.kind == Kind::ImportDone
                || (seen.contains(&event.record) && may_read(&reader, event, candidate.kind));
            if may_hear {
                drafts.push(draft(user, candidate, event));
            }
        }
    }
    Ok(drafts)
}

/// Whether somebody may read what makes the event his business.
fn may_read(reader: &Reader<'_>, event: &EventRow, kind: Kind) -> bool {
    let Some(object) = reader.cat.object(&event.object) else { return false };
    let access = reader.access.object(object);
    let reads = |change: &FieldChange| object.field(&change.field).is_none_or(|ix| access.may_read(ix));
    match kind {
        Kind::Mentioned | Kind::Note => true,
        Kind::DealWon | Kind::DealLost => object.field(deal::STAGE).is_some_and(|ix| access.may_read(ix)),
        _ => event.changes.is_empty() || event.changes.iter().any(reads),
    }
}

fn draft(user: Uuid, candidate: Candidate, event: &EventRow) -> Draft {
    let Candidate { kind, note, .. } = candidate;
    let merge = match kind {
        Kind::ImportDone => Some(event.record.to_string()),
        _ => event.batch.map(|batch| format!("{batch} {}", event.object)),
    };
    let text = match kind {
        Kind::Changed => Some(event.name.clone()),
        Kind::ImportDone => new_value(event, "ended").map(Json::to_string),
        _ => None,
    };
    Draft {
        user,
        kind,
        at: event.at,
        actor: event.actor.filter(|actor| *actor != user),
        record: Some((event.object.clone(), event.record)),
        event: Some(event.id),
        note,
        text,
        merge,
    }
}

fn new_value<'e>(event: &'e EventRow, field: &str) -> Option<&'e Json> {
    event.changes.iter().find(|change| change.field == field).and_then(|change| change.after.as_ref())
}

/// The people who have come into a list.
fn joined(event: &EventRow, field: &str) -> Vec<Uuid> {
    let Some(change) = event.changes.iter().find(|change| change.field == field) else { return Vec::new() };
    let before = change.before.as_ref().map(ids).unwrap_or_default();
    let after = change.after.as_ref().map(ids).unwrap_or_default();
    after.into_iter().filter(|user| !before.contains(user)).collect()
}

/// One id or several.
fn ids(json: &Json) -> Vec<Uuid> {
    let one = |json: &Json| json.as_str().and_then(|text| text.parse().ok());
    match json {
        Json::Array(list) => list.iter().filter_map(one).collect(),
        json => one(json).into_iter().collect(),
    }
}
