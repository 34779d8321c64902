//! The people of a rule, and what keeps them from taking a record.

use std::collections::{BTreeSet, HashMap};

use kith_catalogue::filter::{Path, StageField};
use kith_catalogue::standard::{deal, lead};
use kith_catalogue::{Cell, Filter};
use kith_engine::people::{teams, users};
use kith_engine::query::{AggregateQuery, Figure, Group};
use kith_engine::{Error, Record, Result, Tx};
use kith_policy::Action;
use serde::Serialize;
use serde_json::json;
use uuid::Uuid;

use super::rule::{Method, Taker};
use super::{Rule, fits};
use crate::working_time::{self, Calendar};

/// What keeps somebody from taking a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Obstacle {
    /// He is away.
    Away,
    /// It is not his working time.
    OffHours,
    /// He has as many open records as he takes.
    Full,
    /// He does not have the skill.
    Unskilled,
    /// He could not see the record.
    NoAccess,
    /// He has had it already.
    HadIt,
}

/// Somebody who was passed over, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passed {
    /// Who.
    pub user: Uuid,
    /// Why.
    pub because: Obstacle,
}

/// Somebody who may take a record.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) id: Uuid,
    /// The team of the rule that he is here for.
    pub(super) team: Option<Uuid>,
    /// How many open records he has.
    pub(super) load: u64,
    pub(super) calendar: Calendar,
}

/// One of the people of a rule.
struct Member {
    person: users::Person,
    /// The team of the rule that he is in, or above his.
    team: Option<Uuid>,
    /// What the rule says of him.
    taker: Option<Taker>,
}

/// The active people of a rule in order, those named before those of its teams.
fn everybody(tx: &mut Tx<'_>, rule: &Rule) -> Result<Vec<Member>> {
    let rule = &rule.definition;
    let people = users::list(tx.sql())?;
    let parents: HashMap<Uuid, Option<Uuid>> =
        teams::list(tx.sql())?.into_iter().map(|team| (team.id, team.parent)).collect();
    let home = |team: Option<Uuid>| {
        let mut at = team;
        for _ in 0..=parents.len() {
            let team = at?;
            if rule.teams.contains(&team) {
                return Some(team);
            }
            at = parents.get(&team).copied().flatten();
        }
        None
    };
    let taker = |id: Uuid| rule.people.iter().find(|taker| taker.user == id).cloned();
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    if rule.method != Method::Team {
        for named in &rule.people {
            if let Some(person) = people.iter().find(|person| person.id == named.user && person.active)
                && seen.insert(person.id)
            {
                found.push(Member { person: person.clone(), team: home(person.team), taker: Some(named.clone()) });
            }
        }
    }
    for person in people.into_iter().filter(|person| person.active && !seen.contains(&person.id)) {
        if let Some(team) = home(person.team) {
            let taker = taker(person.id);
            found.push(Member { person, team: Some(team), taker });
        }
    }
    Ok(found)
}

