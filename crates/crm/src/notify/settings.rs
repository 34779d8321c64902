//! Who wants to be told what.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::{Time, Weekday};
use kith_engine::{Conn, Error, Result, Sql, Tx};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Kind, remind};

/// Where somebody is told of a kind of thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Channels {
    /// In the product. Without this nothing is kept, and so nothing else is told either.
    pub product: bool,
    /// Also by the browser, when the product is out of sight.
    pub browser: bool,
}

/// When the day's work is summed up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Digest {
    /// Whether at all.
    pub enabled: bool,
    /// When, in the person's own zone: `08:30`.
    pub at: String,
    /// On which days, Monday being 1 and Sunday 7.
    pub days: Vec<i8>,
}

/// What somebody wants to be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// By kind; what is missing is as usual.
    #[serde(default)]
    pub kinds: BTreeMap<Kind, Channels>,
    /// The summary of the day.
    #[serde(default)]
    pub digest: Digest,
}

impl Default for Digest {
    fn default() -> Self {
        Self { enabled: true, at: "08:30".to_owned(), days: vec![1, 2, 3, 4, 5] }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self { kinds: BTreeMap::new(), digest: Digest::default() }.complete()
    }
}

impl Settings {
    /// Fills in what has not been chosen.
    fn complete(mut self) -> Self {
        for kind in Kind::ALL {
            let browser = matches!(kind, Kind::Assigned | Kind::Mentioned | Kind::Note | Kind::TaskDue);
            self.kinds.entry(kind).or_insert(Channels { product: true, browser });
        }
        self
    }

    /// Whether he is to be told of this kind of thing.
    pub(super) fn wants(&self, kind: Kind) -> bool {
        self.kinds.get(&kind).is_none_or(|channels| channels.product) && (kind != Kind::Digest || self.digest.enabled)
    }
}

impl Digest {
    /// When on the day.
    pub(super) fn time(&self) -> Option<Time> {
        let (hour, minute) = self.at.split_once(':')?;
        let two = |text: &str| if text.len() == 2 { text.parse().ok() } else { None };
        Time::new(two(hour)?, two(minute)?, 0, 0).ok()
    }

    /// Whether on such a day.
    pub(super) fn is_on(&self, day: Weekday) -> bool {
        self.days.contains(&day.to_monday_one_offset())
    }

    fn check(&self) -> Result<()> {
        if self.time().is_none() {
            return Err(Error::field("digest.at", "wrong_format"));
        }
        if self.days.iter().any(|day| !(1..=7).contains(day)) || self.days.len() > 7 {
            return Err(Error::field("digest.days", "out_of_range"));
        }
        Ok(())
    }
}

/// What a person wants to be told.
///
/// # Errors
/// When the store fails.
pub fn settings(conn: &mut Conn, user: Uuid) -> Result<Settings> {
    Ok(of_many(conn, &[user])?.remove(&user).unwrap_or_default())
}

/// The settings of those among these people who have chosen.
pub(super) fn of_many(conn: &mut Conn, users: &[Uuid]) -> Result<HashMap<Uuid, Settings>> {
    let mut found = HashMap::new();
    for some in users.chunks(500) {
        let mut sql = Sql::new("SELECT user_id, settings FROM notification_setting WHERE user_id IN ");
        sql.list(some);
        for row in conn.query(&sql)? {
            let settings: Settings = serde_json::from_str(row.text(1)?).map_err(Error::internal)?;
            found.insert(row.uuid(0)?, settings.complete());
        }
    }
    Ok(found)
}

/// Replaces the actor's own settings and returns them.
///
/// # Errors
/// [`Error::Invalid`].
pub fn change(tx: &mut Tx<'_>, settings: Settings) -> Result<Settings> {
    let me = tx.ctx.user_id().ok_or_else(|| Error::forbidden("person"))?;
    settings.digest.check()?;
    let mut settings = settings.complete();
    settings.digest.days.sort_unstable();
    settings.digest.days.dedup();
    let text = serde_json::to_string(&settings).map_err(Error::internal)?;
    let mut sql = Sql::new("INSERT INTO notification_setting (user_id, settings) VALUES (");
    sql.arg(me).add(", ").arg(text).add(") ON CONFLICT (user_id) DO UPDATE SET settings = excluded.settings");
    tx.sql().exec(&sql)?;
    let now = tx.ctx.now;
    remind::by(tx.sql(), me, now, now)?;
    Ok(settings)
}
