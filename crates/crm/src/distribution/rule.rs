//! What a rule says. Kept as JSON, in the form in which the API takes and gives it.

use std::collections::BTreeSet;

use kith_catalogue::filter::Path;
use kith_catalogue::standard::{deal, lead};
use kith_catalogue::{Filter, Problem};
use kith_engine::people::{teams, users};
use kith_engine::{Error, Result, Tx};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use uuid::Uuid;

use crate::working_time::LONGEST;

/// The most people and teams that a rule names.
const MOST: usize = 500;
/// The most weight that somebody has.
pub(super) const MOST_WEIGHT: u32 = 100;
/// So many people are asked before the head is, unless the rule says otherwise.
const USUAL_MOVES: u32 = 3;

/// Which records go to whom, and how.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// Which records; all when left out.
    #[serde(default)]
    pub filter: Option<Json>,
    /// How one is chosen.
    pub method: Method,
    /// The people among whom.
    #[serde(default)]
    pub people: Vec<Taker>,
    /// The teams among whose people, and those of the teams below.
    #[serde(default)]
    pub teams: Vec<Uuid>,
    /// The field that skills are compared with, for the method `skill`.
    #[serde(default)]
    pub skill_field: Option<String>,
    /// What working hours mean here.
    #[serde(default)]
    pub hours: AtWork,
    /// How many open records of the object somebody has at most; a person's own goes before it.
    #[serde(default)]
    pub capacity: Option<u32>,
    /// In how many minutes of work somebody is to react to a lead; the team's target when left out.
    #[serde(default)]
    pub react_within: Option<u32>,
    /// After how many minutes of work a lead that nobody has accepted goes to the next.
    #[serde(default)]
    pub move_after: Option<u32>,
    /// How often it goes on; three times when left out.
    #[serde(default)]
    pub moves: Option<u32>,
    /// Whether it then goes to the head of whoever had it last.
    #[serde(default)]
    pub escalate: bool,
}

impl Definition {
    /// How often a lead goes on to the next.
    pub(super) fn most_moves(&self) -> usize {
        usize::try_from(self.moves.unwrap_or(USUAL_MOVES)).unwrap_or(usize::MAX)
    }
}

/// How one of several is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// One after the other.
    RoundRobin,
    /// Whoever has the fewest open records.
    LeastLoaded,
    /// In turn, each as often as his weight says.
    Weighted,
    /// In turn among those who have the skill that the record asks for.
    Skill,
    /// The teams in turn; in a team, whoever has the fewest open records.
    Team,
    /// The first one named who is there.
    Person,
}

impl Method {
    /// The name in the table and on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::RoundRobin => "round_robin",
            Self::LeastLoaded => "least_loaded",
            Self::Weighted => "weighted",
            Self::Skill => "skill",
            Self::Team => "team",
            Self::Person => "person",
        }
    }
}

/// What working hours mean for a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AtWork {
    /// Those who are at work go first; when nobody is, whoever comes to work first.
    #[default]
    Prefer,
    /// Only those who are at work.
    Only,
    /// They do not matter.
    Ignore,
}

/// Somebody to whom records go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Taker {
    /// Who.
    pub user: Uuid,
    /// How often, for the method `weighted`; once when left out.
    #[serde(default)]
    pub weight: Option<u32>,
    /// How many open records he has at most.
    #[serde(default)]
    pub capacity: Option<u32>,
    /// What he can do, for the method `skill`.
    #[serde(default)]
    pub skills: Vec<String>,
}

/// Refuses a rule that cannot hold.
pub(super) fn check(tx: &mut Tx<'_>, object: &str, rule: &Definition) -> Result<()> {
    let mut problems = Vec::new();
    let zone = tx.cat.zone.clone();
    let of = tx.cat.object(object).cloned().ok_or_else(|| Error::field("object", "not_found"))?;
    // The program asks, not the person who writes the rule: there is no "me" in it.
    tx.as_program(|tx| {
        let read = rule.filter.as_ref().map(|filter| Filter::parse(filter, &tx.cat, &of, &tx.filter_cx(&zone)));
        match read {
            Some(Err(found)) => problems.extend(found.into_iter().map(|problem| problem.at("filter"))),
            // What other records are is not known of a record that is not written yet.
            Some(Ok(expr)) if expr.asks_others() => problems.push(Problem::new("not_allowed").at("filter")),
            _ => {}
        }
        Ok(())
    })?;
    match (&rule.skill_field, rule.method) {
        (Some(field), _) if Path::parse(field, &tx.cat, &of).is_err() => {
            problems.push(Problem::new("unknown_field").at("skill_field"));
        }
        (None, Method::Skill) => problems.push(Problem::new("required").at("skill_field")),
        _ => {}
    }
    if rule.people.len() > MOST || rule.teams.len() > MOST {
        problems.push(Problem::new("too_many").with("max", MOST).at("people"));
    }
    let none = if rule.method == Method::Team {
        rule.teams.is_empty()
    } else {
        rule.people.is_empty() && rule.teams.is_empty()
    };
    if none {
        problems.push(Problem::new("required").at(if rule.method == Method::Team { "teams" } else { "people" }));
    }
    let mut seen = BTreeSet::new();
    for (n, taker) in rule.people.iter().enumerate() {
        let at = |problem: Problem| problem.at(&n.to_string()).at("people");
        if !seen.insert(taker.user) {
            problems.push(at(Problem::new("repeated").at("user")));
        }
        if users::find(tx.sql(), taker.user)?.is_none() {
            problems.push(at(Problem::new("not_found").at("user")));
        }
        if taker.weight.is_some_and(|weight| weight == 0 || weight > MOST_WEIGHT) {
            problems.push(at(Problem::new("out_of_range").with("min", 1).with("max", MOST_WEIGHT).at("weight")));
        }
    }
    for (n, team) in rule.teams.iter().enumerate() {
        if teams::find(tx.sql(), *team)?.is_none() {
            problems.push(Problem::new("not_found").at(&n.to_string()).at("teams"));
        }
    }
    for (key, minutes) in [("react_within", rule.react_within), ("move_after", rule.move_after)] {
        if minutes.is_some() && object == deal::KEY {
            problems.push(Problem::new("only_leads").at(key));
        }
        if minutes.is_some_and(|minutes| minutes == 0 || minutes > LONGEST) {
            problems.push(Problem::new("out_of_range").with("min", 1).with("max", LONGEST).at(key));
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(Error::Invalid(problems)) }
}

/// Refuses objects whose records are not distributed.
pub(super) fn check_object(object: &str) -> Result<()> {
    if matches!(object, lead::KEY | deal::KEY) { Ok(()) } else { Err(Error::field("object", "unknown_option")) }
}