/// Those who may take a record, and in `passed` those who may not.
pub(super) fn free(
    tx: &mut Tx<'_>,
    record: &Record,
    rule: &Rule,
    had: &[Uuid],
    passed: &mut Vec<Passed>,
) -> Result<Vec<Candidate>> {
    let all = everybody(tx, rule)?;
    let definition = &rule.definition;
    let capped = definition.capacity.is_some()
        || all.iter().any(|member| member.taker.as_ref().is_some_and(|taker| taker.capacity.is_some()));
    let counts = matches!(definition.method, Method::LeastLoaded | Method::Team) || capped;
    let ids: Vec<Uuid> = all.iter().map(|member| member.person.id).collect();
    let loads = if counts { open_records(tx, record, &ids)? } else { HashMap::new() };
    let wanted = match (&definition.skill_field, definition.method) {
        (Some(field), Method::Skill) => Some(fits::words(tx, record, field)?),
        _ => None,
    };
    let (kept, fallback, now) = (working_time::load(tx.sql())?, tx.cat.zone.clone(), tx.ctx.now);
    let mut away: HashMap<Uuid, Vec<_>> = HashMap::new();
    for (user, from, to) in working_time::days_of_all(tx.sql(), now)? {
        away.entry(user).or_default().push((from, to));
    }
    let mut found = Vec::new();
    for Member { person, team, taker } in all {
        let mut calendar = kept.calendar(person.team, person.time_zone.as_deref(), &fallback);
        for (from, to) in away.remove(&person.id).unwrap_or_default() {
            calendar = calendar.with_absence(from, to);
        }
        let load = loads.get(&person.id).copied().unwrap_or(0);
        let capacity = taker.as_ref().and_then(|taker| taker.capacity).or(definition.capacity);
        let skilled = |wanted: &Vec<String>| {
            let skills = taker.iter().flat_map(|taker| &taker.skills);
            skills.map(|skill| kith_catalogue::text::fold(skill.trim())).any(|skill| wanted.contains(&skill))
        };
        let obstacle = if had.contains(&person.id) {
            Some(Obstacle::HadIt)
        } else if wanted.as_ref().is_some_and(|wanted| !skilled(wanted)) {
            Some(Obstacle::Unskilled)
        } else if calendar.is_away(now) {
            Some(Obstacle::Away)
        } else if capacity.is_some_and(|most| load >= u64::from(most)) {
            Some(Obstacle::Full)
        } else if !may_have(tx, record, person.id)? {
            Some(Obstacle::NoAccess)
        } else {
            None
        };
        match obstacle {
            Some(because) => passed.push(Passed { user: person.id, because }),
            None => {
                found.push(Candidate { id: person.id, team, load, calendar });
            }
        }
    }
    Ok(found)
}

/// Whether somebody could see a record that is his.
pub(super) fn may_have(tx: &mut Tx<'_>, record: &Record, user: Uuid) -> Result<bool> {
    let ws = tx.workspace();
    let Some(actor) = ws.actors().get(tx.sql(), user, None)? else { return Ok(false) };
    let mut his = record.clone();
    if let Some(owner) = record.object.owner {
        his.values[owner] = kith_catalogue::Value::Ref(user);
    }
    tx.as_seen_by(actor).may(&his, Action::Read)
}

/// How many open records of a record's object people have, itself left out.
fn open_records(tx: &mut Tx<'_>, record: &Record, people: &[Uuid]) -> Result<HashMap<Uuid, u64>> {
    let Some(owner) = record.object.owner.filter(|_| !people.is_empty()) else { return Ok(HashMap::new()) };
    let open = match &*record.object.key {
        lead::KEY => json!({"field": lead::STATUS, "op": "in", "value": [lead::NEW, lead::ACCEPTED]}),
        _ => json!({"field": format!("{}.{}", deal::STAGE, StageField::Kind.key()), "op": "eq", "value": "open"}),
    };
    let whose = json!({"field": record.object.fields[owner].key, "op": "in", "value": people});
    tx.as_program(|tx| {
        let zone = tx.cat.zone.clone();
        let filter = Filter::parse(&json!({"and": [whose, open]}), &tx.cat, &record.object, &tx.filter_cx(&zone));
        let mut query = AggregateQuery::new(record.object.key.clone());
        query.filter = filter.map_err(Error::Invalid)?;
        query.group = vec![Group { path: Path::field(owner), bucket: None }];
        let mut found = HashMap::new();
        for row in tx.aggregate(&query)? {
            let (Some(Cell::Uuid(user)), Some(figure)) = (row.keys[0].first(), row.figures.first()) else { continue };
            if let Figure::Count(count) = figure.figure {
                let own = u64::from(record.rid != 0 && record.owner() == Some(*user));
                found.insert(*user, count.saturating_sub(own));
            }
        }
        Ok(found)
    })
}
