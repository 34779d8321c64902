//! Choosing one of those who may take a record.

use kith_engine::{Record, Result, Tx};
use uuid::Uuid;

use super::rule::{AtWork, Method};
use super::takers::{self, Candidate, Obstacle, Passed};
use super::turns::{self, Turns};
use super::{Rule, fits, list};

/// Somebody chosen by a rule.
#[derive(Debug, Clone)]
pub(super) struct Chosen {
    pub(super) user: Uuid,
    pub(super) rule: Rule,
    /// The team whose turn it was.
    pub(super) team: Option<Uuid>,
}

/// Whom the rules in force choose for a record: the first that fits and finds somebody. `had` are left out.
pub(super) fn by_rules(tx: &mut Tx<'_>, record: &Record, had: &[Uuid]) -> Result<Option<Chosen>> {
    for rule in list(tx.sql(), &record.object.key)?.into_iter().filter(|rule| rule.active) {
        if fits::fits(tx, record, rule.definition.filter.as_ref())?
            && let Some(chosen) = by_rule(tx, record, &rule, had, &mut Vec::new())?
        {
            return Ok(Some(chosen));
        }
    }
    Ok(None)
}

/// The first rule in force whose filter a record passes, whether it finds somebody or not.
pub(super) fn fitting(tx: &mut Tx<'_>, record: &Record) -> Result<Option<Rule>> {
    for rule in list(tx.sql(), &record.object.key)?.into_iter().filter(|rule| rule.active) {
        if fits::fits(tx, record, rule.definition.filter.as_ref())? {
            return Ok(Some(rule));
        }
    }
    Ok(None)
}

/// Whom a rule chooses.
pub(super) fn by_rule(
    tx: &mut Tx<'_>,
    record: &Record,
    rule: &Rule,
    had: &[Uuid],
    passed: &mut Vec<Passed>,
) -> Result<Option<Chosen>> {
    let free = takers::free(tx, record, rule, had, passed)?;
    let free = at_work(tx, free, rule.definition.hours, passed);
    let turns = turns::of(tx.sql(), rule.id)?;
    let chosen = choose(free, rule.definition.method, &turns);
    Ok(chosen.map(|one| {
        let team = one.team.filter(|_| rule.definition.method == Method::Team);
        Chosen { user: one.id, rule: rule.clone(), team }
    }))
}

/// Those whom working hours leave.
fn at_work(tx: &Tx<'_>, free: Vec<Candidate>, hours: AtWork, passed: &mut Vec<Passed>) -> Vec<Candidate> {
    if hours == AtWork::Ignore {
        return free;
    }
    let now = tx.ctx.now;
    let opens: Vec<_> = free.iter().map(|one| one.calendar.add(now, 0)).collect();
    let first = match hours {
        AtWork::Only => Some(now),
        _ => opens.iter().flatten().min().copied(),
    };
    let mut left = Vec::new();
    for (one, opens) in free.into_iter().zip(opens) {
        if first.is_none() || (opens.is_some() && opens == first) {
            left.push(one);
        } else {
            passed.push(Passed { user: one.id, because: Obstacle::OffHours });
        }
    }
    left
}

fn choose(free: Vec<Candidate>, method: Method, turns: &Turns) -> Option<Candidate> {
    // Of equals, the one who is named first.
    let by = |key: &dyn Fn(&Candidate) -> (i64, u64, i64)| free.iter().min_by_key(|one| key(one)).cloned();
    match method {
        Method::Person => free.first().cloned(),
        Method::RoundRobin | Method::Weighted | Method::Skill => by(&|one| (turns.mark(one.id), 0, 0)),
        Method::LeastLoaded => by(&|one| (0, one.load, turns.mark(one.id))),
        Method::Team => by(&|one| (one.team.map_or(i64::MAX, |team| turns.mark(team)), one.load, turns.mark(one.id))),
    }
}

/// Notes what a choice leads to: whose turn it was.
pub(super) fn taken(tx: &mut Tx<'_>, rule: &Rule, user: Uuid, team: Option<Uuid>) -> Result<()> {
    let weight = match rule.definition.method {
        Method::Weighted => {
            rule.definition.people.iter().find(|taker| taker.user == user).and_then(|taker| taker.weight)
        }
        _ => None,
    };
    turns::taken(tx.sql(), rule.id, team.unwrap_or(user), weight.unwrap_or(1))
}
