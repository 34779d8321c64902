//! Who is looking at a record, and who is changing it: told to the others who look at it. Kept in memory and forgotten
//! within a minute; processes on one database tell each other.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use kith_store::Signal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::live::Told;
use crate::{Error, Result, Workspace};

/// Whoever has not been heard of for so many milliseconds has left.
const FORGOTTEN: i64 = 45_000;
/// What other processes are told under.
pub(crate) const TOPIC: &str = "presence";

/// Somebody came to a record, is still there, or left it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sighting {
    /// The record's object.
    pub object: String,
    /// The record.
    pub id: Uuid,
    /// Who.
    pub user: Uuid,
    /// Whether he is changing it; none when he left.
    pub editing: Option<bool>,
}

/// Where a sighting is of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The record's object.
    pub object: String,
    /// The record.
    pub id: Uuid,
}

#[derive(Debug, Clone, Copy)]
struct Here {
    editing: bool,
    until: i64,
}

/// Who is where.
#[derive(Debug, Default)]
pub struct Presence(Mutex<HashMap<(String, Uuid), BTreeMap<Uuid, Here>>>);

impl Presence {
    fn lock(&self) -> MutexGuard<'_, HashMap<(String, Uuid), BTreeMap<Uuid, Here>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Who is at a record besides `me`, and whether he is changing it.
    pub fn others(&self, object: &str, id: Uuid, me: Uuid, now: Timestamp) -> Vec<(Uuid, bool)> {
        let all = self.lock();
        let there = all.get(&(object.to_owned(), id)).into_iter().flatten();
        let now = now.as_millisecond();
        there
            .filter(|(user, here)| **user != me && here.until > now)
            .map(|(user, here)| (*user, here.editing))
            .collect()
    }

    /// Takes note of a sighting. True when others see a difference.
    pub(crate) fn note(&self, seen: &Sighting, now: Timestamp) -> bool {
        let now = now.as_millisecond();
        let key = (seen.object.clone(), seen.id);
        let mut all = self.lock();
        match seen.editing {
            Some(editing) => {
                let here = Here { editing, until: now + FORGOTTEN };
                let before = all.entry(key).or_default().insert(seen.user, here);
                before.is_none_or(|before| before.until <= now || before.editing != editing)
            }
            None => {
                let Some(there) = all.get_mut(&key) else { return false };
                let left = there.remove(&seen.user).is_some_and(|here| here.until > now);
                if there.is_empty() {
                    all.remove(&key);
                }
                left
            }
        }
    }

    /// Forgets those who have not been heard of: where somebody is missing now.
    pub(crate) fn forget(&self, now: Timestamp) -> Vec<Place> {
        let now = now.as_millisecond();
        let mut changed = Vec::new();
        self.lock().retain(|(object, id), there| {
            let before = there.len();
            there.retain(|_, here| here.until > now);
            if there.len() != before {
                changed.push(Place { object: object.clone(), id: *id });
            }
            !there.is_empty()
        });
        changed
    }
}

impl Workspace {
    /// Tells that somebody is at a record, or has left it. Whoever calls this has made sure that he may see the record.
    ///
    /// # Errors
    /// When other processes cannot be told.
    pub async fn seen_at(&self, seen: Sighting) -> Result<()> {
        self.hear_of(&seen);
        if self.store().dialect().is_postgres() {
            let text = serde_json::to_string(&seen).map_err(Error::internal)?;
            self.store().signal(Signal::new(TOPIC, text)).await?;
        }
        Ok(())
    }

    /// Takes note of a sighting here or in another process, and tells open screens of a difference.
    pub(crate) fn hear_of(&self, seen: &Sighting) {
        if self.presence().note(seen, self.clock().now()) {
            self.live().tell(Told::Presence(Place { object: seen.object.clone(), id: seen.id }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + second).expect("a moment")
    }

    fn seen(user: u128, editing: Option<bool>) -> Sighting {
        Sighting { object: "deal".into(), id: Uuid::from_u128(1), user: Uuid::from_u128(user), editing }
    }

    #[test]
    fn only_differences_are_told() {
        let presence = Presence::default();
        assert!(presence.note(&seen(7, Some(false)), at(0)));
        assert!(!presence.note(&seen(7, Some(false)), at(20)));
        assert!(presence.note(&seen(7, Some(true)), at(21)));
        assert!(presence.note(&seen(7, None), at(22)));
        assert!(!presence.note(&seen(7, None), at(23)));
        assert!(presence.lock().is_empty());
    }

    #[test]
    fn whoever_is_silent_is_forgotten_after_45_seconds() {
        let presence = Presence::default();
        let (deal, me) = (Uuid::from_u128(1), Uuid::from_u128(9));
        presence.note(&seen(7, Some(true)), at(0));
        presence.note(&seen(9, Some(false)), at(0));
        assert_eq!(presence.others("deal", deal, me, at(44)), [(Uuid::from_u128(7), true)]);
        assert_eq!(presence.others("deal", deal, me, at(45)), []);
        assert_eq!(presence.forget(at(46)), [Place { object: "deal".into(), id: deal }]);
        assert_eq!(presence.forget(at(47)), []);
        assert!(presence.note(&seen(7, Some(true)), at(48)), "he is back");
    }
}
