//! How much people work in the program themselves: on which days, how much, and when they were last seen.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use kith_engine::events::{self, Deeds};
use kith_engine::people::{teams, users};
use kith_engine::{Error, Reader, Result};
use kith_policy::Permission;
use uuid::Uuid;

/// The longest span that is counted, in days.
pub const MOST_DAYS: i64 = 92;

/// Figures of some people over some days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Engagement {
    /// The first day.
    pub from: Date,
    /// The last day, today.
    pub to: Date,
    /// Those whom one may look at, by name.
    pub people: Vec<Worked>,
}

/// What a person has done himself. A command counts once, however many records it changed; imports do not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worked {
    /// Who.
    pub user: Uuid,
    /// When he last used the program, as far as a session that has not been signed out or the days of the span tell.
    pub last_seen: Option<Timestamp>,
    /// Commands of each day, the first day first.
    pub days: Vec<u64>,
    /// Those that made records.
    pub created: u64,
    /// Tasks done.
    pub completed: u64,
    /// Notes written.
    pub noted: u64,
}

impl Worked {
    /// On how many days he did anything.
    pub fn active_days(&self) -> usize {
        self.days.iter().filter(|count| **count > 0).count()
    }

    /// All commands.
    pub fn all(&self) -> u64 {
        self.days.iter().sum()
    }
}

/// The last `days` days of those whom one may look at: whoever keeps users sees everybody, who leads teams sees their people
/// and those of the teams below, everybody sees himself.
///
/// # Errors
/// [`Error::Invalid`] for a span that is empty or above [`MOST_DAYS`].
pub fn engagement(reader: &mut Reader<'_>, days: i64, zone: &TimeZone) -> Result<Engagement> {
    if !(1..=MOST_DAYS).contains(&days) {
        return Err(Error::field("days", "out_of_range"));
    }
    let to = reader.ctx.now.to_zoned(zone.clone()).date();
    let from = to.saturating_sub((days - 1).days());
    let start = |day: Date| day.to_zoned(zone.clone()).map(|zoned| zoned.timestamp().as_millisecond());
    let bounds = start(from).and_then(|first| Ok((first, start(to.saturating_add(1.day()))?)));
    let (first, end) = bounds.map_err(Error::internal)?;
    let mine = visible(reader)?;
    let sessions = users::last_seen(reader.conn())?;
    let mut counted: BTreeMap<Uuid, Vec<Deeds>> = BTreeMap::new();
    for deeds in events::deeds(reader.conn(), first, end)? {
        counted.entry(deeds.user).or_default().push(deeds);
    }
    let mut people = Vec::new();
    for person in users::list(reader.conn())? {
        if person.active && mine.as_ref().is_none_or(|mine| mine.contains(&person.id)) {
            let seen = sessions.get(&person.id).copied();
            let deeds = counted.remove(&person.id).unwrap_or_default();
            people.push(worked(person.id, seen, &deeds, (from, days), zone));
        }
    }
    Ok(Engagement { from, to, people })
}

/// Whom one may look at; nothing is everybody.
fn visible(reader: &mut Reader<'_>) -> Result<Option<BTreeSet<Uuid>>> {
    if reader.access.may(Permission::ManageUsers) {
        return Ok(None);
    }
    let Some(me) = reader.ctx.user_id() else { return Ok(Some(BTreeSet::new())) };
    let mut people: BTreeSet<Uuid> = teams::led_by(reader.conn(), me)?.into_iter().collect();
    people.insert(me);
    Ok(Some(people))
}

fn worked(user: Uuid, seen: Option<i64>, deeds: &[Deeds], (from, days): (Date, i64), zone: &TimeZone) -> Worked {
    let mut of = Worked {
        user,
        last_seen: None,
        days: vec![0; usize::try_from(days).unwrap_or_default()],
        created: 0,
        completed: 0,
        noted: 0,
    };
    let count = |number: i64| u64::try_from(number).unwrap_or_default();
    let mut last = seen;
    for deed in deeds {
        last = last.max(Some(deed.quarter * events::QUARTER));
        let Ok(moment) = Timestamp::from_millisecond(deed.quarter * events::QUARTER) else { continue };
        let day = moment.to_zoned(zone.clone()).date();
        let place = usize::try_from((day - from).get_days()).ok();
        let Some(sum) = place.and_then(|place| of.days.get_mut(place)) else { continue };
        *sum += count(deed.all);
        of.created += count(deed.created);
        of.completed += count(deed.completed);
        of.noted += count(deed.noted);
    }
    of.last_seen = last.and_then(|at| Timestamp::from_millisecond(at).ok());
    of
}
